//! Raised and lowered letters.

use html5gum::Token;
use html5gum::emitters::default::StartTag;

use super::Converter;
use crate::article::transform::scripts;

impl Converter<'_, '_, '_, '_> {
    /// `<sup>2</sup>` as `²`, where there are such letters.
    pub(super) fn script_letters(&mut self, tag: &StartTag<usize>, name: &str) {
        let (start, end) = (tag.span.start, tag.span.end);
        if let (Some(Token::String(text)), Some(Token::EndTag(close))) =
            (self.tokens.get(self.at), self.tokens.get(self.at + 1))
            && *close.name == *name.as_bytes()
            && let Some(letters) = scripts::letters(&String::from_utf8_lossy(text), name == "sup")
        {
            let close = close.span.end;
            self.at += 2;
            return self.replace(start, close, &letters);
        }
        let place = self.fragment.place(start);
        scripts::say(&mut self.context.notes, place, &format!("<{name}>"));
        self.replace(start, end, "");
    }
}
