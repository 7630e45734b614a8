//! The result of a run, for all report formats.

use medium_codegen::{Change, CodeImpact, Positions, WireImpact, compare};

use super::Both;
use super::corrections::{self, Correction};
use super::target::{SURFACE, Target};
use crate::warnings::{self, LocatedWarning};

/// The result of a run.
pub(super) struct Report {
    pub(super) document: String,
    pub(super) folder: String,
    pub(super) operations: usize,
    pub(super) types: usize,
    /// Components without a type.
    pub(super) unused: Vec<String>,
    /// Whether there was no client before.
    pub(super) is_new: bool,
    pub(super) changes: Vec<Explained>,
    pub(super) warnings: Vec<LocatedWarning>,
    /// The effects of overlays on the document.
    pub(super) overlaid: Vec<medium_codegen::AppliedAction>,
}

/// A change, with its location in the document and the reason.
pub(super) struct Explained {
    pub(super) change: Change,
    pub(super) place: Option<Place>,
    pub(super) correction: Option<Correction>,
}

/// A location in the document.
pub(super) struct Place {
    pub(super) pointer: String,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Report {
    pub(super) fn of(both: &Both, target: &Target) -> Self {
        let before = both.there.get(SURFACE);
        let lines = before.into_iter().flat_map(|text| text.lines());
        let lines: Vec<String> = lines.map(str::to_owned).collect();
        let changes = match before {
            Some(_) => compare(&lines, &both.output.surface),
            None => Vec::new(),
        };
        let pointers: Vec<Option<&str>> = changes
            .iter()
            .map(|change| pointer(both, &change.item))
            .collect();
        let places = Positions::find(&both.text, pointers.iter().copied().flatten());
        let corrections = corrections::beside(&target.document);
        let explained = changes
            .iter()
            .zip(&pointers)
            .map(|(change, pointer)| Explained {
                change: change.clone(),
                place: pointer.map(|pointer| place(&places, pointer)),
                correction: pointer.and_then(|at| corrections::of(&corrections, at).cloned()),
            });
        Self {
            document: target.document_shown.clone(),
            folder: target.folder_shown.clone(),
            operations: both.output.operations,
            types: both.output.schemas,
            unused: both.output.unused.clone(),
            is_new: before.is_none(),
            changes: explained.collect(),
            warnings: warnings::located(&both.output.warnings, &both.text),
            overlaid: both.output.applied_actions.clone(),
        }
    }

    /// The most severe change for code.
    pub(super) fn code(&self) -> CodeImpact {
        let impacts = self.changes.iter().map(|one| one.change.code);
        impacts.max().unwrap_or_default()
    }

    /// The most severe change of requests and responses.
    pub(super) fn wire(&self) -> WireImpact {
        let impacts = self.changes.iter().map(|one| one.change.wire);
        impacts.max().unwrap_or_default()
    }

    /// Describes both.
    pub(super) fn meaning(&self) -> String {
        if self.is_new {
            return "A new client.".to_owned();
        }
        meaning(self.code(), self.wire())
    }

    /// Returns a summary, such as `spec/medium.yaml → medium-api: 8 operations, 23 types.`
    pub(super) fn summary(&self) -> String {
        let Self {
            document, folder, ..
        } = self;
        let mut parts = vec![
            count(self.operations, "operation"),
            count(self.types, "type"),
        ];
        if !self.warnings.is_empty() {
            parts.push(count(self.warnings.len(), "warning"));
        }
        format!("{document} → {folder}: {}.", parts.join(", "))
    }

    /// Returns a line for each action of an overlay.
    pub(super) fn overlaid(&self) -> Vec<String> {
        let lines = self.overlaid.iter().map(|action| {
            let reason = match action.reason.as_str() {
                "" => "no reason is given",
                reason => reason,
            };
            let places = count(action.matches, "place");
            let medium_codegen::AppliedAction {
                overlay,
                line,
                target,
                ..
            } = action;
            format!("{overlay}:{line}: {target} ({places}): {reason}")
        });
        lines.collect()
    }
}

/// Describes the impacts on code and on requests and responses.
pub(super) fn meaning(code: CodeImpact, wire: WireImpact) -> String {
    let code = match code {
        CodeImpact::None => "no changes for code that uses the client",
        CodeImpact::Addition => "an addition, code needs no changes",
        CodeImpact::Deprecation => "a deprecation, code that uses it gets warnings",
        CodeImpact::Breaking => "breaking, code may have to change",
    };
    let wire = match wire {
        WireImpact::None => "no changes",
        WireImpact::Addition => "an addition, earlier requests and responses remain valid",
        WireImpact::Breaking => "breaking, an earlier client may fail",
    };
    format!("Code: {code}. Wire: {wire}.")
}

/// Returns the location of an item in the document, or of the item that contains it.
fn pointer<'b>(both: &'b Both, item: &str) -> Option<&'b str> {
    let pointers = &both.output.pointers;
    let mut item = item;
    loop {
        if let Some(pointer) = pointers.get(item) {
            return Some(pointer);
        }
        item = item.rsplit_once("::")?.0;
    }
}

fn count(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    }
}

fn place(places: &Positions, pointer: &str) -> Place {
    let (line, column) = places.of(pointer);
    Place {
        pointer: pointer.to_owned(),
        line,
        column,
    }
}
