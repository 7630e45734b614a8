//! The resources, call by call, against a sandbox over TCP.

mod support;

use medium_sandbox::{PublishStatus, Sandbox, Variant};
use serde_json::{Value, json};
use support::{Answer, Checked, get, path_of, post, sandbox, start};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nnot much of a picture";

fn article() -> Value {
    json!({ "title": "Liverpool FC", "contentFormat": "markdown", "content": "# Liverpool FC\n" })
}

fn with(mut article: Value, field: &str, value: Value) -> Value {
    article[field] = value;
    article
}

async fn publish(sandbox: &Checked, article: &Value) -> Answer {
    let path = format!("/v1/users/{}/posts", sandbox.users()[0].id);
    post(&path)
        .bearer(sandbox.token())
        .json(article)
        .send(sandbox.address())
        .await
}

async fn upload(sandbox: &Checked, content_type: &str, bytes: &[u8]) -> Answer {
    let disposition = "name=\"image\"; filename=\"a.png\"";
    let request = post("/v1/images").bearer(sandbox.token());
    request
        .part(disposition, content_type, bytes)
        .send(sandbox.address())
        .await
}

#[tokio::test]
async fn the_profile_stands_in_an_envelope_with_addresses_that_answer() {
    let sandbox = sandbox().await;
    let answer = get("/v1/me")
        .bearer(sandbox.token())
        .send(sandbox.address())
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.header("content-type"),
        Some("application/json; charset=utf-8")
    );
    let me = &answer.json()["data"];
    assert_eq!(me["username"], "demo");
    assert_eq!(me["url"], format!("{}/@demo", sandbox.url()));
    let avatar = get(&path_of(me["imageUrl"].as_str().unwrap()))
        .send(sandbox.address())
        .await;
    assert_eq!(avatar.header("content-type"), Some("image/svg+xml"));
}

#[tokio::test]
async fn tokens_are_asked_for_and_checked() {
    let sandbox = sandbox().await;
    let none = get("/v1/me").send(sandbox.address()).await;
    assert_eq!(none.status, 401);
    assert_eq!(
        none.error(),
        (6000, "An access token is required.".to_owned())
    );
    let wrong = get("/v1/me").bearer("0000").send(sandbox.address()).await;
    assert_eq!(wrong.status, 401);
    assert_eq!(wrong.error(), (6003, "Token was invalid.".to_owned()));
    assert!(sandbox.revoke(sandbox.token()));
    let revoked = get("/v1/me")
        .bearer(sandbox.token())
        .send(sandbox.address())
        .await;
    assert_eq!(revoked.error().0, 6003);
}

#[tokio::test]
async fn unknown_addresses_and_methods_are_refused_in_json() {
    let sandbox = sandbox().await;
    assert_eq!(
        get("/v1/nothing/here")
            .send(sandbox.address())
            .await
            .error()
            .0,
        -1
    );
    let wrong_method = get("/v1/images").send(sandbox.address()).await;
    assert_eq!((wrong_method.status, wrong_method.error().0), (405, -1));
}

#[tokio::test]
async fn publications_are_listed_without_the_role_and_only_ones_own() {
    let sandbox = sandbox().await;
    let [me, other] = [&sandbox.users()[0].id, &sandbox.users()[1].id];
    let path = format!("/v1/users/{me}/publications");
    let answer = get(&path)
        .bearer(sandbox.token())
        .send(sandbox.address())
        .await;
    let listed = answer.json()["data"].as_array().unwrap().clone();
    assert_eq!(listed.len(), 3, "edited, written in, followed");
    assert!(
        listed
            .iter()
            .all(|publication| publication.get("role").is_none())
    );

    let path = format!("/v1/users/{other}/publications");
    let answer = get(&path)
        .bearer(sandbox.token())
        .send(sandbox.address())
        .await;
    assert_eq!(answer.status, 403);
}

