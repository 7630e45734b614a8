//! Medium takes a second heading right below the title for the subtitle.

use comrak::nodes::NodeValue;

use crate::article::text::Lines;
use crate::article::{markdown, title};

/// The text with `subtitle` below the heading that is its title, unless it stands there already.
pub(super) fn below_the_title(text: &str, title: &str, subtitle: &str) -> String {
    let lines = Lines::new(text);
    let end = markdown::parsed(text, |root| {
        let heading = root.children().find(|node| {
            matches!(node.data().value, NodeValue::Heading(_))
                && title::same(&node.collect_text(), title)
        })?;
        let next = heading.next_sibling();
        let stands_there = next.is_some_and(|next| {
            matches!(next.data().value, NodeValue::Heading(_))
                && title::same(&next.collect_text(), subtitle)
        });
        let last_line = heading.data().sourcepos.end.line;
        lines.end(last_line).filter(|_| !stands_there)
    });
    match end {
        Some(end) => {
            let heading = title::as_heading_of(2, subtitle);
            let rest = text[end..].trim_start_matches('\n');
            format!("{}\n\n{heading}{rest}", &text[..end])
        }
        None => text.to_owned(),
    }
}
