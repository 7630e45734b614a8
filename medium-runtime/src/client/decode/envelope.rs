//! Reads a value out of its envelope.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor,
};

/// Reads a `T`, out of its envelope if it has one.
pub(crate) struct Enveloped<T> {
    key: Option<&'static str>,
    value: PhantomData<T>,
}

impl<T> Enveloped<T> {
    pub(crate) fn new(key: Option<&'static str>) -> Self {
        let value = PhantomData;
        Self { key, value }
    }
}

impl<'de, T: DeserializeOwned> DeserializeSeed<'de> for Enveloped<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        match self.key {
            Some(key) => deserializer.deserialize_map(Envelope::<T>(key, PhantomData)),
            None => T::deserialize(deserializer),
        }
    }
}

/// An object with a `T` under one key. Other keys are skipped.
struct Envelope<T>(&'static str, PhantomData<T>);

impl<'de, T: DeserializeOwned> Visitor<'de> for Envelope<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with the key `{}`", self.0)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut found = None;
        while let Some(is_it) = map.next_key_seed(KeyIs(self.0))? {
            if !is_it {
                map.next_value::<IgnoredAny>()?;
            } else if found.replace(map.next_value()?).is_some() {
                return Err(A::Error::duplicate_field(self.0));
            }
        }
        found.ok_or_else(|| A::Error::missing_field(self.0))
    }
}

/// Compares a key without copying it.
struct KeyIs(&'static str);

impl<'de> DeserializeSeed<'de> for KeyIs {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeyIs {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<bool, E> {
        Ok(key == self.0)
    }
}
