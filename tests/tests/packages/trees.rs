//! The dependencies of medium-api.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tests::root;

use crate::workspace::cargo;

/// Returns the names and versions of all crates built for a package, including itself.
fn tree(folder: &Path, package: &str, more: &[&str]) -> BTreeSet<String> {
    let common = [
        "tree",
        "--edges=normal",
        "--prefix=none",
        "--package",
        package,
    ];
    let printed = cargo(folder, [&common, more].concat());
    // A crate may be listed several times, with a mark; local crates have their folders.
    let crates = printed.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        Some(format!("{} {}", words.next()?, words.next()?))
    });
    crates.collect()
}

/// The crates for connections and threads.
#[rustfmt::skip]
const NETWORK: [&str; 8] =
    ["tokio", "reqwest", "hyper", "mio", "socket2", "rustls", "ring", "getrandom"];

/// Threads and sockets do not exist on wasm32-unknown-unknown.
#[test]
fn types_and_json_need_no_network() {
    let options = [
        "--no-default-features",
        "--target=wasm32-unknown-unknown",
        "--locked",
    ];
    let tree = tree(&root(), "medium-api", &options);
    let names: Vec<&str> = tree
        .iter()
        .filter_map(|package| package.split(' ').next())
        .collect();
    assert!(names.contains(&"serde_json"), "{names:?}");
    for name in NETWORK {
        assert!(!names.contains(&name), "{name} is in {names:?}");
    }
}

/// The crates that the client adds to a program with reqwest and serde, with the same features and
/// TLS. A longer list means longer builds for everyone: is the crate worth it?
#[rustfmt::skip]
const BESIDE_REQWEST: [&str; 9] = [
    "escape-simd", "jiff", "jiff-core", "json-escape-simd", "md5", "medium-api", "medium-runtime",
    "thiserror", "thiserror-impl",
];

#[test]
fn the_client_adds_few_crates_to_reqwest() {
    let systems = [
        "--target=x86_64-unknown-linux-gnu",
        "--target=aarch64-apple-darwin",
        "--target=x86_64-pc-windows-msvc",
    ];
    let ours = tree(
        &root(),
        "medium-api",
        &[&systems[..], &["--locked"]].concat(),
    );
    let folder = tempfile::tempdir().unwrap();
    let manifest = "[package]
name = \"bare\"
version = \"0.0.0\"
edition = \"2024\"
[lib]
path = \"lib.rs\"
[dependencies]
reqwest = { version = \"0.13\", default-features = false, features = [\"json\", \"multipart\", \"rustls-no-provider\", \"socks\", \"stream\"] }
rustls = { version = \"0.23\", default-features = false, features = [\"ring\", \"std\", \"tls12\"] }
serde = { version = \"1\", features = [\"derive\"] }
tokio = { version = \"1\", features = [\"fs\", \"rt\"] }
[workspace]
";
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    fs::write(folder.path().join("lib.rs"), "").unwrap();
    // The same versions.
    fs::copy(root().join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
    let bare = tree(folder.path(), "bare", &systems);
    let more = ours.difference(&bare);
    let more: Vec<&str> = more
        .filter_map(|package| package.split(' ').next())
        .collect();
    assert_eq!(more, BESIDE_REQWEST);
    // At most a tenth more. Each tree includes its root.
    let limit = bare.len() * 11 / 10;
    assert!(
        ours.len() <= limit,
        "{} crates, at most {limit}",
        ours.len()
    );
}
