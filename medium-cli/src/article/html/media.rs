//! Converts images, frames, video, audio, scripts and forms.

use html5gum::Token;
use html5gum::emitters::default::StartTag;

use super::Converter;
use super::fragment::{attribute, escape_html, with_attribute};
use crate::article::context::Context;
use crate::article::embeds;
use crate::article::images::NewUrl;
use crate::article::transform::superscripts;

/// How many tokens of a `<picture>` are searched for its `<img>`.
pub(in crate::article) const MAX_SOURCES: usize = 100;

/// The error for a `<picture>` without one.
pub(in crate::article) const NO_IMG: &str = "<picture> without <img>; add an <img>";

impl Converter<'_, '_, '_, '_> {
    pub(super) fn remove_media(&mut self, tag: &StartTag<usize>, name: &str) {
        let message =
            format!("Medium can't show <{name}>; link to it, or use --lossy to leave it out");
        self.report_lost(tag.span.start, tag.span.end, &message);
        let source = attribute(tag, "src").filter(|source| source.starts_with("http"));
        let link = source.map(|source| self.own_line(&source));
        self.replace_element(tag, name, &link.unwrap_or_default());
    }

    /// Returns a link on a separate line, which Medium turns into an embed.
    pub(super) fn own_line(&self, url: &str) -> String {
        if self.fragment.in_markdown && self.fragment.text.trim_start().starts_with('<') {
            format!("\n\n{url}\n\n")
        } else {
            format!("<p>{}</p>", escape_html(url))
        }
    }

    pub(super) fn embed(&mut self, tag: &StartTag<usize>, name: &str) {
        let source = attribute(tag, "src").or_else(|| attribute(tag, "data-src"));
        match source.as_deref().and_then(embeds::page_url) {
            Some(url) => {
                let link = self.own_line(&url);
                self.replace_element(tag, name, &link);
            }
            None => self.remove_media(tag, name),
        }
    }

    pub(super) fn script(&mut self, tag: &StartTag<usize>) {
        let source = attribute(tag, "src").unwrap_or_default();
        if let Some(gist) = embeds::gist(&source) {
            let link = self.own_line(&gist);
            return self.replace_element(tag, "script", &link);
        }
        let position = self.fragment.position(tag.span.start);
        let text = self.fragment.text.get(tag.span.start..tag.span.end);
        let message = "Medium doesn't run scripts; it is left out";
        let findings = &mut self.context.findings;
        findings.warn(position, text.unwrap_or_default(), message);
        self.replace_element(tag, "script", "");
    }

    pub(super) fn input(&mut self, tag: &StartTag<usize>) {
        let (start, end) = (tag.span.start, tag.span.end);
        if attribute(tag, "type").as_deref() == Some("checkbox") {
            let is_checked = attribute(tag, "checked").is_some();
            return self.replace(start, end, if is_checked { "☑ " } else { "☐ " });
        }
        self.report_lost(
            start,
            end,
            "Medium has no forms; use --lossy to leave it out",
        );
        self.replace(start, end, "");
    }

    /// Converts `<picture>` to its `<img>`. The other sources are variants of the same image.
    pub(super) fn picture_element(&mut self, tag: &StartTag<usize>) {
        let (start, end) = (tag.span.start, tag.span.end);
        let inside = self.ends[self.offset - 1].and_then(|last| self.tokens.get(self.offset..last));
        let is_img =
            |token: &Token<usize>| matches!(token, Token::StartTag(tag) if *tag.name == b"img"[..]);
        if inside.is_some_and(|tokens| !tokens.iter().take(MAX_SOURCES).any(is_img)) {
            self.report_lost(start, end, NO_IMG);
        }
        self.replace(start, end, "");
    }

    pub(super) fn image(&mut self, tag: &StartTag<usize>) {
        let (start, end) = (tag.span.start, tag.span.end);
        let lazy = ["src", "data-src"]
            .into_iter()
            .find_map(|name| attribute(tag, name));
        let Some(source) = lazy else {
            return self.report_lost(start, end, "<img> without src; add it, or remove the tag");
        };
        let position = self.fragment.position(start);
        let Context {
            images,
            placeholders,
            findings,
            ..
        } = &mut *self.context;
        match images.new_url(&source, position, placeholders, findings) {
            NewUrl::Keep => {}
            NewUrl::New(url) => {
                let tag = with_attribute(tag, "src", &url, &["srcset", "sizes", "data-src"]);
                self.replace(start, end, &tag);
            }
            NewUrl::Removed => {
                let alt = attribute(tag, "alt").unwrap_or_default();
                self.replace(start, end, &escape_html(&alt));
            }
        }
    }

    /// Replaces `<sup>2</sup>` with `²`, if Unicode has all of the characters.
    pub(super) fn superscript(&mut self, tag: &StartTag<usize>, name: &str) {
        let (start, end) = (tag.span.start, tag.span.end);
        if let (Some(Token::String(text)), Some(Token::EndTag(close))) = (
            self.tokens.get(self.offset),
            self.tokens.get(self.offset + 1),
        ) && *close.name == *name.as_bytes()
            && let Some(characters) =
                superscripts::in_unicode(&String::from_utf8_lossy(text), name == "sup")
        {
            let close = close.span.end;
            self.offset += 2;
            return self.replace(start, close, &characters);
        }
        let position = self.fragment.position(start);
        superscripts::warn(&mut self.context.findings, position, &format!("<{name}>"));
        self.replace(start, end, "");
    }
}
