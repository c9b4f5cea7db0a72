/*
 * bangfu_exchange.h, version 0.1.0: sheets, running text and open data for
 * bangfu.h. In C99, for any language that can call C. Made of the sources of
 * ffi/c/exchange; do not edit.
 *
 * THE WHOLE JOB IN ONE PAGE
 *
 *   #include <bangfu_exchange.h>
 *   #include <stdio.h>
 *
 *   static int failed(bf_error *error)
 *   {
 *       size_t i;
 *       for (i = 0; i < bf_error_count(error); i++) {
 *           const bf_finding *finding = bf_error_at(error, i);
 *           fprintf(stderr, "%s %s: %s\n", bf_finding_name(finding),
 *                   bf_finding_pointer(finding),
 *                   bf_finding_text(finding, BF_LANG_ZH));
 *       }
 *       bf_error_free(error);
 *       return 1;
 *   }
 *
 *   int import(const bf_programme *into, const char *name, const void *sheet,
 *              size_t len)
 *   {
 *       bf_import *import = NULL;
 *       bf_programme *changed = NULL;
 *       bf_files *files = NULL;
 *       bf_text *report = NULL;
 *       bf_error *error = NULL;
 *       FILE *file;
 *       if (bf_check_abi(&error) != BF_OK
 *           || bf_import_sheets(into, &name, NULL, &sheet, &len, 1, NULL, 0,
 *                               NULL, NULL, &import, &error) != BF_OK
 *           || bf_import_report(import, BF_LANG_ZH, &report, &error) != BF_OK
 *           || bf_import_programme(import, &changed, &error) != BF_OK
 *           || bf_export(changed, NULL, NULL, "{\"to\": \"xlsx\"}", BF_NTS,
 *                        &files, &error) != BF_OK) {
 *           bf_programme_free(changed);
 *           bf_text_free(report);
 *           bf_import_free(import);
 *           return failed(error);
 *       }
 *       puts(bf_text_utf8(report));
 *       file = fopen(bf_files_name(files, 0), "wb");
 *       if (file != NULL) {
 *           fwrite(bf_files_bytes(files, 0), 1, bf_files_len(files, 0), file);
 *           fclose(file);
 *       }
 *       bf_files_free(files);
 *       bf_programme_free(changed);
 *       bf_text_free(report);
 *       bf_import_free(import);
 *       return 0;
 *   }
 *
 * THE CONTRACT
 *
 * It is that of bangfu.h, and so are errors, texts, programmes and plans. Beside
 * that:
 *
 * One library.  libbangfu_exchange has every function of bangfu.h and those
 * below: link it in place of libbangfu, and never both into one program.
 * bf_check_abi() asks for both headers.
 *
 * Files.  What is read comes as a name, a pointer and a length, and may hold
 * NULs, so BF_NTS is no length of a file. What is made is lent as a pointer and a
 * length. Nothing here opens a file or a connection.
 *
 * Options.  An object of JSON in UTF-8; each function says its keys. A key that
 * nobody knows is an error. All that is wrong is said at once, each at its key:
 * "/kind", a key that stands twice, too. Keys may be added. Options of more than
 * 1 MiB are BF_TOO_LARGE.
 *
 * Memory.  Eight times the size of the files of a call, all together, is asked
 * for before the first is read. A sheet of more than 256 MiB and a text of more
 * than 64 MiB are BF_TOO_LARGE, and nothing is asked for them. A packed file may
 * need more than eight times its size; it is BF_TOO_LARGE when it has more than
 * 4,194,304 cells or 512 MiB unpacked.
 */

#ifndef BANGFU_EXCHANGE_H
#define BANGFU_EXCHANGE_H

#include <bangfu.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Files that were made, and what there is to say of them. They never change.
 */
typedef struct bf_files bf_files;

/**
 * What an import changes in a programme, and the changed programme. It never
 * changes itself.
 */
typedef struct bf_import bf_import;

/**
 * A running text, repaired, and what it is proposed to state. Proposals are not
 * facts: a person accepts them. It never changes.
 */
typedef struct bf_letter bf_letter;

