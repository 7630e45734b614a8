//! Writes the snapshots of generated code to modules, so that the tests compile
//! exactly what reviewers see.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use snapshot::{Files, Preamble, Values, sections};

#[path = "src/snapshot.rs"]
#[allow(dead_code)]
mod snapshot;

/// The module with the types of the documents in `corpus/`.
const CORPUS: &str = "corpus";
/// The name of the smallest client.
const PREAMBLE: &str = "preamble";

fn main() -> io::Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let snapshots =
        Path::new(&env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("snapshots");
    println!("cargo::rerun-if-changed={}", snapshots.display());
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/snapshot.rs");
    let clients = clients(&snapshots.join("code"))?;
    let corpus = read(&snapshots.join(CORPUS))?;
    write_corpus(&out, &corpus)?;
    for (name, files) in &clients {
        write_module(&out, name, files)?;
    }
    for (file, suffix) in [("fixtures.rs", "tested"), ("documented.rs", "documented")] {
        let mut list = String::new();
        for (name, _) in &clients {
            let included = out.join(name).join(format!("{suffix}.rs"));
            list.push_str(&format!("include!({included:?});\n"));
        }
        fs::write(out.join(file), list)?;
    }
    fs::write(out.join("round_trips.rs"), round_trips(&clients, &corpus))?;
    fs::write(out.join("operations.rs"), operations(&out, &clients))
}

/// Reads the snapshots of a folder, sorted by name; empty if it does not exist yet.
fn read(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let mut read = Vec::new();
    let entries = folder.exists().then(|| fs::read_dir(folder));
    for entry in entries.transpose()?.into_iter().flatten() {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "snap")
        {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let text = fs::read_to_string(&path)?;
            // After insta's header.
            let text = text.splitn(3, "---\n").last().unwrap_or_default();
            read.push((name.into_owned(), text.to_owned()));
        }
    }
    read.sort();
    Ok(read)
}

/// Writes `corpus.rs`, with a module for the types of each document.
fn write_corpus(out: &Path, corpus: &[(String, String)]) -> io::Result<()> {
    let folder = out.join(CORPUS);
    fs::create_dir_all(&folder)?;
    let mut list = String::new();
    for (name, types) in corpus {
        let path = folder.join(format!("{name}.rs"));
        fs::write(&path, types)?;
        list.push_str(&format!("#[path = {path:?}]\npub mod {name};\n"));
    }
    fs::write(
        out.join("corpus.rs"),
        format!("/// The documents of `corpus/`.\npub mod {CORPUS} {{\n{list}}}\n"),
    )
}

/// Returns the files of each client, sorted by name.
fn clients(snapshots: &Path) -> io::Result<Vec<(String, Files)>> {
    let read = read(snapshots)?;
    let read: Vec<(String, Files)> = read
        .iter()
        .map(|(name, text)| (name.clone(), sections(text)))
        .collect();
    let of_preamble = read.iter().find(|(name, _)| name == PREAMBLE);
    let preamble = match of_preamble {
        Some((_, sections)) => Preamble::new(&code(sections), &[], &values(sections)),
        None => return Ok(Vec::new()),
    };
    let whole = read.iter().map(|(name, sections)| {
        let files = if name == PREAMBLE {
            code(sections)
        } else {
            preamble.unfold_all(sections, &values(sections))
        };
        (name.clone(), files)
    });
    Ok(whole.collect())
}

/// Returns the sections that are files.
fn code(sections: &Files) -> Files {
    let is_code = |(name, _): &&(String, String)| name.ends_with(".rs");
    sections.iter().filter(is_code).cloned().collect()
}

fn values(sections: &Files) -> Values {
    let section = sections.iter().find(|(name, _)| name == "values");
    let lines = section.map(|(_, text)| text.lines()).into_iter().flatten();
    let mut lines = lines.map(str::to_owned);
    let mut next = || lines.next().unwrap_or_default();
    Values {
        document: next(),
        title: next(),
        server: next(),
        module: next(),
    }
}

