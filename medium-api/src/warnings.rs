//! Reports what Medium would change, ignore or reject in a post.

use std::fmt;

use crate::types::NewPost;

const TITLE_CHARS: usize = 100;
const TAGS: usize = 3;
const TAG_CHARS: usize = 25;

/// Something that Medium changes, ignores or rejects (documented or observed).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// The title is longer than 100 characters: Medium derives one from the content.
    TitleTooLong {
        /// The length in characters.
        characters: usize,
    },
    /// The content does not contain the title: readers see only the content.
    TitleNotInContent,
    /// Only the first three tags are used.
    TooManyTags {
        /// The number of tags.
        count: usize,
    },
    /// A tag over 25 characters is ignored.
    TagTooLong {
        /// The tag.
        tag: String,
    },
    /// `published_at` is not in the past: Medium rejects it (code 2014).
    PublishedAtNotPast,
    /// A relative link or image.
    RelativeLink {
        /// The target.
        target: String,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TitleTooLong { characters } => write!(
                f,
                "the title has {characters} characters; above {TITLE_CHARS}, Medium derives one from the content"
            ),
            Self::TitleNotInContent => f.write_str(
                "the content does not contain the title, which readers won't see: start the content with it as a heading",
            ),
            Self::TooManyTags { count } => {
                write!(f, "{count} tags; Medium's API uses the first {TAGS}")
            }
            Self::TagTooLong { tag } => {
                write!(f, "the tag {tag:?} is over {TAG_CHARS} characters; Medium ignores it")
            }
            Self::PublishedAtNotPast => {
                f.write_str("publishedAt is not in the past; Medium rejects that")
            }
            Self::RelativeLink { target } => write!(
                f,
                "{target:?} does not work on Medium: write the full URL, or upload the image"
            ),
        }
    }
}

impl NewPost {
    /// Returns what Medium would change, ignore or reject, without a request. Links are found
    /// by their punctuation, so those in code blocks also count.
    ///
    /// ```
    /// use medium_api::Warning;
    /// use medium_api::types::NewPost;
    ///
    /// let post = NewPost::markdown("Bells", "They [ring](ring.html).").tags(["a", "b", "c", "d"]);
    /// assert_eq!(post.warnings(), [
    ///     Warning::TitleNotInContent,
    ///     Warning::TooManyTags { count: 4 },
    ///     Warning::RelativeLink { target: "ring.html".to_owned() },
    /// ]);
    /// ```
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let characters = self.title.chars().count();
        if characters > TITLE_CHARS {
            warnings.push(Warning::TitleTooLong { characters });
        }
        if !normalize(&self.content).contains(&normalize(&self.title)) {
            warnings.push(Warning::TitleNotInContent);
        }
        let tags = self.tags.as_deref().unwrap_or_default();
        if tags.len() > TAGS {
            warnings.push(Warning::TooManyTags { count: tags.len() });
        }
        let long = tags.iter().filter(|tag| tag.chars().count() > TAG_CHARS);
        warnings.extend(long.map(|tag| Warning::TagTooLong { tag: tag.clone() }));
        if self
            .published_at
            .is_some_and(|time| *time >= jiff::Timestamp::now())
        {
            warnings.push(Warning::PublishedAtNotPast);
        }
        let relative = targets(&self.content).filter(|target| is_relative(target));
        warnings.extend(relative.map(|target| Warning::RelativeLink {
            target: target.to_owned(),
        }));
        warnings
    }
}

/// Keeps letters and digits only, so that markup and spacing don't matter.
fn normalize(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Returns the targets of links and images: `](…)`, `href="…"`, `src="…"`.
fn targets(content: &str) -> impl Iterator<Item = &str> {
    const STARTS: [(&str, &[char]); 5] = [
        ("](", &[')', ' ', '\n']),
        ("href=\"", &['"']),
        ("href='", &['\'']),
        ("src=\"", &['"']),
        ("src='", &['\'']),
    ];
    let starts = STARTS.into_iter();
    starts.flat_map(move |(start, ends)| between(content, start, ends))
}

/// Returns the text between each `start` and the next of `ends`, in linear time.
fn between<'a>(
    content: &'a str,
    start: &'static str,
    ends: &'static [char],
) -> impl Iterator<Item = &'a str> {
    let mut rest = content;
    std::iter::from_fn(move || {
        let (_, behind) = rest.split_once(start)?;
        let (target, after) = behind.split_at(behind.find(ends)?);
        rest = after;
        Some(target.trim_matches(['<', '>']))
    })
}

fn is_relative(target: &str) -> bool {
    let scheme = target.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    !(target.is_empty() || scheme || target.starts_with('#') || target.starts_with("//"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post() -> NewPost {
        NewPost::markdown("Bells", "# Bells\n\nThey ring.")
    }

    #[test]
    fn a_plain_post_has_no_warnings() {
        assert_eq!(post().warnings(), []);
    }

    #[test]
    fn limits_count_characters_not_bytes() {
        let title = "é".repeat(100);
        assert_eq!(NewPost::markdown(&title, &title).warnings(), []);
        let title = "é".repeat(101);
        assert_eq!(
            NewPost::markdown(&title, &title).warnings(),
            [Warning::TitleTooLong { characters: 101 }]
        );
        assert_eq!(post().tags(["ü".repeat(25)]).warnings(), []);
        let tag = "ü".repeat(26);
        assert_eq!(
            post().tags([tag.clone()]).warnings(),
            [Warning::TagTooLong { tag }]
        );
    }

    #[test]
    fn a_title_may_carry_markup_in_the_content() {
        assert_eq!(
            NewPost::markdown("The big bells", "# The *big* bells").warnings(),
            []
        );
        assert_eq!(
            NewPost::html("Bells", "<h2>Towers</h2>").warnings(),
            [Warning::TitleNotInContent]
        );
    }

    #[test]
    fn unclosed_links_are_one_link() {
        let warnings =
            NewPost::markdown("T", format!("# T {}) [a](b)", "](".repeat(100))).warnings();
        let targets = ["](".repeat(99), "b".to_owned()];
        assert_eq!(
            warnings,
            targets.map(|target| Warning::RelativeLink { target })
        );
    }

    #[test]
    fn warns_of_future_dates() {
        let now = jiff::Timestamp::now();
        assert_eq!(
            post()
                .published_at(now - jiff::SignedDuration::from_hours(1))
                .warnings(),
            []
        );
        let later = post().published_at(now + jiff::SignedDuration::from_hours(1));
        assert_eq!(later.warnings(), [Warning::PublishedAtNotPast]);
    }

    #[test]
    fn detects_relative_links() {
        let content = "# Bells\n[a](https://a.example) [b](#b) [c](mailto:c@a.example) [d](//a.example) ![e](e.png \"E\") <a href='../f'>";
        let targets: Vec<_> = NewPost::markdown("Bells", content).warnings();
        assert_eq!(
            targets,
            [
                Warning::RelativeLink {
                    target: "e.png".to_owned()
                },
                Warning::RelativeLink {
                    target: "../f".to_owned()
                },
            ]
        );
    }
}
