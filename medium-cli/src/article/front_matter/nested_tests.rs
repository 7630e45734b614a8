//! Status keys within tables.

use super::tests::{error, try_read};
use super::*;

fn read_any(block: &str) -> Result<FrontMatter, String> {
    let text = format!("{block}\nText");
    try_read(&text, &Options::default()).map(|(front, _)| front)
}

fn status(block: &str) -> Result<Option<Status>, String> {
    read_any(block).map(|front| front.status)
}

fn yaml(yaml: &str) -> String {
    format!("---\ntitle: T\n{yaml}\n---\n")
}

fn toml(toml: &str) -> String {
    format!("+++\ntitle = 'T'\n{toml}\n+++\n")
}

fn json(json: &str) -> String {
    format!("{{\n\"title\": \"T\",\n{json}\n}}\n")
}

const DRAFTS_IN_YAML: &[&str] = &[
    "build: {render: never}",
    "build:\n  render: never\n  list: never",
    "_build:\n  render: false",
    "params: {draft: true}",
    "Params:\n  Draft: Yes",
    "params:\n  isDraft: true",
    "params:\n  deep:\n    post: {x: y}\n  page:\n    draft: true",
    "extra: {private: true}",
    "extra:\n  visibility: private",
    "options: {visibility: private}",
    "options:\n  - draft: true",
    "options:\n  - toc: true\n    published: false",
    "settings: {unpublished: yes}",
    "page: {published: false}",
    "post: {status: draft}",
    "post:\n  publish_status: Draft",
    "meta: {wip: on}",
    "metadata: {hidden: true}",
    "metadata:\n  status:\n    - draft",
    "properties: {Status: In progress}",
    "properties: {Status: {select: Draft}}",
    "custom_fields: {post_status: pending}",
    "eleventyComputed: {permalink: false}",
    "frontmatter: {is_published: false}",
    "article_status: draft",
    "postVisibility: private",
    "params.draft: true",
    "params.build.render: never",
    "params: {'page.draft': true}",
    "params: {article_status: draft}",
    "crosspost: {medium: {status: draft}}",
    "crosspost:\n  - medium:\n      published: false",
    "no: &no false\nparams: {published: *no}",
    "key: &key draft\nparams:\n  *key : true",
    "params: &all {draft: true}\nextra: *all",
    "params: {publish: {status: draft}}",
    "params:\n  - name: draft\n    value: true",
    "custom_fields: [{key: visibility, value: private}]",
];

#[test]
fn a_status_in_a_table_about_the_article_counts() {
    for block in DRAFTS_IN_YAML {
        assert_eq!(status(&yaml(block)), Ok(Some(Status::Draft)), "{block}");
    }
    for block in [
        "params.draft = true",
        "params = {draft = true}",
        "[params]\ndraft = true",
        "[params.page]\ndraft = true",
        "[[params]]\ndraft = 'yes'",
        "[build]\nrender = 'never'",
        "[_build]\nrender = 'never'\nlist = 'never'",
        "[extra]\nprivate = true",
        "extra.visibility = 'private'",
        "options = [{visibility = 'private'}]",
        "[extra]\nstatus = ['draft']",
        "\"params.draft\" = true",
    ] {
        assert_eq!(status(&toml(block)), Ok(Some(Status::Draft)), "{block}");
    }
    for block in [
        "\"build\": {\"render\": \"never\"}",
        "\"params\": {\"draft\": true}",
        "\"extra\":\n{\n\t\"private\": true\n}",
        "\"options\": [{\"visibility\": \"private\"}]",
        "\"properties\": {\"Status\": {\"select\": {\"name\": \"x\"}}, \"Published\": false}",
    ] {
        assert_eq!(status(&json(block)), Ok(Some(Status::Draft)), "{block}");
    }
    for block in [
        "build: {list: never}",
        "extra: {unlisted: true}",
        "settings: {delist: true}",
    ] {
        assert_eq!(status(&yaml(block)), Ok(Some(Status::Unlisted)), "{block}");
    }
}

#[test]
fn a_table_never_makes_an_article_public() {
    for block in [
        "params: {draft: false}",
        "params: {published: true, visibility: public}",
        "build: {render: always, list: always}",
        "build: {render: link}",
        "post: {status: published}",
        "params: {permalink: /a/, date: 2024-05-01, published: 2024-05-01}",
        "params: {draft: , status: '', visibility: ~}",
    ] {
        assert_eq!(status(&yaml(block)), Ok(None), "{block}");
        let draft = format!("draft: true\n{block}");
        assert_eq!(status(&yaml(&draft)), Ok(Some(Status::Draft)), "{block}");
        let public = format!("status: public\n{block}");
        assert_eq!(status(&yaml(&public)), Ok(Some(Status::Public)), "{block}");
    }
    for block in DRAFTS_IN_YAML {
        let draft = format!("status: draft\n{block}");
        assert_eq!(status(&yaml(&draft)), Ok(Some(Status::Draft)), "{block}");
    }
    let unlisted = yaml("status: draft\nparams: {visibility: unlisted}");
    assert_eq!(status(&unlisted), Ok(Some(Status::Draft)));
    let both = yaml("unlisted: true\nparams: {draft: true}");
    assert_eq!(status(&both), Ok(Some(Status::Draft)));
}

