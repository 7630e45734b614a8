//! Images, made and uploaded conveniently.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;

use crate::types::{Image, NewImage};
use crate::{Client, Error, File};

/// An image that Medium has, and whether it is the one that was sent.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Upload {
    /// What Medium returned.
    pub image: Image,
    /// The MD5 of the bytes that were sent, in Medium's spelling: unpadded
    /// base64url, 22 characters (seen).
    pub md5: String,
    /// Set where Medium's MD5 is another: look at the image before you use it.
    /// (Medium's docs show an MD5 of 16 characters, so a difference alone is no
    /// failure.)
    pub warning: Option<String>,
}

impl NewImage {
    /// An image on disk, read while it is sent. Its type is detected from its first
    /// bytes.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where it can't be read.
    pub async fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        File::open(path).await.map(Self::new)
    }

    /// An image in memory. Its type is detected from its first bytes.
    #[must_use]
    pub fn from_bytes(name: &str, bytes: impl Into<Bytes>) -> Self {
        Self::new(File::from_bytes(name, bytes))
    }

    /// Calls `report` with the number of bytes sent so far, each time that the
    /// connection takes more.
    #[must_use]
    pub fn on_progress(
        mut self,
        mut report: impl FnMut(u64) + Send + Sync + Unpin + 'static,
    ) -> Self {
        let mut sent = 0;
        self.image = self.image.observed(move |chunk| {
            sent += chunk.len() as u64;
            report(sent);
        });
        self
    }
}

impl Client {
    /// Uploads an image and compares the MD5 of what was sent with the one that
    /// Medium returns. Otherwise as [`Client::upload_image`].
    ///
    /// ```no_run
    /// # async fn example(medium: medium_api::Client) -> Result<(), medium_api::Error> {
    /// use medium_api::types::NewImage;
    ///
    /// let upload = medium.upload(NewImage::from_path("bells.jpg").await?).await?;
    /// println!("{}", upload.image.url);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::upload_image`]. A difference of the MD5s is none: it is the
    /// [`Upload::warning`].
    pub async fn upload(&self, image: NewImage) -> Result<Upload, Error> {
        let (image, digest) = Digest::of(image);
        self.upload_image(image)
            .await
            .map(|image| digest.compare(image))
    }
}

#[cfg(feature = "blocking")]
impl crate::blocking::Client {
    /// Uploads an image and compares the MD5s. See [`Client::upload`].
    ///
    /// # Errors
    ///
    /// As [`Client::upload`].
    pub fn upload(&self, image: NewImage) -> Result<Upload, Error> {
        let (image, digest) = Digest::of(image);
        self.upload_image(image)
            .send()
            .map(|image| digest.compare(image))
    }
}

/// The MD5 of the bytes of an image, taken while they are sent.
struct Digest(Arc<Mutex<md5::Context>>);

impl Digest {
    fn of(mut image: NewImage) -> (NewImage, Self) {
        let digest = Self(Arc::new(Mutex::new(md5::Context::new())));
        let context = Arc::clone(&digest.0);
        image.image = image.image.observed(move |chunk| {
            context
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .consume(chunk);
        });
        (image, digest)
    }

    fn compare(self, image: Image) -> Upload {
        let context = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let md5 = URL_SAFE_NO_PAD.encode(context.clone().finalize().0);
        let warning = (image.md5 != md5).then(|| {
            format!(
                "the MD5 of what was sent is {md5}, and Medium's is {}",
                image.md5
            )
        });
        Upload {
            image,
            md5,
            warning,
        }
    }
}
