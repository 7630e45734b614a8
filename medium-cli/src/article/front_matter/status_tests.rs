//! The status: never more public than written.

use super::tests::{error, read_ok};
use super::*;

fn status(yaml: &str) -> Option<Status> {
    read_ok(&format!("---\ntitle: T\n{yaml}\n---\n\nText"))
        .0
        .status
}

/// Returns the front matter of each line below a heading of `statuses.txt`. `⏎` is a line break.
fn cases(heading: &str) -> Vec<String> {
    let mut lists = include_str!("statuses.txt").split("=== ");
    let list = lists.find_map(|list| list.strip_prefix(heading)?.strip_prefix('\n'));
    let lines = list.unwrap().lines().filter(|line| !line.is_empty());
    lines.map(|line| line.replace(" ⏎ ", "\n")).collect()
}

#[test]
fn every_spelling_of_a_private_status_is_a_draft() {
    for yaml in cases("draft") {
        assert_eq!(status(&yaml), Some(Status::Draft), "{yaml}");
    }
}

#[test]
fn reads_public_and_unlisted() {
    for yaml in cases("public") {
        assert_eq!(status(&yaml), Some(Status::Public), "{yaml}");
    }
    for yaml in cases("unlisted") {
        assert_eq!(status(&yaml), Some(Status::Unlisted), "{yaml}");
    }
}

#[test]
fn not_private_does_not_mean_public() {
    for yaml in cases("not set") {
        assert_eq!(status(&yaml), None, "{yaml}");
    }
}

#[test]
fn reports_both_keys_of_a_contradiction() {
    for yaml in cases("contradiction in the first two keys") {
        let message = error(&format!("---\n{yaml}\n---\n\nText"));
        assert!(message.contains("contradicts"), "{yaml}: {message}");
        for line in yaml.lines().take(2) {
            assert!(message.contains(&format!("`{line}`")), "{yaml}: {message}");
        }
    }
}

#[test]
fn rejects_unknown_values() {
    for yaml in cases("invalid") {
        let message = error(&format!("---\n{yaml}\n---\n\nText"));
        assert!(message.starts_with("a.md:"), "{yaml}: {message}");
    }
}
