//! Uploads images, each content once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use futures_util::stream::{self, StreamExt, TryStreamExt};
use medium_api::Client;
use medium_api::types::{Image, NewImage};
#[cfg(feature = "convert-images")]
use medium_cli::article::convert_image;
use medium_cli::article::{InvalidImage, check_image};
use medium_store::{ContentHash, Images};

use crate::backend::Backend;
use crate::error::{Error, Result};
use crate::image_files::{ImageError, ImageHashes, file_name};
use crate::output::Output;
use crate::session::Session;

/// How many uploads run at once.
const AT_ONCE: usize = 4;

/// An uploaded image.
pub(crate) struct Uploaded {
    pub(crate) url: String,
    /// Medium's response. `None` if it was uploaded earlier.
    pub(crate) image: Option<Image>,
}

/// Uploads the images that are not on Medium yet, and returns the URLs of all. If one upload fails,
/// the store still remembers the others.
pub(crate) async fn all(
    images: &ImageHashes,
    session: &Session<'_>,
    output: &Output,
) -> Result<BTreeMap<PathBuf, Uploaded>> {
    if images.is_empty() {
        return Ok(BTreeMap::new());
    }
    let known = UploadedImages::open(session).await?;
    let mut urls = BTreeMap::new();
    // Files with the same bytes are uploaded once.
    let mut new: BTreeMap<String, Vec<(&PathBuf, &ContentHash)>> = BTreeMap::new();
    for (file, hash) in images {
        match known.url(hash).await? {
            Some(url) => {
                urls.insert(file.clone(), Uploaded { url, image: None });
            }
            None => new.entry(hash.to_string()).or_default().push((file, hash)),
        }
    }
    let known = &known;
    let uploads = stream::iter(new.into_values()).map(|same| async move {
        let (file, hash) = same[0];
        let image = upload(file, hash, known, session, output).await?;
        Ok::<_, Error>((same, image))
    });
    let uploaded: Vec<_> = uploads.buffer_unordered(AT_ONCE).try_collect().await?;
    for (same, image) in uploaded {
        for (file, _) in same {
            let url = image.url.to_string();
            let image = Some(image.clone());
            urls.insert(file.clone(), Uploaded { url, image });
        }
    }
    Ok(urls)
}

/// Uploads an image and remembers its URL in the store.
async fn upload(
    file: &Path,
    hash: &ContentHash,
    known: &UploadedImages<'_>,
    session: &Session<'_>,
    output: &Output,
) -> Result<Image> {
    let image = send(&session.client, file, hash, output).await?;
    if session.backend.openable(image.url.as_str()).is_none() {
        return Err(ImageError::InvalidUrl(file.to_owned()).into());
    }
    known.remember(hash, &image).await?;
    output.info(&format!("Uploaded {}", file_name(file)));
    Ok(image)
}

async fn send(client: &Client, file: &Path, hash: &ContentHash, output: &Output) -> Result<Image> {
    let failed = |source| ImageError::Upload {
        path: file.to_owned(),
        source,
    };
    let (name, bytes) = read(file, hash)?;
    let bar = output.bar(&name, bytes.len() as u64);
    let image = NewImage::from_bytes(&name, bytes);
    let sent = bar.clone();
    let image = image.on_progress(move |bytes| sent.set_position(bytes));
    let upload = client.upload(image).await.map_err(failed);
    bar.finish_and_clear();
    let upload = upload?;
    if let Some(warning) = upload.warning {
        output.warn(&format!("{}: {warning}", file_name(file)));
    }
    Ok(upload.image)
}

/// Reads an image that was hashed before, and converts it if needed. Returns its name and bytes.
///
/// # Errors
///
/// [`ImageError::Changed`] if its bytes have changed since.
pub(crate) fn read(file: &Path, hash: &ContentHash) -> Result<(String, Vec<u8>), ImageError> {
    converted(file, unchanged(file, hash)?)
}

/// Converts the image if Medium does not accept its format.
#[cfg(feature = "convert-images")]
fn converted(file: &Path, bytes: Vec<u8>) -> Result<(String, Vec<u8>), ImageError> {
    let converted = convert_image(&bytes).map_err(|reason| ImageError::Rejected {
        path: file.to_owned(),
        reason,
    })?;
    Ok(match converted {
        Some((bytes, ending)) => (file_name(&file.with_extension(ending)), bytes),
        None => (file_name(file), bytes),
    })
}

/// Converts the image if Medium does not accept its format.
#[cfg(not(feature = "convert-images"))]
fn converted(file: &Path, bytes: Vec<u8>) -> Result<(String, Vec<u8>), ImageError> {
    Ok((file_name(file), bytes))
}

/// Reads the file and checks that it still has the hashed bytes.
fn unchanged(file: &Path, hash: &ContentHash) -> Result<Vec<u8>, ImageError> {
    let changed = || ImageError::Changed(file.to_owned());
    match check_image(file) {
        // Converted before it is sent.
        Ok(()) | Err(InvalidImage::Convertible(_)) => {}
        Err(_) => return Err(changed()),
    }
    let bytes = std::fs::read(file).map_err(|_| changed())?;
    if ContentHash::of(&bytes) == *hash {
        Ok(bytes)
    } else {
        Err(changed())
    }
}

/// The images that the account has uploaded.
struct UploadedImages<'a> {
    backend: &'a Backend,
    images: Images,
}

impl<'a> UploadedImages<'a> {
    async fn open(session: &Session<'a>) -> Result<Self> {
        let backend = session.backend;
        let account = backend.account(session.me().await?.id.as_str());
        let images = backend.store().await?.images(&account);
        Ok(Self { backend, images })
    }

    async fn url(&self, hash: &ContentHash) -> Result<Option<String>, medium_store::Error> {
        let stored = self.images.get(hash).await?;
        let url = stored.map(|stored| self.backend.restore_url(&stored));
        Ok(url.filter(|url| self.backend.openable(url).is_some()))
    }

    async fn remember(&self, hash: &ContentHash, image: &Image) -> Result<(), medium_store::Error> {
        let url = self.backend.to_stored_url(image.url.as_str());
        self.images.put(hash, url).await
    }
}
