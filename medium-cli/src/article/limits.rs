//! What Medium takes in silence and then leaves out. It refuses none of it, so neither do we.

use super::Article;

const TITLE_CHARACTERS: usize = 100;
const TAGS: usize = 3;
const TAG_CHARACTERS: usize = 25;

impl Article {
    /// What Medium will leave out, a line each.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        let length = self.title.chars().count();
        if length > TITLE_CHARACTERS {
            warnings.push(format!(
                "the title has {length} characters; beyond {TITLE_CHARACTERS}, Medium makes one \
                 of its own from the text"
            ));
        }
        let too_long = |tag: &&String| tag.chars().count() > TAG_CHARACTERS;
        for tag in self.tags.iter().filter(too_long) {
            warnings.push(format!(
                "tag `{tag}`: Medium leaves out tags of more than {TAG_CHARACTERS} characters"
            ));
        }
        if self.tags.len() > TAGS {
            let rest = self.tags[TAGS..].join(", ");
            warnings.push(format!(
                "Medium uses the first {TAGS} tags and leaves out: {rest}"
            ));
        }
        warnings
    }
}
