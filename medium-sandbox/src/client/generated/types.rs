// @generated from spec/sandbox.yaml by `cargo xtask regen`: edit the document, not this file.
//! The types of requests and responses. Only the service checks the limits in the docs.
#![allow(missing_docs, reason = "the document does not describe everything")]

use medium_runtime::{DateTime, Secret, open_enum};
use serde::{Deserialize, Serialize};

/// Why a call failed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ErrorResponse {
    /// One error.
    pub errors: Vec<ControlError>,
}

/// An error.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ControlError {
    /// What is wrong.
    pub message: String,
    /// Always -1.
    pub code: i32,
}

/// A user of the sandbox.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct User {
    /// The name in URLs, without `@`.
    pub username: String,
    /// The display name. Default: the username.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The ID in Medium's API. Default: derived from the username.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

impl User {
    /// Creates a value from its required properties.
    #[must_use]
    pub fn new(username: impl Into<String>) -> Self {
        Self {
            username: username.into(),
            name: None,
            id: None,
        }
    }

    /// Sets [`name`](Self::name).
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets [`id`](Self::id).
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

/// A publication, with its members by username.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Publication {
    /// The name in URLs.
    pub slug: String,
    /// The display name. Default: the slug.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A short description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The ID in Medium's API. Default: derived from the slug.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Users who may publish and approve drafts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editors: Option<Vec<String>>,
    /// Users who may submit drafts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub writers: Option<Vec<String>>,
    /// Its followers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub followers: Option<Vec<String>>,
}

impl Publication {
    /// Creates a value from its required properties.
    #[must_use]
    pub fn new(slug: impl Into<String>) -> Self {
        Self {
            slug: slug.into(),
            name: None,
            description: None,
            id: None,
            editors: None,
            writers: None,
            followers: None,
        }
    }

    /// Sets [`name`](Self::name).
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets [`description`](Self::description).
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Sets [`id`](Self::id).
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets [`editors`](Self::editors).
    #[must_use]
    pub fn editors(mut self, editors: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.editors = Some(editors.into_iter().map(Into::into).collect());
        self
    }

    /// Sets [`writers`](Self::writers).
    #[must_use]
    pub fn writers(mut self, writers: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.writers = Some(writers.into_iter().map(Into::into).collect());
        self
    }

    /// Sets [`followers`](Self::followers).
    #[must_use]
    pub fn followers(mut self, followers: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.followers = Some(followers.into_iter().map(Into::into).collect());
        self
    }
}

/// An application registered for the OAuth code flow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Application {
    /// Its public client ID.
    pub client_id: String,
    /// Its client secret.
    pub client_secret: Secret,
    /// The name on the consent page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A short description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its callback URLs, compared exactly.
    pub redirect_uris: Vec<String>,
    /// Whether it may request the scope `uploadImage`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extended: Option<bool>,
    /// The username of its owner. Default: the first user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

impl Application {
    /// Creates a value from its required properties.
    #[must_use]
    pub fn new(
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
        redirect_uris: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self {
            client_id: client_id.into(),
            client_secret: client_secret.into(),
            name: None,
            description: None,
            redirect_uris: redirect_uris.into_iter().map(Into::into).collect(),
            extended: None,
            owner: None,
        }
    }

    /// Sets [`name`](Self::name).
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets [`description`](Self::description).
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Sets [`extended`](Self::extended).
    #[must_use]
    pub fn extended(mut self, extended: bool) -> Self {
        self.extended = Some(extended);
        self
    }

    /// Sets [`owner`](Self::owner).
    #[must_use]
    pub fn owner(mut self, owner: impl Into<String>) -> Self {
        self.owner = Some(owner.into());
        self
    }
}

open_enum! {
    /// A scope of Medium's API.
    pub enum Scope or Unknown {
        BasicProfile = "basicProfile",
        ListPublications = "listPublications",
        PublishPost = "publishPost",
        UploadImage = "uploadImage",
    }
}

