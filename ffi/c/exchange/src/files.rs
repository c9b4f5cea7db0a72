//! Files that are made: copies of sheets, exports, templates.

use std::ffi::{c_char, c_void};
use std::ptr;

use bangfu::misuse::Misuse;
use bangfu_c::shim::{Kind, Text, call, get, language};
use bangfu_c::{bf_error, bf_lang, bf_plan, bf_programme, bf_rules, bf_status, bf_text};
use bangfu_exchange::Limits;
use bangfu_exchange::answer::{self, ExportOptions, Files, ImportOptions, Sheet};
use bangfu_exchange::workbook::Template;

/// Files that were made, and what there is to say of them. They never change.
pub struct bf_files {
    _private: [u8; 0],
}

impl Kind for bf_files {
    type Value = Made;
    const TAG: usize = 0xBF21_F17E_u32 as usize;
}

/// What is behind a [`bf_files`].
pub struct Made {
    files: Files,
    names: Vec<Text>,
}

impl From<Files> for Made {
    fn from(files: Files) -> Self {
        let names = files.files().iter();
        Self {
            names: names.map(|file| file.name.as_str().into()).collect(),
            files,
        }
    }
}

/// What an empty sheet is for.
pub type bf_template_kind = i32;

/// Needs of villages.
pub const BF_TEMPLATE_NEEDS: bf_template_kind = 0;
/// Gifts of money, and goods on a second sheet.
pub const BF_TEMPLATE_GIFTS: bf_template_kind = 1;
/// Resources that organisations offer.
pub const BF_TEMPLATE_RESOURCES: bf_template_kind = 2;

/// The template of a constant.
fn template(kind: bf_template_kind) -> Result<Template, Misuse> {
    match kind {
        BF_TEMPLATE_NEEDS => Ok(Template::Needs),
        BF_TEMPLATE_GIFTS => Ok(Template::Gifts),
        BF_TEMPLATE_RESOURCES => Ok(Template::Resources),
        _ => Err(Misuse::UnknownConstant { argument: "kind" }),
    }
}

/// Copies a sheet and puts right what is certain: amounts in words become
/// numbers, days become dates, and cells that need a person are marked. The copy
/// is one .xlsx file; bf_files_report() says each repair.
///
/// `options` is as in bf_import_sheets(); `keep_names` and `overwrite` say
/// nothing here. On BF_OK `*out` holds the new file: free it with
/// bf_files_free(). Safe from many threads at once. Statuses: BF_NULL_POINTER,
/// BF_NOT_UTF8, BF_EMBEDDED_NUL, BF_BAD_LENGTH, BF_OUT_OF_MEMORY,
/// BF_BAD_OPTIONS, BF_DUPLICATE_KEY, BF_BAD_MAPPING, BF_TOO_LARGE, and
/// BF_NOT_A_SHEET to BF_NO_TABLE for a file that can't be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_sheet_mend(
    name: *const c_char,
    name_len: usize,
    bytes: *const c_void,
    len: usize,
    options: *const c_char,
    options_len: usize,
    out: *mut *mut bf_files,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let sheet = Sheet {
                name: c.word(name, name_len, "name")?,
                bytes: c.file(bytes, len, "bytes")?,
            };
            answer::probe_memory(&[sheet], Limits::default().bytes)?;
            let options = ImportOptions::read(c.document(options, options_len, "options")?)?;
            out.give(answer::mend(sheet, &options)?.into());
            Ok(())
        })
    }
}

