//! The command on a terminal, with prompts.
#![cfg(unix)]

mod support;

use std::fs::File;
use std::io::{Read, Write};
use std::process::Child;
use std::sync::mpsc::{self, Receiver};

use medium_sandbox::PublishStatus;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, tcgetattr};
use support::Medium;
use support::workspace::Workspace;

/// A command on its own terminal.
struct Terminal {
    child: Child,
    keyboard: File,
    screen: Receiver<Vec<u8>>,
    shown: String,
    /// The command's end of the terminal. It stays open to count unread input.
    line: File,
}

impl Terminal {
    fn run(medium: &Medium, arguments: &[&str]) -> Self {
        let control = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&control).unwrap();
        unlockpt(&control).unwrap();
        let name = ptsname(&control, Vec::new())
            .unwrap()
            .into_string()
            .unwrap();
        let open = || File::options().read(true).write(true).open(&name).unwrap();
        let mut command = medium.command(arguments);
        command
            .env("TERM", "dumb")
            .stdin(open())
            .stdout(open())
            .stderr(open());
        let child = command.spawn().unwrap();
        let mut reader = File::from(control.try_clone().unwrap());
        let (sender, screen) = mpsc::channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count) = reader.read(&mut bytes) {
                if count == 0 || sender.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            keyboard: File::from(control),
            screen,
            shown: String::new(),
            line: open(),
        }
    }

    /// Waits until `text` is shown, after the text of the previous call.
    fn expect(&mut self, text: &str) {
        loop {
            if let Some(at) = self.shown.find(text) {
                self.shown.drain(..at + text.len());
                return;
            }
            match self.screen.recv() {
                Ok(bytes) => self.shown.push_str(&String::from_utf8_lossy(&bytes)),
                Err(_) => panic!("{text:?} is not shown: {}", self.shown),
            }
        }
    }

    /// Waits until a secret is requested and echo is off. Earlier input would be discarded.
    fn expect_hidden(&mut self, question: &str) {
        self.expect(&format!("{question} (not shown): "));
        self.until_hidden();
    }

    fn answer(&mut self, line: &str) {
        self.keyboard.write_all(line.as_bytes()).unwrap();
        self.keyboard.write_all(b"\n").unwrap();
    }

    /// Answers a hidden prompt. Input before echo is off would be discarded.
    fn answer_hidden(&mut self, line: &str) {
        self.until_hidden();
        self.answer(line);
    }

    /// Waits until echo is off.
    fn until_hidden(&self) {
        while self.is_shown() {
            std::thread::yield_now();
        }
    }

    /// Returns whether echo is on.
    fn is_shown(&self) -> bool {
        let modes = tcgetattr(&self.line).unwrap().local_modes;
        modes.contains(LocalModes::ECHO)
    }

    fn end(&mut self) -> i32 {
        self.child.wait().unwrap().code().unwrap()
    }

    /// How many bytes the next program on this terminal would read.
    fn left_unread(&self) -> u64 {
        rustix::io::ioctl_fionread(&self.line).unwrap()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn asks_for_a_missing_status() {
    let workspace = Workspace::with_articles(0).await;
    workspace.write("post.md", "# T\n\nText.\n");
    let mut terminal = Terminal::run(&workspace.medium(), &["publish", "post.md"]);
    terminal.expect("post.md has no status");
    terminal.expect("Status: (d)raft");
    terminal.answer("everybody");
    terminal.expect("is not a status");
    terminal.answer("d");
    assert_eq!(terminal.end(), 0, "{}", terminal.shown);
    assert_eq!(
        workspace.sandbox.posts()[0].publish_status,
        PublishStatus::Draft
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_a_folder_and_asks_for_confirmation() {
    let workspace = Workspace::with_articles(2).await;
    workspace.write("README.md", "# Read me\n");
    let mut terminal = Terminal::run(&workspace.medium(), &["publish", "."]);
    terminal.expect("public    1.md");
    terminal.expect("public    2.md");
    terminal.expect("Send these 2 articles?");
    terminal.answer("n");
    assert_eq!(terminal.end(), 1);
    assert!(workspace.sandbox.requests().is_empty());

    let mut terminal = Terminal::run(&workspace.medium(), &["publish", "."]);
    terminal.expect("Send these 2 articles?");
    terminal.answer("y");
    assert_eq!(terminal.end(), 0, "{}", terminal.shown);
    assert_eq!(workspace.titles(), ["Part 1", "Part 2"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn login_asks_again_after_an_invalid_answer() {
    let workspace = Workspace::with_articles(0).await;
    let medium = Medium::new().env("MEDIUM_API_URL", workspace.sandbox.url());
    let mut terminal = Terminal::run(&medium, &["login"]);
    terminal.expect("Number");
    terminal.answer("3");
    terminal.expect("a number from 1 to 2");
    terminal.answer("1");
    terminal.expect_hidden("Integration token");
    terminal.answer("0ff5e7");
    terminal.expect("rejected this token");
    terminal.expect_hidden("Integration token");
    terminal.answer(workspace.sandbox.token());
    terminal.expect("Logged in as");
    assert_eq!(terminal.end(), 0, "{}", terminal.shown);
}

#[tokio::test(flavor = "multi_thread")]
async fn discards_pasted_input_that_was_not_read() {
    let workspace = Workspace::with_articles(0).await;
    let medium = Medium::new().env("MEDIUM_API_URL", workspace.sandbox.url());
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let callback = format!("http://{}/callback", taken.local_addr().unwrap());
    let mut terminal = Terminal::run(&medium, &["login"]);
    // In the order in which Medium's page shows them.
    for (question, answer) in [
        ("Number", "2"),
        ("Client id", "the id 0ff5e7"),
        ("not a client id", "0ff5e7"),
        ("Client secret", "5ec7e7"),
        ("Redirect URI", "not an address"),
        ("Redirect URI", &callback),
        ("Request access to upload images?", "1"),
        ("Where is your browser?", "1\nanother-secret"),
    ] {
        terminal.expect(question);
        match question {
            "Client secret" => terminal.answer_hidden(answer),
            _ => terminal.answer(answer),
        }
    }
    // The port is in use, so the login fails and leaves a pasted line unread.
    assert_eq!(terminal.end(), 3, "{}", terminal.shown);
    assert_eq!(terminal.left_unread(), 0);
}

#[test]
fn a_signal_at_a_hidden_prompt_restores_echo() {
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let medium = Medium::new();
        let mut terminal = Terminal::run(&medium, &["login", "--oauth", "--client-id", "kop"]);
        terminal.expect("Client secret (not shown)");
        terminal.until_hidden();
        support::signal(&terminal.child, signal);
        assert_eq!(terminal.end(), code);
        assert!(terminal.is_shown());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ledger_check_settles_a_confirmed_match() {
    let workspace = Workspace::with_articles(1).await;
    workspace.lose_response().await;
    workspace.expect(7, &["publish", "1.md"]).await;
    let url = workspace.sandbox.posts()[0].url.clone();
    for (answer, state) in [("n", "unknown"), ("y", "published")] {
        let mut terminal = Terminal::run(&workspace.medium(), &["ledger", "check"]);
        terminal.expect("may be \"Part 1\"");
        terminal.expect(&url);
        terminal.expect("same title, same time");
        terminal.expect("Is this the article?");
        terminal.answer(answer);
        assert_eq!(terminal.end(), 0, "{}", terminal.shown);
        assert_eq!(
            workspace.ledger().await,
            [("1.md".to_owned(), state.to_owned())]
        );
    }
    let done = workspace.run(&["publish", "1.md"]).await;
    done.assert_output(0, url.as_str());
    assert_eq!(workspace.sandbox.posts().len(), 1);
}
