//! The result of a run, for all report formats.

use medium_codegen::{AppliedAction, Change, CodeImpact, Positions, WireImpact, compare};

use super::Generated;
use super::corrections::{self, Correction};
use super::job::{RegenJob, SURFACE};
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
    pub(super) changes: Vec<ExplainedChange>,
    pub(super) warnings: Vec<LocatedWarning>,
    /// The effects of overlays on the document.
    pub(super) applied_actions: Vec<AppliedAction>,
}

/// A change, with its location in the document and the reason.
pub(super) struct ExplainedChange {
    pub(super) change: Change,
    pub(super) position: Option<Position>,
    pub(super) correction: Option<Correction>,
}

/// A location in the document.
pub(super) struct Position {
    pub(super) pointer: String,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Report {
    pub(super) fn new(generated: &Generated, job: &RegenJob) -> Self {
        let before = generated.existing.get(SURFACE);
        let changes = before.map_or_else(Vec::new, |text| {
            let lines: Vec<String> = text.lines().map(str::to_owned).collect();
            compare(&lines, &generated.output.surface)
        });
        let pointers = changes
            .iter()
            .map(|change| pointer(generated, &change.item));
        let pointers: Vec<Option<&str>> = pointers.collect();
        let positions = Positions::find(&generated.text, pointers.iter().copied().flatten());
        let corrections = corrections::read_next_to(&job.document);
        let explained = changes
            .iter()
            .zip(&pointers)
            .map(|(change, pointer)| ExplainedChange {
                change: change.clone(),
                position: pointer.map(|pointer| position(&positions, pointer)),
                correction: pointer
                    .and_then(|pointer| corrections::find(&corrections, pointer).cloned()),
            });
        Self {
            document: job.document_name.clone(),
            folder: job.folder_name.clone(),
            operations: generated.output.operations,
            types: generated.output.schemas,
            unused: generated.output.unused_schemas.clone(),
            is_new: before.is_none(),
            changes: explained.collect(),
            warnings: warnings::locate(&generated.output.warnings, &generated.text),
            applied_actions: generated.output.applied_actions.clone(),
        }
    }

    /// Returns the most severe change for code.
    pub(super) fn code(&self) -> CodeImpact {
        let impacts = self.changes.iter().map(|explained| explained.change.code);
        impacts.max().unwrap_or_default()
    }

    /// Returns the most severe change of requests and responses.
    pub(super) fn wire(&self) -> WireImpact {
        let impacts = self.changes.iter().map(|explained| explained.change.wire);
        impacts.max().unwrap_or_default()
    }

    /// Describes the change for the client's users.
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
    pub(super) fn overlay_lines(&self) -> Vec<String> {
        let line = |action: &AppliedAction| {
            let reason = match action.reason.as_str() {
                "" => "no reason is given",
                reason => reason,
            };
            let AppliedAction {
                overlay,
                line,
                target,
                ..
            } = action;
            let matches = count(action.matches, "location");
            format!("{overlay}:{line}: {target} ({matches}): {reason}")
        };
        self.applied_actions.iter().map(line).collect()
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
fn pointer<'g>(generated: &'g Generated, item: &str) -> Option<&'g str> {
    let pointers = &generated.output.pointers;
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

fn position(positions: &Positions, pointer: &str) -> Position {
    let (line, column) = positions.line_and_column(pointer);
    Position {
        pointer: pointer.to_owned(),
        line,
        column,
    }
}
