//! The names of an operation's parameters in Rust: each its own, whatever else
//! is added to the operation.

use std::collections::BTreeSet;

use super::super::names::{text, value_name};
use super::places::Place;
use crate::model::Location;

pub(super) struct Names {
    taken: BTreeSet<String>,
    /// Names that more than one parameter would have.
    shared: BTreeSet<String>,
}

impl Names {
    pub(super) fn new(places: &[Place<'_>]) -> Self {
        let (mut met, mut shared) = (BTreeSet::new(), BTreeSet::new());
        for place in places {
            let name = wanted(place);
            if !met.insert(name.clone()) {
                shared.insert(name);
            }
        }
        Self {
            taken: BTreeSet::new(),
            shared,
        }
    }

    /// The name of a parameter: of those that would share one, each is told
    /// apart by where it travels, and then by its spelling.
    pub(super) fn take(&mut self, place: &Place<'_>) -> String {
        let mut name = wanted(place);
        if self.shared.contains(&name) && !is_named(place) {
            name = format!("{}_{}", name.trim_end_matches('_'), word(place.location));
        }
        if self.taken.contains(&name) {
            let points = place.name.chars().filter(|c| !c.is_ascii_lowercase());
            let points: Vec<String> = points.map(|c| format!("{:x}", c as u32)).collect();
            name = format!("{name}_{}", points.join("_"));
        }
        while !self.taken.insert(name.clone()) {
            name.push_str("_2");
        }
        name
    }
}

fn is_named(place: &Place<'_>) -> bool {
    place.parameter.get("x-rust-name").is_some()
}

fn wanted(place: &Place<'_>) -> String {
    match text(place.parameter, "x-rust-name") {
        "" => value_name(place.name),
        own => value_name(own),
    }
}

fn word(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}
