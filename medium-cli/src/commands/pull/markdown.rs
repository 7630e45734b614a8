//! Writes an article as Markdown with front matter.
//!
//! A post is a flat list of blocks, and each is written separately. Publishing the article results in the same
//! list.

mod code;
mod escape;
mod inline;

use html5gum::{Token, Tokenizer};
use medium_sandbox::blocks::{Block, BlockType};

use super::Source;
use super::blocks::ImageNames;
use crate::html_text::attribute;
use code::{longest_run, with_hugo_escapes};
use escape::{Context, escape, target};
use inline::inline_markdown;

/// Writes the article. It has no status, so publishing it never makes it public by default. Images get their
/// file names in `image_names`, or keep their URL.
pub(super) fn article(source: &Source, blocks: &[Block], image_names: &ImageNames) -> String {
    format!(
        "{}\n{}\n",
        front_matter(source),
        text(blocks, image_names).trim_end()
    )
}

/// Returns the front matter as YAML. Texts are quoted as in JSON, a subset of YAML.
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

fn text(blocks: &[Block], image_names: &ImageNames) -> String {
    let (mut markdown, mut above, mut number) = (String::new(), None, 0);
    for block in blocks {
        let is_same = above == Some(block.block_type);
        number = if is_same { number + 1 } else { 1 };
        markdown.push_str(match block.block_type {
            _ if markdown.is_empty() => "",
            BlockType::BulletItem | BlockType::NumberedItem if is_same => "\n",
            BlockType::Quote if is_same => "\n>\n",
            _ => "\n\n",
        });
        markdown.push_str(&block_markdown(block, number, image_names));
        above = Some(block.block_type);
    }
    markdown
}

/// Writes one block, the `number`th of a run of the same kind.
fn block_markdown(block: &Block, number: usize, image_names: &ImageNames) -> String {
    let marked = |mark: &str, below: &str| {
        let line_break = format!("\\\n{below}");
        format!("{mark}{}", inline_markdown(&block.html, &line_break))
    };
    // A heading is a single line.
    let heading = |mark: &str| format!("{mark} {}", inline_markdown(&block.html, "<br>"));
    match block.block_type {
        BlockType::Heading => heading("##"),
        BlockType::Subheading => heading("###"),
        BlockType::Quote => marked("> ", "> "),
        BlockType::BulletItem => marked("- ", "  "),
        BlockType::NumberedItem => {
            let mark = format!("{number}. ");
            marked(&mark, &" ".repeat(mark.len()))
        }
        BlockType::Code => code_block(block),
        BlockType::Image => image(&block.html, image_names),
        // Not `---`, which could be read as front matter.
        BlockType::Separator => "***".to_owned(),
        _ => marked("", ""),
    }
}

fn code_block(block: &Block) -> String {
    let code = with_hugo_escapes(&block.text());
    let fence = "`".repeat(longest_run(&code).max(2) + 1);
    format!("{fence}\n{code}\n{fence}")
}

/// Returns an image. Its caption is the title in Markdown.
fn image(html: &str, image_names: &ImageNames) -> String {
    let (mut url, mut alt, mut caption) = Default::default();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) if *tag.name == *b"img" => {
                url = attribute(&tag, "src").unwrap_or_default();
                alt = attribute(&tag, "alt").unwrap_or_default();
            }
            Token::String(text) => caption = String::from_utf8_lossy(&text).into_owned(),
            _ => {}
        }
    }
    let context = Context {
        in_brackets: true,
        ..Context::default()
    };
    let one_line = |text: &str| {
        let words: Vec<_> = text.split_whitespace().collect();
        escape(&words.join(" "), context)
    };
    let place = target(image_names.get(&url).unwrap_or(&url));
    let (alt, caption) = (one_line(&alt), one_line(&caption).replace('"', "\\\""));
    if caption.is_empty() {
        format!("![{alt}]({place})")
    } else {
        format!("![{alt}]({place} \"{caption}\")")
    }
}

#[cfg(test)]
mod tests;
