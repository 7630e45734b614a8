//! `medium ledger`: what is known of articles that were published.

use std::path::Path;

use anyhow::bail;
use medium_store::{Article, Entry, Published, State};
use serde_json::{Value, json};

use crate::args::{self, Global, LedgerCommand, Named, Resolve, Wishes};
use crate::ledger::Ledger;
use crate::output::{Output, columns};
use crate::plan::Plan;
use crate::session::Session;
use crate::target::Target;

/// More than anybody reads.
const MOST: u32 = 10_000;

pub(crate) async fn run(
    args: &args::Ledger,
    global: &Global,
    output: &Output,
) -> anyhow::Result<()> {
    Session::with(global, output, async |session| {
        let ledger = Ledger::of(session).await?;
        match &args.command {
            None | Some(LedgerCommand::List) => list(&ledger, output).await,
            Some(LedgerCommand::Resolve(args)) => resolve(args, &ledger, output).await,
            Some(LedgerCommand::Forget(args)) => forget(args, &ledger, output).await,
        }
    })
    .await
}

async fn list(ledger: &Ledger<'_>, output: &Output) -> anyhow::Result<()> {
    let entries = ledger.list(MOST).await?;
    if entries.is_empty() {
        output.talk("Nothing was published with this store.");
    }
    let rows: Vec<_> = entries.iter().map(row).collect();
    let list = entries.iter().map(value).collect();
    output.data(&Value::Array(list), &columns(&rows))
}

async fn resolve(args: &Resolve, ledger: &Ledger<'_>, output: &Output) -> anyhow::Result<()> {
    if let Some(url) = &args.found.published
        && !ledger.is_link(url.as_str())
    {
        bail!("{url} is no post's address: give the one that a browser shows, with https");
    }
    let article = article(&args.named)?;
    let entries = ledger.entries(&article).await?;
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
        [] => bail!("nothing is open of {article}: see medium ledger list"),
        _ => bail!("{article} went to several places: say which with --to"),
    };
    let published = args.found.published.as_ref();
    let said = match published {
        Some(_) => format!("{article} is published."),
        None => format!("{article} is not published, and can be."),
    };
    let published = published.map(|url| Published::new(id_in(url.path()), url.as_str()));
    if !ledger.resolve(&article, &entry.target, published).await? {
        bail!("somebody else has settled {article} meanwhile: see medium ledger list");
    }
    output.talk(&said);
    let entries = ledger.entries(&article).await?;
    output.data(&Value::Array(entries.iter().map(value).collect()), "")
}

async fn forget(args: &Named, ledger: &Ledger<'_>, output: &Output) -> anyhow::Result<()> {
    let article = article(args)?;
    let entries = ledger.entries(&article).await?;
    if ledger.forget(&article).await? == 0 {
        bail!("nothing is known of {article}: see medium ledger list");
    }
    output.talk(&format!(
        "{article} is forgotten, and can be published anew."
    ));
    output.data(&Value::Array(entries.iter().map(value).collect()), "")
}

/// A name of the ledger, or a file of the article that it means.
fn article(named: &Named) -> anyhow::Result<Article> {
    let text = &named.article;
    if let Ok(article) = Article::parse(text) {
        return Ok(article);
    }
    let file = Path::new(text);
    if text != "-" && !file.exists() {
        bail!(
            "there is no file `{text}`; an article whose file is gone goes by its name in medium ledger list"
        );
    }
    let plan = Plan::of(file, &Wishes::default())?;
    // What comes by standard input is known by its content.
    let draft = plan.draft(&Target::Profile, &plan.hashes()?)?;
    Ok(draft.article)
}

/// Medium's addresses end with the post's id: `/@user/title-in-words-ID`, `/p/ID`.
fn id_in(path: &str) -> &str {
    let last = path.trim_end_matches('/').rsplit('/').next();
    last.and_then(|last| last.rsplit('-').next())
        .unwrap_or_default()
}

fn row(entry: &Entry) -> [String; 5] {
    [
        super::date(entry.time),
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

#[cfg(test)]
mod tests {
    use super::id_in;

    #[test]
    fn an_address_ends_with_the_post_s_id() {
        for path in ["/@demo/how-it-began-e6f36a", "/p/e6f36a", "/@demo/e6f36a/"] {
            assert_eq!(id_in(path), "e6f36a", "{path}");
        }
    }
}
