//! What building costs, and generating.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::paired::Spread;

/// `regen` of a document.
pub(crate) struct Generated {
    pub(crate) operations: usize,
    pub(crate) millis: Spread,
}

/// Builds from nothing, each in a target directory of its own.
pub(crate) struct Builds {
    pub(crate) all: Vec<Build>,
    /// Seconds for `medium-api` alone, unoptimized, where its tree is built.
    pub(crate) alone: f64,
    /// Crates that `cargo tree -d -p medium-api` names.
    pub(crate) twice: usize,
}

/// One build.
pub(crate) struct Build {
    pub(crate) what: &'static str,
    pub(crate) seconds: f64,
    pub(crate) crates: usize,
}

/// Generates clients of 10, 100 and 1,000 operations.
pub(crate) fn generate(folder: &Path) -> Result<Vec<Generated>> {
    let xtask = std::env::current_exe()?.with_file_name("xtask");
    if !xtask.exists() {
        // `cargo xtask bench` builds it; the bench alone may run without.
        return Ok(Vec::new());
    }
    [10, 100, 1000]
        .into_iter()
        .map(|operations| {
            eprintln!("generating {operations} operations …");
            let file = folder.join(format!("{operations}.yaml"));
            fs::write(&file, document(operations))?;
            let mut millis = Vec::new();
            for round in 0..5 {
                let start = Instant::now();
                let status = Command::new(&xtask)
                    .args(["regen", "--document"])
                    .arg(&file)
                    .arg("--out")
                    .arg(folder.join(format!("{operations}-{round}")))
                    .stdout(Stdio::null())
                    .status()
                    .context("xtask is not built for release")?;
                ensure!(status.success(), "regen of {operations} operations failed");
                millis.push(start.elapsed().as_secs_f64() * 1e3);
            }
            let millis = Spread::of(&millis);
            Ok(Generated { operations, millis })
        })
        .collect()
}

/// A document of so many operations, each with a parameter, a body and an
/// answer of its own.
fn document(operations: usize) -> String {
    let mut text = "openapi: 3.0.3\ninfo: {title: Bells, version: '1'}\nservers: [{url: 'https://bells.example'}]\npaths:\n".to_owned();
    for number in 0..operations {
        // Writing to a String does not fail.
        let _ = write!(
            text,
            "  /towers{number}/{{towerId}}/bells:
    post:
      operationId: ring{number}
      summary: Ring the bells of tower {number}.
      parameters:
        - {{name: towerId, in: path, required: true, schema: {{type: string}}}}
        - {{name: times, in: query, schema: {{type: integer}}}}
      requestBody:
        required: true
        content:
          application/json: {{schema: {{$ref: '#/components/schemas/Peal{number}'}}}}
      responses:
        '200':
          description: They rang.
          content:
            application/json: {{schema: {{$ref: '#/components/schemas/Rung{number}'}}}}
"
        );
    }
    text.push_str("components:\n  schemas:\n");
    for number in 0..operations {
        let _ = write!(
            text,
            "    Peal{number}:
      type: object
      required: [changes]
      properties:
        changes: {{type: array, items: {{type: string}}}}
        method: {{type: string, enum: [plain, grandsire, stedman]}}
    Rung{number}:
      type: object
      required: [id, seconds]
      properties:
        id: {{type: string}}
        seconds: {{type: integer}}
        heard: {{type: boolean}}
"
        );
    }
    text
}

const MAIN: &str = r#"
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let me: serde_json::Value = reqwest::get("http://127.0.0.1/v1/me").await?.json().await?;
    println!("{me}");
    Ok(())
}
"#;

/// Builds `medium-api` and two minimal programs of reqwest.
pub(crate) fn measure(root: &Path, target: &Path) -> Result<Builds> {
    let minimal = |name: &str, tls: &str| -> Result<_> {
        let folder = target.join(name);
        fs::create_dir_all(folder.join("src"))?;
        let manifest = format!(
            "[package]\nname = \"minimal\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\nreqwest = {{ version = \"0.13\", {tls} }}\nserde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\ntokio = {{ version = \"1\", features = [\"rt\", \"macros\"] }}\n[workspace]\n"
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::write(folder.join("src/main.rs"), MAIN)?;
        // The same versions on both sides.
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        Ok(folder)
    };
    let default = minimal("minimal", "features = [\"json\"]")?;
    let ring = minimal(
        "minimal-ring",
        "default-features = false, features = [\"json\", \"rustls-no-provider\"] }\nrustls = { version = \"0.23\", default-features = false, features = [\"ring\", \"std\", \"tls12\"]",
    )?;
    let mut all = Vec::new();
    for (what, folder) in [
        ("`medium-api`, default features", root),
        (
            "minimal reqwest program, reqwest's default features",
            default.as_path(),
        ),
        ("minimal reqwest program, rustls on ring", ring.as_path()),
    ] {
        eprintln!("building: {what} …");
        let package = if folder == root {
            "medium-api"
        } else {
            "minimal"
        };
        all.push(Build {
            what,
            seconds: cold(folder, package, &target.join("cold"))?,
            crates: crates(folder, package)?,
        });
    }
    Ok(Builds {
        all,
        alone: alone(root, &target.join("debug"))?,
        twice: twice(root)?,
    })
}

fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(folder);
    command
}

fn done(command: &mut Command) -> Result<f64> {
    let start = Instant::now();
    ensure!(command.status()?.success(), "{command:?} failed");
    Ok(start.elapsed().as_secs_f64())
}

fn cold(folder: &Path, package: &str, target: &Path) -> Result<f64> {
    // What has to be downloaded is not building.
    done(&mut cargo(folder, &["fetch", "--quiet"]))?;
    if target.exists() {
        fs::remove_dir_all(target)?;
    }
    let build = ["build", "--quiet", "--release", "--package", package];
    let seconds = done(cargo(folder, &build).arg("--target-dir").arg(target))?;
    fs::remove_dir_all(target)?;
    Ok(seconds)
}

fn crates(folder: &Path, package: &str) -> Result<usize> {
    let tree = [
        "tree",
        "--quiet",
        "--package",
        package,
        "--edges",
        "normal,build",
        "--prefix",
        "none",
    ];
    let output = cargo(folder, &tree).output()?;
    let text = String::from_utf8(output.stdout)?;
    let mut names: Vec<&str> = text
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .filter(|line| !line.is_empty())
        .collect();
    names.sort_unstable();
    names.dedup();
    Ok(names.len())
}

fn alone(root: &Path, target: &Path) -> Result<f64> {
    let build = ["build", "--quiet", "--package", "medium-api"];
    done(cargo(root, &build).arg("--target-dir").arg(target))?;
    let clean = ["clean", "--quiet", "--package", "medium-api"];
    done(cargo(root, &clean).arg("--target-dir").arg(target))?;
    done(cargo(root, &build).arg("--target-dir").arg(target))
}

fn twice(root: &Path) -> Result<usize> {
    let tree = [
        "tree",
        "--quiet",
        "--package",
        "medium-api",
        "--edges",
        "normal,build",
        "--duplicates",
        "--depth",
        "0",
    ];
    let output = cargo(root, &tree).output()?;
    let text = String::from_utf8(output.stdout)?;
    Ok(text.lines().filter(|line| !line.is_empty()).count())
}
