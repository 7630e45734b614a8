//! The state of one conversion, shared by all constructs.

use super::content::Placeholders;
use super::findings::{Findings, WikiLink};
use super::images::Images;
use super::links::Links;

#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) findings: Findings,
    pub(super) images: Images<'a>,
    pub(super) links: Links<'a>,
    pub(super) placeholders: Placeholders,
    pub(super) html: HtmlState,
    pub(super) wiki_links: Vec<WikiLink>,
}

/// State that is passed from one HTML node to the next.
#[derive(Debug, Default)]
pub(super) struct HtmlState {
    /// The start tag of a link was removed, so its end tag must be removed too.
    pub(super) unwraps_link: bool,
}
