//! `cargo xtask version-check`.

use crate::checkout::Checkout;

#[test]
fn any_version_passes_before_the_first_release() {
    let checkout = Checkout::new();
    checkout.edit("medium-api/api.txt", "tags", "labels");
    let (passed, output) = checkout.xtask(&["version-check"]);
    assert!(passed, "{output}");
}

#[test]
fn an_unchanged_surface_passes() {
    let checkout = Checkout::with_release("0.1.0");
    checkout.edit("medium-api/api.txt", "# a comment", "# another one");
    let (passed, output) = checkout.xtask(&["version-check"]);
    assert!(passed, "{output}");
    assert!(output.contains("has not changed since v0.1.0"), "{output}");
}

#[test]
fn fails_if_the_surface_changed_more_than_the_version() {
    let checkout = Checkout::with_release("1.2.3");
    let tags = "field types::Post::tags: Vec<String>";
    let with_title = format!("{tags}\nfield types::Post::title: Option<String>");
    checkout.edit("medium-api/api.txt", tags, &with_title);
    for (version, passed) in [("1.2.4", false), ("1.3.0", true), ("2.0.0", true)] {
        let manifest = checkout.read("Cargo.toml");
        checkout.edit("Cargo.toml", "1.2.3", version);
        let (succeeded, output) = checkout.xtask(&["version-check"]);
        assert_eq!(succeeded, passed, "{output}");
        assert!(output.contains("types::Post::title"), "{output}");
        checkout.write("Cargo.toml", &manifest);
    }
}

#[test]
fn base_selects_the_release_to_compare_with() {
    let checkout = Checkout::with_release("0.1.0");
    checkout.edit("medium-api/api.txt", "tags", "labels");
    checkout.edit("Cargo.toml", "0.1.0", "0.2.0");
    checkout.commit("Release");
    checkout.git(&["tag", "v0.2.0"]);
    checkout.edit("Cargo.toml", "0.2.0", "0.1.1");
    let (passed, _) = checkout.xtask(&["version-check"]);
    assert!(passed);
    let (passed, output) = checkout.xtask(&["version-check", "--base", "v0.1.0"]);
    assert!(!passed);
    assert!(output.contains("0.2.0 or higher"), "{output}");
}
