//! `CHANGELOG.md`: moves the unreleased lines to a section with version and date.

use anyhow::{Result, ensure};
use semver::Version;

use super::bump::Bump;
use super::commits::Entry;

/// The heading of unreleased lines.
const UNRELEASED: &str = "## Unreleased\n";

/// Returns the changelog with a section for `version`: the lines under "Unreleased", then the
/// commits with a prefix. A new, empty "Unreleased" is above it.
pub(super) fn with_release(
    text: &str,
    version: &Version,
    date: &str,
    commits: &[Entry],
) -> Result<String> {
    ensure!(
        text.matches(UNRELEASED).count() == 1,
        "CHANGELOG.md: must have one heading \"## Unreleased\""
    );
    let (above, rest) = text.split_once(UNRELEASED).unwrap_or((text, ""));
    let (unreleased, older) = match rest.find("\n## ") {
        Some(newline) => rest.split_at(newline + 1),
        None => (rest, ""),
    };
    let mut section = unreleased.trim().to_owned();
    for commit in commits.iter().filter(|entry| !text.contains(&entry.text)) {
        let mark = match commit.bump {
            Bump::Breaking => "**Breaking:** ",
            _ => "",
        };
        section.push_str(&format!("\n- {mark}{}", commit.text));
    }
    let section = section.trim();
    ensure!(
        !section.is_empty(),
        "CHANGELOG.md: there is nothing under \"## Unreleased\", and no commit has a prefix such as `feat:`; add a line on what users notice"
    );
    let older = match older.trim_end() {
        "" => String::new(),
        older => format!("\n{older}\n"),
    };
    Ok(format!(
        "{above}{UNRELEASED}\n## {version} ({date})\n\n{section}\n{older}"
    ))
}

#[cfg(test)]
mod tests {
    use semver::Version;

    use super::{Bump, Entry, with_release};

    const BEFORE: &str =
        "# Changelog\n\n## Unreleased\n\n- Drafts.\n\n## 0.1.0 (2026-01-02)\n\n- First.\n";

    fn entry(bump: Bump, text: &str) -> Entry {
        Entry {
            bump,
            text: text.to_owned(),
        }
    }

    #[test]
    fn unreleased_changes_get_a_version_and_a_date() {
        let commits = [
            entry(Bump::Breaking, "one client"),
            entry(Bump::Fix, "Drafts."),
        ];
        let after = with_release(BEFORE, &Version::new(0, 2, 0), "2026-02-03", &commits);
        assert_eq!(
            after.unwrap(),
            "# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-02-03)\n\n- Drafts.\n- **Breaking:** one client\n\n## 0.1.0 (2026-01-02)\n\n- First.\n"
        );
    }

    #[test]
    fn rejects_a_release_without_changes() {
        let text = "# Changelog\n\n## Unreleased\n\n## 0.1.0\n\n- First.\n";
        let error = with_release(text, &Version::new(0, 2, 0), "2026-02-03", &[]).unwrap_err();
        assert!(error.to_string().contains("Unreleased"), "{error}");
    }
}
