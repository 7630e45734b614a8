//! Images in common syntax outside of CommonMark: `![a](my pic.png)`, `![a](a.png =300x200)`.

use super::{ExpandContext, Expansion};

/// The limit for an image's source.
const MAX_LENGTH: usize = 4_096;

/// Expands the image at `offset`, which is a `!`, if CommonMark wouldn't recognize it.
pub(super) fn image(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let text = context.search.text;
    if !text[offset..].starts_with("![") || text[..offset].ends_with('\\') {
        return None;
    }
    // Stops at the next image, so no byte is read twice.
    let length = context
        .search
        .line_until(offset + 2, MAX_LENGTH, "![")
        .len();
    let own = &text[offset..offset + 2 + length];
    let open = own.find("](")? + 2;
    let length = closing(&own[open..])?;
    let (alt, inner) = (&own[2..open - 2], own[open..open + length].trim());
    let (inner, is_aligned) = without_alignment(inner);
    let (rest, title) = title(inner);
    let (path, is_sized) = without_size(rest);
    let is_sized = is_sized || is_aligned;
    let is_plain = !path.contains(char::is_whitespace) || path.starts_with('<');
    let is_template = inner.contains("{{") || inner.contains("{%");
    if path.is_empty() || is_template || (is_plain && !is_sized) {
        return None;
    }
    let end = offset + open + length + 1;
    if is_sized {
        context.findings.warn_once(
            context.map.position(offset),
            &own[..open + length + 1],
            "Medium sizes and aligns images itself; this is left out",
        );
    }
    let path = path.trim_matches(['<', '>']);
    let title = if title.is_empty() {
        String::new()
    } else {
        format!(" {title}")
    };
    Expansion::inline(end, format!("![{alt}](<{}>{title})", in_angles(path)))
}

/// Returns the offset of the closing parenthesis.
fn closing(text: &str) -> Option<usize> {
    let (mut depth, mut quote) = (0_usize, None);
    let mut previous = ' ';
    for (offset, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            // A title follows a space.
            (None, '"' | '\'') if previous == ' ' => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') if depth == 0 => return Some(offset),
            (None, ')') => depth -= 1,
            _ => {}
        }
        previous = c;
    }
    None
}

/// Splits off the title with its quotes.
fn title(inner: &str) -> (&str, &str) {
    let Some(quote) = inner.chars().last().filter(|c| matches!(c, '"' | '\'')) else {
        return (inner, "");
    };
    let open = format!(" {quote}");
    match inner[..inner.len() - 1].find(&open) {
        Some(offset) => (inner[..offset].trim_end(), &inner[offset + 1..]),
        None => (inner, ""),
    }
}

/// Removes Hashnode's ` align="center"`. Also returns whether it was there.
fn without_alignment(inner: &str) -> (&str, bool) {
    match inner.rsplit_once(" align=\"") {
        Some((before, after)) if after.trim_end_matches('"').chars().all(char::is_alphabetic) => {
            (before.trim_end(), true)
        }
        _ => (inner, false),
    }
}

/// Removes a size ` =300x200` from a path. Also returns whether it was there.
fn without_size(path: &str) -> (&str, bool) {
    let Some((before, size)) = path.rsplit_once(" =") else {
        return (path, false);
    };
    let is_size = !size.is_empty()
        && size.contains(['x', 'X'])
        && size
            .chars()
            .all(|c| c.is_ascii_digit() || "xX%".contains(c));
    if is_size {
        (before.trim_end(), true)
    } else {
        (path, false)
    }
}

/// Returns an image in Markdown.
pub(super) fn markdown_image(source: &str, alt: Option<&str>, caption: Option<&str>) -> String {
    let alt: String = alt.unwrap_or_default().chars().flat_map(escape).collect();
    let source = in_angles(source.trim());
    match caption.filter(|caption| !caption.is_empty()) {
        Some(caption) => {
            let caption = caption.replace('\\', "\\\\").replace('"', "\\\"");
            let caption = caption.split_whitespace().collect::<Vec<_>>().join(" ");
            format!("![{alt}](<{source}> \"{caption}\")")
        }
        None => format!("![{alt}](<{source}>)"),
    }
}

fn escape(c: char) -> impl Iterator<Item = char> {
    let backslash = matches!(c, '[' | ']' | '\\' | '`' | '<' | '*' | '_').then_some('\\');
    let c = if c == '\n' { ' ' } else { c };
    backslash.into_iter().chain(std::iter::once(c))
}

/// Escapes a path for the form `<path>`.
fn in_angles(path: &str) -> String {
    path.replace('\\', "\\\\")
        .replace('<', "%3C")
        .replace('>', "%3E")
        .replace('\n', " ")
}
