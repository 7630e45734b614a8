//! The types of responses, with a valid one of each.

use medium_api::types::{Contributor, ErrorResponse, Image, Post, Publication, Token, User};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A type of response: its parser, a valid value, and the optional and the open parts.
pub(crate) struct ResponseType {
    pub(crate) read: fn(&[u8]) -> Result<(), serde_json::Error>,
    pub(crate) valid: Value,
    /// Pointers to values that may be absent, null or empty.
    pub(crate) optional: &'static [&'static str],
    /// Pointers to enums, which may have other values.
    pub(crate) open: &'static [&'static str],
}

fn read<T: DeserializeOwned + std::fmt::Debug>(body: &[u8]) -> Result<(), serde_json::Error> {
    serde_json::from_slice::<T>(body).map(|value| drop(format!("{value:?}")))
}

/// The envelope of most responses.
#[derive(Debug, Deserialize)]
struct Data<T> {
    #[allow(dead_code, reason = "it is printed")]
    data: T,
}

pub(crate) fn response_types() -> [ResponseType; 7] {
    let user = json!({ "id": "u1", "username": "robin", "name": "Robin", "url": "https://medium.com/@robin", "imageUrl": "https://cdn.example/1.png" });
    let publication = json!({ "id": "f1", "name": "Football", "description": "Of clubs", "url": "https://medium.com/f1", "imageUrl": "https://cdn.example/2.png" });
    let post = json!({
        "id": "p1", "title": "Bells", "authorId": "u1", "url": "https://medium.com/@robin/p1",
        "canonicalUrl": "https://example.com/bells", "publishStatus": "draft", "license": "cc-40-by",
        "licenseUrl": "https://creativecommons.org/licenses/by/4.0/", "publicationId": "f1",
        "publishedAt": 1_442_286_338_435_i64, "tags": ["football"],
    });
    [
        ResponseType {
            read: read::<Data<User>>,
            valid: json!({ "data": user }),
            optional: &["/data/imageUrl"],
            open: &[],
        },
        ResponseType {
            read: read::<Data<Vec<Publication>>>,
            valid: json!({ "data": [publication] }),
            optional: &["/data/0/imageUrl"],
            open: &[],
        },
        ResponseType {
            read: read::<Data<Vec<Contributor>>>,
            valid: json!({ "data": [{ "publicationId": "f1", "userId": "u1", "role": "editor" }] }),
            optional: &[],
            open: &["/data/0/role"],
        },
        ResponseType {
            read: read::<Data<Post>>,
            valid: json!({ "data": post }),
            optional: &["/data/canonicalUrl", "/data/license", "/data/licenseUrl"],
            open: &["/data/publishStatus", "/data/license"],
        },
        ResponseType {
            read: read::<Data<Image>>,
            valid: json!({ "data": { "url": "https://cdn.example/1.png", "md5": "kTV8DXXJpHTM4g5l2VdQ8A" } }),
            optional: &[],
            open: &[],
        },
        ResponseType {
            read: read::<Token>,
            valid: json!({ "token_type": "Bearer", "access_token": "a", "refresh_token": "r", "scope": ["basicProfile"], "expires_at": 1_490_323_450_314_i64 }),
            optional: &[],
            open: &["/scope/0"],
        },
        ResponseType {
            read: read::<ErrorResponse>,
            valid: json!({ "errors": [{ "message": "Token was invalid.", "code": 6003 }] }),
            optional: &[],
            open: &[],
        },
    ]
}
