//! The source of the credential: the environment, the store, or the sandbox.

use url::Url;

use crate::args::Global;
use crate::environment;

/// The source of a credential. Advice depends on it, as each is replaced differently.
#[derive(Debug, Clone, Copy)]
pub(crate) enum CredentialSource<'a> {
    /// `MEDIUM_TOKEN`.
    Environment(AccountOptions<'a>),
    /// A stored login: this profile, or the default one.
    Stored(AccountOptions<'a>),
    /// A login in the sandbox's store, or its demo user.
    Sandbox(AccountOptions<'a>),
}

/// The given options that select the service, the store and the login.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AccountOptions<'a> {
    pub(crate) store: Option<&'a str>,
    pub(crate) api_url: Option<&'a str>,
    pub(crate) profile: Option<&'a str>,
}

impl<'a> CredentialSource<'a> {
    /// Selects the source: `--profile` first, then `MEDIUM_TOKEN` at its own origin, then the default
    /// login. A sandbox never uses `MEDIUM_TOKEN`.
    pub(crate) fn new(global: &'a Global) -> Self {
        let options = AccountOptions {
            store: global.store.as_deref(),
            api_url: global.api_url.as_deref(),
            profile: global.profile.as_deref(),
        };
        if global.sandbox {
            return Self::Sandbox(options);
        }
        let url = environment::api_url();
        let is_own_origin = |wanted: &String| is_same_origin(wanted, &url);
        let may_send = global.api_url.as_ref().is_none_or(is_own_origin);
        match options.profile {
            None if may_send && environment::token().is_some() => Self::Environment(options),
            _ => Self::Stored(options),
        }
    }

    /// Returns the command line of `medium COMMAND` for the same account and store.
    pub(crate) fn command(self, command: &str) -> String {
        let (mut line, options) = match self {
            Self::Environment(options) | Self::Stored(options) => ("medium".to_owned(), options),
            Self::Sandbox(options) => ("medium --sandbox".to_owned(), options),
        };
        for (name, value) in [
            ("--store", options.store.map(without_password)),
            ("--api-url", options.api_url.map(without_password)),
            ("--profile", options.profile.map(str::to_owned)),
        ] {
            if let Some(value) = value {
                line.push_str(&format!(" {name} {}", shell_word(&value)));
            }
        }
        format!("{line} {command}")
    }
}

/// Replaces the password of a URL: advice ends up in logs.
fn without_password(text: &str) -> String {
    let Ok(mut url) = Url::parse(text) else {
        return text.to_owned();
    };
    let has_password = url.query().is_some_and(|query| query.contains("password"));
    if has_password {
        url.set_query(None);
    }
    if url.password().is_some() {
        let _ = url.set_password(Some("PASSWORD"));
    } else if !has_password {
        return text.to_owned();
    }
    url.into()
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
    use clap::Parser;

    use super::*;
    use crate::args::Cli;

    #[test]
    fn advised_commands_are_for_the_same_account() {
        for options in [
            "",
            " --profile work",
            " --sandbox --store sqlite:a.db --profile work",
            " --store sqlite:a.db --api-url http://127.0.0.1:4000",
        ] {
            let line = format!("medium{options} status");
            let cli = Cli::try_parse_from(line.split(' ')).unwrap();
            assert_eq!(CredentialSource::new(&cli.global).command("status"), line);
        }
    }

    #[test]
    fn advised_commands_contain_no_password() {
        for (store, expected) in [
            ("postgres://me:hunter2@db/x", "postgres://me:PASSWORD@db/x"),
            ("postgres://me@db/x?password=hunter2", "postgres://me@db/x"),
            ("sqlite:my blog.db", "sqlite:my blog.db"),
        ] {
            assert_eq!(without_password(store), expected);
        }
    }

    #[test]
    fn quotes_words_for_a_shell() {
        assert_eq!(shell_word("path:a/b.md"), "path:a/b.md");
        assert_eq!(shell_word("it's new"), r"'it'\''s new'");
        assert_eq!(shell_word(""), "''");
    }
}
