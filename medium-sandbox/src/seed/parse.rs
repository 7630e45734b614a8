//! Parses and checks seeds.

use std::fmt;

use super::entries::Entries;
use super::error::SeedError;
use super::lines::Lines;
use super::parser_messages;
use crate::state::Settings;

/// The users and publications of a sandbox without a seed.
const DEFAULT: &str = include_str!("default.yaml");

/// What a sandbox contains at the start and after a reset.
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
pub struct Seed(pub(crate) Entries);

impl Seed {
    /// Parses a seed. JSON is also YAML, so an exported seed works.
    ///
    /// # Errors
    ///
    /// [`SeedError::Syntax`] if it is not YAML or has an unknown field. [`Seed::check`], and the start of
    /// a sandbox, also check references between entries.
    pub fn from_yaml(text: &str) -> Result<Self, SeedError> {
        let entries = serde_saphyr::from_str::<Option<Entries>>(text);
        let entries =
            entries.map_err(|error| SeedError::Syntax(parser_messages::yaml_message(&error)))?;
        Ok(Self(Entries {
            lines: Lines::parse(text),
            ..entries.unwrap_or_default()
        }))
    }

    /// Checks that a sandbox can start with it: references resolve, and names are unique.
    ///
    /// # Errors
    ///
    /// [`SeedError::Entry`], with the line if the seed was parsed from text.
    pub fn check(&self) -> Result<(), SeedError> {
        self.database(&Settings::default())?;
        self.faults().map(drop)
    }

    /// Converts the seed to JSON for the control calls. Contains tokens and client secrets.
    pub fn to_json(&self) -> serde_json::Value {
        // Every entry is valid JSON.
        serde_json::to_value(&self.0).unwrap_or_default()
    }

    /// Returns the default users and publications.
    pub(super) fn default_entries() -> Entries {
        // A test checks that it parses.
        serde_saphyr::from_str(DEFAULT).unwrap_or_default()
    }
}

/// Omits tokens and client secrets.
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
    fn the_default_seed_has_users_and_publications() {
        let entries = Seed::default_entries();
        assert_eq!(entries.users.map(|users| users.len()), Some(3));
        assert_eq!(entries.publications.map(|all| all.len()), Some(3));
    }

    #[test]
    fn rejects_an_unknown_field_with_its_line() {
        let error = Seed::from_yaml("users:\n  - username: anna\n    nmae: Anna\n");
        let message = error.unwrap_err().to_string();
        assert!(
            message.contains("nmae") && message.contains("line 3"),
            "{message}"
        );
        assert!(Seed::from_yaml("").is_ok() && Seed::from_yaml("# nothing\n").is_ok());
    }
}
