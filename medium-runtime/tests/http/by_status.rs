//! Success types by status, and bodies other than JSON.

use medium_runtime::decode::{self, Decode};
use medium_runtime::{Call, Download, Error};
use serde::Deserialize;
use serde_json::json;

use crate::client::{BELLS, RING, client};
use crate::server::{Response, Server};

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

async fn rung(response: Response) -> Result<Rung, Error> {
    let server = Server::with_response(response).await;
    let call: Call<Rung> = client(&server).call(&RING, decode::by_status());
    call.await
}

#[tokio::test]
async fn decodes_the_body_by_status() {
    let sound = rung(Response::text(200, "audio/ogg", "dong")).await;
    let Ok(Rung::Ok(sound)) = sound else {
        panic!("{sound:?}");
    };
    assert_eq!(sound.bytes(4).await.unwrap(), "dong");
    let queued = rung(Response::json(202, &json!(3))).await;
    assert!(matches!(queued, Ok(Rung::Accepted(3))), "{queued:?}");
    let done = rung(Response::text(204, "", "")).await;
    assert!(matches!(done, Ok(Rung::NoContent)), "{done:?}");
    let quiet = rung(Response::text(203, "text/plain", "night")).await;
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

/// Calls `bells`, for which the server returns `response`.
async fn bells<T>(
    response: Response,
    decode: Decode<T>,
) -> Result<medium_runtime::Response<T>, Error> {
    let server = Server::with_response(response).await;
    let response = client(&server).call(&BELLS, decode).response().await;
    assert_eq!(server.seen().len(), 1, "redirects are not followed");
    response
}

#[tokio::test]
async fn names_an_undocumented_status() {
    let error = bells(
        Response::json(206, &json!(3)),
        decode::by_status::<Counted>(),
    )
    .await;
    let error = error.unwrap_err().to_string();
    assert!(error.contains("(206 Partial Content)"), "{error}");
}

#[tokio::test]
async fn an_optional_value_is_none_if_the_body_is_empty() {
    for (body, value) in [("", None), ("3", Some(3))] {
        let sent = Response::text(200, "application/json", body);
        let response = bells(sent, decode::optional_json::<u32>()).await;
        assert_eq!(response.unwrap().body, value);
    }
}

#[tokio::test]
async fn reads_text_and_json_strings() {
    for (media_type, body, text) in [
        ("text/plain", "\"Tom\" rang", "\"Tom\" rang"),
        ("application/xml", "<bell/>", "<bell/>"),
        ("application/json", "\"Tom\\n\"", "Tom\n"),
        ("text/plain; charset=ISO-8859-1", "Tom", "Tom"),
    ] {
        let response = bells(Response::text(200, media_type, body), decode::text()).await;
        assert_eq!(response.unwrap().body, text);
    }
}

#[tokio::test]
async fn a_documented_redirect_returns_its_url() {
    let redirect = || Response::text(302, "text/plain", "elsewhere");
    let archive = "https://archive.example/1?a=b";
    for (location, url) in [(archive, archive), ("../tower", "/tower")] {
        let found = bells(redirect().header("Location", location), decode::location()).await;
        let found = found.unwrap().body;
        assert!(found.as_str().ends_with(url), "{found}");
    }
    let error = bells(redirect(), decode::location()).await;
    assert!(error.unwrap_err().to_string().contains("Location"));
}

#[tokio::test]
async fn reads_documented_headers() {
    #[derive(Debug, Deserialize)]
    struct Headers {
        #[serde(rename = "x-left")]
        left: u32,
    }
    let headers = async |left| {
        let sent = Response::json(200, &json!(1)).header("X-Left", left);
        let response = bells(sent, decode::json::<u32>()).await;
        response.unwrap().typed_headers::<Headers>()
    };
    assert_eq!(headers("7").await.unwrap().left, 7);
    let error = headers("many").await.unwrap_err();
    assert!(error.to_string().contains("many"), "{error}");
}
