//! Values of statements and columns of rows, for both engines.

use crate::Error;

/// A value of a statement. An absent value has a type as well, which PostgreSQL requires.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(Some(value.to_owned()))
    }
}

impl From<Option<Vec<u8>>> for Value {
    fn from(value: Option<Vec<u8>>) -> Self {
        Self::Bytes(value)
    }
}

/// Rejects values that only one of the engines can store, so that both behave the same.
pub(super) fn check(operation: &'static str, values: &[Value]) -> Result<(), Error> {
    for value in values {
        if let Value::Text(Some(text)) = value
            && text.contains('\0')
        {
            return Err(Error::Nul {
                operation,
                text: text.chars().take(100).collect(),
            });
        }
    }
    Ok(())
}

/// A column of a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// The columns of a row, in the statement's order.
#[derive(Debug)]
pub(crate) struct Row(pub(super) Vec<Cell>);

impl Row {
    pub(crate) fn int(&self, column: usize) -> Result<i64, Error> {
        self.maybe_int(column)?
            .ok_or_else(|| unexpected_column(column))
    }

    pub(crate) fn maybe_int(&self, column: usize) -> Result<Option<i64>, Error> {
        match self.0.get(column) {
            Some(Cell::Int(value)) => Ok(Some(*value)),
            Some(Cell::Null) => Ok(None),
            _ => Err(unexpected_column(column)),
        }
    }

    pub(crate) fn text(&self, column: usize) -> Result<&str, Error> {
        self.maybe_text(column)?
            .ok_or_else(|| unexpected_column(column))
    }

    pub(crate) fn maybe_text(&self, column: usize) -> Result<Option<&str>, Error> {
        match self.0.get(column) {
            Some(Cell::Text(value)) => Ok(Some(value)),
            Some(Cell::Null) => Ok(None),
            _ => Err(unexpected_column(column)),
        }
    }

    pub(crate) fn bytes(&self, column: usize) -> Result<&[u8], Error> {
        self.maybe_bytes(column)?
            .ok_or_else(|| unexpected_column(column))
    }

    pub(crate) fn maybe_bytes(&self, column: usize) -> Result<Option<&[u8]>, Error> {
        match self.0.get(column) {
            Some(Cell::Bytes(value)) => Ok(Some(value)),
            Some(Cell::Null) => Ok(None),
            _ => Err(unexpected_column(column)),
        }
    }

    /// Returns the columns with text, separated by spaces.
    pub(crate) fn to_text(&self) -> String {
        let cells = self.0.iter().filter_map(|cell| match cell {
            Cell::Text(text) => Some(text.as_str()),
            _ => None,
        });
        cells.collect::<Vec<_>>().join(" ")
    }
}

fn unexpected_column(column: usize) -> Error {
    Error::Unreadable(format!("another type than expected in column {column}"))
}
