//! Which index the engine takes for what is asked most often.

use crate::fill::FilledStore;

/// What is asked, and the index, or the engine's words where it takes none.
pub(crate) type Index = (&'static str, String);

pub(crate) async fn indexes(filled: &FilledStore) -> Vec<Index> {
    let plans = filled.store.query_plans(&filled.sample[0]).await;
    let plans = plans.expect("explained");
    plans
        .iter()
        .map(|plan| (plan.purpose, index(&plan.text)))
        .collect()
}

fn index(words: &str) -> String {
    let skipped = ["INDEX", "COVERING"];
    let mut rest = words.split_whitespace();
    let found = rest
        .by_ref()
        .any(|word| word.eq_ignore_ascii_case("using"))
        .then(|| rest.find(|word| !skipped.contains(word)))
        .flatten();
    found.map_or(words.replace('\n', " "), |name| format!("`{name}`"))
}
