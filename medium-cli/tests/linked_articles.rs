//! Articles that link to each other by file, as notes or as pages of a site.
#![cfg(unix)]

mod support;

use std::fs;

use support::get;
use support::workspace::Workspace;

/// Returns a vault with a note that others link to.
async fn workspace() -> Workspace {
    let workspace = Workspace::with_articles(0).await;
    let write = |name: &str, text: &str| {
        let file = workspace.folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    write(".obsidian/app.json", "{}");
    write(
        "notes/Soil test.md",
        "---\ntitle: Testing soil\nstatus: public\n---\nDig.\n",
    );
    write(
        "a.md",
        "---\ntitle: Compost\nstatus: draft\n---\n\
         See [[Soil test#Clay|the test]], [[Missing]] and [the same](notes/Soil%20test.md).\n\n\
         | What | Where |\n|---|---|\n| soil | [[Soil test]] |\n",
    );
    workspace
}

#[tokio::test]
async fn links_to_a_note_on_medium() {
    let workspace = workspace().await;
    let done = workspace
        .expect(0, &["publish", "notes/Soil test.md"])
        .await;
    let url = done.stdout.trim();

    let done = workspace.expect(0, &["publish", "a.md"]).await;
    let content = &workspace.sandbox.posts()[1].content;
    let first = format!("See [the test]({url}), Missing and [the same]({url}).");
    assert!(content.contains(&first), "{content}");
    assert!(
        content.contains(&format!("[Soil test]({url})")),
        "{content}"
    );
    let warned: Vec<_> = done
        .stderr
        .lines()
        .filter(|line| line.contains("[["))
        .collect();
    assert_eq!(warned.len(), 1, "{}", done.stderr);
    assert!(warned[0].contains("`[[Missing]]`"), "{}", done.stderr);
}

#[tokio::test]
async fn a_link_to_a_note_that_is_not_on_medium_becomes_text() {
    let workspace = workspace().await;
    let text = "---\ntitle: Compost\nstatus: draft\n---\nSee [[Soil test#Clay|the test]].\n";
    workspace.write("a.md", text);
    let done = workspace.expect(0, &["publish", "a.md", "--json"]).await;
    assert_eq!(
        workspace.sandbox.posts()[0].content,
        "# Compost\n\nSee the test.\n"
    );
    let warning = "a.md:5:5: `[[Soil test#Clay]]`: the linked note is not on Medium";
    done.assert_stderr(warning);
    done.assert_stdout("[[Soil test#Clay]]");
}

#[tokio::test]
async fn a_preview_links_to_articles_on_medium() {
    let workspace = workspace().await;
    let done = workspace.run(&["publish", "notes/Soil test.md"]).await;
    let url = done.stdout.trim().to_owned();
    let medium = workspace.medium();
    let read_page = move || {
        let (_serving, page) = medium.serving(&["preview", "a.md"]);
        String::from_utf8(get(&page).1).unwrap()
    };
    let page = tokio::task::spawn_blocking(read_page).await.unwrap();
    assert_eq!(
        page.matches(&format!("href=\"{url}\"")).count(),
        3,
        "{page}"
    );
    assert!(page.contains("[[Missing]]"), "{page}");
}

#[test]
fn a_preview_needs_no_login() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("b.md"), "# B\n\ntext").unwrap();
    fs::write(folder.path().join("a.md"), "# A\n\n[b](b.md)").unwrap();
    let medium = support::Medium::new().in_folder(folder.path());
    let (_serving, url) = medium.serving(&["preview", "a.md"]);
    let page = String::from_utf8(get(&url).1).unwrap();
    assert!(page.contains("href=\"b.md\""), "{page}");
    assert!(
        medium.left_at_home().is_empty(),
        "{:?}",
        medium.left_at_home()
    );
}
