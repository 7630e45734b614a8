//! Every fixture's client compiles, with its docs and their examples. They are
//! modules of one binary: separate crates would take minutes.
#![deny(warnings, missing_docs)]
// Most of it is not called here.
#![allow(dead_code)]

include!(concat!(env!("OUT_DIR"), "/fixtures.rs"));
include!(concat!(env!("OUT_DIR"), "/corpus.rs"));

mod examples;
mod plain;
mod round_trip;
mod samples;

#[test]
fn every_fixture_is_compiled_here() {
    let compiled = include_str!(concat!(env!("OUT_DIR"), "/fixtures.rs"));
    for fixture in tests::fixtures() {
        let included = format!("/{}/tested.rs", fixture.name);
        assert!(
            compiled.contains(&included),
            "{} has no snapshot: run `INSTA_UPDATE=always cargo test -p tests --test codegen`",
            fixture.path
        );
    }
}
