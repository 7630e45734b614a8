//! The exit codes and the kinds of errors: this is the list that the README and the help show.

use std::fmt;

use clap::ValueEnum;

/// The exit codes, as `medium --help` lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exit {
    /// Any other failure.
    Other = 1,
    /// Wrong usage.
    Usage = 2,
    /// No credential that is accepted.
    NotLoggedIn = 3,
    /// Refused by Medium, or by what is known of its rules.
    Refused = 4,
    /// Too many posts for now.
    RateLimited = 5,
    /// Medium not reached, or its response not understood. Nothing was published.
    NotReached = 6,
    /// It may have been published, or not.
    OutcomeUnknown = 7,
    /// Ended by Ctrl-C: as in shells, 128 and the signal's number.
    Interrupted = 130,
    /// Ended by SIGTERM.
    Terminated = 143,
}

impl Exit {
    /// All of them, in the order of their codes.
    pub const ALL: [Self; 9] = [
        Self::Other,
        Self::Usage,
        Self::NotLoggedIn,
        Self::Refused,
        Self::RateLimited,
        Self::NotReached,
        Self::OutcomeUnknown,
        Self::Interrupted,
        Self::Terminated,
    ];
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// What kind of error it is: `kind` in JSON, in snake case.
///
/// `ValueEnum` gives the list of the variants, their names, and their comments as the words of the
/// tables in the README and in `medium --help`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ValueEnum)]
#[value(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file or folder does not exist.
    FileNotFound,
    /// A file or folder can't be read.
    FileUnreadable,
    /// A folder was named, and there are no articles in it.
    NoArticles,
    /// The article's file is larger than 16 MiB.
    ArticleTooLarge,
    /// The article's file is not UTF-8 text, or in a format that is not read.
    ArticleNotText,
    /// The front matter can't be read, or a value in it is wrong.
    FrontMatter,
    /// The article has no title.
    TitleMissing,
    /// The article has nothing but its title.
    ContentMissing,
    /// The title, or another line, has a control character in it.
    ControlCharacter,
    /// The article's date is in the future.
    DateInFuture,
    /// Nothing says who may see the article.
    StatusMissing,
    /// You were asked, and said no.
    Declined,
    /// It is on Medium for fewer people than are to see it, such as a draft.
    LessPublic,
    /// An image can't be used.
    Image,
    /// An image was changed while the command ran.
    ImageChanged,
    /// The article's content can't be turned into what Medium takes.
    Content,
    /// You have no publication of that name.
    PublicationNotFound,
    /// Several of your publications have that name.
    PublicationAmbiguous,
    /// The article was published before, and is unchanged.
    AlreadyPublished,
    /// Another run is publishing the article right now.
    InProgress,
    /// The article was published before, and was edited since.
    EditedSincePublished,
    /// The same text was published before, as another article.
    DuplicateText,
    /// Some articles were not published; each has an error of its own.
    ArticlesLeftOut,
    /// Articles were published, and the ledger does not say so.
    LedgerNotSaved,
    /// The program of `--save-with` failed.
    SaveWithFailed,
    /// The ledger has no such entry.
    LedgerEntryNotFound,
    /// Several entries of the ledger are meant.
    LedgerEntryAmbiguous,
    /// Another process has settled the entry first.
    LedgerEntrySettled,
    /// Medium's public feeds have no such post, user or publication.
    NotInFeed,
    /// A file can't be written, or exists already.
    FileUnwritable,
    /// The store can't be opened, read or written.
    Store,
    /// Other users of the machine can read the store or its key.
    StoreNotPrivate,
    /// The store's key is missing, invalid or not the right one.
    StoreKey,
    /// The sandbox did not start.
    Sandbox,
    /// Another process uses the sandbox's state.
    SandboxInUse,
    /// A sandbox that runs already was not reached, or did not do what it was asked for.
    SandboxCall,
    /// A recording can't be read.
    Recording,
    /// A recorded service differs from the document or from the sandbox.
    RecordingDiffers,
    /// The filter of `--jq` failed.
    Jq,
    /// Standard output can't be written.
    Output,
    /// Standard input or the terminal can't be read.
    Input,
    /// The operating system refused something else, such as a port.
    System,
    /// A value can't be sent to Medium.
    RequestInvalid,
    /// A fault in this program.
    Internal,
    /// The arguments are wrong, or don't go together.
    Usage,
    /// The address of the store is invalid.
    StoreAddress,
    /// With `CI` set and no store named, it would be forgotten what was published.
    LedgerNotPersistent,
    /// There is no token and no login.
    NotLoggedIn,
    /// Medium does not accept the token, or it can't be sent.
    TokenRejected,
    /// `MEDIUM_TOKEN` belongs to another service than the one asked for.
    TokenOtherService,
    /// The login has ended and can't be renewed.
    LoginExpired,
    /// `medium login` did not succeed.
    LoginFailed,
    /// There is no stored login of that name to log out from.
    NoStoredLogin,
    /// Medium refused the request.
    Refused,
    /// The token lacks a scope.
    ScopeMissing,
    /// The request is larger than Medium takes.
    RequestTooLarge,
    /// Your role in the publication does not allow it.
    RoleInsufficient,
    /// Too many posts in 24 hours.
    RateLimited,
    /// There was no connection.
    NotReached,
    /// The server's certificate was not accepted.
    Certificate,
    /// A proxy did not let the request through.
    Proxy,
    /// There was no response in time.
    Timeout,
    /// Cloudflare, which protects Medium, blocked the request.
    Cloudflare,
    /// Medium can't respond for now.
    Unavailable,
    /// The response is not understood.
    ResponseInvalid,
    /// The login could not be renewed this time.
    RenewalFailed,
    /// The connection broke during an upload or a login.
    ConnectionBroken,
    /// It is not known whether the article was published.
    OutcomeUnknown,
    /// The command was ended by Ctrl-C.
    Interrupted,
    /// The command was ended by SIGTERM.
    Terminated,
}

