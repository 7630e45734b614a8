//! Pictures to Medium, each once for the same bytes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use futures_util::stream::{self, StreamExt, TryStreamExt};
use medium_api::Client;
use medium_api::types::{Image, NewImage};
#[cfg(feature = "convert-images")]
use medium_cli::article::reencoded;
use medium_cli::article::{InvalidImage, check_picture};
use medium_store::{ContentHash, Images};

use crate::error::{Error, Result};
use crate::images::{ImageError, ImageHashes, file_name};
use crate::output::Output;
use crate::service::Service;
use crate::session::Session;

/// How many are under way at once.
const AT_ONCE: usize = 4;

/// A picture that Medium has.
pub(crate) struct Uploaded {
    pub(crate) url: String,
    /// What Medium said of it; nothing if it was uploaded by an earlier command.
    pub(crate) image: Option<Image>,
}

/// The addresses of `pictures`, those uploaded that are not on Medium yet. If one fails, there are
/// no addresses at all, but what was uploaded is remembered.
pub(crate) async fn all(
    pictures: &ImageHashes,
    session: &Session<'_>,
    output: &Output,
) -> Result<BTreeMap<PathBuf, Uploaded>> {
    if pictures.is_empty() {
        return Ok(BTreeMap::new());
    }
    let known = Known::of(session).await?;
    let mut addresses = BTreeMap::new();
    // Files with the same bytes are one picture.
    let mut new: BTreeMap<String, Vec<(&PathBuf, &ContentHash)>> = BTreeMap::new();
    for (file, hash) in pictures {
        match known.url(hash).await? {
            Some(url) => {
                addresses.insert(file.clone(), Uploaded { url, image: None });
            }
            None => new.entry(hash.to_string()).or_default().push((file, hash)),
        }
    }
    let known = &known;
    let uploads = stream::iter(new.into_values()).map(|same| async move {
        let (file, hash) = same[0];
        let image = one(&session.client, file, hash, output).await?;
        if session.service.link(image.url.as_str()).is_none() {
            return Err(ImageError::InvalidAddress(file.clone()).into());
        }
        known.remember(hash, &image).await?;
        output.talk(&format!("Uploaded {}", file_name(file)));
        Ok::<_, Error>((same, image))
    });
    let uploaded: Vec<_> = uploads.buffer_unordered(AT_ONCE).try_collect().await?;
    for (same, image) in uploaded {
        for (file, _) in same {
            let url = image.url.to_string();
            let image = Some(image.clone());
            addresses.insert(file.clone(), Uploaded { url, image });
        }
    }
    Ok(addresses)
}

async fn one(client: &Client, file: &Path, hash: &ContentHash, output: &Output) -> Result<Image> {
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

/// A picture that was hashed before, as Medium takes it, with its name.
///
/// # Errors
///
/// [`ImageError`] where it is not the same any more.
pub(crate) fn read(file: &Path, hash: &ContentHash) -> Result<(String, Vec<u8>), ImageError> {
    accepted(file, unchanged(file, hash)?)
}

/// The picture as Medium takes it, with its name.
#[cfg(feature = "convert-images")]
fn accepted(file: &Path, bytes: Vec<u8>) -> Result<(String, Vec<u8>), ImageError> {
    let converted = reencoded(&bytes).map_err(|reason| ImageError::Refused {
        path: file.to_owned(),
        reason,
    })?;
    Ok(match converted {
        Some((bytes, ending)) => (file_name(&file.with_extension(ending)), bytes),
        None => (file_name(file), bytes),
    })
}

/// The picture as Medium takes it, with its name.
#[cfg(not(feature = "convert-images"))]
fn accepted(file: &Path, bytes: Vec<u8>) -> Result<(String, Vec<u8>), ImageError> {
    Ok((file_name(file), bytes))
}

/// The bytes that were looked at and hashed, whatever the file has become since.
fn unchanged(file: &Path, hash: &ContentHash) -> Result<Vec<u8>, ImageError> {
    let changed = || ImageError::Changed(file.to_owned());
    match check_picture(file) {
        // It was planned so, and is made into another before it is sent.
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

/// The pictures that the user has on Medium.
struct Known<'a> {
    service: &'a Service,
    images: Images,
}

impl<'a> Known<'a> {
    async fn of(session: &Session<'a>) -> Result<Self> {
        let service = session.service;
        let account = service.account(session.me().await?.id.as_str());
        let images = service.store().await?.images(&account);
        Ok(Self { service, images })
    }

    async fn url(&self, hash: &ContentHash) -> Result<Option<String>, medium_store::Error> {
        let kept = self.images.get(hash).await?;
        let address = kept.map(|kept| self.service.address(&kept));
        Ok(address.filter(|address| self.service.link(address).is_some()))
    }

    async fn remember(&self, hash: &ContentHash, image: &Image) -> Result<(), medium_store::Error> {
        let url = self.service.kept(image.url.as_str());
        self.images.put(hash, url).await
    }
}
