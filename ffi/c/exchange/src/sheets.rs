//! Sheets that come in.

use std::ffi::{c_char, c_void};

use bangfu::misuse::Misuse;
use bangfu_c::shim::{Contract, Kind, NTS, call, get, language, room, told};
use bangfu_c::{bf_error, bf_lang, bf_programme, bf_progress_fn, bf_status, bf_text};
use bangfu_exchange::Limits;
use bangfu_exchange::answer::{self, ImportOptions, Sheet};
use bangfu_exchange::import::Import;

/// What an import changes in a programme, and the changed programme. It never
/// changes itself.
pub struct bf_import {
    _private: [u8; 0],
}

impl Kind for bf_import {
    type Value = Import;
    const TAG: usize = 0xBF22_1A97_u32 as usize;
}

/// Plans what sheets change in a programme: .xls, .xlsx, .ods, .csv and .json
/// files of gifts, goods, needs or resources. `into` itself stays as it is:
/// bf_import_programme() is the changed one.
///
/// `names`, `files` and `lens` have an entry for each of `count` files: its name
/// ("gifts.csv"), by which the report calls it and whose ending tells .csv from
/// .json; where its bytes are; and how many. BF_NTS is no length of a file.
/// `name_lens` may be NULL: then each name ends at its NUL.
///
/// `options` is an object of JSON, `options_len` bytes or BF_NTS; NULL with
/// length 0 is none. It may have `kind` ("gifts", "goods", "needs",
/// "resources"), where the header does not say what rows are; `mapping`, an
/// object with what else the sheets don't say (`recipient`, `columns` and so on,
/// as in a mapping file of the command line); `keep_names`, true to keep the
/// names of individuals, which otherwise become numbers; `overwrite`, true to
/// put in rows that the programme has with other content.
///
/// `progress` may be NULL; it hears of all files as one run. `userdata` is
/// handed to it unseen.
///
/// Rows that can't be read are no error of this call: the report says which and
/// why. On BF_OK `*out` is a new import: free it with bf_import_free(). Errors
/// of files come all at once, each at "/files/" and its number from 0. Safe from
/// many threads at once, also into the same programme. Statuses:
/// BF_NULL_POINTER, BF_WRONG_HANDLE, BF_NOT_UTF8, BF_EMBEDDED_NUL,
/// BF_BAD_LENGTH, BF_OUT_OF_MEMORY, BF_CANCELLED when `progress` stopped it,
/// BF_BAD_OPTIONS, BF_DUPLICATE_KEY, BF_BAD_MAPPING, BF_TOO_LARGE,
/// BF_NOT_A_SHEET to BF_NO_TABLE for a file that can't be read,
/// BF_RECIPIENT_WANTED to BF_HOLD_IS_TAKEN, and a number from 1001 to 1999 when
/// the changed programme would break its rules.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_import_sheets(
    into: *const bf_programme,
    names: *const *const c_char,
    name_lens: *const usize,
    files: *const *const c_void,
    lens: *const usize,
    count: usize,
    options: *const c_char,
    options_len: usize,
    progress: bf_progress_fn,
    userdata: *mut c_void,
    out: *mut *mut bf_import,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let facts = c.read(into, "into")?;
            let sheets = sheets(c, (names, name_lens), (files, lens), count)?;
            let options = ImportOptions::read(c.document(options, options_len, "options")?)?;
            answer::probe_memory(&sheets, Limits::default().bytes)?;
            let import = told(c, progress, userdata, |progress| {
                // The import takes a programme over, and `into` stays.
                let programme = || facts.programme.clone();
                answer::import(&sheets, programme, &options, progress)
            });
            out.give(import?);
            Ok(())
        })
    }
}

/// The files of a call.
fn sheets(
    c: &Contract,
    (names, name_lens): (*const *const c_char, *const usize),
    (files, lens): (*const *const c_void, *const usize),
    count: usize,
) -> Result<Vec<Sheet<'_>>, Misuse> {
    let names = c.array(names, count, "names")?;
    let name_lens = if name_lens.is_null() {
        vec![NTS; names.len()]
    } else {
        c.array(name_lens, count, "name_lens")?
    };
    let files = c.array(files, count, "files")?;
    let lens = c.array(lens, count, "lens")?;
    let mut sheets = room(count)?;
    for ((name, name_len), (file, len)) in names.iter().zip(name_lens).zip(files.iter().zip(lens)) {
        sheets.push(Sheet {
            name: c.word(*name, name_len, "names")?,
            bytes: c.file(*file, len, "files")?,
        });
    }
    Ok(sheets)
}

/// Frees an import. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_import_free(import: *mut bf_import) {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get((), |c| {
            c.free(import);
            Ok(())
        });
    }
}

/// Returns 1 when the programme would stay as it is, 0 when something would
/// change. -1 when `import` is NULL or no import. Safe from many threads at
/// once, as all that follow.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_import_is_empty(import: *const bf_import) -> i32 {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(-1, |c| Ok(i32::from(c.read(import, "import")?.is_empty()))) }
}

/// Writes what would change as a document: how many entries of each list are
/// added, changed, the same (`lists`), each change with its cell (`changes`),
/// what remarks are taken to mean (`remarks`), the totals that the sheets state
/// (`controls`), and what was found, rows that are kept out among it
/// (`findings`). `*out` is a new text: free it with bf_text_free(). Statuses:
/// BF_NULL_POINTER, BF_WRONG_HANDLE, BF_UNKNOWN_CONSTANT.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_import_report(
    import: *const bf_import,
    lang: bf_lang,
    out: *mut *mut bf_text,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let json = c.read(import, "import")?.json(language(lang)?);
            out.give(json.as_str().into());
            Ok(())
        })
    }
}

/// Gives the programme as it would be. `*out` is a new programme, which needs
/// the import no longer: free it with bf_programme_free(). Statuses:
/// BF_NULL_POINTER, BF_WRONG_HANDLE.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_import_programme(
    import: *const bf_import,
    out: *mut *mut bf_programme,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let out = c.handle(out, "out")?;
            let programme = c.read(import, "import")?.programme.clone();
            out.give(programme.into());
            Ok(())
        })
    }
}
