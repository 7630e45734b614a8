//! An article in Markdown, with front matter that this command reads again.

use htmd::HtmlToMarkdown;
use htmd::options::{BulletListMarker, LinkStyle, Options};

use super::Source;

/// The article. It names no status: nothing that was pulled becomes public by that.
pub(super) fn article(source: &Source, html: &str) -> String {
    format!("{}\n{}\n", front_matter(source), text(html).trim_end())
}

/// YAML in which every text is quoted as in JSON, which YAML includes.
fn front_matter(source: &Source) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let mut lines = vec![
        "---".to_owned(),
        format!("title: {}", quoted(&source.title)),
    ];
    if let Some(url) = &source.canonical {
        lines.push(format!("canonical_url: {}", quoted(url)));
    }
    if !source.tags.is_empty() {
        let tags: Vec<_> = source.tags.iter().map(|tag| quoted(tag)).collect();
        lines.push(format!("tags: [{}]", tags.join(", ")));
    }
    if let Some(time) = source.published_at {
        lines.push(format!("published_at: {time}"));
    }
    lines.push("---\n".to_owned());
    lines.join("\n")
}

fn text(html: &str) -> String {
    let converter = HtmlToMarkdown::builder()
        .options(Options {
            bullet_list_marker: BulletListMarker::Dash,
            link_style: LinkStyle::InlinedPreferAutolinks,
            ul_bullet_spacing: 1,
            ol_number_spacing: 1,
            preformatted_code: true,
            ..Options::default()
        })
        .build();
    // Reading from memory cannot fail.
    converter.convert(html).unwrap_or_default()
}
