//! `cargo xtask regen --crate`: three documents of different shapes become crates, which build and
//! document without warnings, and call a server.
#![allow(missing_docs)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;

use tempfile::TempDir;

/// A program that makes a call with each of the crates.
const CALLER: &str = r#"
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).unwrap();

    let harbor = harbor::Client::builder().api_url(&url).token("secret").build()?;
    let harbor = harbor::blocking::Client::from(harbor);
    let ships = harbor.ships("a 1").limit(2).send()?;
    println!("{} under {}", ships[0].name, ships[0].flag);

    let library = library::Client::builder().api_url(&url).build()?;
    let library = library::blocking::Client::from(library);
    let loan = library.lend(&library::types::Loan::new("Emma", 7)).send()?;
    println!("{} for {} days", loan.book, loan.days);

    let post_box = post_box::Client::builder().api_url(&url).build()?;
    let post_box = post_box::blocking::Client::from(post_box);
    let text = medium_runtime::File::from_bytes("letter.txt", "Dear Emma");
    post_box.send(post_box::types::Letter::new("Emma", text)).send()?;
    println!("sent");
    Ok(())
}
"#;

/// A workspace of three generated crates and their caller.
struct Workspace {
    folder: TempDir,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .unwrap()
}

impl Workspace {
    fn new() -> Self {
        let workspace = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\n";
        workspace.write("Cargo.toml", manifest);
        fs::copy(root().join("Cargo.lock"), workspace.path("Cargo.lock")).unwrap();
        let mut dependencies = String::new();
        for (document, folder) in [
            ("harbor.yaml", "harbor"),
            ("library.json", "library"),
            ("postbox.yaml", "post-box"),
        ] {
            workspace.generate(document, folder);
            dependencies.push_str(&format!(
                "{folder} = {{ path = \"../{folder}\", default-features = false, features = [\"blocking\"] }}\n"
            ));
        }
        let runtime = root().join("medium-runtime");
        workspace.write(
            "caller/Cargo.toml",
            &format!("[package]\nname = \"caller\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}medium-runtime = {{ path = {runtime:?}, default-features = false }}\n"),
        );
        workspace.write("caller/src/main.rs", CALLER);
        workspace
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn generate(&self, document: &str, folder: &str) {
        let regen = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["regen", "--document"])
            .arg(root().join("tests/crates").join(document))
            .args(["--crate", folder, "--runtime-path"])
            .arg(root().join("medium-runtime"))
            .current_dir(self.folder.path())
            .output();
        stdout_of(&regen.unwrap());
    }

    /// Runs cargo offline, with a build folder that later runs reuse.
    fn cargo(&self, arguments: &[&str]) -> Output {
        let cargo = Command::new(env!("CARGO"))
            .args(arguments)
            .arg("--offline")
            .current_dir(self.folder.path())
            .env("CARGO_TARGET_DIR", root().join("target/generated-crates"))
            .env("RUSTFLAGS", "-Dwarnings")
            .env("RUSTDOCFLAGS", "-Dwarnings")
            .output();
        cargo.unwrap()
    }
}

fn stdout_of(output: &Output) -> String {
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{printed}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Starts a server that returns the responses in turn, and records its requests.
fn serve(responses: &'static [&'static str]) -> (String, thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let serving = thread::spawn(move || {
        let respond_to_next = |response: &&'static str| {
            let (stream, _) = listener.accept().unwrap();
            respond(stream, response)
        };
        responses.iter().map(respond_to_next).collect()
    });
    (url, serving)
}

/// Reads a request with its body, and responds.
fn respond(mut stream: TcpStream, response: &str) -> String {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert_ne!(reader.read_line(&mut head).unwrap(), 0, "{head}");
    }
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.parse::<usize>().unwrap())
    });
    let mut body = vec![0; length.unwrap_or_default()];
    reader.read_exact(&mut body).unwrap();
    stream.write_all(response.as_bytes()).unwrap();
    head + &String::from_utf8_lossy(&body)
}

#[test]
fn generated_crates_build_and_call_without_warnings() {
    let workspace = Workspace::new();
    let (url, serving) = serve(&[
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 63\r\nconnection: close\r\n\r\n[{\"name\":\"Ida\",\"flag\":\"no\",\"since\":\"2026-05-01T10:00:00.000Z\"}]",
        "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: 24\r\nconnection: close\r\n\r\n{\"book\":\"Emma\",\"days\":7}",
        "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n",
    ]);

    let printed = stdout_of(&workspace.cargo(&["run", "--package", "caller", "--", &url]));
    assert_eq!(printed, "Ida under no\nEmma for 7 days\nsent\n");
    let requests = serving.join().unwrap();
    let target = "GET /berths/a%201/ships?limit=2 HTTP/1.1";
    assert!(requests[0].starts_with(target), "{requests:?}");
    let credential = "authorization: Bearer secret";
    assert!(requests[0].contains(credential), "{requests:?}");
    let loan = "{\"book\":\"Emma\",\"days\":7}";
    assert!(requests[1].ends_with(loan), "{requests:?}");
    assert!(requests[2].contains("Dear Emma"), "{requests:?}");

    let features = ["--no-default-features", "--features", "blocking"];
    let crates = ["-p", "harbor", "-p", "library", "-p", "post-box"];
    stdout_of(&workspace.cargo(&[&["doc", "--no-deps"][..], &crates, &features].concat()));
}

#[test]
fn regen_preserves_the_files_of_a_crates_owner() {
    let workspace = Workspace::new();
    let client = workspace.path("harbor/src/generated/client.rs");
    fs::remove_file(&client).unwrap();
    workspace.write("harbor/src/lib.rs", "mine");
    workspace.write("harbor/Cargo.toml", "mine");
    workspace.generate("harbor.yaml", "harbor");
    assert!(client.exists());
    for file in ["harbor/src/lib.rs", "harbor/Cargo.toml"] {
        assert_eq!(fs::read_to_string(workspace.path(file)).unwrap(), "mine");
    }
}
