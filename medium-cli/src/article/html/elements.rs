//! How each HTML element is converted.

use html5gum::emitters::default::StartTag;

use super::fragment::attribute;

/// Elements whose content is visible, and elements of a page's structure.
const ELEMENTS: &str = " a abbr acronym address area article aside b base bdi bdo big blockquote body br \
    caption center cite code col colgroup data del dfn dir div em figcaption figure font footer \
    h1 h2 h3 h4 h5 h6 header hgroup hr html i img ins li link main menu meta nav nobr ol \
    output p param pre progress meter q rp rt ruby s search section small span strike strong sub sup \
    table tbody td tfoot th thead time tr track tt u ul wbr image ";

/// Elements whose content is lost.
const LOST: &str = " audio applet canvas embed form iframe input map math object script select style svg \
    template textarea video ";

/// Returns whether it is an HTML element.
pub(in crate::article) fn is_element(name: &str) -> bool {
    let has = |list: &str| list.contains(&format!(" {name} "));
    has(ELEMENTS) || has(LOST) || replacement_tags(name).is_some()
}

/// Returns whether the content of the element is lost.
pub(super) fn is_lost(name: &str) -> bool {
    LOST.contains(&format!(" {name} "))
}

/// Returns whether the element has no end tag.
pub(super) fn is_void(name: &str) -> bool {
    " area base br col embed hr img input link meta source wbr ".contains(&format!(" {name} "))
}

/// Returns whether the element is a part of a table.
pub(super) fn is_table_part(name: &str) -> bool {
    matches!(
        name,
        "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "caption" | "colgroup" | "col"
    )
}

/// Returns the replacements for the start and end tag of elements that Medium lacks. Their content stays.
pub(super) fn replacement_tags(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "details" | "dl" | "picture" | "source" | "noscript" | "button" | "label" | "fieldset"
        | "legend" | "option" | "slot" => ("", ""),
        "summary" | "dt" => ("<p><strong>", "</strong></p>"),
        "dd" => ("<p>", "</p>"),
        "mark" => ("<strong>", "</strong>"),
        "kbd" | "samp" | "var" => ("<code>", "</code>"),
        _ => return None,
    })
}

/// Returns whether browsers hide the element.
pub(super) fn is_hidden(tag: &StartTag<usize>) -> bool {
    let style = attribute(tag, "style").unwrap_or_default();
    let style: String = style.split_whitespace().collect();
    let style = style.to_ascii_lowercase();
    tag.attributes.contains_key(b"hidden".as_slice())
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}
