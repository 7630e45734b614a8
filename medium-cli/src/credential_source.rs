//! The source of the credential: the environment, the store, or the sandbox.

use url::Url;

use crate::args::Global;
use crate::environment;

/// The source of a credential. Advice depends on it, as each is replaced differently.
#[derive(Debug, Clone, Copy)]
pub(crate) enum CredentialSource<'a> {
    /// `MEDIUM_TOKEN`.
    Environment,
    /// A stored login: this profile, or the default one.
    Stored(Option<&'a str>),
    /// A login in the sandbox's store, or its demo user.
    Sandbox(Option<&'a str>),
}

impl<'a> CredentialSource<'a> {
    /// Selects the source: `--profile` first, then `MEDIUM_TOKEN` at its own origin, then the default
    /// login. A sandbox never uses `MEDIUM_TOKEN`.
    pub(crate) fn new(global: &'a Global) -> Self {
        let profile = global.profile.as_deref();
        if global.sandbox {
            return Self::Sandbox(profile);
        }
        let url = environment::api_url();
        let is_own_origin = |wanted: &String| is_same_origin(wanted, &url);
        let may_send = global.api_url.as_ref().is_none_or(is_own_origin);
        match profile {
            None if may_send && environment::token().is_some() => Self::Environment,
            profile => Self::Stored(profile),
        }
    }

    /// Returns the command line of `medium COMMAND` for the same account.
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

/// Returns whether two URLs have the same origin. Invalid URLs are reported elsewhere.
pub(crate) fn is_same_origin(one: &str, other: &str) -> bool {
    match (Url::parse(one), Url::parse(other)) {
        (Ok(one), Ok(other)) => one.origin() == other.origin(),
        _ => one == other,
    }
}

/// Quotes `word` for a shell if needed.
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
    fn advised_commands_are_for_the_same_account() {
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
    fn quotes_words_for_a_shell() {
        assert_eq!(shell_word("path:a/b.md"), "path:a/b.md");
        assert_eq!(shell_word("it's new"), r"'it'\''s new'");
        assert_eq!(shell_word(""), "''");
    }
}