/**
 * What an empty sheet is for.
 */
typedef int32_t bf_template_kind;

/* Statuses ---------------------------------------------------------------- */

/** A file is no .xls, .xlsx, .ods, .csv or .json sheet. */
#define BF_NOT_A_SHEET 5001
/** A file is protected by a password. */
#define BF_ENCRYPTED_FILE 5002
/** A file is damaged or cut short. */
#define BF_DAMAGED_FILE 5003
/** A text is neither UTF-8, UTF-16 nor GB 18030. */
#define BF_BAD_ENCODING 5004
/** JSON that is no list of objects. */
#define BF_UNEXPECTED_JSON 5005
/** A mapping, or its words, can't be read. */
#define BF_BAD_MAPPING 5006
/** Nothing in a file could be taken for a table. */
#define BF_NO_TABLE 5007
/** Nobody says who received the gifts. */
#define BF_RECIPIENT_WANTED 5401
/** The programme doesn't know the recipient. */
#define BF_UNKNOWN_RECIPIENT 5402
/** A need or a project bears the tag of what waits for a person. */
#define BF_HOLD_IS_TAKEN 5403
/** A file is no plain text. */
#define BF_NOT_A_TEXT 5501
/** A number that no proposal has. */
#define BF_NO_SUCH_PROPOSAL 5502
/** A choice of proposals that can't be read. */
#define BF_BAD_CHOICE 5503
/** More rows than a sheet holds. */
#define BF_SHEET_FULL 5601
/** More text than a cell holds. */
#define BF_CELL_FULL 5602
/** A character that GB 18030 has no bytes for. */
#define BF_NOT_IN_ENCODING 5603
/** A plan was made for another programme. Its name is "OTHER_PROGRAMME". */
#define BF_PLAN_OF_OTHER_PROGRAMME 5604
/** What can't be written into a workbook. */
#define BF_NOT_A_WORKBOOK 5605
/** It is not known who publishes. */
#define BF_PUBLISHER_WANTED 5701
/** The programme doesn't know the publisher. */
#define BF_UNKNOWN_PUBLISHER 5702
/** The publisher is an individual. */
#define BF_PUBLISHER_IS_PERSON 5703
/** The publisher has no credit code. */
#define BF_NO_CREDIT_CODE 5704
/** 360Giving needs a registered prefix. */
#define BF_PREFIX_WANTED 5705
/** A prefix that 360Giving can't have given. */
#define BF_BAD_PREFIX 5706
/** What is to be written stands in a plan, and none is given. */
#define BF_PLAN_WANTED 5707
/** The plan has no grant that can be published. */
#define BF_NOTHING_GRANTED 5708
/** The plan was not made for this programme. */
#define BF_OTHER_PLAN 5709
/** The plan contradicts itself or the programme. */
#define BF_UNSOUND_PLAN 5710
/** A sum that can't be held. */
#define BF_SUM_TOO_LARGE 5711
/** A name of which nothing may be published. */
#define BF_NOTHING_TO_CALL_IT 5712
/** An id that would be published and tells of a person. */
#define BF_PERSONAL_ID 5713
/** An individual received a gift. */
#define BF_PERSON_RECEIVES 5714
/** Two grants would have one id. */
#define BF_SAME_ID 5715
/** Options are no object of JSON, or have a key or a value that there is not. */
#define BF_BAD_OPTIONS 5801
/** An option that the format does not have. */
#define BF_OPTION_NOT_OF_FORMAT 5802

/**
 * Returns the name of a status of this header or of bangfu.h, such as
 * "DAMAGED_FILE"; bf_status_name() knows only the latter. NULL for a number
 * that is no status of this version. It lives as long as the program.
 */
const char *bf_exchange_status_name(bf_status status);

/* Sheets ------------------------------------------------------------------ */

