//! Build times.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Result, ensure};

/// Cold builds, each in an empty target directory.
pub(crate) struct Builds {
    pub(crate) all: Vec<Build>,
    /// Seconds for a dev build of `medium-api` and `medium-runtime` with built dependencies.
    pub(crate) own_crates: f64,
    /// Number of crates that `cargo tree -d -p medium-api` lists.
    pub(crate) duplicate_crates: usize,
}

/// One build.
pub(crate) struct Build {
    pub(crate) what: &'static str,
    pub(crate) seconds: f64,
    pub(crate) crates: usize,
}

const MAIN: &str = r#"
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let me: serde_json::Value = reqwest::get("http://127.0.0.1/v1/me").await?.json().await?;
    println!("{me}");
    Ok(())
}
"#;

/// Description, folder and dependencies of the minimal programs.
const MINIMAL: [(&str, &str, &str); 2] = [
    (
        "minimal reqwest program, reqwest's default features",
        "minimal",
        "reqwest = { version = \"0.13\", features = [\"json\"] }",
    ),
    (
        "minimal reqwest program, rustls on ring",
        "minimal-ring",
        "reqwest = { version = \"0.13\", default-features = false, features = [\"json\", \"rustls-no-provider\"] }
rustls = { version = \"0.23\", default-features = false, features = [\"ring\", \"std\", \"tls12\"] }",
    ),
];

/// Writes the minimal programs, and downloads all dependencies, so that no download is timed.
pub(crate) fn prepare(root: &Path, target: &Path) -> Result<()> {
    time_run(&mut cargo(root, &["fetch", "--quiet"]))?;
    for (_, name, reqwest) in MINIMAL {
        let folder = target.join(name);
        fs::create_dir_all(folder.join("src"))?;
        let manifest = format!(
            "[package]
name = \"minimal\"
version = \"0.0.0\"
edition = \"2024\"
[dependencies]
{reqwest}
serde_json = \"1\"
tokio = {{ version = \"1\", features = [\"rt\", \"macros\"] }}
[workspace]
"
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::write(folder.join("src/main.rs"), MAIN)?;
        // The same versions of dependencies as the project.
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        time_run(&mut cargo(&folder, &["fetch", "--quiet"]))?;
    }
    Ok(())
}

/// Builds `medium-api` and the minimal programs from cold.
pub(crate) fn measure(root: &Path, target: &Path) -> Result<Builds> {
    let title = "`medium-api`, default features";
    let mut all = vec![build(title, root, "medium-api", target)?];
    for (what, name, _) in MINIMAL {
        all.push(build(what, &target.join(name), "minimal", target)?);
    }
    Ok(Builds {
        all,
        own_crates: time_own_crates(root, &target.join("debug"))?,
        duplicate_crates: count_duplicate_crates(root)?,
    })
}

fn build(what: &'static str, folder: &Path, package: &str, target: &Path) -> Result<Build> {
    eprintln!("building: {what} …");
    Ok(Build {
        what,
        seconds: cold_build(folder, package, &target.join("cold"))?,
        crates: crates(folder, package)?,
    })
}

fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(folder);
    command
}

fn time_run(command: &mut Command) -> Result<f64> {
    let start = Instant::now();
    ensure!(command.status()?.success(), "{command:?} failed");
    Ok(start.elapsed().as_secs_f64())
}

fn cold_build(folder: &Path, package: &str, target: &Path) -> Result<f64> {
    if target.exists() {
        fs::remove_dir_all(target)?;
    }
    let mut build = cargo(folder, &["build", "--quiet", "--offline", "--release"]);
    build.args(["--package", package, "--target-dir"]);
    let seconds = time_run(build.arg(target))?;
    fs::remove_dir_all(target)?;
    Ok(seconds)
}

/// Counts the different crates that a build compiles.
fn crates(folder: &Path, package: &str) -> Result<usize> {
    let tree = tree(folder, package, &["--prefix", "none"])?;
    let crates = tree.lines().map(|line| line.trim_end_matches(" (*)"));
    Ok(crates.collect::<BTreeSet<_>>().len())
}

/// Returns the output of `cargo tree`, without empty lines.
fn tree(folder: &Path, package: &str, options: &[&str]) -> Result<String> {
    let tree = ["tree", "--quiet", "--edges", "normal,build", "--package"];
    let output = cargo(folder, &tree).arg(package).args(options).output()?;
    let text = String::from_utf8(output.stdout)?;
    let lines: Vec<_> = text.lines().filter(|line| !line.is_empty()).collect();
    Ok(lines.join("\n"))
}

fn time_own_crates(root: &Path, target: &Path) -> Result<f64> {
    let build = ["build", "--quiet", "--package", "medium-api"];
    time_run(cargo(root, &build).arg("--target-dir").arg(target))?;
    let mut clean = cargo(root, &["clean", "--quiet", "--target-dir"]);
    clean.arg(target);
    time_run(clean.args(["--package", "medium-api", "--package", "medium-runtime"]))?;
    time_run(cargo(root, &build).arg("--target-dir").arg(target))
}

fn count_duplicate_crates(root: &Path) -> Result<usize> {
    let tree = tree(root, "medium-api", &["--duplicates", "--depth", "0"])?;
    Ok(tree.lines().count())
}
