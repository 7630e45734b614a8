//! The topic of a table in the front matter, by its key and its parents.

use super::keys::{self, Role};

/// The topic of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// The article itself.
    Article,
    /// Something else, such as the author, the cover or a book.
    Other,
    /// Unknown.
    Unknown,
}

/// Tables about the article, [normalized](super::entry::normalize): Hugo's `build` and `params`, Zola's
/// `extra`, Eleventy's `eleventyComputed`, Notion's `properties`, WordPress' custom fields, and other
/// common names.
const ABOUT_THE_ARTICLE: &str = "article attributes build config custom customfields customproperties data doc document \
    eleventycomputed entry extra fields frontmatter meta metadata option options page param \
    params post properties props publishing setting settings";

/// Tables of other tools about something else, such as PaperMod's `cover: {hidden: true}`.
const ABOUT_OTHERS: &str = "about address ads album analytics anchor app aside assets attachments audio author authors \
    avatar badge banner bibliography bio book books breadcrumb breadcrumbs button buttons \
    caption card citation code comment comments company contributor contributors course cover \
    coverimage csl cta dataset disqus download downloads editor editors eleventynavigation \
    event events execute features featureimage featuredimage film footer funding gallery game \
    geo giscus github header hero heroimage highlight http icon image images job jupyter \
    jupytext kernelspec knitr language languageinfo languages link links location logo map \
    math media menu menus mermaid movie nav navbar navigation newsletter next og opengraph \
    order organization outline package pagination people person photo photos picture pictures \
    place podcast prev price product products project projects rating recipe references \
    related repo repository resources review reviewer reviewers robots search sections seo \
    series share sidebar sidebars sitemap social software speaker speakers sponsor sponsors \
    steps style tableofcontents task tasks taxonomies theme thumbnail tiers toc todo todos \
    translations user users utterances venue video videos weather";

/// Returns the topic of a table under these keys. Tables in lists are about something else,
/// unless their key is known.
pub(super) fn find(parents: &[String], is_in_list: bool) -> Topic {
    let has = |names: &str, key: &String| names.split(' ').any(|name| name == key);
    let is_status = |key: &String| matches!(keys::role(key), Some(Role::Status(_)));
    let is_of_article = |key: &String| has(ABOUT_THE_ARTICLE, key) || is_status(key);
    if parents.iter().any(|key| key == "medium") {
        Topic::Article
    } else if parents.iter().any(|key| has(ABOUT_OTHERS, key)) {
        Topic::Other
    } else if parents.iter().all(is_of_article) {
        Topic::Article
    } else if is_in_list {
        Topic::Other
    } else {
        Topic::Unknown
    }
}
