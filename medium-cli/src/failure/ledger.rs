//! What the ledger's objections, and a store's failures, mean for whoever ran the command.

use medium_store::{Entry, Error, Obstacle, State};

use super::{Exit, Hindered, Report};
use crate::commands::date;
use crate::plan;

impl Report {
    pub(super) fn of_hindered(hindered: &Hindered) -> Self {
        let file = hindered.file.display();
        match &hindered.obstacle {
            Obstacle::Unsettled(entry) => of_unsettled(hindered, entry),
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
            Obstacle::Published(entry) => {
                let message = format!("{file}: published already, on {}", date(entry.time));
                Self::new(Exit::Other, message, there(entry))
            }
            other => Self::new(Exit::Other, format!("{file}: {other:?}"), ""),
        }
    }

    pub(super) fn of_store(error: &Error) -> Self {
        let exit = match error {
            Error::Url(_) => Exit::Usage,
            _ => Exit::Other,
        };
        Self::new(exit, error.to_string(), "")
    }
}

fn of_unsettled(hindered: &Hindered, entry: &Entry) -> Report {
    let file = hindered.file.display();
    let day = date(entry.time);
    let message = match entry.state {
        State::Started => format!(
            "{file}: a run of {day} was about to publish it, and has not said what came of it"
        ),
        _ => format!("{file}: it was sent on {day}, and whether it was published is not known"),
    };
    let article = &entry.article;
    let advice = format!(
        "It may be on Medium. Look at your stories and drafts there. Then\n  \
         if it is there:      medium ledger resolve {article} --published URL\n  \
         if it is not there:  medium ledger resolve {article} --not-published"
    );
    Report::new(Exit::OutcomeUnknown, message, advice)
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
