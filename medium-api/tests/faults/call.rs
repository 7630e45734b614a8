//! A call for each operation.

use medium_api::runtime::Operation;
use medium_api::types::{
    NewImage, NewPost, PublicationId, PublishStatus, RefreshTokenGrant, Scope, TokenGrant, UserId,
};
use medium_api::{Client, Error, Secret};
use medium_sandbox::Sandbox;

use crate::support::consent;

/// The start of a GIF, which is enough here.
const IMAGE: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00";

/// The sandbox behind all calls, and its ids.
pub(crate) struct Fixture {
    pub(crate) sandbox: Sandbox,
    user: UserId,
    publication: PublicationId,
    refresh: Secret,
}

impl Fixture {
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

    /// The number of posts with this title.
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

/// Calls an operation. `title` identifies its post.
pub(crate) async fn call(
    operation: &Operation,
    client: &Client,
    fixture: &Fixture,
    title: &str,
) -> Result<(), Error> {
    let post =
        NewPost::markdown(title, "# Bells\n\nThey ring.").publish_status(PublishStatus::Draft);
    match operation.id {
        "me" => client.me().await.map(drop),
        "publications" => client.publications(&fixture.user).await.map(drop),
        "contributors" => client.contributors(&fixture.publication).await.map(drop),
        "createPost" => client.create_post(&fixture.user, &post).await.map(drop),
        "createPublicationPost" => client
            .create_publication_post(&fixture.publication, &post)
            .await
            .map(drop),
        "createToken" => client.create_token(&fixture.refresh()).await.map(drop),
        "uploadImage" => {
            let image = NewImage::from_bytes("dot.gif", IMAGE);
            client.upload_image(image).await.map(drop)
        }
        other => panic!("{other} is new: add a call of it to medium-api/tests/faults/call.rs"),
    }
}
