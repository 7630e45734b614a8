//! Each article once: whatever happens between two runs, nothing is on Medium twice, and nothing
//! that may be there is called unpublished.
#![cfg(unix)]

mod support;

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::time::Duration;

use medium_sandbox::faults::{Fault, Target, Times};
use medium_sandbox::{Post, Sandbox};
use serde_json::Value;
use support::{Finished, Medium};

/// A folder with articles, and a home that remembers what was published.
struct Desk {
    sandbox: Sandbox,
    folder: tempfile::TempDir,
    home: tempfile::TempDir,
}

impl Desk {
    async fn with_articles(count: usize) -> Self {
        Self {
            sandbox: Sandbox::start().await.unwrap(),
            folder: articles(count),
            home: tempfile::tempdir().unwrap(),
        }
    }

    fn medium(&self) -> Medium {
        Medium::new()
            .env("MEDIUM_TOKEN", self.sandbox.token())
            .env("MEDIUM_API_URL", self.sandbox.url())
            .env("HOME", self.home.path().to_string_lossy())
            .in_folder(self.folder.path())
    }

    async fn run(&self, arguments: &[&str]) -> Finished {
        self.run_as(self.medium(), arguments).await
    }

    async fn run_as(&self, medium: Medium, arguments: &[&str]) -> Finished {
        let arguments: Vec<String> = arguments.iter().map(|one| (*one).to_owned()).collect();
        let work = move || medium.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        tokio::task::spawn_blocking(work).await.unwrap()
    }

    async fn ledger(&self) -> Vec<(String, String)> {
        let done = self.run(&["ledger", "--json"]).await;
        entries(&done)
    }

    async fn create_post_fails(&self, fault: Fault) {
        let target = Target::operation("createPost").unwrap();
        self.sandbox.inject(target, fault, Times::Next(1)).await;
    }

    fn calls(&self, method: &str) -> usize {
        let requests = self.sandbox.requests();
        requests.iter().filter(|one| one.method == method).count()
    }
}

/// `1.md` and so on, each with a picture of its own.
fn articles(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 1..=count {
        let picture = format!("GIF89a and what is in it: {number}");
        fs::write(folder.path().join(format!("{number}.gif")), picture).unwrap();
        let article = format!("# Part {number}\n\n![a]({number}.gif)\n");
        fs::write(folder.path().join(format!("{number}.md")), article).unwrap();
    }
    folder
}

/// Article and state, as `medium ledger --json` lists them.
fn entries(done: &Finished) -> Vec<(String, String)> {
    let list: Value = serde_json::from_str(&done.stdout).expect(&done.stderr);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let entries = list.as_array().unwrap().iter();
    entries
        .map(|entry| (text(&entry["article"]), text(&entry["state"])))
        .collect()
}

fn titles(posts: &[Post]) -> Vec<&str> {
    let mut titles: Vec<_> = posts.iter().map(|post| post.title.as_str()).collect();
    titles.sort_unstable();
    titles
}

#[tokio::test]
async fn after_the_rate_limit_it_goes_on_where_it_was() {
    let desk = Desk::with_articles(12).await;
    let done = desk.run(&["publish", "."]).await;
    assert_eq!(done.code, 5, "{}", done.stderr);
    assert_eq!(desk.sandbox.posts().len(), 10);
    desk.sandbox
        .clock()
        .advance(Duration::from_secs(24 * 60 * 60));
    let done = desk.run(&["publish", "."]).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(done.stdout.lines().count(), 12, "every address is printed");
    assert_eq!(desk.sandbox.posts().len(), 12);
    let calls = desk.calls("POST");
    let done = desk.run(&["publish", "."]).await;
    assert_eq!(
        (done.code, desk.calls("POST")),
        (0, calls),
        "{}",
        done.stderr
    );
}

#[tokio::test]
async fn what_may_have_been_published_is_not_sent_again_until_somebody_has_looked() {
    let desk = Desk::with_articles(1).await;
    desk.create_post_fails(Fault::CloseAfterExecution).await;
    let done = desk.run(&["publish", "1.md"]).await;
    assert_eq!(done.code, 7, "{}", done.stderr);
    let calls = desk.calls("POST");
    for arguments in [&["publish", "1.md"][..], &["publish", "1.md", "--force"]] {
        let done = desk.run(arguments).await;
        assert_eq!(
            (done.code, desk.calls("POST")),
            (7, calls),
            "{}",
            done.stderr
        );
        assert!(
            done.stderr.contains("medium ledger resolve"),
            "{}",
            done.stderr
        );
    }
    let url = desk.sandbox.posts()[0].url.clone();
    let done = desk
        .run(&["ledger", "resolve", "1.md", "--published", &url])
        .await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    let done = desk.run(&["publish", "1.md"]).await;
    assert_eq!(
        (done.code, done.data()),
        (0, url.as_str()),
        "{}",
        done.stderr
    );
    assert_eq!(desk.sandbox.posts().len(), 1);
}

