//! A browser without JavaScript: it has a cookie, follows redirects and submits forms.
#![allow(dead_code, reason = "each test file uses its own part of it")]

use std::net::SocketAddr;

use super::{Request, Response, Server, get, post};

/// A browser with a cookie and the current page.
pub(crate) struct Browser {
    address: SocketAddr,
    pub(crate) cookie: String,
    pub(crate) page: Response,
}

impl Browser {
    pub(crate) async fn open(server: &impl Server, path: &str) -> Self {
        let page = get(path).send(server).await;
        let mut browser = Self {
            address: server.socket(),
            cookie: String::new(),
            page,
        };
        browser.keep_cookie();
        browser
    }

    pub(crate) async fn signed_in(server: &impl Server, username: &str) -> Self {
        let mut browser = Self::open(server, "/sign-in?next=/me/settings").await;
        browser
            .submit(
                "/sign-in",
                &[("username", username), ("next", "/me/settings")],
            )
            .await;
        assert_eq!(browser.page.status, 200);
        browser
    }

    pub(crate) fn keep_cookie(&mut self) {
        if let Some(cookie) = self.page.header("set-cookie") {
            assert!(cookie.contains("HttpOnly; SameSite=Lax"), "{cookie}");
            self.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        }
    }

    pub(crate) async fn go(&mut self, path: &str) -> &Response {
        self.page = get(path)
            .header("Cookie", &self.cookie)
            .send(&self.address)
            .await;
        self.keep_cookie();
        &self.page
    }

    /// Returns the request that a form of this page sends.
    pub(crate) fn form(&self, action: &str, fields: &[(&str, &str)]) -> Request {
        let text = self.page.text();
        assert!(
            text.contains(&format!("action=\"{action}\"")),
            "no form for {action}: {text}"
        );
        let csrf = value_of(&text, "csrf");
        let fields = [fields, &[("csrf", csrf.as_str())]].concat();
        post(action).header("Cookie", &self.cookie).form(&fields)
    }

    /// Submits a form of this page, and follows a redirect.
    pub(crate) async fn submit(&mut self, action: &str, fields: &[(&str, &str)]) {
        self.page = self.form(action, fields).send(&self.address).await;
        self.keep_cookie();
        if let (303, Some(location)) = (self.page.status, self.page.header("location")) {
            let origin = format!("http://{}", self.address);
            let path = location.split('#').next().unwrap_or_default();
            self.go(&path.replace(&origin, "")).await;
        }
    }
}

/// Returns the value of a named field of the page.
pub(crate) fn value_of(page: &str, name: &str) -> String {
    let (_, rest) = page
        .split_once(&format!("name=\"{name}\" value=\""))
        .expect(name);
    rest.split('"').next().unwrap().to_owned()
}

/// Returns the text of the element with this id, or of the first with this class.
pub(crate) fn text_after<'a>(page: &'a str, marker: &str) -> &'a str {
    let (_, rest) = page.split_once(marker).expect(marker);
    rest.split(['>', '<']).nth(1).unwrap()
}
