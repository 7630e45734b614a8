//! `medium ledger check`: looks in the public feeds for what may have been published.
//!
//! An unknown outcome has no id, and a feed has no canonical link, so a post is recognized by what it
//! looks like: its title, the time, and how its text begins. A person confirms; for a script, matches are
//! only listed. A feed that can't be read does not keep the others from being looked at.

use std::collections::HashMap;

use dialoguer::Confirm;
use medium_sandbox::ContentFormat;
use medium_store::{Article, Entry, Published, Target};
use serde_json::{Value, json};

use crate::args::Global;
use crate::aside::aside;
use crate::commands::publish::may_ask;
use crate::credential_source::{CredentialSource, shell_word};
use crate::error::{Error, Result};
use crate::feed::{self, Item, Owner};
use crate::ledger::{Ledger, date};
use crate::output::Output;
use crate::plan::{OPENING, opening, status_sent};
use crate::service::Service;
use crate::session::Session;

/// How far the clocks of this machine and of Medium, and a slow request, may lie apart.
const WINDOW_SECONDS: i64 = 15 * 60;
/// Medium replaces longer titles.
const LONGEST_TITLE: usize = 100;

/// What a post and an unknown outcome have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Likeness {
    title: bool,
    time: bool,
    /// Not known of entries of earlier versions.
    opening: Option<bool>,
}

pub(super) async fn run(service: &Service, global: &Global, output: &Output) -> Result<()> {
    // Outcomes are kept for each account: without a login, it is not known whose to look for.
    let session = Session::open(service, global).await?;
    let ledger = Ledger::of(&session).await?;
    let entries = ledger.list(super::MOST).await?;
    let open = entries.into_iter();
    let open: Vec<_> = open
        .filter(|entry| !entry.state.is_settled() && !entry.is_held)
        .collect();
    if open.is_empty() {
        output.talk("Nothing has an unknown outcome.");
    }
    let mut feeds = Feeds::default();
    let mut list = Vec::new();
    for entry in &open {
        let source = CredentialSource::of(global);
        list.push(match feeds.of(&entry.target, &session).await {
            Ok(items) => one(entry, items, &ledger, source, output).await?,
            Err(problem) => not_read(entry, problem, output),
        });
    }
    output.data(&Value::Array(list), "")?;
    feeds.end()
}

/// The feeds that were asked for so far.
#[derive(Default)]
struct Feeds {
    /// By target: what is in it, or why it can't be read.
    read: HashMap<String, Result<Vec<Item>, String>>,
    /// What kept the first of them from being read.
    first_error: Option<Error>,
}

impl Feeds {
    async fn of(&mut self, target: &Target, session: &Session<'_>) -> Result<&[Item], &str> {
        let key = target.to_string();
        if !self.read.contains_key(&key) {
            let items = items(target, session).await.map_err(|error| {
                let problem = error.to_string();
                self.first_error.get_or_insert(error);
                problem
            });
            self.read.insert(key.clone(), items);
        }
        match self.read.get(&key) {
            Some(Ok(items)) => Ok(items),
            Some(Err(problem)) => Err(problem),
            None => Ok(&[]),
        }
    }

    /// Not all was looked for where a feed could not be read.
    fn end(self) -> Result<()> {
        self.first_error.map_or(Ok(()), Err)
    }
}

async fn items(target: &Target, session: &Session<'_>) -> Result<Vec<Item>> {
    match owner(target, session).await? {
        Some(owner) => feed::newest_posts(session.service, &owner).await,
        None => Ok(Vec::new()),
    }
}

/// Says that an entry was not looked for, and gives it as JSON.
fn not_read(entry: &Entry, problem: &str, output: &Output) -> Value {
    let (article, day) = (&entry.article, date(entry.time));
    output.warn(&format!("{article} of {day} was not looked for: {problem}"));
    json!({
        "article": article.as_str(),
        "target": entry.target.to_string(),
        "settled": false,
        "found": [],
        "problem": problem,
    })
}

/// Whose feed a post of this target is in; none if the publication is not the user's any more.
async fn owner(target: &Target, session: &Session<'_>) -> Result<Option<Owner>> {
    let me = session.me().await?;
    let Target::Publication(id) = target else {
        return Ok(Some(Owner::Name(format!("@{}", me.username))));
    };
    let all = session.client.publications(&me.id).await?;
    let publication = all.iter().find(|one| one.id.as_str() == id);
    let site = session.service.site()?;
    Ok(publication.and_then(|one| Owner::of_address(&one.url, &site)))
}

