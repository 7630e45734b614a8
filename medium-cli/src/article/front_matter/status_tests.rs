//! The status: never more public than written.

use super::tests::{error, read_ok};
use super::*;

fn status(yaml: &str) -> Option<Status> {
    read_ok(&format!("---\ntitle: T\n{yaml}\n---\n\nText"))
        .0
        .status
}

#[test]
fn every_spelling_of_a_private_status_is_a_draft() {
    for yaml in [
        "status: draft",
        "Status: Draft",
        "STATUS: 'draft'",
        "publishStatus: draft",
        "publish_status: draft",
        "publish-status: draft",
        "mediumStatus: draft",
        "medium_publish_status: draft",
        "publish-to-medium: false",
        "headless: true",
        "PublishStatus: DRAFT",
        "post_status: pending",
        "status: private",
        "status: unpublished",
        "status: In progress",
        "status: not-started",
        "status: scheduled",
        "state: draft",
        "draft: true",
        "Draft: true",
        "draft: True",
        "draft: yes",
        "draft: on",
        "draft: 1",
        "draft: \"true\"",
        "is_draft: true",
        "saveAsDraft: true",
        "published: false",
        "Published: No",
        "publish: false",
        "dg-publish: false",
        "private: true",
        "isPrivate: yes",
        "hidden: true",
        "visibility: private",
        "Visibility: members",
        "visible: false",
        "public: false",
        "unpublished: true",
        "password: secret",
        "eleventyExcludeFromCollections: true",
        "permalink: false",
        "render: never",
        "wip: true",
        "secret: yes",
        "members_only: true",
        "premium: true",
        "expiryDate: 2001-01-01",
        "draft: true\nunlisted: true",
        "draft: true\nvisibility: public",
        "draft:\npublished: false",
        "status: draft\nprivate: false",
    ] {
        assert_eq!(status(yaml), Some(Status::Draft), "{yaml}");
    }
}

#[test]
fn reads_public_and_unlisted() {
    for yaml in [
        "status: public",
        "status: published",
        "status: Publish",
        "publish_status: Public",
        "state: live",
        "visibility: public",
        "draft: false",
        "published: true",
        "publish: yes",
        "public: true",
        "draft: false\npublished: true\nprivate: false\nunlisted: false",
    ] {
        assert_eq!(status(yaml), Some(Status::Public), "{yaml}");
    }
    for yaml in [
        "status: unlisted",
        "visibility: Unlisted",
        "unlisted: true",
        "listed: false",
        "published: true\nstatus: unlisted",
        "draft: false\nunlisted: true",
        "status: published\nunlisted: true",
    ] {
        assert_eq!(status(yaml), Some(Status::Unlisted), "{yaml}");
    }
}

#[test]
fn not_private_does_not_mean_public() {
    for yaml in [
        "tags: a",
        "status:",
        "draft: null",
        "private: false",
        "unlisted: false",
        "hidden: no",
        "visible: true",
        "published: 2024-05-01",
        "published: 2031-05-01",
        "permalink: /about/",
        "permalink: {build: x}",
        "render: always",
        "expiryDate: 2999-01-01",
    ] {
        assert_eq!(status(yaml), None, "{yaml}");
    }
}

#[test]
fn reports_both_keys_of_a_contradiction() {
    for (yaml, one, other) in [
        (
            "draft: true\npublished: true",
            "`published: true`",
            "`draft: true`",
        ),
        (
            "draft: true\nstatus: public",
            "`draft: true`",
            "`status: public`",
        ),
        (
            "Draft: true\ndraft: false",
            "`draft: false`",
            "`Draft: true`",
        ),
        (
            "private: true\nvisibility: unlisted\npublished: yes",
            "`private: true`",
            "`visibility: unlisted`",
        ),
        (
            "unlisted: true\nstatus: public",
            "`unlisted: true`",
            "`status: public`",
        ),
        (
            "unlisted: false\nstatus: unlisted",
            "`unlisted: false`",
            "`status: unlisted`",
        ),
    ] {
        let message = error(&format!("---\n{yaml}\n---\n\nText"));
        assert!(
            message.contains(one) && message.contains(other),
            "{yaml}: {message}"
        );
        assert!(message.contains("contradicts"), "{yaml}: {message}");
    }
}

#[test]
fn rejects_unknown_values() {
    for yaml in [
        "status: archived",
        "status: done",
        "status: true",
        "status: [draft, public]",
        "status: {is: draft}",
        "visibility: everyone-i-know",
        "state: open",
        "draft: maybe",
        "draft: draft",
        "published: soon",
        "private: 2",
        "unlisted: somewhat",
        "<<: *base",
        "base: &base {draft: true}\n<<: *base\nstatus: public",
    ] {
        let message = error(&format!("---\n{yaml}\n---\n\nText"));
        assert!(message.starts_with("a.md:"), "{yaml}: {message}");
    }
}
