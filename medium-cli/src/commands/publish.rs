//! `medium publish`: articles, each once, the pictures of each first.

mod dry_run;
mod once;
mod save;
mod send;

use std::cell::Cell;
use std::path::{Path, PathBuf};

use medium_api::types::User;
use medium_store::{Draft, Entry};
use serde_json::{Value, json};

use crate::args::{Global, Publish};
use crate::failure::{Hindered, NotAll, Report, Stopped, Unkept};
use crate::ledger::Ledger;
use crate::output::{Output, path};
use crate::plan::{self, Pictures, Plan};
use crate::session::{Session, Source};
use crate::target::Target;

use once::Decision;

/// An article, where it goes, and what the ledger is told of it.
struct Aimed {
    plan: Plan,
    target: Target,
    pictures: Pictures,
    draft: Draft,
}

pub(crate) async fn run(args: &Publish, global: &Global, output: &Output) -> anyhow::Result<()> {
    // Everything that can be wrong here is found before anybody is asked for anything.
    let plans = plan::all(args)?;
    once::must_remember(args, global, &plans)?;
    plan::say_what_to_expect(&plans, output);
    Session::with(global, output, async |session| {
        let me = session.me().await?;
        let mut aimed = Vec::new();
        for plan in plans {
            let target = plan.target(&session.client, me).await?;
            let pictures = plan.hashes()?;
            let draft = plan.draft(&target, &pictures)?;
            aimed.push(Aimed {
                plan,
                target,
                pictures,
                draft,
            });
        }
        let ledger = once::ledger(args, session).await?;
        if args.dry_run {
            return dry_run::show(&aimed, ledger.as_ref(), args.force, me, output).await;
        }
        Run {
            session,
            me,
            ledger,
            force: args.force,
            save_with: args.save_with.as_deref(),
            unkept: Cell::new(false),
            source: Source::of(global),
            output,
        }
        .all(&aimed)
        .await
    })
    .await
}

/// One run of the command.
struct Run<'a> {
    session: &'a Session<'a>,
    me: &'a User,
    ledger: Option<Ledger<'a>>,
    force: bool,
    save_with: Option<&'a Path>,
    /// A post was sent, and what came of it is not kept.
    unkept: Cell<bool>,
    source: Source<'a>,
    output: &'a Output,
}

impl Run<'_> {
    /// One after the other. What the ledger objects to is said and left out; any other failure
    /// ends it. What was published before is always shown.
    async fn all(&self, aimed: &[Aimed]) -> anyhow::Result<()> {
        let mut list = Vec::new();
        let mut left_out = None;
        let mut result = Ok(());
        for (number, article) in aimed.iter().enumerate() {
            match self.one(article).await {
                Ok(value) => list.push(value),
                Err(error) if aimed.len() > 1 && error.is::<Hindered>() => {
                    let report = Report::of(&error, self.source);
                    self.output.error(&report);
                    left_out = left_out.max(Some(report.exit));
                }
                Err(source) => {
                    let rest = aimed[number + 1..].iter();
                    let rest: Vec<PathBuf> = rest.map(|one| one.plan.path.clone()).collect();
                    result = Err(Stopped::at(&article.plan.path, rest, aimed.len(), source));
                    break;
                }
            }
        }
        if self.output.is_json() {
            self.output.data(&Value::Array(list), "")?;
        }
        match left_out {
            _ if result.is_ok() && self.unkept.get() => Err(Unkept.into()),
            Some(exit) if result.is_ok() => Err(NotAll(exit).into()),
            _ => result,
        }
    }

    /// The post as JSON.
    async fn one(&self, article: &Aimed) -> anyhow::Result<Value> {
        let consent = match &self.ledger {
            None => None,
            Some(ledger) => {
                let Aimed { plan, draft, .. } = article;
                match once::decide(plan, draft, ledger, self.force, self.output).await? {
                    Decision::Go(consent) => Some((ledger, consent)),
                    Decision::There(entry) => return self.there(article, &entry),
                }
            }
        };
        self.send(article, consent).await
    }

    /// It was published before.
    fn there(&self, article: &Aimed, entry: &Entry) -> anyhow::Result<Value> {
        let file = &article.plan.path;
        let since = crate::commands::date(entry.time);
        let words = format!("{}: published already, on {since}", file.display());
        self.output.talk(&words);
        if let Some(url) = &entry.url {
            self.line(url)?;
        }
        let ours = json!({ "path": path(file), "already": true });
        Ok(json!({ "id": entry.post, "url": entry.url, "cli": ours }))
    }

    /// An address at once, for whoever does not wait for JSON.
    fn line(&self, url: &str) -> anyhow::Result<()> {
        if self.output.is_json() {
            return Ok(());
        }
        self.output.data(&Value::Null, url)
    }
}