/// What was found of one entry, as JSON. It is settled if the user confirms that it is the one.
async fn one(
    entry: &Entry,
    items: &[Item],
    ledger: &Ledger<'_>,
    source: CredentialSource<'_>,
    output: &Output,
) -> Result<Value> {
    let found: Vec<_> = items
        .iter()
        .filter_map(|item| Some((item, like(entry, item)?)))
        .collect();
    let article = &entry.article;
    if found.is_empty() {
        let (day, problem) = (date(entry.time), not_found(entry));
        output.talk(&format!("{article} of {day}: {problem}"));
    }
    let mut settled = false;
    for (item, likeness) in &found {
        let url = item.url.clone().unwrap_or_default();
        output.talk(&format!("{article}: may be \"{}\"", item.title));
        output.talk(&format!("  {url} ({})", words(*likeness)));
        if !may_ask() || output.is_json() {
            output.talk(&how_to_settle(article, &url, source));
        } else if asked().await? {
            let published = Some(Published::new(&item.id, &url));
            settled = ledger.resolve(article, &entry.target, published).await?;
            output.talk(&format!("{article} is published."));
            break;
        }
    }
    let found = found.iter().map(|(item, like)| value(item, *like));
    Ok(json!({
        "article": article.as_str(),
        "target": entry.target.to_string(),
        "settled": settled,
        "found": found.collect::<Vec<_>>(),
    }))
}

fn value(item: &Item, likeness: Likeness) -> Value {
    json!({
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "sameTitle": likeness.title,
        "sameTime": likeness.time,
        "sameOpening": likeness.opening,
    })
}

fn how_to_settle(article: &Article, url: &str, source: CredentialSource<'_>) -> String {
    let resolve = source.command("ledger resolve");
    let (article, url) = (shell_word(article.as_str()), shell_word(url));
    format!("  If it is: {resolve} {article} --published {url}")
}

/// What is known of an outcome that the feed says nothing of.
fn not_found(entry: &Entry) -> String {
    match status_sent(&entry.parts) {
        Some(status @ ("draft" | "unlisted")) => format!(
            "its status is {status}, and no feed has such posts. Look at your stories on Medium."
        ),
        _ => "the feed has no post like it. That proves nothing: drafts, unlisted and older posts are \
              in no feed."
            .to_owned(),
    }
}

async fn asked() -> Result<bool> {
    let ask = || {
        let question = "Is it this one?";
        Confirm::new()
            .with_prompt(question)
            .default(false)
            .interact()
    };
    Ok(aside(ask).await??)
}

/// Whether two of three things are the same.
fn like(entry: &Entry, item: &Item) -> Option<Likeness> {
    item.url.as_ref()?;
    let title = entry
        .parts
        .get("title")
        .map(String::as_str)
        .unwrap_or_default();
    let is_long = title.chars().count() > LONGEST_TITLE;
    let dated = entry.parts.get("date").and_then(|date| date.parse().ok());
    let sent = jiff::Timestamp::from_millisecond(entry.time.0).ok();
    let near = |time: Option<jiff::Timestamp>| {
        let apart = item.published_at?.as_second() - time?.as_second();
        Some(apart.abs() <= WINDOW_SECONDS)
    };
    let opening = entry.parts.get(OPENING).map(|known| {
        opening(ContentFormat::Html, &item.html, &item.title).as_deref() == Some(known)
    });
    let likeness = Likeness {
        title: !is_long && !title.is_empty() && same(title, &item.title),
        time: near(sent) == Some(true) || near(dated) == Some(true),
        opening,
    };
    let same = [
        likeness.title,
        likeness.time,
        likeness.opening == Some(true),
    ];
    (same.into_iter().filter(|same| *same).count() >= 2).then_some(likeness)
}

fn same(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    words(one).to_lowercase() == words(other).to_lowercase()
}

fn words(likeness: Likeness) -> String {
    let mut words = Vec::new();
    for (is_same, what) in [
        (Some(likeness.title), "title"),
        (Some(likeness.time), "time"),
        (likeness.opening, "first words"),
    ] {
        match is_same {
            Some(true) => words.push(format!("the same {what}")),
            Some(false) => words.push(format!("another {what}")),
            None => {}
        }
    }
    words.join(", ")
}
