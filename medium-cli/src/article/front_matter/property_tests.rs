//! Properties of any front matter: no panic, and never more public than it says.

use proptest::prelude::*;

use super::tests::try_read;
use super::*;

fn read_any(text: &str) -> Result<FrontMatter, String> {
    try_read(text, &Options::default()).map(|(front_matter, _)| front_matter)
}

/// Returns a key in any common spelling.
fn spelled(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    let style = (0..5_usize, any::<bool>());
    (prop::sample::select(words), style).prop_map(|(words, (style, is_upper))| {
        let words: Vec<&str> = words.split(' ').collect();
        let camel = |word: &&str| format!("{}{}", word[..1].to_uppercase(), &word[1..]);
        let key = match style {
            0 => words.join("_"),
            1 => words.join("-"),
            2 => words.concat(),
            3 => words.iter().map(camel).collect(),
            _ => format!(
                "{}{}",
                words[0],
                words[1..].iter().map(camel).collect::<String>()
            ),
        };
        if is_upper { key.to_uppercase() } else { key }
    })
}

fn not_public() -> impl Strategy<Value = (String, &'static str)> {
    let words = spelled(&["status", "publish status", "state", "visibility"]);
    let values = prop::sample::select(&["draft", "Draft", "private", "PRIVATE", "pending"][..]);
    let truths = spelled(&["draft", "is draft", "private", "unpublished", "hidden"]);
    let yes = prop::sample::select(&["true", "True", "yes", "on", "1", "'true'"][..]);
    let lies = spelled(&["published", "publish", "public", "visible"]);
    let no = prop::sample::select(&["false", "False", "no", "OFF", "0"][..]);
    prop_oneof![(words, values), (truths, yes), (lies, no)]
}

/// Other lines: unrelated to the status, or with a public one.
fn around() -> impl Strategy<Value = Vec<&'static str>> {
    let lines = &[
        "title: T",
        "tags: [a, b]",
        "layout: post",
        "status: public",
        "visibility: public",
        "draft: false",
        "published: true",
        "date: 2024-05-01",
        "series: {draft: false}",
        "# published: true",
        "description: |\n  published: true",
    ][..];
    prop::collection::vec(prop::sample::select(lines), 0..4)
}

proptest! {
    #[test]
    fn any_bytes_are_accepted_or_rejected(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_any(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_front_matter_is_accepted_or_rejected(
        fence in prop::sample::select(&["---", "+++", "---json", ";;;", "--- "][..]),
        inside in "[a-z:=#\\[\\]{}'\"&*!|> \n\t-]{0,200}|\\PC{0,200}",
    ) {
        let _ = read_any(&format!("{fence}\n{inside}\n{fence}\n\nText"));
        let _ = read_any(&format!("{{{inside}}}\n\nText"));
    }

    #[test]
    fn any_date_is_accepted_or_rejected(text in "[0-9/:. TZ+A-Za-z,-]{0,40}|\\PC{0,40}") {
        let _ = crate::article::timestamp(&text, &jiff::tz::TimeZone::UTC);
    }

    #[test]
    fn a_private_status_is_a_draft_or_an_error(
        (key, value) in not_public(),
        above in around(),
        below in around(),
    ) {
        let lines: Vec<String> = above
            .into_iter()
            .map(str::to_owned)
            .chain([format!("{key}: {value}")])
            .chain(below.into_iter().map(str::to_owned))
            .collect();
        let text = format!("---\n{}\n---\n\nText", lines.join("\n"));
        if let Ok(front_matter) = read_any(&text) {
            prop_assert_eq!(front_matter.status, Some(Status::Draft), "{}", text);
        }
    }

    #[test]
    fn a_private_status_in_a_table_is_a_draft_or_an_error(
        table in spelled(&["params", "extra", "build", "options", "custom fields", "workflow", "x"]),
        (key, value) in not_public(),
        around in around(),
        is_block in any::<bool>(),
    ) {
        let nested = if is_block {
            format!("{table}:\n  - a: 1\n    {key}: {value}")
        } else {
            format!("{table}: {{a: 1, {key}: {value}}}")
        };
        // A public status at the top overrides an unclear table.
        let says_public = |line: &&str| line.contains("public") || line.contains("published: true");
        let around: Vec<_> = around.into_iter().filter(|line| !says_public(line)).collect();
        let text = format!("---\n{nested}\n{}\n---\n\nText", around.join("\n"));
        let may_pass = ["x", "workflow"].contains(&normalize(&table).as_str());
        match read_any(&text) {
            Ok(front_matter) if !may_pass => {
                prop_assert_eq!(front_matter.status, Some(Status::Draft), "{}", text);
            }
            Ok(front_matter) => prop_assert!(is_block || front_matter.status.is_some(), "{}", text),
            Err(_) => {}
        }
    }
}
