//! Publishes typical articles to the sandbox, and compares the posts with snapshots.
//!
//! After an intended change: `INSTA_UPDATE=always cargo test -p medium-cli --test articles`.

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use medium_sandbox::{Post, Sandbox};
use support::{Finished, Medium};

/// Returns the articles in `folder`, by name.
fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let is_article = |file: &std::path::PathBuf| {
        file.extension()
            .is_some_and(|ending| ending == "md" || ending == "html")
    };
    let files = files.filter(is_article);
    let mut names: Vec<_> = files
        .map(|file| file.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

/// Publishes every article in `folder`. The default status is public.
async fn publish(folder: &Path) -> (Sandbox, Finished) {
    let sandbox = Sandbox::builder().rate_limit(false).start().await.unwrap();
    let medium = Medium::new()
        .env("MEDIUM_TOKEN", sandbox.token())
        .env("MEDIUM_API_URL", sandbox.url())
        .env("MEDIUM_DEFAULT_STATUS", "public")
        .in_folder(folder);
    let names = names(folder);
    let work = move || {
        let names = names.iter().map(String::as_str);
        let arguments: Vec<_> = ["publish", "--no-ledger"]
            .into_iter()
            .chain(names)
            .collect();
        medium.run(&arguments)
    };
    let done = tokio::task::spawn_blocking(work).await.unwrap();
    (sandbox, done)
}

/// Returns a post as Medium received it.
fn received(post: &Post, sandbox: &Sandbox) -> String {
    let mut text = format!("title: {}\n", post.title);
    writeln!(text, "tags: {:?}", post.tags).unwrap();
    writeln!(text, "status: {}", post.publish_status.as_str()).unwrap();
    if let Some(url) = &post.canonical_url {
        writeln!(text, "canonical: {url}").unwrap();
    }
    let content = post
        .content
        .replace(sandbox.url(), "https://sandbox.example");
    write!(text, "----\n{content}").unwrap();
    text
}

#[tokio::test]
async fn posts_match_their_snapshots() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let (sandbox, done) = publish(&folder).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    let names = names(&folder);
    let posts = sandbox.posts();
    assert_eq!(posts.len(), names.len());
    for (name, post) in names.iter().zip(&posts) {
        insta::assert_snapshot!(name.as_str(), received(post, &sandbox));
    }
    let warnings = done
        .stderr
        .lines()
        .filter(|line| line.starts_with("warning: "));
    insta::assert_snapshot!("warnings", warnings.collect::<Vec<_>>().join("\n"));
}

#[tokio::test]
async fn byte_order_marks_and_line_endings_make_no_difference() {
    let chapter = format!("![a dot](dot.gif)\n\n{}\n\n", "A sentence. ".repeat(1000));
    let long = format!("# T\n\n{}", chapter.repeat((2 << 20) / chapter.len()));
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dot.gif"), b"GIF89a and what is in it").unwrap();
    for (name, bytes) in [
        ("bom.md", "\u{feff}---\ntitle: T\n---\ntext\n".to_owned()),
        ("crlf.md", "---\r\ntitle: T\r\n---\r\ntext\r\n".to_owned()),
        ("long.md", long.clone()),
        ("mac.md", "---\rtitle: T\r---\rtext\r".to_owned()),
        ("no-end.md", "---\ntitle: T\n---\ntext".to_owned()),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let (sandbox, done) = publish(folder.path()).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    let posts = sandbox.posts();
    let contents: Vec<_> = posts.iter().map(|post| post.content.as_str()).collect();
    let [bom, crlf, very_long, mac, no_end] = contents[..] else {
        panic!("{}", contents.len())
    };
    assert_eq!([bom, crlf, mac], ["# T\n\ntext\n"; 3]);
    assert_eq!(no_end, "# T\n\ntext");
    let address = &sandbox.images()[0].url;
    assert!(very_long == long.replace("dot.gif", address));
}
