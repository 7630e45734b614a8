//! Reads public pages without a credential, such as feeds.
//!
//! Uses the same proxy and certificates as API calls. Follows redirects: no secret is sent.

use std::fmt;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, LOCATION};
use url::{Host, Url};

use super::http_sender::{CONNECT_TIMEOUT, build_error};
use super::proxy::Proxy;
use super::servers::LOOPBACK;
use super::transport_error::{from_reqwest, response_too_large, timeout_error};
use super::{Error, ErrorResponse, Operation, proxy, tls, user_headers};

const MAX_REDIRECTS: usize = 5;

/// The operation in errors.
static PAGE: Operation = Operation::new("page", "GET", "", "");

/// A client for public pages. Clones are cheap.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
///
/// use medium_runtime::{PublicClient, PublicPageLimits, Url};
///
/// let client = PublicClient::new("example/1.0")?;
/// let limits = PublicPageLimits { bytes: 1 << 20, time: Duration::from_secs(10) };
/// let url = Url::parse("https://example.com/feed")?;
/// let page = client.get(&url, Default::default(), limits).await?;
/// println!("{}: {} bytes", page.status, page.body.len());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct PublicClient {
    client: reqwest::Client,
    /// The variable that names the HTTPS proxy, if there is one.
    proxy: Option<&'static str>,
}

/// Limits for reading a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicPageLimits {
    /// The maximum size of the body, in bytes.
    pub bytes: usize,
    /// The maximum time, including redirects.
    pub time: Duration,
}

/// A response, whatever its status.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PublicPage {
    /// The final URL.
    pub url: Url,
    /// The HTTP status, never a followed redirect.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, uncompressed.
    pub body: Bytes,
}

impl PublicClient {
    /// Creates a client with this `User-Agent`.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] if `user_agent`, the environment's proxy or `SSL_CERT_FILE` is invalid, or TLS
    /// can't be set up.
    pub fn new(user_agent: &str) -> Result<Self, Error> {
        let proxy = Proxy::from_env(|variable| std::env::var_os(variable))?;
        Self::with(user_agent, proxy, false)
    }

    /// Like [`PublicClient::new`], but for plain HTTP on this machine only, without certificates
    /// and proxy.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] if `user_agent` is not valid in a header.
    pub fn for_loopback(user_agent: &str) -> Result<Self, Error> {
        Self::with(user_agent, None, true)
    }

