//! Success types by status, and bodies other than JSON.

use medium_runtime::{Call, Download, Error, decode};
use serde::Deserialize;
use serde_json::json;

use crate::client::{BELLS, RING, client};
use crate::server::{Reply, Server};

medium_runtime::responses! {
    /// The result of ringing a bell.
    pub enum Rung {
        /// It rang.
        Ok(Download) = download "200",
        /// The number of calls in the queue.
        Accepted(u32) = json "202",
        /// No content.
        NoContent = "204",
        /// The reason why it did not ring.
        Success(String) = text "2XX",
    }
}

async fn rung(reply: Reply) -> Result<Rung, Error> {
    let server = Server::with_reply(reply).await;
    let call: Call<Rung> = client(&server).call(&RING, decode::by_status());
    call.await
}

#[tokio::test]
async fn decodes_the_body_by_status() {
    let sound = rung(Reply::text(200, "audio/ogg", "dong")).await;
    let Ok(Rung::Ok(sound)) = sound else {
        panic!("{sound:?}");
    };
    assert_eq!(sound.bytes(4).await.expect("within the limit"), "dong");
    let queued = rung(Reply::json(202, &json!(3))).await;
    assert!(matches!(queued, Ok(Rung::Accepted(3))), "{queued:?}");
    let done = rung(Reply::text(204, "", "")).await;
    assert!(matches!(done, Ok(Rung::NoContent)), "{done:?}");
    let quiet = rung(Reply::text(203, "text/plain", "night")).await;
    assert!(
        matches!(&quiet, Ok(Rung::Success(why)) if why == "night"),
        "{quiet:?}"
    );
}

medium_runtime::responses! {
    /// The result of counting.
    pub enum Counted {
        /// The count.
        Ok(u32) = json "200",
        /// Without a count.
        NoContent = "204",
    }
}

#[tokio::test]
async fn names_an_undocumented_status() {
    let server = Server::with_reply(Reply::json(206, &json!(3))).await;
    let call: Call<Counted> = client(&server).call(&BELLS, decode::by_status());
    let error = call.await.expect_err("206 is not described");
    assert!(
        error.to_string().contains("(206 Partial Content)"),
        "{error}"
    );
}

#[tokio::test]
async fn an_optional_value_is_none_if_the_body_is_empty() {
    let server = Server::with_reply(Reply::text(200, "application/json", "")).await;
    let call: Call<Option<u32>> = client(&server).call(&BELLS, decode::optional_json());
    assert_eq!(call.await.expect("it may be empty"), None);
    let server = Server::with_reply(Reply::json(200, &json!(3))).await;
    let call: Call<Option<u32>> = client(&server).call(&BELLS, decode::optional_json());
    assert_eq!(call.await.expect("a number"), Some(3));
}

#[tokio::test]
async fn reads_text_and_json_strings() {
    for (media_type, body, text) in [
        ("text/plain", "\"Tom\" rang", "\"Tom\" rang"),
        ("application/xml", "<bell/>", "<bell/>"),
        ("application/json", "\"Tom\\n\"", "Tom\n"),
        ("text/plain; charset=ISO-8859-1", "Tom", "Tom"),
    ] {
        let server = Server::with_reply(Reply::text(200, media_type, body)).await;
        let call = client(&server).call(&BELLS, decode::text());
        assert_eq!(call.await.expect("a text"), text);
    }
}

#[tokio::test]
async fn a_documented_redirect_returns_its_url() {
    for (location, url) in [
        (
            "https://archive.example/1?a=b",
            "https://archive.example/1?a=b",
        ),
        ("../tower", "/tower"),
    ] {
        let reply = Reply::text(302, "text/plain", "elsewhere").header("Location", location);
        let server = Server::with_reply(reply).await;
        let found = client(&server).call(&BELLS, decode::location()).await;
        let found = found.expect("a URL");
        assert!(found.as_str().ends_with(url), "{found}");
        assert_eq!(server.seen().len(), 1, "it is not followed");
    }
    let server = Server::with_reply(Reply::text(302, "text/plain", "elsewhere")).await;
    let error = client(&server).call(&BELLS, decode::location()).await;
    assert!(error.expect_err("no URL").to_string().contains("Location"));
}

#[tokio::test]
async fn reads_documented_headers() {
    #[derive(Debug, Deserialize)]
    struct Headers {
        #[serde(rename = "x-left")]
        left: u32,
    }
    let server = Server::with_reply(Reply::json(200, &json!(1)).header("X-Left", "7")).await;
    let call: Call<u32> = client(&server).call(&BELLS, decode::json());
    let response = call.response().await.expect("it is a success");
    assert_eq!(
        response
            .typed_headers::<Headers>()
            .expect("it is there")
            .left,
        7
    );

    let server = Server::with_reply(Reply::json(200, &json!(1)).header("X-Left", "many")).await;
    let call: Call<u32> = client(&server).call(&BELLS, decode::json());
    let response = call.response().await.expect("it is a success");
    let error = response.typed_headers::<Headers>().expect_err("no number");
    assert!(error.to_string().contains("many"), "{error}");
}