/**
 * Plans what sheets change in a programme: .xls, .xlsx, .ods, .csv and .json
 * files of gifts, goods, needs or resources. `into` itself stays as it is:
 * bf_import_programme() is the changed one.
 *
 * `names`, `files` and `lens` have an entry for each of `count` files: its name
 * ("gifts.csv"), by which the report calls it and whose ending tells .csv from
 * .json; where its bytes are; and how many. BF_NTS is no length of a file.
 * `name_lens` may be NULL: then each name ends at its NUL.
 *
 * `options` is an object of JSON, `options_len` bytes or BF_NTS; NULL with
 * length 0 is none. It may have `kind` ("gifts", "goods", "needs",
 * "resources"), where the header does not say what rows are; `mapping`, an
 * object with what else the sheets don't say (`recipient`, `columns` and so on,
 * as in a mapping file of the command line); `keep_names`, true to keep the
 * names of individuals, which otherwise become numbers; `overwrite`, true to
 * put in rows that the programme has with other content.
 *
 * `progress` may be NULL; it hears of all files as one run. `userdata` is
 * handed to it unseen.
 *
 * Rows that can't be read are no error of this call: the report says which and
 * why. On BF_OK `*out` is a new import: free it with bf_import_free(). Errors
 * of files come all at once, each at "/files/" and its number from 0. Safe from
 * many threads at once, also into the same programme. Statuses:
 * BF_NULL_POINTER, BF_WRONG_HANDLE, BF_NOT_UTF8, BF_EMBEDDED_NUL,
 * BF_BAD_LENGTH, BF_OUT_OF_MEMORY, BF_CANCELLED when `progress` stopped it,
 * BF_BAD_OPTIONS, BF_DUPLICATE_KEY, BF_BAD_MAPPING, BF_TOO_LARGE,
 * BF_NOT_A_SHEET to BF_NO_TABLE for a file that can't be read,
 * BF_RECIPIENT_WANTED to BF_HOLD_IS_TAKEN, and a number from 1001 to 1999 when
 * the changed programme would break its rules.
 */
bf_status bf_import_sheets(const bf_programme *into,
                           const char *const *names,
                           const size_t *name_lens,
                           const void *const *files,
                           const size_t *lens,
                           size_t count,
                           const char *options,
                           size_t options_len,
                           bf_progress_fn progress,
                           void *userdata,
                           bf_import **out,
                           bf_error **err);

/**
 * Frees an import. NULL is fine.
 */
void bf_import_free(bf_import *import);

/**
 * Returns 1 when the programme would stay as it is, 0 when something would
 * change. -1 when `import` is NULL or no import. Safe from many threads at
 * once, as all that follow.
 */
int32_t bf_import_is_empty(const bf_import *import);

/**
 * Writes what would change as a document: how many entries of each list are
 * added, changed, the same (`lists`), each change with its cell (`changes`),
 * what remarks are taken to mean (`remarks`), the totals that the sheets state
 * (`controls`), and what was found, rows that are kept out among it
 * (`findings`). `*out` is a new text: free it with bf_text_free(). Statuses:
 * BF_NULL_POINTER, BF_WRONG_HANDLE, BF_UNKNOWN_CONSTANT.
 */
bf_status bf_import_report(const bf_import *import, bf_lang lang, bf_text **out, bf_error **err);

/**
 * Gives the programme as it would be. `*out` is a new programme, which needs
 * the import no longer: free it with bf_programme_free(). Statuses:
 * BF_NULL_POINTER, BF_WRONG_HANDLE.
 */
bf_status bf_import_programme(const bf_import *import, bf_programme **out, bf_error **err);

/* Texts ------------------------------------------------------------------- */

/**
 * Repairs a text (a notice, a press release) and looks for what it states.
 *
 * `name` is what the report calls the text, `bytes` the text in UTF-8, UTF-16
 * or GB 18030: this call finds out which. BF_NTS is no length of it.
 * `options` is an object of JSON, `options_len` bytes or BF_NTS; NULL with
 * length 0 is none. It may have `mapping`, as in bf_import_sheets(), of which
 * the `words` count here.
 *
 * On BF_OK `*out` is a new letter: free it with bf_letter_free(). Safe from
 * many threads at once. Statuses: BF_NULL_POINTER, BF_NOT_UTF8,
 * BF_EMBEDDED_NUL, BF_BAD_LENGTH, BF_OUT_OF_MEMORY, BF_BAD_OPTIONS,
 * BF_DUPLICATE_KEY, BF_BAD_MAPPING, BF_TOO_LARGE, BF_BAD_ENCODING,
 * BF_NOT_A_TEXT.
 */
