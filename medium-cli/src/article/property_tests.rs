//! Properties of any input: no panic, no lost word, linear work.

use std::path::Path;

use comrak::nodes::NodeValue;
use proptest::collection::vec;
use proptest::prelude::*;

use super::property_inputs::{COMMENTS, CONTEXTS, SNIPPETS};
use super::*;

fn read(name: &str, bytes: &[u8], lossy: bool) -> Result<Article, ArticleError> {
    // Links between notes are looked up below it.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let options = Options {
        image_root: Some(folder.clone()),
        lossy,
        ..Options::default()
    };
    ParsedArticle::read_from(bytes, Path::new(name), &folder, &options)?.into_article()
}

fn content(article: &Article) -> String {
    article.for_medium(&BTreeMap::new()).unwrap()
}

/// Returns the steps for `snippets`, repeated.
fn steps_of(name: &str, snippets: &str, times: usize) -> usize {
    let text = format!("# T\n\n{}", snippets.repeat(times));
    step_counter::steps_of(|| {
        let _ = read(name, text.as_bytes(), true);
    })
}

/// Checks that twice the input is about twice the work.
fn assert_linear(name: &str, snippets: &str) {
    let times = (6_000 / snippets.len()).max(10);
    let (once, twice) = (
        steps_of(name, snippets, times),
        steps_of(name, snippets, 2 * times),
    );
    assert!(
        twice <= 3 * once + 20_000,
        "{name}: {snippets:?}: {once} steps, and {twice} for twice as much"
    );
}

#[test]
fn known_attacks_take_linear_time() {
    for snippets in SNIPPETS {
        for name in ["a.md", "a.mdx", "a.html"] {
            assert_linear(name, snippets);
        }
    }
    let quoted = |times: usize| {
        let text = format!(
            "# T\n\n![x](https://e.example/p.png \"{}\")",
            "](".repeat(times)
        );
        step_counter::steps_of(|| drop(read("a.md", text.as_bytes(), true)))
    };
    assert!(quoted(4_000) <= 3 * quoted(2_000) + 20_000);
}

#[test]
fn an_empty_formula_stays_unchanged() {
    let article = read("a.md", b"# T\n\na $$\n$$\n$$ b", false).unwrap();
    assert!(content(&article).contains("$$"));
}

/// The comment is left out, or the article is rejected.
#[test]
fn comments_are_never_sent() {
    for (comment, position) in COMMENTS
        .iter()
        .flat_map(|comment| CONTEXTS.map(|position| (comment, position)))
    {
        for between in ["", "\n\ntext\n\n"] {
            let text = format!(
                "# T\n\nBegin.\n{between}\n{}",
                position.replace('@', comment)
            );
            for (lossy, name) in [(false, "a.md"), (true, "a.md"), (true, "a.mdx")] {
                let Ok(article) = read(name, text.as_bytes(), lossy) else {
                    continue;
                };
                let sent = content(&article);
                assert!(!sent.contains("secret"), "{name}: {text}\n=>\n{sent}");
            }
        }
    }
}

#[test]
fn comments_in_titles_subtitles_and_tags_are_never_sent() {
    for comment in COMMENTS {
        for front in [
            "title: 'T @'",
            "title: T\nsubtitle: 'S @'",
            "title: T\ntags: ['@', b]",
        ] {
            let text = format!("---\n{}\n---\ntext", front.replace('@', comment));
            let error = read("a.md", text.as_bytes(), true).unwrap_err().to_string();
            assert!(
                error.contains("is a comment and would be published"),
                "{error}"
            );
        }
        let heading = read("a.md", format!("# T {comment}\n\ntext").as_bytes(), true);
        let Ok(article) = heading else { continue };
        assert_eq!(
            (article.title.as_str(), content(&article).contains("secret")),
            ("T", false)
        );
    }
    let code = "---\ntitle: 'What `<!-- this -->` and `%%this%%` do'\n---\ntext";
    let article = read("a.md", code.as_bytes(), false).unwrap();
    assert_eq!(article.title, "What `<!-- this -->` and `%%this%%` do");
}

#[test]
fn rejects_input_that_is_slow_to_parse() {
    let findings = read(
        "a.md",
        format!("# T\n\n{}", "^[".repeat(3_000)).as_bytes(),
        false,
    );
    assert!(matches!(
        findings,
        Err(ArticleError::TooManyInlineFootnotes { .. })
    ));
    let deep = read(
        "a.md",
        format!("# T\n\n{}x", "> ".repeat(500)).as_bytes(),
        false,
    );
    assert!(matches!(deep, Err(ArticleError::TooDeep { line: 3, .. })));
}

#[test]
fn ignores_the_attributes_of_a_tag_with_too_many() {
    let many: String = (0..100_000)
        .map(|number| format!(" a{number}=\"<\""))
        .collect();
    for (name, heading) in [("a.html", "<h1>T</h1>"), ("a.md", "# T\n\n")] {
        let text = format!("{heading}<p{many}>Text</p>");
        let article = read(name, text.as_bytes(), true).unwrap();
        assert!(content(&article).contains("Text"), "{name}");
    }
}