#[test]
fn reports_contradictions_between_a_table_and_the_top_with_both_lines() {
    let message = error("---\ntitle: T\nstatus: public\nparams:\n  draft: true\n---\n\nText");
    assert!(message.starts_with("a.md:5:1: "), "{message}");
    for part in [
        "`params.draft: true`",
        "contradicts `status: public` in line 3",
    ] {
        assert!(message.contains(part), "{message}");
    }
    for block in DRAFTS_IN_YAML {
        let message = status(&yaml(&format!("published: true\n{block}"))).expect_err(block);
        assert!(message.contains("contradicts"), "{block}: {message}");
    }
}

#[test]
fn an_unclear_table_needs_a_status_at_the_top() {
    for (block, line, key) in [
        ("workflow: {status: draft}", 3, "workflow.status"),
        (
            "workflow:\n  stage: 2\n  status: in review",
            5,
            "workflow.status",
        ),
        ("hugo:\n  draft: true", 4, "hugo.draft"),
        ("devto: {published: false}", 3, "devto.published"),
        (
            "cascade:\n  - params:\n      draft: true\n    x: y",
            5,
            "cascade.params.draft",
        ),
        ("access: {visibility: private}", 3, "access.visibility"),
        ("flags: {private: true}", 3, "flags.private"),
        ("seo: {draft: true}", 3, "seo.draft"),
        ("series:\n  - isDraft: true", 4, "series.isDraft"),
        ("blog_status: draft", 3, "blog_status"),
        ("hashnodeDraft: true", 3, "hashnodeDraft"),
        // Misspelled keys and unknown values.
        ("params: {drfat: true}", 3, "params.drfat"),
        ("params: {draft: maybe}", 3, "params.draft"),
        ("extra: {visibility: friends}", 3, "extra.visibility"),
        ("properties: {Status: Archived}", 3, "properties.Status"),
    ] {
        let message = status(&yaml(block)).expect_err(block);
        assert!(
            message.starts_with(&format!("a.md:{line}:1: ")),
            "{block}: {message}"
        );
        assert!(message.contains(&format!("`{key}: ")), "{block}: {message}");
        assert!(
            message.contains("`status: draft` or `status: public`"),
            "{message}"
        );
        for (own, expected) in [("draft", Status::Draft), ("public", Status::Public)] {
            let settled = yaml(&format!("{block}\nstatus: {own}"));
            assert_eq!(status(&settled), Ok(Some(expected)), "{block}");
        }
        let options = Options {
            allow_similar_keys: true,
            ..Options::default()
        };
        let text = format!("{}\nText", yaml(block));
        let allowed = try_read(&text, &options);
        assert!(allowed.is_ok(), "{block}: {allowed:?}");
    }
}

#[test]
fn ignores_status_keys_about_other_things() {
    for block in [
        "seo: {state: CA}",
        "author: {status: busy}",
        "author: {name: A, private: true}",
        "authors:\n  - name: A\n    status: private\n    public: no",
        "cover:\n  image: a.png\n  hidden: true",
        "params:\n  cover:\n    hidden: true",
        "sidebar: {hidden: true, badge: {text: WIP}}",
        "project: {status: in progress, public: false}",
        "tasks:\n  - {name: a, status: todo}",
        "versions:\n  - {number: 1, status: unpublished}\n  - {number: 2, status: published}",
        "tiers:\n  - {name: Free, visibility: private}",
        "book: {published: 1999, state: out of print}",
        "location: {state: Hidden}",
        "metadata: {state: Bavaria}",
        "wifi: {password: hunter2}",
        "formula: {render: false}",
        "offer: {expires: 2001-01-01}",
        "voucher: {expiryDate: 2001-01-01}",
        "comment_status: private",
        "cover_hidden: true",
        "first_published: 2001-05-01",
        "last-published: once",
        "review: {rating: 5, draft: }",
        "medium: https://medium.com/p/1",
        "images: {small: a, medium: b}",
    ] {
        assert_eq!(status(&yaml(block)), Ok(None), "{block}");
    }
}

#[test]
fn finds_exclusions_of_medium_in_tables() {
    for block in [
        "crosspost: {medium: false}",
        "crosspost:\n  devto: true\n  Medium: no",
        "platforms:\n  - medium: skip",
        "publish: {medium: off}",
    ] {
        let message = status(&yaml(block)).expect_err(block);
        assert!(
            message.contains("excludes the article from Medium"),
            "{block}: {message}"
        );
    }
}

#[test]
fn limits_depth_and_number_of_keys() {
    let deep = "{a: ".repeat(100) + "draft" + &"}".repeat(100);
    let message = status(&yaml(&format!("x: {deep}"))).unwrap_err();
    assert!(message.contains("64 levels deep"), "{message}");
    let keys = vec!["a"; 80].join(".");
    let message = status(&toml(&format!("{keys} = 1"))).unwrap_err();
    assert!(message.starts_with("a.md:"), "{message}");
    let many: String = (0..10_001)
        .map(|number| format!("  k{number}: x\n"))
        .collect();
    let message = status(&yaml(&format!("x:\n{many}"))).unwrap_err();
    assert!(message.contains("more than 10000 keys"), "{message}");
}
