//! What the conversion of an article keeps at hand.

use super::content::Placeholders;
use super::findings::{Findings, WikiLink};
use super::links::Links;
use super::pictures::Pictures;

/// Shared by all constructs of one article.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) findings: Findings,
    pub(super) pictures: Pictures<'a>,
    pub(super) links: Links<'a>,
    pub(super) placeholders: Placeholders,
    pub(super) html: HtmlState,
    pub(super) wiki_links: Vec<WikiLink>,
}

/// What one piece of HTML leaves open for the next.
#[derive(Debug, Default)]
pub(super) struct HtmlState {
    /// The end tag of a link whose start tag was left out is to come.
    pub(super) unwraps_link: bool,
}
