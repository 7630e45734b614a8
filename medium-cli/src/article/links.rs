//! Links: only absolute URLs work on Medium.

use percent_encoding::percent_decode_str;
use url::Url;

use super::content::{Placeholder, Placeholders};
use super::file_resolver::FileResolver;
use super::findings::{Findings, Position, finding};
use super::schemes::{IN_SITE, scheme};

const ANCHOR: &str = "Medium has no anchors; links within the article become text";
const RELATIVE: &str = "relative links don't work on Medium; write the full URL, or set \
                        canonical_url or --base-url";

const NOT_PUBLISHED: &str = "the linked article is not on Medium; publish it first, or set \
                             canonical_url or --base-url";

/// The new target of a link.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum LinkTarget {
    /// Unchanged.
    Keep,
    /// Another URL.
    New(String),
    /// The link is removed, its text stays.
    None,
}

/// What the links of an article are resolved against.
#[derive(Debug)]
pub(super) struct Links<'a> {
    /// The URL that relative links are resolved against.
    pub(super) base: Option<Url>,
    pub(super) resolver: &'a FileResolver,
}

impl Links<'_> {
    /// Resolves the link to `url` at `position`.
    pub(super) fn target(
        &self,
        url: &str,
        position: Position,
        placeholders: &mut Placeholders,
        findings: &mut Findings,
    ) -> LinkTarget {
        if url.starts_with('#') {
            warn_about_anchor(findings, position, url);
            return LinkTarget::None;
        }
        if let Some(page) = url.strip_prefix(IN_SITE) {
            return self.page(page, position, placeholders, findings);
        }
        if url.starts_with("//") {
            return LinkTarget::New(format!("https:{url}"));
        }
        match scheme(url).as_deref() {
            Some("file" | "javascript" | "data" | "vbscript") => {
                let message = "links of this type don't work on Medium; remove it";
                return report_lost(findings, position, url, message);
            }
            Some(scheme) if scheme.len() > 1 => return LinkTarget::Keep,
            _ => {}
        }
        if let Some(placeholder) = self.article(url, position) {
            return LinkTarget::New(placeholders.mark(placeholder));
        }
        self.relative(url, position, findings)
    }

    fn relative(&self, url: &str, position: Position, findings: &mut Findings) -> LinkTarget {
        if url.is_empty() {
            findings.warn(position, "", "a link without a URL; it becomes text");
            return LinkTarget::None;
        }
        let Some(base) = &self.base else {
            return report_lost(findings, position, url, RELATIVE);
        };
        let Ok(absolute) = base.join(url) else {
            return report_lost(findings, position, url, "invalid URL; correct it");
        };
        if is_source(absolute.path()) {
            let message = format!(
                "it becomes {absolute}, which may not exist; publish that article first, or write the URL \
                 of its page"
            );
            findings.warn(position, url, message);
        }
        LinkTarget::New(absolute.to_string())
    }

    /// Resolves Jekyll's link to a file of the site.
    fn page(
        &self,
        page: &str,
        position: Position,
        placeholders: &mut Placeholders,
        findings: &mut Findings,
    ) -> LinkTarget {
        let (path, _) = page.split_once('#').unwrap_or((page, ""));
        let path = path.trim_start_matches('/');
        let name = is_source(path).then(|| path.rsplit_once('.')).flatten();
        let url = match name {
            None => format!("/{path}"),
            Some((name, _)) => {
                let file = name.rsplit('/').next().unwrap_or(name);
                let message = "assuming Jekyll's default URL for this page";
                findings.warn(position, page, message);
                let post = jekyll_post_url(file).filter(|_| name.contains("_posts/"));
                post.unwrap_or_else(|| format!("/{name}.html"))
            }
        };
        let otherwise = self.base.as_ref().and_then(|base| base.join(&url).ok());
        let otherwise = otherwise.map(|url| url.to_string());
        let file = name.and_then(|_| self.resolver.resolve_jekyll_link(path));
        match (file, otherwise) {
            (Some(file), otherwise) => {
                let missing = finding(position, page, NOT_PUBLISHED.to_owned());
                LinkTarget::New(placeholders.mark(Placeholder::Link {
                    file,
                    otherwise,
                    missing,
                }))
            }
            (None, Some(url)) => LinkTarget::New(url),
            (None, None) => report_lost(findings, position, page, RELATIVE),
        }
    }

    /// Returns a link to the file of another article, which may be on Medium.
    fn article(&self, url: &str, position: Position) -> Option<Placeholder> {
        let path = url.split(['#', '?']).next()?;
        let path = percent_decode_str(path).decode_utf8().ok()?;
        if !is_source(&path) {
            return None;
        }
        let file = self.resolver.resolve_link(&path)?;
        let otherwise = self.base.as_ref().and_then(|base| base.join(url).ok());
        Some(Placeholder::Link {
            file,
            otherwise: otherwise.map(|url| url.to_string()),
            missing: finding(position, url, NOT_PUBLISHED.to_owned()),
        })
    }
}

/// Reports a link that doesn't work on Medium: with `--lossy`, it becomes text.
fn report_lost(
    findings: &mut Findings,
    position: Position,
    url: &str,
    message: &str,
) -> LinkTarget {
    match message.split_once("; ") {
        Some((reason, advice)) if findings.is_lossy() => {
            let message = format!("{reason}, so it becomes text because of --lossy; {advice}");
            findings.warn(position, url, message);
        }
        _ => findings.error_unless_lossy(position, url, message),
    }
    LinkTarget::None
}

/// Warns that links within the article become text.
pub(super) fn warn_about_anchor(findings: &mut Findings, position: Position, source: &str) {
    findings.warn_once(position, source, ANCHOR);
}

/// Returns whether a URL has the extension of an article.
fn is_source(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    [".md", ".mdx", ".markdown"]
        .iter()
        .any(|end| path.ends_with(end))
}

/// Returns the URL of a post, from its file name without extension.
pub(super) fn jekyll_post_url(file: &str) -> Option<String> {
    let mut parts = file.splitn(4, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let slug = parts.next()?;
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    [year, month, day]
        .into_iter()
        .all(is_number)
        .then(|| format!("/{year}/{month}/{day}/{slug}.html"))
}