#[tokio::test]
async fn contributors_have_roles() {
    let sandbox = sandbox().await;
    let publication = &sandbox.publications()[0];
    let path = format!("/v1/publications/{}/contributors", publication.id);
    let answer = get(&path)
        .bearer(sandbox.token())
        .send(sandbox.address())
        .await;
    assert_eq!(
        answer.json()["data"],
        json!([
            { "publicationId": publication.id, "userId": publication.editors[0], "role": "editor" },
            { "publicationId": publication.id, "userId": publication.writers[0], "role": "writer" },
        ])
    );
}

#[tokio::test]
async fn a_post_is_answered_as_medium_was_seen_to() {
    let sandbox = sandbox().await;
    let tags = json!([
        "Football",
        "a tag that is longer than twenty-five characters",
        "SPORT",
        "c",
        "d"
    ]);
    let answer = publish(&sandbox, &with(article(), "tags", tags)).await;
    assert_eq!(answer.status, 201);
    let created = &answer.json()["data"];
    assert_eq!(answer.header("location"), created["url"].as_str());
    assert_eq!(created["tags"], json!(["football", "sport", "c"]));
    assert_eq!(created["canonicalUrl"], "");
    assert_eq!(created["license"], "");
    assert_eq!(created["publishStatus"], "public");
    assert!(
        created["publishedAt"].as_i64().unwrap() > 1_700_000_000_000,
        "milliseconds"
    );
    let url = created["url"].as_str().unwrap();
    assert!(
        url.starts_with(&format!("{}/@demo/liverpool-fc-", sandbox.url())),
        "{url}"
    );
    assert_eq!(sandbox.posts()[0].content, "# Liverpool FC\n");
}

#[tokio::test]
async fn the_documented_variant_answers_as_documented() {
    let builder = Sandbox::builder().variant(Variant::Documented);
    let sandbox = start(builder).await;
    let answer = publish(&sandbox, &with(article(), "tags", json!(["Football"]))).await;
    let created = &answer.json()["data"];
    assert_eq!(created["tags"], json!(["Football"]));
    assert_eq!(created["license"], "all-rights-reserved");
    assert!(created.get("canonicalUrl").is_none());
}

#[tokio::test]
async fn a_draft_has_no_publication_time_and_no_title_in_its_address() {
    let sandbox = sandbox().await;
    let answer = publish(&sandbox, &with(article(), "publishStatus", json!("draft"))).await;
    let created = &answer.json()["data"];
    assert!(created.get("publishedAt").is_none());
    let expected = format!(
        "{}/@demo/{}",
        sandbox.url(),
        created["id"].as_str().unwrap()
    );
    assert_eq!(created["url"], expected);
}

#[tokio::test]
async fn posts_can_be_backdated_but_not_sent_to_the_future() {
    let sandbox = sandbox().await;
    let past = with(article(), "publishedAt", json!("2015-09-15T12:00:00Z"));
    assert_eq!(
        publish(&sandbox, &past).await.json()["data"]["publishedAt"],
        1_442_318_400_000_i64
    );
    let future = publish(
        &sandbox,
        &with(article(), "publishedAt", json!("2999-01-01T00:00:00Z")),
    )
    .await;
    assert_eq!(future.status, 400);
    let message = "If specified, publishedAt must be in the past.".to_owned();
    assert_eq!(future.error(), (2014, message));
}

#[tokio::test]
async fn a_title_that_is_too_long_is_made_from_the_content() {
    let sandbox = sandbox().await;
    let answer = publish(&sandbox, &with(article(), "title", json!("x".repeat(101)))).await;
    assert_eq!(answer.json()["data"]["title"], "Liverpool FC");
}

