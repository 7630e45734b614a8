//! `medium ledger`: what is known of articles that were published.

mod check;
mod record;

use std::path::Path;

use medium_store::{Article, Draft, Entry, Published, State};
use serde_json::{Value, json};

use crate::args::{self, Global, LedgerCommand, Named, Record, Resolve, Wishes};
use crate::error::Result;
use crate::ledger::{Ledger, LedgerEntryError, date};
use crate::output::{Output, columns};
use crate::plan::{Plan, Repositories};
use crate::post_address::id_in;
use crate::service::Service;
use crate::target::Target;

use record::Recorded;
pub(crate) use record::record;

/// More than anybody reads.
const MOST: u32 = 10_000;

/// What is asked for, with the article that it is about.
enum Work<'a> {
    List,
    Record(Box<Recorded>, &'a Record),
    Resolve(Known, &'a Resolve),
    Forget(Known),
}

/// An article as it was named.
enum Known {
    /// By the ledger's name for it.
    Name(Article),
    /// By its file, which the ledger may know by an earlier name.
    File(Draft, Vec<Article>),
}

impl Known {
    /// What the ledger calls it.
    async fn name(&self, ledger: &Ledger<'_>) -> Result<Article> {
        match self {
            Self::Name(article) => Ok(article.clone()),
            Self::File(draft, earlier) => Ok(ledger.name_of(draft, earlier, false, false).await?),
        }
    }
}

pub(crate) async fn run(args: &args::Ledger, global: &Global, output: &Output) -> Result<()> {
    // Read before anything is open: it may be a pipe that gives nothing for a while.
    let work = match &args.command {
        None | Some(LedgerCommand::List) => Work::List,
        Some(LedgerCommand::Check) => {
            let look = async |service: &Service| check::run(service, global, output).await;
            return Service::with(global, output, look).await;
        }
        Some(LedgerCommand::Record(args)) => {
            let (draft, earlier) = record::read(&args.file)?;
            Work::Record(Box::new(Recorded { draft, earlier }), args)
        }
        Some(LedgerCommand::Resolve(args)) => Work::Resolve(article(&args.named)?, args),
        Some(LedgerCommand::Forget(args)) => Work::Forget(article(args)?),
    };
    Service::with(global, output, async |service| {
        let ledger = Ledger::open(service, global).await?;
        match &work {
            Work::List => list(&ledger, output).await,
            Work::Record(recorded, args) => {
                record::run(recorded, args, service, &ledger, output).await
            }
            Work::Resolve(known, args) => {
                let article = known.name(&ledger).await?;
                resolve(&article, args, &ledger, output).await
            }
            Work::Forget(known) => {
                let article = known.name(&ledger).await?;
                forget(&article, &ledger, output).await
            }
        }
    })
    .await
}

async fn list(ledger: &Ledger<'_>, output: &Output) -> Result<()> {
    let entries = ledger.list(MOST).await?;
    if entries.is_empty() {
        output.talk("Nothing was published with this store.");
    }
    let rows: Vec<_> = entries.iter().map(row).collect();
    let list = entries.iter().map(value).collect();
    output.data(&Value::Array(list), &columns(&rows))
}

async fn resolve(
    article: &Article,
    args: &Resolve,
    ledger: &Ledger<'_>,
    output: &Output,
) -> Result<()> {
    if let Some(url) = &args.found.published
        && !ledger.is_link(url.as_str())
    {
        return Err(LedgerEntryError::NotAPost(url.to_string()).into());
    }
    let entries = ledger.entries(article).await?;
    let open = entries.iter().filter(|entry| !entry.state.is_settled());
    let open = open.filter(|entry| {
        let place = entry.target.to_string();
        args.to
            .as_ref()
            .is_none_or(|to| place == *to || place == format!("publication:{to}"))
    });
    let open: Vec<_> = open.collect();
    let entry = match open[..] {
        [entry] => entry,
        [] => return Err(LedgerEntryError::NothingToResolve(article.clone()).into()),
        _ => return Err(LedgerEntryError::Ambiguous(article.clone()).into()),
    };
    let published = args.found.published.as_ref();
    let said = match published {
        Some(_) => format!("{article} is published."),
        None => format!("{article} is not published, and can be."),
    };
    let published = published.map(|url| Published::new(id_in(url.path()), url.as_str()));
    if !ledger.resolve(article, &entry.target, published).await? {
        return Err(LedgerEntryError::ResolvedMeanwhile(article.clone()).into());
    }
    output.talk(&said);
    let entries = ledger.entries(article).await?;
    output.data(&Value::Array(entries.iter().map(value).collect()), "")
}

async fn forget(article: &Article, ledger: &Ledger<'_>, output: &Output) -> Result<()> {
    let entries = ledger.entries(article).await?;
    if ledger.forget(article).await? == 0 {
        return Err(LedgerEntryError::NotFound(article.clone()).into());
    }
    output.talk(&format!(
        "Removed {article} from the ledger: it can be published again."
    ));
    output.data(&Value::Array(entries.iter().map(value).collect()), "")
}

/// A name of the ledger, or a file of the article that it means.
fn article(named: &Named) -> Result<Known> {
    let text = &named.article;
    if let Ok(article) = Article::parse(text) {
        return Ok(Known::Name(article));
    }
    let (draft, earlier) = read(Path::new(text))?;
    Ok(Known::File(draft, earlier))
}

/// The article of a file, as the ledger records it, and the names that it had before.
fn read(file: &Path) -> Result<(Draft, Vec<Article>)> {
    if file != Path::new("-") && !file.exists() {
        return Err(LedgerEntryError::NoFile(file.display().to_string()).into());
    }
    // It may have been published with these options. Here, it only matters which article it is.
    let wishes = Wishes {
        lossy: true,
        allow_similar_keys: true,
        ..Wishes::default()
    };
    let plan = Plan::of(file, &wishes)?;
    // What comes by standard input is known by its content.
    let repositories = Repositories::default();
    let draft = plan.draft(&Target::Profile, &plan.hashes()?, &repositories)?;
    let earlier = plan.earlier_identities(&repositories)?;
    Ok((draft, earlier))
}

fn row(entry: &Entry) -> [String; 5] {
    [
        date(entry.time),
        state(entry.state).to_owned(),
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
        "id": entry.post,
        "url": entry.url,
        "time": entry.time.0,
    })
}

fn state(state: State) -> &'static str {
    match state {
        State::Done => "done",
        State::Started => "started",
        _ => "unknown",
    }
}
