//! The documentation is true: its commands, its links, and the files that it names.

mod commands;
mod links;
mod paths;
