//! How a client is written down in a snapshot, and read back: what it has in
//! common with the client of `fixtures/preamble.yaml` stands in that one's
//! snapshot only. The build script uses this file too, so that what is compiled
//! is the text of the snapshots, byte for byte.

/// The line that starts a section of a snapshot, with its name.
pub const SECTION: &str = "######## ";
/// The line that stands for blocks of the preamble: their numbers follow, in the
/// same file of `preamble.snap`.
const SHARED: &str = "//////// as in the preamble, blocks ";

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
    /// A line each, in the order of the fields.
    #[must_use]
    pub fn lines(&self) -> String {
        let Self {
            document,
            title,
            server,
            module,
        } = self;
        format!("{document}\n{title}\n{server}\n{module}")
    }

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

/// The blocks that clients share, by their files, with places for values.
#[derive(Debug)]
pub struct Preamble(Vec<(String, Vec<String>)>);

impl Preamble {
    /// Out of the files of the smallest client.
    #[must_use]
    pub fn new(files: &Files, values: &Values) -> Self {
        let emptied = |text| blocks(text).map(|block| values.emptied(block)).collect();
        let files = files.iter();
        Self(
            files
                .map(|(path, text)| (path.clone(), emptied(text)))
                .collect(),
        )
    }

    fn of(&self, path: &str, values: &Values) -> Vec<String> {
        let file = self.0.iter().find(|(name, _)| name == path);
        let blocks = file.into_iter().flat_map(|(_, blocks)| blocks);
        blocks.map(|block| values.filled(block)).collect()
    }

    /// `text` of the file `path` with a line in place of shared blocks.
    #[must_use]
    pub fn fold(&self, path: &str, text: &str, values: &Values) -> String {
        let shared = self.of(path, values);
        let mut shown: Vec<String> = Vec::new();
        for block in blocks(text) {
            let number = shared.iter().position(|other| other == block);
            match (number, shown.last_mut()) {
                (Some(number), Some(last)) if last.starts_with(SHARED) => {
                    last.push_str(&format!(" {number}"));
                }
                (Some(number), _) => shown.push(format!("{SHARED}{number}")),
                (None, _) => shown.push(block.to_owned()),
            }
        }
        shown.join("\n\n")
    }

    /// The text that [`fold`](Self::fold) was given.
    #[must_use]
    pub fn unfold(&self, path: &str, text: &str, values: &Values) -> String {
        let shared = self.of(path, values);
        let mut whole: Vec<String> = Vec::new();
        for block in blocks(text) {
            match block.strip_prefix(SHARED) {
                Some(numbers) => whole.extend(
                    numbers
                        .split_whitespace()
                        .filter_map(|number| shared.get(number.parse::<usize>().ok()?))
                        .cloned(),
                ),
                None => whole.push(block.to_owned()),
            }
        }
        whole.join("\n\n")
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

/// The sections of a snapshot's text, by their names.
#[must_use]
pub fn sections(text: &str) -> Files {
    let parts = text.split(SECTION).skip(1);
    parts
        .filter_map(|part| part.split_once('\n'))
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect()
}
