//! Articles of any length, the same each time.

/// The paragraphs of an article: prose with quotes, letters outside of ASCII, a list, code with tabs
/// and backslashes, a link.
const PARAGRAPHS: [&str; 5] = [
    "The Kop began to sing long before kick-off, and didn't stop. \"You'll never walk alone\" is a \
     song from a musical of 1945; that it is sung here goes back to a band from Liverpool, and to \
     a loudspeaker system that played the week's hits in order.\n\n",
    "Jürgen Klopp said: “Normal one.” — Später, viel später, erzählte er, daß er sich den Satz \
     nicht überlegt hatte. 🔴 The crowd liked it all the same, and so did the newspapers.\n\n",
    "- the first whistle, at three o'clock;\n- the second, after 45 minutes and what is added;\n\
     - the long way home through Stanley Park.\n\n",
    "```rust\nfn main() {\n\tlet path = \"C:\\\\bells\\\\chime.txt\";\n\tprintln!(\"{path}\\n\");\n}\n```\n\n",
    "More of it is in [the club's history](https://example.com/history?from=1892&to=1965), \
     which is long, well told and mostly true. Whoever reads it to the end knows more about \
     turnstiles than they wanted to know, and will look at a stand with other eyes.\n\n",
];

/// Returns Markdown of about `bytes` bytes.
#[must_use]
pub fn markdown(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 512);
    text.push_str("# An afternoon at Anfield\n\n");
    for paragraph in PARAGRAPHS.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push_str(paragraph);
    }
    text
}
