//! Where the credential of a command comes from, as the command line and the environment say.

use url::Url;

use crate::args::Global;
use crate::environment;

/// Where a credential comes from. Advice depends on it: each is replaced in another way.
#[derive(Debug, Clone, Copy)]
pub(crate) enum CredentialSource<'a> {
    /// `MEDIUM_TOKEN`.
    Environment,
    /// The store, under this profile or the default one.
    Stored(Option<&'a str>),
    /// The sandbox's store, or its demo user.
    Sandbox(Option<&'a str>),
}

impl<'a> CredentialSource<'a> {
    /// What the command line names comes first, then `MEDIUM_TOKEN` at the origin that it belongs
    /// to. A sandbox has nothing to do with `MEDIUM_TOKEN`.
    pub(crate) fn of(global: &'a Global) -> Self {
        let profile = global.profile.as_deref();
        if global.sandbox {
            return Self::Sandbox(profile);
        }
        let url = environment::api_url();
        let is_here = |asked: &String| is_same_origin(asked, &url);
        let is_tokens = global.api_url.as_ref().is_none_or(is_here);
        match profile {
            None if is_tokens && environment::token().is_some() => Self::Environment,
            profile => Self::Stored(profile),
        }
    }

    /// The command line of `medium COMMAND` for the same account.
    pub(crate) fn command(self, command: &str) -> String {
        let (sandbox, profile) = match self {
            Self::Environment => ("", None),
            Self::Stored(profile) => ("", profile),
            Self::Sandbox(profile) => ("--sandbox ", profile),
        };
        let profile = profile.map(|name| format!(" --profile {}", shell_word(name)));
        format!("medium {sandbox}{command}{}", profile.unwrap_or_default())
    }
}

/// Whether two addresses are of one origin. Invalid ones are reported elsewhere.
pub(crate) fn is_same_origin(one: &str, other: &str) -> bool {
    match (Url::parse(one), Url::parse(other)) {
        (Ok(one), Ok(other)) => one.origin() == other.origin(),
        _ => one == other,
    }
}

/// `word` as a shell reads it back, in quotes where it needs them.
pub(crate) fn shell_word(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_-./:@%+=,".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_advised_command_is_for_the_same_account() {
        for (source, expected) in [
            (CredentialSource::Environment, "medium login"),
            (CredentialSource::Stored(None), "medium login"),
            (
                CredentialSource::Stored(Some("my blog")),
                "medium login --profile 'my blog'",
            ),
            (
                CredentialSource::Sandbox(Some("work")),
                "medium --sandbox login --profile work",
            ),
        ] {
            assert_eq!(source.command("login"), expected);
        }
    }

    #[test]
    fn a_shell_reads_one_word() {
        assert_eq!(shell_word("path:a/b.md"), "path:a/b.md");
        assert_eq!(shell_word("it's new"), r"'it'\''s new'");
        assert_eq!(shell_word(""), "''");
    }
}