/// Writes `OUT_DIR/{name}/`: the client's files, and their module.
fn write_module(out: &Path, name: &str, files: &Files) -> io::Result<()> {
    let folder = out.join(name);
    fs::create_dir_all(&folder)?;
    let mut examples = String::new();
    for (path, text) in files {
        fs::write(folder.join(path), text)?;
        if path == "client.rs" {
            examples = examples_of(text);
        }
    }
    fs::write(folder.join("examples.rs"), examples)?;
    let generated = folder.join("mod.rs");
    let core =
        format!("    #[path = {generated:?}]\n    mod generated;\n    pub use generated::*;\n");
    let documented = format!("/// The fixture `{name}`.\npub mod {name} {{\n{core}}}\n");
    let tested = format!(
        "/// The fixture `{name}`.\npub mod {name} {{\n{core}\n    #[allow(clippy::too_many_arguments)]\n    #[path = {:?}]\n    mod examples;\n}}\n",
        folder.join("examples.rs")
    );
    fs::write(folder.join("documented.rs"), documented)?;
    fs::write(folder.join("tested.rs"), tested)
}

/// Returns the examples in the methods' docs, one module each, with hidden lines.
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
                examples.push_str(&format!("mod example_{count} {{\n"));
            }
            (true, "```") => {
                inside = false;
                examples.push_str("}\n");
            }
            (true, code) => {
                examples.push_str(code.strip_prefix("# ").unwrap_or(code));
                examples.push('\n');
            }
            _ => {}
        }
    }
    examples
}

/// Returns the code of a function that deserializes a value as a type of a document, and serializes
/// it again.
fn round_trips(clients: &[(String, Files)], corpus: &[(String, String)]) -> String {
    let of_clients = clients.iter().flat_map(|(name, files)| {
        let types = files.iter().filter(|(path, _)| path == "types.rs");
        let module = format!("{name}::types");
        types.map(move |(_, text)| (name.clone(), module.clone(), text))
    });
    let of_corpus = corpus.iter().map(|(name, text)| {
        let module = format!("{CORPUS}::{name}");
        (format!("{CORPUS}/{name}"), module, text)
    });
    let mut arms = String::new();
    for (name, module, text) in of_clients.chain(of_corpus) {
        for ty in types_of_json(text) {
            let arm =
                format!("({name:?}, {ty:?}) => Some(round_trip_as::<{module}::{ty}>(value)),");
            arms.push_str(&format!("        {arm}\n"));
        }
    }
    format!(
        "/// Deserializes `value` as a type of a document and serializes it; `None` if there is no\n\
         /// such type.\n\
         pub fn round_trip(document: &str, ty: &str, value: &serde_json::Value) -> Option<Result<serde_json::Value, String>> {{\n\
         \x20   match (document, ty) {{\n{arms}        _ => None,\n    }}\n}}\n"
    )
}

/// Returns the types that are JSON: those of some macros, and structs with serde's derives.
fn types_of_json(text: &str) -> Vec<&str> {
    #[rustfmt::skip]
    const MACROS: [&str; 8] = [
        "any_of", "constant", "one_of", "open_enum", "plain_type", "string_type", "value_enum",
        "value_type",
    ];
    let mut types = Vec::new();
    let mut is_json = false;
    for line in text.lines() {
        if line.starts_with("#[derive(") {
            is_json = line.contains(" Serialize") && line.contains(" Deserialize");
        }
        if let Some(name) = line.strip_suffix("! {") {
            is_json = MACROS.iter().any(|name_end| name.ends_with(name_end));
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        if let ["pub" | "pub(crate)", "struct" | "enum", name, ..] = words.as_slice()
            && is_json
        {
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_');
            types.push(&name[..end.unwrap_or(name.len())]);
            is_json = false;
        }
    }
    types
}

/// Returns a module with the operations of each fixture, and a function that returns all.
fn operations(out: &Path, clients: &[(String, Files)]) -> String {
    let mut modules = String::new();
    let mut all = String::new();
    for (name, _) in clients {
        let path = out.join(name).join("operations.rs");
        modules.push_str(&format!(
            "#[allow(dead_code)]\n#[path = {path:?}]\nmod {name};\n"
        ));
        all.push_str(&format!("        ({name:?}, {name}::ALL),\n"));
    }
    format!(
        "{modules}\n/// The operations of every fixture.\npub fn all_operations() -> Vec<(&'static str, &'static [&'static medium_runtime::Operation])> {{\n    vec![\n{all}    ]\n}}\n"
    )
}