#[tokio::test]
async fn what_is_wrong_with_a_post_is_said_in_mediums_words() {
    let sandbox = sandbox().await;
    let refusals = [
        ("content", json!(""), (2002, "No content specified.")),
        (
            "tags",
            json!("football"),
            (-1, "Unexpected fields specified."),
        ),
        ("colour", json!("red"), (-1, "Unexpected fields specified.")),
        ("title", json!(""), (-1, "No title specified.")),
        (
            "publishStatus",
            json!("secret"),
            (-1, "publishStatus must be public, draft or unlisted."),
        ),
        (
            "canonicalUrl",
            json!("javascript:alert(1)"),
            (-1, "canonicalUrl was invalid."),
        ),
    ];
    for (field, value, (code, message)) in refusals {
        let answer = publish(&sandbox, &with(article(), field, value)).await;
        assert_eq!(
            (answer.status, answer.error()),
            (400, (code, message.to_owned())),
            "{field}"
        );
    }
    assert!(sandbox.posts().is_empty());
}

#[tokio::test]
async fn writers_submit_drafts_and_editors_anything() {
    let sandbox = sandbox().await;
    let [edited, written, followed] = sandbox.publications().try_into().unwrap();
    let cases = [
        (&edited.id, "public", 201),
        (&written.id, "draft", 201),
        (&written.id, "public", 403),
        (&followed.id, "draft", 403),
        (&"unknown".to_owned(), "draft", 403),
    ];
    for (id, status, expected) in cases {
        let request = post(&format!("/v1/publications/{id}/posts")).bearer(sandbox.token());
        let article = with(article(), "publishStatus", json!(status));
        let answer = request.json(&article).send(sandbox.address()).await;
        assert_eq!(
            answer.status,
            expected,
            "{status} in {id}: {}",
            answer.text()
        );
        if expected == 201 {
            assert_eq!(answer.json()["data"]["publicationId"], **id);
        }
    }
}

#[tokio::test]
async fn nobody_posts_as_somebody_else() {
    let sandbox = sandbox().await;
    for id in [sandbox.users()[1].id.as_str(), "unknown"] {
        let request = post(&format!("/v1/users/{id}/posts")).bearer(sandbox.token());
        assert_eq!(
            request
                .json(&article())
                .send(sandbox.address())
                .await
                .status,
            403
        );
    }
}

#[tokio::test]
async fn the_eleventh_post_of_a_day_is_refused_until_the_day_is_over() {
    let sandbox = sandbox().await;
    for _ in 0..10 {
        assert_eq!(publish(&sandbox, &article()).await.status, 201);
    }
    let answer = publish(&sandbox, &article()).await;
    assert_eq!((answer.status, answer.error().0), (429, 1007));
    sandbox
        .clock()
        .advance(std::time::Duration::from_secs(24 * 60 * 60));
    assert_eq!(publish(&sandbox, &article()).await.status, 201);
}

#[tokio::test]
async fn an_image_has_an_address_that_serves_its_bytes() {
    let sandbox = sandbox().await;
    let answer = upload(&sandbox, "image/png", PNG).await;
    assert_eq!(answer.status, 201);
    let image = &answer.json()["data"];
    assert_eq!(
        image["md5"].as_str().unwrap().len(),
        22,
        "unpadded base64url"
    );
    let served = get(&path_of(image["url"].as_str().unwrap()))
        .send(sandbox.address())
        .await;
    assert_eq!(served.header("content-type"), Some("image/png"));
    assert_eq!(served.body, PNG);

    let again = upload(&sandbox, "image/png", PNG).await;
    assert_eq!(
        again.json()["data"],
        *image,
        "the same bytes, the same address"
    );
    assert_eq!(sandbox.images().len(), 1);
}

#[tokio::test]
async fn other_media_are_refused() {
    let sandbox = sandbox().await;
    for content_type in ["image/jpg", "text/html", "image/svg+xml"] {
        let answer = upload(&sandbox, content_type, PNG).await;
        let message = "The media is not in a format we understand.".to_owned();
        assert_eq!(
            (answer.status, answer.error()),
            (400, (-1, message)),
            "{content_type}"
        );
    }
    let request = post("/v1/images").bearer(sandbox.token());
    let answer = request.part("name=\"picture\"; filename=\"a.png\"", "image/png", PNG);
    assert_eq!(answer.send(sandbox.address()).await.status, 400);
}

