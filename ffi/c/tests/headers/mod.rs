//! How a header is made of the sources of its crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A header and the crate that it is made of.
pub(crate) struct Header {
    /// Its name without the ending, which its `.head.h` and `.tail.h` share.
    pub(crate) name: &'static str,
    /// The package, whose test `header` writes it.
    pub(crate) package: &'static str,
    /// Where the sources of the package are.
    pub(crate) sources: PathBuf,
    /// Its chapters: title, and the sources whose functions it holds.
    pub(crate) chapters: &'static [(&'static str, &'static [&'static str])],
}

/// A path below ffi/c.
pub(crate) fn ffi_c(path: &str) -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let here = package.ancestors().find(|folder| folder.ends_with("ffi/c"));
    here.unwrap().join(path)
}

impl Header {
    /// Fails when what is committed is not what the sources say; writes it
    /// where that is asked for.
    pub(crate) fn is_fresh(&self) {
        let fresh = self.fresh();
        if std::env::var_os("BANGFU_WRITE").is_some() {
            fs::write(self.path(), &fresh).unwrap();
        }
        assert!(
            self.committed() == fresh,
            "{}.h is stale: run `BANGFU_WRITE=1 cargo test -p {} --test header`",
            self.name,
            self.package
        );
    }

    /// Fails when a function of the sources is missing in the header, or when
    /// fewer than `least` were found at all.
    pub(crate) fn has_every_function(&self, least: usize) {
        let header = self.committed();
        let mut names = BTreeSet::new();
        for entry in fs::read_dir(&self.sources).unwrap() {
            let text = fs::read_to_string(entry.unwrap().path()).unwrap();
            let found = text.split("extern \"C\" fn bf_").skip(1);
            names.extend(found.map(|rest| format!("bf_{}", rest.split('(').next().unwrap())));
        }
        assert!(names.len() >= least, "{}", names.len());
        for name in names {
            let declared = [format!(" {name}("), format!("*{name}(")];
            assert!(
                declared.iter().any(|name| header.contains(name)),
                "{name} is not in {}.h",
                self.name
            );
        }
    }

    /// What is committed.
    pub(crate) fn committed(&self) -> String {
        fs::read_to_string(self.path()).unwrap_or_default()
    }

    fn path(&self) -> PathBuf {
        ffi_c(&format!("include/{}.h", self.name))
    }

    fn part(&self, part: &str) -> String {
        fs::read_to_string(ffi_c(&format!("include/{}.{part}.h", self.name))).unwrap()
    }

    fn source(&self, source: &str) -> PathBuf {
        self.sources.join(format!("{source}.rs"))
    }

    /// The header as the sources say it should be.
    fn fresh(&self) -> String {
        let mut text = self.part("head");
        for (part, value) in [
            ("@VERSION@", env!("CARGO_PKG_VERSION")),
            ("@MAJOR@", env!("CARGO_PKG_VERSION_MAJOR")),
            ("@MINOR@", env!("CARGO_PKG_VERSION_MINOR")),
            ("@PATCH@", env!("CARGO_PKG_VERSION_PATCH")),
        ] {
            text = text.replace(part, value);
        }
        let (types, others): (Vec<String>, Vec<String>) =
            items(&self.generated()).partition(|item| code(item).starts_with("typedef"));
        types.iter().for_each(|item| push(&mut text, item));
        let mut placed = 0;
        for (title, sources) in self.chapters {
            let rule = "-".repeat(72 - title.len());
            text.push_str(&format!("\n/* {title} {rule} */\n"));
            for source in *sources {
                let source = fs::read_to_string(self.source(source)).unwrap();
                let here = |item: &&String| source.contains(&declared(item));
                for item in others.iter().filter(here) {
                    push(&mut text, item);
                    placed += 1;
                }
            }
        }
        assert_eq!(placed, others.len(), "an item of no chapter, or of two");
        text.push('\n');
        text.push_str(&self.part("tail"));
        text
    }

    /// What cbindgen makes of the sources.
    fn generated(&self) -> String {
        let config = cbindgen::Config::from_file(ffi_c("cbindgen.toml")).unwrap();
        let mut builder = cbindgen::Builder::new().with_config(config);
        for source in self.chapters.iter().flat_map(|(_, sources)| *sources) {
            builder = builder.with_src(self.source(source));
        }
        let mut bytes = Vec::new();
        builder.generate().unwrap().write(&mut bytes);
        String::from_utf8(bytes).unwrap()
    }
}

/// A function stands apart; constants stand together, with comments in short.
fn push(text: &mut String, item: &str) {
    let constant = code(item).starts_with('#');
    let after_constant = text.lines().next_back();
    if !constant || !after_constant.is_some_and(|line| line.starts_with("#define BF_")) {
        text.push('\n');
    }
    if constant {
        let short = item.replacen("/**\n *", "/**", 1);
        text.push_str(&short.replacen("\n */", " */", 1));
    } else {
        text.push_str(item);
    }
    text.push('\n');
}

/// The declarations, each with its comment.
fn items(body: &str) -> impl Iterator<Item = String> {
    let blocks = body.split("\n\n").map(str::trim);
    blocks
        .filter(|block| block.starts_with("/**"))
        .map(str::to_owned)
}

/// An item without its comment.
fn code(item: &str) -> &str {
    item.split_once("*/").unwrap().1.trim()
}

/// How the item is declared in the sources.
fn declared(item: &str) -> String {
    let code = code(item);
    if let Some(rest) = code.strip_prefix("#define ") {
        let name = rest.split(' ').next().unwrap();
        return format!("pub const {name}:");
    }
    let name = code.split('(').next().unwrap();
    let name = name.rsplit([' ', '*']).next().unwrap();
    format!("extern \"C\" fn {name}(")
}

/// A row of `errors!` is a line `1206 UnknownValue "UNKNOWN_VALUE" …`; those of
/// the allocator stand in tuples: a line `3001,` and a line `"INFEASIBLE_FLOOR",`.
pub(crate) fn rows_of(source: &str, rows: &mut BTreeMap<u32, String>) {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    for pair in lines.windows(2) {
        let words: Vec<&str> = pair[0].split_whitespace().collect();
        let (number, name) = match words[..] {
            [number, _, name, ..] => (number, name),
            [number] if number.ends_with(',') => (number.trim_end_matches(','), pair[1]),
            _ => continue,
        };
        let name = name.trim_end_matches(',');
        let name = name
            .strip_prefix('"')
            .and_then(|name| name.strip_suffix('"'));
        if let (Ok(number), Some(name)) = (number.parse(), name) {
            rows.insert(number, name.to_owned());
        }
    }
}
