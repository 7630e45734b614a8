// @generated from spec/sandbox.yaml by `cargo xtask regen`: edit the document, not this file.
//! The client, with one method per operation.

use super::{Builder, calls, operations, types};
use medium_runtime::{Transport, decode};

/// A client for the Medium sandbox control API, with one method per operation.
///
/// Create one with [`Client::builder`]. Each method returns a call: set its options, then await it
/// to send it.
///
/// # Errors
///
/// Every call can return an [`Error`](medium_runtime::Error): for an argument that can't be sent, a
/// failed connection, a timeout, a response that can't be read, or an error response. Unless an
/// operation says otherwise, the error responses are:
///
/// - 403: The call came from another machine, or from a web page of another origin.
///
/// [`Error::decode`](medium_runtime::Error::decode) reads the bodies of error responses as
/// [`ErrorResponse`](super::types::ErrorResponse).
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) transport: Transport,
}

impl Client {
    /// The default server: the first of the document.
    pub const SERVER: &'static str = "http://127.0.0.1:4000";

    /// Returns a builder, which sets the server and the credentials.
    pub fn builder() -> Builder {
        Builder::new(Self::SERVER).user_agent(concat!(
            env!("CARGO_PKG_NAME"),
            "/",
            env!("CARGO_PKG_VERSION")
        ))
    }