/// A token to create.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct NewToken {
    /// The username of its owner. Default: the first user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// The token itself. Default: random.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<Secret>,
    /// Its scopes. Default: those of an integration token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<Scope>>,
    /// The client ID of its application. Without it, an integration token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    /// When it expires, by the sandbox's clock. Default: never.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub expires_at: Option<DateTime>,
    /// A note that says what it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl NewToken {
    /// Creates a value from its required properties.
    #[must_use]
    pub fn new() -> Self {
        Default::default()
    }

    /// Sets [`user`](Self::user).
    #[must_use]
    pub fn user(mut self, user: impl Into<String>) -> Self {
        self.user = Some(user.into());
        self
    }

    /// Sets [`token`](Self::token).
    #[must_use]
    pub fn token(mut self, token: impl Into<Secret>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Sets [`scopes`](Self::scopes).
    #[must_use]
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<Scope>>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Sets [`application`](Self::application).
    #[must_use]
    pub fn application(mut self, application: impl Into<String>) -> Self {
        self.application = Some(application.into());
        self
    }

    /// Sets [`expires_at`](Self::expires_at).
    #[must_use]
    pub fn expires_at(mut self, expires_at: impl Into<DateTime>) -> Self {
        self.expires_at = Some(expires_at.into());
        self
    }

    /// Sets [`description`](Self::description).
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }
}

/// An access token.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Token {
    /// The token itself.
    pub token: Secret,
    /// The username of its owner. Default: the first user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Its scopes. Default: those of an integration token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<Scope>>,
    /// The client ID of its application. Integration tokens have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    /// When it expires, by the sandbox's clock. Without it, never.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub expires_at: Option<DateTime>,
    /// A note that says what it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// When it was created.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub created_at: Option<DateTime>,
}

impl Token {
    /// Creates a value from its required properties.
    #[must_use]
    pub fn new(token: impl Into<Secret>) -> Self {
        Self {
            token: token.into(),
            user: None,
            scopes: None,
            application: None,
            expires_at: None,
            description: None,
            created_at: None,
        }
    }

    /// Sets [`user`](Self::user).
    #[must_use]
    pub fn user(mut self, user: impl Into<String>) -> Self {
        self.user = Some(user.into());
        self
    }

    /// Sets [`scopes`](Self::scopes).
    #[must_use]
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<Scope>>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Sets [`application`](Self::application).
    #[must_use]
    pub fn application(mut self, application: impl Into<String>) -> Self {
        self.application = Some(application.into());
        self
    }

    /// Sets [`expires_at`](Self::expires_at).
    #[must_use]
    pub fn expires_at(mut self, expires_at: impl Into<DateTime>) -> Self {
        self.expires_at = Some(expires_at.into());
        self
    }

    /// Sets [`description`](Self::description).
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Sets [`created_at`](Self::created_at).
    #[must_use]
    pub fn created_at(mut self, created_at: impl Into<DateTime>) -> Self {
        self.created_at = Some(created_at.into());
        self
    }
}

/// A refresh token of an application.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RefreshToken {
    /// The token itself.
    pub token: Secret,
    /// The username of its owner.
    pub user: String,
    /// The client ID of its application.
    pub application: String,
    /// The scopes of its access tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<Scope>>,
}

impl RefreshToken {
    /// Creates a value from its required properties.
    #[must_use]
    pub fn new(
        token: impl Into<Secret>,
        user: impl Into<String>,
        application: impl Into<String>,
    ) -> Self {
        Self {
            token: token.into(),
            user: user.into(),
            application: application.into(),
            scopes: None,
        }
    }

    /// Sets [`scopes`](Self::scopes).
    #[must_use]
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<Scope>>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }
}

/// A post, with its content as sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Post {
    /// The title.
    pub title: String,
    /// The content, exactly as sent.
    pub content: String,
    /// The markup of the content. Default: Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_format: Option<PostContentFormat>,
    /// The author's username. Default: the first user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The slug of its publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publication: Option<String>,
    /// Who can see it. Default: public.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publish_status: Option<PostPublishStatus>,
    /// The accepted tags.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// Its original URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canonical_url: Option<String>,
    /// The license as sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// Whether to notify followers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_followers: Option<bool>,
    /// How it was created. Default: by the API.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<PostSource>,
    /// Its ID. Default: random.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its URL. A seed only needs the path. Default: derived from the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was published. Drafts have none.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub published_at: Option<DateTime>,
    /// When it was created.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub created_at: Option<DateTime>,
}

