//! A repository with articles, and the jobs that publish them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use medium_sandbox::Sandbox;
use medium_sandbox::faults::{Fault, FaultScope, Times};

use super::Finished;

/// A repository with articles, and a sandbox in place of Medium.
pub(crate) struct Project {
    pub(crate) sandbox: Sandbox,
    pub(crate) folder: tempfile::TempDir,
}

/// One run of the job, on a new machine.
pub(crate) struct Job {
    pub(crate) machine: tempfile::TempDir,
    variables: Vec<(&'static str, String)>,
}

impl Project {
    /// Returns a repository with a finished first run, so that it has a ledger.
    pub(crate) async fn with_articles(count: usize) -> Self {
        let project = Self::before_its_first_run(count).await;
        project.set_up().await;
        project
    }

    pub(crate) async fn before_its_first_run(count: usize) -> Self {
        let project = Self {
            sandbox: Sandbox::start().await.unwrap(),
            folder: tempfile::tempdir().unwrap(),
        };
        let work = project.work();
        git(
            project.folder.path(),
            &["init", "--quiet", "--bare", "origin.git"],
        );
        git(
            project.folder.path(),
            &["clone", "--quiet", "origin.git", "work"],
        );
        for number in 1..=count {
            project.write(number, "Text.");
        }
        fs::write(work.join("README.txt"), "not an article").unwrap();
        project.push();
        project
    }

    pub(crate) fn work(&self) -> PathBuf {
        self.folder.path().join("work")
    }

    pub(crate) fn write(&self, number: usize, text: &str) {
        let article = format!("---\ntags: [songs]\n---\n# Part {number}\n\n{text} {number}\n");
        fs::write(self.work().join(format!("{number}.md")), article).unwrap();
    }

    /// Writes an article with front matter.
    pub(crate) fn write_article(&self, name: &str, text: &str) {
        let file = self.work().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, format!("---\ntags: a\n---\n{text}")).unwrap();
    }

    pub(crate) fn push(&self) {
        let work = self.work();
        git(&work, &["add", "."]);
        git(&work, &["commit", "--quiet", "-m", "Articles"]);
        git(&work, &["push", "--quiet", "origin", "HEAD:main"]);
    }

    pub(crate) fn head(&self) -> String {
        git(&self.work(), &["rev-parse", "HEAD"])
    }

    pub(crate) fn job(&self) -> Job {
        let machine = tempfile::tempdir().unwrap();
        let origin = format!("file://{}/origin.git", self.folder.path().display());
        let clone = [
            "clone",
            "--quiet",
            "--depth=1",
            "--branch=main",
            &origin,
            "checkout",
        ];
        git(machine.path(), &clone);
        let variables = vec![
            ("MEDIUM_TOKEN", self.sandbox.token().to_owned()),
            ("MEDIUM_API_URL", self.sandbox.url().to_owned()),
        ];
        Job { machine, variables }
    }

    pub(crate) async fn run(&self) -> Finished {
        self.job().finish().await
    }

    /// Runs a job. Asserts its exit code, and how many posts all jobs have sent.
    pub(crate) async fn expect(&self, job: &Job, code: i32, sent: usize) -> Finished {
        let done = job.expect(code).await;
        assert_eq!(self.posts_sent(), sent, "{}", done.stdout);
        done
    }

    /// Returns a job with `first-run: true`.
    pub(crate) fn first_job(&self) -> Job {
        self.job().input("INPUT_FIRST_RUN", "true")
    }

    /// Creates an empty ledger by a first run that publishes nothing.
    async fn set_up(&self) {
        let job = self.first_job().input("INPUT_ONLY_CHANGED", "true");
        job.input("INPUT_BEFORE", self.head()).expect(0).await;
    }

    /// Returns the repository that jobs clone and push to.
    pub(crate) fn origin(&self) -> PathBuf {
        self.folder.path().join("origin.git")
    }

    /// Returns the commit of a reference of the origin, if it exists.
    pub(crate) fn at(&self, reference: &str) -> Option<String> {
        let list = ["for-each-ref", "--format=%(objectname)", reference];
        Some(git(&self.origin(), &list)).filter(|commit| !commit.is_empty())
    }

    pub(crate) fn posts_sent(&self) -> usize {
        let requests = self.sandbox.requests();
        requests
            .iter()
            .filter(|request| request.path.ends_with("/posts"))
            .count()
    }

    pub(crate) async fn create_post_fails(&self, fault: Fault) {
        let scope = FaultScope::operation("createPost").unwrap();
        self.sandbox.inject(scope, fault, Times::Next(1)).await;
    }
}

impl Job {
    pub(crate) fn input(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(script("publish"));
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("HOME", self.machine.path())
            .env("CI", "true")
            .env("RUNNER_TEMP", self.machine.path())
            .env("GITHUB_OUTPUT", self.machine.path().join("output"))
            .env("INPUT_COMMAND", env!("CARGO_BIN_EXE_medium"))
            .env("INPUT_STATUS", "draft")
            .env("INPUT_PATHS", ".")
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .current_dir(self.machine.path().join("checkout"))
            .stdin(Stdio::null());
        command
    }

    /// Returns the working directory of the job.
    pub(crate) fn checkout(&self) -> PathBuf {
        self.machine.path().join("checkout")
    }

    pub(crate) async fn finish(&self) -> Finished {
        let mut command = self.command();
        let output = tokio::task::spawn_blocking(move || command.output());
        Finished::from_output(output.await.unwrap().unwrap())
    }

    /// Like [`Job::finish`]. Asserts the exit code.
    pub(crate) async fn expect(&self, code: i32) -> Finished {
        let done = self.finish().await;
        assert_eq!(done.code, code, "{}", done.stdout);
        done
    }

    /// Returns the outputs for the next steps of the job.
    pub(crate) fn outputs(&self) -> String {
        fs::read_to_string(self.machine.path().join("output")).unwrap_or_default()
    }
}

/// Returns a script of the action.
pub(crate) fn script(name: &str) -> PathBuf {
    let action = Path::new(env!("CARGO_MANIFEST_DIR")).join("../action");
    action.join(name)
}

pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let done = Command::new("git")
        .args([
            "-c",
            "user.name=an author",
            "-c",
            "user.email=author@example.com",
        ])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8(done.stdout).unwrap().trim().to_owned()
}