#[tokio::test]
async fn an_image_that_is_too_large_meets_the_proxy() {
    let builder = Sandbox::builder().max_image_bytes(10);
    let sandbox = start(builder).await;
    let answer = upload(&sandbox, "image/png", PNG).await;
    assert_eq!(answer.status, 413);
    assert!(answer.text().contains("nginx"));
    assert_eq!(
        answer.header("content-type"),
        Some("text/html; charset=utf-8")
    );
}

#[tokio::test]
async fn a_published_article_can_be_read_with_its_picture_and_runs_nothing() {
    let sandbox = sandbox().await;
    let image = upload(&sandbox, "image/png", PNG).await.json()["data"]["url"].clone();
    let picture = image.as_str().unwrap();
    let content = format!("# Liverpool FC\n\n![Crest]({picture})\n\n<script>alert(1)</script>");
    let url = publish(&sandbox, &with(article(), "content", json!(content)))
        .await
        .json()["data"]["url"]
        .clone();
    let page = get(&path_of(url.as_str().unwrap()))
        .send(sandbox.address())
        .await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("<h1>Liverpool FC</h1>"));
    assert!(
        page.text().contains(&format!("src=\"{picture}\"")),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("<script"));
    assert!(
        page.header("content-security-policy")
            .unwrap()
            .contains("default-src 'none'")
    );
}

#[tokio::test]
async fn requests_are_remembered_without_what_authorized_them() {
    let sandbox = sandbox().await;
    get("/v1/me")
        .bearer(sandbox.token())
        .send(sandbox.address())
        .await;
    get("/v1/me").send(sandbox.address()).await;
    let seen: Vec<_> = sandbox
        .requests()
        .into_iter()
        .map(|request| {
            (
                request.method,
                request.path,
                request.status,
                request.authorization,
            )
        })
        .collect();
    let call =
        |status, authorization| ("GET".to_owned(), "/v1/me".to_owned(), status, authorization);
    assert_eq!(seen, [call(200, true), call(401, false)]);
    assert!(!format!("{sandbox:?} {:?}", sandbox.requests()).contains(sandbox.token()));
}

#[tokio::test]
async fn many_live_side_by_side_and_each_ends_with_its_value() {
    let mut running = Vec::new();
    for _ in 0..20 {
        running.push(sandbox().await);
    }
    publish(&running[0], &article()).await;
    assert_eq!(running[0].posts().len(), 1);
    assert!(running[1..].iter().all(|other| other.posts().is_empty()));
    let (first, second) = (running.remove(0), running.remove(0));
    let address = first.address();
    drop(first);
    while get("/v1/me").raw(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    let answer = get("/v1/me")
        .bearer(second.token())
        .send(second.address())
        .await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn an_unlisted_post_stays_unlisted() {
    let sandbox = sandbox().await;
    publish(
        &sandbox,
        &with(article(), "publishStatus", json!("unlisted")),
    )
    .await;
    assert_eq!(sandbox.posts()[0].publish_status, PublishStatus::Unlisted);
}

#[tokio::test]
async fn a_sandbox_that_was_stopped_no_longer_listens() {
    let sandbox = Sandbox::start().await.expect("a free port");
    let address = sandbox.address();
    sandbox.stop().await;
    assert!(get("/v1/me").raw(address).await.is_err());
}

#[tokio::test]
async fn calls_are_kept_with_what_the_document_has_against_them() {
    let sandbox = sandbox().await;
    publish(&sandbox, &with(article(), "tags", json!("football"))).await;
    let call = sandbox.requests().remove(0);
    assert_eq!((call.number, call.user.as_deref()), (1, Some("demo")));
    assert!(
        call.request_violation
            .is_some_and(|rule| rule.contains("/tags"))
    );
    assert_eq!(call.answer_violation, None);
    let exchange = call.exchange.expect("the newest calls have it");
    assert!(exchange.request_body.contains("football"));
    assert!(exchange.answer_body.contains("Unexpected fields"));
    assert!(exchange.request_head.contains("authorization: ••••"));
}