    fn with(user_agent: &str, proxy: Option<Proxy>, plain_only: bool) -> Result<Self, Error> {
        let client = reqwest::Client::builder()
            .user_agent(user_headers::user_agent(user_agent)?)
            .connect_timeout(CONNECT_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .resolve_to_addrs("localhost", &LOOPBACK);
        let client = tls::configure(client, plain_only, &[])?;
        let (client, proxy) = proxy::configure(client, proxy);
        let client = client.build().map_err(build_error)?;
        Ok(Self { client, proxy })
    }

    /// Reads the page at `url`, with these request headers.
    ///
    /// The URL must be https, or http on this machine; so must the targets of redirects, of which
    /// it follows at most five.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] for another URL, [`Error::TooLarge`] and [`Error::Timeout`] beyond the
    /// limits, [`Error::Redirected`] for redirects that are not followed, and the errors of a
    /// failed connection.
    pub async fn get(
        &self,
        url: &Url,
        headers: HeaderMap,
        limits: PublicPageLimits,
    ) -> Result<PublicPage, Error> {
        let work = self.follow(url.clone(), headers, limits.bytes);
        match tokio::time::timeout(limits.time, work).await {
            Ok(result) => result,
            Err(_) => Err(timeout_error(&PAGE, limits.time, true)),
        }
    }

    async fn follow(
        &self,
        mut url: Url,
        headers: HeaderMap,
        max_bytes: usize,
    ) -> Result<PublicPage, Error> {
        if !is_url_allowed(&url) {
            let problem = "is neither https nor http on this machine";
            return Err(Error::input(PAGE.id, "url", problem));
        }
        for _ in 0..=MAX_REDIRECTS {
            let request = self.client.get(url.clone()).headers(headers.clone());
            let sent = request.send().await;
            let response = sent.map_err(|error| from_reqwest(&PAGE, self.proxy, error))?;
            let status = response.status();
            // Includes 304, which has no location.
            let location = response.headers().get(LOCATION);
            let Some(location) = location.filter(|_| status.is_redirection()) else {
                return read(url, response, max_bytes).await;
            };
            let next = location.to_str().ok().and_then(|to| url.join(to).ok());
            match next.filter(|next| is_redirect_allowed(&url, next)) {
                Some(next) => url = next,
                None => return Err(redirected_error(status)),
            }
        }
        Err(redirected_error(StatusCode::FOUND))
    }
}

fn redirected_error(status: StatusCode) -> Error {
    Error::Redirected {
        operation: PAGE.id,
        status,
        advice: "check its target: it was not followed",
        response: ErrorResponse::default(),
    }
}

async fn read(
    url: Url,
    mut response: reqwest::Response,
    max_bytes: usize,
) -> Result<PublicPage, Error> {
    let status = response.status();
    let too_large = || response_too_large(&PAGE, status, "check the URL");
    let announced = response.content_length();
    if announced.is_some_and(|length| length > max_bytes as u64) {
        return Err(too_large());
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|error| from_reqwest(&PAGE, None, error))?
    {
        if body.len() + chunk.len() > max_bytes {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(PublicPage {
        url,
        status,
        headers: std::mem::take(response.headers_mut()),
        body: body.freeze(),
    })
}

/// Returns whether a redirect is allowed: a page over https must not redirect to plain http, which is
/// only allowed on this machine.
fn is_redirect_allowed(from: &Url, to: &Url) -> bool {
    is_url_allowed(to) && (from.scheme() == "http" || to.scheme() == "https")
}

fn is_url_allowed(url: &Url) -> bool {
    let has_login = !url.username().is_empty() || url.password().is_some();
    match (url.scheme(), url.host()) {
        _ if has_login => false,
        ("https", Some(_)) => true,
        ("http", Some(Host::Domain(name))) => name == "localhost",
        ("http", Some(Host::Ipv4(address))) => address.is_loopback(),
        ("http", Some(Host::Ipv6(address))) => address.is_loopback(),
        _ => false,
    }
}

impl fmt::Debug for PublicClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PublicClient")
            .field("proxy", &self.proxy)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn gives_up_after_the_time_limit() {
        let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = silent.local_addr().unwrap();
        let url = Url::parse(&format!("http://{address}/")).unwrap();
        let client = PublicClient::for_loopback("test").unwrap();
        let limits = PublicPageLimits {
            bytes: 10,
            time: Duration::from_millis(50),
        };
        let ended = client.get(&url, HeaderMap::new(), limits).await;
        assert!(matches!(ended, Err(Error::Timeout { .. })), "{ended:?}");
        let elsewhere = Url::parse("http://192.0.2.1/").unwrap();
        let rejected = client.get(&elsewhere, HeaderMap::new(), limits).await;
        assert!(matches!(rejected, Err(Error::Input { .. })), "{rejected:?}");
    }

    #[test]
    fn does_not_follow_redirects_from_the_web_to_this_machine() {
        let url = |text| Url::parse(text).unwrap();
        for (from, to, follows) in [
            ("https://a.example/", "https://b.example/", true),
            ("https://a.example/", "http://a.example/", false),
            ("https://a.example/", "http://127.0.0.1/", false),
            ("http://127.0.0.1:1/", "http://127.0.0.1:2/", true),
            ("http://127.0.0.1:1/", "https://a.example/", true),
            ("http://127.0.0.1:1/", "http://a.example/", false),
            ("http://127.0.0.1:1/", "file:///etc/passwd", false),
            ("https://a.example/", "https://me:secret@b.example/", false),
        ] {
            assert_eq!(
                is_redirect_allowed(&url(from), &url(to)),
                follows,
                "{from} {to}"
            );
        }
    }
}
