//! A call of each operation, for the tests that make all of them.

use std::fmt::Debug;

use medium_api::types::{NewImage, NewPost, PublicationId, TokenGrant, UserId};
use medium_api::{Client, Error};

/// The start of a GIF, which is enough here.
const IMAGE: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00";

pub(crate) struct Arguments {
    pub(crate) user: UserId,
    pub(crate) publication: PublicationId,
    pub(crate) post: NewPost,
    pub(crate) grant: TokenGrant,
}

/// Calls an operation by its id. `None` if it is missing here.
pub(crate) async fn call(
    id: &str,
    client: &Client,
    with: &Arguments,
) -> Option<Result<Box<dyn Debug + Send>, Error>> {
    fn boxed<T: Debug + Send + 'static>(value: T) -> Box<dyn Debug + Send> {
        Box::new(value)
    }
    let Arguments {
        user,
        publication,
        post,
        grant,
    } = with;
    Some(match id {
        "me" => client.me().await.map(boxed),
        "publications" => client.publications(user).await.map(boxed),
        "contributors" => client.contributors(publication).await.map(boxed),
        "createPost" => client.create_post(user, post).await.map(boxed),
        "createPublicationPost" => {
            let call = client.create_publication_post(publication, post);
            call.await.map(boxed)
        }
        "createToken" => client.create_token(grant).await.map(boxed),
        "uploadImage" => {
            let image = NewImage::from_bytes("dot.gif", IMAGE);
            client.upload_image(image).await.map(boxed)
        }
        _ => return None,
    })
}
