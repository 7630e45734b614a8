//! YAML front matter.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, Spanned};

use super::{Complaint, Kind, Value, Values, is_entry, keys};

pub(super) fn read(yaml: &str) -> Result<Values, Complaint> {
    // The line break stands for the opening `---`, so that lines are the file's.
    let values = serde_saphyr::from_str::<Option<Mapping>>(&format!("\n{yaml}"));
    match values {
        Ok(mapping) => Ok(mapping.map(|Mapping(values)| values).unwrap_or_default()),
        Err(error) => Err(complaint(yaml, &error)),
    }
}

/// The known keys of a YAML mapping.
struct Mapping(Values);

impl<'de> Deserialize<'de> for Mapping {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MappingVisitor)
    }
}

struct MappingVisitor;

impl<'de> Visitor<'de> for MappingVisitor {
    type Value = Mapping;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("lines of `key: value`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Mapping, A::Error> {
        let mut values = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            match keys::known(&name) {
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
                Some("tags") => {
                    if let Some(tags) = map.next_value::<Option<Spanned<Tags>>>()? {
                        values.push(("tags", value(tags.defined, tags.value.0)));
                    }
                }
                // Asked for as text, a number comes as it is written: a title may be one.
                Some(key) => {
                    if let Some(text) = map.next_value::<Option<Spanned<String>>>()? {
                        values.push((key, value(text.defined, Kind::Text(text.value))));
                    }
                }
            }
        }
        Ok(Mapping(values))
    }
}

/// Tags as a list, or as one line with commas.
struct Tags(Kind);

impl<'de> Deserialize<'de> for Tags {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TagsVisitor)
    }
}

struct TagsVisitor;

impl<'de> Visitor<'de> for TagsVisitor {
    type Value = Tags;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of tags, such as [football, sport]")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Tags, E> {
        Ok(Tags(Kind::Text(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tags, A::Error> {
        let mut tags = Vec::new();
        while let Some(tag) = list.next_element()? {
            tags.push(tag);
        }
        Ok(Tags(Kind::List(tags)))
    }
}

fn place(location: Location) -> (usize, usize) {
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).max(1);
    (number(location.line()), number(location.column()))
}

fn value(location: Location, kind: Kind) -> Value {
    let (line, column) = place(location);
    Value { kind, line, column }
}

/// A complaint of the YAML library, with the key of the line that it is about.
fn complaint(yaml: &str, error: &serde_saphyr::Error) -> Complaint {
    let (line, column) = place(error.location().unwrap_or(Location::UNKNOWN));
    let said = error.without_snippet().to_string();
    // The place stands before the message already.
    let place = format!(" at line {line}, column {column}");
    let said = said.strip_suffix(&place).unwrap_or(&said);
    let said = in_plain_words(said);
    let about = yaml.lines().nth(line.saturating_sub(2)).unwrap_or_default();
    let message = match about.split_once(':') {
        Some((key, _)) if is_entry(about, ':') && !said.ends_with(UNCLOSED) => {
            format!("{key}: {said}")
        }
        _ => said,
    };
    Complaint {
        line,
        column,
        message,
    }
}

/// The complaint is about what stands above the line that it names.
const UNCLOSED: &str = "a text in quotes that begins above is not closed; add the quote";

/// The YAML library speaks to programmers; these are its commonest complaints to writers.
fn in_plain_words(said: &str) -> String {
    if said.starts_with("duplicate mapping key") {
        return "stands here a second time; keep one".into();
    }
    if said == "expected mapping start" {
        return "expected lines of `key: value`; to begin with a rule, write `***`".into();
    }
    if said == "invalid indentation in multiline quoted scalar" {
        return UNCLOSED.into();
    }
    said.replace("string scalar", "text")
}