impl Post {
    /// Creates a value from its required properties.
    #[must_use]
    pub fn new(title: impl Into<String>, content: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            content: content.into(),
            content_format: None,
            author: None,
            publication: None,
            publish_status: None,
            tags: None,
            canonical_url: None,
            license: None,
            notify_followers: None,
            source: None,
            id: None,
            url: None,
            published_at: None,
            created_at: None,
        }
    }

    /// Sets [`content_format`](Self::content_format).
    #[must_use]
    pub fn content_format(mut self, content_format: impl Into<PostContentFormat>) -> Self {
        self.content_format = Some(content_format.into());
        self
    }

    /// Sets [`author`](Self::author).
    #[must_use]
    pub fn author(mut self, author: impl Into<String>) -> Self {
        self.author = Some(author.into());
        self
    }

    /// Sets [`publication`](Self::publication).
    #[must_use]
    pub fn publication(mut self, publication: impl Into<String>) -> Self {
        self.publication = Some(publication.into());
        self
    }

    /// Sets [`publish_status`](Self::publish_status).
    #[must_use]
    pub fn publish_status(mut self, publish_status: impl Into<PostPublishStatus>) -> Self {
        self.publish_status = Some(publish_status.into());
        self
    }

    /// Sets [`tags`](Self::tags).
    #[must_use]
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }

    /// Sets [`canonical_url`](Self::canonical_url).
    #[must_use]
    pub fn canonical_url(mut self, canonical_url: impl Into<String>) -> Self {
        self.canonical_url = Some(canonical_url.into());
        self
    }

    /// Sets [`license`](Self::license).
    #[must_use]
    pub fn license(mut self, license: impl Into<String>) -> Self {
        self.license = Some(license.into());
        self
    }

    /// Sets [`notify_followers`](Self::notify_followers).
    #[must_use]
    pub fn notify_followers(mut self, notify_followers: bool) -> Self {
        self.notify_followers = Some(notify_followers);
        self
    }

    /// Sets [`source`](Self::source).
    #[must_use]
    pub fn source(mut self, source: impl Into<PostSource>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Sets [`id`](Self::id).
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets [`url`](Self::url).
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Sets [`published_at`](Self::published_at).
    #[must_use]
    pub fn published_at(mut self, published_at: impl Into<DateTime>) -> Self {
        self.published_at = Some(published_at.into());
        self
    }

    /// Sets [`created_at`](Self::created_at).
    #[must_use]
    pub fn created_at(mut self, created_at: impl Into<DateTime>) -> Self {
        self.created_at = Some(created_at.into());
        self
    }
}

open_enum! {
    /// The markup of the content. Default: Markdown.
    pub enum PostContentFormat or Unknown {
        Html = "html",
        Markdown = "markdown",
    }
}

open_enum! {
    /// Who can see it. Default: public.
    pub enum PostPublishStatus or Unknown {
        Public = "public",
        Draft = "draft",
        Unlisted = "unlisted",
    }
}

open_enum! {
    /// How it was created. Default: by the API.
    pub enum PostSource or Unknown {
        Api = "api",
        Editor = "editor",
        Import = "import",
    }
}

/// An uploaded image.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Image {
    /// Its media type as uploaded.
    pub content_type: String,
    /// The URL of its bytes. A seed only needs the path. Default: derived from the bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// MD5 of the bytes, as 22 characters of base64url.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub md5: Option<String>,
    /// The number of bytes.
    ///
    /// At least 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<i64>,
    /// The bytes, in base64. Required in seeds, missing elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
}

impl Image {
    /// Creates a value from its required properties.
    #[must_use]
    pub fn new(content_type: impl Into<String>) -> Self {
        Self {
            content_type: content_type.into(),
            url: None,
            md5: None,
            size: None,
            data: None,
        }
    }

    /// Sets [`url`](Self::url).
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Sets [`md5`](Self::md5).
    #[must_use]
    pub fn md5(mut self, md5: impl Into<String>) -> Self {
        self.md5 = Some(md5.into());
        self
    }

