//! Constructors of posts.

use crate::types::{ContentFormat, NewPost};

impl NewPost {
    /// Creates a post from Markdown. Medium uses the title in listings only: `content`
    /// should start with a heading.
    ///
    /// ```
    /// use medium_api::types::{NewPost, PublishStatus};
    ///
    /// let post = NewPost::markdown("Liverpool FC", "# Liverpool FC\n\nYou'll never walk alone.")
    ///     .tags(["football", "sport"])
    ///     .publish_status(PublishStatus::Draft);
    /// assert_eq!(post.tags.map(|tags| tags.len()), Some(2));
    /// ```
    #[must_use]
    pub fn markdown(title: impl Into<String>, content: impl Into<String>) -> Self {
        Self::new(title, ContentFormat::Markdown, content)
    }

    /// Creates a post from HTML; otherwise like [`NewPost::markdown`].
    #[must_use]
    pub fn html(title: impl Into<String>, content: impl Into<String>) -> Self {
        Self::new(title, ContentFormat::Html, content)
    }
}
