//! Applications: logging in, and refreshing tokens.

use url::Url;

use super::{Login, Tokens};
use crate::http::StatusCode;
use crate::types::{AuthorizationCodeGrant, RefreshTokenGrant, Scope, Token, TokenGrant};
use crate::{Client, Error, Secret, codes};

/// An application: its id, its secret, its redirect URI, and the origin where it is
/// registered. The secret is sent only to that origin.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Application {
    /// The id, which is not secret.
    pub client_id: String,
    /// The secret.
    pub client_secret: Secret,
    /// The redirect URI, spelled exactly as it is registered.
    pub redirect_uri: Url,
    /// The origin where it is registered, such as `https://api.medium.com`.
    pub origin: String,
    /// The client for logging in, instead of a default one.
    client: Option<Client>,
}

impl Application {
    /// Creates an application that is registered with Medium.
    #[must_use]
    pub fn new(
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
        redirect_uri: Url,
    ) -> Self {
        Self {
            client_id: client_id.into(),
            client_secret: client_secret.into(),
            redirect_uri,
            origin: Client::SERVER.to_owned(),
            client: None,
        }
    }

    /// Sets another origin, such as that of a sandbox, for logins and tokens.
    #[must_use]
    pub fn with_origin(mut self, origin: impl Into<String>) -> Self {
        self.origin = origin.into();
        self
    }

    /// Logs in through this client: with its proxy, time limits and servers. Its
    /// credential is not used.
    ///
    /// By default, a login uses a client of [`Client::builder`] for the application's origin.
    #[must_use]
    pub fn with_client(mut self, client: Client) -> Self {
        self.client = Some(client);
        self
    }

    /// Starts a login, with a random state and a URL for the user's browser. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] if the system's random generator fails, if the client of
    /// [`with_client`](Self::with_client) sends to another origin than the application's, or if it
    /// replaces only one of the API and the login page.
    pub fn login(&self, scopes: &[Scope]) -> Result<Login, Error> {
        Login::start(self, &self.login_client()?, scopes)
    }

    /// Exchanges the code of a callback for tokens. A code is valid once: after any
    /// error, log in again.
    ///
    /// # Errors
    ///
    /// - [`Error::Token`] if the service does not accept the code;
    /// - [`Error::Rejected`] if it does not know the application or its secret;
    /// - [`Error::Input`] if the client of [`with_client`](Self::with_client) sends to another
    ///   origin than the application's;
    /// - the errors of every call.
    pub async fn exchange(&self, code: Secret) -> Result<Tokens, Error> {
        let grant = AuthorizationCodeGrant::new(
            code,
            self.client_id.clone(),
            self.client_secret.clone(),
            self.redirect_uri.clone(),
        );
        let token = self
            .token(
                &self.login_client()?,
                TokenGrant::AuthorizationCodeGrant(grant),
            )
            .await;
        token.map(Tokens::from).map_err(rejected_code)
    }

    /// Returns the client for logging in. Fails if it sends to another origin.
    fn login_client(&self) -> Result<Client, Error> {
        let client = match &self.client {
            Some(client) => client.clone(),
            None => Client::with_origin(Client::builder(), &self.origin).build()?,
        };
        self.check_origin(&client)?;
        Ok(client)
    }

    /// Sends one refresh request. Clients with the credential of
    /// [`oauth`](crate::auth::oauth) do this themselves.
    pub(crate) async fn refresh(&self, client: &Client, refresh: Secret) -> Result<Token, Error> {
        let grant =
            RefreshTokenGrant::new(refresh, self.client_id.clone(), self.client_secret.clone());
        self.token(client, TokenGrant::RefreshTokenGrant(grant))
            .await
    }

    async fn token(&self, client: &Client, grant: TokenGrant) -> Result<Token, Error> {
        self.check_origin(client)?;
        client.create_token(&grant).await
    }

    /// Fails if the client sends to another origin, which must not receive the secret.
    pub(crate) fn check_origin(&self, client: &Client) -> Result<(), Error> {
        let api_url = client.transport.api_url();
        let origin = |text: &str| Url::parse(text).map(|url| url.origin()).ok();
        match (origin(&self.origin), Some(api_url.origin())) {
            (Some(own), Some(other)) if own == other => Ok(()),
            _ => Err(Error::input(
                "createToken",
                "application",
                format!(
                    "is registered at {}, but the client sends to {}: set the client's Builder::origin, or Application::with_origin, to the same origin",
                    self.origin,
                    api_url.as_str().trim_end_matches('/')
                ),
            )),
        }
    }
}

/// Converts the error of a rejected code into [`Error::Token`]: the user has to log in again.
fn rejected_code(error: Error) -> Error {
    let code = error.code();
    match error {
        Error::Rejected {
            operation,
            status,
            errors,
            response,
        } if code == Some(codes::CODE_NOT_FOUND)
            || (status == StatusCode::UNAUTHORIZED
                && code != Some(codes::APPLICATION_NOT_FOUND)) =>
        {
            Error::Token {
                operation,
                status,
                refreshable: false,
                errors,
                response,
            }
        }
        other => other,
    }
}
