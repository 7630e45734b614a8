//! What the ledger's objections, and a store's failures, mean for whoever ran the command.

use medium_store::{Article, Entry, Error, Obstacle, State};

use super::login::command;
use super::{Exit, Hindered, Report, Unsettled};
use crate::commands::date;
use crate::plan;
use crate::session::Source;

impl Report {
    pub(super) fn of_hindered(hindered: &Hindered, source: Source<'_>) -> Self {
        let file = hindered.file.display();
        match &hindered.obstacle {
            Obstacle::Unsettled(entry) => of_open(hindered, entry, source),
            Obstacle::Edited(entry) => Self::new(
                Exit::Other,
                format!(
                    "{file}: published on {}, and edited since: {}",
                    date(entry.time),
                    edited(hindered, entry)
                ),
                format!(
                    "{}Medium's API cannot change a post. Edit it on Medium;\n\
                     or publish it a second time: --force",
                    there(entry)
                ),
            ),
            Obstacle::Twin(entry) => Self::new(
                Exit::Other,
                format!(
                    "{file}: the same text was published on {}, as {}",
                    date(entry.time),
                    entry.article
                ),
                format!(
                    "{}To publish it a second time: --force. An `id: …` in its front matter lets an \
                     article be known\nagain when its file gets another name.",
                    there(entry)
                ),
            ),
            Obstacle::InProgress(_) => Self::new(
                Exit::Other,
                format!("{file}: another run is publishing it right now"),
                "Run it again in a moment.",
            ),
            Obstacle::Published(entry) => {
                let message = format!("{file}: published already, on {}", date(entry.time));
                Self::new(Exit::Other, message, there(entry))
            }
            other => Self::new(Exit::Other, format!("{file}: {other:?}"), ""),
        }
    }

    pub(super) fn of_unsettled(unsettled: &Unsettled, source: Source<'_>) -> Self {
        let advice = look(&unsettled.article, source);
        Self::new(Exit::OutcomeUnknown, unsettled.to_string(), advice)
    }

    pub(super) fn of_store(error: &Error) -> Self {
        let exit = match error {
            Error::Url(_) => Exit::Usage,
            _ => Exit::Other,
        };
        Self::new(exit, error.to_string(), "")
    }
}

fn of_open(hindered: &Hindered, entry: &Entry, source: Source<'_>) -> Report {
    let file = hindered.file.display();
    let day = date(entry.time);
    let message = match entry.state {
        State::Started => format!(
            "{file}: a run of {day} was about to publish it, and has not said what came of it"
        ),
        _ => format!("{file}: it was sent on {day}, and whether it was published is not known"),
    };
    let advice = look(&entry.article, source);
    Report::new(Exit::OutcomeUnknown, message, advice)
}

/// How somebody settles it, by the ledger's name: the file may be gone, or be known by another.
fn look(article: &Article, source: Source<'_>) -> String {
    let resolve = command(source, "ledger resolve");
    let article = quoted(article.as_str());
    format!(
        "It may be on Medium. Look at your stories and drafts there. Then\n  \
         if it is there:      {resolve} {article} --published URL\n  \
         if it is not there:  {resolve} {article} --not-published"
    )
}

/// As a shell takes it for one word.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_-./:@%+=,".contains(c);
    if word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

fn there(entry: &Entry) -> String {
    let url = entry.url.as_ref();
    url.map(|url| format!("There: {url}\n")).unwrap_or_default()
}

fn edited(hindered: &Hindered, entry: &Entry) -> String {
    let parts = plan::edited(&entry.parts, &hindered.parts);
    if parts.is_empty() {
        return "in what way is not known".to_owned();
    }
    parts.join(", ")
}