#[tokio::test]
async fn what_was_provably_not_published_is_sent_again_at_once() {
    let desk = Desk::with_articles(1).await;
    let target = Target::operation("createPost").unwrap();
    desk.sandbox
        .inject(target, Fault::CloudflareChallenge, Times::Always)
        .await;
    let done = desk.run(&["publish", "1.md"]).await;
    assert_eq!(done.code, 6, "{}", done.stderr);
    assert!(desk.ledger().await.is_empty());
    desk.sandbox.clear_faults().await;
    let done = desk.run(&["publish", "1.md"]).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(desk.sandbox.images().len(), 1);
    let uploads = desk.sandbox.requests();
    let uploads = uploads.iter().filter(|one| one.path == "/v1/images");
    assert_eq!(uploads.count(), 1, "the picture was there already");
}

#[tokio::test]
async fn killed_while_a_post_is_under_way_its_outcome_is_unknown() {
    let desk = Desk::with_articles(2).await;
    desk.create_post_fails(Fault::StallAfterExecution).await;
    let mut command = desk.medium().command(&["publish", "."]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut killed = command.spawn().unwrap();
    while desk.sandbox.posts().is_empty() {
        tokio::task::yield_now().await;
    }
    kill(&mut killed);
    assert_eq!(
        desk.ledger().await,
        [("path:1.md".to_owned(), "started".to_owned())]
    );
    let done = desk.run(&["publish", "."]).await;
    assert_eq!(done.code, 7, "{}", done.stderr);
    assert_eq!(
        titles(&desk.sandbox.posts()),
        ["Part 1", "Part 2"],
        "the other goes on"
    );
    let done = desk
        .run(&["ledger", "resolve", "1.md", "--not-published"])
        .await;
    assert_eq!(done.code, 0, "{}", done.stderr);
}

/// As the sandbox within the command: killed at whatever point, then run again.
#[test]
fn the_sandbox_in_the_command_is_killed_and_every_article_is_there_once_in_the_end() {
    for lines in 1..=4 {
        let folder = articles(4);
        let medium = Medium::new().in_folder(folder.path());
        let mut command = medium.command(&["--sandbox", "publish", "."]);
        let mut running = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let printed = BufReader::new(running.stdout.take().unwrap());
        let seen = printed.lines().take(lines).flatten().count();
        kill(&mut running);
        assert_eq!(seen, lines);

        let done = medium.run(&["--sandbox", "publish", "."]);
        let list = entries(&medium.run(&["--sandbox", "ledger", "--json"]));
        let open: Vec<_> = list.iter().filter(|(_, state)| state != "done").collect();
        assert_eq!(
            done.code,
            if open.is_empty() { 0 } else { 7 },
            "{}",
            done.stderr
        );
        for (article, _) in open {
            let (there, _) = in_the_sandbox(&medium);
            let number = article.trim_start_matches("path:").trim_end_matches(".md");
            let found = there
                .iter()
                .find(|(title, _)| *title == format!("Part {number}"));
            let mut arguments = vec!["--sandbox", "ledger", "resolve", article];
            match found {
                Some((_, url)) => arguments.extend(["--published", url]),
                None => arguments.push("--not-published"),
            }
            assert_eq!(medium.run(&arguments).code, 0);
        }
        let done = medium.run(&["--sandbox", "publish", "."]);
        assert_eq!(done.code, 0, "{}", done.stderr);
        let (posts, pictures) = in_the_sandbox(&medium);
        let mut titles: Vec<_> = posts.into_iter().map(|(title, _)| title).collect();
        titles.sort_unstable();
        assert_eq!(titles, ["Part 1", "Part 2", "Part 3", "Part 4"]);
        assert_eq!(pictures, 4);
    }
}

/// Title and address of each post, and how many pictures there are.
fn in_the_sandbox(medium: &Medium) -> (Vec<(String, String)>, usize) {
    let state = medium
        .home
        .path()
        .join(".local/share/medium/sandbox/state.db");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let sandbox = Sandbox::builder().state(state).start().await.unwrap();
        let posts = sandbox.posts().into_iter();
        let posts = posts.map(|post| (post.title, post.url)).collect();
        let pictures = sandbox.images().len();
        sandbox.stop().await;
        (posts, pictures)
    })
}

