//! The addresses that come back from the page, into the ledger.

use std::collections::BTreeSet;

use tokio::sync::{mpsc, oneshot};

use super::Handoff;
use crate::args::Named;
use crate::commands::ledger;
use crate::error::Result;
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

/// What the page is told.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reply {
    Recorded {
        url: String,
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
        let address = PostAddress::parse(&pasted.url, service, pasted.is_own_domain);
        let reply = match address {
            Ok(address) => {
                // A second address for the same article is one that somebody insists on.
                let again = force || recorded.contains(&pasted.number);
                let reply = one(handoff, &address, ledger, again).await;
                if matches!(reply, Reply::Recorded { .. }) {
                    recorded.insert(pasted.number);
                    let file = handoff.plan.path.display();
                    output.talk(&format!("{file} is published, at {}", address.url));
                }
                reply
            }
            Err(AddressError::OtherHost { host }) => Reply::Confirm { host },
            Err(error) => Reply::Refused {
                problem: format!("{error}. {}", error.advice()),
            },
        };
        // The browser may have closed the page.
        let _ = pasted.reply.send(reply);
    }
    Ok(())
}

async fn one(handoff: &Handoff, address: &PostAddress, ledger: &Ledger<'_>, force: bool) -> Reply {
    let named = Named {
        article: handoff.plan.path.display().to_string(),
    };
    let draft = handoff.draft.clone();
    match ledger::record(&named, draft, address, force, ledger).await {
        Ok(()) => Reply::Recorded {
            url: address.url.clone(),
        },
        Err(error) => Reply::Refused {
            problem: error.to_string(),
        },
    }
}
