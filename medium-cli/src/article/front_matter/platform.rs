//! A key `medium`: some tools keep there what is meant for Medium alone. It is not read, and must not be
//! overheard, since it may say that the article is a draft, or not for Medium at all.

use super::{Entry, Problem, Value, normalized};

/// Refuses what such a key may say.
pub(super) fn refuse(entries: &[Entry]) -> Result<(), Vec<Problem>> {
    let entry = entries
        .iter()
        .find(|entry| normalized(&entry.key) == "medium");
    let problem = entry.and_then(|entry| match &*entry.value {
        Value::Nested => Some(entry.problem(
            "keys within keys are not read, and may say who is to see it; write them at the top, \
             such as `status: draft`",
        )),
        Value::Text(text)
            if ["false", "no", "off", "skip"].contains(&text.to_lowercase().as_str()) =>
        {
            Some(
                entry.problem(
                    "this says that it is not meant for Medium; take the line out if it is",
                ),
            )
        }
        _ => None,
    });
    problem.map_or(Ok(()), |problem| Err(vec![problem]))
}