    /// Sets [`size`](Self::size).
    #[must_use]
    pub fn size(mut self, size: i64) -> Self {
        self.size = Some(size);
        self
    }

    /// Sets [`data`](Self::data).
    #[must_use]
    pub fn data(mut self, data: impl Into<String>) -> Self {
        self.data = Some(data.into());
        self
    }
}

/// A request to Medium's API, with secrets masked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LoggedRequest {
    /// Counts from 1.
    ///
    /// At least 1.
    pub number: i64,
    /// The `operationId`, if the request matches an operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// The method.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The status of the response.
    pub status: i32,
    /// Whether it had an `Authorization` header.
    pub authorized: bool,
    /// The username of the token's owner, if the token is valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// When it arrived, by the sandbox's clock.
    pub at: DateTime,
    /// How long the response took.
    pub milliseconds: f64,
    /// How the request violates `medium.yaml`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_violation: Option<String>,
    /// How the response violates `medium.yaml`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_violation: Option<String>,
    /// Headers and body. Only the newest 500 requests have them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<Message>,
    /// Headers and body. Only the newest 500 requests have them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<Message>,
}

/// Headers and body. Only the newest 500 requests have them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Message {
    /// One per line, with secrets masked.
    pub headers: String,
    /// The body if it is text, else its size; with secrets masked, at most 64 KiB.
    pub body: String,
}

/// Which fault, for which calls, and how often.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Fault {
    /// Its name, as listed by `faults`.
    pub fault: String,
    /// An `operationId` of `medium.yaml`. Without it and `call`, every call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// A method and a path, instead of an operation. `{…}` matches any segment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<String>,
    /// How many calls it affects. Default, without `probability`: all until it is removed.
    ///
    /// At least 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<i32>,
    /// The probability of affecting a call, instead of `times`.
    ///
    /// At least 0, at most 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    /// The seed of the random numbers for `probability`. The same seed affects the same calls.
    ///
    /// At least 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<i64>,
    /// How long the port is closed. Required for the fault `connection-refused`.
    ///
    /// At least 0, at most 600.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<i32>,
}

impl Fault {
    /// Creates a value from its required properties.
    #[must_use]
    pub fn new(fault: impl Into<String>) -> Self {
        Self {
            fault: fault.into(),
            operation: None,
            call: None,
            times: None,
            probability: None,
            seed: None,
            seconds: None,
        }
    }

    /// Sets [`operation`](Self::operation).
    #[must_use]
    pub fn operation(mut self, operation: impl Into<String>) -> Self {
        self.operation = Some(operation.into());
        self
    }

    /// Sets [`call`](Self::call).
    #[must_use]
    pub fn call(mut self, call: impl Into<String>) -> Self {
        self.call = Some(call.into());
        self
    }

    /// Sets [`times`](Self::times).
    #[must_use]
    pub fn times(mut self, times: i32) -> Self {
        self.times = Some(times);
        self
    }

    /// Sets [`probability`](Self::probability).
    #[must_use]
    pub fn probability(mut self, probability: f64) -> Self {
        self.probability = Some(probability);
        self
    }

    /// Sets [`seed`](Self::seed).
    #[must_use]
    pub fn seed(mut self, seed: i64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Sets [`seconds`](Self::seconds).
    #[must_use]
    pub fn seconds(mut self, seconds: i32) -> Self {
        self.seconds = Some(seconds);
        self
    }
}

/// All known faults, and the active ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FaultList {
    /// The names of all faults.
    pub known: Vec<String>,
    /// The active faults, in the order in which they apply.
    pub active: Vec<ActiveFault>,
}

/// An active fault.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ActiveFault {
    /// Its name.
    pub fault: String,
    /// The method and path that it affects. Default: every call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<String>,
    /// How many more calls it affects, if limited.
    ///
    /// At least 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<i64>,
}

/// A move of the clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ClockMove {
    /// Seconds forward.
    ///
    /// At least 0.
    pub advance_seconds: i64,
}

impl ClockMove {
    /// Creates a value from its required properties.
    #[must_use]
    pub fn new(advance_seconds: i64) -> Self {
        Self { advance_seconds }
    }
}

