//! Reads the headers of a response as a struct with a field per header.

use reqwest::header::HeaderMap;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

type Problem = de::value::Error;

/// Reads an `H` with a field per header, in lower case. Headers that aren't text are skipped.
pub(crate) fn read<H: DeserializeOwned>(headers: &HeaderMap) -> Result<H, String> {
    let fields = headers.keys().filter_map(|name| {
        // A repeated header is a list (RFC 9110, section 5.3).
        let values: Vec<&str> = headers
            .get_all(name)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .collect();
        (!values.is_empty()).then(|| (name.as_str(), Text(values.join(", "))))
    });
    H::deserialize(MapDeserializer::<_, Problem>::new(fields)).map_err(|error| error.to_string())
}

/// The text of a header, parsed as the requested type.
struct Text(String);

impl<'de> IntoDeserializer<'de, Problem> for Text {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Parses a plain value by its `FromStr`.
macro_rules! parsed {
    ($($method:ident => $visit:ident,)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
            match self.0.trim().parse() {
                Ok(value) => visitor.$visit(value),
                Err(_) => visitor.visit_string(self.0),
            }
        })*
    };
}

impl<'de> Deserializer<'de> for Text {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_string(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        let items = self
            .0
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty());
        let items = items.map(|item| Self(item.to_owned()));
        visitor.visit_seq(SeqDeserializer::new(items))
    }

    parsed! {
        deserialize_bool => visit_bool,
        deserialize_i8 => visit_i8,
        deserialize_i16 => visit_i16,
        deserialize_i32 => visit_i32,
        deserialize_i64 => visit_i64,
        deserialize_u8 => visit_u8,
        deserialize_u16 => visit_u16,
        deserialize_u32 => visit_u32,
        deserialize_u64 => visit_u64,
        deserialize_f32 => visit_f32,
        deserialize_f64 => visit_f64,
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct
        enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    struct Limits {
        x_left: u32,
        x_share: Option<f64>,
        x_open: Option<bool>,
        location: Option<url::Url>,
        #[serde(default)]
        link: Vec<String>,
    }

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = pairs.iter().map(|(name, value)| {
            let name = reqwest::header::HeaderName::from_static(name);
            (name, reqwest::header::HeaderValue::from_static(value))
        });
        let mut map = HeaderMap::new();
        for (name, value) in pairs {
            map.append(name, value);
        }
        map
    }

    #[test]
    fn reads_headers_as_numbers_flags_urls_and_lists() {
        let read_headers = read::<Limits>(&headers(&[
            ("x-left", "7"),
            ("x-share", "0.5"),
            ("x-open", "true"),
            ("location", "https://bells.example/1"),
            ("link", "a, b"),
            ("link", "c"),
            ("x-other", "?"),
        ]));
        let read_headers = read_headers.unwrap();
        assert_eq!(
            (
                read_headers.x_left,
                read_headers.x_share,
                read_headers.x_open
            ),
            (7, Some(0.5), Some(true))
        );
        assert_eq!(read_headers.location.unwrap().path(), "/1");
        assert_eq!(read_headers.link, ["a", "b", "c"]);
    }

    #[test]
    fn rejects_missing_and_invalid_headers() {
        assert_eq!(
            read::<Limits>(&headers(&[])).unwrap_err(),
            "missing field `x-left`"
        );
        let error = read::<Limits>(&headers(&[("x-left", "many")])).unwrap_err();
        assert!(error.contains("u32"), "{error}");
    }
}
