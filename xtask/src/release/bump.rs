//! How much a release raises the version.

use std::fmt;

use medium_codegen::{CodeImpact, WireImpact};
use semver::Version;

/// How much a release changes for users of the crates.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Only fixes.
    #[default]
    Fix,
    /// Additions or deprecations.
    Addition,
    /// A breaking change of code or of requests and responses.
    Breaking,
}

impl Bump {
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

    /// Returns the next version after `last`. Before 1.0, cargo treats a minor
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

impl fmt::Display for Bump {
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

    use super::Bump;

    #[test]
    fn the_bump_determines_the_next_version() {
        for (last, bump, next) in [
            ("0.1.0", Bump::Fix, "0.1.1"),
            ("0.1.0", Bump::Addition, "0.1.1"),
            ("0.1.7", Bump::Breaking, "0.2.0"),
            ("1.2.3", Bump::Fix, "1.2.4"),
            ("1.2.3", Bump::Addition, "1.3.0"),
            ("1.2.3", Bump::Breaking, "2.0.0"),
        ] {
            let last = Version::parse(last).unwrap();
            assert_eq!(bump.after(&last).to_string(), next, "{last} {bump}");
        }
    }

    #[test]
    fn the_more_severe_impact_counts() {
        let bump = Bump::from_impacts(CodeImpact::None, WireImpact::Breaking);
        assert_eq!(bump, Bump::Breaking);
        let bump = Bump::from_impacts(CodeImpact::Deprecation, WireImpact::None);
        assert_eq!(bump, Bump::Addition);
    }
}
