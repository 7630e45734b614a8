//! Writes rich text. A start tag is written only when its element gets content, so no element is empty.

use html5gum::emitters::default::StartTag;
use medium_cli::article::one_line;

use super::elements::Element;
use super::markup::{code_line, figure, placeholder};
use super::{RichText, RichTextImage, RichTextTarget, file_of};
use crate::html_text::{attribute, escape_html};

/// An open element of the source.
struct Open {
    source: String,
    element: Element,
    start: String,
    /// Whether its start tag was written.
    written: bool,
}

/// An image that isn't written yet, since its caption may follow.
#[derive(Default)]
struct OpenImage {
    url: String,
    alt: String,
    caption: String,
}

/// The content of a paragraph, to find links that are alone in it.
#[derive(Default)]
struct Line {
    text: String,
    links: Vec<String>,
}

pub(super) struct Writer<'a> {
    target: RichTextTarget<'a>,
    rich_text: RichText,
    open: Vec<Open>,
    line: Line,
    /// The text of a `pre`.
    code: Option<String>,
    image: Option<OpenImage>,
    caption: Option<String>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(target: RichTextTarget<'a>) -> Self {
        Self {
            target,
            rich_text: RichText::default(),
            open: Vec::new(),
            line: Line::default(),
            code: None,
            image: None,
            caption: None,
        }
    }

    pub(super) fn finish(mut self) -> RichText {
        self.write_image();
        while let Some(open) = self.open.pop() {
            self.close(&open);
        }
        self.rich_text
            .text
            .truncate(self.rich_text.text.trim_end().len());
        self.rich_text
    }

    pub(super) fn start(&mut self, tag: &StartTag<()>) {
        let source = String::from_utf8_lossy(&tag.name).into_owned();
        match source.as_str() {
            "br" => return self.line_break(),
            "hr" => return self.block("<hr>", "* * *"),
            "img" => return self.start_image(tag),
            _ => {}
        }
        let Some(element) = Element::from_name(&source) else {
            return;
        };
        match element {
            Element::Pre => self.code = Some(String::new()),
            Element::Caption => self.caption = Some(String::new()),
            Element::Text(_) => self.line = Line::default(),
            Element::Inline("a") => self.line.links.extend(attribute(tag, "href")),
            _ => {}
        }
        let start = match attribute(tag, "href") {
            Some(href) if element == Element::Inline("a") => {
                format!("<a href=\"{}\">", escape_html(&href))
            }
            _ => format!("<{}>", element.name()),
        };
        self.open.push(Open {
            source,
            element,
            start,
            written: false,
        });
    }

    pub(super) fn end(&mut self, source: &str) {
        let Some(index) = self.open.iter().rposition(|open| open.source == source) else {
            return;
        };
        for open in self.open.split_off(index).into_iter().rev() {
            match open.element {
                Element::Pre => self.put_code(),
                Element::Figure => self.write_image(),
                Element::Caption => self.end_caption(),
                Element::Text(_) => self.add_embed(),
                _ => {}
            }
            self.close(&open);
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            return code.push_str(text);
        }
        if let Some(caption) = &mut self.caption {
            return caption.push_str(text);
        }
        self.line.text.push_str(text);
        let block = self.open.iter().rfind(|open| !is_inline(open));
        let is_begun = block.is_some_and(|open| open.written && open.element.can_contain_text());
        if text.trim().is_empty() && !is_begun {
            return;
        }
        self.open_all(|_| true);
        self.rich_text.html.push_str(&escape_html(text));
        self.rich_text.text.push_str(&text.replace('\n', " "));
    }

    fn line_break(&mut self) {
        if let Some(code) = &mut self.code {
            code.push('\n');
        } else if self.open.last().is_none_or(|open| open.written) {
            self.rich_text.html.push_str("<br>");
            self.rich_text.text.push('\n');
        }
    }

    /// Writes a separate block inside the open containers.
    fn block(&mut self, html: &str, text: &str) {
        for open in self.open.iter_mut().rev() {
            if matches!(open.element, Element::Container(_)) {
                break;
            }
            if std::mem::take(&mut open.written) {
                self.rich_text.html.push_str(&end_of(open.element));
            }
        }
        self.open_all(|open| matches!(open.element, Element::Container(_)));
        self.rich_text.html.push_str(html);
        self.separate();
        self.rich_text.text.push_str(text);
        self.separate();
    }

    fn open_all(&mut self, wanted: impl Fn(&Open) -> bool) {
        for open in &mut self.open {
            let is_tag = !matches!(open.element, Element::Figure | Element::Caption);
            if !open.written && is_tag && wanted(open) {
                self.rich_text.html.push_str(&open.start);
                open.written = true;
            }
        }
    }

    fn close(&mut self, open: &Open) {
        if open.written {
            self.rich_text.html.push_str(&end_of(open.element));
            if !is_inline(open) {
                self.separate();
            }
        }
    }

    /// Separates the blocks of the plain text by an empty line.
    fn separate(&mut self) {
        let text = &mut self.rich_text.text;
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            text.push_str("\n\n");
        }
    }

    fn put_code(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let code = code.trim_matches('\n');
        if code.trim().is_empty() {
            return;
        }
        self.rich_text.code_blocks += 1;
        let html = match self.target {
            RichTextTarget::Editor => format!("<pre>{}</pre>", escape_html(code)),
            RichTextTarget::Page(_) => {
                let lines: Vec<_> = code.lines().map(code_line).collect();
                format!("<p>{}</p>", lines.join("<br>"))
            }
        };
        self.block(&html, code);
    }

    fn start_image(&mut self, tag: &StartTag<()>) {
        if self.code.is_some() {
            return;
        }
        self.write_image();
        let of = |name| attribute(tag, name).unwrap_or_default();
        self.image = Some(OpenImage {
            url: of("src"),
            alt: of("alt"),
            caption: of("title"),
        });
        let is_in_figure = |open: &Open| open.element == Element::Figure;
        if !self.open.iter().any(is_in_figure) {
            self.write_image();
        }
    }

    fn end_caption(&mut self) {
        let caption = self.caption.take().unwrap_or_default();
        let caption = one_line(&caption);
        match &mut self.image {
            _ if caption.is_empty() => {}
            Some(image) => image.caption = caption,
            None => self.block(&format!("<p>{}</p>", escape_html(&caption)), &caption),
        }
    }

    fn write_image(&mut self) {
        let Some(image) = self.image.take() else {
            return;
        };
        let OpenImage { url, alt, caption } = image;
        let Some(file_index) = file_of(&url) else {
            self.block(&figure(&url, &alt, &caption), &alt);
            self.rich_text.from_web.push(url);
            return;
        };
        self.rich_text.images.push(RichTextImage {
            file_index,
            alt: alt.clone(),
            caption: caption.clone(),
        });
        match self.target {
            RichTextTarget::Editor => {
                let line = placeholder(&self.rich_text.images);
                self.block(&format!("<p>{}</p>", escape_html(&line)), &line);
            }
            RichTextTarget::Page(urls) => {
                let url = urls.get(file_index).cloned().unwrap_or_default();
                self.block(&figure(&url, &alt, &caption), &alt);
            }
        }
    }

    fn add_embed(&mut self) {
        let line = std::mem::take(&mut self.line);
        if let [link] = &line.links[..]
            && line.text.trim() == link
            && link.starts_with("https://")
        {
            self.rich_text.embeds.push(link.clone());
        }
    }
}

fn is_inline(open: &Open) -> bool {
    matches!(open.element, Element::Inline(_))
}

/// Returns the end tag of an element.
fn end_of(element: Element) -> String {
    format!("</{}>", element.name())
}
