//! Kills the program right after a response. Acknowledged changes must be in the state file.

mod support;

use std::net::SocketAddr;
use std::path::PathBuf;

use medium_sandbox::{Application, PublishStatus, Sandbox};
use serde_json::{Value, json};
use support::calls::titled;
use support::forms::Browser;
use support::oauth::{callback, code, consent_page, decision, exchange, field};
use support::program::Program;
use support::{CheckedSandbox, Request, Response, get, parse, post, start};
use tempfile::TempDir;

const TOKEN: &str = "5eed";
/// An image so large that it is still being written when the next response is sent.
const LARGE: usize = 4 * 1024 * 1024;
/// The path of that image.
const LARGE_PATH: &str = "/images/0*tc-p1sj-vWGPkawoQ9UKHA.gif";

/// The path of an image of six zeros.
const SMALL_PATH: &str = "/images/0*cxlGiEfXsa7kDb9d2WPJmQ.gif";

/// Uploads an image of zeros. It is not on disk yet when this returns.
async fn begin_upload(address: SocketAddr, bytes: usize, path: &str) {
    let upload = tokio::spawn(async move { upload(bytes).raw(address).await });
    loop {
        let responded = upload.is_finished();
        if get(path).send(&address).await.status == 200 {
            return;
        }
        assert!(!responded, "another path");
    }
}

fn upload(bytes: usize) -> Request {
    let disposition = "name=\"image\"; filename=\"a.gif\"";
    let request = post("/v1/images").bearer(TOKEN);
    request.part(disposition, "image/gif", &vec![0; bytes])
}

/// A state file with a token, an application that has access, and a draft in a publication.
struct Fixture {
    folder: TempDir,
    application: Application,
    /// The access token of the application.
    access: String,
    /// The path for the demo user's posts.
    profile: String,
    draft: String,
}

impl Fixture {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let builder = Sandbox::builder().token(TOKEN).rate_limit(false);
        let sandbox = start(builder.state_file(folder.path().join("state.sqlite"))).await;
        let mut draft = titled("Bench");
        draft["publishStatus"] = "draft".into();
        let path = format!("/v1/publications/{}/posts", sandbox.publications()[1].id);
        let draft = post(&path).bearer(TOKEN).json(&draft);
        assert_eq!(draft.send(&sandbox).await.status, 201);
        let tokens = exchange(&sandbox, &code(&sandbox, "basicProfile").await).await;
        let fixture = Self {
            folder,
            application: sandbox.application().clone(),
            access: field(&tokens, "access_token"),
            profile: format!("/v1/users/{}/posts", sandbox.users()[0].id),
            draft: sandbox.posts()[0].id.clone(),
        };
        sandbox.into_inner().stop().await;
        fixture
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("state.sqlite")
    }

    async fn open(&self) -> CheckedSandbox {
        start(Sandbox::builder().state_file(self.file())).await
    }

    /// Kills the program after its response to a request, and opens the state file.
    async fn killed_after(
        &self,
        request: impl AsyncFnOnce(&Program) -> Request,
    ) -> (CheckedSandbox, Response) {
        let program = Program::start(&self.file()).await;
        let request = request(&program).await;
        let address = program.address;
        begin_upload(address, LARGE, LARGE_PATH).await;
        let response = request.send(&address).await;
        program.kill().await;
        (self.open().await, response)
    }

    /// Does the same for a form on a page.
    async fn killed_after_form(
        &self,
        (username, page, action): (&str, &str, &str),
        fields: &[(&str, &str)],
    ) -> (CheckedSandbox, Response) {
        let request = async |program: &Program| {
            let mut browser = Browser::signed_in(&program.address, username).await;
            browser.go(page).await;
            browser.form(action, fields)
        };
        let (sandbox, response) = self.killed_after(request).await;
        assert_eq!(response.status, 303, "{}", response.text());
        (sandbox, response)
    }
}

async fn status_of_me(sandbox: &CheckedSandbox, token: &str) -> u16 {
    let me = get("/v1/me").bearer(token);
    me.send(&sandbox).await.status
}

async fn settings(sandbox: &CheckedSandbox) -> String {
    let mut browser = Browser::signed_in(&sandbox, "demo").await;
    browser.go("/me/settings").await.text()
}

#[tokio::test]
async fn saves_a_new_token() {
    let form = ("demo", "/me/settings", "/me/tokens");
    let fixture = Fixture::new().await;
    let (sandbox, _) = fixture
        .killed_after_form(form, &[("description", "n8n")])
        .await;
    assert!(settings(&sandbox).await.contains("n8n"));
}

