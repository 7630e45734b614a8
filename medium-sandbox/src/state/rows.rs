//! Converts entities to rows of the state file, and back.

use axum::body::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Error;

use super::database::Database;
use super::entities::{AccessToken, Authorization, Code, RateLimitWindow, StartInfo};
use super::table::Table;
use crate::{Application, Image, Post, Publication, User};

/// A row of the state file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Row {
    pub(crate) kind: String,
    pub(crate) key: String,
    /// The entity as JSON.
    pub(crate) body: String,
    /// The bytes of an image, which JSON would make larger.
    pub(crate) bytes: Option<Bytes>,
}

/// A change to the state file.
pub(crate) enum Change {
    Put(Row),
    Delete {
        kind: &'static str,
        key: String,
    },
    /// Deletes all rows.
    Clear,
}

/// An entity that can be saved.
trait Entity: Serialize + DeserializeOwned {
    /// The value of the column `kind`. Must never change, even if the type is renamed.
    const KIND: &'static str;

    fn bytes(&self) -> Option<Bytes> {
        None
    }

    fn set_bytes(&mut self, _bytes: Bytes) {}
}

macro_rules! entities {
    ($($entity:ty: $kind:literal),*) => {
        $(impl Entity for $entity {
            const KIND: &'static str = $kind;
        })*
    };
}

entities! {
    User: "user",
    Publication: "publication",
    Post: "post",
    Application: "application",
    AccessToken: "access_token",
    Authorization: "refresh_token",
    Code: "code",
    RateLimitWindow: "publishing",
    StartInfo: "start"
}

impl Entity for Image {
    const KIND: &'static str = "image";

    fn bytes(&self) -> Option<Bytes> {
        Some(self.bytes.clone())
    }

    fn set_bytes(&mut self, bytes: Bytes) {
        self.bytes = bytes;
    }
}

/// A table of any entity type, for the state file.
trait SavedTable {
    fn kind(&self) -> &'static str;
    fn load(&mut self, row: Row) -> Result<(), Error>;
    fn serialize_changes(&mut self, changes: &mut Vec<Change>) -> Result<(), Error>;
    fn mark_all_changed(&mut self);
    fn discard_changes(&mut self);
}

impl<V: Entity> SavedTable for Table<V> {
    fn kind(&self) -> &'static str {
        V::KIND
    }

    fn load(&mut self, row: Row) -> Result<(), Error> {
        let mut value: V = serde_json::from_str(&row.body)?;
        if let Some(bytes) = row.bytes {
            value.set_bytes(bytes);
        }
        Table::load(self, row.key, value);
        Ok(())
    }

    fn serialize_changes(&mut self, changes: &mut Vec<Change>) -> Result<(), Error> {
        for (key, value) in self.take_changes() {
            changes.push(match value {
                None => Change::Delete { kind: V::KIND, key },
                Some(value) => Change::Put(Row {
                    kind: V::KIND.to_owned(),
                    key,
                    body: serde_json::to_string(value)?,
                    bytes: value.bytes(),
                }),
            });
        }
        Ok(())
    }

    fn mark_all_changed(&mut self) {
        Table::mark_all_changed(self);
    }

    fn discard_changes(&mut self) {
        Table::discard_changes(self);
    }
}

impl Database {
    /// Returns the tables that the state file contains.
    fn tables(&mut self) -> [&mut dyn SavedTable; 10] {
        [
            &mut self.start,
            &mut self.users,
            &mut self.publications,
            &mut self.applications,
            &mut self.access_tokens,
            &mut self.refresh_tokens,
            &mut self.codes,
            &mut self.rate_limits,
            &mut self.images,
            &mut self.posts,
        ]
    }

    /// Returns the changes since the last call.
    pub(crate) fn take_changes(&mut self) -> Result<Vec<Change>, Error> {
        let mut changes = Vec::new();
        for table in self.tables() {
            table.serialize_changes(&mut changes)?;
        }
        Ok(changes)
    }

    /// Loads a row. Ignores rows of an unknown type.
    pub(crate) fn load(&mut self, row: Row) -> Result<(), Error> {
        let mut tables = self.tables().into_iter();
        match tables.find(|table| table.kind() == row.kind) {
            Some(table) => table.load(row),
            None => Ok(()),
        }
    }

    /// Marks every entity as changed, so the next save writes all of them.
    pub(crate) fn mark_all_changed(&mut self) {
        for table in self.tables() {
            table.mark_all_changed();
        }
    }

    /// Discards the changes: they are not written to the state file.
    pub(crate) fn discard_changes(&mut self) {
        for table in self.tables() {
            table.discard_changes();
        }
    }
}
