//! `medium ledger check`: searches the public feeds for articles with an unknown outcome.
//!
//! An unknown outcome has no post id, and a feed has no canonical URL, so posts are matched by title,
//! time and first words. The user confirms a match; scripts only get a list. If a feed can't be read, the
//! others are still searched.

use std::collections::HashMap;

use medium_sandbox::ContentFormat;
use medium_store::{Article, Entry, PostTarget, Published};
use serde_json::{Value, json};

use crate::args::Global;
use crate::backend::Backend;
use crate::credential_source::{CredentialSource, shell_word};
use crate::error::{Error, Result};
use crate::feed::{self, Item, Owner};
use crate::ledger::{Ledger, LedgerEntryError, OPENING_PART, date};
use crate::output::Output;
use crate::plan::{opening_text, status_sent};
use crate::prompt;
use crate::session::Session;

const NO_UNKNOWN_OUTCOME: &str = "No article has an unknown outcome.";
/// How far apart the two times may be, because of clocks and slow requests.
const WINDOW_SECONDS: i64 = 15 * 60;
/// Medium replaces longer titles.
const MAX_TITLE: usize = 100;

/// The properties by which a post in a feed matches an entry of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Match {
    title: bool,
    time: bool,
    /// `None` for entries of early versions, which did not record it.
    opening: Option<bool>,
}

pub(super) async fn run(backend: &Backend, global: &Global, output: &Output) -> Result<()> {
    if backend.store_location()?.is_new() {
        output.info(NO_UNKNOWN_OUTCOME);
        return output.data(&json!([]), "");
    }
    // Each account has its own ledger, so a login is needed.
    let session = Session::open(backend, global).await?;
    let ledger = Ledger::for_session(&session).await?;
    let entries = ledger.list(super::MAX_ENTRIES).await?;
    let open = entries.into_iter();
    let open: Vec<_> = open
        .filter(|entry| !entry.state.is_published() && !entry.has_active_lease)
        .collect();
    if open.is_empty() {
        output.info(NO_UNKNOWN_OUTCOME);
    }
    let mut feeds = Feeds::default();
    let mut list = Vec::new();
    for entry in &open {
        let source = CredentialSource::new(global);
        list.push(match feeds.read(&entry.target, &session).await {
            Ok(items) => check(entry, items, &ledger, source, output).await?,
            Err(problem) => report_unread(entry, problem, output),
        });
    }
    output.data(&Value::Array(list), "")?;
    feeds.finish()
}

/// The feeds read so far.
#[derive(Default)]
struct Feeds {
    /// By target: the feed's items, or why it can't be read.
    results: HashMap<String, Result<Vec<Item>, String>>,
    /// The first error.
    first_error: Option<Error>,
}

impl Feeds {
    async fn read(&mut self, target: &PostTarget, session: &Session<'_>) -> Result<&[Item], &str> {
        let key = target.to_string();
        if !self.results.contains_key(&key) {
            let items = items(target, session).await.map_err(|error| {
                let problem = error.to_string();
                self.first_error.get_or_insert(error);
                problem
            });
            self.results.insert(key.clone(), items);
        }
        match self.results.get(&key) {
            Some(Ok(items)) => Ok(items),
            Some(Err(problem)) => Err(problem),
            None => Ok(&[]),
        }
    }

    /// Fails if a feed could not be read.
    fn finish(self) -> Result<()> {
        self.first_error.map_or(Ok(()), Err)
    }
}

async fn items(target: &PostTarget, session: &Session<'_>) -> Result<Vec<Item>> {
    match owner(target, session).await? {
        Some(owner) => feed::newest_posts(session.backend, &owner).await,
        None => Ok(Vec::new()),
    }
}

/// Warns that an entry was not checked, and returns it as JSON.
fn report_unread(entry: &Entry, problem: &str, output: &Output) -> Value {
    let (article, day) = (&entry.article, date(entry.time));
    output.warn(&format!("{article} of {day} was not checked: {problem}"));
    json!({
        "article": article.as_str(),
        "target": entry.target.to_string(),
        "resolved": false,
        "matches": [],
        "problem": problem,
    })
}

/// Returns the owner of the target's feed. `None` if the user has left the publication.
async fn owner(target: &PostTarget, session: &Session<'_>) -> Result<Option<Owner>> {
    let me = session.me().await?;
    let PostTarget::Publication(id) = target else {
        return Ok(Some(Owner::Name(format!("@{}", me.username))));
    };
    let all = session.client.publications(&me.id).await?;
    let mut all = all.iter();
    let publication = all.find(|publication| publication.id.as_str() == id);
    let site = session.backend.site()?;
    Ok(publication.and_then(|publication| Owner::from_url(&publication.url, &site)))
}