/// Writes a programme, and with it a plan, as others read it.
///
/// `plan` may be NULL. `rules` are those that it was made with; if they are
/// NULL, the programme's own apply. They are looked at for the pages of a plan
/// only; if the plan was made with others, the report says so.
///
/// `options` is an object of JSON, `options_len` bytes or BF_NTS:
/// `{"to": "xlsx"}`. `to` has to be there: "xlsx", "csv" (a file a list),
/// "360giving", "iati" or "hxl". With "xlsx" and "csv" there may be `list`, one
/// of "needs", "projects", "resources", "gifts", "items" and "plan", instead of
/// all; with "csv" `encoding`, "utf-8" or "gb18030"; with "360giving" and "iati"
/// `publisher`, the id of the organisation that publishes; with "360giving"
/// `prefix`, the registered prefix of grant ids; with all `lang`, "zh" or "en".
///
/// On BF_OK `*out` holds the new files, at least one: free them with
/// bf_files_free(). bf_files_report() says what they leave out. Safe from many
/// threads at once. Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE, BF_BAD_LENGTH,
/// BF_OUT_OF_MEMORY, BF_BAD_OPTIONS, BF_DUPLICATE_KEY, BF_TOO_LARGE,
/// BF_OPTION_NOT_OF_FORMAT, BF_PLAN_WANTED; for the pages of a plan
/// BF_MISSING_KEY when there are no rules, and BF_UNKNOWN_REFERENCE when the
/// programme refers to others than those given; BF_SHEET_FULL to
/// BF_NOT_A_WORKBOOK for what sheets can't hold, and BF_PUBLISHER_WANTED to
/// BF_SAME_ID for what can't be published.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_export(
    programme: *const bf_programme,
    plan: *const bf_plan,
    rules: *const bf_rules,
    options: *const c_char,
    options_len: usize,
    out: *mut *mut bf_files,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let facts = c.read(programme, "programme")?;
            let planned = c.read_optional(plan, "plan")?;
            let beside = c.read_optional(rules, "rules")?;
            let options = ExportOptions::read(c.document(options, options_len, "options")?)?;
            let plan = planned.as_ref().map(|planned| &planned.plan);
            let rules = beside.as_ref().map(|book| &book.rules);
            out.give(answer::export(&facts.programme, plan, rules, &options)?.into());
            Ok(())
        })
    }
}

/// Makes an empty sheet for those who report, with two examples: one .xlsx file,
/// which bf_import_sheets() reads back without options.
///
/// `kind` is BF_TEMPLATE_NEEDS and so on; `lang` is the language of the notes.
/// On BF_OK `*out` holds the new file: free it with bf_files_free(). Safe from
/// many threads at once. Statuses: BF_NULL_POINTER, BF_UNKNOWN_CONSTANT.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_template(
    kind: bf_template_kind,
    lang: bf_lang,
    out: *mut *mut bf_files,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            out.give(answer::template(template(kind)?, language(lang)?)?.into());
            Ok(())
        })
    }
}

/// Frees files. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_files_free(files: *mut bf_files) {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get((), |c| {
            c.free(files);
            Ok(())
        });
    }
}

/// Returns how many files there are. 0 when `files` is NULL or no files. Safe
/// from many threads at once, as all that follow.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_files_count(files: *const bf_files) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(c.read(files, "files")?.names.len())) }
}

/// Returns 1 when the files belong into a folder of their own, even if there is
/// only one; 0 when there is one that stands alone. -1 when `files` is NULL or
/// no files.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_files_directory(files: *const bf_files) -> i32 {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(-1, |c| {
            Ok(i32::from(c.read(files, "files")?.files.directory()))
        })
    }
}

/// Lends the name of the file at `index`, counted from 0, for as long as the
/// files live: "needs.csv". It has no folder. NULL beyond the end, or when
/// `files` is NULL or no files.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_files_name(files: *const bf_files, index: usize) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            let made = c.read(files, "files")?;
            Ok(made.names.get(index).map_or(ptr::null(), Text::start))
        })
    }
}

/// Lends the bytes of the file at `index`, bf_files_len() of them, for as long
/// as the files live. They may hold NULs, and none ends them. NULL beyond the
/// end, or when `files` is NULL or no files.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_files_bytes(files: *const bf_files, index: usize) -> *const c_void {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            let made = c.read(files, "files")?;
            let file = made.files.files().get(index);
            Ok(file.map_or(ptr::null(), |file| file.bytes.as_ptr().cast()))
        })
    }
}

/// Returns how many bytes the file at `index` has. 0 where bf_files_bytes() is
/// NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_files_len(files: *const bf_files, index: usize) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(0, |c| {
            let made = c.read(files, "files")?;
            let file = made.files.files().get(index);
            Ok(file.map_or(0, |file| file.bytes.len()))
        })
    }
}

/// Writes what was made as a document: the files with their parts, and what they
/// leave out and why (`left_out`); of a mended sheet, each repair. `*out` is a
/// new text: free it with bf_text_free(). Statuses: BF_NULL_POINTER,
/// BF_WRONG_HANDLE, BF_UNKNOWN_CONSTANT.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_files_report(
    files: *const bf_files,
    lang: bf_lang,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let json = c.read(files, "files")?.files.json(language(lang)?);
            out.give(json.as_str().into());
            Ok(())
        })
    }
}
