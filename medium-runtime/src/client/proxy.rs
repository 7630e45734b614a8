//! The proxy for HTTPS.
//!
//! Plain HTTP is for this machine, and never uses a proxy, which could read the token.

use std::ffi::OsString;

use reqwest::{ClientBuilder, NoProxy};
use url::{Host, Url};

use super::{Error, Secret};

/// The variables with the URL of the proxy: the first that is set applies.
const VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
/// The variables with the hosts that are reached directly.
const EXCEPTIONS: [&str; 2] = ["NO_PROXY", "no_proxy"];
const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

/// The problem of a 407 if it is not known which setting configures the proxy.
pub(crate) const LOGIN_REQUIRED: &str = "a proxy requires a user name and a password (407): write its URL like http://USER:PASSWORD@HOST:PORT";

/// The builder setting that configures a proxy.
const SETTING: &str = "Builder::proxy";

/// A proxy.
pub(crate) struct Proxy {
    /// The variable or setting that configures it.
    setting: &'static str,
    /// May contain a password: never shown.
    url: Url,
    exceptions: Option<NoProxy>,
}

impl Proxy {
    /// Returns the environment's proxy, if it names one.
    pub(crate) fn from_env(
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Option<Self>, Error> {
        let set = |name: &&'static str| {
            let value = variable(name).filter(|value| !value.is_empty());
            value.map(|value| (*name, value))
        };
        let Some((variable, value)) = VARIABLES.iter().find_map(set) else {
            return Ok(None);
        };
        let exceptions = EXCEPTIONS.iter().find_map(set);
        let exceptions =
            exceptions.and_then(|(_, list)| NoProxy::from_string(&list.to_string_lossy()));
        Ok(Some(Self {
            setting: variable,
            url: parse_proxy_url(
                variable,
                value,
                "write it like http://proxy.example:3128, or unset it",
            )?,
            exceptions,
        }))
    }

    /// Creates the builder's proxy, for every host.
    pub(crate) fn from_url(url: &Secret) -> Result<Self, Error> {
        let advice = "write it like http://proxy.example:3128, or leave it out";
        Ok(Self {
            setting: SETTING,
            url: parse_proxy_url(SETTING, url.expose().into(), advice)?,
            exceptions: None,
        })
    }
}

/// Sets the proxy, for HTTPS only. Returns its setting, for errors.
pub(crate) fn configure(
    client: ClientBuilder,
    proxy: Option<Proxy>,
) -> (ClientBuilder, Option<&'static str>) {
    let client = client.no_proxy();
    let Some(proxy) = proxy else {
        return (client, None);
    };
    match reqwest::Proxy::https(proxy.url) {
        Ok(rule) => (
            client.proxy(rule.no_proxy(proxy.exceptions)),
            Some(proxy.setting),
        ),
        // Unreachable: the URL is valid.
        Err(_) => (client, None),
    }
}

/// Parses the URL of a proxy (default: http). Rejects URLs that reqwest would ignore.
fn parse_proxy_url(setting: &str, value: OsString, advice: &str) -> Result<Url, Error> {
    // The value may contain a password.
    let invalid = |problem: &str| {
        Err(Error::input(
            "client",
            setting,
            format!("{problem}: {advice}"),
        ))
    };
    let Ok(text) = value.into_string() else {
        return invalid("is not the URL of a proxy");
    };
    let text = text.trim();
    let with_scheme = if text.contains("://") {
        text.to_owned()
    } else {
        format!("http://{text}")
    };
    let Ok(url) = Url::parse(&with_scheme) else {
        return invalid("is not the URL of a proxy");
    };
    if !SCHEMES.contains(&url.scheme()) {
        return invalid("names a proxy that is neither http, https nor socks");
    }
    let has_host = match url.host() {
        Some(Host::Domain(name)) => {
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
            !name.is_empty() && name.bytes().all(is_plain)
        }
        Some(_) => true,
        None => false,
    };
    if !has_host || url.port() == Some(0) {
        return invalid("has no valid host and port");
    }
    Ok(url)
}

/// Returns whether a proxy requires a login. hyper-util reports it only by this message.
pub(crate) fn is_login_required(problem: &str) -> bool {
    problem.contains("proxy authorization required")
}

/// Returns the problem of a 407 of the proxy that `setting` configures.
pub(crate) fn login_required_by(setting: &str) -> String {
    format!(
        "the proxy of {setting} requires a user name and a password (407): write it like http://USER:PASSWORD@HOST:PORT"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_variables(set: &[(&str, &str)]) -> Result<Option<Proxy>, Error> {
        Proxy::from_env(|name| {
            let found = set.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn the_first_variable_that_is_set_applies() {
        let found = |set: &[(&str, &str)]| {
            let proxy = from_variables(set).unwrap();
            proxy.map(|proxy| (proxy.setting, proxy.url.to_string()))
        };
        let two = [
            ("ALL_PROXY", "http://one.example"),
            ("https_proxy", "two.example:3128"),
        ];
        let url = "http://two.example:3128/".to_owned();
        assert_eq!(found(&two), Some(("https_proxy", url)));
        let url = "socks5h://u:p@[::1]:1080";
        let empty = [("HTTPS_PROXY", ""), ("all_proxy", url)];
        assert_eq!(found(&empty), Some(("all_proxy", url.to_owned())));
        // Plain HTTP uses no proxy.
        assert_eq!(found(&[("HTTP_PROXY", "http://one.example")]), None);
    }

    #[test]
    fn errors_name_the_variable_and_show_no_password() {
        for value in [
            "http://",
            "://u:hunter2@",
            "http://u:hunter2@:3128",
            "http://u:hunter2@proxy.example:0",
            "http://u:hunter2@proxy.example:99999",
            "ftp://u:hunter2@proxy.example",
            "http://u:hunter2@pro{x}y.example",
            "proxy example",
        ] {
            for variable in VARIABLES {
                let Err(Error::Input { field, problem, .. }) = from_variables(&[(variable, value)])
                else {
                    panic!("accepted: {value}");
                };
                assert_eq!(field, variable);
                assert!(!problem.contains("hunter2"), "{problem}");
            }
        }
    }
}
