// @generated from spec/sandbox.yaml by `cargo xtask regen`: edit the document, not this file.
//! The builder of the client.

use super::Client;
use medium_runtime::builder;

builder! {
    /// Builds a [`Client`]: sets its server, credentials, connection and timeouts.
    ///
    /// A credential is sent only with operations that need it, and only to their own server. The
    /// settings that all clients share are explained at [`Builder`](medium_runtime::Builder).
    pub struct Builder for Client;
}
