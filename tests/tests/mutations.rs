//! No invalid document makes the generator panic, abort or overflow its stack, or
//! reaches progenitor's own errors. Child processes run the mutants, since an abort
//! ends the process: the test then knows the last mutant.

mod mutations {
    pub(crate) mod pathological;
    pub(crate) mod plausible;
    pub(crate) mod text;
    pub(crate) mod value;
}

use std::path::Path;
use std::process::Command;
use std::{env, fs, panic, thread};

use medium_codegen::ErrorKind;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::Value;
use tests::{Fixture, fixtures, medium};

use mutations::{pathological, plausible, text, value};

/// Set in a child: the file for the current mutant.
const CHILD: &str = "MUTATIONS_CHILD";
/// Set in a child: its number.
const NUMBER: &str = "MUTATIONS_NUMBER";
const CHILDREN: u64 = 2;
/// Per child.
const MUTANTS: usize = 1_500;
const SEED: u64 = 1_892;
const TEST_NAME: &str = "no_mutant_of_a_document_breaks_the_generator";

/// The results of the mutants.
#[derive(Debug, Default)]
struct Counts {
    generated: usize,
    rejected: usize,
    syntax: usize,
    valid_yaml: usize,
}

#[test]
fn no_mutant_of_a_document_breaks_the_generator() {
    if let (Some(file), Ok(number)) = (env::var_os(CHILD), env::var(NUMBER)) {
        let number = number.parse().unwrap();
        return mutate(number, |mutant| {
            fs::write(&file, mutant).unwrap();
        });
    }
    let folder = tempfile::tempdir().unwrap();
    thread::scope(|scope| {
        for number in 0..CHILDREN {
            let file = folder.path().join(format!("{number}.yaml"));
            scope.spawn(move || watch(number, &file));
        }
    });
}

fn watch(number: u64, file: &Path) {
    let child = Command::new(env::current_exe().unwrap())
        .args(["--exact", TEST_NAME, "--nocapture"])
        .env(CHILD, file)
        .env(NUMBER, number.to_string())
        .env_remove("RUST_BACKTRACE")
        .output()
        .unwrap();
    let mutant = fs::read_to_string(file).unwrap_or_default();
    let message = String::from_utf8_lossy(&child.stdout);
    assert!(
        child.status.success(),
        "{}\n{message}\n{}\nthe last mutant:\n{mutant}",
        child.status,
        String::from_utf8_lossy(&child.stderr),
    );
    println!("{message}");
}

fn mutate(number: u64, mut before: impl FnMut(&str)) {
    // The generator catches a panic inside progenitor: its output is not needed.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    if number == 0 {
        for document in pathological::documents() {
            before(&document);
            try_one(&document, &mut Counts::default());
        }
    }
    let mut counts = Counts::default();
    let documents = documents();
    let mut random = StdRng::seed_from_u64(SEED + number);
    for _ in 0..MUTANTS {
        let mutant = mutant(&documents, &mut random);
        before(&mutant);
        counts.valid_yaml +=
            usize::from(serde_yaml::from_str::<serde_yaml::Value>(&mutant).is_ok());
        try_one(&mutant, &mut counts);
    }
    panic::set_hook(hook);
    println!("{counts:?}");
    assert!(
        counts.valid_yaml * 2 >= MUTANTS,
        "too few are YAML: {counts:?}"
    );
    assert!(
        counts.generated * 5 >= MUTANTS,
        "too few reach progenitor: {counts:?}"
    );
}

/// Returns each fixture, and sometimes Medium's own document, which is long.
fn documents() -> Vec<Value> {
    let mut all: Vec<Fixture> = fixtures();
    all.push(medium());
    all.iter()
        .map(|fixture| serde_yaml::from_str(&fixture.text).unwrap())
        .collect()
}

fn mutant(documents: &[Value], random: &mut StdRng) -> String {
    let mut document = documents[random.random_range(0..documents.len())].clone();
    let donor = &documents[random.random_range(0..documents.len())];
    for _ in 0..random.random_range(1..=3) {
        if random.random_bool(0.7) {
            plausible::mutate(&mut document, random);
        } else {
            value::mutate(&mut document, donor, random);
        }
    }
    let text = serde_json::to_string_pretty(&document).unwrap();
    match random.random_range(0..8) {
        0 => text::mutate(&text, random),
        1 => serde_yaml::to_string(&document).unwrap(),
        _ => text,
    }
}

fn try_one(document: &str, counts: &mut Counts) {
    let options = medium_codegen::Options::new("mutant.yaml");
    let result = panic::catch_unwind(|| medium_codegen::generate(document, &options));
    match result {
        Ok(Ok(_)) => counts.generated += 1,
        Ok(Err(errors)) => match errors.first().map(|error| error.kind) {
            Some(ErrorKind::Document) => counts.rejected += 1,
            Some(ErrorKind::Syntax) => counts.syntax += 1,
            _ => fail(&errors.to_string()),
        },
        Err(_) => fail("the generator panicked"),
    }
}

fn fail(message: &str) -> ! {
    // The hook is silent, so the panic is printed here.
    eprintln!("{message}");
    std::process::exit(1);
}
