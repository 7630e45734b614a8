//! `cargo xtask release`.

use crate::checkout::{CHANGELOG, Checkout};

const DATED: [&str; 2] = ["--date", "2026-02-03"];

fn release(checkout: &Checkout, more: &[&str]) -> (bool, String) {
    checkout.xtask(&[&["release"], &DATED[..], more].concat())
}

#[test]
fn the_first_release_uses_the_manifests_version() {
    let checkout = Checkout::new();
    let (is_done, output) = release(&checkout, &[]);
    assert!(is_done, "{output}");
    let expected = "The first release: 0.1.0.\nPublish the crates in this order: medium-runtime, medium-api.\n";
    assert_eq!(output, expected);
    let changelog = checkout.read("CHANGELOG.md");
    let section = "## Unreleased\n\n## 0.1.0 (2026-02-03)\n\n- Drafts have names.\n";
    assert!(changelog.ends_with(section), "{changelog}");
}

#[test]
fn a_removed_item_requires_a_minor_version_before_1_0() {
    let checkout = Checkout::with_release("0.1.0");
    checkout.write("medium-api/README.md", "medium-api = \"0.1\"\n");
    checkout.write("examples/publish.yml", "uses: OWNER/medium@v0.1.0\n");
    let tags = "field types::Post::tags: Vec<String>\n";
    checkout.edit("medium-api/api.txt", tags, "");
    checkout.commit("Drop the tags");
    checkout.commit("fix(cli): end the line");
    let (is_done, output) = release(&checkout, &[]);
    assert!(is_done, "{output}");
    let expected = "\
0.1.0 → 0.2.0, since v0.1.0:
  surface: breaking (types::Post::tags)
  fix: cli: end the line
Publish the crates in this order: medium-runtime, medium-api.
";
    assert_eq!(output, expected);

    let manifest = checkout.read("Cargo.toml");
    assert_eq!(manifest.matches("\"0.2.0\"").count(), 3, "{manifest}");
    let manifest = checkout.read("medium-api/Cargo.toml");
    let requirement = "version = \"0.2.0\", features";
    assert!(manifest.contains(requirement), "{manifest}");
    let lock = checkout.read("Cargo.lock");
    assert_eq!(lock.matches("version = \"0.2.0\"").count(), 2, "{lock}");
    let (page, example) = ("medium-api/README.md", "examples/publish.yml");
    assert_eq!(checkout.read(page), "medium-api = \"0.2\"\n");
    assert_eq!(checkout.read(example), "uses: OWNER/medium@v0.2.0\n");
    let changelog = checkout.read("CHANGELOG.md");
    let section = "## 0.2.0 (2026-02-03)\n\n- Drafts have names.\n- cli: end the line\n";
    assert!(changelog.contains(section), "{changelog}");

    // The prepared version passes.
    let (passed, output) = checkout.xtask(&["version-check"]);
    assert!(passed, "{output}");
}

#[test]
fn commits_count_in_addition_to_the_surface() {
    let checkout = Checkout::with_release("1.2.3");
    checkout.commit("Words");
    checkout.commit("feat: pictures");
    let (_, output) = release(&checkout, &["--dry-run"]);
    assert!(output.starts_with("1.2.3 → 1.3.0"), "{output}");
    checkout.commit("feat!: another way to log in");
    let (_, output) = release(&checkout, &["--dry-run"]);
    assert!(output.starts_with("1.2.3 → 2.0.0"), "{output}");
    // Nothing was written.
    assert_eq!(checkout.read("CHANGELOG.md"), CHANGELOG);
}

#[test]
fn rejects_a_version_that_is_too_low() {
    let checkout = Checkout::with_release("1.2.3");
    checkout.commit("feat: pictures");
    let (is_done, output) = release(&checkout, &["--version", "1.2.4"]);
    assert!(!is_done);
    assert!(output.contains("1.3.0 or higher"), "{output}");
    let (is_done, output) = release(&checkout, &["--version", "2.0.0"]);
    assert!(is_done, "{output}");
    assert!(checkout.read("Cargo.toml").contains("\"2.0.0\""));
}

#[test]
fn does_not_release_twice() {
    let checkout = Checkout::with_release("0.1.0");
    let (is_done, output) = release(&checkout, &[]);
    assert!(!is_done);
    let nothing = "there are no commits since v0.1.0";
    assert!(output.contains(nothing), "{output}");
}

#[test]
fn the_last_release_is_the_highest_version_not_the_last_name() {
    let checkout = Checkout::with_release("0.9.0");
    checkout.edit("Cargo.toml", "0.9.0", "0.10.0");
    checkout.commit("Release");
    checkout.git(&["tag", "v0.10.0"]);
    checkout.commit("fix: a letter");
    let (_, output) = release(&checkout, &["--dry-run"]);
    assert!(output.starts_with("0.10.0 → 0.10.1"), "{output}");
}
