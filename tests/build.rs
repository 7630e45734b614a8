//! The snapshots of generated code → modules, so that the tests compile just
//! what a reviewer sees.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const MARKER: &str = "//////// ";

fn main() -> io::Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let snapshots = Path::new(&env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"))
        .join("snapshots/code");
    println!("cargo::rerun-if-changed={}", snapshots.display());
    println!("cargo::rerun-if-changed=build.rs");
    let mut names = Vec::new();
    if snapshots.exists() {
        for entry in fs::read_dir(&snapshots)? {
            let path = entry?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "snap")
            {
                let name = path
                    .file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                module(&out, &name, &fs::read_to_string(&path)?)?;
                names.push(name);
            }
        }
    }
    names.sort();
    for (file, suffix) in [("fixtures.rs", "tested"), ("documented.rs", "documented")] {
        let mut list = String::new();
        for name in &names {
            let included = out.join(name).join(format!("{suffix}.rs"));
            writeln!(list, "include!({included:?});").expect("a String takes it");
        }
        fs::write(out.join(file), list)?;
    }
    Ok(())
}

/// `OUT_DIR/{name}/`: the client's files, and the module that holds them.
fn module(out: &Path, name: &str, snapshot: &str) -> io::Result<()> {
    let folder = out.join(name);
    fs::create_dir_all(&folder)?;
    // Behind insta's header.
    let code = snapshot.splitn(3, "---\n").last().unwrap_or_default();
    let mut examples = String::new();
    for file in code.split(MARKER).skip(1) {
        let (path, text) = file.split_once('\n').unwrap_or((file, ""));
        fs::write(folder.join(path), text)?;
        if path == "client.rs" {
            examples = examples_of(text);
        }
    }
    fs::write(folder.join("examples.rs"), examples)?;
    let generated = folder.join("mod.rs");
    let core = format!(
        "    #[path = {generated:?}]\n    mod generated;\n    pub use generated::{{Client, operations, types}};\n    pub use medium_api::Error;\n\n    impl progenitor_client::ClientHooks<medium_api::runtime::Transport> for Client {{}}\n"
    );
    let documented = format!("/// The fixture `{name}`.\npub mod {name} {{\n{core}}}\n");
    let tested = format!(
        "/// The fixture `{name}`.\npub mod {name} {{\n{core}\n    #[allow(clippy::too_many_arguments)]\n    #[path = {:?}]\n    mod examples;\n}}\n",
        folder.join("examples.rs")
    );
    fs::write(folder.join("documented.rs"), documented)?;
    fs::write(folder.join("tested.rs"), tested)
}

/// The examples in the methods' docs, a module each.
fn examples_of(client: &str) -> String {
    let mut examples = String::new();
    let mut inside = false;
    let mut count = 0;
    for line in client.lines() {
        let Some(doc) = line.trim_start().strip_prefix("///") else {
            continue;
        };
        let doc = doc.strip_prefix(' ').unwrap_or(doc);
        match (inside, doc) {
            (false, "```no_run") => {
                inside = true;
                count += 1;
                writeln!(examples, "mod example_{count} {{").expect("a String takes it");
            }
            (true, "```") => {
                inside = false;
                examples.push_str("}\n");
            }
            (true, code) => {
                examples.push_str(code);
                examples.push('\n');
            }
            _ => {}
        }
    }
    examples
}
