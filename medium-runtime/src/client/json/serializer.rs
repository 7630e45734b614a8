//! Delegates everything to serde_json, except long strings.

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::buffer::JsonBuffer;

/// From this length, SIMD is faster.
const LONG_BYTES: usize = 128;
/// serde_json passes raw JSON as a string in structs with such names.
const PRIVATE: &str = "$serde_json::private::";

/// A serde_json serializer and its output; `None` inside raw JSON, which is not escaped.
pub(super) struct LongStringSerializer<'s, S> {
    inner: S,
    buffer: Option<&'s JsonBuffer>,
}

impl<'s, S> LongStringSerializer<'s, S> {
    pub(super) fn new(inner: S, buffer: &'s JsonBuffer) -> Self {
        let buffer = Some(buffer);
        Self { inner, buffer }
    }

    fn wrapped<'v, T: ?Sized>(&self, value: &'v T) -> Wrapped<'s, 'v, T> {
        let buffer = self.buffer;
        Wrapped { value, buffer }
    }
}

/// A value that is serialized in the same way.
struct Wrapped<'s, 'v, T: ?Sized> {
    value: &'v T,
    buffer: Option<&'s JsonBuffer>,
}

impl<T: Serialize + ?Sized> Serialize for Wrapped<'_, '_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let buffer = self.buffer;
        self.value.serialize(LongStringSerializer {
            inner: serializer,
            buffer,
        })
    }
}

/// Methods that only delegate.
macro_rules! pass {
    ($($method:ident($($name:ident: $ty:ty),*);)*) => {
        $(fn $method(self, $($name: $ty),*) -> Result<S::Ok, S::Error> {
            self.inner.$method($($name),*)
        })*
    };
}

/// Methods that start a compound value.
macro_rules! open {
    ($($method:ident($($name:ident: $ty:ty),*) -> $parts:ident;)*) => {
        $(fn $method(self, $($name: $ty),*) -> Result<Self::$parts, S::Error> {
            let buffer = self.buffer;
            Ok(LongStringSerializer { inner: self.inner.$method($($name),*)?, buffer })
        })*
    };
}

impl<'s, S: Serializer> Serializer for LongStringSerializer<'s, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = LongStringSerializer<'s, S::SerializeSeq>;
    type SerializeTuple = LongStringSerializer<'s, S::SerializeTuple>;
    type SerializeTupleStruct = LongStringSerializer<'s, S::SerializeTupleStruct>;
    type SerializeTupleVariant = LongStringSerializer<'s, S::SerializeTupleVariant>;
    type SerializeMap = LongStringSerializer<'s, S::SerializeMap>;
    type SerializeStruct = LongStringSerializer<'s, S::SerializeStruct>;
    type SerializeStructVariant = LongStringSerializer<'s, S::SerializeStructVariant>;

    fn serialize_str(self, text: &str) -> Result<S::Ok, S::Error> {
        match self.buffer {
            Some(buffer) if text.len() >= LONG_BYTES => {
                buffer.open_string(text);
                self.inner.serialize_str("")
            }
            _ => self.inner.serialize_str(text),
        }
    }

    pass! {
        serialize_bool(value: bool);
        serialize_i8(value: i8);
        serialize_i16(value: i16);
        serialize_i32(value: i32);
        serialize_i64(value: i64);
        serialize_i128(value: i128);
        serialize_u8(value: u8);
        serialize_u16(value: u16);
        serialize_u32(value: u32);
        serialize_u64(value: u64);
        serialize_u128(value: u128);
        serialize_f32(value: f32);
        serialize_f64(value: f64);
        serialize_char(value: char);
        serialize_bytes(value: &[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(name: &'static str);
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str);
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        let value = self.wrapped(value);
        self.inner.serialize_some(&value)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let value = self.wrapped(value);
        self.inner.serialize_newtype_struct(name, &value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let value = self.wrapped(value);
        self.inner
            .serialize_newtype_variant(name, index, variant, &value)
    }

    open! {
        serialize_seq(length: Option<usize>) -> SerializeSeq;
        serialize_tuple(length: usize) -> SerializeTuple;
        serialize_tuple_struct(name: &'static str, length: usize) -> SerializeTupleStruct;
        serialize_tuple_variant(
            name: &'static str, index: u32, variant: &'static str, length: usize
        ) -> SerializeTupleVariant;
        serialize_map(length: Option<usize>) -> SerializeMap;
        serialize_struct_variant(
            name: &'static str, index: u32, variant: &'static str, length: usize
        ) -> SerializeStructVariant;
    }

    fn serialize_struct(
        self,
        name: &'static str,
        length: usize,
    ) -> Result<Self::SerializeStruct, S::Error> {
        let buffer = self.buffer.filter(|_| !name.starts_with(PRIVATE));
        let inner = self.inner.serialize_struct(name, length)?;
        Ok(LongStringSerializer { inner, buffer })
    }
}

/// The traits of compound values.
macro_rules! parts {
    ($($parts:ident, $method:ident $(, $key:ident)?;)*) => {
        $(impl<S: $parts> $parts for LongStringSerializer<'_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn $method<T: Serialize + ?Sized>(
                &mut self,
                $($key: &'static str,)?
                value: &T,
            ) -> Result<(), S::Error> {
                let value = self.wrapped(value);
                self.inner.$method($($key,)? &value)
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.inner.end()
            }
        })*
    };
}

parts! {
    SerializeSeq, serialize_element;
    SerializeTuple, serialize_element;
    SerializeTupleStruct, serialize_field;
    SerializeTupleVariant, serialize_field;
    SerializeStruct, serialize_field, key;
    SerializeStructVariant, serialize_field, key;
}

impl<S: SerializeMap> SerializeMap for LongStringSerializer<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    /// Keys are short, so they are not handled here.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        self.inner.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        let value = self.wrapped(value);
        self.inner.serialize_value(&value)
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.inner.end()
    }
}
