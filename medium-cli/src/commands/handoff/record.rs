//! Records the URLs from the page in the ledger.

use std::collections::BTreeMap;

use medium_store::{Article, Published};
use tokio::sync::{mpsc, oneshot};

use super::Handoff;
use crate::backend::Backend;
use crate::commands::ledger;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::output::Output;
use crate::post_url::{PostUrl, PostUrlError};

/// A URL that was pasted for an article.
pub(super) struct PastedUrl {
    pub(super) article_index: usize,
    pub(super) url: String,
    /// Whether the author confirmed that this host is their custom domain on Medium.
    pub(super) is_custom_domain: bool,
    pub(super) reply: oneshot::Sender<Reply>,
}

/// The response to the page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reply {
    Recorded {
        url: String,
        /// The index of an article without a URL.
        next: Option<usize>,
    },
    /// The author must confirm this host first.
    Confirm {
        host: String,
    },
    Rejected {
        problem: String,
    },
}

/// Records URLs until each article has one. Errors are shown on the page.
pub(super) async fn all(
    handoffs: &[Handoff],
    mut requests: mpsc::Receiver<PastedUrl>,
    backend: &Backend,
    ledger: &Ledger<'_>,
    force: bool,
    output: &Output,
) -> Result<()> {
    let mut recorded = BTreeMap::new();
    while recorded.len() < handoffs.len() {
        let Some(pasted) = requests.recv().await else {
            break;
        };
        let Some(handoff) = handoffs.get(pasted.article_index) else {
            continue;
        };
        let earlier = recorded.get(&pasted.article_index);
        let reply = match record(handoff, &pasted, earlier, backend, ledger, force).await {
            Ok(post) => {
                recorded.insert(pasted.article_index, post.url.clone());
                let file = handoff.plan.path.display();
                output.info(&format!("{file} is published at {}", post.url));
                Reply::Recorded {
                    url: post.url,
                    next: (0..handoffs.len()).find(|index| !recorded.contains_key(index)),
                }
            }
            Err(Error::PostUrl(PostUrlError::OtherHost { host })) => Reply::Confirm { host },
            Err(Error::PostUrl(error)) => Reply::Rejected {
                problem: format!("{error}. {}", error.advice()),
            },
            Err(error) => Reply::Rejected {
                problem: error.to_string(),
            },
        };
        // The browser may have closed the page.
        let _ = pasted.reply.send(reply);
    }
    Ok(())
}

/// Records a URL. Sending the same URL again has no effect. Another URL replaces the `earlier`
/// one, as a correction.
async fn record(
    handoff: &Handoff,
    pasted: &PastedUrl,
    earlier: Option<&String>,
    backend: &Backend,
    ledger: &Ledger<'_>,
    force: bool,
) -> Result<PostUrl> {
    let post = PostUrl::parse(&pasted.url, backend, pasted.is_custom_domain)?;
    let draft = handoff.draft.clone();
    match earlier {
        Some(earlier) if *earlier == post.url => {}
        Some(earlier) if replace(&draft.article, earlier, &post, ledger).await? => {}
        _ => {
            let force = force || earlier.is_some();
            ledger::record(&handoff.plan.path, draft, &post, force, ledger).await?;
        }
    }
    Ok(post)
}

/// Replaces the `earlier` URL in the ledger. Returns false if it is no longer there.
async fn replace(
    article: &Article,
    earlier: &str,
    post: &PostUrl,
    ledger: &Ledger<'_>,
) -> Result<bool> {
    let published = Published::new(&post.id, &post.url);
    Ok(ledger.correct(article, earlier, published).await?)
}
