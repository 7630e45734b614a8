//! Identifiers in Medium's formats.

/// Returns random bytes as lower-case hex, for tokens, codes, secrets and post ids.
#[expect(
    clippy::expect_used,
    reason = "without random bytes, tokens could be guessed"
)]
pub(crate) fn random_hex(bytes: usize) -> String {
    let mut raw = vec![0; bytes];
    getrandom::getrandom(&mut raw).expect("the operating system provides random bytes");
    hex(&raw)
}

/// Returns the id of a demo user: 65 hex digits, the same in every sandbox.
pub(crate) fn user_id(username: &str) -> String {
    let digest = hex(&md5::compute(format!("user {username}")).0);
    format!("1{digest}{digest}")
}

/// Returns the id of a demo publication: 12 hex digits, the same in every sandbox.
pub(crate) fn publication_id(slug: &str) -> String {
    let digest = hex(&md5::compute(format!("publication {slug}")).0);
    digest.chars().take(12).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the title in a post's URL: `Liverpool FC!` becomes `liverpool-fc`.
pub(crate) fn slug(title: &str) -> String {
    let mut slug = String::new();
    for character in title.chars().take(80) {
        if character.is_alphanumeric() {
            slug.extend(character.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_letters_of_any_script() {
        assert_eq!(slug("Liverpool FC!"), "liverpool-fc");
        assert_eq!(slug("  ¿Qué tal?  "), "qué-tal");
        assert_eq!(slug("!!!"), "");
    }

    #[test]
    fn ids_have_mediums_lengths() {
        assert_eq!(user_id("demo").len(), 65);
        assert_eq!(publication_id("weekly").len(), 12);
        assert_eq!(random_hex(16).len(), 32);
    }
}
