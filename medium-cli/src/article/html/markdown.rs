//! Reports Markdown in HTML. Lines directly below a tag belong to the HTML block, so Markdown isn't
//! parsed there.

use html5gum::Token;

use super::{Fragment, code, tokens};
use crate::article::findings::Findings;

const MESSAGE: &str =
    "Markdown directly below a tag is not parsed; insert an empty line between them";

/// Reports Markdown images and links in the text of `fragment`.
pub(in crate::article) fn report(fragment: &Fragment<'_>, findings: &mut Findings) {
    if !fragment.text.contains("](") {
        return;
    }
    let code = code(fragment.text);
    for token in tokens(fragment.text) {
        let Token::String(text) = token else { continue };
        let start = text.span.start;
        if code.iter().any(|range| range.contains(&start)) {
            continue;
        }
        let source = fragment.text.get(start..text.span.end).unwrap_or_default();
        for (offset, _) in source.match_indices("](") {
            let Some(begin) = source[..offset].rfind('[') else {
                continue;
            };
            let end = source[offset..]
                .find(')')
                .map_or(source.len(), |end| offset + end + 1);
            let is_image = source[..begin].ends_with('!');
            let begin = begin - usize::from(is_image);
            let (position, source) = (fragment.position(start + begin), &source[begin..end]);
            if is_image {
                findings.error_unless_lossy(position, source, MESSAGE)
            } else {
                findings.warn(position, source, MESSAGE)
            }
        }
    }
}
