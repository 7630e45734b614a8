//! Articles in the dialects of other tools, converted and compared with snapshots.
//!
//! The snapshot next to each article has its warnings and its content, or its error.
//! After an intended change, review the difference: `INSTA_UPDATE=always cargo test -p medium-cli
//! --test corpus`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use medium_cli::article::{Article, Options};

/// Compares each article of a dialect with its snapshot.
fn check(dialect: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(dialect);
    let mut articles: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let extension = path.extension().unwrap_or_default();
            ["md", "mdx", "html"]
                .iter()
                .any(|known| extension == *known)
        })
        .collect();
    articles.sort();
    assert!(articles.len() >= 12, "{dialect}");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for article in articles {
            let name = article.file_stem().unwrap().to_str().unwrap().to_owned();
            insta::assert_snapshot!(name, outcome(&article, &folder));
        }
    });
}

fn outcome(path: &Path, folder: &Path) -> String {
    // On a site, `/a.png` is a file in the root.
    let options = Options {
        image_root: Some(folder.to_owned()),
        ..Options::default()
    };
    let article = match Article::read(path, &options) {
        Ok(article) => article,
        Err(error) => {
            return error
                .to_string()
                .replace(&format!("{}/", folder.display()), "");
        }
    };
    let image_urls = article.images.iter().map(|image| {
        let name = image.path.file_name().unwrap().to_str().unwrap();
        (image.path.clone(), format!("https://cdn.example/{name}"))
    });
    let mut text = format!("title: {}\n", article.title);
    for warning in &article.warnings {
        writeln!(text, "{}:{}: {warning}", warning.line, warning.column).unwrap();
    }
    write!(
        text,
        "----\n{}",
        article.for_medium(&image_urls.collect()).unwrap()
    )
    .unwrap();
    text
}

#[test]
fn obsidian() {
    check("obsidian");
}

#[test]
fn hugo() {
    check("hugo");
}

#[test]
fn jekyll() {
    check("jekyll");
}

#[test]
fn github() {
    check("github");
}

#[test]
fn mdx_and_pages() {
    check("mdx");
}

#[test]
fn other_tools() {
    check("others");
}

#[test]
fn notebooks() {
    check("notebook");
}
