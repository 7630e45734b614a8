//! A minimal client with reqwest's defaults: the same headers and types, but no retries, limits or
//! readable errors.

use std::path::Path;

use anyhow::Result;
use medium_api::types::{Image, NewPost, Post, User};
use reqwest::header::ACCEPT;
use reqwest::multipart::{Form, Part};

use super::{Client, Data, TOKEN, USER_AGENT, USERS};

/// A client that uses reqwest directly.
#[derive(Debug)]
pub struct Reqwest {
    http: reqwest::Client,
    base: String,
}

impl Reqwest {
    /// Creates a client of the server at `base`.
    pub fn new(base: &str) -> Result<Self> {
        // reqwest is built without a TLS provider here. An error means that an earlier client has
        // installed the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Ok(Self {
            http: reqwest::Client::builder().user_agent(USER_AGENT).build()?,
            base: base.to_owned(),
        })
    }
}

impl Client for Reqwest {
    async fn me(&self) -> Result<()> {
        let response = self
            .http
            .get(format!("{}/v1/me", self.base))
            .bearer_auth(TOKEN)
            .header(ACCEPT, "application/json")
            .send()
            .await?
            .error_for_status()?;
        std::hint::black_box(response.json::<Data<User>>().await?);
        Ok(())
    }

    async fn post(&self, user: usize, post: &NewPost) -> Result<()> {
        let response = self
            .http
            .post(format!("{}/v1/users/{}/posts", self.base, USERS[user]))
            .bearer_auth(TOKEN)
            .header(ACCEPT, "application/json")
            .json(post)
            .send()
            .await?
            .error_for_status()?;
        std::hint::black_box(response.json::<Data<Post>>().await?);
        Ok(())
    }

    async fn upload(&self, file: &Path) -> Result<()> {
        let part = Part::file(file).await?.mime_str("image/png")?;
        let response = self
            .http
            .post(format!("{}/v1/images", self.base))
            .bearer_auth(TOKEN)
            .header(ACCEPT, "application/json")
            .multipart(Form::new().part("image", part))
            .send()
            .await?
            .error_for_status()?;
        std::hint::black_box(response.json::<Data<Image>>().await?);
        Ok(())
    }
}
