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
) -> Result<HashMap<PathBuf, Image>, UploadFailed> {
    stream::iter(files)
        .map(|file| async move {
            let image = one(client, file, output).await?;
            output.talk(&format!("Uploaded {}", name(file)));
            Ok((file.to_owned(), image))
        })
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await
}

async fn one(client: &Client, file: &Path, output: &Output) -> Result<Image, UploadFailed> {
    let failed = |source| UploadFailed {
        file: file.to_owned(),
        source,
    };
    let image = NewImage::from_path(file).await.map_err(failed)?;
    let bar = output.bar(&name(file), image.image.length().unwrap_or_default());
    let sent = bar.clone();
    let image = image.on_progress(move |bytes| sent.set_position(bytes));
    let upload = client.upload(image).await.map_err(failed);
    bar.finish_and_clear();
    let upload = upload?;
    if let Some(warning) = upload.warning {
        output.warn(&format!("{}: {warning}", name(file)));
    }
    Ok(upload.image)
}

/// A file as people call it.
pub(crate) fn name(file: &Path) -> String {
    file.file_name()
        .unwrap_or(file.as_os_str())
        .to_string_lossy()
        .into_owned()
}