/// The sandbox's clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Clock {
    /// The time.
    pub now: DateTime,
    /// Seconds ahead of the machine's clock.
    ///
    /// At least 0.
    pub ahead_seconds: i64,
}

/// The data of a sandbox. A missing list has its default content, except that a seed with users has
/// no default publications. The sandbox prints a token of the first user: the user's first
/// integration token in the seed, or a random one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Seed {
    /// The users.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub users: Option<Vec<User>>,
    /// The publications.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publications: Option<Vec<Publication>>,
    /// The applications.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applications: Option<Vec<Application>>,
    /// The access tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tokens: Option<Vec<Token>>,
    /// The refresh tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_tokens: Option<Vec<RefreshToken>>,
    /// The posts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub posts: Option<Vec<Post>>,
    /// The images, with their bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub images: Option<Vec<Image>>,
    /// The active faults.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub faults: Option<Vec<Fault>>,
    /// The clock's setting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock: Option<SeedClock>,
    /// The sandbox's former base URLs, which posts may use in image URLs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origins: Option<Vec<String>>,
}

impl Seed {
    /// Creates a value from its required properties.
    #[must_use]
    pub fn new() -> Self {
        Default::default()
    }

    /// Sets [`users`](Self::users).
    #[must_use]
    pub fn users(mut self, users: impl IntoIterator<Item = impl Into<User>>) -> Self {
        self.users = Some(users.into_iter().map(Into::into).collect());
        self
    }

    /// Sets [`publications`](Self::publications).
    #[must_use]
    pub fn publications(
        mut self,
        publications: impl IntoIterator<Item = impl Into<Publication>>,
    ) -> Self {
        self.publications = Some(publications.into_iter().map(Into::into).collect());
        self
    }

    /// Sets [`applications`](Self::applications).
    #[must_use]
    pub fn applications(
        mut self,
        applications: impl IntoIterator<Item = impl Into<Application>>,
    ) -> Self {
        self.applications = Some(applications.into_iter().map(Into::into).collect());
        self
    }

    /// Sets [`tokens`](Self::tokens).
    #[must_use]
    pub fn tokens(mut self, tokens: impl IntoIterator<Item = impl Into<Token>>) -> Self {
        self.tokens = Some(tokens.into_iter().map(Into::into).collect());
        self
    }

    /// Sets [`refresh_tokens`](Self::refresh_tokens).
    #[must_use]
    pub fn refresh_tokens(
        mut self,
        refresh_tokens: impl IntoIterator<Item = impl Into<RefreshToken>>,
    ) -> Self {
        self.refresh_tokens = Some(refresh_tokens.into_iter().map(Into::into).collect());
        self
    }

    /// Sets [`posts`](Self::posts).
    #[must_use]
    pub fn posts(mut self, posts: impl IntoIterator<Item = impl Into<Post>>) -> Self {
        self.posts = Some(posts.into_iter().map(Into::into).collect());
        self
    }

    /// Sets [`images`](Self::images).
    #[must_use]
    pub fn images(mut self, images: impl IntoIterator<Item = impl Into<Image>>) -> Self {
        self.images = Some(images.into_iter().map(Into::into).collect());
        self
    }

    /// Sets [`faults`](Self::faults).
    #[must_use]
    pub fn faults(mut self, faults: impl IntoIterator<Item = impl Into<Fault>>) -> Self {
        self.faults = Some(faults.into_iter().map(Into::into).collect());
        self
    }

    /// Sets [`clock`](Self::clock).
    #[must_use]
    pub fn clock(mut self, clock: impl Into<SeedClock>) -> Self {
        self.clock = Some(clock.into());
        self
    }

    /// Sets [`origins`](Self::origins).
    #[must_use]
    pub fn origins(mut self, origins: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.origins = Some(origins.into_iter().map(Into::into).collect());
        self
    }
}

/// The clock's setting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SeedClock {
    /// Seconds ahead of the machine's clock.
    ///
    /// At least 0.
    pub ahead_seconds: i64,
}

impl SeedClock {
    /// Creates a value from its required properties.
    #[must_use]
    pub fn new(ahead_seconds: i64) -> Self {
        Self { ahead_seconds }
    }
}
