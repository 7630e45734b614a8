//! Schemas of every type: the clients of the fixtures are called over TCP, and
//! requests and responses match the document.
#![deny(missing_docs)]
// Each test calls a part of it.
#![allow(dead_code)]

tests::clients! {
    all_of_narrows, unions, directions, extra_properties, discriminated_bases, formats, loose_schemas,
    three_states, value_enums
}

mod objects;
mod plain;
#[path = "../fixtures_over_tcp/server.rs"]
mod server;
mod union_types;

use server::start_server_and_client;
