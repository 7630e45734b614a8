//! What can be wrong with an article: where, what, and what to do about it.

use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::Finding;

/// Why an article was not read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ArticleError {
    /// The file, or the folder it is in, could not be read.
    #[error("{}: {}", path.display(), in_words(source))]
    Unreadable {
        /// The file as it was named.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A folder was named, and no article is in it.
    #[error(
        "{}: no articles in this folder: Markdown or HTML files with front matter; -v lists what was skipped",
        .0.display()
    )]
    EmptyFolder(PathBuf),
    /// The file is larger than any article.
    #[error("{}: larger than 16 MiB; is it an article?", .0.display())]
    TooLarge(PathBuf),
    /// The file is an article in a format that is not read.
    #[error("{}: {what}", path.display())]
    OtherFormat {
        /// The file as it was named.
        path: PathBuf,
        /// What it is, and how to convert it.
        what: &'static str,
    },
    /// The file is not UTF-8 text.
    #[error("{}:{line}: {what}", path.display())]
    NotText {
        /// The file as it was named.
        path: PathBuf,
        /// The first line that is not text.
        line: usize,
        /// What it is instead.
        what: &'static str,
    },
    /// The front matter does not parse, or a value is of the wrong kind.
    #[error("{}:{line}:{column}: front matter: {message}", path.display())]
    FrontMatter {
        /// The file as it was named.
        path: PathBuf,
        /// The line in the file.
        line: usize,
        /// The column, in characters.
        column: usize,
        /// What is wrong and what would be right.
        message: String,
    },
    /// Several things are wrong. All are named, so that one round is enough.
    #[error("{}", Lines(.0))]
    Several(Vec<ArticleError>),
    /// Neither the front matter nor a heading gives a title.
    #[error(
        "{}: no title: add `title: …` to the front matter, or begin with a heading `# …`",
        .0.display()
    )]
    NoTitle(PathBuf),
    /// There is nothing below the title, or nothing that readers would see.
    #[error(
        "{}: a title and nothing else, so readers would see an empty post: write some text below \
         the title",
        .0.display()
    )]
    NoContent(PathBuf),
    /// A character that nobody can see, such as NUL or ESC, in a line that is sent as it is.
    #[error(
        "{}: {field} has the control character U+{:04X} in it, which nobody can see: remove it",
        path.display(),
        u32::from(*character)
    )]
    ControlCharacter {
        /// The file as it was named.
        path: PathBuf,
        /// The line, as the front matter calls it.
        field: &'static str,
        /// The character.
        character: char,
    },
    /// The date to publish under is to come.
    #[error(
        "{}: its date is in the future, which Medium refuses: it cannot publish later",
        .0.display()
    )]
    DateInFuture(PathBuf),
    /// Some pictures cannot be used. All of them are named, so that one round mends them.
    #[error("{}", OneALine(.0))]
    Images(Vec<ImageProblem>),
    /// A picture has no address to be replaced by.
    #[error("{} has no address yet: upload it first", .0.display())]
    NotUploaded(PathBuf),
    /// A picture is to stand on top, and none is named.
    #[error(
        "{}: a cover is asked for, and the front matter names none: add `cover_image: …`, or name \
         it as --cover=PICTURE",
        .0.display()
    )]
    NoCover(PathBuf),
    /// Linked articles are not on Medium, and there is no address to resolve the links against.
    #[error("{}", Losses(path, links))]
    LinksNotPublished {
        /// The file as it was named.
        path: PathBuf,
        /// The links, in the order of the article.
        links: Vec<Finding>,
    },
    /// Medium can't show some of it, which would be lost, or show what is private. All of it is
    /// named.
    #[error("{}", Losses(path, losses))]
    Untranslatable {
        /// The file as it was named.
        path: PathBuf,
        /// What would be lost or seen, in the order of the article.
        losses: Vec<Finding>,
        /// Whether [`Options::lossy`](super::Options) would let all of it pass.
        is_lossy_enough: bool,
    },
    /// Blocks are nested deeper than anybody would write them.
    #[error("{}:{line}: quotes or lists nested more than {max} deep", path.display())]
    TooDeep {
        /// The file as it was named.
        path: PathBuf,
        /// Where it is too deep.
        line: usize,
        /// How deep they may be.
        max: usize,
    },
    /// More notes within lines than are read in time.
    #[error("{}: more than {max} notes written as `^[…]`; write them as `[^name]`", path.display())]
    TooManyInlineFootnotes {
        /// The file as it was named.
        path: PathBuf,
        /// How many there may be.
        max: usize,
    },
}

