//! The words of a key, however they are joined.

/// `article_status`, `article-status` and `articleStatus` are the words `article` and `status`.
pub(super) fn of(key: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_lower = false;
    let mut is_new = true;
    for c in key.chars() {
        if matches!(c, '_' | '-' | ' ' | '.' | ':' | '/') {
            is_new = true;
            continue;
        }
        is_new |= was_lower && c.is_uppercase();
        was_lower = c.is_lowercase();
        match words.last_mut() {
            Some(word) if !is_new => word.extend(c.to_lowercase()),
            _ => words.push(c.to_lowercase().collect()),
        }
        is_new = false;
    }
    words
}
