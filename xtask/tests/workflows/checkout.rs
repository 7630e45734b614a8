//! A workspace of two crates and a surface, in its own repository.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

/// The initial surface of the client.
pub(crate) const SURFACE: &str = "\
# a comment
fn Client::me() -> Me
struct types::Post (non-exhaustive)
field types::Post::tags: Vec<String>
";

pub(crate) const CHANGELOG: &str = "# Changelog\n\n## Unreleased\n\n- Drafts have names.\n";

const MANIFEST: &str = r#"[workspace]
resolver = "3"
members = ["medium-*"]

[workspace.package]
version = "0.1.0"
edition = "2024"

[workspace.dependencies]
medium-api = { path = "medium-api", version = "0.1.0" }
medium-runtime = { path = "medium-runtime", version = "0.1.0" }
"#;

pub(crate) struct Checkout {
    folder: TempDir,
}

impl Checkout {
    /// Creates a checkout with one commit and no release.
    pub(crate) fn new() -> Self {
        let checkout = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        checkout.git(&["init", "--quiet", "--initial-branch=main"]);
        checkout.write("Cargo.toml", MANIFEST);
        checkout.write("CHANGELOG.md", CHANGELOG);
        checkout.package(
            "medium-api",
            "medium-runtime = { path = \"../medium-runtime\", version = \"0.1.0\", features = [] }",
        );
        checkout.package("medium-runtime", "");
        checkout.write("medium-api/api.txt", SURFACE);
        checkout.commit("Begin");
        checkout
    }

    /// Creates a checkout with a release.
    pub(crate) fn with_release(version: &str) -> Self {
        let checkout = Self::new();
        for manifest in ["Cargo.toml", "medium-api/Cargo.toml"] {
            checkout.edit(manifest, "0.1.0", version);
        }
        checkout.commit("Release");
        checkout.git(&["tag", &format!("v{version}")]);
        checkout
    }

    fn package(&self, name: &str, dependencies: &str) {
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion.workspace = true\nedition.workspace = true\n\n[dependencies]\n{dependencies}\n"
        );
        self.write(&format!("{name}/Cargo.toml"), &manifest);
        self.write(&format!("{name}/src/lib.rs"), "");
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name}: {from}");
        self.write(name, &text.replace(from, to));
    }

    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
    }

    pub(crate) fn git(&self, arguments: &[&str]) {
        let output = self.command("git").args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }

    /// Runs a task, and returns whether it succeeded, with all its output.
    pub(crate) fn xtask(&self, arguments: &[&str]) -> (bool, String) {
        let mut command = self.command(env!("CARGO_BIN_EXE_xtask"));
        let output = command.args(arguments).output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8(text).unwrap();
        (output.status.success(), text)
    }

    /// Returns a command in the checkout, without the machine's git configuration.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.folder.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("CARGO_NET_OFFLINE", "true");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "Emma");
            command.env(format!("GIT_{who}_EMAIL"), "emma@example.com");
        }
        command
    }
}
