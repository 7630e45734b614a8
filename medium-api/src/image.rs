//! Uploads of images.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;

use crate::types::{Image, NewImage};
use crate::{Client, Error, File};

/// An uploaded image, and whether it arrived unchanged.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Upload {
    /// The image, as Medium returned it.
    pub image: Image,
    /// The MD5 of the sent bytes, in Medium's format: unpadded base64url (observed).
    pub md5: String,
    /// Set if Medium returned another MD5: check the image before you use it. (The documentation of
    /// Medium shows an MD5 of 16 characters, so a difference alone is not an error.)
    pub warning: Option<String>,
}

impl NewImage {
    /// Opens an image, which is read while it is sent. Its type is detected from its first bytes.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] if it can't be read.
    pub async fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        File::open(path).await.map(Self::new)
    }

    /// Creates an image in memory. Its type is detected from its first bytes.
    #[must_use]
    pub fn from_bytes(name: &str, bytes: impl Into<Bytes>) -> Self {
        Self::new(File::from_bytes(name, bytes))
    }

    /// Calls `report` with the number of sent bytes, whenever the connection accepts more.
    #[must_use]
    pub fn on_progress(mut self, mut report: impl FnMut(u64) + Send + Sync + 'static) -> Self {
        let mut sent = 0;
        self.image = self.image.observed(move |chunk| {
            sent += chunk.len() as u64;
            report(sent);
        });
        self
    }
}

impl Client {
    /// Uploads an image, and compares the MD5 of the sent bytes with the one that Medium returns.
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
    /// Like [`Client::upload_image`]. A different MD5 is not an error, but a [`Upload::warning`].
    pub async fn upload(&self, image: NewImage) -> Result<Upload, Error> {
        let (image, digest) = Digest::attach(image);
        self.upload_image(image)
            .await
            .map(|image| digest.compare(image))
    }
}

#[cfg(feature = "blocking")]
impl crate::blocking::Client {
    /// Uploads an image, and compares the MD5. See [`Client::upload`].
    ///
    /// # Errors
    ///
    /// Like [`Client::upload`].
    pub fn upload(&self, image: NewImage) -> Result<Upload, Error> {
        let (image, digest) = Digest::attach(image);
        self.upload_image(image)
            .send()
            .map(|image| digest.compare(image))
    }
}

/// Computes the MD5 of an image while it is sent.
struct Digest(Arc<Mutex<md5::Context>>);

impl Digest {
    fn attach(mut image: NewImage) -> (NewImage, Self) {
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
                "the MD5 of the sent bytes is {md5}, but Medium returned {}",
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
