//! Pictures to Medium.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use futures_util::stream::{self, StreamExt, TryStreamExt};
use medium_api::Client;
use medium_api::types::{Image, NewImage};

use crate::failure::UploadFailed;
use crate::output::Output;

/// How many are under way at once.
const AT_ONCE: usize = 4;

/// Uploads each file once. If one fails, there are no addresses at all.
pub(crate) async fn all(
    client: &Client,
    files: BTreeSet<&Path>,
    output: &Output,
) -> Result<HashMap<PathBuf, String>, UploadFailed> {
    stream::iter(files)
        .map(|file| async move {
            let image = one(client, file).await?;
            output.talk(&format!("Uploaded {}", name(file)));
            Ok((file.to_owned(), image.url.to_string()))
        })
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await
}

async fn one(client: &Client, file: &Path) -> Result<Image, UploadFailed> {
    let failed = |source| UploadFailed {
        file: file.to_owned(),
        source,
    };
    let image = NewImage::from_path(file).await.map_err(failed)?;
    let answer = client.upload_image(image).await.map_err(failed)?;
    Ok(answer.into_inner())
}

fn name(file: &Path) -> String {
    file.file_name()
        .unwrap_or(file.as_os_str())
        .to_string_lossy()
        .into_owned()
}
