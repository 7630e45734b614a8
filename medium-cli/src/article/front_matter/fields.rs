//! Validates the values, and converts them to their types.

use super::entries::Entries;
use super::entry::{Entry, Problem};
use super::keys::{Role, entries_for};
use super::suggested_line::text_of;
use super::{FieldPositions, FrontMatter, Options, cover, noindex, status, tags};
use crate::article::dates::{self, timestamp};
use crate::article::findings::Position;
use crate::article::title;
use crate::article::values::{license, web_url};

/// Returns the values, and all errors in them. A value with an error is missing.
pub(super) fn validate(all: &Entries, options: &Options) -> (FrontMatter, Vec<Problem>) {
    let entries = &*all.top;
    let mut problems = Problems::default();
    let line = |text: &str| Ok(title::one_line(text));
    let zone = problems
        .keep(text(entries, Role::TimeZone, dates::time_zone))
        .unwrap_or_else(|| options.time_zone());
    let date = |value: &str| timestamp(value, &zone);
    let status = problems.keep(status::read(all, &zone, options.allow_similar_keys));
    let front_matter = FrontMatter {
        id: problems.keep(text(entries, Role::Id, line)),
        title: problems.keep(text(entries, Role::Title, line)),
        subtitle: problems.keep(text(entries, Role::Subtitle, line)),
        publication: problems.keep(text(entries, Role::Publication, line)),
        tags: problems
            .keep(tags::read(entries).map(Some))
            .unwrap_or_default(),
        cover: cover::read(entries),
        canonical_url: problems.keep(text(entries, Role::CanonicalUrl, web_url)),
        license: problems.keep(text(entries, Role::License, license)),
        status,
        positions: FieldPositions {
            title: position(entries, Role::Title).filter(|_| options.title.is_none()),
            tags: position(entries, Role::Tags),
            published_at: position(entries, Role::PublishedAt),
        },
        warnings: [
            tags::warnings(entries, status),
            noindex::warnings(all, status),
        ]
        .concat(),
        published_at: problems
            .keep(text(entries, Role::PublishedAt, date))
            .or_else(|| status::date(entries, &zone)),
    };
    (front_matter, problems.0)
}

/// All errors, to be reported together.
#[derive(Default)]
struct Problems(Vec<Problem>);

impl Problems {
    fn keep<T>(&mut self, result: Result<Option<T>, Problem>) -> Option<T> {
        result.unwrap_or_else(|problem| {
            self.0.push(problem);
            None
        })
    }
}

/// Returns the position of the value of the first entry for `role`.
fn position(entries: &[Entry], role: Role) -> Option<Position> {
    let found = entries_for(entries, |other| other == role);
    let (entry, _) = found.first()?;
    Some(Position {
        line: entry.line,
        column: entry.column,
    })
}

/// Returns the value of the first entry for `role`, parsed by `check`.
fn text<T>(
    entries: &[Entry],
    role: Role,
    check: impl Fn(&str) -> Result<T, String>,
) -> Result<Option<T>, Problem> {
    let found = entries_for(entries, |other| other == role);
    let Some((entry, _)) = found.first() else {
        return Ok(None);
    };
    let text = text_of(entry)?;
    check(text)
        .map(Some)
        .map_err(|message| entry.problem(message))
}
