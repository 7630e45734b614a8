//! Links: from Medium, only whole addresses lead anywhere.

use percent_encoding::percent_decode_str;
use url::Url;

use super::content::{Hole, Holes};
use super::expand::liquid::post_address;
use super::local::Places;
use super::notes::{Notes, Place, note};

/// The scheme of a page of the site, as Jekyll's `{% link %}` names it.
pub(super) const IN_SITE: &str = "jekyll:";

const ANCHOR: &str = "Medium has no anchors, so links within the article become text";
const RELATIVE: &str = "a relative link leads nowhere from Medium: write the whole address, or give \
                        the article's own as canonical_url or by --base-url";

const NOT_PUBLISHED: &str = "that article is not on Medium, so the link leads nowhere: publish it first, or \
                             give this article's own address as canonical_url or by --base-url";

/// Where a link is to lead.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Where it leads.
    Keep,
    /// To another address.
    New(String),
    /// Nowhere: its text stays.
    None,
}

/// What links of an article are resolved against.
#[derive(Debug)]
pub(super) struct Links<'a> {
    /// The address at which the article appeared first.
    pub(super) base: Option<Url>,
    pub(super) places: &'a Places,
}

impl Links<'_> {
    /// Where the link to `url`, which stands at `place`, is to lead.
    pub(super) fn target(
        &self,
        url: &str,
        place: Place,
        holes: &mut Holes,
        notes: &mut Notes,
    ) -> Target {
        if url.starts_with('#') {
            say_anchor(notes, place);
            return Target::None;
        }
        if let Some(page) = url.strip_prefix(IN_SITE) {
            return self.page(page, place, holes, notes);
        }
        if url.starts_with("//") {
            return Target::New(format!("https:{url}"));
        }
        match scheme(url).as_deref() {
            Some("file" | "javascript" | "data" | "vbscript") => {
                notes.lose(place, url, "this link leads nowhere on Medium; remove it");
                return Target::None;
            }
            Some(scheme) if scheme.len() > 1 => return Target::Keep,
            _ => {}
        }
        if let Some(hole) = self.article(url, place) {
            return Target::New(holes.mark(hole));
        }
        self.relative(url, place, notes)
    }

    fn relative(&self, url: &str, place: Place, notes: &mut Notes) -> Target {
        if url.is_empty() {
            notes.warn(place, "", "a link without an address becomes text");
            return Target::None;
        }
        let Some(base) = &self.base else {
            notes.lose(place, url, RELATIVE);
            return Target::None;
        };
        let Ok(address) = base.join(url) else {
            notes.lose(place, url, "this is no address; correct it");
            return Target::None;
        };
        if is_source(address.path()) {
            let message = format!(
                "it becomes {address}, which may be no page: publish that article first, or write \
                 the address that readers have"
            );
            notes.warn(place, url, message);
        }
        Target::New(address.to_string())
    }

    /// A page of the site by its file.
    fn page(&self, page: &str, place: Place, holes: &mut Holes, notes: &mut Notes) -> Target {
        let (path, _) = page.split_once('#').unwrap_or((page, ""));
        let path = path.trim_start_matches('/');
        let name = is_source(path).then(|| path.rsplit_once('.')).flatten();
        let address = match name {
            None => format!("/{path}"),
            Some((name, _)) => {
                let file = name.rsplit('/').next().unwrap_or(name);
                let message =
                    "the page's address is taken to be the one that Jekyll gives it by default";
                notes.warn(place, page, message);
                let post = post_address(file).filter(|_| name.contains("_posts/"));
                post.unwrap_or_else(|| format!("/{name}.html"))
            }
        };
        let otherwise = self.base.as_ref().and_then(|base| base.join(&address).ok());
        let otherwise = otherwise.map(|url| url.to_string());
        let file = name.and_then(|_| self.places.in_site(path));
        match (file, otherwise) {
            (Some(file), otherwise) => {
                let missing = note(place, page, NOT_PUBLISHED.to_owned());
                Target::New(holes.mark(Hole::Link {
                    file,
                    otherwise,
                    missing,
                }))
            }
            (None, Some(address)) => Target::New(address),
            (None, None) => {
                notes.lose(place, page, RELATIVE);
                Target::None
            }
        }
    }

    /// An article beside this one that is linked by its file: it may be on Medium.
    fn article(&self, url: &str, place: Place) -> Option<Hole> {
        let path = url.split(['#', '?']).next()?;
        let path = percent_decode_str(path).decode_utf8().ok()?;
        if !is_source(&path) {
            return None;
        }
        let file = self.places.linked(&path)?;
        let otherwise = self.base.as_ref().and_then(|base| base.join(url).ok());
        Some(Hole::Link {
            file,
            otherwise: otherwise.map(|url| url.to_string()),
            missing: note(place, url, NOT_PUBLISHED.to_owned()),
        })
    }
}

/// That links within the article lead nowhere.
pub(super) fn say_anchor(notes: &mut Notes, place: Place) {
    notes.warn_once(place, "", ANCHOR);
}

/// Whether an address ends as the files of articles do.
fn is_source(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    [".md", ".mdx", ".markdown"]
        .iter()
        .any(|end| path.ends_with(end))
}

/// The lower-cased scheme of an address, as in RFC 3986.
pub(super) fn scheme(url: &str) -> Option<String> {
    let (scheme, _) = url.split_once(':')?;
    let mut chars = scheme.chars();
    let is_scheme = chars.next()?.is_ascii_alphabetic()
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}
