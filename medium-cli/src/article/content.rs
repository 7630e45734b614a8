//! An article's text as it goes to Medium, with holes where the pictures' addresses belong.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::ArticleError;

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
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// The address of this file is to stand here.
    Picture(PathBuf),
}

impl Content {
    /// Cuts `text` at the marks that stand for pictures: see [`Marks`].
    pub(super) fn new(text: &str, marks: &Marks, files: &[PathBuf]) -> Self {
        let mut pieces = Vec::new();
        let mut parts = text.split(marks.prefix.as_str());
        pieces.extend(parts.next().map(|part| Piece::Text(part.to_owned())));
        for part in parts {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let number = part[..digits].parse::<usize>().ok();
            if let Some(file) = number.and_then(|number| files.get(number)) {
                pieces.push(Piece::Picture(file.clone()));
            }
            let rest = part[digits..].strip_prefix('x').unwrap_or_default();
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Self { pieces }
    }

    /// The text with each picture's address.
    pub(super) fn with(&self, links: &BTreeMap<PathBuf, String>) -> Result<String, ArticleError> {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(part) => text.push_str(part),
                Piece::Picture(file) => {
                    let missing = || ArticleError::NotUploaded(file.clone());
                    let link = links.get(file).ok_or_else(missing)?;
                    text.push_str(&escaped(link));
                }
            }
        }
        Ok(text)
    }
}

fn escaped(link: &str) -> String {
    let link = utf8_percent_encode(link, ENDS_AN_ADDRESS).to_string();
    link.replace('&', "&amp;")
}

const WORD: &str = "mediumpicture";

/// What stands for a picture's address until it has one: a word that the article doesn't hold, and
/// the picture's number.
#[derive(Debug)]
pub(super) struct Marks {
    prefix: String,
}

impl Marks {
    /// Marks that `text` does not hold.
    pub(super) fn new(text: &str) -> Self {
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

    /// The mark of a picture.
    pub(super) fn of(&self, number: usize) -> String {
        format!("{}{number}x", self.prefix)
    }
}
