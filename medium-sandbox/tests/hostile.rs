//! Malicious and faulty clients.

mod support;

use std::process::Stdio;
use std::time::Duration;

use medium_sandbox::Sandbox;
use serde_json::json;
use support::calls::{article, publish, with};
use support::forms::Browser;
use support::oauth::consent_page;
use support::{Request, get, parse, path_of, post, sandbox, start};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::Command;
use tokio::time::timeout;

/// Longer than any client may delay the sandbox.
const TOO_LONG: Duration = Duration::from_secs(180);

/// Names with markup.
const NAMES: [&str; 4] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "{{7*7}}${7*7}<%=7*7%>",
];

#[tokio::test]
async fn names_are_escaped_on_every_page() {
    let sandbox = start(Sandbox::builder().rate_limit(false)).await;
    let mut browser = Browser::signed_in(&sandbox, "demo").await;
    for name in NAMES {
        let post = with(article(), "title", json!(name));
        let post = with(post, "tags", json!([&name[..20]]));
        let canonical = format!("https://home.example/{name}");
        let created = publish(&sandbox, &with(post, "canonicalUrl", json!(canonical))).await;
        let page = path_of(created.json()["data"]["url"].as_str().unwrap());
        browser.go("/me/settings").await;
        browser.submit("/me/tokens", &[("description", name)]).await;
        browser.go("/me/applications/new").await;
        let fields = [
            ("name", name),
            ("description", name),
            ("callbacks", "https://a.example"),
        ];
        browser.submit("/me/applications", &fields).await;
        let lists = "/ /@demo /me/settings /me/applications /requests";
        for path in lists.split(' ').chain([page.as_str()]) {
            let shown = browser.go(path).await.text();
            assert!(!shown.contains(name), "{path} shows {name} as it is");
        }
    }
}

#[tokio::test]
async fn paths_never_reach_files() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.sqlite");
    let sandbox = start(Sandbox::builder().state_file(&state)).await;
    let before = std::fs::read_dir(folder.path()).unwrap().count();
    for name in [
        "../../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%00",
        "%ff",
        "C:%5cx",
    ] {
        for path in [
            "/images/",
            "/avatars/",
            "/requests/",
            "/@demo/",
            "/",
            "/_sandbox/reference/",
        ] {
            let response = get(&format!("{path}{name}")).send(&sandbox).await;
            assert!((400..500).contains(&response.status), "{path}{name}");
            assert!(!response.text().contains("root:"), "{path}{name}");
        }
        for path in ["/v1/users/{}/posts", "/v1/publications/{}/posts"] {
            let request = post(&path.replace("{}", name)).bearer(sandbox.token());
            let response = request.json(&article()).send(&sandbox).await;
            assert!((400..500).contains(&response.status), "{path} {name}");
        }
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), before);
}

#[tokio::test]
async fn an_early_error_reaches_a_client_that_is_still_sending() {
    let sandbox = start(Sandbox::builder().max_image_bytes(1024)).await;
    let large = vec![0; 20 * 1024 * 1024];
    let image =
        |request: Request| request.part("name=\"image\"; filename=\"a.png\"", "image/png", &large);
    let json = |request: Request| request.body("application/json", &*large);
    let form = |request: Request| request.body("application/x-www-form-urlencoded", &*large);
    let profile = format!("/v1/users/{}/posts", sandbox.users()[0].id);
    for (request, status) in [
        (image(post("/v1/images").bearer(sandbox.token())), 413),
        (image(post("/v1/images")), 401),
        (json(post(&profile).bearer(sandbox.token())), 413),
        (json(post("/_sandbox/faults")), 413),
        (form(post("/sign-in")), 413),
        (post("/unknown").body("text/plain", &*large), 405),
    ] {
        assert_eq!(request.send(&sandbox).await.status, status);
    }
}

