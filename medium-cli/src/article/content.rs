//! The content for Medium, with placeholders for URLs that are known later: those of uploaded
//! images and of linked articles.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::{ArticleError, Finding};

/// Characters that would end a URL early, in Markdown or in an HTML attribute.
///
/// `*` and `_` are not among them: Medium's own URLs contain them, some servers treat `%2A` as a
/// different URL, and in Markdown a link binds tighter than emphasis.
const ENCODED_IN_URLS: &AsciiSet = &CONTROLS
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

/// Text, split at its placeholders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Content {
    /// The article's path, as the user wrote it.
    article: PathBuf,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Placeholder(Placeholder),
}

/// A URL that isn't known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Placeholder {
    /// The URL of this image.
    Image(PathBuf),
    /// The URL of this article on Medium.
    Link {
        file: PathBuf,
        /// The URL to use if the article is not on Medium.
        otherwise: Option<String>,
        /// The error if it has neither URL.
        missing: Finding,
    },
    /// The start of a link to this note. If the note is not on Medium, the link becomes text.
    WikiLinkStart(PathBuf),
    /// The end of that link.
    WikiLinkEnd(PathBuf),
}

impl Placeholder {
    /// Returns the text to insert, if it is known.
    fn replacement(&self, urls: &BTreeMap<PathBuf, String>) -> Option<String> {
        let known = |file| urls.get(file).map(|url| encode_url(url));
        match self {
            Self::Image(file) => known(file),
            Self::Link {
                file, otherwise, ..
            } => known(file).or_else(|| otherwise.as_deref().map(encode_url)),
            Self::WikiLinkStart(file) => Some(known(file).map_or("", |_| "[").to_owned()),
            Self::WikiLinkEnd(file) => {
                Some(known(file).map_or_else(String::new, |link| format!("]({link})")))
            }
        }
    }
}

impl Content {
    /// Splits the `text` of `article` at the marks of its placeholders.
    pub(super) fn new(article: &Path, text: &str, placeholders: Placeholders) -> Self {
        let Placeholders { marks, list } = placeholders;
        let mut pieces = Vec::new();
        let mut parts = text.split(marks.prefix.as_str());
        pieces.extend(parts.next().map(|part| Piece::Text(part.to_owned())));
        for part in parts {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let number = part[..digits].parse::<usize>().ok();
            if let Some(placeholder) = number.and_then(|number| list.get(number)) {
                pieces.push(Piece::Placeholder(placeholder.clone()));
            }
            let rest = part[digits..].strip_prefix('x').unwrap_or_default();
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Self {
            article: article.to_owned(),
            pieces,
        }
    }

    /// Returns the files of linked articles.
    pub(super) fn linked_files(&self) -> Vec<PathBuf> {
        let linked = |piece: &Piece| match piece {
            Piece::Placeholder(Placeholder::Link { file, .. }) => Some(file.clone()),
            _ => None,
        };
        self.pieces.iter().filter_map(linked).collect()
    }

    /// Inserts these URLs.
    pub(super) fn with_urls(
        &self,
        urls: &BTreeMap<PathBuf, String>,
    ) -> Result<String, ArticleError> {
        let (mut text, mut missing) = (String::new(), Vec::new());
        for piece in &self.pieces {
            let placeholder = match piece {
                Piece::Text(part) => {
                    text.push_str(part);
                    continue;
                }
                Piece::Placeholder(placeholder) => placeholder,
            };
            match (placeholder.replacement(urls), placeholder) {
                (Some(url), _) => text.push_str(&url),
                (None, Placeholder::Link { missing: note, .. }) => missing.push(note.clone()),
                (
                    None,
                    Placeholder::Image(file)
                    | Placeholder::WikiLinkStart(file)
                    | Placeholder::WikiLinkEnd(file),
                ) => {
                    return Err(ArticleError::NotUploaded(file.clone()));
                }
            }
        }
        if missing.is_empty() {
            Ok(text)
        } else {
            Err(ArticleError::LinksNotPublished {
                path: self.article.clone(),
                links: missing,
            })
        }
    }
}

fn encode_url(url: &str) -> String {
    let url = utf8_percent_encode(url, ENCODED_IN_URLS).to_string();
    url.replace('&', "&amp;")
}

const PLACEHOLDER_PREFIX: &str = "mediumplaceholder";

/// Marks a placeholder in text, by a word that the text doesn't contain and a number.
#[derive(Debug)]
struct Marks {
    prefix: String,
}

impl Marks {
    /// Chooses a prefix that `text` doesn't contain.
    fn new(text: &str) -> Self {
        let taken: BTreeSet<String> = text
            .match_indices(PLACEHOLDER_PREFIX)
            .map(|(offset, _)| {
                let rest = text[offset + PLACEHOLDER_PREFIX.len()..].chars();
                rest.take_while(char::is_ascii_digit).take(20).collect()
            })
            .collect();
        let free = (0_u64..).find(|number| !taken.contains(&number.to_string()));
        Self {
            prefix: format!("{PLACEHOLDER_PREFIX}{}x", free.unwrap_or_default()),
        }
    }

    fn mark(&self, number: usize) -> String {
        format!("{}{number}x", self.prefix)
    }
}

/// The placeholders of one article.
#[derive(Debug)]
pub(super) struct Placeholders {
    marks: Marks,
    list: Vec<Placeholder>,
}

impl Placeholders {
    /// Starts without placeholders, with marks that `text` doesn't contain.
    pub(super) fn new(text: &str) -> Self {
        Self {
            marks: Marks::new(text),
            list: Vec::new(),
        }
    }

    /// Adds a placeholder. Returns its mark, to be written into the text.
    pub(super) fn mark(&mut self, placeholder: Placeholder) -> String {
        self.list.push(placeholder);
        self.marks.mark(self.list.len() - 1)
    }
}
