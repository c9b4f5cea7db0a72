use std::ops::ControlFlow;

use bangfu::Programme;
use bangfu::allocate::Progress;
use bangfu::answer::probe_files;
use bangfu::error::{Lang, Pointer};
use bangfu::finding::{Finding, Findings};
use bangfu::misuse::Misuse;
use serde_json::Value;

use super::files::Files;
use super::options::Given;
use crate::import::{File, Import, ImportError, Options, plan_with};
use crate::mend;
use crate::record;
use crate::table::{Mapping, SheetKind};
use crate::{Limits, Refusal};

/// A file as it comes from a host.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// Its name, by which findings call it; the ending tells `.csv` from `.json`.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// Asks whether there is memory to read these files, all of them together, and
/// gives it back at once. For a file of more than `limit` bytes nothing is asked:
/// it is refused by its length.
///
/// A failed allocation ends the process in the midst of reading; here it is an
/// error. A packed file may take more, which nobody knows before.
///
/// # Errors
///
/// `OUT_OF_MEMORY`.
///
/// # Examples
///
/// ```
/// use bangfu_exchange::Limits;
/// use bangfu_exchange::answer::{self, Sheet};
///
/// let sheets = [Sheet { name: "gifts.csv", bytes: b"" }];
/// assert!(answer::probe_memory(&sheets, Limits::default().bytes).is_ok());
/// ```
pub fn probe_memory(files: &[Sheet<'_>], limit: usize) -> Result<(), Misuse> {
    probe_files(files.iter().map(|file| file.bytes.len()), limit)
}

/// How to import sheets.
///
/// # Examples
///
/// ```
/// use bangfu_exchange::answer::ImportOptions;
/// use bangfu_exchange::table::SheetKind;
///
/// let options = ImportOptions::read(br#"{"kind": "gifts", "mapping": {"header_row": 2}}"#)?;
/// assert_eq!(options.mapping.kind, Some(SheetKind::Gifts));
/// let refused = ImportOptions::read(br#"{"kind": "money", "over": 1}"#).unwrap_err();
/// let places: Vec<_> = refused.rows().iter().map(|row| row.pointer()).collect();
/// assert_eq!(places, ["/kind", "/over"]);
/// # Ok::<(), bangfu::finding::Findings>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// What a person says of the sheets that they do not say themselves.
    pub mapping: Mapping,
    /// What becomes of names, and of rows that are there with other content.
    pub options: Options,
    /// How much of a file is read before it is refused.
    pub limits: Limits,
}

impl ImportOptions {
    /// Reads an object with the keys `kind` (`gifts`, `goods`, `needs`,
    /// `resources`), `mapping` (a mapping file's object), `keep_names` and
    /// `overwrite`. All may be missing, and so may the object.
    ///
    /// # Errors
    ///
    /// `BAD_OPTIONS`, `BAD_MAPPING` and `DUPLICATE_KEY`, all of them, each at its
    /// key; `TOO_LARGE` above 1 MiB.
    pub fn read(json: &[u8]) -> Result<Self, Findings> {
        let mut given = Given::read(json)?;
        let mapping = mapping(&mut given);
        let kind = kind(&mut given);
        let options = naming(&mut given);
        given.end()?;
        Ok(Self::of(mapping, kind, options))
    }

    /// What a mapping says, and options beside it: a kind that is given there is
    /// that of the rows, whatever the mapping says.
    #[must_use]
    pub fn of(mut mapping: Mapping, kind: Option<SheetKind>, options: Options) -> Self {
        mapping.kind = kind.or(mapping.kind);
        Self {
            mapping,
            options,
            limits: Limits::default(),
        }
    }

    /// Reads one of the files of an import, for a host that has them one after
    /// the other; [`import`] does the whole.
    ///
    /// # Errors
    ///
    /// What [`record::read_with`] refuses.
    pub fn read_file(
        &self,
        sheet: Sheet<'_>,
        progress: &mut dyn Progress,
    ) -> Result<File, Refusal> {
        let Sheet { name, bytes } = sheet;
        let reading = record::read_with(bytes, name, &self.mapping, &self.limits, progress)?;
        let name = name.to_owned();
        Ok(File { name, reading })
    }

    /// Plans what files that were read change in a programme.
    ///
    /// # Errors
    ///
    /// What [`plan_with`] refuses.
    pub fn plan(
        &self,
        files: Vec<File>,
        programme: Programme,
        progress: &mut dyn Progress,
    ) -> Result<Import, ImportError> {
        plan_with(files, programme, &self.mapping, self.options, progress)
    }
}

/// What rows are, where that is said.
fn kind(given: &mut Given) -> Option<SheetKind> {
    let read = |value: &Value| SheetKind::from_word(value.as_str()?);
    given.take("kind", "gifts / goods / needs / resources", read)
}

/// The mapping, empty where there is none.
pub(super) fn mapping(given: &mut Given) -> Mapping {
    let mut refused = None;
    let mapping = given.take("mapping", "{…}", |value| {
        let read = Mapping::of(value.as_object()?);
        Some(read.unwrap_or_else(|refusal| {
            refused = Some(refusal);
            Mapping::default()
        }))
    });
    if let Some(refusal) = refused {
        given.refuse("mapping", &refusal);
    }
    mapping.unwrap_or_default()
}

