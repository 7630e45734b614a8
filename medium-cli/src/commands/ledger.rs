//! `medium ledger`: the record of published articles.

mod check;
mod record;

use std::path::Path;

use medium_store::{Article, Draft, Entry, Published, State};
use serde_json::{Value, json};

use crate::args::{self, Global, LedgerCommand, Named, PublishOptions, Record, Resolve};
use crate::backend::Backend;
use crate::destination::Destination;
use crate::error::Result;
use crate::ledger::{Ledger, LedgerEntryError, date};
use crate::output::{Output, table};
use crate::plan::{PublishPlan, Repositories, status_sent};
use crate::post_url::PostUrl;

use record::ArticleToRecord;
pub(crate) use record::record;

/// The headings of the list.
const HEADINGS: [&str; 5] = ["date", "state", "article", "to", "url"];
/// The maximum number of entries that are listed.
const MAX_ENTRIES: u32 = 10_000;

/// The subcommand with its article.
enum Subcommand<'a> {
    List,
    Check,
    Record(Box<ArticleToRecord>, &'a Record),
    Resolve(ArticleArgument, &'a Resolve),
    Forget(ArticleArgument),
}

/// An article argument.
enum ArticleArgument {
    /// Its name in the ledger.
    Name(Article),
    /// Its file. The ledger may have it under an earlier name.
    File(Draft, Vec<Article>),
}

impl ArticleArgument {
    /// Returns its name in the ledger.
    async fn name(&self, ledger: &Ledger<'_>) -> Result<Article> {
        match self {
            Self::Name(article) => Ok(article.clone()),
            Self::File(draft, earlier) => {
                Ok(ledger.known_name(draft, earlier, false, false).await?)
            }
        }
    }
}

pub(crate) async fn run(args: &args::Ledger, global: &Global, output: &Output) -> Result<()> {
    // Articles are read before the store is opened, as they may be slow pipes.
    let task = match &args.command {
        None | Some(LedgerCommand::List) => Subcommand::List,
        Some(LedgerCommand::Check) => Subcommand::Check,
        Some(LedgerCommand::Record(args)) => {
            let (draft, earlier) = record::read(&args.file)?;
            Subcommand::Record(Box::new(ArticleToRecord { draft, earlier }), args)
        }
        Some(LedgerCommand::Resolve(args)) => Subcommand::Resolve(article(&args.named)?, args),
        Some(LedgerCommand::Forget(args)) => Subcommand::Forget(article(args)?),
    };
    Backend::with(global, output, async |backend| {
        run_task(&task, backend, global, output).await
    })
    .await
}

async fn run_task(
    task: &Subcommand<'_>,
    backend: &Backend,
    global: &Global,
    output: &Output,
) -> Result<()> {
    let ledger = match task {
        Subcommand::Check => return check::run(backend, global, output).await,
        _ => Ledger::open(backend, global).await?,
    };
    match task {
        Subcommand::List | Subcommand::Check => list(&ledger, output).await,
        Subcommand::Record(recorded, args) => {
            record::run(recorded, args, backend, &ledger, output).await
        }
        Subcommand::Resolve(argument, args) => {
            let article = argument.name(&ledger).await?;
            resolve(&article, args, backend, &ledger, output).await
        }
        Subcommand::Forget(argument) => {
            let article = argument.name(&ledger).await?;
            forget(&article, &ledger, output).await
        }
    }
}

async fn list(ledger: &Ledger<'_>, output: &Output) -> Result<()> {
    let entries = ledger.list(MAX_ENTRIES).await?;
    if entries.is_empty() {
        output.info("The ledger is empty.");
    }
    let rows: Vec<_> = entries.iter().map(row).collect();
    let list = entries.iter().map(value).collect();
    output.data(&Value::Array(list), &table(HEADINGS, &rows))
}

async fn resolve(
    article: &Article,
    args: &Resolve,
    backend: &Backend,
    ledger: &Ledger<'_>,
    output: &Output,
) -> Result<()> {
    let url = args.found.published.as_ref();
    let post = url.map(|url| PostUrl::parse(url.as_str(), backend, args.custom_domain));
    let post = post.transpose()?;
    let entries = ledger.entries(article).await?;
    let is_target = |entry: &Entry, to: &String| {
        let target = entry.target.to_string();
        target == *to || target == format!("publication:{to}")
    };
    let open = entries.iter().filter(|entry| !entry.state.is_published());
    let open = open.filter(|entry| args.to.as_ref().is_none_or(|to| is_target(entry, to)));
    let open: Vec<_> = open.collect();
    let entry = match open[..] {
        [entry] => entry,
        [] => return Err(LedgerEntryError::NothingToResolve(article.clone()).into()),
        _ => return Err(LedgerEntryError::Ambiguous(article.clone()).into()),
    };
    let message = match post {
        Some(_) => format!("Recorded {article} as published."),
        None => format!("Recorded {article} as not published. It can be published again."),
    };
    let published = post.map(|post| Published::new(post.id, post.url));
    if !ledger.resolve(article, &entry.target, published).await? {
        return Err(LedgerEntryError::ResolvedMeanwhile(article.clone()).into());
    }
    output.info(&message);
    let entries = ledger.entries(article).await?;
    output.data(&Value::Array(entries.iter().map(value).collect()), "")
}

async fn forget(article: &Article, ledger: &Ledger<'_>, output: &Output) -> Result<()> {
    let entries = ledger.entries(article).await?;
    let entries_text = match ledger.forget(article).await? {
        0 => return Err(LedgerEntryError::NotFound(article.clone()).into()),
        1 => "one entry".to_owned(),
        count => format!("{count} entries"),
    };
    output.info(&format!(
        "Removed {entries_text} of {article} from the ledger. It can be published again."
    ));
    output.data(&Value::Array(entries.iter().map(value).collect()), "")
}

/// Parses an article argument: a name of the ledger, or a file.
fn article(named: &Named) -> Result<ArticleArgument> {
    let text = &named.article;
    if let Ok(article) = Article::parse(text) {
        return Ok(ArticleArgument::Name(article));
    }
    let file = Path::new(text);
    if text != "-" && !file.exists() {
        return Err(LedgerEntryError::NoFile(text.clone()).into());
    }
    let (draft, earlier) = read(file)?;
    Ok(ArticleArgument::File(draft, earlier))
}

/// Reads an article's file, and returns its ledger record and its earlier names.
fn read(file: &Path) -> Result<(Draft, Vec<Article>)> {
    let plan = PublishPlan::read(file, &PublishOptions::for_identification())?;
    let repositories = Repositories::default();
    let draft = plan.draft(&Destination::Profile, &plan.hashes()?, &repositories)?;
    let earlier = plan.earlier_identities(&repositories)?;
    Ok((draft, earlier))
}

fn row(entry: &Entry) -> [String; 5] {
    [
        date(entry.time),
        state_or_status(entry).to_owned(),
        entry.article.to_string(),
        entry.target.to_string(),
        entry.url.clone().unwrap_or_default(),
    ]
}

fn value(entry: &Entry) -> Value {
    json!({
        "article": entry.article.as_str(),
        "target": entry.target.to_string(),
        "state": state(entry.state),
        "publishStatus": status_sent(&entry.parts),
        "id": entry.post,
        "url": entry.url,
        "time": entry.time.0,
    })
}

/// Returns the state for people: of a published article, the status that was sent.
fn state_or_status(entry: &Entry) -> &str {
    match entry.state {
        State::Published => status_sent(&entry.parts).unwrap_or("published"),
        other => state(other),
    }
}

fn state(state: State) -> &'static str {
    match state {
        State::Published => "published",
        State::Started => "started",
        _ => "unknown",
    }
}