    /// Lists the posts.
    ///
    /// All posts, including drafts, oldest first, with their content as sent.
    ///
    /// `GET /_sandbox/posts`, without a credential.
    ///
    /// 200: The posts.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// for post in client.posts().await? {
    ///     println!("{}", post.title);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn posts(&self) -> calls::Posts {
        calls::Posts::new(self.transport.call(&operations::POSTS, decode::json()))
    }

    /// Deletes the posts.
    ///
    /// Deletes all posts, and resets the rate limit.
    ///
    /// `DELETE /_sandbox/posts`, without a credential.
    ///
    /// 204: Deleted.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// client.delete_posts().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete_posts(&self) -> calls::DeletePosts {
        calls::DeletePosts::new(
            self.transport
                .call(&operations::DELETE_POSTS, decode::empty()),
        )
    }

    /// Lists the uploaded images.
    ///
    /// All images, oldest first, without their bytes, which are at `url`. Repeated uploads of the
    /// same bytes are listed once.
    ///
    /// `GET /_sandbox/images`, without a credential.
    ///
    /// 200: The images.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// for image in client.images().await? {
    ///     println!("{}", image.content_type);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn images(&self) -> calls::Images {
        calls::Images::new(self.transport.call(&operations::IMAGES, decode::json()))
    }

    /// Deletes the images.
    ///
    /// Deletes all images. Posts that contain them no longer show them.
    ///
    /// `DELETE /_sandbox/images`, without a credential.
    ///
    /// 204: Deleted.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// client.delete_images().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete_images(&self) -> calls::DeleteImages {
        calls::DeleteImages::new(
            self.transport
                .call(&operations::DELETE_IMAGES, decode::empty()),
        )
    }

    /// Lists the users.
    ///
    /// All users. The sandbox prints the token of the first one.
    ///
    /// `GET /_sandbox/users`, without a credential.
    ///
    /// 200: The users.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// for user in client.users().await? {
    ///     println!("{}", user.username);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn users(&self) -> calls::Users {
        calls::Users::new(self.transport.call(&operations::USERS, decode::json()))
    }

    /// Lists the publications.
    ///
    /// All publications, with their members' roles.
    ///
    /// `GET /_sandbox/publications`, without a credential.
    ///
    /// 200: The publications.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// for publication in client.publications().await? {
    ///     println!("{}", publication.slug);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn publications(&self) -> calls::Publications {
        calls::Publications::new(
            self.transport
                .call(&operations::PUBLICATIONS, decode::json()),
        )
    }

    /// Lists the applications.
    ///
    /// The registered OAuth applications. The sandbox prints the first one.
    ///
    /// `GET /_sandbox/applications`, without a credential.
    ///
    /// 200: The applications.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// for application in client.applications().await? {
    ///     println!("{}", application.client_id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn applications(&self) -> calls::Applications {
        calls::Applications::new(
            self.transport
                .call(&operations::APPLICATIONS, decode::json()),
        )
    }

    /// Lists the access tokens.
    ///
    /// Integration tokens and applications' access tokens, including expired ones.
    ///
    /// `GET /_sandbox/tokens`, without a credential.
    ///
    /// 200: The tokens.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// for token in client.tokens().await? {
    ///     println!("{token:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn tokens(&self) -> calls::Tokens {
        calls::Tokens::new(self.transport.call(&operations::TOKENS, decode::json()))
    }

    /// Creates a token.
    ///
    /// Creates an access token with the scopes and the expiry that a test needs: for example one
    /// that can't publish, or that has expired. Without `application`, it is an integration token.
    ///
    /// `POST /_sandbox/tokens`, without a credential.
    ///
    /// # Arguments
    ///
    /// - `token`: The token's user, scopes and expiry.
    ///
    /// 201: The token.
    ///
    /// # Errors
    ///
    /// - 400: The request does not match this document. The message says where.
    /// - 413: The body is too large.
    /// - The errors of [every call](Client#errors).
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error, types};
    /// # async fn example(client: &Client, token: &types::NewToken) -> Result<(), Error> {
    /// let token = client.create_token(token).await?;
    /// println!("{token:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_token(&self, token: &types::NewToken) -> calls::CreateToken {
        calls::CreateToken::new(
            self.transport
                .call(&operations::CREATE_TOKEN, decode::json())
                .json(token),
        )
    }

    /// Revokes every token.
    ///
    /// Revokes all access and refresh tokens, including the printed one. Until a reset or a new
    /// token, every call of Medium's API fails.
    ///
    /// `DELETE /_sandbox/tokens`, without a credential.
    ///
    /// 204: Deleted.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// client.delete_tokens().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete_tokens(&self) -> calls::DeleteTokens {
        calls::DeleteTokens::new(
            self.transport
                .call(&operations::DELETE_TOKENS, decode::empty()),
        )
    }

    /// Lists or awaits requests.
    ///
    /// The last 10,000 requests to Medium's API, oldest first, with secrets masked, without those
    /// that a fault intercepted. Parameters filter the list. With `count`, the response waits until
    /// that many requests match or `timeout` has passed, and may then contain fewer.
    ///
    /// `GET /_sandbox/requests`, without a credential.
    ///
    /// 200: The matching requests.
    ///
    /// # Errors
    ///
    /// - 400: The request does not match this document. The message says where.
    /// - The errors of [every call](Client#errors).
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// for logged_request in client.requests().await? {
    ///     println!("{}", logged_request.number);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn requests(&self) -> calls::Requests {
        calls::Requests::new(self.transport.call(&operations::REQUESTS, decode::json()))
    }

    /// Deletes the requests.
    ///
    /// Deletes the list of requests. Numbering continues.
    ///
    /// `DELETE /_sandbox/requests`, without a credential.
    ///
    /// 204: The list is empty.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// client.delete_requests().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete_requests(&self) -> calls::DeleteRequests {
        calls::DeleteRequests::new(
            self.transport
                .call(&operations::DELETE_REQUESTS, decode::empty()),
        )
    }

    /// Lists the faults.
    ///
    /// All known faults, and the active ones.
    ///
    /// `GET /_sandbox/faults`, without a credential.
    ///
    /// 200: The faults.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// let fault_list = client.faults().await?;
    /// println!("{fault_list:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn faults(&self) -> calls::Faults {
        calls::Faults::new(self.transport.call(&operations::FAULTS, decode::json()))
    }

    /// Injects a fault.
    ///
    /// Makes calls to Medium's API fail from now on. If several faults apply to a call, the one
    /// that was injected first is used.
    ///
    /// `POST /_sandbox/faults`, without a credential.
    ///
    /// # Arguments
    ///
    /// - `fault`: Which fault, for which calls, and how often.
    ///
    /// 201: The active faults.
    ///
    /// # Errors
    ///
    /// - 400: The request does not match this document. The message says where.
    /// - 413: The body is too large.
    /// - The errors of [every call](Client#errors).
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error, types};
    /// # async fn example(client: &Client, fault: &types::Fault) -> Result<(), Error> {
    /// for active_fault in client.inject_fault(fault).await? {
    ///     println!("{}", active_fault.fault);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn inject_fault(&self, fault: &types::Fault) -> calls::InjectFault {
        calls::InjectFault::new(
            self.transport
                .call(&operations::INJECT_FAULT, decode::json())
                .json(fault),
        )
    }

    /// Ends all faults.
    ///
    /// Removes all faults.
    ///
    /// `DELETE /_sandbox/faults`, without a credential.
    ///
    /// 204: No fault is active.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// client.clear_faults().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn clear_faults(&self) -> calls::ClearFaults {
        calls::ClearFaults::new(
            self.transport
                .call(&operations::CLEAR_FAULTS, decode::empty()),
        )
    }

    /// Returns the clock.
    ///
    /// The clock for the expiry of tokens and for rate limits.
    ///
    /// `GET /_sandbox/clock`, without a credential.
    ///
    /// 200: The time.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// let clock = client.clock().await?;
    /// println!("{}", clock.now);
    /// # Ok(())
    /// # }
    /// ```
    pub fn clock(&self) -> calls::Clock {
        calls::Clock::new(self.transport.call(&operations::CLOCK, decode::json()))
    }

    /// Moves the clock.
    ///
    /// Moves the sandbox's clock forward, for example past the expiry of a token.
    ///
    /// `POST /_sandbox/clock`, without a credential.
    ///
    /// # Arguments
    ///
    /// - `clock_move`: How far to move it.
    ///
    /// 200: The new time.
    ///
    /// # Errors
    ///
    /// - 400: The request does not match this document. The message says where.
    /// - 413: The body is too large.
    /// - The errors of [every call](Client#errors).
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error, types};
    /// # async fn example(client: &Client, clock_move: &types::ClockMove) -> Result<(), Error> {
    /// let clock = client.advance_clock(clock_move).await?;
    /// println!("{}", clock.now);
    /// # Ok(())
    /// # }
    /// ```
    pub fn advance_clock(&self, clock_move: &types::ClockMove) -> calls::AdvanceClock {
        calls::AdvanceClock::new(
            self.transport
                .call(&operations::ADVANCE_CLOCK, decode::json())
                .json(clock_move),
        )
    }

    /// Resets the sandbox.
    ///
    /// Restores the state that the sandbox started with: its seed, credentials and faults. Deletes
    /// posts, images, other tokens and the list of requests, and resets the clock.
    ///
    /// `POST /_sandbox/reset`, without a credential.
    ///
    /// 204: Reset.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// client.reset().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn reset(&self) -> calls::Reset {
        calls::Reset::new(self.transport.call(&operations::RESET, decode::empty()))
    }

    /// Exports everything.
    ///
    /// The sandbox's data as a seed, for `--seed` and `restore`, without the list of requests,
    /// browser sessions, pending authorization codes, and the count of posts in the last 24 hours.
    ///
    /// `GET /_sandbox/snapshot`, without a credential.
    ///
    /// 200: The seed.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// let seed = client.snapshot().await?;
    /// println!("{seed:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn snapshot(&self) -> calls::Snapshot {
        calls::Snapshot::new(self.transport.call(&operations::SNAPSHOT, decode::json()))
    }

    /// Imports a snapshot.
    ///
    /// Replaces the sandbox's data with a seed, and deletes the list of requests. A reset still
    /// restores the state that the sandbox started with.
    ///
    /// `PUT /_sandbox/snapshot`, without a credential.
    ///
    /// # Arguments
    ///
    /// - `seed`: The new data.
    ///
    /// 204: Imported.
    ///
    /// # Errors
    ///
    /// - 400: The request does not match this document. The message says where.
    /// - 413: The body is too large.
    /// - The errors of [every call](Client#errors).
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_sandbox::client::{Client, Error, types};
    /// # async fn example(client: &Client, seed: &types::Seed) -> Result<(), Error> {
    /// client.restore(seed).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn restore(&self, seed: &types::Seed) -> calls::Restore {
        calls::Restore::new(
            self.transport
                .call(&operations::RESTORE, decode::empty())
                .json(seed),
        )
    }
}

impl From<Transport> for Client {
    fn from(transport: Transport) -> Self {
        Self { transport }
    }
}
