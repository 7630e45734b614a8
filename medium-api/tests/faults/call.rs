//! The calls, one an operation.

use medium_api::runtime::Operation;
use medium_api::types::{
    NewImage, NewPost, PublicationId, PublishStatus, RefreshTokenGrant, Scope, TokenGrant, UserId,
};
use medium_api::{Client, Error, Secret};
use medium_sandbox::Sandbox;

use crate::support::consent;

/// A GIF, as far as anybody looks.
const IMAGE: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00";

/// A sandbox that the calls of all cells end at, and what they need to know of it.
pub(crate) struct Ground {
    pub(crate) sandbox: Sandbox,
    user: UserId,
    publication: PublicationId,
    refresh: Secret,
}

impl Ground {
    pub(crate) async fn prepare() -> Self {
        let sandbox = Sandbox::builder().rate_limit(false).start().await;
        let sandbox = sandbox.expect("a free port");
        let tokens = consent::tokens(&sandbox, &[Scope::BasicProfile]).await;
        Self {
            user: UserId(sandbox.users()[0].id.clone()),
            publication: PublicationId(sandbox.publications()[0].id.clone()),
            refresh: tokens.refresh.expect("a refresh token"),
            sandbox,
        }
    }

    /// How many posts of this title were created.
    pub(crate) fn posts_titled(&self, title: &str) -> usize {
        let posts = self.sandbox.posts();
        posts.iter().filter(|post| post.title == title).count()
    }

    fn refresh(&self) -> TokenGrant {
        let application = self.sandbox.application();
        let grant = RefreshTokenGrant::new(
            self.refresh.clone(),
            application.client_id.clone(),
            application.client_secret.as_str(),
        );
        grant.into()
    }
}

/// Calls an operation. `title` is what a post is found by afterwards.
pub(crate) async fn call(
    operation: &Operation,
    client: &Client,
    ground: &Ground,
    title: &str,
) -> Result<(), Error> {
    let post =
        NewPost::markdown(title, "# Bells\n\nThey ring.").publish_status(PublishStatus::Draft);
    match operation.id {
        "me" => client.me().await.map(drop),
        "publications" => client.publications(&ground.user).await.map(drop),
        "contributors" => client.contributors(&ground.publication).await.map(drop),
        "createPost" => client.create_post(&ground.user, &post).await.map(drop),
        "createPublicationPost" => client
            .create_publication_post(&ground.publication, &post)
            .await
            .map(drop),
        "createToken" => client.create_token(&ground.refresh()).await.map(drop),
        "uploadImage" => {
            let image = NewImage::from_bytes("dot.gif", IMAGE);
            client.upload_image(image).await.map(drop)
        }
        other => panic!("{other} is new: add a call of it to medium-api/tests/faults/call.rs"),
    }
}
