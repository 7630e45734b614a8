//! The format of snapshots: a client without what it shares with the client of
//! `fixtures/preamble.yaml`, whose snapshot has that. The build script reads the
//! format too, so that the tests compile the snapshots' text, byte for byte.

/// The line that starts a section, with its name.
pub const SECTION: &str = "######## ";
/// The line that replaces blocks of the preamble, followed by their numbers in the
/// same file of `preamble.snap`. A file that is equal as a whole is not shown.
const SHARED: &str = "//////// preamble ";

/// The path and text of each file.
pub type Files = Vec<(String, String)>;

/// The values in shared blocks that differ between clients.
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
    /// Returns one line for each, in the order of the fields.
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

    /// Fills the placeholders of a block.
    fn fill(&self, text: &str) -> String {
        let named = self.named().into_iter();
        named.fold(text.to_owned(), |text, (place, value)| {
            text.replace(place, value)
        })
    }

    /// Replaces the values in a block with placeholders.
    fn replace_values(&self, text: &str) -> String {
        let named = self.named().into_iter();
        let known = named.filter(|(_, value)| !value.is_empty());
        known.fold(text.to_owned(), |text, (place, value)| {
            text.replace(value, place)
        })
    }
}

/// The smallest client, and what others share with it.
#[derive(Debug)]
pub struct Preamble {
    /// Its files as blocks with placeholders.
    files: Vec<(String, Vec<String>)>,
    surface: Vec<String>,
}

impl Preamble {
    /// Creates it from the files and the surface of the smallest client.
    #[must_use]
    pub fn new(files: &Files, surface: &[String], values: &Values) -> Self {
        let shared = |text| {
            blocks(text)
                .map(|block| values.replace_values(block))
                .collect()
        };
        let files = files.iter();
        Self {
            files: files
                .map(|(path, text)| (path.clone(), shared(text)))
                .collect(),
            surface: surface.to_vec(),
        }
    }

    /// Its surface lines, which the other snapshots leave out.
    #[must_use]
    pub fn surface(&self) -> &[String] {
        &self.surface
    }

    /// Returns the shared blocks of a file.
    fn blocks(&self, path: &str, values: &Values) -> Vec<String> {
        let file = self.files.iter().find(|(name, _)| name == path);
        let blocks = file.into_iter().flat_map(|(_, blocks)| blocks);
        blocks.map(|block| values.fill(block)).collect()
    }

    /// Replaces shared blocks in `text` of the file `path`; `None` if all of it is shared.
    #[must_use]
    pub fn fold(&self, path: &str, text: &str, values: &Values) -> Option<String> {
        let shared = self.blocks(path, values);
        if blocks(text).eq(shared.iter().map(String::as_str)) {
            return None;
        }
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
        Some(shown.join("\n\n"))
    }

    /// Returns the files of the client with these `sections`.
    #[must_use]
    pub fn unfold_all(&self, sections: &Files, values: &Values) -> Files {
        let whole = |(path, _): &(String, Vec<String>)| {
            let section = sections.iter().find(|(name, _)| name == path);
            let text = match section {
                Some((_, text)) => self.unfold(path, text, values),
                None => self.blocks(path, values).join("\n\n"),
            };
            (path.clone(), text)
        };
        let is_own = |(path, _): &&(String, String)| {
            path.ends_with(".rs") && self.files.iter().all(|(known, _)| known != path)
        };
        let own = sections.iter().filter(is_own).cloned();
        self.files.iter().map(whole).chain(own).collect()
    }

    /// Reverses [`fold`](Self::fold).
    fn unfold(&self, path: &str, text: &str, values: &Values) -> String {
        let shared = self.blocks(path, values);
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

/// Returns the parts between empty lines: items, and functions of `impl` blocks.
fn blocks(text: &str) -> std::str::Split<'_, &'static str> {
    text.split("\n\n")
}

/// Returns the sections of a snapshot by name.
#[must_use]
pub fn sections(text: &str) -> Files {
    let parts = text.split(SECTION).skip(1);
    parts
        .filter_map(|part| part.split_once('\n'))
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect()
}
