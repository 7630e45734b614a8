//! Parses untrusted RSS.
//!
//! The XML parser expands only the five predefined entities, so entity bombs are harmless. The depth and the
//! number of items are limited here.

use jiff::Timestamp;
use medium_cli::article::one_line;
use quick_xml::Reader;
use quick_xml::events::Event;
use rss::Channel;
use url::Url;

use super::Item;
use crate::post_url::id_in;

/// The RSS parser uses stack space for each level.
const MAX_DEPTH: usize = 100;
/// More than any of Medium's feeds has.
const MAX_ITEMS: usize = 100;

/// Parses the items of a feed, up to the limit.
pub(super) fn items(xml: &[u8]) -> Result<Vec<Item>, String> {
    check_depth(xml)?;
    let channel = Channel::read_from(xml).map_err(|error| error.to_string())?;
    let items = channel.into_items().into_iter().take(MAX_ITEMS);
    Ok(items.map(item).collect())
}

fn item(item: rss::Item) -> Item {
    let url = item.link().and_then(|link| Url::parse(link.trim()).ok());
    let url = url.map(without_source);
    let guid = item.guid().map(|guid| guid.value.clone());
    let id = match guid.as_deref().or(url.as_ref().map(Url::as_str)) {
        Some(url) => id_in(url).to_owned(),
        None => String::new(),
    };
    let creators = item.dublin_core_ext().map(|ext| ext.creators().to_vec());
    let author = creators.and_then(|all| all.into_iter().next());
    let html = item.content().or(item.description()).unwrap_or_default();
    Item {
        id,
        title: one_line(item.title().unwrap_or_default()),
        url: url.map(String::from),
        author: author.map(|author| one_line(&author)),
        published_at: item.pub_date().and_then(date),
        tags: item
            .categories()
            .iter()
            .map(|category| one_line(&category.name))
            .collect(),
        html: html.to_owned(),
    }
}

/// Removes the `?source=rss…` that Medium adds to the URLs in its feeds.
fn without_source(mut url: Url) -> Url {
    let others: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| name != "source")
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    url.set_query(None);
    if !others.is_empty() {
        url.query_pairs_mut().extend_pairs(others);
    }
    url
}

fn date(text: &str) -> Option<Timestamp> {
    let zoned = jiff::fmt::rfc2822::parse(text.trim()).ok()?;
    Some(zoned.timestamp())
}

fn check_depth(xml: &[u8]) -> Result<(), String> {
    let mut reader = Reader::from_reader(xml);
    let (mut depth, mut buffer) = (0_usize, Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(error.to_string()),
        }
        if depth > MAX_DEPTH {
            return Err("elements are nested too deeply".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(item: &str) -> String {
        format!("<rss version='2.0'><channel><title>T</title><item>{item}</item></channel></rss>")
    }

    fn first(xml: &str) -> Item {
        items(xml.as_bytes()).unwrap().remove(0)
    }

    #[test]
    fn reads_an_item_of_medium() {
        let xml = "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' \
             xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><item>\
             <title><![CDATA[Salt &\n pepper]]></title>\
             <link>https://medium.com/@demo/salt-e6f36a?source=rss-1</link>\
             <guid isPermaLink='false'>https://medium.com/p/e6f36a</guid>\
             <category><![CDATA[food]]></category><dc:creator>Demo</dc:creator>\
             <pubDate>Sat, 04 May 2024 10:00:00 GMT</pubDate>\
             <content:encoded><![CDATA[<p>Text</p>]]></content:encoded></item></channel></rss>";
        let expected = Item {
            id: "e6f36a".to_owned(),
            title: "Salt & pepper".to_owned(),
            url: Some("https://medium.com/@demo/salt-e6f36a".to_owned()),
            author: Some("Demo".to_owned()),
            published_at: Some("2024-05-04T10:00:00Z".parse().unwrap()),
            tags: vec!["food".to_owned()],
            html: "<p>Text</p>".to_owned(),
        };
        assert_eq!(first(xml), expected);
    }

    #[test]
    fn markup_in_a_title_is_text() {
        let item = first(&feed(
            "<title>&lt;script>alert(1)&lt;/script> &amp;amp;</title>",
        ));
        assert_eq!(item.title, "<script>alert(1)</script> &amp;");
        assert_eq!(
            (item.id.as_str(), item.url, item.published_at),
            ("", None, None)
        );
    }

    #[test]
    fn does_not_expand_custom_entities() {
        let bomb = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>\
                    <!ENTITY c SYSTEM 'file:///etc/passwd'>]>";
        for entity in ["&b;", "&c;"] {
            let xml = format!("{bomb}{}", feed(&format!("<title>{entity}</title>")));
            match items(xml.as_bytes()) {
                Ok(items) => assert!(!items[0].title.contains("aa"), "{:?}", items[0]),
                Err(problem) => assert!(!problem.is_empty()),
            }
        }
    }

    #[test]
    fn limits_the_depth_of_elements() {
        for part in ["<a:b>", "<a>"] {
            let xml = feed(&part.repeat(200_000));
            let problem = items(xml.as_bytes()).unwrap_err();
            assert!(problem.contains("nested too deeply"), "{problem}");
        }
    }

    #[test]
    fn reads_the_declared_encoding() {
        let text = |encoding: &str| {
            let feed = feed("<title>Caf\u{e9}</title>");
            format!("<?xml version='1.0' encoding='{encoding}'?>{feed}")
        };
        let latin: Vec<u8> = text("ISO-8859-1").chars().map(|c| c as u8).collect();
        assert_eq!(items(&latin).unwrap()[0].title, "Caf\u{e9}");
        assert_eq!(first(&text("UTF-8")).title, "Caf\u{e9}");
        // The bytes don't match the declared encoding.
        let wrong: Vec<u8> = text("UTF-8").chars().map(|c| c as u8).collect();
        assert!(items(&wrong).is_err());
    }

    #[test]
    fn rejects_other_documents() {
        for text in [
            "",
            "<html><body>Hi</body></html>",
            "{}",
            "<rss><channel><item>",
        ] {
            assert!(items(text.as_bytes()).is_err(), "{text}");
        }
    }
}
