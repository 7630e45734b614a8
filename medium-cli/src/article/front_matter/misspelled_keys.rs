//! Rejects misspelled keys. With `statuss: draft` ignored as unknown, the article could become public.

use super::entry::{Entry, Problem, normalize};
use super::keys;

/// Keys of other tools that are similar to known ones.
const OTHERS: &[&str] = &[
    "data",
    "duedate",
    "gender",
    "late",
    "ogtitle",
    "publisher",
    "publishedby",
    "publishedin",
    "publishedto",
    "rate",
    "seotitle",
    "stage",
    "stats",
    "tabs",
];

/// The limit for keys that are compared.
const MAX_LENGTH: usize = 64;

/// Returns an error for each key within one letter of a known one, or two letters for keys longer
/// than six.
pub(super) fn problems(entries: &[Entry]) -> impl Iterator<Item = Problem> {
    entries.iter().filter_map(|entry| {
        let meant = meant(&entry.key)?;
        Some(Problem {
            line: entry.key_line,
            column: 1,
            message: format!(
                "unknown key `{}`; did you mean `{meant}`? To keep it, use --allow-similar-keys",
                entry.key
            ),
        })
    })
}

/// Returns the known key that `key` is probably a misspelling of.
pub(super) fn meant(key: &str) -> Option<&'static str> {
    if key.len() > MAX_LENGTH {
        return None;
    }
    let key = normalize(key);
    let length = key.chars().count();
    if length < 4 || keys::is_known(&key) || OTHERS.contains(&key.as_str()) {
        return None;
    }
    let max = if length <= 6 { 1 } else { 2 };
    let near = keys::all().filter(|known| known.len() >= 4);
    let near = near.map(|known| (strsim::osa_distance(&key, known), known));
    let (_, nearest) = near.filter(|(distance, _)| *distance <= max).min()?;
    Some(usual_spelling(nearest))
}

/// Returns a normalized key in its usual spelling.
fn usual_spelling(key: &'static str) -> &'static str {
    match key {
        "canonicalurl" => "canonical_url",
        "publishedat" => "published_at",
        "publishstatus" => "publish_status",
        "publishdate" => "publishDate",
        "pubdate" => "pubDate",
        "saveasdraft" => "saveAsDraft",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_misspelled_keys() {
        for (key, expected) in [
            ("statuss", "status"),
            ("Satus", "status"),
            ("statsu", "status"),
            ("drfat", "draft"),
            ("drafts", "draft"),
            ("titel", "title"),
            ("publshed", "published"),
            ("pubished", "published"),
            ("cannonical_url", "canonical_url"),
            ("canonicalUrls", "canonical_url"),
            ("visiblity", "visibility"),
            ("privat", "private"),
            ("unlistd", "unlisted"),
            ("publishe-date", "publishDate"),
        ] {
            assert_eq!(meant(key), Some(expected), "{key}");
        }
    }

    /// Keys of Hugo, Jekyll, Eleventy, Astro, Ghost, dev.to, Hashnode, Obsidian, Notion, Quarto,
    /// Docusaurus, VitePress, Zola, Pelican, Hexo and Gatsby.
    #[test]
    fn accepts_the_keys_of_other_tools() {
        let theirs = "abstract aliases alias allowComments appearance archives archetype arxiv aside \
            audio author authors authorTwitter background banner bibliography bio body bodyClass \
            build built cascade citation collection collections color comments comment_status \
            contributors cover cover_image cover_image_url coverImage created createdAt created_at \
            creation_date cssclass cssclasses css data dateCreated dateModified date_modified \
            dateUpdated description dev_to_id difficulty disableShare disqus displayed_sidebar doi \
            domain due dueDate due_date editPost edition editURL editLink email emoji enableToc \
            eleventyComputed eleventyNavigation excerpt excludeSearch execute expiryDate \
            expires extra featured featuredImage feature_image feature_image_alt file filename \
            footer format games genre gallery gradient head header headless heroImage hero hideTitle \
            hide_title hide_table_of_contents home icon image images index indexing inLanguage isbn \
            isCJKLanguage iscjklanguage jupyter jupytext kernel kernelspec kind lang language \
            lastmod lastModified last_modified_at last_modified last_update lastUpdated layout lead \
            level link linkTitle linktitle links location logo main_image manufacturer markup math \
            mathjax media mermaid menu meta metaDescription meta_description meta_title metadata \
            minutes modified modDatetime mood name navigation navbar nav_order next noindex note \
            number og_description og_image og_title ogImage openGraph order organization orig outline \
            outputs output page pageClass pagefind paginate pagination pagination_next parent part \
            people permalink photo photos pin pinned place podcast position post_id prev \
            priority project projects publisher published_by quote rating readingTime read_time \
            reading_time redirect redirect_from related replies resources reviewed review \
            robots row rss scripts seo seoTitle seo_title series series_order share shortTitle \
            short_title show showComments showToc showDate sidebar sidebar_label sidebar_position \
            sitemap site slides slug social sort source sources speaker stage stats stem step sticky \
            structure style styles summary tabs tagline taxonomies team teaser template tests theme \
            thumbnail time toc top topics topic translationKey translations translator tweet twitter \
            type uid unlockable updated updatedAt updated_at update url uuid version video videos \
            videoID views vol volume weight width words wordcount year";
        for key in theirs.split_whitespace() {
            assert_eq!(meant(key), None, "{key}");
        }
    }
}
