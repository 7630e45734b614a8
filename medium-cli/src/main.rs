//! The command `medium`.

fn main() {}
