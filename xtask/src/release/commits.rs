//! Commits with conventional prefixes: `feat: …`, `fix(cli): …`, `feat!: …`.

use super::bump::Bump;
use crate::git::Commit;

/// The prefixes of changes that users notice.
const RELEASE_TYPES: [&str; 3] = ["feat", "fix", "perf"];

/// The change of a commit with a prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) bump: Bump,
    /// `fix(cli): end the line` → `cli: end the line`.
    pub(super) text: String,
}

/// Returns the commits that users notice, breaking ones first.
pub(super) fn changelog_entries(commits: &[Commit]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = commits.iter().filter_map(entry).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.bump));
    entries
}

fn entry(commit: &Commit) -> Option<Entry> {
    let (prefix, text) = commit.subject.split_once(": ")?;
    let (prefix, is_marked) = match prefix.strip_suffix('!') {
        Some(prefix) => (prefix, true),
        None => (prefix, false),
    };
    let (commit_type, scope) = match prefix.strip_suffix(')').and_then(|p| p.split_once('(')) {
        Some((commit_type, scope)) => (commit_type, Some(scope)),
        None => (prefix, None),
    };
    if !commit_type.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let mut footers = commit.body.lines();
    let is_breaking = is_marked
        || footers.any(|line| {
            line.starts_with("BREAKING CHANGE: ") || line.starts_with("BREAKING-CHANGE: ")
        });
    if !is_breaking && !RELEASE_TYPES.contains(&commit_type) {
        return None;
    }
    let bump = match (is_breaking, commit_type) {
        (true, _) => Bump::Breaking,
        (false, "feat") => Bump::Addition,
        _ => Bump::Fix,
    };
    let text = match scope {
        Some(scope) => format!("{scope}: {text}"),
        None => text.to_owned(),
    };
    Some(Entry { bump, text })
}

#[cfg(test)]
mod tests {
    use super::{Bump, changelog_entries};
    use crate::git::Commit;

    #[test]
    fn lists_commits_that_users_notice_by_prefix() {
        let commits = [
            ("fix(cli): end the line", ""),
            ("docs: say it", ""),
            ("Words: no prefix", ""),
            ("feat: drafts by name", ""),
            ("refactor(api)!: one client", ""),
            (
                "chore: drop a feature",
                "Why.\n\nBREAKING CHANGE: it is gone",
            ),
            ("No prefix at all", ""),
        ];
        let commits = commits.map(|(subject, body)| Commit {
            subject: subject.to_owned(),
            body: body.to_owned(),
        });
        let found = changelog_entries(&commits);
        let found: Vec<_> = found
            .iter()
            .map(|entry| (entry.bump, entry.text.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (Bump::Breaking, "api: one client"),
                (Bump::Breaking, "drop a feature"),
                (Bump::Addition, "drafts by name"),
                (Bump::Fix, "cli: end the line"),
            ]
        );
    }
}
