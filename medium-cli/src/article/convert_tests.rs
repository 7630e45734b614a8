//! The conversion of each construct, and its warnings. The cases come from bug reports about similar
//! tools.

mod dialects;
mod html;
mod images;
mod links;
mod mdx;
mod other_tools;

use std::fs;

use super::*;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Converts an article in a folder with some images. Returns its content, with URLs made of the
/// files' names, and its warnings, one a string.
fn converted(name: &str, text: &str, options: &Options) -> Result<(String, Vec<String>), String> {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("img")).unwrap();
    for image in [
        "a.png",
        "my pic.png",
        "50% off.png",
        "a(1).png",
        "фото.png",
        "img/shot.png",
        "b.PNG",
    ] {
        fs::write(folder.path().join(image), PNG).unwrap();
    }
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    let prefix = format!("{}/", folder.path().display());
    let article =
        Article::read(&path, options).map_err(|error| error.to_string().replace(&prefix, ""))?;
    let links = article.images.iter().map(|image| {
        let name = image.path.file_name().unwrap().to_string_lossy();
        (
            image.path.clone(),
            format!("https://cdn/{}", name.replace([' ', '%', '(', ')'], "_")),
        )
    });
    let content = article.for_medium(&links.collect()).unwrap();
    let findings = article
        .warnings
        .iter()
        .map(|finding| format!("{}:{}: {finding}", finding.line, finding.column));
    Ok((content, findings.collect()))
}

/// Converts the text below a title `# T`, without its warnings.
fn markdown(text: &str) -> String {
    with_findings(text).0
}

fn with_findings(text: &str) -> (String, Vec<String>) {
    let found = converted("post.md", &format!("# T\n\n{text}"), &Options::default());
    let (content, findings) = found.unwrap_or_else(|error| panic!("{text}\n{error}"));
    (
        content.strip_prefix("# T\n\n").unwrap().to_owned(),
        findings,
    )
}

fn error_of(text: &str) -> String {
    match converted("post.md", &format!("# T\n\n{text}"), &Options::default()) {
        Ok((content, findings)) => panic!("{text}\n{content}\n{findings:?}"),
        Err(error) => error,
    }
}

fn lossy(text: &str) -> (String, Vec<String>) {
    let options = Options {
        lossy: true,
        ..Options::default()
    };
    let (content, findings) = converted("post.md", &format!("# T\n\n{text}"), &options).unwrap();
    (
        content.strip_prefix("# T\n\n").unwrap().to_owned(),
        findings,
    )
}

fn with_base(text: &str) -> String {
    let options = Options {
        base_url: Some(Url::parse("https://blog.example/guide/").unwrap()),
        ..Options::default()
    };
    let (content, _) = converted("post.md", &format!("# T\n\n{text}"), &options).unwrap();
    content.strip_prefix("# T\n\n").unwrap().to_owned()
}

/// Checks each case of a file: its text, and what it becomes.
fn check_cases(article: &str, cases: &str) {
    for case in cases.split("=== case: ").skip(1) {
        let (case, texts) = case.split_once('\n').unwrap();
        let (text, expected) = texts.split_once("\n=== becomes\n").unwrap();
        let found = converted(article, &format!("# T\n\n{text}"), &Options::default());
        let (content, _) = found.unwrap_or_else(|error| panic!("{case}: {text}\n{error}"));
        let content = content.strip_prefix("# T\n\n").unwrap();
        assert_eq!(content.trim(), expected.trim(), "{case}: {text}");
    }
}

#[test]
fn converts_each_case() {
    check_cases("post.md", include_str!("convert_tests/cases/github.txt"));
    check_cases("post.md", include_str!("convert_tests/cases/html.txt"));
    check_cases("post.md", include_str!("convert_tests/cases/hugo.txt"));
    check_cases("post.md", include_str!("convert_tests/cases/images.txt"));
    check_cases("post.md", include_str!("convert_tests/cases/jekyll.txt"));
    check_cases("post.mdx", include_str!("convert_tests/cases/mdx.txt"));
    check_cases("post.md", include_str!("convert_tests/cases/obsidian.txt"));
    check_cases(
        "post.md",
        include_str!("convert_tests/cases/other_tools.txt"),
    );
}

#[test]
fn unchanged_blocks_are_sent_byte_for_byte() {
    for text in [
        "* a\n* b\n\n\n\n+ c\n\nA  *b* __c__ \\\n d &amp; e\n=\n",
        "~~~\n{{< figure src=\"a.png\" >}} {% raw %} [[x]] <Foo> ==a== $x$ :rocket:\n~~~\n",
        "`{{< x >}}` and `{% y %}` and `<Foo />` and `![[a.png]]`\n",
        "It costs $5 and $10, or 2^10 and 3^4, or a == b.\n",
        "\tindented {{ code }}\n\nNaïve – *日本語* 👋\n",
        "[a]: https://e.example 'x'\n\n[a] and [b](https://b.example)\n",
        "\\[not a link\\] \\(nor this\\) \\{{ x \\<Foo>\n",
        "| no table |\n\n[x] at 10:30:45\n",
        "`r`, `r = 5`, `r <- 5` and `rm x`\n\n- - -\ntext\n\n--- ---\n\ntext\n",
    ] {
        assert_eq!(with_findings(text), (text.to_owned(), vec![]));
    }
}