/// Searches a feed for an entry, resolves it if the user confirms a match, and returns the result as
/// JSON.
async fn check(
    entry: &Entry,
    items: &[Item],
    ledger: &Ledger<'_>,
    source: CredentialSource<'_>,
    output: &Output,
) -> Result<Value> {
    let found: Vec<_> = items
        .iter()
        .filter_map(|item| Some((item, matches(entry, item)?)))
        .collect();
    let article = &entry.article;
    if found.is_empty() {
        let (day, problem) = (date(entry.time), not_found(entry));
        output.info(&format!("{article} of {day}: {problem}"));
        output.info(&how_to_resolve(article, "URL", source));
    }
    let mut resolved = false;
    for (item, matched) in &found {
        let url = item.url.clone().unwrap_or_default();
        output.info(&format!("{article} may be \"{}\"", item.title));
        output.info(&format!("  {url} ({})", describe(*matched)));
        if !prompt::is_interactive() || output.is_json() {
            output.info(&how_to_resolve(article, &url, source));
        } else if prompt::confirm("Is this the article?").await? {
            let published = Some(Published::new(&item.id, &url));
            resolved = ledger.resolve(article, &entry.target, published).await?;
            output.info(&if resolved {
                format!("Recorded {article} as published.")
            } else {
                LedgerEntryError::ResolvedMeanwhile(article.clone()).to_string()
            });
            break;
        } else {
            output.info(&how_to_resolve(article, "URL", source));
        }
    }
    let found = found.iter().map(|(item, matched)| value(item, *matched));
    Ok(json!({
        "article": article.as_str(),
        "target": entry.target.to_string(),
        "resolved": resolved,
        "matches": found.collect::<Vec<_>>(),
    }))
}

fn value(item: &Item, matched: Match) -> Value {
    json!({
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "sameTitle": matched.title,
        "sameTime": matched.time,
        "sameOpening": matched.opening,
    })
}

fn how_to_resolve(article: &Article, url: &str, source: CredentialSource<'_>) -> String {
    let resolve = source.command("ledger resolve");
    let (article, url) = (shell_word(article.as_str()), shell_word(url));
    format!(
        "  If it is on Medium: {resolve} {article} --published {url}\n  \
           Otherwise: {resolve} {article} --not-published"
    )
}

/// Explains that the feed has no matching post.
fn not_found(entry: &Entry) -> String {
    match status_sent(&entry.parts) {
        Some(status @ ("draft" | "unlisted")) => format!(
            "its status is {status}, and feeds contain only public posts. Look at your stories on Medium."
        ),
        _ => {
            "no match in the feed. It may still be on Medium: feeds contain only the newest public \
              posts."
                .to_owned()
        }
    }
}

/// Compares title, time and first words. A match needs two of the three.
fn matches(entry: &Entry, item: &Item) -> Option<Match> {
    item.url.as_ref()?;
    let title = entry
        .parts
        .get("title")
        .map(String::as_str)
        .unwrap_or_default();
    let is_long = title.chars().count() > MAX_TITLE;
    let dated = entry.parts.get("date").and_then(|date| date.parse().ok());
    let sent = jiff::Timestamp::from_millisecond(entry.time.0).ok();
    let near = |time: Option<jiff::Timestamp>| {
        let apart = item.published_at?.as_second() - time?.as_second();
        Some(apart.abs() <= WINDOW_SECONDS)
    };
    let opening = entry.parts.get(OPENING_PART).map(|known| {
        opening_text(ContentFormat::Html, &item.html, &item.title).as_deref() == Some(known)
    });
    let matched = Match {
        title: !is_long && !title.is_empty() && is_same(title, &item.title),
        time: near(sent) == Some(true) || near(dated) == Some(true),
        opening,
    };
    let same = [matched.title, matched.time, matched.opening == Some(true)];
    (same.into_iter().filter(|same| *same).count() >= 2).then_some(matched)
}

fn is_same(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    words(one).to_lowercase() == words(other).to_lowercase()
}

fn describe(matched: Match) -> String {
    let mut words = Vec::new();
    for (is_same, what) in [
        (Some(matched.title), "title"),
        (Some(matched.time), "time"),
        (matched.opening, "first words"),
    ] {
        match is_same {
            Some(true) => words.push(format!("same {what}")),
            Some(false) => words.push(format!("different {what}")),
            None => {}
        }
    }
    words.join(", ")
}
