//! What the conversion of an article keeps at hand.

use super::content::Holes;
use super::links::Links;
use super::notes::{NoteLink, Notes};
use super::pictures::Pictures;

/// Shared by all constructs of one article.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) notes: Notes,
    pub(super) pictures: Pictures<'a>,
    pub(super) links: Links<'a>,
    pub(super) holes: Holes,
    pub(super) html: HtmlState,
    pub(super) note_links: Vec<NoteLink>,
}

/// What one piece of HTML leaves open for the next.
#[derive(Debug, Default)]
pub(super) struct HtmlState {
    /// The end tag of a link whose start tag was left out is to come.
    pub(super) unwraps_link: bool,
}