impl ErrorKind {
    /// The exit code of a command that ends with such an error.
    #[must_use]
    pub fn exit(self) -> Exit {
        match self {
            Self::Usage | Self::StatusMissing | Self::StoreAddress | Self::LedgerNotPersistent => {
                Exit::Usage
            }
            Self::NotLoggedIn
            | Self::TokenRejected
            | Self::TokenOtherService
            | Self::LoginExpired
            | Self::LoginFailed
            | Self::NoStoredLogin => Exit::NotLoggedIn,
            Self::Refused | Self::ScopeMissing | Self::RequestTooLarge | Self::RoleInsufficient => {
                Exit::Refused
            }
            Self::RateLimited => Exit::RateLimited,
            Self::NotReached
            | Self::Certificate
            | Self::Proxy
            | Self::Timeout
            | Self::Cloudflare
            | Self::Unavailable
            | Self::ResponseInvalid
            | Self::RenewalFailed
            | Self::ConnectionBroken => Exit::NotReached,
            Self::OutcomeUnknown => Exit::OutcomeUnknown,
            Self::Interrupted => Exit::Interrupted,
            Self::Terminated => Exit::Terminated,
            _ => Exit::Other,
        }
    }

    /// What it means, as a sentence without its full stop.
    #[must_use]
    pub fn meaning(self) -> String {
        let value = self.to_possible_value();
        let help = value.and_then(|value| value.get_help().map(ToString::to_string));
        help.unwrap_or_default()
    }
}

impl fmt::Display for ErrorKind {
    /// Its name in snake case.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value();
        f.write_str(value.as_ref().map_or("internal", |value| value.get_name()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_a_name_and_a_meaning() {
        for kind in ErrorKind::value_variants() {
            assert!(!kind.meaning().is_empty(), "{kind}");
            let name = kind.to_string();
            assert!(
                name.chars().all(|c| c.is_ascii_lowercase() || c == '_'),
                "{name}"
            );
        }
        assert_eq!(ErrorKind::FileNotFound.to_string(), "file_not_found");
    }
}
