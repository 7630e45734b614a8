//! How each HTML element is written as rich text.

/// An element of the rich text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// Emphasis and links, within a block.
    Inline(&'static str),
    /// A block with text. An image inside splits it.
    Text(&'static str),
    /// A block with other blocks.
    Container(&'static str),
    Pre,
    Figure,
    Caption,
}

impl Element {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Inline(name) | Self::Text(name) | Self::Container(name) => name,
            Self::Pre => "pre",
            Self::Figure => "figure",
            Self::Caption => "figcaption",
        }
    }

    /// Returns whether it can contain text, not only other blocks.
    pub(super) fn can_contain_text(self) -> bool {
        matches!(
            self,
            Self::Inline(_) | Self::Text(_) | Self::Container("li")
        )
    }

    /// Returns the rich text element for an HTML element. `None` if its tags are left out.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "a" => Self::Inline("a"),
            "strong" | "b" => Self::Inline("strong"),
            "em" | "i" => Self::Inline("em"),
            "code" => Self::Inline("code"),
            "p" => Self::Text("p"),
            "h1" => Self::Text("h1"),
            "h2" | "h3" | "h4" | "h5" | "h6" => Self::Text("h2"),
            "ul" => Self::Container("ul"),
            "ol" => Self::Container("ol"),
            "li" => Self::Container("li"),
            "blockquote" => Self::Container("blockquote"),
            "pre" => Self::Pre,
            "figure" => Self::Figure,
            "figcaption" => Self::Caption,
            _ if is_block(name) => Self::Text("div"),
            _ => return None,
        })
    }
}

/// HTML's blocks without an own counterpart.
const BLOCKS: &str = " div article section header footer aside nav table thead tbody tr td th dl dt dd details \
    summary center hgroup ";

fn is_block(name: &str) -> bool {
    BLOCKS.contains(&format!(" {name} "))
}
