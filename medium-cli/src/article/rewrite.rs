//! The pictures' addresses put where their files' names stand.

use std::collections::BTreeMap;
use std::path::PathBuf;

use comrak::nodes::NodeValue;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::images::{Found, Place};
use super::{ArticleError, Format, ImageUse, markdown};

/// What an address may not hold so that it ends where it ends, in Markdown (a table's cell
/// included) and in an HTML attribute alike. Not `*` and `_`: Medium's own addresses hold them,
/// to other servers `%2A` is another address, and a link binds tighter than emphasis.
const ENDS_AN_ADDRESS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'\'')
    .add(b'(')
    .add(b')')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'`')
    .add(b'|')
    .add(b'[')
    .add(b']');

/// `content` with the address from `links` at each of `uses`, checked by reading it again.
pub(super) fn with_links(
    format: Format,
    content: &str,
    uses: &[ImageUse],
    links: &BTreeMap<PathBuf, String>,
) -> Result<String, ArticleError> {
    let mut uses: Vec<_> = uses.iter().collect();
    uses.sort_by_key(|one| one.range.start);
    let (mut rewritten, mut done) = (String::with_capacity(content.len()), 0);
    for one in &uses {
        let link = links
            .get(&one.path)
            .ok_or_else(|| ArticleError::NotUploaded(one.path.clone()))?;
        let between = content
            .get(done..one.range.start)
            .ok_or(ArticleError::Rewrite)?;
        rewritten.push_str(between);
        rewritten.push_str(&written(link, &one.place));
        done = one.range.end;
    }
    rewritten.push_str(content.get(done..).ok_or(ArticleError::Rewrite)?);
    if same_but_for(format, content, &rewritten, &uses, links) {
        Ok(rewritten)
    } else {
        Err(ArticleError::Rewrite)
    }
}

fn escaped(link: &str) -> String {
    utf8_percent_encode(link, ENDS_AN_ADDRESS).to_string()
}

/// An address as its place has it written.
fn written(link: &str, place: &Place) -> String {
    let link = escaped(link).replace('&', "&amp;");
    match place {
        Place::Destination => link,
        Place::Reference { title } if title.is_empty() => format!("({link})"),
        Place::Reference { title } => format!("({link} \"{}\")", title_text(title)),
        Place::Attribute => format!("\"{link}\""),
    }
}

/// A title's text between double quotes. Any punctuation may be escaped in Markdown.
fn title_text(title: &str) -> String {
    let mut text = String::new();
    for c in title
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
    {
        if matches!(
            c,
            '"' | '\\' | '&' | '<' | '>' | '`' | '|' | '*' | '_' | '[' | ']'
        ) {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

/// Whether `after` has the structure of `before`, and the same pictures but for the addresses.
fn same_but_for(
    format: Format,
    before: &str,
    after: &str,
    uses: &[&ImageUse],
    links: &BTreeMap<PathBuf, String>,
) -> bool {
    let expected = format
        .pictures(before)
        .into_iter()
        .map(|Found { url, at, .. }| {
            let one = at.and_then(|(range, _)| uses.iter().find(|one| one.range == range));
            one.and_then(|one| links.get(&one.path))
                .map_or(url, |link| escaped(link))
        });
    let found = format.pictures(after).into_iter().map(|found| found.url);
    expected.eq(found) && shape(format, before) == shape(format, after)
}

/// The kinds of all nodes, in order. Consecutive texts count as one: escapes split them.
fn shape(format: Format, text: &str) -> Vec<std::mem::Discriminant<NodeValue>> {
    if format == Format::Html {
        // A quoted attribute changes nothing but itself, and that is compared.
        return Vec::new();
    }
    markdown::parsed(text, |root| {
        let kinds = root
            .descendants()
            .map(|node| std::mem::discriminant(&node.data().value));
        let mut kinds: Vec<_> = kinds.collect();
        kinds.dedup();
        kinds
    })
}
