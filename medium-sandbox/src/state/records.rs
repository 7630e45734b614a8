//! How the world's records become rows of a state file, and the other way round.

use axum::body::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Error;

use super::credentials::{Code, Grant, RefreshGrant};
use super::model::{Application, Image, Post, Publication, User};
use super::publishing::Window;
use super::table::Table;
use super::world::{Start, World};

/// A row of the state file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Row {
    pub(crate) kind: String,
    pub(crate) key: String,
    /// The record as JSON.
    pub(crate) body: String,
    /// What JSON would make larger: an image's bytes.
    pub(crate) bytes: Option<Bytes>,
}

/// One thing to be done to the state file.
pub(crate) enum Change {
    Put(Row),
    Delete {
        kind: &'static str,
        key: String,
    },
    /// Everything goes.
    Clear,
}

/// A record that can be kept.
trait Record: Serialize + DeserializeOwned {
    /// Names the kind in the state file. Never changes.
    const KIND: &'static str;

    fn bytes(&self) -> Option<Bytes> {
        None
    }

    fn set_bytes(&mut self, _bytes: Bytes) {}
}

impl Record for User {
    const KIND: &'static str = "user";
}

impl Record for Publication {
    const KIND: &'static str = "publication";
}

impl Record for Post {
    const KIND: &'static str = "post";
}

impl Record for Application {
    const KIND: &'static str = "application";
}

impl Record for Grant {
    const KIND: &'static str = "access_token";
}

impl Record for RefreshGrant {
    const KIND: &'static str = "refresh_token";
}

impl Record for Code {
    const KIND: &'static str = "code";
}

impl Record for Window {
    const KIND: &'static str = "publishing";
}

impl Record for Start {
    const KIND: &'static str = "start";
}

impl Record for Image {
    const KIND: &'static str = "image";

    fn bytes(&self) -> Option<Bytes> {
        Some(self.bytes.clone())
    }

    fn set_bytes(&mut self, bytes: Bytes) {
        self.bytes = bytes;
    }
}

impl World {
    /// What has to be done to the state file since the last time.
    pub(crate) fn take_changes(&mut self) -> Result<Vec<Change>, Error> {
        let mut changes = Vec::new();
        drain(&mut self.start, &mut changes)?;
        drain(&mut self.users, &mut changes)?;
        drain(&mut self.publications, &mut changes)?;
        drain(&mut self.applications, &mut changes)?;
        drain(&mut self.access_tokens, &mut changes)?;
        drain(&mut self.refresh_tokens, &mut changes)?;
        drain(&mut self.codes, &mut changes)?;
        drain(&mut self.publishing, &mut changes)?;
        drain(&mut self.images, &mut changes)?;
        drain(&mut self.posts, &mut changes)?;
        Ok(changes)
    }

    /// Takes up a row. One of a kind that is not known is left alone.
    pub(crate) fn load(&mut self, row: Row) -> Result<(), Error> {
        match row.kind.as_str() {
            Start::KIND => take_up(&mut self.start, row),
            User::KIND => take_up(&mut self.users, row),
            Publication::KIND => take_up(&mut self.publications, row),
            Application::KIND => take_up(&mut self.applications, row),
            Grant::KIND => take_up(&mut self.access_tokens, row),
            RefreshGrant::KIND => take_up(&mut self.refresh_tokens, row),
            Code::KIND => take_up(&mut self.codes, row),
            Window::KIND => take_up(&mut self.publishing, row),
            Image::KIND => take_up(&mut self.images, row),
            Post::KIND => take_up(&mut self.posts, row),
            _ => Ok(()),
        }
    }

    /// Notes every record as changed, for a state file that has none of them.
    pub(crate) fn touch_all(&mut self) {
        self.start.touch_all();
        self.users.touch_all();
        self.publications.touch_all();
        self.applications.touch_all();
        self.access_tokens.touch_all();
        self.refresh_tokens.touch_all();
        self.codes.touch_all();
        self.publishing.touch_all();
        self.images.touch_all();
        self.posts.touch_all();
    }

    /// For a sandbox without a state file.
    pub(crate) fn forget_changes(&mut self) {
        self.start.forget_changes();
        self.users.forget_changes();
        self.publications.forget_changes();
        self.applications.forget_changes();
        self.access_tokens.forget_changes();
        self.refresh_tokens.forget_changes();
        self.codes.forget_changes();
        self.publishing.forget_changes();
        self.images.forget_changes();
        self.posts.forget_changes();
    }
}

fn drain<V: Record>(table: &mut Table<V>, changes: &mut Vec<Change>) -> Result<(), Error> {
    for (key, value) in table.take_changes() {
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

fn take_up<V: Record>(table: &mut Table<V>, row: Row) -> Result<(), Error> {
    let mut value: V = serde_json::from_str(&row.body)?;
    if let Some(bytes) = row.bytes {
        value.set_bytes(bytes);
    }
    table.load(row.key, value);
    Ok(())
}