/// A picture that cannot be used, and where the article uses it.
#[derive(Debug, Error)]
#[error(
    "{}:{line}:{column}: image `{}`: {reason}",
    article.display(),
    super::findings::shortened(url)
)]
pub struct ImageProblem {
    /// The article as it was named.
    pub article: PathBuf,
    /// The line in that file.
    pub line: usize,
    /// The column in that line, in characters, from 1.
    pub column: usize,
    /// The picture's address as written.
    pub url: String,
    /// Why it is refused.
    #[source]
    pub reason: InvalidImage,
}

/// Why a picture is refused.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum InvalidImage {
    /// No such file.
    #[error("there is no such file; paths are relative to the article's folder")]
    Missing,
    /// Obsidian's name for a picture, which several files have.
    #[error(
        "two files have this name, `{}` and `{}`; write the folder of the one that is meant, too",
        one.display(),
        other.display()
    )]
    Ambiguous {
        /// One of them, by its path in the vault.
        one: PathBuf,
        /// Another.
        other: PathBuf,
    },
    /// It is, or resolves to, something outside the folder that pictures must lie under.
    #[error(
        "outside the article's folder; copy the picture there, or name with --image-root the \
         folder that both are in"
    )]
    Outside,
    /// An absolute path or a `file:` address.
    #[error(
        "an absolute path; link the picture by its path from the article's folder, or name the root \
         of its site with --image-root"
    )]
    Absolute,
    /// The picture is written into the text itself.
    #[error(
        "a `data:` address, which Medium does not take; save the picture as a file and link that"
    )]
    Embedded,
    /// Neither a file nor something that Medium could fetch.
    #[error("only files and http(s) addresses can be used")]
    Scheme,
    /// A folder, a pipe, a device.
    #[error("not a file")]
    NotAFile,
    /// More bytes than Medium can be expected to take.
    #[error("{megabytes} MB, and 25 MB is the most that can be sent; make it smaller")]
    TooLarge {
        /// Its size in millions of bytes.
        megabytes: u64,
    },
    /// The system did not let us read it.
    #[error("{0}")]
    Unreadable(std::io::Error),
    /// A format that Medium refuses.
    #[error("{found}, which Medium does not take; {advice}")]
    Format {
        /// What the file is.
        found: &'static str,
        /// What to do about it.
        advice: &'static str,
    },
    /// A format that Medium refuses, and that can be made into another here.
    #[error("{0}, which Medium does not take; convert it to PNG or JPEG, or add --convert-images")]
    Convertible(&'static str),
    /// It can't be made into another format.
    #[error("it can't be converted: {0}; save it again as PNG or JPEG")]
    Broken(String),
}

/// What the system said, and what to do about the usual.
fn in_words(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file; check the name".to_owned(),
        ErrorKind::IsADirectory => "a folder; name the article in it".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

struct Losses<'a>(&'a Path, &'a [Finding]);

impl fmt::Display for Losses<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, loss) in self.1.iter().enumerate() {
            let Finding { line, column, .. } = loss;
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{}:{line}:{column}: {loss}", self.0.display())?;
        }
        Ok(())
    }
}

impl ArticleError {
    /// All of `errors` as one.
    pub(super) fn all(mut errors: Vec<Self>) -> Self {
        match errors.len() {
            1 => errors.remove(0),
            _ => Self::Several(errors),
        }
    }
}

struct Lines<'a>(&'a [ArticleError]);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

struct OneALine<'a>(&'a [ImageProblem]);

impl fmt::Display for OneALine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}
