//! The documentation shows only commands that the program accepts.

#[path = "../../tests/src/markdown.rs"]
#[allow(dead_code, unreachable_pub)]
mod markdown;

use std::path::Path;
use std::process::Command;

/// Placeholders in the documentation, and values to try in their place.
const PLACEHOLDERS: [(&str, &str); 3] = [
    ("SHELL", "bash"),
    ("URL", "https://example.com"),
    ("COMMAND", ""),
];

/// With `--help` at their end, arguments are parsed and nothing is done.
#[test]
fn the_program_accepts_every_command_in_the_documentation() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let pages = markdown::pages(&root);
    let commands = pages.iter().flat_map(|page| {
        let spans = page.span_commands(&["medium"]);
        page.block_commands().into_iter().chain(spans)
    });
    let mut tried = 0;
    let mut rejected = String::new();
    for command in commands {
        let Some(arguments) = arguments(&command.words) else {
            continue;
        };
        tried += 1;
        let output = Command::new(env!("CARGO_BIN_EXE_medium"))
            .args(&arguments)
            .arg("--help")
            .output()
            .unwrap();
        if !output.status.success() {
            let error = String::from_utf8_lossy(&output.stderr);
            rejected.push_str(&format!(
                "{}: medium {}\n{error}\n",
                command.position,
                arguments.join(" ")
            ));
        }
    }
    assert!(tried > 50, "found only {tried} commands");
    assert!(
        rejected.is_empty(),
        "Correct these commands in the documentation:\n{rejected}"
    );
}

#[test]
fn the_readme_describes_every_command() {
    let help = Command::new(env!("CARGO_BIN_EXE_medium"))
        .arg("-h")
        .output();
    let help = String::from_utf8(help.unwrap().stdout).unwrap();
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let commands = commands.lines().take_while(|line| !line.is_empty());
    let names = commands.filter_map(|line| line.split_whitespace().next());
    let readme = include_str!("../README.md");
    let missing: Vec<&str> = names
        .filter(|name| *name != "help" && !readme.contains(&format!("`medium {name}")))
        .collect();
    assert!(
        missing.is_empty(),
        "Add these commands to the table of commands in medium-cli/README.md: {missing:?}"
    );
}

/// Returns the arguments for `medium`, also where another program starts it.
fn arguments(words: &[String]) -> Option<Vec<String>> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let arguments = match words[..] {
        ["medium", ref rest @ ..] => rest,
        ["cargo", "run", "-p", "medium-cli", ref rest @ ..] => {
            let separator = rest.iter().position(|word| *word == "--")?;
            &rest[separator + 1..]
        }
        ["npx" | "uvx", ref rest @ ..] => {
            let program = rest.iter().position(|word| *word == "medium")?;
            &rest[program + 1..]
        }
        _ => return None,
    };
    let filled = arguments.iter().map(|word| value(word));
    Some(filled.filter(|word| !word.is_empty()).collect())
}

/// Returns a value for an argument as the synopsis shows it: `[list]`, `@USER|PUBLICATION`,
/// `PATH…`.
fn value(word: &str) -> String {
    let word = word.trim_matches(['[', ']', '…']);
    let word = word.split(['|', '\\']).next().unwrap_or_default();
    let filled = PLACEHOLDERS.iter().find(|(name, _)| *name == word);
    filled.map_or(word, |(_, value)| value).to_owned()
}