bf_status bf_letter_read(const char *name,
                         size_t name_len,
                         const void *bytes,
                         size_t len,
                         const char *options,
                         size_t options_len,
                         bf_letter **out,
                         bf_error **err);

/**
 * Frees a letter. NULL is fine.
 */
void bf_letter_free(bf_letter *letter);

/**
 * Writes the repaired text, which begins with a byte order mark if the source
 * was UTF-8 and had one. `*out` is a new text: free it with bf_text_free().
 * Safe from many threads at once, as all that follow. Statuses:
 * BF_NULL_POINTER, BF_WRONG_HANDLE.
 */
bf_status bf_letter_restored(const bf_letter *letter, bf_text **out, bf_error **err);

/**
 * Writes what was read as a document: the encoding and how sure it is, each
 * repair (`repairs`), and what the text states (`proposals`), each with a
 * number from 1 by which bf_letter_accept() takes it. `*out` is a new text:
 * free it with bf_text_free(). Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE,
 * BF_UNKNOWN_CONSTANT.
 */
bf_status bf_letter_report(const bf_letter *letter, bf_lang lang, bf_text **out, bf_error **err);

/**
 * Plans what the proposals that a person accepts change in a programme. `into`
 * itself stays as it is: bf_import_programme() is the changed one.
 *
 * `options` is an object of JSON, `options_len` bytes or BF_NTS:
 * `{"accept": "certain"}`. `accept` has to be there: "certain", "all", or
 * numbers such as "1,3,5-9". It may have `on`, the day of the event
 * ("2024-04-02") where the text has no year, and `keep_names` and `overwrite`
 * as in bf_import_sheets().
 *
 * On BF_OK `*out` is a new import: free it with bf_import_free(). Statuses:
 * BF_NULL_POINTER, BF_WRONG_HANDLE, BF_BAD_LENGTH, BF_OUT_OF_MEMORY,
 * BF_BAD_OPTIONS, BF_DUPLICATE_KEY, BF_TOO_LARGE, BF_BAD_CHOICE,
 * BF_NO_SUCH_PROPOSAL, and a number from 1001 to 1999 when the changed programme
 * would break its rules.
 */
bf_status bf_letter_accept(const bf_letter *letter,
                           const bf_programme *into,
                           const char *options,
                           size_t options_len,
                           bf_import **out,
                           bf_error **err);

/* Files ------------------------------------------------------------------- */

/** Needs of villages. */
#define BF_TEMPLATE_NEEDS 0
/** Gifts of money, and goods on a second sheet. */
#define BF_TEMPLATE_GIFTS 1
/** Resources that organisations offer. */
#define BF_TEMPLATE_RESOURCES 2

/**
 * Copies a sheet and puts right what is certain: amounts in words become
 * numbers, days become dates, and cells that need a person are marked. The copy
 * is one .xlsx file; bf_files_report() says each repair.
 *
 * `options` is as in bf_import_sheets(); `keep_names` and `overwrite` say
 * nothing here. On BF_OK `*out` holds the new file: free it with
 * bf_files_free(). Safe from many threads at once. Statuses: BF_NULL_POINTER,
 * BF_NOT_UTF8, BF_EMBEDDED_NUL, BF_BAD_LENGTH, BF_OUT_OF_MEMORY,
 * BF_BAD_OPTIONS, BF_DUPLICATE_KEY, BF_BAD_MAPPING, BF_TOO_LARGE, and
 * BF_NOT_A_SHEET to BF_NO_TABLE for a file that can't be read.
 */
bf_status bf_sheet_mend(const char *name,
                        size_t name_len,
                        const void *bytes,
                        size_t len,
                        const char *options,
                        size_t options_len,
                        bf_files **out,
                        bf_error **err);

