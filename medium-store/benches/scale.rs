//! What a store costs.

fn main() {}
