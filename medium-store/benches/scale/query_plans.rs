//! The index used by each frequent statement.

use crate::fill::FilledStore;

/// The statement's purpose, with its index, or the engine's plan if it uses none.
pub(crate) type Index = (&'static str, String);

pub(crate) async fn indexes(filled: &FilledStore) -> Vec<Index> {
    let plans = filled.store.query_plans(&filled.sample[0]).await.unwrap();
    plans
        .iter()
        .map(|plan| (plan.purpose, index(&plan.text)))
        .collect()
}

fn index(plan: &str) -> String {
    let other_words = ["INDEX", "COVERING"];
    let mut rest = plan.split_whitespace();
    let found = rest
        .by_ref()
        .any(|word| word.eq_ignore_ascii_case("using"))
        .then(|| rest.find(|word| !other_words.contains(word)))
        .flatten();
    found.map_or(plan.replace('\n', " "), |name| format!("`{name}`"))
}
