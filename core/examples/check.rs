//! Checks documents: `cargo run --example check FILE…`.

use bangfu::document::{Limits, check};

fn main() -> std::io::Result<()> {
    for file in std::env::args().skip(1) {
        let checked = check(&std::fs::read(&file)?, &Limits::default());
        println!("{file}: {} errors\n{}", checked.errors.iter().count(), checked.errors);
        for warning in &checked.warnings {
            println!("{}:{} {}: {}", warning.line, warning.column, warning.pointer, warning.error);
        }
    }
    Ok(())
}
