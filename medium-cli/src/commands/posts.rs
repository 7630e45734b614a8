//! `medium posts`: the newest public posts of a user or a publication.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::args::{Global, Posts};
use crate::backend::Backend;
use crate::error::{Error, Result};
use crate::feed::{self, Item, Owner};
use crate::output::{Output, columns};
use crate::session::{CredentialError, Session};

/// How wide titles are in the table, in columns.
const TITLE_WIDTH: usize = 60;

pub(crate) async fn run(args: &Posts, global: &Global, output: &Output) -> Result<()> {
    Backend::with(global, output, async |backend| {
        let owner = match &args.owner {
            Some(owner) => Owner::parse(owner, &backend.site()?)?,
            None => logged_in_owner(backend, global).await?,
        };
        let items = feed::newest_posts(backend, &owner).await?;
        if items.is_empty() {
            output.info(&format!("{owner} has no public posts."));
        }
        let rows: Vec<_> = items.iter().map(row).collect();
        let list = items.iter().map(value).collect();
        output.data(&Value::Array(list), &columns(&rows))
    })
    .await
}

/// Returns the user who is logged in.
async fn logged_in_owner(backend: &Backend, global: &Global) -> Result<Owner> {
    let session = match Session::open(backend, global).await {
        Err(Error::Credential(CredentialError::NotLoggedIn)) => {
            return Err(CredentialError::NoOwner.into());
        }
        session => session?,
    };
    Ok(Owner::Name(format!("@{}", session.me().await?.username)))
}

fn row(item: &Item) -> [String; 3] {
    let day = item
        .published_at
        .map(|time| time.strftime("%Y-%m-%d").to_string());
    [
        day.unwrap_or_default(),
        shorten(&item.title),
        item.url.clone().unwrap_or_default(),
    ]
}

/// Truncates a long title, so that URLs fit on a terminal. JSON has the full title.
fn shorten(title: &str) -> String {
    let mut short = String::new();
    for character in title.chars() {
        if short.width() >= TITLE_WIDTH {
            return format!("{}…", short.trim_end());
        }
        short.push(character);
    }
    short
}

/// Returns the item as JSON, with the field names of Medium's API.
fn value(item: &Item) -> Value {
    json!({
        "id": item.id,
        "title": item.title,
        "url": item.url,
        "tags": item.tags,
        "publishedAt": item.published_at.map(|time| time.as_millisecond()),
        "cli": { "author": item.author },
    })
}
