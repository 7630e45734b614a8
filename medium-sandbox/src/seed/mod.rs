//! What a sandbox holds, as a file: read at the start, exported from one that runs.
//!
//! One form for all: `--seed FILE`, `GET` and `PUT /_sandbox/snapshot`. A seed that somebody writes
//! leaves out most of it; one that was exported names everything.

mod content;
mod error;
mod export;
mod faults;
mod lines;
mod names;
pub(crate) mod records;
mod words;
mod world;

use std::fmt;

pub use error::SeedError;
pub(crate) use export::moment;
pub(crate) use faults::no_operation;
use lines::Lines;
pub(crate) use names::is_name;
use records::Records;
pub(crate) use records::written_moment;
pub(crate) use words::plain;

use crate::state::Settings;

/// The people and publications of a sandbox without a seed.
const DEFAULT: &str = include_str!("default.yaml");

/// What a sandbox is to hold when it starts, and after a reset.
///
/// ```
/// use medium_sandbox::Seed;
///
/// let seed = Seed::from_yaml(
///     "users: [{ username: anna, name: Anna }]
/// publications: [{ slug: anfield-diary, editors: [anna] }]
/// posts: [{ title: Liverpool FC, content: '# Liverpool FC', author: anna }]",
/// )?;
/// # Ok::<(), medium_sandbox::SeedError>(())
/// ```
#[derive(Clone, Default)]
pub struct Seed(pub(crate) Records);

impl Seed {
    /// Reads a seed. JSON is YAML, too: what a sandbox exports can be read.
    ///
    /// # Errors
    ///
    /// [`SeedError::Syntax`] where it is no YAML or has a field that is not known. Whether people
    /// and publications that it names exist is checked when a sandbox starts with it, and by
    /// [`Seed::check`].
    pub fn from_yaml(text: &str) -> Result<Self, SeedError> {
        let records = serde_saphyr::from_str::<Option<Records>>(text);
        let records = records.map_err(|error| SeedError::Syntax(words::of_yaml(&error)))?;
        Ok(Self(Records {
            lines: Lines::of(text),
            ..records.unwrap_or_default()
        }))
    }

    /// Whether a sandbox could start with it: whether all that it names exists, and nothing twice.
    ///
    /// # Errors
    ///
    /// [`SeedError::Record`], with the line where the seed came from a text.
    pub fn check(&self) -> Result<(), SeedError> {
        self.world(&Settings::nowhere())?;
        self.faults().map(drop)
    }

    /// The seed as JSON, as the control calls take it. Tokens and client secrets are in it.
    pub fn to_json(&self) -> serde_json::Value {
        // Nothing in it can't be JSON.
        serde_json::to_value(&self.0).unwrap_or_default()
    }

    /// The people and publications that there are without a seed.
    fn default_people() -> Records {
        // A test reads it.
        serde_saphyr::from_str(DEFAULT).unwrap_or_default()
    }
}

/// Tokens and client secrets stay out of it.
impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seed")
            .field("posts", &self.0.posts.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_people_without_a_seed() {
        let people = Seed::default_people();
        assert_eq!(people.users.map(|users| users.len()), Some(3));
        assert_eq!(people.publications.map(|all| all.len()), Some(3));
    }

    #[test]
    fn an_unknown_field_is_refused_with_its_line() {
        let error = Seed::from_yaml("users:\n  - username: anna\n    nmae: Anna\n");
        let said = error.expect_err("a typing error").to_string();
        assert!(said.contains("nmae") && said.contains("line 3"), "{said}");
        assert!(Seed::from_yaml("").is_ok() && Seed::from_yaml("# nothing\n").is_ok());
    }
}
