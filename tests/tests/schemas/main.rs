//! Schemas of every type: the clients of the fixtures are called over TCP, and
//! requests and responses match the document.
#![deny(missing_docs)]
// Each test calls a part of it.
#![allow(dead_code)]

include!(concat!(env!("OUT_DIR"), "/all_of_narrows/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/choices/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/directions/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/extra_properties/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/families/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/formats/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/loose_schemas/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/recursion/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/three_states/tested.rs"));
include!(concat!(env!("OUT_DIR"), "/value_enums/tested.rs"));

mod choosing;
mod objects;
mod plain;
#[path = "../foreign/server.rs"]
mod server;

use server::started;
