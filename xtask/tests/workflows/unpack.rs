//! `.github/unpack`: verifies and unpacks the archives of a release.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Archives of a release, with their checksums.
#[test]
fn archives_are_verified_and_unpacked_to_a_folder_per_target() {
    let machine = tempfile::tempdir().unwrap();
    let make = "\
        mkdir -p archives in/medium-cli-x86_64-apple-darwin && cd in
        echo mac >medium-cli-x86_64-apple-darwin/medium && echo windows >medium.exe
        tar -czf ../archives/medium-cli-x86_64-apple-darwin.tar.gz medium-cli-x86_64-apple-darwin
        python3 -m zipfile -c ../archives/medium-cli-x86_64-pc-windows-msvc.zip medium.exe
        cd ../archives && for file in *; do sha256sum --binary \"$file\" >\"$file.sha256\"; done";
    let unpack = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github/unpack");
    let run = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(machine.path());
        command.status().unwrap().success()
    };
    assert!(run("bash", &["-euc", make]));
    let unpack = unpack.to_str().unwrap();
    assert!(run(unpack, &["archives", "programs"]));
    let read = |name: &str| fs::read_to_string(machine.path().join("programs").join(name));
    let mac = read("x86_64-apple-darwin/medium").unwrap();
    let windows = read("x86_64-pc-windows-msvc/medium.exe").unwrap();
    assert_eq!((mac.as_str(), windows.as_str()), ("mac\n", "windows\n"));

    let archive = "archives/medium-cli-x86_64-apple-darwin.tar.gz";
    fs::write(machine.path().join(archive), "something else").unwrap();
    assert!(!run(unpack, &["archives", "programs"]));
}
