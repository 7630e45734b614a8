// @generated from spec/medium.yaml by `cargo xtask regen`: edit the document, not this file.
//! The builder of the client: where it goes, and with which credentials.

use super::Client;
use medium_runtime::builder;

builder! {
    /// Sets up a [`Client`]: where it goes, and with which credentials. Each goes with the calls
    /// that need it, to the operation's own server alone.
    ///
    /// It is a [`Builder`](medium_runtime::Builder), where proxies, certificates and limits of time
    /// are explained.
    pub struct Builder for Client, with token;
}
