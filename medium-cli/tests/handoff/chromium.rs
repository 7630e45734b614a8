//! The page in Chromium, with its real clipboard.

use fantoccini::key::Key;
use medium_sandbox::blocks::{self, BlockType};
use medium_sandbox::{PostSource, PublishStatus, Sandbox};

use crate::support::Medium;
use crate::writer::{Writer, without_login};

/// The first article of the README.
const EXAMPLE: &str = "examples/liverpool-fc/article.md";

#[tokio::test(flavor = "multi_thread")]
async fn copies_an_article_and_its_image_into_the_editor() {
    let sandbox = Sandbox::start().await.unwrap();
    let Some(writer) = Writer::signed_in(&sandbox).await else {
        return;
    };
    let browser = &writer.browser;
    let medium = without_login(&sandbox);
    let (mut serving, page) = medium.serving(&["handoff", EXAMPLE, "--no-open"]);
    writer.goto(&page).await;
    assert_no_flaws(&writer).await;
    writer.copy("[data-copy-article]").await;
    browser.go("/new-story").await;
    browser.click("#editor").await;
    writer.paste().await;
    browser.wait_for("#editor h1").await;
    add_the_image(&writer, &page).await;
    browser.fill("#tags", "football, liverpool, history").await;
    let public = "document.getElementById('status').value = 'public'";
    writer.script(public).await;
    browser.press("Publish").await;
    browser.wait_for(".tags").await;
    let address = browser.url().await.to_string();

    writer.goto(&page).await;
    browser.fill("#url", &address).await;
    browser.press("Save the URL").await;
    writer.until_message("startsWith('Saved')").await;
    browser.screenshot("handoff-recorded").await;
    let code = tokio::task::spawn_blocking(move || serving.wait()).await;
    assert_eq!(code.unwrap(), Some(0), "the command stops by itself");
    writer.browser.close().await;
    assert_is_published(&sandbox, &medium, &address);
}

/// Checks the page in light and dark mode, on wide and narrow screens.
async fn assert_no_flaws(writer: &Writer) {
    let browser = &writer.browser;
    for (scheme, width) in [
        ("light", 390),
        ("dark", 390),
        ("dark", 1100),
        ("light", 1100),
    ] {
        browser.prefer(scheme).await;
        browser.resize(width, 1000).await;
        browser
            .screenshot(&format!("handoff-{scheme}-{width}"))
            .await;
        let none: [&str; 0] = [];
        assert_eq!(browser.flaws().await, none, "{scheme}, {width} px wide");
    }
}

/// Copies the image in a second window, and pastes it over its line in the editor.
async fn add_the_image(writer: &Writer, page: &str) {
    let client = &writer.browser.client;
    let editor = client.window().await.unwrap();
    let second = client.new_window(true).await.unwrap().handle;
    client.switch_to_window(second).await.unwrap();
    writer.goto(page).await;
    writer.copy("[data-copy-image]").await;
    client.close_window().await.unwrap();
    client.switch_to_window(editor).await.unwrap();
    select_line(writer, "[Image 1").await;
    writer.paste().await;
    writer.browser.wait_for("#editor figure img").await;
    writer
        .until("document.querySelector('#editor figure img').complete")
        .await;
    writer.browser.screenshot("editor").await;
}

/// Selects the line of the editor that starts with `text`.
async fn select_line(writer: &Writer, text: &str) {
    let script = format!(
        "const line = [...document.querySelectorAll('#editor p')]
             .find(line => line.textContent.startsWith('{text}'))
         document.getElementById('editor').focus()
         getSelection().selectAllChildren(line)"
    );
    writer.script(&script).await;
}

fn assert_is_published(sandbox: &Sandbox, medium: &Medium, address: &str) {
    let posts = sandbox.posts();
    let [post] = &posts[..] else {
        panic!("one post: {posts:?}")
    };
    assert_eq!(post.source, PostSource::Editor);
    assert_eq!(post.publish_status, PublishStatus::Public);
    assert_eq!(post.title, "How a football club learned to sing");
    let blocks = blocks::parse(post.content_format, &post.content);
    let images = blocks
        .iter()
        .filter(|block| block.block_type == BlockType::Image);
    assert_eq!((images.count(), sandbox.images().len()), (1, 1));
    assert!(!post.content.contains("[Image"), "{}", post.content);
    assert_eq!(sandbox.images()[0].content_type, "image/png");

    let list = medium.run(&["ledger", "--json"]);
    let list = list.json();
    assert_eq!(
        (&list[0]["state"], &list[0]["url"]),
        (&"published".into(), &address.into())
    );
    let again = medium.expect(0, &["handoff", EXAMPLE, "--no-open"]);
    again.assert_stderr("already published");
    assert_eq!(again.stdout, "", "nothing is served");
}

#[tokio::test(flavor = "multi_thread")]
async fn works_by_keyboard_and_confirms_a_custom_domain() {
    let sandbox = Sandbox::start().await.unwrap();
    let Some(writer) = Writer::signed_in(&sandbox).await else {
        return;
    };
    let browser = &writer.browser;
    let medium = without_login(&sandbox);
    let (mut serving, page) = medium.serving(&["handoff", EXAMPLE, "--no-open"]);
    let enter = Key::Enter.to_string();
    writer.goto(&page).await;
    browser.tab_to("Copy the article").await;
    browser.type_keys(&enter).await;
    writer.until_message("includes('on the clipboard')").await;
    browser.tab_to("url").await;
    let own = "https://blog.example.com/how-it-began-0123456789ab";
    browser
        .type_keys(&format!("https://medium.com/@me{enter}"))
        .await;
    writer
        .until_message("includes('does not end with the id')")
        .await;
    writer
        .script("document.getElementById('url').value = ''")
        .await;
    browser.type_keys(&format!("{own}{enter}")).await;
    writer
        .until("document.activeElement.id === 'confirm-button'")
        .await;
    browser.screenshot("handoff-confirm").await;
    browser.type_keys(&enter).await;
    writer.until_message("startsWith('Saved')").await;
    let code = tokio::task::spawn_blocking(move || serving.wait())
        .await
        .unwrap();
    assert_eq!(code, Some(0));
    let list = medium.run(&["ledger", "--jq", ".[0].url"]);
    assert_eq!(list.data(), own);
    writer.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_as_a_file_works_without_recording() {
    let sandbox = Sandbox::start().await.unwrap();
    let Some(writer) = Writer::signed_in(&sandbox).await else {
        return;
    };
    let browser = &writer.browser;
    let medium = without_login(&sandbox);
    let file = medium.home.path().join("to medium.html");
    let done = medium.expect(0, &["handoff", EXAMPLE, "--output", file.to_str().unwrap()]);
    done.assert_stderr("medium ledger record");
    let url = url::Url::from_file_path(&file).unwrap();
    writer.goto(url.as_str()).await;
    let none: [&str; 0] = [];
    assert_eq!(browser.flaws().await, none);
    browser.screenshot("handoff-file").await;
    writer.copy("[data-copy-image]").await;
    writer.copy("[data-copy-article]").await;
    browser.go("/new-story").await;
    browser.click("#editor").await;
    writer.paste().await;
    browser.wait_for("#editor h1").await;
    writer.browser.close().await;
}
