//! What comes out of each fixture, as a snapshot. After a change that is meant,
//! `INSTA_UPDATE=always cargo test -p tests --test codegen` takes the new ones;
//! it does so even where the old ones no longer compile, because those are
//! compiled by another test (`compile.rs`).

use std::time::{Duration, Instant};

use insta::Settings;
use tests::{fixtures, joined, medium};

fn snapshots(folder: &str) -> Settings {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(format!("../snapshots{folder}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn every_fixture_gives_the_code_of_its_snapshot() {
    let settings = snapshots("/code");
    let mut refused = Vec::new();
    for fixture in fixtures() {
        match fixture.generate() {
            Ok(output) => settings.bind(|| insta::assert_snapshot!(fixture.name, joined(&output))),
            Err(error) => refused.push(error.to_string()),
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn the_public_surface_of_the_client_is_the_snapshots() {
    let output = medium().generate().expect("the document is good");
    snapshots("").bind(|| insta::assert_snapshot!("surface", output.surface.join("\n")));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for fixture in fixtures().into_iter().chain([medium()]) {
        let first = fixture.generate().expect(&fixture.path);
        assert_eq!(
            first,
            fixture.generate().expect(&fixture.path),
            "{}",
            fixture.path
        );
    }
}

#[test]
fn the_generators_own_work_takes_under_a_second() {
    let document = medium();
    // The best of some: other tests run beside this one.
    let best = (0..5).map(|_| {
        let start = Instant::now();
        document.generate().expect("the document is good");
        start.elapsed()
    });
    let best = best.min().expect("there are five");
    assert!(best < Duration::from_secs(1), "{best:?}");
}