/// What becomes of names, and of rows that are there.
pub(super) fn naming(given: &mut Given) -> Options {
    Options {
        keep_names: given.flag("keep_names"),
        overwrite: given.flag("overwrite"),
    }
}

/// Plans what sheets change in a programme. The programme itself stays as it
/// is: the changed one is [`Import::programme`]. It is taken when all files have
/// been read, so that none is copied for files that can't be.
///
/// `progress` hears of all files as one run.
///
/// # Errors
///
/// All files that can't be read, each at `/files/` and its number from 0;
/// otherwise what [`plan`](crate::import::plan) refuses. `CANCELLED` where
/// `progress` breaks.
///
/// # Examples
///
/// ```
/// use bangfu::{Programme, allocate::NoProgress};
/// use bangfu_exchange::answer::{self, ImportOptions, Sheet};
///
/// let programme = Programme::read(r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05",
///     "registry": {"organisations": [{"id": "charity", "name": "某县慈善会", "kind": "charity"}]}}"#.as_bytes()).unwrap();
/// let gifts = Sheet { name: "gifts.csv", bytes: "日期,捐赠人,金额（元）\n2024.04.02,张某,100\n".as_bytes() };
/// let import = answer::import(&[gifts], || programme, &ImportOptions::default(), &mut NoProgress)?;
/// assert_eq!(import.programme.gifts().len(), 1);
///
/// let web = Sheet { name: "a.xls", bytes: b"<html></html>" };
/// let refused = answer::import(&[gifts, web], || import.programme, &ImportOptions::default(), &mut NoProgress);
/// assert_eq!(refused.unwrap_err().first().pointer(), "/files/1");
/// # Ok::<(), bangfu::finding::Findings>(())
/// ```
pub fn import(
    sheets: &[Sheet<'_>],
    programme: impl FnOnce() -> Programme,
    options: &ImportOptions,
    progress: &mut dyn Progress,
) -> Result<Import, Findings> {
    let mut share = Share::new(progress, sheets.len());
    let mut files = Vec::with_capacity(sheets.len());
    let mut refused: Vec<Finding> = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        match options.read_file(*sheet, &mut share) {
            Ok(file) => files.push(file),
            Err(Refusal::Cancelled) => return Err(Refusal::Cancelled.into()),
            Err(refusal) => {
                let place = Pointer::root().key("files").index(number);
                refused.push(Finding::at(&refusal, &place));
            }
        }
        share.next();
    }
    if let Some(refused) = Findings::new(refused, 0) {
        return Err(refused);
    }
    Ok(options.plan(files, programme(), &mut share)?)
}

impl Import {
    /// What would change, as `bangfu import --json --dry-run` prints it.
    #[must_use]
    pub fn json(&self, lang: Lang) -> String {
        // Rows have text for keys, which can always be written.
        serde_json::to_string(&self.report(lang, false)).unwrap_or_default()
    }
}

/// A run that is one of several, each with as many steps.
struct Share<'p> {
    progress: &'p mut dyn Progress,
    runs: u64,
    before: u64,
}

impl<'p> Share<'p> {
    /// A run for each file, and one for the plan.
    fn new(progress: &'p mut dyn Progress, files: usize) -> Self {
        Self {
            progress,
            runs: u64::try_from(files).unwrap_or(u64::MAX).saturating_add(1),
            before: 0,
        }
    }

    const fn next(&mut self) {
        self.before = self.before.saturating_add(1);
    }
}

impl Progress for Share<'_> {
    fn report(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        let before = self.before.saturating_mul(total);
        let all = self.runs.saturating_mul(total);
        self.progress.report(before.saturating_add(done), all)
    }
}

/// Copies a sheet and puts right what is certain; the copy is an `.xlsx`, and
/// its report says each repair.
///
/// # Errors
///
/// What [`mend::copy`] refuses.
///
/// # Examples
///
/// ```
/// use bangfu::error::{Lang, Pointer};
/// use bangfu_exchange::answer::{self, ImportOptions, Sheet};
///
/// let sheet = Sheet { name: "gifts.csv", bytes: "日期,捐赠人,金额（元）\n2024年4月2日,张某,壹佰元整\n".as_bytes() };
/// let made = answer::mend(sheet, &ImportOptions::default())?;
/// assert_eq!(made.files()[0].name, "gifts.xlsx");
/// assert!(made.json(Lang::En).contains("AMOUNT_AS_NUMBER"));
/// # Ok::<(), bangfu::finding::Findings>(())
/// ```
pub fn mend(sheet: Sheet<'_>, options: &ImportOptions) -> Result<Files, Findings> {
    let ImportOptions {
        mapping, limits, ..
    } = options;
    let copy = mend::copy(sheet.bytes, sheet.name, mapping, limits, None)?;
    Ok(Files::mended(workbook_name(sheet.name), copy))
}

/// The name of a copy: that of its file, as a workbook.
fn workbook_name(name: &str) -> String {
    let file = file_name(name);
    let stem = match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file,
    };
    format!("{stem}.xlsx")
}

/// The name of a file without its folders: what a programme calls its source.
pub(super) fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
