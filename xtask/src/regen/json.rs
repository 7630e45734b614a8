//! The report as JSON.

use serde_json::{Value, json};

use super::report::{ExplainedChange, Report};

pub(super) fn json(report: &Report) -> String {
    format!("{:#}\n", value(report))
}

pub(super) fn value(report: &Report) -> Value {
    let changes: Vec<Value> = report.changes.iter().map(change).collect();
    let actions = report.applied_actions.iter().map(|action| {
        json!({
            "overlay": action.overlay,
            "line": action.line,
            "target": action.target,
            "matches": action.matches,
            "reason": action.reason,
        })
    });
    json!({
        "document": report.document,
        "folder": report.folder,
        "operations": report.operations,
        "types": report.types,
        "unused": report.unused,
        "new": report.is_new,
        "code": report.code().as_str(),
        "wire": report.wire().as_str(),
        "changes": changes,
        "overlayActions": actions.collect::<Vec<_>>(),
        "warnings": report.warnings,
    })
}

fn change(explained: &ExplainedChange) -> Value {
    let change = &explained.change;
    json!({
        "item": change.item,
        "code": change.code.as_str(),
        "wire": change.wire.as_str(),
        "before": change.before,
        "after": change.after,
        "document": explained.position.as_ref().map(|position| json!({
            "pointer": position.pointer,
            "line": position.line,
            "column": position.column,
        })),
        "correction": explained.correction.as_ref().map(|correction| json!({
            "pointer": correction.pointer,
            "reason": correction.reason,
            "evidence": correction.evidence,
            "certainty": correction.certainty,
        })),
    })
}
