//! Medium's own SDKs for Node and Python, each in a subprocess.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::case::{Case, Inputs};
use crate::client::{TOKEN, USERS};
use crate::subprocess::Subprocess;

/// The folders of the installed SDKs and of the scripts that drive them.
pub(crate) struct Sdks {
    tools: PathBuf,
    scripts: PathBuf,
}

/// A running SDK.
pub(crate) struct Sdk(Subprocess);

impl Sdks {
    /// Installs missing SDKs below `target`, at fixed versions.
    pub(crate) fn install(target: &Path) -> Result<()> {
        let tools = target.join("sdks");
        fs::create_dir_all(&tools)?;
        if !tools.join("venv/bin/python").exists() {
            let venv = tools.join("venv");
            run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
            run(Command::new(venv.join("bin/pip")).args(["install", "--quiet", "medium==0.3.0"]))?;
        }
        if !tools.join("node_modules/medium-sdk").exists() {
            let mut npm = Command::new("npm");
            npm.args(["install", "--silent", "--prefix"]).arg(&tools);
            run(npm.arg("medium-sdk@0.0.4"))?;
        }
        Ok(())
    }

    /// Refers to the SDKs that [`Sdks::install`] has installed.
    pub(crate) fn in_target(target: &Path) -> Self {
        Self {
            tools: target.join("sdks"),
            scripts: Path::new(env!("CARGO_MANIFEST_DIR")).to_owned(),
        }
    }

    pub(crate) fn node(&self, base: &str, inputs: &Path) -> Result<Sdk> {
        // The SDK's host is fixed in its code: this script redirects its requests.
        let redirect = self.scripts.join("../medium-sandbox/checks/redirect.cjs");
        let mut command = Command::new("node");
        command
            .arg("--require")
            .arg(redirect)
            .arg(self.scripts.join("sdk/sdk.cjs"))
            .args([TOKEN.as_ref(), inputs.as_os_str()])
            .env("NODE_PATH", self.tools.join("node_modules"))
            .env("MEDIUM_API_URL", base);
        Subprocess::start(&mut command).map(Sdk)
    }

    pub(crate) fn python(&self, base: &str, inputs: &Path, folder: &Path) -> Result<Sdk> {
        let mut command = Command::new(self.tools.join("venv/bin/python"));
        command
            .arg(self.scripts.join("sdk/sdk.py"))
            .args([base, TOKEN])
            .args([inputs, folder]);
        Subprocess::start(&mut command).map(Sdk)
    }
}

/// Writes the data that the SDKs send.
pub(crate) fn write_inputs(inputs: &Inputs, to: &Path) -> Result<()> {
    let post = |case| {
        let post = inputs.post(case);
        json!({ "title": post.title, "content": post.content, "tags": post.tags })
    };
    let all =
        json!({ "user": USERS[0], "post20k": post(Case::Post20k), "post2m": post(Case::Post2m) });
    Ok(fs::write(to, all.to_string())?)
}

impl Sdk {
    /// Runs a case, waits for it, and returns the SDK's line of output.
    pub(crate) fn run(&mut self, case: &str, calls: u32) -> Result<String> {
        self.0.write_line(&format!("{case} {calls}"))?;
        let output = self.0.read_line();
        output.with_context(|| format!("an SDK failed in the case {case}"))
    }
}

fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("can't start {command:?}"))?;
    ensure!(status.success(), "{command:?}: {status}");
    Ok(())
}
