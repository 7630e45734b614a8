//! What an author should know before the article is on Medium.

use std::fmt;

use super::Format;
use super::adapt::{self, Loss};
use super::front_matter::Body;

/// Something that will not be on Medium as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The line in the article's file where it shows first.
    pub line: usize,
    /// What happens to it.
    pub text: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// In the order of the article, each kind of loss once.
pub(super) fn of(format: Format, body: &Body<'_>) -> Vec<Note> {
    // What Medium makes of HTML is its own affair: nothing of it is turned into anything here.
    let losses = match format {
        Format::Markdown => adapt::losses(body.text),
        Format::Html => Vec::new(),
    };
    let losses = losses.into_iter();
    let mut notes: Vec<_> = losses
        .map(|(loss, line)| Note {
            line: line + body.lines_above,
            text: words(&loss),
        })
        .collect();
    notes.sort_by_key(|note| note.line);
    notes
}

fn words(loss: &Loss) -> String {
    match loss {
        Loss::Tables => "Medium has no tables; they become text in columns, or lists".to_owned(),
        Loss::Footnotes => {
            "Medium has no footnotes; they become numbers and a list at the end".to_owned()
        }
        Loss::TaskLists => "Medium has no task lists; their boxes become ☐ and ☑".to_owned(),
        Loss::Link(url) => {
            format!("the link `{url}` leads nowhere on Medium; write the whole address")
        }
    }
}
