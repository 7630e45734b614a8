//! The level of a release, and the version that results from it.

use std::fmt;

use medium_codegen::{CodeImpact, WireImpact};
use semver::Version;

/// How much a release changes for users of the crates.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Only fixes.
    #[default]
    Fix,
    /// Additions or deprecations.
    Addition,
    /// A breaking change of code or of requests and responses.
    Breaking,
}

impl Level {
    /// Combines the impacts on code and on requests and responses.
    #[must_use]
    pub fn from_impacts(code: CodeImpact, wire: WireImpact) -> Self {
        let code = match code {
            CodeImpact::None => Self::Fix,
            CodeImpact::Addition | CodeImpact::Deprecation => Self::Addition,
            CodeImpact::Breaking => Self::Breaking,
        };
        let wire = match wire {
            WireImpact::None => Self::Fix,
            WireImpact::Addition => Self::Addition,
            WireImpact::Breaking => Self::Breaking,
        };
        code.max(wire)
    }

    /// Returns the next version after `last` for this level. Before 1.0, cargo treats a minor
    /// version as breaking, and a patch as compatible.
    #[must_use]
    pub fn after(self, last: &Version) -> Version {
        let Version {
            major,
            minor,
            patch,
            ..
        } = *last;
        match (self, major) {
            (Self::Breaking, 0) => Version::new(0, minor + 1, 0),
            (Self::Breaking, _) => Version::new(major + 1, 0, 0),
            (Self::Addition, 1..) => Version::new(major, minor + 1, 0),
            (Self::Fix, _) | (Self::Addition, 0) => Version::new(major, minor, patch + 1),
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fix => "fix",
            Self::Addition => "addition",
            Self::Breaking => "breaking",
        })
    }
}

#[cfg(test)]
mod tests {
    use medium_codegen::{CodeImpact, WireImpact};
    use semver::Version;

    use super::Level;

    #[test]
    fn the_level_determines_the_next_version() {
        for (last, level, next) in [
            ("0.1.0", Level::Fix, "0.1.1"),
            ("0.1.0", Level::Addition, "0.1.1"),
            ("0.1.7", Level::Breaking, "0.2.0"),
            ("1.2.3", Level::Fix, "1.2.4"),
            ("1.2.3", Level::Addition, "1.3.0"),
            ("1.2.3", Level::Breaking, "2.0.0"),
        ] {
            let last = Version::parse(last).expect("is a version");
            assert_eq!(level.after(&last).to_string(), next, "{last} {level}");
        }
    }

    #[test]
    fn the_more_severe_impact_counts() {
        let level = Level::from_impacts(CodeImpact::None, WireImpact::Breaking);
        assert_eq!(level, Level::Breaking);
        let level = Level::from_impacts(CodeImpact::Deprecation, WireImpact::None);
        assert_eq!(level, Level::Addition);
    }
}
