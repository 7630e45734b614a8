//! Converts sanitized HTML, in which every tag is closed, to blocks.

use html5gum::emitters::default::StartTag;
use html5gum::{Token, Tokenizer};

use super::html::{
    Mark, attribute, escape, is_block, mark, mark_name, name, push_collapsed, trim_breaks,
};
use super::{Block, BlockType};

/// Converts `html`.
pub(super) fn read(html: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => reader.start(&tag),
            Token::EndTag(tag) => reader.end(&name(&tag.name)),
            Token::String(text) => reader.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    reader.end_block();
    reader.blocks
}

/// Returns the text of a block's HTML.
pub(super) fn text_of(html: &str) -> String {
    let mut text = String::new();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) if *tag.name == *b"br" => text.push('\n'),
            Token::String(part) => text.push_str(&String::from_utf8_lossy(&part)),
            _ => {}
        }
    }
    text
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// The type that the current element sets, if any.
    block_type: Option<BlockType>,
    html: String,
    has_text: bool,
    marks: Vec<Mark>,
    /// The number of marks that are open in `html`.
    written: usize,
    lists: Vec<BlockType>,
    quotes: usize,
    code_blocks: usize,
    caption: Option<String>,
}

impl Reader {
    fn start(&mut self, tag: &StartTag<()>) {
        let name = name(&tag.name);
        if let Some(mark) = mark(&name, tag) {
            self.marks.push(mark);
            return;
        }
        match name.as_str() {
            "br" if self.code_blocks > 0 => self.text("\n"),
            "br" => self.html.push_str("<br>"),
            "img" => self.image(tag),
            "hr" => {
                self.end_block();
                self.push(BlockType::Separator, String::new());
            }
            _ if is_block(&name) => self.start_block(&name),
            _ => {}
        }
    }

    fn start_block(&mut self, name: &str) {
        self.end_block();
        match name {
            "h1" => self.block_type = Some(BlockType::Heading),
            "h2" | "h3" | "h4" | "h5" | "h6" => self.block_type = Some(BlockType::Subheading),
            "ul" => self.lists.push(BlockType::BulletItem),
            "ol" => self.lists.push(BlockType::NumberedItem),
            "blockquote" => self.quotes += 1,
            "pre" => self.code_blocks += 1,
            "figcaption" => self.caption = Some(String::new()),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(tag) = mark_name(name) {
            return self.end_mark(tag);
        }
        if !is_block(name) {
            return;
        }
        self.end_block();
        match name {
            "ul" | "ol" => drop(self.lists.pop()),
            "blockquote" => self.quotes = self.quotes.saturating_sub(1),
            "pre" => self.code_blocks = self.code_blocks.saturating_sub(1),
            "figcaption" => self.end_caption(),
            _ => {}
        }
    }

    fn end_mark(&mut self, tag: &str) {
        let Some(index) = self.marks.iter().rposition(|mark| mark.tag == tag) else {
            return;
        };
        while self.written > index {
            self.close_mark();
        }
        self.marks.remove(index);
    }

    fn close_mark(&mut self) {
        self.written -= 1;
        let tag = self.marks[self.written].tag;
        self.html.push_str(&format!("</{tag}>"));
    }

    fn text(&mut self, text: &str) {
        if let Some(caption) = &mut self.caption {
            push_collapsed(caption, text);
            return;
        }
        if self.code_blocks > 0 {
            self.html.push_str(&escape(text));
            self.has_text |= !text.trim().is_empty();
            return;
        }
        // White space at the start of a block is dropped.
        let text = if self.has_text {
            text
        } else {
            text.trim_start_matches([' ', '\t', '\n', '\r', '\u{c}'])
        };
        if text.is_empty() {
            return;
        }
        for mark in &self.marks[self.written..] {
            self.html.push_str(&mark.start);
        }
        self.written = self.marks.len();
        self.has_text |= !text.trim().is_empty();
        push_collapsed(&mut self.html, text);
    }

    /// Adds an image, which splits its paragraph.
    fn image(&mut self, tag: &StartTag<()>) {
        self.cut();
        let of = |name: &str| attribute(tag, name).unwrap_or_default();
        let mut html = format!("<img src=\"{}\" alt=\"{}\">", of("src"), of("alt"));
        if let Some(title) = attribute(tag, "title").filter(|title| !title.is_empty()) {
            html.push_str(&format!("<figcaption>{title}</figcaption>"));
        }
        self.push(BlockType::Image, html);
    }

    fn end_caption(&mut self) {
        let caption = self.caption.take().unwrap_or_default().trim().to_owned();
        if caption.is_empty() {
            return;
        }
        match self.blocks.last_mut() {
            Some(block) if block.block_type == BlockType::Image => {
                let image = block.html.split("<figcaption>").next().unwrap_or_default();
                block.html = format!("{image}<figcaption>{caption}</figcaption>");
            }
            _ => self.push(BlockType::Paragraph, caption),
        }
    }

    fn end_block(&mut self) {
        self.cut();
        self.block_type = None;
    }

    /// Ends the block. The next one has the same type.
    fn cut(&mut self) {
        while self.written > 0 {
            self.close_mark();
        }
        let html = std::mem::take(&mut self.html);
        if !std::mem::take(&mut self.has_text) {
            return;
        }
        let block_type = self.block_type.unwrap_or_else(|| self.current_type());
        let html = match block_type {
            BlockType::Code => html.trim_matches('\n').to_owned(),
            _ => trim_breaks(&html).to_owned(),
        };
        self.push(block_type, html);
    }

    fn current_type(&self) -> BlockType {
        match (self.code_blocks, self.lists.last(), self.quotes) {
            (1.., _, _) => BlockType::Code,
            (_, Some(item), _) => *item,
            (_, None, 1..) => BlockType::Quote,
            _ => BlockType::Paragraph,
        }
    }

    fn push(&mut self, block_type: BlockType, html: String) {
        self.blocks.push(Block { block_type, html });
    }
}
