//! The targets of links within the project exist. No network is used.

use std::collections::{BTreeMap, BTreeSet};

use tests::markdown::{Page, pages};
use tests::root;

/// Parts of a generated page.
const TEMPLATES: &str = "bench/src/report/";

#[test]
fn linked_files_and_headings_exist() {
    let pages = pages(&root());
    let headings: BTreeMap<_, _> = pages
        .iter()
        .map(|page| (page.path.clone(), headings(page)))
        .collect();
    let mut counted = 0;
    let mut broken = String::new();
    // The template's links are those of docs/performance.md.
    for page in pages
        .iter()
        .filter(|page| !page.path.starts_with(TEMPLATES))
    {
        for (number, link) in links(page) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            counted += 1;
            if let Err(problem) = check(page, &link, &headings) {
                broken.push_str(&format!(
                    "{}:{}: {link}: {problem}\n",
                    page.path,
                    number + 1
                ));
            }
        }
    }
    assert!(counted > 50, "found only {counted} links");
    assert!(broken.is_empty(), "Correct these links:\n{broken}");
}

fn check(
    page: &Page,
    link: &str,
    headings: &BTreeMap<String, BTreeSet<String>>,
) -> Result<(), String> {
    let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
    let path = match file {
        "" => page.path.clone(),
        file => resolve(&page.path, file).ok_or("leads out of the project")?,
    };
    if !root().join(&path).exists() {
        return Err("no such file".to_owned());
    }
    let known = headings.get(&path);
    if anchor.is_empty() || known.is_none_or(|known| known.contains(anchor)) {
        return Ok(());
    }
    Err(format!("{path} has no such heading"))
}

/// Returns the path from the root that a relative link of a page leads to.
fn resolve(page: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// Returns the destinations of `[text](destination)` and `[text]: destination`, with the index of
/// their line.
fn links(page: &Page) -> Vec<(usize, String)> {
    let mut links = Vec::new();
    for (number, line) in page.prose().into_iter().enumerate() {
        let inline = line.split("](").skip(1);
        let inline = inline.filter_map(|rest| rest.split_once(')'));
        links.extend(inline.map(|(link, _)| {
            // A title may follow: `picture.jpg "Before kick-off"`.
            let link = link.split(" \"").next().unwrap_or_default();
            (number, link.to_owned())
        }));
        if let Some((_, link)) = line
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]: "))
        {
            links.push((number, link.trim().to_owned()));
        }
    }
    links
}

/// Returns the anchors that GitHub gives to the headings of a page.
fn headings(page: &Page) -> BTreeSet<String> {
    let lines = page.prose().into_iter();
    let headings = lines.filter(|line| line.starts_with('#'));
    headings
        .map(|line| slug(line.trim_start_matches('#').trim()))
        .collect()
}

/// Lower case, `-` for a space, and no punctuation.
fn slug(heading: &str) -> String {
    let characters = heading.to_lowercase();
    let kept = characters.chars().filter_map(|character| match character {
        ' ' => Some('-'),
        '-' | '_' => Some(character),
        character if character.is_alphanumeric() => Some(character),
        _ => None,
    });
    kept.collect()
}

#[test]
fn headings_have_the_anchors_of_github() {
    assert_eq!(slug("In `GitHub` Actions"), "in-github-actions");
    assert_eq!(
        slug("x-envelope: return the value"),
        "x-envelope-return-the-value"
    );
}
