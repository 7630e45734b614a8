//! Documents and examples that contain a version.

use fs_err as fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use semver::Version;

/// The example workflows, which use a release of the Action.
const EXAMPLES: &str = "examples";

/// An example program outside of the workspace.
const DOWNSTREAM: &str = "tests/downstream/Cargo.toml";

/// Returns the READMEs and the examples.
pub(super) fn paths(root: &Path, manifests: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let pages = manifests
        .iter()
        .map(|path| path.with_file_name("README.md"));
    let pages = pages.chain([root.join(DOWNSTREAM)]);
    let mut paths: Vec<PathBuf> = pages.filter(|page| page.exists()).collect();
    let examples = root.join(EXAMPLES);
    if examples.exists() {
        for entry in fs::read_dir(&examples)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "yml") {
                paths.push(path);
            }
        }
    }
    Ok(paths)
}

/// Replaces `last` with `next` in requirements such as `medium-api = "0.1"`, and in `medium@v0.1.0`
/// for the Action.
pub(super) fn with_version(text: &str, last: &Version, next: &Version) -> String {
    let (old, new) = (requirement(last), requirement(next));
    let (old, new) = (format!("\"{old}\""), format!("\"{new}\""));
    let lines = text.split_inclusive('\n').map(|line| {
        let is_dependency = line.starts_with("medium-") && line.contains(" = ");
        if is_dependency {
            line.replace(&old, &new)
        } else {
            line.replace(&format!("medium@v{last}"), &format!("medium@v{next}"))
        }
    });
    lines.collect()
}

/// Returns the shortest requirement for all compatible versions.
fn requirement(version: &Version) -> String {
    match version.major {
        0 => format!("0.{}", version.minor),
        major => major.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use semver::Version;

    use super::with_version;

    #[test]
    fn updates_the_version_in_documents_and_examples() {
        let page = "\
medium-api = \"0.1\"
medium-api = { version = \"0.1\", features = [\"x\"] }
other = \"0.1\"
uses: OWNER/medium@v0.1.3
";
        let after = with_version(page, &Version::new(0, 1, 3), &Version::new(0, 2, 0));
        let expected = "\
medium-api = \"0.2\"
medium-api = { version = \"0.2\", features = [\"x\"] }
other = \"0.1\"
uses: OWNER/medium@v0.2.0
";
        assert_eq!(after, expected);
    }
}
