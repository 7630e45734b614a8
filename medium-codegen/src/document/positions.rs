//! Line and column for JSON pointers. They are only needed for messages: the text
//! is then parsed once more.

use std::collections::{HashMap, HashSet};

use granit_parser::{Event, Parser, Span};

use crate::error::escape;

/// Positions in the text of a document.
///
/// ```
/// let text = "openapi: \"3.1.0\"\ninfo:\n  title: Bells\n";
/// let positions = medium_codegen::Positions::find(text, ["/info/title"]);
/// assert_eq!(positions.line_and_column("/info/title"), (3, 3));
/// // A missing node has the position of its nearest ancestor.
/// assert_eq!(positions.line_and_column("/info/title/none"), (3, 3));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Positions(HashMap<String, (usize, usize)>);

impl Positions {
    /// Finds the positions of `pointers` in YAML or JSON. A value behind an
    /// alias has the alias's position; an invalid text is read up to the error.
    #[must_use]
    pub fn find<'p>(text: &str, pointers: impl IntoIterator<Item = &'p str>) -> Self {
        let requested = with_parents(pointers);
        if requested.is_empty() {
            return Self::default();
        }
        let mut walk = Walk {
            requested,
            found: HashMap::new(),
            pointer: String::new(),
            open: Vec::new(),
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for event in Parser::new_from_str(text) {
            let Ok((event, span)) = event else { break };
            walk.event(&event, span);
        }
        Self(walk.found)
    }

    /// Returns line and column, from 1, of the node at `pointer`: those of its key, if it
    /// has one. If the node does not exist, those of its nearest ancestor.
    #[must_use]
    pub fn line_and_column(&self, pointer: &str) -> (usize, usize) {
        let mut pointer = pointer;
        loop {
            if let Some(position) = self.0.get(pointer) {
                return *position;
            }
            match pointer.rsplit_once('/') {
                Some((parent, _)) => pointer = parent,
                None => return (1, 1),
            }
        }
    }
}

fn with_parents<'p>(pointers: impl IntoIterator<Item = &'p str>) -> HashSet<&'p str> {
    let mut requested = HashSet::new();
    for pointer in pointers {
        let mut pointer = pointer;
        while requested.insert(pointer) {
            match pointer.rsplit_once('/') {
                Some((parent, _)) => pointer = parent,
                None => break,
            }
        }
    }
    requested
}

/// An open mapping or sequence.
struct Open {
    /// The length of its pointer.
    length: usize,
    next: Next,
}

enum Next {
    Item(usize),
    Key,
    /// The value of the key at this position.
    Value(usize, usize),
}

struct Walk<'p> {
    requested: HashSet<&'p str>,
    found: HashMap<String, (usize, usize)>,
    pointer: String,
    open: Vec<Open>,
}

impl Walk<'_> {
    fn event(&mut self, event: &Event<'_>, span: Span) {
        let here = (span.start.line(), span.start.col() + 1);
        match event {
            Event::Scalar(text, ..) if self.is_key() => self.key(text, here),
            Event::Scalar(..) | Event::Alias(..) => {
                self.enter(here);
                self.leave();
            }
            Event::MappingStart(..) => self.enter_collection(Next::Key, here),
            Event::SequenceStart(..) => self.enter_collection(Next::Item(0), here),
            Event::MappingEnd | Event::SequenceEnd => {
                self.open.pop();
                self.leave();
            }
            _ => {}
        }
    }

    fn is_key(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Open {
                next: Next::Key,
                ..
            })
        )
    }

    fn key(&mut self, text: &str, (line, column): (usize, usize)) {
        if let Some(open) = self.open.last_mut() {
            open.next = Next::Value(line, column);
            self.pointer.push('/');
            self.pointer.push_str(&escape(text));
        }
    }

    fn enter_collection(&mut self, next: Next, here: (usize, usize)) {
        self.enter(here);
        self.open.push(Open {
            length: self.pointer.len(),
            next,
        });
    }

    /// Enters a value, whose pointer and position are known now.
    fn enter(&mut self, mut here: (usize, usize)) {
        match self.open.last_mut().map(|open| &mut open.next) {
            Some(Next::Item(index)) => {
                self.pointer.push('/');
                self.pointer.push_str(&index.to_string());
                *index += 1;
            }
            Some(Next::Value(line, column)) => here = (*line, *column),
            Some(Next::Key) | None => {}
        }
        if self.requested.contains(self.pointer.as_str()) {
            self.found.entry(self.pointer.clone()).or_insert(here);
        }
    }

    fn leave(&mut self) {
        if let Some(open) = self.open.last_mut() {
            self.pointer.truncate(open.length);
            if let Next::Value(..) = open.next {
                open.next = Next::Key;
            }
        }
    }
}
