//! The servers for the child: one behind every fault, and servers that echo secrets.

use medium_sandbox::faults::{Fault, FaultProxy, Times};
use serde_json::json;
use url::form_urlencoded;

use crate::secrets;
use crate::support::server::{Request, Response, Server};

/// The server without a fault.
pub(crate) const PLAIN: &str = "plain";

/// Servers by name, open as long as this lives.
pub(crate) struct Servers {
    named: Vec<(String, String)>,
    _servers: Vec<Server>,
    _proxies: Vec<FaultProxy>,
}

impl Servers {
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.named.iter().map(|(name, _)| name.as_str())
    }

    /// Returns the value of the child's environment variable.
    pub(crate) fn list(&self) -> String {
        let lines = self.named.iter().map(|(name, url)| format!("{name} {url}"));
        lines.collect::<Vec<_>>().join("\n")
    }
}

pub(crate) async fn start() -> Servers {
    let plain = Server::start(async |request: Request| success(&request)).await;
    let mut named = vec![(PLAIN.to_owned(), plain.url())];
    let mut proxies = Vec::new();
    for fault in Fault::ALL {
        let proxy = FaultProxy::start(plain.address()).await.unwrap();
        proxy.inject(fault, Times::Always).await;
        named.push((fault.to_string(), proxy.url()));
        proxies.push(proxy);
    }
    let mut servers = vec![plain];
    for (name, echo) in ECHOES {
        let server = Server::start(async move |request: Request| echo(&secrets_of(&request))).await;
        named.push(((*name).to_owned(), server.url()));
        servers.push(server);
    }
    Servers {
        named,
        _servers: servers,
        _proxies: proxies,
    }
}

/// Returns the successful response of an operation. Add one for each new operation: its types must
/// not print secrets either.
fn success(request: &Request) -> Response {
    let user = json!({ "id": "u1", "username": "robin", "name": "Robin", "url": "https://medium.com/@robin" });
    let post = json!({
        "id": "p1", "title": "Bells", "authorId": "u1", "url": "https://medium.com/@robin/p1",
        "publishStatus": "draft",
    });
    let image = json!({ "url": "https://cdn.example/1.gif", "md5": "kTV8DXXJpHTM4g5l2VdQ8A" });
    match request.target.as_str() {
        "/v1/tokens" => Response::json(
            201,
            &json!({
                "token_type": "Bearer", "access_token": secrets::NEW_ACCESS,
                "refresh_token": secrets::NEW_REFRESH, "expires_at": 4_102_444_800_000_i64,
                "scope": ["basicProfile", "listPublications", "publishPost", "uploadImage"],
            }),
        ),
        "/v1/me" => Response::json(200, &json!({ "data": user })),
        "/v1/images" => Response::json(201, &json!({ "data": image })),
        target if target.ends_with("/posts") => Response::json(201, &json!({ "data": post })),
        target if target.ends_with("/publications") || target.ends_with("/contributors") => {
            Response::json(200, &json!({ "data": [] }))
        }
        _ => Response::error(501, -1, "add it to success() in secret_leaks/servers.rs"),
    }
}

/// Returns the secrets of a request: its token, and the fields of its form.
fn secrets_of(request: &Request) -> String {
    let token = request.header("authorization").unwrap_or_default();
    let mut secrets = vec![token.trim_start_matches("Bearer ").to_owned()];
    if request.target == "/v1/tokens" {
        let raw = String::from_utf8_lossy(&request.body).into_owned();
        secrets.extend(form_urlencoded::parse(&request.body).map(|(_, value)| value.into_owned()));
        secrets.push(raw);
    }
    secrets.retain(|text| !text.is_empty());
    secrets.join(" ")
}

/// Returns all secrets in base64, at each of the three byte offsets.
fn in_base64(sent: &str) -> String {
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE};

    let encoded = sent.split(' ').flat_map(|secret| {
        [
            STANDARD.encode(secret),
            STANDARD_NO_PAD.encode(format!("x{secret}")),
            URL_SAFE.encode(format!("xx{secret}y")),
        ]
    });
    encoded.collect::<Vec<_>>().join(" ")
}

type Echo = fn(&str) -> Response;

/// Responses that repeat secrets, where real services do.
const ECHOES: &[(&str, Echo)] = &[
    ("echo-401", |sent| {
        Response::error(401, 6003, &format!("Token was invalid: {sent}"))
    }),
    ("echo-401-quoted", |sent| {
        Response::error(401, 6003, &format!("Token {sent:?}, was invalid."))
    }),
    ("echo-scope", |sent| {
        Response::error(403, 6002, &format!("Missing scope: {sent}"))
    }),
    ("echo-400", |sent| {
        Response::error(400, -1, &format!("grant_type={sent}&was=invalid"))
    }),
    ("echo-429", |sent| {
        Response::error(429, 1007, sent).header("Retry-After", "500")
    }),
    ("echo-500", |sent| Response::error(500, -1, sent)),
    ("echo-500-page", |sent| {
        Response::text(500, "text/html", format!("<title>{sent}</title>"))
    }),
    // Redacted secrets are shorter, so more of the page is shown, with half of a secret.
    ("echo-400-long-page", |sent| {
        let many = [sent; 300].join(" ");
        Response::text(
            400,
            "text/html",
            format!("{many} {}", &sent[..sent.len() - 4]),
        )
    }),
    ("echo-400-half", |sent| {
        let half = &sent[..sent.len().min(20)];
        Response::error(400, -1, &format!("grant {half}… was cut"))
    }),
    ("echo-429-base64", |sent| {
        Response::error(429, 1007, &in_base64(sent))
    }),
    ("echo-400-base64-page", |sent| {
        Response::text(400, "text/html", format!("<p>{}</p>", in_base64(sent)))
    }),
    ("echo-400-page", |sent| {
        Response::text(400, "text/html", format!("<title>{sent}</title>"))
    }),
    ("echo-200-page", |sent| {
        Response::text(200, "text/html", format!("<title>{sent}</title>"))
    }),
    ("echo-200-shape", |sent| Response::json(200, &json!(sent))),
    ("echo-200-deep", |sent| {
        Response::json(
            200,
            &json!({ "data": sent, "scope": sent, "expires_at": sent }),
        )
    }),
    ("echo-200-key", |sent| {
        Response::json(200, &json!({ "data": { sent: sent }, sent: null }))
    }),
    ("echo-content-type", |sent| {
        Response::text(
            200,
            &format!("text/plain; note={}", sent.replace(' ', "+")),
            "?",
        )
    }),
    ("echo-location", |sent| {
        let url = format!("https://elsewhere.example/?{}", sent.replace(' ', "+"));
        Response::text(302, "text/plain", "").header("Location", &url)
    }),
];
