//! The words of a string, and what distinguishes strings with the same words.

use deunicode::deunicode_with_tofu;

/// Words for punctuation, for strings that only differ in it.
#[rustfmt::skip]
const PUNCTUATION: [(char, &str); 30] = [
    ('+', "plus"), ('-', "dash"), ('*', "star"), ('/', "slash"), ('\\', "backslash"), ('.', "dot"),
    (',', "comma"), (':', "colon"), (';', "semicolon"), ('!', "bang"), ('?', "question"),
    ('=', "equals"), ('<', "less"), ('>', "greater"), ('&', "and"), ('|', "or"), ('%', "percent"),
    ('$', "dollar"), ('#', "hash"), ('@', "at"), ('^', "caret"), ('~', "tilde"),
    ('(', "open"), (')', "close"), ('[', "from"), (']', "to"), ('{', "begin"), ('}', "end"),
    ('"', "quote"), ('\'', "tick"),
];

/// Returns the words of a string in ASCII: letters and digits, separated by spaces.
pub(super) fn words(text: &str) -> String {
    let plain = ascii(text).replace('\'', "");
    let signed = match plain.as_bytes() {
        [b'-', b'0'..=b'9', ..] => format!("minus {}", &plain[1..]),
        [b'+', b'0'..=b'9', ..] => format!("plus {}", &plain[1..]),
        _ => plain,
    };
    if signed.contains(|c: char| c.is_ascii_alphanumeric()) {
        let word = |c: char| if c.is_ascii_alphanumeric() { c } else { ' ' };
        return signed.chars().map(word).collect();
    }
    let spelled = words_with_punctuation(text);
    match spelled.trim() {
        "" if text.is_empty() => "empty".to_owned(),
        "" => format!("unnamed {}", hash(text)),
        _ => spelled,
    }
}

/// Returns the words of a string, including its punctuation.
pub(super) fn words_with_punctuation(text: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    let plain = ascii(text);
    let mut chars = plain.chars().peekable();
    while let Some(c) = chars.next() {
        let word = PUNCTUATION.iter().find(|(mark, _)| *mark == c);
        let digit = chars.peek().is_some_and(char::is_ascii_digit);
        match word {
            Some(('-', _)) if digit => out.push_str(" minus "),
            Some(('\'', _)) if before.is_alphanumeric() => {}
            Some((_, word)) => {
                out.push(' ');
                out.push_str(word);
                out.push(' ');
            }
            None if c == '_' && plain.chars().all(|c| c == '_') => out.push_str(" underscore "),
            None if c == ' ' && plain.chars().all(|c| c == ' ') => out.push_str(" space "),
            None if c.is_ascii_alphanumeric() => out.push(c),
            None => out.push(' '),
        }
        before = c;
    }
    out
}

pub(super) fn letter_case(text: &str) -> &'static str {
    let any = |test: fn(char) -> bool| text.contains(test);
    match (any(char::is_uppercase), any(char::is_lowercase)) {
        (true, false) => "upper",
        (false, _) => "lower",
        (true, true) if text.starts_with(char::is_uppercase) => "capital",
        (true, true) => "mixed",
    }
}

fn ascii(text: &str) -> String {
    if text.is_ascii() {
        text.to_owned()
    } else {
        deunicode_with_tofu(text, " ")
    }
}

/// Returns six letters from a hash of the whole text (FNV-1a), stable forever.
pub(super) fn hash(text: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        hash ^= u64::from(byte);
        hash = hash.wrapping_mul(0x0000_0100_0000_01b3);
    }
    let mut out = String::new();
    for _ in 0..6 {
        // Consonants only, to avoid words.
        out.push(char::from(b"bcdfghjklmnpqrstvwxz"[(hash % 20) as usize]));
        hash /= 20;
    }
    out
}