/// With paused time: timeouts pass at once when all tasks are idle.
#[tokio::test(start_paused = true)]
async fn a_stalled_client_does_not_delay_others() {
    let sandbox = sandbox().await;
    let halves = [
        "GET /v1/me HTTP/1.1\r\nHost: a\r\n",
        "POST /v1/tokens HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\ngrant",
        "POST /v1/images HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n--x",
        "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\nuser",
    ];
    let mut stopped = Vec::new();
    for half in halves.iter().cycle().take(100) {
        let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
        stream.write_all(half.as_bytes()).await.unwrap();
        stopped.push(stream);
    }
    let me = get("/v1/me").bearer(sandbox.token());
    assert_eq!(me.send(&sandbox).await.status, 200);
    for mut stream in stopped {
        let mut received = Vec::new();
        let ended = timeout(TOO_LONG, stream.read_to_end(&mut received)).await;
        assert!(matches!(ended, Ok(Ok(_))), "{ended:?}");
        let response = parse(&received);
        assert!(response.is_none_or(|response| (400..500).contains(&response.status)));
    }
}

#[tokio::test]
async fn drops_the_oldest_of_many_consent_pages() {
    let sandbox = sandbox().await;
    let mut first = String::new();
    for number in 0..1_001 {
        let page = consent_page(sandbox.application(), "basicProfile");
        let page = page.send(&sandbox).await;
        if number == 0 {
            first = page.text();
        }
    }
    let ticket = support::forms::value_of(&first, "ticket");
    let fields = [
        ("ticket", ticket.as_str()),
        ("username", "demo"),
        ("decision", "allow"),
    ];
    let late = post("/m/oauth/authorize").form(&fields);
    assert_eq!(late.send(&sandbox).await.status, 400);
}

#[tokio::test]
async fn clock_stops_at_its_limit() {
    let sandbox = sandbox().await;
    for _ in 0..5 {
        let advance = post("/_sandbox/clock").json(&json!({ "advanceSeconds": u64::MAX }));
        assert_eq!(advance.send(&sandbox).await.status, 200);
    }
    assert_eq!(publish(&sandbox, &article()).await.status, 201);
    let page = consent_page(sandbox.application(), "basicProfile");
    assert_eq!(page.send(&sandbox).await.status, 200);
    assert_eq!(get("/requests").send(&sandbox).await.status, 200);
}

#[tokio::test]
async fn sandboxes_on_two_ports_have_separate_sign_ins() {
    let (one, other) = (sandbox().await, sandbox().await);
    let first = Browser::signed_in(&one, "demo").await;
    let second = Browser::signed_in(&other, "erin").await;
    let jar = format!("{}; {}", first.cookie, second.cookie);
    for (sandbox, name) in [(&one, "Demo Author"), (&other, "Erin Editor")] {
        let settings = get("/me/settings").header("Cookie", &jar);
        assert!(settings.send(&sandbox).await.text().contains(name));
    }
}

#[tokio::test]
async fn signing_in_never_redirects_to_another_site() {
    let sandbox = sandbox().await;
    let here = url::Url::parse(&format!("http://{}/sign-in", sandbox.address())).unwrap();
    for next in [
        "//evil.example/",
        "/..//evil.example/",
        "/%2e%2e//evil.example/",
        "/a/../..//evil.example/",
        "/.\\evil.example/",
        "/\t/evil.example/",
        "https://evil.example/",
    ] {
        let mut browser = Browser::open(&sandbox, "/sign-in").await;
        let form = browser.form("/sign-in", &[("username", "demo"), ("next", next)]);
        browser.page = form.send(&sandbox).await;
        assert_eq!(browser.page.status, 303);
        let location = browser.page.header("location").unwrap();
        let there = here.join(location).unwrap();
        assert_eq!(there.origin(), here.origin(), "{next}: {location}");
    }
}

#[tokio::test]
async fn warns_when_others_can_connect() {
    for (host, warned) in [("0.0.0.0", true), ("::", true), ("127.0.0.1", false)] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_medium-sandbox"))
            .args(["--port", "0", "--host", host])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let first = lines.next_line().await.unwrap().unwrap();
        assert!(first.contains("http://127.0.0.1:"), "{first}");
        program.kill().await.unwrap();
        let mut output = String::new();
        let mut stderr = program.stderr.take().unwrap();
        stderr.read_to_string(&mut output).await.unwrap();
        let warning = format!("warning: everyone who can reach {host} can use this sandbox\n");
        assert_eq!(output, if warned { warning } else { String::new() });
    }
}
