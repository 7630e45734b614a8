//! A client of any implementation.

use anyhow::Result;

use crate::case::{Case, Inputs, run};
use crate::client::{Hyper, Implementation, MediumApi, Raw, Reqwest};

/// A client of any implementation, with its connections.
#[derive(Debug)]
pub enum AnyClient {
    /// See [`MediumApi`].
    MediumApi(MediumApi),
    /// See [`Reqwest`].
    Reqwest(Reqwest),
    /// See [`Hyper`].
    Hyper(Hyper),
    /// See [`Raw`].
    Raw(Raw),
}

impl AnyClient {
    /// Creates a client of the server at `base`, such as `http://127.0.0.1:80`.
    pub async fn new(implementation: Implementation, base: &str) -> Result<Self> {
        Ok(match implementation {
            Implementation::MediumApi => Self::MediumApi(MediumApi::new(base)?),
            Implementation::Reqwest => Self::Reqwest(Reqwest::new(base)?),
            Implementation::Hyper => Self::Hyper(Hyper::new(base).await?),
            Implementation::Raw => Self::Raw(Raw::new(base)?),
        })
    }

    /// Runs a case with `calls` calls.
    pub async fn run(&self, case: Case, calls: u32, inputs: &Inputs) -> Result<()> {
        match self {
            Self::MediumApi(client) => run(client, case, calls, inputs).await,
            Self::Reqwest(client) => run(client, case, calls, inputs).await,
            Self::Hyper(client) => run(client, case, calls, inputs).await,
            Self::Raw(client) => run(client, case, calls, inputs).await,
        }
    }
}