#[tokio::test]
async fn a_revoked_token_stays_revoked() {
    let form = ("demo", "/me/settings", "/me/tokens/revoke");
    let fixture = Fixture::new().await;
    let (sandbox, _) = fixture.killed_after_form(form, &[("token", TOKEN)]).await;
    assert_eq!(status_of_me(&sandbox, TOKEN).await, 401);
}

#[tokio::test]
async fn revoking_access_revokes_the_tokens_of_an_application() {
    let form = ("demo", "/me/settings", "/me/connections/revoke");
    let fixture = Fixture::new().await;
    let fields = [("client_id", fixture.application.client_id.as_str())];
    let (sandbox, _) = fixture.killed_after_form(form, &fields).await;
    assert_eq!(status_of_me(&sandbox, &fixture.access).await, 401);
}

#[tokio::test]
async fn saves_a_registered_application() {
    let form = ("demo", "/me/applications/new", "/me/applications");
    let fields = [
        ("name", "n8n"),
        ("callbacks", "https://n8n.example/callback"),
    ];
    let fixture = Fixture::new().await;
    let (sandbox, response) = fixture.killed_after_form(form, &fields).await;
    let page = response.header("location").unwrap().to_owned();
    let mut browser = Browser::signed_in(&sandbox, "demo").await;
    assert_eq!(browser.go(&page).await.status, 200);
}

#[tokio::test]
async fn saves_an_approved_draft() {
    let form = ("erin", "/the-test-bench", "/me/approvals");
    let fixture = Fixture::new().await;
    let (sandbox, _) = fixture
        .killed_after_form(form, &[("post_id", &fixture.draft)])
        .await;
    assert_eq!(sandbox.posts()[0].publish_status, PublishStatus::Public);
}

#[tokio::test]
async fn saves_an_authorization_code() {
    let fixture = Fixture::new().await;
    let request = async |program: &Program| {
        let page = consent_page(&fixture.application, "basicProfile");
        decision(&page.send(&program.address).await, "allow")
    };
    let (sandbox, response) = fixture.killed_after(request).await;
    let (_, parameters) = callback(&response);
    assert_eq!(exchange(&sandbox, &parameters["code"]).await.status, 201);
}

#[tokio::test]
async fn saves_a_reset() {
    let fixture = Fixture::new().await;
    let reset = async |_: &Program| post("/_sandbox/reset").json(&json!({}));
    let (sandbox, response) = fixture.killed_after(reset).await;
    assert_eq!((response.status, sandbox.posts().len()), (204, 0));
    assert_eq!(status_of_me(&sandbox, TOKEN).await, 200);
}

/// The second upload has the bytes of the first, which are not on disk yet.
#[tokio::test]
async fn an_upload_waits_until_the_same_image_is_saved() {
    let fixture = Fixture::new().await;
    let program = Program::start(&fixture.file()).await;
    begin_upload(program.address, LARGE, LARGE_PATH).await;
    begin_upload(program.address, 6, SMALL_PATH).await;
    let response = upload(6).send(&program.address).await;
    program.kill().await;
    assert_eq!(response.status, 201);
    let images = fixture.open().await.images();
    assert!(images.iter().any(|image| image.bytes.len() == 6));
}

#[tokio::test]
async fn a_killed_sandbox_keeps_every_acknowledged_post() {
    let fixture = Fixture::new().await;
    let program = Program::start(&fixture.file()).await;
    let address = program.address;
    let mut publishing: Vec<_> = (0..40)
        .map(|number| {
            let request = post(&fixture.profile).bearer(TOKEN);
            let request = request.json(&titled(&format!("Post {number}")));
            tokio::spawn(async move { request.raw(address).await })
        })
        .collect();
    let mut responses = Vec::new();
    for task in publishing.drain(..20) {
        responses.push(task.await.unwrap());
    }
    program.kill().await;
    for task in publishing {
        responses.push(task.await.unwrap());
    }
    let created = responses.iter().flatten().filter_map(|raw| parse(raw));
    let created = created.filter(|response| response.status == 201);
    let acknowledged: Vec<Value> = created
        .map(|response| response.json()["data"]["id"].clone())
        .collect();
    assert!(acknowledged.len() >= 20);

    let kept: Vec<Value> = fixture
        .open()
        .await
        .posts()
        .into_iter()
        .map(|post| post.id.into())
        .collect();
    for id in acknowledged {
        assert!(kept.contains(&id), "{id} was acknowledged and lost");
    }
}
