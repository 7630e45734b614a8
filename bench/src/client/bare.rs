//! What one writes with reqwest alone: its defaults, the same headers in, the
//! same types out; no retries, no limits, no words for what goes wrong.

use std::path::Path;

use anyhow::Result;
use medium_api::types::{Image, NewPost, Post, User};
use reqwest::header::ACCEPT;
use reqwest::multipart::{Form, Part};

use super::{Client, Data, TOKEN, USER_AGENT, USERS};

/// See the module.
#[derive(Debug)]
pub struct Bare {
    http: reqwest::Client,
    base: String,
}

impl Bare {
    /// A client of the server at `base`.
    ///
    /// # Errors
    ///
    /// Where it can't be built.
    pub fn new(base: &str) -> Result<Self> {
        // reqwest is compiled without a choice of its own here. A second client
        // of the process finds the first one's, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Ok(Self {
            http: reqwest::Client::builder().user_agent(USER_AGENT).build()?,
            base: base.to_owned(),
        })
    }
}

impl Client for Bare {
    async fn me(&self) -> Result<()> {
        let answer = self
            .http
            .get(format!("{}/v1/me", self.base))
            .bearer_auth(TOKEN)
            .header(ACCEPT, "application/json")
            .send()
            .await?
            .error_for_status()?;
        std::hint::black_box(answer.json::<Data<User>>().await?);
        Ok(())
    }

    async fn post(&self, user: usize, post: &NewPost) -> Result<()> {
        let answer = self
            .http
            .post(format!("{}/v1/users/{}/posts", self.base, USERS[user]))
            .bearer_auth(TOKEN)
            .header(ACCEPT, "application/json")
            .json(post)
            .send()
            .await?
            .error_for_status()?;
        std::hint::black_box(answer.json::<Data<Post>>().await?);
        Ok(())
    }

    async fn upload(&self, file: &Path) -> Result<()> {
        let part = Part::file(file).await?.mime_str("image/png")?;
        let answer = self
            .http
            .post(format!("{}/v1/images", self.base))
            .bearer_auth(TOKEN)
            .header(ACCEPT, "application/json")
            .multipart(Form::new().part("image", part))
            .send()
            .await?
            .error_for_status()?;
        std::hint::black_box(answer.json::<Data<Image>>().await?);
        Ok(())
    }
}