/**
 * Writes a programme, and with it a plan, as others read it.
 *
 * `plan` may be NULL. `rules` are those that it was made with; if they are
 * NULL, the programme's own apply. They are looked at for the pages of a plan
 * only; if the plan was made with others, the report says so.
 *
 * `options` is an object of JSON, `options_len` bytes or BF_NTS:
 * `{"to": "xlsx"}`. `to` has to be there: "xlsx", "csv" (a file a list),
 * "360giving", "iati" or "hxl". With "xlsx" and "csv" there may be `list`, one
 * of "needs", "projects", "resources", "gifts", "items" and "plan", instead of
 * all; with "csv" `encoding`, "utf-8" or "gb18030"; with "360giving" and "iati"
 * `publisher`, the id of the organisation that publishes; with "360giving"
 * `prefix`, the registered prefix of grant ids; with all `lang`, "zh" or "en".
 *
 * On BF_OK `*out` holds the new files, at least one: free them with
 * bf_files_free(). bf_files_report() says what they leave out. Safe from many
 * threads at once. Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE, BF_BAD_LENGTH,
 * BF_OUT_OF_MEMORY, BF_BAD_OPTIONS, BF_DUPLICATE_KEY, BF_TOO_LARGE,
 * BF_OPTION_NOT_OF_FORMAT, BF_PLAN_WANTED; for the pages of a plan
 * BF_MISSING_KEY when there are no rules, and BF_UNKNOWN_REFERENCE when the
 * programme refers to others than those given; BF_SHEET_FULL to
 * BF_NOT_A_WORKBOOK for what sheets can't hold, and BF_PUBLISHER_WANTED to
 * BF_SAME_ID for what can't be published.
 */
bf_status bf_export(const bf_programme *programme,
                    const bf_plan *plan,
                    const bf_rules *rules,
                    const char *options,
                    size_t options_len,
                    bf_files **out,
                    bf_error **err);

/**
 * Makes an empty sheet for those who report, with two examples: one .xlsx file,
 * which bf_import_sheets() reads back without options.
 *
 * `kind` is BF_TEMPLATE_NEEDS and so on; `lang` is the language of the notes.
 * On BF_OK `*out` holds the new file: free it with bf_files_free(). Safe from
 * many threads at once. Statuses: BF_NULL_POINTER, BF_UNKNOWN_CONSTANT.
 */
bf_status bf_template(bf_template_kind kind, bf_lang lang, bf_files **out, bf_error **err);

/**
 * Frees files. NULL is fine.
 */
void bf_files_free(bf_files *files);

/**
 * Returns how many files there are. 0 when `files` is NULL or no files. Safe
 * from many threads at once, as all that follow.
 */
size_t bf_files_count(const bf_files *files);

/**
 * Returns 1 when the files belong into a folder of their own, even if there is
 * only one; 0 when there is one that stands alone. -1 when `files` is NULL or
 * no files.
 */
int32_t bf_files_directory(const bf_files *files);

/**
 * Lends the name of the file at `index`, counted from 0, for as long as the
 * files live: "needs.csv". It has no folder. NULL beyond the end, or when
 * `files` is NULL or no files.
 */
const char *bf_files_name(const bf_files *files, size_t index);

/**
 * Lends the bytes of the file at `index`, bf_files_len() of them, for as long
 * as the files live. They may hold NULs, and none ends them. NULL beyond the
 * end, or when `files` is NULL or no files.
 */
const void *bf_files_bytes(const bf_files *files, size_t index);

/**
 * Returns how many bytes the file at `index` has. 0 where bf_files_bytes() is
 * NULL.
 */
size_t bf_files_len(const bf_files *files, size_t index);

/**
 * Writes what was made as a document: the files with their parts, and what they
 * leave out and why (`left_out`); of a mended sheet, each repair. `*out` is a
 * new text: free it with bf_text_free(). Statuses: BF_NULL_POINTER,
 * BF_WRONG_HANDLE, BF_UNKNOWN_CONSTANT.
 */
bf_status bf_files_report(const bf_files *files, bf_lang lang, bf_text **out, bf_error **err);

/* -------------------------------------------------------------------------- */

#ifdef __cplusplus
}
#endif

#endif /* BANGFU_EXCHANGE_H */
