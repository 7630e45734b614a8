//! Searches ahead in text, and remembers failed searches so that the total work stays linear.

use std::collections::HashMap;

use crate::article::step_counter;

/// Text that is searched from many offsets.
pub(super) struct Search<'a> {
    pub(super) text: &'a str,
    /// For each needle, the offset after which it doesn't occur.
    missing: HashMap<&'static str, usize>,
    /// The offset up to which no component is closed.
    pub(super) unclosed_until: usize,
}

impl<'a> Search<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            missing: HashMap::new(),
            unclosed_until: 0,
        }
    }

    /// Returns the first occurrence of `needle` at or after `from`.
    pub(super) fn find(&mut self, needle: &'static str, from: usize) -> Option<usize> {
        if self.missing.get(needle).is_some_and(|start| from >= *start) {
            return None;
        }
        let found = self.text.get(from..)?.find(needle);
        step_counter::add(found.unwrap_or(self.text.len() - from));
        if found.is_none() {
            self.missing.insert(needle, from);
        }
        found.map(|offset| from + offset)
    }

    /// Returns the rest of the line from `from` on, at most `max` bytes.
    pub(super) fn line(&mut self, from: usize, max: usize) -> &'a str {
        let line = self.window(from, max).split('\n').next();
        let line = line.unwrap_or_default();
        step_counter::add(line.len());
        line
    }

    /// Like [`Search::line`], but stops at the next `marker`.
    pub(super) fn line_until(&mut self, from: usize, max: usize, marker: &str) -> &'a str {
        let window = self.window(from, max);
        let mut rest = window.as_bytes();
        while rest.first().is_some_and(|byte| *byte != b'\n')
            && !rest.starts_with(marker.as_bytes())
        {
            rest = &rest[1..];
        }
        let line = &window[..window.len() - rest.len()];
        step_counter::add(line.len());
        line
    }

    fn window(&self, from: usize, max: usize) -> &'a str {
        let mut end = self.text.len().min(from + max);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        self.text.get(from..end).unwrap_or_default()
    }
}