/// Markdown with words that can be found again.
fn pieces(snippets: Vec<&'static str>) -> impl Strategy<Value = String> {
    let piece = (0..snippets.len() + 20, 0..1_000_u32).prop_map(move |(snippet, number)| {
        let word = format!("w{number}w");
        match snippets.get(snippet) {
            Some(snippet) => format!("{snippet}{word} "),
            None if snippet % 5 == 0 => format!("\n\n{word} "),
            None if snippet % 5 == 1 => format!("**{word}** "),
            None if snippet % 5 == 2 => format!("[{word}](https://e.example) "),
            None if snippet % 5 == 3 => format!("\n- {word}\n"),
            None => format!("{word} "),
        }
    });
    vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

/// Returns the words in the parsed tree of the text, before any conversion.
fn words(text: &str) -> Vec<String> {
    markdown::with_parsed(text, |root| {
        let mut words = Vec::new();
        for node in root.descendants() {
            if let NodeValue::Text(text) = &node.data().value {
                let found = text.split(|c: char| !c.is_alphanumeric());
                words.extend(
                    found
                        .filter(|word| {
                            word.starts_with('w') && word.ends_with('w') && word.len() > 2
                        })
                        .map(str::to_owned),
                );
            }
        }
        words
    })
}

/// Returns the snippets that readers see: no comments, attributes or file names.
fn showing() -> Vec<&'static str> {
    let hides = |snippet: &str| {
        [
            "{", "}", "<", "%", "![", "->", "import", "export", "//", "..", "!!!", "???", "*[",
        ]
        .iter()
        .any(|sign| snippet.contains(sign))
    };
    SNIPPETS
        .into_iter()
        .filter(|snippet| !hides(snippet))
        .collect()
}

/// Returns a cell: its source, and what readers see.
fn cell() -> impl Strategy<Value = (String, String)> {
    let part = prop_oneof![
        Just((r"\|".to_owned(), "|".to_owned())),
        Just((r"`a\|b`".to_owned(), "a|b".to_owned())),
        Just(("**bold**".to_owned(), "bold".to_owned())),
        Just((
            "[link](https://e.example/x\\|y)".to_owned(),
            "link".to_owned()
        )),
        Just(("日本語".to_owned(), "日本語".to_owned())),
        Just(("é ü".to_owned(), "é ü".to_owned())),
        Just((r"\*star".to_owned(), "*star".to_owned())),
        Just(("- dash".to_owned(), "- dash".to_owned())),
        Just(("1. one".to_owned(), "1. one".to_owned())),
        "[a-z]{1,8}".prop_map(|word| (word.clone(), word)),
    ];
    vec(part, 1..4).prop_map(|parts| {
        let (written, seen): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        (written.join(" x "), seen.join(" x "))
    })
}

proptest! {
    #[test]
    fn any_bytes_are_an_article_or_an_error(bytes in vec(any::<u8>(), 0..400)) {
        for name in ["a.md", "a.mdx", "a.html"] {
            let _ = read(name, &bytes, false);
        }
    }

    #[test]
    fn any_combination_of_constructs_is_an_article_or_an_error(text in pieces(SNIPPETS.to_vec())) {
        for name in ["a.md", "a.mdx", "a.html"] {
            for lossy in [false, true] {
                if let Ok(article) = read(name, text.as_bytes(), lossy) {
                    content(&article);
                }
            }
        }
    }

    #[test]
    fn no_word_is_lost(text in pieces(showing())) {
        let text = format!("# T\n\nBegin.\n\n{text}");
        let article = read("a.md", text.as_bytes(), true).unwrap();
        let (content, findings) = (content(&article), format!("{:?}", article.warnings));
        for word in words(&text) {
            prop_assert!(content.contains(&word) || findings.contains(&word), "{word} of\n{text}\nin\n{content}\n{findings}");
        }
    }

    #[test]
    fn mixed_attacks_take_linear_time(snippets in vec(0..SNIPPETS.len(), 1..5)) {
        let snippets: String = snippets.into_iter().map(|snippet| SNIPPETS[snippet]).collect();
        assert_linear("a.md", &snippets);
    }

    #[test]
    fn the_text_of_every_cell_is_kept(rows in vec((cell(), cell()), 1..5)) {
        let mut text = "# T\n\n| Head | Other |\n|---|:-:|\n".to_owned();
        for ((first, _), (second, _)) in &rows {
            text.push_str(&format!("| {first} | {second} |\n"));
        }
        let article = read("a.md", text.as_bytes(), false).unwrap();
        let content = content(&article);
        let seen = markdown::with_parsed(&content, |root| {
            let mut seen = markdown::text(root);
            for node in root.descendants() {
                if let NodeValue::CodeBlock(code) = &node.data().value {
                    seen.push_str(&code.literal);
                }
            }
            seen
        });
        for ((_, first), (_, second)) in &rows {
            prop_assert!(seen.contains(first) && seen.contains(second), "{text}\n{content}");
        }
    }
}
