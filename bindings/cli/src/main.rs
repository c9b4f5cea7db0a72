//! The command line of bangfu.

fn main() {}
