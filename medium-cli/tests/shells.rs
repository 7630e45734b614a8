//! Completions and manual pages, checked by shells and groff.

mod support;

use std::fs;
use std::process::Command;

use support::Medium;

/// Checks that `program` accepts a file with this text. Skipped if it is not installed, except in CI.
fn accepts(program: &str, arguments: &[&str], text: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, text).unwrap();
    match Command::new(program).args(arguments).arg(&file).output() {
        Ok(output) => {
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{program}: {stderr}");
            assert_eq!(stderr, "", "{program}");
        }
        Err(error) if std::env::var_os("CI").is_some() => panic!("{program}: {error}"),
        Err(_) => eprintln!("skipped: {program} is not installed"),
    }
}

fn print(arguments: &[&str]) -> String {
    let done = Medium::new().run(arguments);
    assert_eq!(done.code, 0, "{}", done.stderr);
    done.stdout
}

#[test]
fn completions_load() {
    accepts("bash", &["--norc"], &print(&["completions", "bash"]));
    accepts("fish", &["--no-config"], &print(&["completions", "fish"]));
    let zsh = print(&["completions", "zsh"]);
    accepts(
        "zsh",
        &["-f"],
        &format!("autoload -U compinit; compinit -D\n{zsh}"),
    );
    let power_shell = print(&["completions", "powershell"]);
    assert!(
        power_shell.contains("Register-ArgumentCompleter"),
        "{power_shell}"
    );
}

#[test]
fn manual_pages_of_all_commands_render() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    print(&["man", "--output", path]);
    let files = std::fs::read_dir(path).unwrap();
    let files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    for name in ["medium.1", "medium-publish.1", "medium-ledger-record.1"] {
        assert!(files.contains(&folder.path().join(name)), "{files:?}");
    }
    for file in files {
        let page = std::fs::read_to_string(file).unwrap();
        accepts("groff", &["-man", "-Tutf8", "-wall", "-z"], &page);
    }
}

/// Returns a manual page as plain text. `None` if groff is not installed, except in CI.
fn render(page: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.1");
    fs::write(&file, page).unwrap();
    let arguments = ["-man", "-Tascii", "-P-c", "-P-b", "-P-u", "-rLL=90n"];
    match Command::new("groff").args(arguments).arg(&file).output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(error) if std::env::var_os("CI").is_some() => panic!("groff: {error}"),
        Err(_) => None,
    }
}

#[test]
fn tables_and_examples_of_manual_pages_keep_their_lines() {
    let Some(page) = render(&print(&["man"])) else {
        eprintln!("skipped: groff is not installed");
        return;
    };
    for line in [
        "MEDIUM_API_URL         URL of the API [default: https://api.medium.com]",
        "0  success                  4    rejected by Medium",
    ] {
        assert!(page.contains(line), "{page}");
    }
    let page = render(&print(&["man", "publish"])).unwrap_or_default();
    let example = "medium publish post.md --status draft      create a draft";
    assert!(page.contains(example), "{page}");
}

#[test]
fn the_synopsis_of_a_manual_page_names_the_values_of_options() {
    let page = print(&["man", "ledger", "resolve"]);
    let synopsis = "medium ledger resolve [\\-\\-to <PUBLICATION>] [\\-\\-custom\\-domain] [GLOBAL OPTIONS] \
                    <\\-\\-published <URL>|\\-\\-not\\-published> <ARTICLE>";
    let page = page.replace("\\fB", "").replace("\\fR", "");
    assert!(page.contains(synopsis), "{page}");
    assert_eq!(Medium::new().run(&["man", "nothing"]).code, 2);
}
