//! medium-api, used as its documentation recommends.

use std::path::Path;

use anyhow::Result;
use medium_api::types::{NewImage, NewPost, UserId};

use super::{Client, TOKEN, USER_AGENT, USERS};

/// A client that uses medium-api.
#[derive(Debug)]
pub struct MediumApi {
    medium: medium_api::Client,
    users: [UserId; 2],
}

impl MediumApi {
    /// Creates a client of the server at `base`.
    pub fn new(base: &str) -> Result<Self> {
        Ok(Self {
            medium: medium_api::Client::builder()
                .token(TOKEN)
                .user_agent(USER_AGENT)
                .api_url(base)
                .build()?,
            users: USERS.map(|user| UserId(user.to_owned())),
        })
    }
}

impl Client for MediumApi {
    async fn me(&self) -> Result<()> {
        std::hint::black_box(self.medium.me().await?);
        Ok(())
    }

    async fn post(&self, user: usize, post: &NewPost) -> Result<()> {
        std::hint::black_box(self.medium.create_post(&self.users[user], post).await?);
        Ok(())
    }

    async fn upload(&self, file: &Path) -> Result<()> {
        let image = NewImage::from_path(file).await?;
        std::hint::black_box(self.medium.upload(image).await?);
        Ok(())
    }
}
