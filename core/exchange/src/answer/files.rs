use bangfu::error::Lang;
use bangfu::finding::{Finding, Row};
use serde::Serialize;

use crate::mend::{Copy, Repair, Report};

/// Files that were made, and what there is to say of them.
#[derive(Clone, Debug)]
pub struct Files {
    files: Vec<Output>,
    directory: bool,
    said: Said,
}

/// A file that was made.
#[derive(Clone, Debug)]
pub struct Output {
    /// The name that it has beside others, such as `needs.csv`.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A part of a file: a sheet, or the grants of open data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// How it is called.
    pub name: String,
    /// How many rows or entries it has.
    pub rows: usize,
}

/// What there is to say of files.
#[derive(Clone, Debug)]
enum Said {
    /// What they leave out, or write in another way, and why.
    LeftOut(Vec<Finding>),
    /// What was put right in a copy, and how many cells are marked.
    Mended(Vec<Repair>, usize),
}

/// What was made, as a host prints it.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct FilesReport<'a>(Told<'a>);

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Told<'a> {
    Made {
        ok: bool,
        files: Vec<MadeFile<'a>>,
        left_out: Vec<Row<'a>>,
    },
    Mended(Report<'a>),
}

#[derive(Debug, Serialize)]
struct MadeFile<'a> {
    file: &'a str,
    parts: &'a [Part],
}

impl Files {
    /// Files of an export; `directory` says that they belong together even if
    /// there is only one.
    pub(super) const fn made(files: Vec<Output>, directory: bool, left_out: Vec<Finding>) -> Self {
        Self {
            files,
            directory,
            said: Said::LeftOut(left_out),
        }
    }

    /// The copy of a sheet.
    pub(super) fn mended(name: String, copy: Copy) -> Self {
        let Copy {
            bytes,
            repairs,
            marked,
        } = copy;
        let parts = Vec::new();
        Self {
            files: vec![Output { name, bytes, parts }],
            directory: false,
            said: Said::Mended(repairs, marked),
        }
    }

    /// The files; there is at least one.
    #[must_use]
    pub fn files(&self) -> &[Output] {
        &self.files
    }

    /// The files, taken out.
    #[must_use]
    pub fn into_files(self) -> Vec<Output> {
        self.files
    }

    /// Whether they belong into a directory, even if there is only one.
    #[must_use]
    pub const fn directory(&self) -> bool {
        self.directory
    }

    /// What they leave out, or write in another way, each at its place in the
    /// programme.
    #[must_use]
    pub fn left_out(&self) -> &[Finding] {
        match &self.said {
            Said::LeftOut(left_out) => left_out,
            Said::Mended(..) => &[],
        }
    }

    /// What was put right in the copy of a sheet, in the order of the sheets, rows
    /// and columns.
    #[must_use]
    pub fn repairs(&self) -> &[Repair] {
        match &self.said {
            Said::Mended(repairs, _) => repairs,
            Said::LeftOut(_) => &[],
        }
    }

    /// How many cells of the copy are marked for a person to look at.
    #[must_use]
    pub const fn marked(&self) -> usize {
        match &self.said {
            Said::Mended(_, marked) => *marked,
            Said::LeftOut(_) => 0,
        }
    }

    /// What was made, as `bangfu export --json` prints it, or `bangfu import
    /// --fix --json`.
    #[must_use]
    pub fn json(&self, lang: Lang) -> String {
        let names = self.files.iter().map(|file| file.name.as_str());
        // Rows have text for keys, which can always be written.
        serde_json::to_string(&self.report(lang, names)).unwrap_or_default()
    }

    /// The same for files that a host put elsewhere, under these names.
    #[must_use]
    pub fn report<'a>(
        &'a self,
        lang: Lang,
        mut names: impl Iterator<Item = &'a str>,
    ) -> FilesReport<'a> {
        FilesReport(match &self.said {
            Said::LeftOut(left_out) => Told::Made {
                ok: true,
                files: names
                    .zip(&self.files)
                    .map(|(file, output)| MadeFile {
                        file,
                        parts: &output.parts,
                    })
                    .collect(),
                left_out: left_out.iter().map(|said| said.row(lang)).collect(),
            },
            Said::Mended(repairs, marked) => {
                let name = names.next().unwrap_or_default();
                Told::Mended(Report::new(repairs, *marked, lang, name))
            }
        })
    }
}
