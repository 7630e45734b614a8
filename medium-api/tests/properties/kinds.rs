//! The types of answers, with a good one of each.

use medium_api::types::{Contributor, ErrorResponse, Image, Post, Publication, Token, User};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A type of answer: how it is read, a good one, and what of it may be missing or new.
pub(crate) struct Kind {
    pub(crate) read: fn(&[u8]) -> Result<(), serde_json::Error>,
    pub(crate) good: Value,
    /// Pointers to what may be absent, null or empty.
    pub(crate) optional: &'static [&'static str],
    /// Pointers to values of which there may be more kinds.
    pub(crate) open: &'static [&'static str],
}

fn read<T: DeserializeOwned + std::fmt::Debug>(body: &[u8]) -> Result<(), serde_json::Error> {
    serde_json::from_slice::<T>(body).map(|value| drop(format!("{value:?}")))
}

/// The object that most values come in.
#[derive(Debug, Deserialize)]
struct Data<T> {
    #[allow(dead_code, reason = "it is printed")]
    data: T,
}

pub(crate) fn kinds() -> [Kind; 7] {
    let user = json!({ "id": "u1", "username": "robin", "name": "Robin", "url": "https://medium.com/@robin", "imageUrl": "https://cdn.example/1.png" });
    let publication = json!({ "id": "f1", "name": "Football", "description": "Of clubs", "url": "https://medium.com/f1", "imageUrl": "https://cdn.example/2.png" });
    let post = json!({
        "id": "p1", "title": "Bells", "authorId": "u1", "url": "https://medium.com/@robin/p1",
        "canonicalUrl": "https://example.com/bells", "publishStatus": "draft", "license": "cc-40-by",
        "licenseUrl": "https://creativecommons.org/licenses/by/4.0/", "publicationId": "f1",
        "publishedAt": 1_442_286_338_435_i64, "tags": ["football"],
    });
    [
        Kind {
            read: read::<Data<User>>,
            good: json!({ "data": user }),
            optional: &["/data/imageUrl"],
            open: &[],
        },
        Kind {
            read: read::<Data<Vec<Publication>>>,
            good: json!({ "data": [publication] }),
            optional: &["/data/0/imageUrl"],
            open: &[],
        },
        Kind {
            read: read::<Data<Vec<Contributor>>>,
            good: json!({ "data": [{ "publicationId": "f1", "userId": "u1", "role": "editor" }] }),
            optional: &[],
            open: &["/data/0/role"],
        },
        Kind {
            read: read::<Data<Post>>,
            good: json!({ "data": post }),
            optional: &["/data/canonicalUrl", "/data/license", "/data/licenseUrl"],
            open: &["/data/publishStatus", "/data/license"],
        },
        Kind {
            read: read::<Data<Image>>,
            good: json!({ "data": { "url": "https://cdn.example/1.png", "md5": "kTV8DXXJpHTM4g5l2VdQ8A" } }),
            optional: &[],
            open: &[],
        },
        Kind {
            read: read::<Token>,
            good: json!({ "token_type": "Bearer", "access_token": "a", "refresh_token": "r", "scope": ["basicProfile"], "expires_at": 1_490_323_450_314_i64 }),
            optional: &[],
            open: &["/scope/0"],
        },
        Kind {
            read: read::<ErrorResponse>,
            good: json!({ "errors": [{ "message": "Token was invalid.", "code": 6003 }] }),
            optional: &[],
            open: &[],
        },
    ]
}