#[tokio::test]
async fn two_that_publish_one_folder_at_once_publish_each_article_once() {
    let desk = Desk::with_articles(5).await;
    let (one, other) = tokio::join!(desk.run(&["publish", "."]), desk.run(&["publish", "."]));
    for done in [&one, &other] {
        assert!([0, 7].contains(&done.code), "{}", done.stderr);
    }
    let posts = desk.sandbox.posts();
    assert_eq!(
        titles(&posts),
        ["Part 1", "Part 2", "Part 3", "Part 4", "Part 5"]
    );
    assert!(desk.ledger().await.iter().all(|(_, state)| state == "done"));
}

#[tokio::test]
async fn one_edited_article_does_not_hold_up_the_others() {
    let desk = Desk::with_articles(1).await;
    assert_eq!(desk.run(&["publish", "."]).await.code, 0);
    fs::write(desk.folder.path().join("1.md"), "# Part 1\n\nBetter.\n").unwrap();
    fs::write(desk.folder.path().join("2.md"), "# Part 2\n\nNew.\n").unwrap();
    let done = desk.run(&["publish", "."]).await;
    assert_eq!(done.code, 1, "{}", done.stderr);
    assert!(
        done.stderr.contains("edited since: pictures, text"),
        "{}",
        done.stderr
    );
    assert_eq!(titles(&desk.sandbox.posts()), ["Part 1", "Part 2"]);
}

#[tokio::test]
async fn an_id_knows_an_article_whatever_its_file_is_called() {
    let desk = Desk::with_articles(0).await;
    let article = "---\nid: the-kop\n---\n# The Kop\n";
    fs::write(desk.folder.path().join("a.md"), article).unwrap();
    fs::write(desk.folder.path().join("b.md"), article).unwrap();
    let done = desk.run(&["publish", "a.md", "b.md"]).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(desk.sandbox.posts().len(), 1);
    assert_eq!(
        desk.ledger().await,
        [("id:the-kop".to_owned(), "done".to_owned())]
    );
}

#[tokio::test]
async fn a_sandbox_neither_blocks_nor_feeds_the_real_account() {
    let desk = Desk::with_articles(1).await;
    let store = desk.folder.path().join("store.db");
    let store = format!("--store=sqlite:{}", store.display());
    let done = desk.run(&["--sandbox", &store, "publish", "1.md"]).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    let done = desk.run(&[&store, "publish", "1.md"]).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(
        (desk.sandbox.posts().len(), desk.sandbox.images().len()),
        (1, 1)
    );
}

#[tokio::test]
async fn a_machine_that_forgets_publishes_only_drafts() {
    let desk = Desk::with_articles(1).await;
    let ci = || desk.medium().env("CI", "true");
    let done = desk.run_as(ci(), &["publish", "1.md"]).await;
    assert_eq!(done.code, 2, "{}", done.stderr);
    assert!(done.stderr.contains("--no-ledger"), "{}", done.stderr);
    assert!(desk.sandbox.requests().is_empty());
    for (number, arguments) in [
        &["publish", "1.md", "--status", "draft"][..],
        &["publish", "1.md", "--no-ledger"],
        &["publish", "1.md", "--store", "sqlite:kept.db"],
        &["publish", "1.md", "--store", "sqlite:kept.db"],
    ]
    .into_iter()
    .enumerate()
    {
        let done = desk.run_as(ci(), arguments).await;
        assert_eq!(done.code, 0, "{}", done.stderr);
        // The last one is there already.
        assert_eq!(desk.sandbox.posts().len(), (number + 1).min(3));
    }
}

#[tokio::test]
async fn a_dry_run_leaves_no_trace() {
    let desk = Desk::with_articles(1).await;
    let done = desk.run(&["publish", "1.md", "--dry-run"]).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(fs::read_dir(desk.home.path()).unwrap().count(), 0);
    assert_eq!(desk.calls("POST"), 0);
}

#[tokio::test]
async fn a_store_that_others_can_read_is_not_used() {
    use std::os::unix::fs::PermissionsExt;

    let desk = Desk::with_articles(1).await;
    assert_eq!(desk.run(&["publish", "1.md"]).await.code, 0);
    let store = desk.home.path().join(".local/share/medium/store.db");
    assert!(store.exists());
    fs::set_permissions(&store, fs::Permissions::from_mode(0o644)).unwrap();
    let done = desk.run(&["publish", "1.md"]).await;
    assert_eq!(done.code, 1, "{}", done.stderr);
    assert!(done.stderr.contains("chmod 600"), "{}", done.stderr);
}

fn kill(command: &mut Child) {
    // SIGKILL: nothing is tidied up.
    command.kill().unwrap();
    command.wait().unwrap();
}
