//! An article's text as it goes to Medium, with holes where addresses belong that are known
//! later: those of pictures, and of articles that it links to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::{ArticleError, Finding};

/// What an address may not hold so that it ends where it ends, in Markdown and in an HTML attribute
/// alike. Not `*` and `_`: Medium's own addresses hold them, to other servers `%2A` is another
/// address, and a link binds tighter than emphasis.
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

/// A text in pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Content {
    /// The article as it was named.
    article: PathBuf,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Placeholder(Placeholder),
}

/// Where an address is to stand that isn't known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Placeholder {
    /// The address of this picture.
    Picture(PathBuf),
    /// The address of this article on Medium, or the other one if it isn't there.
    Link {
        file: PathBuf,
        otherwise: Option<String>,
        /// What to say where it has neither.
        missing: Finding,
    },
    /// Where the link to this note begins, if it is on Medium. Otherwise its words are text.
    WikiLinkStart(PathBuf),
    /// Where it ends.
    WikiLinkEnd(PathBuf),
}

impl Placeholder {
    /// What stands in its place, if that is known.
    fn filled(&self, links: &BTreeMap<PathBuf, String>) -> Option<String> {
        let known = |file| links.get(file).map(|link| escaped(link));
        match self {
            Self::Picture(file) => known(file),
            Self::Link {
                file, otherwise, ..
            } => known(file).or_else(|| otherwise.as_deref().map(escaped)),
            Self::WikiLinkStart(file) => Some(known(file).map_or("", |_| "[").to_owned()),
            Self::WikiLinkEnd(file) => {
                Some(known(file).map_or_else(String::new, |link| format!("]({link})")))
            }
        }
    }
}

impl Content {
    /// Cuts the `text` of `article` at the marks of the holes.
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

    /// The files of articles that are linked.
    pub(super) fn linked(&self) -> Vec<PathBuf> {
        let linked = |piece: &Piece| match piece {
            Piece::Placeholder(Placeholder::Link { file, .. }) => Some(file.clone()),
            _ => None,
        };
        self.pieces.iter().filter_map(linked).collect()
    }

    /// The text with the addresses of `links` in its holes.
    pub(super) fn with(&self, links: &BTreeMap<PathBuf, String>) -> Result<String, ArticleError> {
        let (mut text, mut missing) = (String::new(), Vec::new());
        for piece in &self.pieces {
            let placeholder = match piece {
                Piece::Text(part) => {
                    text.push_str(part);
                    continue;
                }
                Piece::Placeholder(placeholder) => placeholder,
            };
            match (placeholder.filled(links), placeholder) {
                (Some(address), _) => text.push_str(&address),
                (None, Placeholder::Link { missing: note, .. }) => missing.push(note.clone()),
                (
                    None,
                    Placeholder::Picture(file)
                    | Placeholder::WikiLinkStart(file)
                    | Placeholder::WikiLinkEnd(file),
                ) => {
                    return Err(ArticleError::NotUploaded(file.clone()));
                }
            }
        }
        match missing.is_empty() {
            true => Ok(text),
            false => Err(ArticleError::LinksNotPublished {
                path: self.article.clone(),
                links: missing,
            }),
        }
    }
}

fn escaped(link: &str) -> String {
    let link = utf8_percent_encode(link, ENDS_AN_ADDRESS).to_string();
    link.replace('&', "&amp;")
}

const WORD: &str = "mediumpicture";

/// What stands for an address until it is known: a word that the article doesn't hold, and a number.
#[derive(Debug)]
struct Marks {
    prefix: String,
}

impl Marks {
    /// Marks that `text` does not hold.
    fn new(text: &str) -> Self {
        let taken: BTreeSet<String> = text
            .match_indices(WORD)
            .map(|(at, _)| {
                let rest = text[at + WORD.len()..].chars();
                rest.take_while(char::is_ascii_digit).take(20).collect()
            })
            .collect();
        let free = (0_u64..).find(|number| !taken.contains(&number.to_string()));
        Self {
            prefix: format!("{WORD}{}x", free.unwrap_or_default()),
        }
    }

    fn of(&self, number: usize) -> String {
        format!("{}{number}x", self.prefix)
    }
}

/// The holes of one text.
#[derive(Debug)]
pub(super) struct Placeholders {
    marks: Marks,
    list: Vec<Placeholder>,
}

impl Placeholders {
    /// No holes yet, for marks that `text` does not hold.
    pub(super) fn new(text: &str) -> Self {
        Self {
            marks: Marks::new(text),
            list: Vec::new(),
        }
    }

    /// What has to stand in the text for `hole`.
    pub(super) fn mark(&mut self, placeholder: Placeholder) -> String {
        self.list.push(placeholder);
        self.marks.of(self.list.len() - 1)
    }
}
