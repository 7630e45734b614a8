//! Exit codes and error kinds, as the README and the help list them.

use std::fmt;

use clap::ValueEnum;

/// The exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exit {
    /// Any other failure.
    Other = 1,
    /// Invalid arguments.
    Usage = 2,
    /// No valid credential.
    NotLoggedIn = 3,
    /// Rejected by Medium, or by one of its known rules.
    Rejected = 4,
    /// Too many posts for now.
    RateLimited = 5,
    /// Medium not reached, or its response invalid. Nothing was published.
    NotReached = 6,
    /// The post may or may not have been created.
    OutcomeUnknown = 7,
    /// Ended by Ctrl-C: 128 plus the signal's number, as in shells.
    Interrupted = 130,
    /// Ended by SIGTERM.
    Terminated = 143,
}

impl Exit {
    /// All exit codes in order.
    pub const ALL: [Self; 9] = [
        Self::Other,
        Self::Usage,
        Self::NotLoggedIn,
        Self::Rejected,
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

/// The error kind: `kind` in JSON, in snake case.
///
/// `ValueEnum` provides the list of variants, their names, and their comments for the table in the
/// README.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ValueEnum)]
#[value(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file or folder does not exist.
    FileNotFound,
    /// A file or folder can't be read.
    FileUnreadable,
    /// A folder contains no articles.
    NoArticles,
    /// The article's file is larger than 16 MiB.
    ArticleTooLarge,
    /// The article's file is not UTF-8 text, or its format is not supported.
    ArticleNotText,
    /// The front matter or a value in it is invalid.
    FrontMatter,
    /// The article has no title.
    TitleMissing,
    /// The article has no text besides its title.
    ContentMissing,
    /// The title or another field contains a control character.
    ControlCharacter,
    /// The article's date is in the future.
    DateInFuture,
    /// The article has no status.
    StatusMissing,
    /// You did not confirm.
    Declined,
    /// The post on Medium is less public than the article's status, such as a draft.
    PostLessPublic,
    /// An image can't be used.
    Image,
    /// An image was changed while the command ran.
    ImageChanged,
    /// The article's content can't be converted for Medium.
    Content,
    /// You have no publication of that name.
    PublicationNotFound,
    /// Several of your publications have that name.
    PublicationAmbiguous,
    /// The article was published before and is unchanged.
    AlreadyPublished,
    /// Another run is publishing the article now.
    InProgress,
    /// The article was published before and edited since.
    EditedSincePublished,
    /// The same content was published before, as another article.
    DuplicateContent,
    /// Some articles were not published. Each has its own error.
    SomeNotPublished,
    /// Articles were published, but not recorded in the ledger.
    LedgerNotSaved,
    /// The program of `--save-with` failed.
    SaveWithFailed,
    /// The ledger has no such entry.
    LedgerEntryNotFound,
    /// Several entries of the ledger match.
    LedgerEntryAmbiguous,
    /// Another process has resolved the entry.
    LedgerEntryResolved,
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
    /// A running sandbox was not reached, or a call to it failed.
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
    /// The operating system returned another error, such as for a port.
    System,
    /// A value can't be sent to Medium.
    RequestInvalid,
    /// A bug in this program.
    Internal,
    /// The arguments are invalid.
    Usage,
    /// The URL of the store is invalid.
    StoreUrl,
    /// `CI` is set and no store is named, so the ledger would be lost.
    LedgerNotPersistent,
    /// There is no token and no login.
    NotLoggedIn,
    /// Medium rejected the token, or it can't be sent.
    TokenRejected,
    /// `MEDIUM_TOKEN` belongs to another service.
    TokenOtherService,
    /// The login has expired and can't be refreshed.
    LoginExpired,
    /// `medium login` did not succeed.
    LoginFailed,
    /// There is no stored login with that name.
    NoStoredLogin,
    /// Medium rejected the request.
    Rejected,
    /// The token lacks a scope.
    ScopeMissing,
    /// The request is larger than Medium accepts.
    RequestTooLarge,
    /// Your role in the publication does not allow it.
    RoleInsufficient,
    /// Too many posts in 24 hours.
    RateLimited,
    /// No connection to Medium.
    NotReached,
    /// The server's certificate is not valid.
    Certificate,
    /// A proxy rejected the request.
    Proxy,
    /// No response in time.
    Timeout,
    /// Cloudflare, which protects Medium, blocked the request.
    Cloudflare,
    /// Medium is unavailable.
    Unavailable,
    /// The response is not valid.
    ResponseInvalid,
    /// Refreshing the login failed. It may work later.
    RefreshFailed,
    /// The connection was lost during an upload or a login.
    ConnectionBroken,
    /// The article may or may not have been published.
    OutcomeUnknown,
    /// The command was ended by Ctrl-C.
    Interrupted,
    /// The command was ended by SIGTERM.
    Terminated,
}

impl ErrorKind {
    /// Returns the exit code of a command that fails with this error.
    #[must_use]
    pub fn exit(self) -> Exit {
        match self {
            Self::Usage | Self::StatusMissing | Self::StoreUrl | Self::LedgerNotPersistent => {
                Exit::Usage
            }
            Self::NotLoggedIn
            | Self::TokenRejected
            | Self::TokenOtherService
            | Self::LoginExpired
            | Self::LoginFailed
            | Self::NoStoredLogin => Exit::NotLoggedIn,
            Self::Rejected
            | Self::ScopeMissing
            | Self::RequestTooLarge
            | Self::RoleInsufficient => Exit::Rejected,
            Self::RateLimited => Exit::RateLimited,
            Self::NotReached
            | Self::Certificate
            | Self::Proxy
            | Self::Timeout
            | Self::Cloudflare
            | Self::Unavailable
            | Self::ResponseInvalid
            | Self::RefreshFailed
            | Self::ConnectionBroken => Exit::NotReached,
            Self::OutcomeUnknown => Exit::OutcomeUnknown,
            Self::Interrupted => Exit::Interrupted,
            Self::Terminated => Exit::Terminated,
            _ => Exit::Other,
        }
    }

    /// Returns a description, without a full stop.
    #[must_use]
    pub fn meaning(self) -> String {
        let value = self.to_possible_value();
        let help = value.and_then(|value| value.get_help().map(ToString::to_string));
        help.unwrap_or_default()
    }
}

impl fmt::Display for ErrorKind {
    /// Returns the name in snake case.
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
