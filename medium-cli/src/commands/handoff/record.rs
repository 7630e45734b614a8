//! The addresses that come back from the page, into the ledger.

use std::collections::BTreeSet;

use tokio::sync::{mpsc, oneshot};

use super::Handoff;
use crate::commands::ledger;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::output::Output;
use crate::post_address::{AddressError, PostAddress};
use crate::service::Service;

/// An address that somebody pasted for the article of this number.
pub(super) struct Pasted {
    pub(super) number: usize,
    pub(super) url: String,
    /// They say that its host shows their posts on Medium.
    pub(super) is_own_domain: bool,
    pub(super) reply: oneshot::Sender<Reply>,
}

/// What the page gets back.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reply {
    Recorded {
        url: String,
        /// The number of an article that has no address yet.
        next: Option<usize>,
    },
    /// Whether this host is theirs has to be said first.
    Confirm {
        host: String,
    },
    Refused {
        problem: String,
    },
}

/// Records addresses until each article has one. What can't be recorded is said on the page.
pub(super) async fn all(
    handoffs: &[Handoff],
    mut requests: mpsc::Receiver<Pasted>,
    service: &Service,
    ledger: &Ledger<'_>,
    force: bool,
    output: &Output,
) -> Result<()> {
    let mut recorded = BTreeSet::new();
    while recorded.len() < handoffs.len() {
        let Some(pasted) = requests.recv().await else {
            break;
        };
        let Some(handoff) = handoffs.get(pasted.number) else {
            continue;
        };
        // A second address for the same article is one that somebody insists on.
        let again = force || recorded.contains(&pasted.number);
        let reply = match one(handoff, &pasted, service, ledger, again).await {
            Ok(address) => {
                recorded.insert(pasted.number);
                let file = handoff.plan.path.display();
                output.talk(&format!("{file} is published, at {}", address.url));
                Reply::Recorded {
                    url: address.url,
                    next: (0..handoffs.len()).find(|number| !recorded.contains(number)),
                }
            }
            Err(Error::Address(AddressError::OtherHost { host })) => Reply::Confirm { host },
            Err(Error::Address(error)) => Reply::Refused {
                problem: format!("{error}. {}", error.advice()),
            },
            Err(error) => Reply::Refused {
                problem: error.to_string(),
            },
        };
        // The browser may have closed the page.
        let _ = pasted.reply.send(reply);
    }
    Ok(())
}

async fn one(
    handoff: &Handoff,
    pasted: &Pasted,
    service: &Service,
    ledger: &Ledger<'_>,
    force: bool,
) -> Result<PostAddress> {
    let address = PostAddress::parse(&pasted.url, service, pasted.is_own_domain)?;
    let (file, draft) = (&handoff.plan.path, handoff.draft.clone());
    ledger::record(file, draft, &address, force, ledger).await?;
    Ok(address)
}
