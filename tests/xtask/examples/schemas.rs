//! Writes the JSON Schemas of the documents into the folder given.

use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .ok_or_else(|| io::Error::other("usage: schemas FOLDER"))?;
    fs::create_dir_all(&folder)?;
    for (name, text) in bangfu::document::schemas() {
        fs::write(folder.join(name).with_extension("json"), text)?;
    }
    Ok(())
}
