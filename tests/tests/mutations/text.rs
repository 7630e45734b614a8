//! Mutations of a document's text: the result is mostly invalid YAML.

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

/// Makes a few changes to `text`, at character boundaries.
pub(crate) fn mutate(text: &str, random: &mut StdRng) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..random.random_range(1..=4) {
        let length = chars.len().max(1);
        let start = random.random_range(0..length).min(chars.len());
        let end = (start + random.random_range(1..=20)).min(chars.len());
        match random.random_range(0..6) {
            0 => {
                chars.drain(start..end);
            }
            1 => {
                let copied = chars[start..end].to_vec();
                let to = random.random_range(0..length).min(chars.len());
                chars.splice(to..to, copied);
            }
            2 => chars.truncate(start),
            3 => chars.insert(start, unusual_char(random)),
            4 if start < chars.len() => chars[start] = unusual_char(random),
            _ => {
                let line = [
                    "\n", "\n- ", "\n? ", ": ", "&a ", "*a", "!!str ", "|\n", "<<: *a\n",
                ];
                let line = line.choose(random).copied().unwrap_or("\n");
                chars.splice(start..start, line.chars());
            }
        }
    }
    chars.into_iter().collect()
}

fn unusual_char(random: &mut StdRng) -> char {
    let all: Vec<char> = "{}[]:,\"'\\#&*!|>%@`-?\n\t\r \0\u{feff}\u{85}\u{2028}é🦀0aZ~"
        .chars()
        .collect();
    all.choose(random).copied().unwrap_or(' ')
}
