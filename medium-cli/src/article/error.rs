//! What can be wrong with an article: where, what, and what to do about it.

use std::fmt;
use std::io::ErrorKind;
use std::path::PathBuf;

use thiserror::Error;

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
        "{}: published_at is in the future, which Medium refuses: it cannot publish later",
        .0.display()
    )]
    NotPast(PathBuf),
    /// Some pictures cannot be used. All of them are named, so that one round mends them.
    #[error("{}", OneALine(.0))]
    Images(Vec<ImageProblem>),
    /// A picture has no address to be replaced by.
    #[error("{} has no address yet: upload it first", .0.display())]
    NotUploaded(PathBuf),
    /// The rewritten text would not have said the same as the article.
    #[error(
        "the pictures' links could not be rewritten without changing the text around them; \
         write them as plain `![text](file)` on one line"
    )]
    Rewrite,
}

/// A picture that cannot be used, and where the article uses it.
#[derive(Debug, Error)]
#[error("{}:{line}: image `{url}`: {refusal}", article.display())]
pub struct ImageProblem {
    /// The article as it was named.
    pub article: PathBuf,
    /// The line in that file.
    pub line: usize,
    /// The picture's address as written.
    pub url: String,
    /// Why it is refused.
    #[source]
    pub refusal: ImageRefusal,
}

/// Why a picture is refused.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ImageRefusal {
    /// No such file.
    #[error("there is no such file; paths are relative to the article's folder")]
    Missing,
    /// It is, or resolves to, something outside the folder that pictures must lie under.
    #[error(
        "outside the article's folder; copy the picture there, or name with --image-root the \
         folder that both are in"
    )]
    Outside,
    /// An absolute path or a `file:` address.
    #[error("an absolute path; link the picture by its path from the article's folder")]
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
    #[error("{found}, which Medium does not take; convert it to {instead}")]
    Format {
        /// What the file is.
        found: &'static str,
        /// What to convert it to.
        instead: &'static str,
    },
    /// The parser knows of the picture, but not where exactly it stands.
    #[error("its place in the text is not clear; write it as `![text](file)` on one line")]
    Unlocated,
}

/// What the system said, and what to do about the usual.
fn in_words(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file; check the name".to_owned(),
        ErrorKind::IsADirectory => "a folder; name the article in it".to_owned(),
        _ => format!("cannot be read: {error}"),
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
