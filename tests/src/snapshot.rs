//! How a client is written down in a snapshot, and read back: what it has in
//! common with the client of `fixtures/preamble.yaml` stands in that one's
//! snapshot only. The build script uses this file too, so that what is compiled
//! is the text of the snapshots, byte for byte.

/// The line that starts a section of a snapshot, with its name.
pub const SECTION: &str = "######## ";
/// The line that stands for a block of the preamble, with its name.
const SHARED: &str = "//////// as in the preamble: ";

/// The file of a client, and its text.
pub type Files = Vec<(String, String)>;

/// What the shared blocks say that differs from client to client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Values {
    /// The document's path.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Its first server.
    pub server: String,
    /// The path of the client's module.
    pub module: String,
}

impl Values {
    fn named(&self) -> [(&'static str, &str); 4] {
        [
            ("{document}", &self.document),
            ("{title}", &self.title),
            ("{server}", &self.server),
            ("{module}", &self.module),
        ]
    }

    /// The block with its values, `text` being with places for them.
    fn filled(&self, text: &str) -> String {
        let named = self.named().into_iter();
        named.fold(text.to_owned(), |text, (place, value)| {
            text.replace(place, value)
        })
    }

    /// The block with places for the values.
    fn emptied(&self, text: &str) -> String {
        let named = self.named().into_iter();
        named.fold(text.to_owned(), |text, (place, value)| {
            text.replace(value, place)
        })
    }
}

/// The blocks that clients share, with places for values.
#[derive(Debug)]
pub struct Preamble(Vec<(String, String)>);

impl Preamble {
    /// Out of the files of the smallest client.
    #[must_use]
    pub fn new(files: &Files, values: &Values) -> Self {
        let mut shared: Vec<(String, String)> = Vec::new();
        for (path, text) in files {
            for (number, block) in blocks(text).enumerate() {
                let name = format!("{path}, {number}: {}", described(block));
                shared.push((name, values.emptied(block)));
            }
        }
        Self(shared)
    }

    /// `text` of the file `path` with a line in place of each shared block.
    #[must_use]
    pub fn fold(&self, path: &str, text: &str, values: &Values) -> String {
        let shown = blocks(text).map(|block| {
            let shared = self
                .0
                .iter()
                .find(|(name, shared)| name.starts_with(path) && values.filled(shared) == block);
            match shared {
                Some((name, _)) => format!("{SHARED}{}", &name[path.len() + 2..]),
                None => block.to_owned(),
            }
        });
        shown.collect::<Vec<_>>().join("\n\n")
    }

    /// The text that [`fold`](Self::fold) was given.
    #[must_use]
    pub fn unfold(&self, path: &str, text: &str, values: &Values) -> String {
        let whole = blocks(text).map(|block| {
            let name = block.strip_prefix(SHARED);
            let name = name.map(|name| format!("{path}, {}", name.trim_end()));
            let shared = name.and_then(|name| self.0.iter().find(|(other, _)| *other == name));
            match shared {
                Some((_, shared)) => values.filled(shared),
                None => block.to_owned(),
            }
        });
        whole.collect::<Vec<_>>().join("\n\n")
    }
}

/// The items of a file: what empty lines separate at its margin.
fn blocks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut from = 0;
        while let Some(at) = text[from..].find("\n\n") {
            let end = from + at;
            if !text[end + 2..].starts_with([' ', '\n', '}']) {
                rest = Some(&text[end + 2..]);
                return Some(&text[..end]);
            }
            from = end + 1;
        }
        rest = None;
        Some(text)
    })
}

/// The first line of a block that is no comment or attribute.
fn described(block: &str) -> &str {
    let is_said = |line: &&str| !line.starts_with(['/', '#']);
    block
        .lines()
        .find(is_said)
        .or_else(|| block.lines().next_back())
        .unwrap_or_default()
}

/// The sections of a snapshot's text, by their names.
#[must_use]
pub fn sections(text: &str) -> Files {
    let parts = text.split(SECTION).skip(1);
    parts
        .filter_map(|part| part.split_once('\n'))
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect()
}
