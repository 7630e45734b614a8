//! The cases that are measured.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::ValueEnum;
use medium_api::types::NewPost;

use crate::article;
use crate::client::{Client, USERS};

/// A workload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Case {
    /// `GET /v1/me`, one call after the other.
    Me,
    /// A post of 20 KB.
    Post20k,
    /// A post of 20 KB, for two users in turn.
    PostOthers,
    /// A post of 2 MB.
    Post2m,
    /// `GET /v1/me`, 64 calls at once.
    Concurrent,
    /// An upload of 20 MB from a file.
    Upload20m,
    /// An upload of 200 MB from a file.
    Upload200m,
}

/// The number of concurrent calls of [`Case::Concurrent`].
pub const CONCURRENT_CALLS: u32 = 64;

impl Case {
    /// Returns its name in tables.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Me => "`GET /v1/me`, one after the other",
            Self::Post20k => "post of 20 KB",
            Self::PostOthers => "post of 20 KB, for two users in turn",
            Self::Post2m => "post of 2 MB",
            Self::Concurrent => "`GET /v1/me`, 64 at once",
            Self::Upload20m => "upload of 20 MB from a file",
            Self::Upload200m => "upload of 200 MB from a file",
        }
    }
}

/// The data that the cases send.
#[derive(Debug)]
pub struct Inputs {
    short: NewPost,
    long: NewPost,
    folder: PathBuf,
}

impl Inputs {
    /// Creates the data; `folder` contains the files to upload.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self {
            short: post(20_000),
            long: post(2_000_000),
            folder: folder.to_owned(),
        }
    }

    /// Returns the post of a case.
    #[must_use]
    pub fn post(&self, case: Case) -> &NewPost {
        match case {
            Case::Post2m => &self.long,
            _ => &self.short,
        }
    }

    /// Returns the file of a case.
    #[must_use]
    pub fn file(&self, case: Case) -> PathBuf {
        self.folder.join(file_name(case))
    }
}

/// Returns the name of a case's file.
#[must_use]
pub fn file_name(case: Case) -> &'static str {
    match case {
        Case::Upload200m => "200.png",
        _ => "20.png",
    }
}

fn post(bytes: usize) -> NewPost {
    let content = article::markdown(bytes);
    let post = NewPost::markdown("An afternoon at Anfield", content);
    post.tags(["football", "liverpool", "sport"])
}

/// Runs a case with `calls` calls.
pub async fn run(client: &impl Client, case: Case, calls: u32, inputs: &Inputs) -> Result<()> {
    match case {
        Case::Me => {
            for _ in 0..calls {
                client.me().await?;
            }
        }
        Case::Concurrent => {
            let each = calls.div_ceil(CONCURRENT_CALLS);
            let tasks = (0..CONCURRENT_CALLS).map(|_| async {
                for _ in 0..each {
                    client.me().await?;
                }
                anyhow::Ok(())
            });
            futures_util::future::try_join_all(tasks).await.map(drop)?;
        }
        Case::Post20k | Case::Post2m => {
            let post = inputs.post(case);
            for _ in 0..calls {
                client.post(0, post).await?;
            }
        }
        Case::PostOthers => {
            let post = inputs.post(case);
            for call in 0..calls {
                client.post(call as usize % USERS.len(), post).await?;
            }
        }
        Case::Upload20m | Case::Upload200m => {
            let file = inputs.file(case);
            for _ in 0..calls {
                client.upload(&file).await?;
            }
        }
    }
    Ok(())
}
