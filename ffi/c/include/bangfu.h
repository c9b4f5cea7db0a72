/*
 * bangfu.h, version 0.1.0: earmarked gifts to the needs of villages, lawful,
 * fair, explained, exact to the fen. In C99, for any language that can call C.
 * Made of the sources of ffi/c; do not edit.
 *
 * THE WHOLE JOB IN ONE PAGE
 *
 *   #include <bangfu.h>
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
 *   int allocate(const char *json, size_t len)
 *   {
 *       bf_programme *programme = NULL;
 *       bf_plan *plan = NULL;
 *       bf_text *text = NULL;
 *       bf_error *error = NULL;
 *       if (bf_check_abi(&error) != BF_OK
 *           || bf_programme_read(json, len, &programme, &error) != BF_OK
 *           || bf_programme_allocate(programme, NULL, NULL, NULL, &plan, &error) != BF_OK
 *           || bf_plan_json(plan, &text, &error) != BF_OK) {
 *           bf_plan_free(plan);
 *           bf_programme_free(programme);
 *           return failed(error);
 *       }
 *       puts(bf_text_utf8(text));
 *       bf_text_free(text);
 *       bf_plan_free(plan);
 *       bf_programme_free(programme);
 *       return 0;
 *   }
 *
 * THE CONTRACT
 *
 * Calls.  A function that can fail returns a bf_status: BF_OK, or why it did
 * nothing. The last parameter, `bf_error **err`, may be NULL; otherwise `*err`
 * becomes a new error that you free with bf_error_free(), or NULL after BF_OK.
 * What stood in `*err` is not looked at. Nothing is kept per thread: there is no
 * last error. A function that only gives something returns it, and NULL, 0 or -1
 * when it can't; its paragraph says which.
 *
 * Ownership.  A function with `bf_x **out` makes a new handle that you free with
 * bf_x_free(); `*out` is NULL until it is made, so freeing it is right whatever
 * happened. bf_x_free(NULL) does nothing. What a function *lends*, a text or a
 * bf_finding, lives as long as what it was lent from. All that you hand over is
 * copied, or used only until the call returns. Never free() what is bangfu's.
 *
 * Text.  UTF-8 without a byte order mark, as pointer and length in bytes; the
 * length BF_NTS says that it ends at its NUL. NULL with length 0 is the empty
 * text. What comes out ends in a NUL, and where it might hold another one, its
 * length stands beside it (..._len). Nothing guesses an encoding: GB 18030 goes
 * in through bf_text_append_gb18030() and out through bf_text_to_gb18030().
 *
 * Numbers.  Money is a count of fen in an int64_t. Weights are decimals as text.
 * There is no floating point, no enum, no bool and no struct by value here.
 *
 * Threads.  Every handle may go to any thread. A function whose first parameter
 * is `const bf_x *` may run on many threads at once on the same handle. The
 * others change it (only bf_text has such functions): one at a time, and nothing
 * else meanwhile. Who comes at the wrong time gets BF_BUSY and does not wait, so
 * nothing can deadlock. Freeing a handle while another thread uses it is a
 * mistake of the caller, except from inside a callback: then it is freed when
 * the call around it ends.
 *
 * Mistakes.  NULL, a handle of another kind, an impossible length, an index
 * beyond the end, text that is not UTF-8: each is a status and does nothing. A
 * pointer that leads nowhere, a length that is longer than the memory, or a
 * handle that was freed, is undefined as everywhere in C; a freed handle is
 * recognised only as long as its memory is not used again.
 *
 * Trouble.  A panic, that is, a defect of bangfu, comes back as BF_PANIC and
 * leaves all handles usable but the bf_text that was being changed. A document
 * for which there is no memory is refused with BF_OUT_OF_MEMORY: eight times its
 * size is asked for before it is read. That is a probe and no guarantee: when
 * the last memory is gone in the midst of a computation, the process ends, as
 * every Rust program does.
 *
 * Versions.  Call bf_check_abi() once, when the library is loaded. A function or
 * a constant may be added; what is here does not change within a BF_ABI_VERSION.
 */

#ifndef BANGFU_H
#define BANGFU_H

#include <stddef.h>
#include <stdint.h>

/** The version of this header: "0.1.0". */
#define BF_VERSION "0.1.0"
#define BF_VERSION_MAJOR 0
#define BF_VERSION_MINOR 1
#define BF_VERSION_PATCH 0

/** A length: the text ends at its NUL. */
#define BF_NTS ((size_t)-1)

#ifdef __cplusplus
extern "C" {
#endif

/**
 * What bf_code_check() says of a code.
 */
typedef struct bf_code bf_code;

/**
 * Why a call did nothing: at least one finding.
 */
typedef struct bf_error bf_error;

/**
 * One thing that was found wrong or odd. It is lent by a bf_error or a
 * bf_report and lives as long as that.
 */
typedef struct bf_finding bf_finding;

/**
 * A plan, anyone's: its form has been checked, bf_plan_verify() says whether
 * it is right. It never changes. Needs and gifts stand sorted by id, lines by
 * gift, part and need; all are counted from 0.
 */
typedef struct bf_plan bf_plan;

/**
 * A programme (needs, projects and gifts of one day, with its rules) that has
 * been checked. It never changes.
 */
typedef struct bf_programme bf_programme;

/**
 * What bf_check() says of a document, or bf_plan_verify() of a plan.
 */
typedef struct bf_report bf_report;

/**
 * A rule book that has been checked. It never changes.
 */
typedef struct bf_rules bf_rules;

/**
 * A text that the caller owns. It is UTF-8, ends in a NUL, and grows.
 */
typedef struct bf_text bf_text;

/**
 * Several texts in their order, which the caller owns together.
 */
typedef struct bf_texts bf_texts;

/**
 * What a call comes back with: BF_OK, or why it did nothing. 1 to 99 say that
 * the call itself was wrong, 1000s that the input is, 2000s the rules, 3000s
 * that there is no plan or a plan is wrong, 9000s that bangfu is.
 */
typedef int32_t bf_status;

/**
 * The language of a text for people.
 */
typedef int32_t bf_lang;

/**
 * Which column an array is; its type stands beside each constant.
 */
typedef int32_t bf_column;

/**
 * Hears that `done` of `total` steps are taken, and stops the run by returning
 * anything but 0.
 *
 * It is called on the thread that allocates: at the first step, at the last
 * (`done` equals `total`), and between them at most 20 times a second. It may
 * call any function of this library, also free the handles that the run uses:
 * they are then freed when the run ends. It must return; a C++ exception or a
 * longjmp() through it ends the process (bangfu.hpp takes care of that).
 */
typedef int32_t (*bf_progress_fn)(void *userdata, uint64_t done, uint64_t total);

/* Statuses and languages -------------------------------------------------- */

/** Chinese in simplified characters. */
#define BF_LANG_ZH 0
/** English. */
#define BF_LANG_EN 1
/** Done. */
#define BF_OK 0
/** A pointer that must point to something is null. */
#define BF_NULL_POINTER 1
/** A text is not UTF-8; the error says from which byte on. For GB 18030 there
 * is bf_text_append_gb18030(). */
#define BF_NOT_UTF8 2
/** A handle is of another kind, or was freed. */
#define BF_WRONG_HANDLE 3
/** Something else is being done with the handle: wait for that call to end. */
#define BF_BUSY 4
/** Library and header were made for different interfaces. */
#define BF_WRONG_VERSION 5
/** The memory that the input asks for can't be had; nothing was done. */
#define BF_OUT_OF_MEMORY 6
/** A length that no object in memory can have. */
#define BF_BAD_LENGTH 7
/** An index beyond the end. */
#define BF_OUT_OF_BOUNDS 8
/** The caller's array is too small; the error says how large it must be. */
#define BF_TOO_SMALL 9
/** A constant that this header doesn't have. */
#define BF_UNKNOWN_CONSTANT 10
/** A text is not GB 18030; the error says from which byte on. */
#define BF_NOT_GB18030 11
/** A NUL inside a text. */
#define BF_EMBEDDED_NUL 12
/** Not an amount. */
#define BF_BAD_AMOUNT 1001
/** Not a decimal, or one with too many places. */
#define BF_BAD_DECIMAL 1002
/** An amount that is only bounded stands where an exact one is needed. */
#define BF_AMOUNT_IS_BOUND 1003
/** Not a code of the kind it should be. */
#define BF_BAD_CODE 1020
/** Not a date, or one beyond the years 1 to 9999. */
#define BF_BAD_DATE 1040
/** Not JSON, or not UTF-8. */
#define BF_SYNTAX 1101
/** Nested too deep. */
#define BF_TOO_DEEP 1102
/** A text, a list or the document is too large. */
#define BF_TOO_LARGE 1103
/** A document of no kind that is read here. */
#define BF_UNKNOWN_FORMAT 1104
/** A key stands twice in one object. */
#define BF_DUPLICATE_KEY 1201
/** A key that must be there is not. */
#define BF_MISSING_KEY 1202
/** A key that nobody knows. */
#define BF_UNKNOWN_KEY 1203
/** Several keys where exactly one must stand. */
#define BF_EXACTLY_ONE 1204
/** A value of another type. */
#define BF_WRONG_TYPE 1205
/** A word that nobody knows. */
#define BF_UNKNOWN_VALUE 1206
/** A number, date or sum outside its range. */
#define BF_OUT_OF_RANGE 1207
/** An empty list where one must say something. */
#define BF_EMPTY_LIST 1208
/** Not an id. */
#define BF_BAD_ID 1209
/** An id that another entry has. */
#define BF_DUPLICATE_ID 1210
/** A reference, an id or a plan that leads nowhere. */
#define BF_UNKNOWN_REFERENCE 1211
/** The parts of a gift don't sum to it. */
#define BF_PARTS_DO_NOT_SUM 1212
/** A column that does not fit the others. */
#define BF_BAD_COLUMN 1213
/** A floor above what the need may end at. */
#define BF_FLOOR_ABOVE_CAP 1301
/** A matching that would follow from what needs are granted. */
#define BF_MATCHING_COUPLED 1302
/** Warning: a condition that matches nothing. */
#define BF_MATCHES_NOTHING 1901
/** Warning: a figure that counts twice. */
#define BF_FIGURE_COUNTED_TWICE 1902
/** Warning: a project without needs. */
#define BF_ORPHAN_PROJECT 1903
/** Warning: a resource that has expired. */
#define BF_EXPIRED_RESOURCE 1904
/** Two plans of different programmes are compared. */
#define BF_OTHER_PROGRAMME 1905
/** The rules are not in force on the day, are missing, or are others than those
 * referred to. */
#define BF_RULES_NOT_IN_FORCE 2001
/** A figure that the rules ask for is missing. */
#define BF_UNKNOWN_FIGURE 2002
/** A weight that is too large. */
#define BF_WEIGHT_TOO_LARGE 2003
/** All weights are 0. */
#define BF_WEIGHTS_ALL_ZERO 2004
/** The pool of a matching is no gift of money, or one in parts. */
#define BF_MATCHING_POOL 2005
/** A gift that is to trigger a matching is itself a pool. */
#define BF_MATCHING_CHAIN 2006
/** The floors can't all be met, and the rules say that they must be. */
#define BF_INFEASIBLE_FLOOR 3001
/** The progress callback stopped the run. */
#define BF_CANCELLED 3002
/** A line pays a need that the gift may not pay. */
#define BF_INELIGIBLE_LINE 3101
/** A gift pays more than it has. */
#define BF_OVERSPENT_GIFT 3102
/** A need gets more than it may. */
#define BF_GRANT_ABOVE_LIMIT 3103
/** A cap is exceeded. */
#define BF_CAP_BROKEN 3104
/** Numbers of the plan don't add up. */
#define BF_SUMS_DIFFER 3105
/** A need gets what an earlier one should have had. */
#define BF_NOT_GREEDY 3106
/** A gift is used that should have been used later. */
#define BF_USE_ORDER 3107
/** A reason that is not the first true one. */
#define BF_WRONG_REASON 3108
/** The plan was made for other bytes. */
#define BF_HASH_DIFFERS 3109
/** A defect of bangfu: a panic was caught. The same number as BF_PANIC. */
#define BF_DEFECT 9001
/** A panic of bangfu was caught. What was being written is poisoned: it answers
 * with this from now on and can only be freed. */
#define BF_PANIC 9001

/**
 * Returns the name of a status, such as "UNKNOWN_KEY": the word to write into a
 * log. NULL for a number that is no status of this version. It lives as long
 * as the program.
 */
const char *bf_status_name(bf_status status);

/* The library ------------------------------------------------------------- */

/** The interface's number, which the name of the shared library bears:
 * libbangfu.so.0. It is 0 while the interface still grows, and then changes
 * only when a program would have to be compiled anew. */
#define BF_ABI_VERSION 0

/**
 * Returns the version of the library that is running, such as "0.1.0". It
 * lives as long as the program.
 */
const char *bf_version(void);

/**
 * Returns the interface's number of the library that is running: what
 * BF_ABI_VERSION was when it was compiled.
 */
int32_t bf_abi_version(void);

/**
 * Asks whether a caller that was compiled for an interface and a version can
 * be served. bf_check_abi() asks with the numbers of this header; a binding
 * that has no header asks with those it was written for.
 *
 * Right when the interface is the same and the library is not older. Statuses:
 * BF_WRONG_VERSION.
 */
bf_status bf_check_version(int32_t abi, int32_t major, int32_t minor, bf_error **err);

/* Errors ------------------------------------------------------------------ */

/**
 * Frees an error and its findings. NULL is fine.
 */
void bf_error_free(bf_error *error);

/**
 * Returns the status of the call that failed: the number of the first finding.
 * BF_OK when `error` is NULL or no error.
 */
bf_status bf_error_status(const bf_error *error);

/**
 * Returns how many findings the error holds: 1 to 1000. 0 when `error` is NULL
 * or no error. bf_error_more() says how many there are besides.
 */
size_t bf_error_count(const bf_error *error);

/**
 * Returns how many findings there are beyond those that are kept. 0 when
 * `error` is NULL or no error.
 */
size_t bf_error_more(const bf_error *error);

/**
 * Lends the finding at `index`, counted from 0 in the order of the document.
 * NULL beyond the end, or when `error` is NULL or no error. It lives as long
 * as the error.
 */
const bf_finding *bf_error_at(const bf_error *error, size_t index);

/**
 * Writes the findings as a document: `{"errors":[…]}`, as the command line
 * prints it. `*out` is a new text: free it with bf_text_free(). Safe from many
 * threads at once. Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE,
 * BF_UNKNOWN_CONSTANT.
 */
bf_status bf_error_json(const bf_error *error, bf_lang lang, bf_text **out, bf_error **err);

/**
 * Returns the number of a finding. BF_OK when `finding` is NULL or none.
 */
bf_status bf_finding_status(const bf_finding *finding);

/**
 * Lends the name of a finding, such as "UNKNOWN_KEY": it never changes. NULL
 * when `finding` is NULL or none.
 */
const char *bf_finding_name(const bf_finding *finding);

/**
 * Lends what is wrong, where, and what would be right, in whole sentences. It
 * holds no name of a person, no ID number, no account. NULL when `finding` is
 * NULL or none, or `lang` is no language.
 */
const char *bf_finding_text(const bf_finding *finding, bf_lang lang);

/**
 * Returns the length in bytes of bf_finding_text(), without its NUL.
 */
size_t bf_finding_text_len(const bf_finding *finding, bf_lang lang);

/**
 * Lends the JSON Pointer to the place in the document, such as
 * "/lists/needs/3/floor"; "" is all of it. What might be an ID number is
 * masked. NULL when `finding` is NULL or none.
 */
const char *bf_finding_pointer(const bf_finding *finding);

/**
 * Returns the length in bytes of bf_finding_pointer(), without its NUL.
 */
size_t bf_finding_pointer_len(const bf_finding *finding);

/**
 * Returns the line of the document, counted from 1. -1 where it is not known,
 * or when `finding` is NULL or none.
 */
int64_t bf_finding_line(const bf_finding *finding);

/**
 * Returns the column, counted from 1 in characters. -1 where it is not known,
 * or when `finding` is NULL or none.
 */
int64_t bf_finding_column(const bf_finding *finding);

/**
 * Lends the numbers behind a finding as JSON: of BF_INFEASIBLE_FLOOR the needs
 * and what they lack. NULL where there are none, or when `finding` is NULL or
 * none.
 */
const char *bf_finding_facts(const bf_finding *finding);

/**
 * Returns the length in bytes of bf_finding_facts(), without its NUL.
 */
size_t bf_finding_facts_len(const bf_finding *finding);

/* Texts ------------------------------------------------------------------- */

/**
 * Makes an empty text in `*out`: free it with bf_text_free(). Statuses:
 * BF_NULL_POINTER.
 */
bf_status bf_text_new(bf_text **out, bf_error **err);

/**
 * Frees a text. NULL is fine.
 */
void bf_text_free(bf_text *text);

/**
 * Appends UTF-8; it may be what this text itself lent. Afterwards, what
 * bf_text_utf8() lent is gone. While another
 * call uses the text, and from a callback inside such a call: BF_BUSY.
 * Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE, BF_BUSY, BF_BAD_LENGTH,
 * BF_NOT_UTF8, BF_EMBEDDED_NUL, BF_OUT_OF_MEMORY, and then the text is as it
 * was.
 */
bf_status bf_text_append(bf_text *text, const char *utf8, size_t len, bf_error **err);

/**
 * Appends GB 18030 (GBK and GB 2312 are parts of it) as UTF-8. This is the one
 * place where text in another encoding comes in; nothing guesses. Threads and
 * statuses as bf_text_append(), with BF_NOT_GB18030 in place of BF_NOT_UTF8.
 */
bf_status bf_text_append_gb18030(bf_text *text, const char *bytes, size_t len, bf_error **err);

/**
 * Empties a text and keeps its memory. Threads as bf_text_append(). Statuses:
 * BF_NULL_POINTER, BF_WRONG_HANDLE, BF_BUSY.
 */
bf_status bf_text_clear(bf_text *text, bf_error **err);

/**
 * Lends the text, ending in a NUL, until it is changed or freed. NULL when
 * `text` is NULL or no text, or while it is being changed. Safe from many
 * threads at once.
 */
const char *bf_text_utf8(const bf_text *text);

/**
 * Returns the length of the text in bytes, without its NUL. 0 where
 * bf_text_utf8() is NULL.
 */
size_t bf_text_len(const bf_text *text);

/**
 * Writes the text as GB 18030 with a NUL into `out`, an array of `cap` bytes.
 * `*needed`, unless NULL, is how many bytes it takes; ask with `cap` 0. Safe
 * from many threads at once. Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE,
 * BF_BUSY, BF_TOO_SMALL, BF_OUT_OF_MEMORY, and BF_NOT_GB18030 for U+E5E5, the
 * one character that GB 18030 lacks. Eighteen private-use characters become
 * those that the edition of 2022 has in their place.
 */
bf_status bf_text_to_gb18030(const bf_text *text,
                             char *out,
                             size_t cap,
                             size_t *needed,
                             bf_error **err);

/**
 * Frees a list of texts. NULL is fine.
 */
void bf_texts_free(bf_texts *texts);

/**
 * Returns how many texts there are. 0 when `texts` is NULL or no list. Safe
 * from many threads at once.
 */
size_t bf_texts_count(const bf_texts *texts);

/**
 * Lends the text at `index`, counted from 0, for as long as the list lives.
 * NULL beyond the end, or when `texts` is NULL or no list. Safe from many
 * threads at once.
 */
const char *bf_texts_at(const bf_texts *texts, size_t index);

/**
 * Returns the length in bytes of bf_texts_at(), without its NUL.
 */
size_t bf_texts_len(const bf_texts *texts, size_t index);

/* Documents --------------------------------------------------------------- */

/**
 * Checks a document of any kind (programme, rules, plan) and says all that is
 * wrong or odd with it.
 *
 * A document that is wrong is no error of this call: it is what the report
 * says. `*out` is a new report: free it with bf_report_free(). `json` is `len`
 * bytes, or BF_NTS; it is not kept. Safe from many threads at once. Statuses:
 * BF_NULL_POINTER, BF_BAD_LENGTH, BF_OUT_OF_MEMORY.
 */
bf_status bf_check(const char *json, size_t len, bf_report **out, bf_error **err);

/**
 * Writes a document of any kind in its canonical bytes: sorted keys, no
 * spaces, so that equal documents are equal bytes.
 *
 * `*text` is that, without a final newline; `*hash` is "sha256:" and the hash
 * of it and one final newline, as plans name it. Either may be NULL if it is
 * not wanted; both are new texts: free them with bf_text_free(). Safe from
 * many threads at once. Statuses: as bf_programme_read().
 */
bf_status bf_canonical(const char *json,
                       size_t len,
                       bf_text **text,
                       bf_text **hash,
                       bf_error **err);

/**
 * Frees a report and its findings. NULL is fine.
 */
void bf_report_free(bf_report *report);

/**
 * Returns 1 when nothing is wrong, 0 when something is. -1 when `report` is
 * NULL or no report, so compare with 1. Safe from many threads at once, as all
 * that follow.
 */
int32_t bf_report_ok(const bf_report *report);

/**
 * Returns how many errors (of a plan: violations) the report holds, at most
 * 1000; bf_report_more() says how many there are besides. 0 when `report` is
 * NULL or no report.
 */
size_t bf_report_error_count(const bf_report *report);

/**
 * Returns how many errors there are beyond those that are kept. 0 when
 * `report` is NULL or no report.
 */
size_t bf_report_more(const bf_report *report);

/**
 * Lends the error at `index`, counted from 0 in the order of the document, for
 * as long as the report lives. NULL beyond the end, or when `report` is NULL
 * or no report.
 */
const bf_finding *bf_report_error_at(const bf_report *report, size_t index);

/**
 * Returns how many warnings there are: what is odd in a document without
 * errors. 0 when `report` is NULL or no report.
 */
size_t bf_report_warning_count(const bf_report *report);

/**
 * Lends the warning at `index`, as bf_report_error_at().
 */
const bf_finding *bf_report_warning_at(const bf_report *report, size_t index);

/**
 * Lends the format of the document that was checked, such as
 * "bangfu.programme/1". NULL where it could not be told, for a verified plan,
 * or when `report` is NULL or no report.
 */
const char *bf_report_format(const bf_report *report);

/**
 * Returns how many lines of the plan were verified. 0 for a document that was
 * checked, or when `report` is NULL or no report.
 */
size_t bf_report_lines_checked(const bf_report *report);

/**
 * Returns how many needs of the plan were verified. 0 for a document that was
 * checked, or when `report` is NULL or no report.
 */
size_t bf_report_needs_checked(const bf_report *report);

/**
 * Returns how many gifts of the plan were verified. 0 for a document that was
 * checked, or when `report` is NULL or no report.
 */
size_t bf_report_gifts_checked(const bf_report *report);

/**
 * Returns 1 when it was verified which needs fall below the minimum grant, 0
 * when there are too many needs for that and the plan was believed. -1 for a
 * document that was checked, or when `report` is NULL or no report.
 */
int32_t bf_report_minimum_grant_checked(const bf_report *report);

/**
 * Writes the report as a document: `{"ok":…,"errors":[…],"warnings":[…]}`, of
 * a plan `{"ok":…,"violations":[…],…}`. `*out` is a new text: free it with
 * bf_text_free(). Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE,
 * BF_UNKNOWN_CONSTANT.
 */
bf_status bf_report_json(const bf_report *report, bf_lang lang, bf_text **out, bf_error **err);

/**
 * Writes what was verified and what came of it, to be filed with the plan:
 * hashes, sums, the judgement. `*out` is a new text: free it with
 * bf_text_free(). Statuses: BF_NULL_POINTER, BF_UNKNOWN_CONSTANT, and
 * BF_WRONG_HANDLE also for the report on a document.
 */
bf_status bf_report_certificate(const bf_report *report,
                                bf_lang lang,
                                bf_text **out,
                                bf_error **err);

/* Programmes and rules ---------------------------------------------------- */

/**
 * Reads a programme and checks all of it, its rules included.
 *
 * On BF_OK `*out` is a new programme: free it with bf_programme_free().
 * Otherwise `*err` lists every error of the document (bf_error_count(),
 * bf_error_at()), each with its JSON Pointer, line and column. `json` is `len`
 * bytes, or BF_NTS; it is not kept. Safe from many threads at once. Statuses:
 * BF_NULL_POINTER, BF_BAD_LENGTH, BF_OUT_OF_MEMORY, and the number of the
 * first error of the document, a number from 1001 to 2999.
 */
bf_status bf_programme_read(const char *json, size_t len, bf_programme **out, bf_error **err);

/**
 * Frees a programme. NULL is fine.
 */
void bf_programme_free(bf_programme *programme);

/**
 * Lends the id of the programme for as long as it lives. NULL when `programme`
 * is NULL or no programme. Safe from many threads at once, as all that follow.
 */
const char *bf_programme_id(const bf_programme *programme);

/**
 * Lends the name of the programme. NULL where it has none, or when `programme`
 * is NULL or no programme.
 */
const char *bf_programme_name(const bf_programme *programme);

/**
 * Returns the length in bytes of bf_programme_name(), without its NUL.
 */
size_t bf_programme_name_len(const bf_programme *programme);

/**
 * Lends the day of the plan, such as "2024-04-02". NULL when `programme` is
 * NULL or no programme.
 */
const char *bf_programme_as_of(const bf_programme *programme);

/**
 * Returns how many needs there are. 0 when `programme` is NULL or no
 * programme.
 */
size_t bf_programme_need_count(const bf_programme *programme);

/**
 * Returns how many gifts there are. 0 when `programme` is NULL or no
 * programme.
 */
size_t bf_programme_gift_count(const bf_programme *programme);

/**
 * Writes the programme in its canonical bytes, without a final newline. `*out`
 * is a new text: free it with bf_text_free(). Statuses: BF_NULL_POINTER,
 * BF_WRONG_HANDLE.
 */
bf_status bf_programme_json(const bf_programme *programme, bf_text **out, bf_error **err);

/**
 * Writes "sha256:" and the hash of the canonical bytes and one final newline,
 * as plans name it. `*out` is a new text: free it with bf_text_free().
 * Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE.
 */
bf_status bf_programme_hash(const bf_programme *programme, bf_text **out, bf_error **err);

/**
 * Reads a rule book that stands in a document of its own; a programme may also
 * hold its rules itself.
 *
 * On BF_OK `*out` is a new rule book: free it with bf_rules_free(). All else
 * as bf_programme_read(). Statuses: BF_NULL_POINTER, BF_BAD_LENGTH,
 * BF_OUT_OF_MEMORY, and the number of the first error of the document,
 * a number from 1001 to 2999.
 */
bf_status bf_rules_read(const char *json, size_t len, bf_rules **out, bf_error **err);

/**
 * Frees a rule book. NULL is fine.
 */
void bf_rules_free(bf_rules *rules);

/**
 * Lends the id of the rule book for as long as it lives. NULL when `rules` is
 * NULL or no rule book. Safe from many threads at once, as all that follow.
 */
const char *bf_rules_id(const bf_rules *rules);

/**
 * Writes the rule book in its canonical bytes, without a final newline. `*out`
 * is a new text: free it with bf_text_free(). Statuses: BF_NULL_POINTER,
 * BF_WRONG_HANDLE.
 */
bf_status bf_rules_json(const bf_rules *rules, bf_text **out, bf_error **err);

/**
 * Writes "sha256:" and the hash of the canonical bytes and one final newline,
 * as plans name it. `*out` is a new text: free it with bf_text_free().
 * Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE.
 */
bf_status bf_rules_hash(const bf_rules *rules, bf_text **out, bf_error **err);

/** Of `char`: the ids of the needs, one after the other; what rows there are,
 * BF_COLUMN_NEED_ID_ENDS says. */
#define BF_COLUMN_NEED_ID 1
/** Of `uint64_t`: where each id ends, in bytes: an entry for every need. */
#define BF_COLUMN_NEED_ID_ENDS 2
/** Of `uint64_t`: division codes as numbers of 6, 9 or 12 digits:
 * 511781109390. */
#define BF_COLUMN_NEED_PLACE 3
/** Of `char`: the ids of the projects that BF_COLUMN_NEED_PROJECT counts. */
#define BF_COLUMN_NEED_PROJECTS 4
/** Of `uint64_t`: where each of these ends. */
#define BF_COLUMN_NEED_PROJECTS_ENDS 5
/** Of `uint32_t`: which project, counted from 0, or BF_NO_INDEX. */
#define BF_COLUMN_NEED_PROJECT 6
/** Of `char`: the categories that BF_COLUMN_NEED_CATEGORY counts. */
#define BF_COLUMN_NEED_CATEGORIES 7
/** Of `uint64_t`: where each of these ends. */
#define BF_COLUMN_NEED_CATEGORIES_ENDS 8
/** Of `uint32_t`: which category, or BF_NO_INDEX for that of the project. */
#define BF_COLUMN_NEED_CATEGORY 9
/** Of `uint32_t`: tiers, from 1 on. */
#define BF_COLUMN_NEED_TIER 10
/** Of `int64_t`: what is asked for in all, in fen. */
#define BF_COLUMN_NEED_MONEY 11
/** Of `int64_t`: what is there already, in fen. */
#define BF_COLUMN_NEED_ALREADY 12
/** Of `int64_t`: floors, in fen. */
#define BF_COLUMN_NEED_FLOOR 13
/** Of `int64_t`: caps, in fen. */
#define BF_COLUMN_NEED_CAP 14
/** Of `uint64_t`: weights in millionths. */
#define BF_COLUMN_NEED_WEIGHT 15
/** Of `char`: the ids of the gifts. */
#define BF_COLUMN_GIFT_ID 101
/** Of `uint64_t`: where each id ends: an entry for every gift. */
#define BF_COLUMN_GIFT_ID_ENDS 102
/** Of `char`: the ids of the organisations that the next two count. */
#define BF_COLUMN_GIFT_ORGANISATIONS 103
/** Of `uint64_t`: where each of these ends. */
#define BF_COLUMN_GIFT_ORGANISATIONS_ENDS 104
/** Of `uint32_t`: which organisation gave, counted from 0. */
#define BF_COLUMN_GIFT_DONOR 105
/** Of `uint32_t`: which organisation received. */
#define BF_COLUMN_GIFT_RECIPIENT 106
/** Of `uint32_t`: days as numbers: 20240402. */
#define BF_COLUMN_GIFT_RECEIVED_ON 107
/** Of `int64_t`: what was given, in fen. */
#define BF_COLUMN_GIFT_MONEY 108
/** Of `char`: the forces that BF_COLUMN_GIFT_FORCE counts: "east_west" and so
 * on. */
#define BF_COLUMN_GIFT_FORCES 109
/** Of `uint64_t`: where each of these ends. */
#define BF_COLUMN_GIFT_FORCES_ENDS 110
/** Of `uint32_t`: which force, or BF_NO_INDEX. */
#define BF_COLUMN_GIFT_FORCE 111
/** Of `char`: the restrictions that BF_COLUMN_GIFT_RESTRICTION counts, each
 * as JSON. */
#define BF_COLUMN_GIFT_RESTRICTIONS 112
/** Of `uint64_t`: where each of these ends. */
#define BF_COLUMN_GIFT_RESTRICTIONS_ENDS 113
/** Of `uint32_t`: which restriction, or BF_NO_INDEX for "none". */
#define BF_COLUMN_GIFT_RESTRICTION 114
/** Of `uint32_t`: agreed ceilings of overhead in millionths, or BF_NO_INDEX. */
#define BF_COLUMN_GIFT_OVERHEAD 115
/** Of `uint32_t`: last days of use as numbers, or BF_NO_INDEX. */
#define BF_COLUMN_GIFT_USE_BY 116

/**
 * Reads a programme whose needs and gifts of money, or some of them, stand in
 * arrays of the caller's: a million rows cost less than allocating to them.
 *
 * `json` is the rest of the programme, as for bf_programme_read(). `columns`,
 * `data` and `counts` are arrays of `column_count` entries: which column, where
 * its array begins, and how many entries it has (of a text, how many bytes).
 * Ids, places and money of needs, and ids, donors, recipients, days and money
 * of gifts must be given where there are such rows, and every other column has
 * as many entries or is left out. On BF_OK `*out` is a new programme: free it
 * with bf_programme_free(). Otherwise `*err` lists every error of the document;
 * if it has none, of the columns, with JSON Pointers such as
 * /lists/needs/17/place; if they have none, of the whole. Rows of the document
 * count first, and only its own errors have lines.
 * Nothing is kept. Safe from many threads at once. Statuses:
 * BF_NULL_POINTER, BF_BAD_LENGTH, BF_NOT_UTF8, BF_OUT_OF_MEMORY,
 * BF_UNKNOWN_CONSTANT for a column that is none or stands twice, and the
 * number of the first error, a number from 1001 to 2999.
 */
bf_status bf_programme_read_columns(const char *json,
                                    size_t len,
                                    const bf_column *columns,
                                    const void *const *data,
                                    const size_t *counts,
                                    size_t column_count,
                                    bf_programme **out,
                                    bf_error **err);

/**
 * Allocates the gifts of a programme to its needs: exact to the fen, and the
 * same on every machine.
 *
 * `rules` may be NULL: then the programme's own apply. `progress` may be NULL;
 * `userdata` is handed to it unseen. On BF_OK `*out` is a new plan: free it
 * with bf_plan_free(). Safe from many threads at once, also on the same
 * programme. Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE, BF_CANCELLED when
 * `progress` stopped it, BF_INFEASIBLE_FLOOR, BF_TOO_LARGE, BF_OUT_OF_RANGE,
 * and BF_MISSING_KEY to BF_WEIGHTS_ALL_ZERO when the rules can't be applied to
 * this programme.
 */
bf_status bf_programme_allocate(const bf_programme *programme,
                                const bf_rules *rules,
                                bf_progress_fn progress,
                                void *userdata,
                                bf_plan **out,
                                bf_error **err);

/* Plans ------------------------------------------------------------------- */

/** A sum of a plan: what arrived. */
#define BF_TOTAL_RECEIVED 1
/** A sum of a plan: what is kept for overhead; of money alone. */
#define BF_TOTAL_OVERHEAD 2
/** A sum of a plan: what is kept in reserve; of money alone. */
#define BF_TOTAL_RESERVE 3
/** A sum of a plan: what the gifts could pay; of money alone. */
#define BF_TOTAL_AVAILABLE 4
/** A sum of a plan: what the needs ask for. */
#define BF_TOTAL_REQUIRED 5
/** A sum of a plan: what it grants. */
#define BF_TOTAL_GRANTED 6
/** A sum of a plan: what is left. */
#define BF_TOTAL_HELD 7

/**
 * Reads a plan, whoever made it, and puts its arrays in their order. Its form
 * is checked, not whether it is right.
 *
 * On BF_OK `*out` is a new plan: free it with bf_plan_free(). All else as
 * bf_programme_read(). Statuses: BF_NULL_POINTER, BF_BAD_LENGTH,
 * BF_OUT_OF_MEMORY, and the number of the first error of the document,
 * a number from 1001 to 1999.
 */
bf_status bf_plan_read(const char *json, size_t len, bf_plan **out, bf_error **err);

/**
 * Frees a plan. NULL is fine.
 */
void bf_plan_free(bf_plan *plan);

/**
 * Writes the plan in its canonical bytes, without a final newline. `*out` is a
 * new text: free it with bf_text_free(). Safe from many threads at once, as
 * all that follow. Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE.
 */
bf_status bf_plan_json(const bf_plan *plan, bf_text **out, bf_error **err);

/**
 * Lends the id of the programme that the plan is for, for as long as the plan
 * lives. NULL when `plan` is NULL or no plan.
 */
const char *bf_plan_programme(const bf_plan *plan);

/**
 * Lends the id of the rules that it goes by, for as long as the plan lives.
 * NULL when `plan` is NULL or no plan.
 */
const char *bf_plan_rules(const bf_plan *plan);

/**
 * Lends the day of the plan, for as long as the plan lives. NULL when `plan`
 * is NULL or no plan.
 */
const char *bf_plan_as_of(const bf_plan *plan);

/**
 * Lends which engine made it, with its version, for as long as the plan lives.
 * NULL when `plan` is NULL or no plan.
 */
const char *bf_plan_engine(const bf_plan *plan);

/**
 * Lends the hash of the programme that it was made for, for as long as the
 * plan lives. NULL when `plan` is NULL or no plan.
 */
const char *bf_plan_input_hash(const bf_plan *plan);

/**
 * Lends the hash of the rules that it was made by, for as long as the plan
 * lives. NULL when `plan` is NULL or no plan.
 */
const char *bf_plan_rules_hash(const bf_plan *plan);

/**
 * Returns the length in bytes of bf_plan_engine(), without its NUL.
 */
size_t bf_plan_engine_len(const bf_plan *plan);

/**
 * Returns how many needs the plan has rows for. 0 when `plan` is NULL or no
 * plan.
 */
size_t bf_plan_need_count(const bf_plan *plan);

/**
 * Lends the id of the need at `index`, for as long as the plan lives. NULL
 * beyond the end, or when `plan` is NULL or no plan.
 */
const char *bf_plan_need_id(const bf_plan *plan, size_t index);

/**
 * Returns the length in bytes of bf_plan_need_id(), without its NUL.
 */
size_t bf_plan_need_id_len(const bf_plan *plan, size_t index);

/**
 * Finds the index of a need by its id. Statuses: BF_NULL_POINTER,
 * BF_WRONG_HANDLE, BF_NOT_UTF8, BF_BAD_LENGTH, BF_EMBEDDED_NUL, and
 * BF_UNKNOWN_REFERENCE when there is none.
 */
bf_status bf_plan_find_need(const bf_plan *plan,
                            const char *id,
                            size_t len,
                            size_t *index,
                            bf_error **err);

/**
 * Returns how many gifts the plan has rows for. 0 when `plan` is NULL or no
 * plan.
 */
size_t bf_plan_gift_count(const bf_plan *plan);

/**
 * Lends the id of the gift at `index`, for as long as the plan lives. NULL
 * beyond the end, or when `plan` is NULL or no plan.
 */
const char *bf_plan_gift_id(const bf_plan *plan, size_t index);

/**
 * Returns the length in bytes of bf_plan_gift_id(), without its NUL.
 */
size_t bf_plan_gift_id_len(const bf_plan *plan, size_t index);

/**
 * Finds the index of a gift by its id. Statuses: BF_NULL_POINTER,
 * BF_WRONG_HANDLE, BF_NOT_UTF8, BF_BAD_LENGTH, BF_EMBEDDED_NUL, and
 * BF_UNKNOWN_REFERENCE when there is none.
 */
bf_status bf_plan_find_gift(const bf_plan *plan,
                            const char *id,
                            size_t len,
                            size_t *index,
                            bf_error **err);

/**
 * Returns how many lines the plan has: which gift pays which need. 0 when
 * `plan` is NULL or no plan.
 */
size_t bf_plan_line_count(const bf_plan *plan);

/**
 * Returns how many items (kinds of goods) the plan names. 0 when `plan` is
 * NULL or no plan.
 */
size_t bf_plan_item_count(const bf_plan *plan);

/**
 * Lends the id of the item at `index`, for as long as the plan lives. NULL
 * beyond the end, or when `plan` is NULL or no plan.
 */
const char *bf_plan_item_id(const bf_plan *plan, size_t index);

/**
 * Gives a sum of money over the plan in fen, BF_TOTAL_RECEIVED to
 * BF_TOTAL_HELD. Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE,
 * BF_UNKNOWN_CONSTANT.
 */
bf_status bf_plan_total(const bf_plan *plan, int32_t which, int64_t *fen, bf_error **err);

/**
 * Gives a sum over the units of the item at `index`: BF_TOTAL_RECEIVED,
 * BF_TOTAL_REQUIRED, BF_TOTAL_GRANTED or BF_TOTAL_HELD; 0 where somebody's plan
 * has rows of the item and no sums. Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE,
 * BF_OUT_OF_BOUNDS, and BF_UNKNOWN_CONSTANT for the sums that there are of
 * money alone.
 */
bf_status bf_plan_item_total(const bf_plan *plan,
                             size_t index,
                             int32_t which,
                             int64_t *units,
                             bf_error **err);

/** An index that leads nowhere: no item (it is money), or a line of somebody's
 * plan that names a need or gift without a row. */
#define BF_NO_INDEX 4294967295
/** Why a need gets no more: nobody knows how much it needs. */
#define BF_NEED_UNKNOWN_QUANTITY 1
/** Why a need gets no more: it has all it asks for. */
#define BF_NEED_MET 2
/** Why a need gets no more: it has reached its own cap. */
#define BF_NEED_CAPPED 3
/** Why a need gets no more: what it could get is below the minimum grant. */
#define BF_NEED_BELOW_MINIMUM 4
/** Why a need gets no more: it counts 0, so it gets nothing beyond its floor. */
#define BF_NEED_ZERO_WEIGHT 5
/** Why a need gets no more: no gift that has anything available may pay it. */
#define BF_NEED_NO_ELIGIBLE_GIFT 6
/** Why a need gets no more: a cap on a group that it belongs to is full. */
#define BF_NEED_GROUP_CAPPED 7
/** Why a need gets no more: all that may pay it went to earlier phases. */
#define BF_NEED_OUTRANKED 8
/** Why a need gets no more: all that may pay it is used up. */
#define BF_NEED_SHORT 9
/** Why no more of a gift is used: it arrives after the day of the plan. */
#define BF_GIFT_NOT_YET_RECEIVED 1
/** Why no more of a gift is used: the last day on which it may be used has
 * passed. */
#define BF_GIFT_USE_BY_PASSED 2
/** Why no more of a gift is used: the goods do not stay good for long enough. */
#define BF_GIFT_BEST_BEFORE 3
/** Why no more of a gift is used: nothing of it is left. */
#define BF_GIFT_USED_UP 4
/** Why no more of a gift is used: it may pay no need of the programme. */
#define BF_GIFT_NO_ELIGIBLE_NEED 5
/** Why no more of a gift is used: what is left is less than a pack. */
#define BF_GIFT_BELOW_PACK 6
/** Why no more of a gift is used: the needs that it may pay want no more. */
#define BF_GIFT_NO_FURTHER_ELIGIBLE_NEED 7
/** Why no more of a gift is used: it matches other gifts, and what is left no
 * gift has triggered. */
#define BF_GIFT_NOT_TRIGGERED 8

/**
 * Copies what each need asks for in all, in fen or in units of its item; -1
 * where that is unknown or unlimited: of `count` needs from `first` on into
 * `out`, an array of as many. Copy whole columns: a call for each row costs
 * more than the row. Safe from many threads at once, as all that follow.
 * Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE, BF_OUT_OF_BOUNDS when there are
 * fewer needs, and then nothing is written.
 */
bf_status bf_plan_copy_need_required(const bf_plan *plan,
                                     size_t first,
                                     size_t count,
                                     int64_t *out,
                                     bf_error **err);

/**
 * Copies what each need had before, in fen or units. All else as
 * bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_need_already(const bf_plan *plan,
                                    size_t first,
                                    size_t count,
                                    int64_t *out,
                                    bf_error **err);

/**
 * Copies what the plan grants each need, in fen or units. All else as
 * bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_need_granted(const bf_plan *plan,
                                    size_t first,
                                    size_t count,
                                    int64_t *out,
                                    bf_error **err);

/**
 * Copies the numerator of each level, (already + granted) / required in lowest
 * terms. All else as bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_need_level_num(const bf_plan *plan,
                                      size_t first,
                                      size_t count,
                                      int64_t *out,
                                      bf_error **err);

/**
 * Copies the denominator of each level; 0 where a need has none, since what it
 * asks for is unknown or unlimited. All else as bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_need_level_den(const bf_plan *plan,
                                      size_t first,
                                      size_t count,
                                      int64_t *out,
                                      bf_error **err);

/**
 * Copies why each need gets no more, BF_NEED_UNKNOWN_QUANTITY to
 * BF_NEED_SHORT. All else as bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_need_reason(const bf_plan *plan,
                                   size_t first,
                                   size_t count,
                                   uint8_t *out,
                                   bf_error **err);

/**
 * Copies the item of each need by its index (bf_plan_item_id()); BF_NO_INDEX
 * for money. All else as bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_need_item(const bf_plan *plan,
                                 size_t first,
                                 size_t count,
                                 uint32_t *out,
                                 bf_error **err);

/**
 * Copies what arrived of each gift, in fen or in units of its item. All else
 * as bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_gift_received(const bf_plan *plan,
                                     size_t first,
                                     size_t count,
                                     int64_t *out,
                                     bf_error **err);

/**
 * Copies what is kept of each gift for overhead, in fen; 0 for goods. All else
 * as bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_gift_overhead(const bf_plan *plan,
                                     size_t first,
                                     size_t count,
                                     int64_t *out,
                                     bf_error **err);

/**
 * Copies what is kept of each gift in reserve, in fen; 0 for goods. All else
 * as bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_gift_reserve(const bf_plan *plan,
                                    size_t first,
                                    size_t count,
                                    int64_t *out,
                                    bf_error **err);

/**
 * Copies what the plan uses of each gift, in fen or units. All else as
 * bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_gift_used(const bf_plan *plan,
                                 size_t first,
                                 size_t count,
                                 int64_t *out,
                                 bf_error **err);

/**
 * Copies what is left of each gift, in fen or units. All else as
 * bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_gift_held(const bf_plan *plan,
                                 size_t first,
                                 size_t count,
                                 int64_t *out,
                                 bf_error **err);

/**
 * Copies why no more of each gift is used, BF_GIFT_NOT_YET_RECEIVED to
 * BF_GIFT_NOT_TRIGGERED. All else as bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_gift_reason(const bf_plan *plan,
                                   size_t first,
                                   size_t count,
                                   uint8_t *out,
                                   bf_error **err);

/**
 * Copies the item of each gift by its index (bf_plan_item_id()); BF_NO_INDEX
 * for money. All else as bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_gift_item(const bf_plan *plan,
                                 size_t first,
                                 size_t count,
                                 uint32_t *out,
                                 bf_error **err);

/**
 * Copies the gift of each line by its index; BF_NO_INDEX where somebody's plan
 * names one without a row. All else as bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_line_gift(const bf_plan *plan,
                                 size_t first,
                                 size_t count,
                                 uint32_t *out,
                                 bf_error **err);

/**
 * Copies the part of the gift that each line draws on, counted from 0; -1 for
 * a gift that is neither in parts nor a pool. All else as bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_line_part(const bf_plan *plan,
                                 size_t first,
                                 size_t count,
                                 int64_t *out,
                                 bf_error **err);

/**
 * Copies the need of each line by its index; BF_NO_INDEX where somebody's plan
 * names one without a row. All else as bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_line_need(const bf_plan *plan,
                                 size_t first,
                                 size_t count,
                                 uint32_t *out,
                                 bf_error **err);

/**
 * Copies what each line pays, in fen or in units as
 * bf_plan_copy_line_in_units() says. All else as bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_line_amount(const bf_plan *plan,
                                   size_t first,
                                   size_t count,
                                   int64_t *out,
                                   bf_error **err);

/**
 * Copies what each line pays in: 0 for fen, 1 for units of an item. A line says
 * it itself, for in somebody's plan its need and its gift may be without rows.
 * All else as bf_plan_copy_need_required().
 */
bf_status bf_plan_copy_line_in_units(const bf_plan *plan,
                                     size_t first,
                                     size_t count,
                                     uint8_t *out,
                                     bf_error **err);

/**
 * Returns the name of a reason of a need as documents write it, such as
 * "SHORT". NULL for a number that is no such reason. It lives as long as the
 * program.
 */
const char *bf_need_reason_name(uint8_t reason);

/**
 * Returns the name of a reason of a gift as documents write it, such as
 * "USED_UP". NULL for a number that is no such reason. It lives as long as the
 * program.
 */
const char *bf_gift_reason_name(uint8_t reason);

/**
 * Explains why a need gets as much as it does, in whole sentences, a paragraph
 * a line. `rules` may be NULL: then the programme's own apply, as they did
 * when the plan was made. `*out` is a new text: free it with bf_text_free().
 * Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE, BF_NOT_UTF8, BF_BAD_LENGTH,
 * BF_EMBEDDED_NUL, BF_UNKNOWN_CONSTANT, BF_UNKNOWN_REFERENCE when there is no
 * such need or the plan is another programme's, and BF_RULES_NOT_IN_FORCE and
 * such when no rules apply.
 */
bf_status bf_plan_explain_need(const bf_plan *plan,
                               const bf_programme *programme,
                               const bf_rules *rules,
                               const char *id,
                               size_t len,
                               bf_lang lang,
                               bf_text **out,
                               bf_error **err);

/**
 * Explains why a need gets as much as it does, as a document: the reason, the
 * text of bf_plan_explain_need(), and the numbers behind it. All else as
 * there.
 */
bf_status bf_plan_explain_need_json(const bf_plan *plan,
                                    const bf_programme *programme,
                                    const bf_rules *rules,
                                    const char *id,
                                    size_t len,
                                    bf_lang lang,
                                    bf_text **out,
                                    bf_error **err);

/**
 * Explains what becomes of a gift and why no more of it is used, in whole
 * sentences, a paragraph a line. `rules` may be NULL: then the programme's own
 * apply, as they did when the plan was made. `*out` is a new text: free it
 * with bf_text_free(). Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE,
 * BF_NOT_UTF8, BF_BAD_LENGTH, BF_EMBEDDED_NUL, BF_UNKNOWN_CONSTANT,
 * BF_UNKNOWN_REFERENCE when there is no such gift or the plan is another
 * programme's, and BF_RULES_NOT_IN_FORCE and such when no rules apply.
 */
bf_status bf_plan_explain_gift(const bf_plan *plan,
                               const bf_programme *programme,
                               const bf_rules *rules,
                               const char *id,
                               size_t len,
                               bf_lang lang,
                               bf_text **out,
                               bf_error **err);

/**
 * Explains what becomes of a gift and why no more of it is used, as a
 * document: the reason, the text of bf_plan_explain_gift(), and the numbers
 * behind it. All else as there.
 */
bf_status bf_plan_explain_gift_json(const bf_plan *plan,
                                    const bf_programme *programme,
                                    const bf_rules *rules,
                                    const char *id,
                                    size_t len,
                                    bf_lang lang,
                                    bf_text **out,
                                    bf_error **err);

/**
 * Verifies a plan, whoever made it: lawful, affordable, greedy, complete.
 *
 * A plan that is wrong is no error of this call: it is what the report says,
 * with every violation at its place in the plan. `rules` may be NULL: then the
 * programme's own apply. `*out` is a new report: free it with
 * bf_report_free(). Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE, and
 * BF_RULES_NOT_IN_FORCE and such when the rules can't be applied to the
 * programme: then no plan is right or wrong.
 */
bf_status bf_plan_verify(const bf_plan *plan,
                         const bf_programme *programme,
                         const bf_rules *rules,
                         bf_report **out,
                         bf_error **err);

/* Money ------------------------------------------------------------------- */

/** How a stated amount is to be understood: as exactly that. */
#define BF_AMOUNT_EXACTLY 1
/** As at least that: 138.6万余元. */
#define BF_AMOUNT_AT_LEAST 2
/** As at most that: 近140万元. */
#define BF_AMOUNT_AT_MOST 3
/** As about that: 约140万元. */
#define BF_AMOUNT_ABOUT 4
/** Splitting: every share is its real share rounded down or up, the odd fen go
 * to the largest remainders. A larger pot may lower one share. */
#define BF_SPLIT_LARGEST_REMAINDER 1
/** Splitting: a larger pot lowers no share. */
#define BF_SPLIT_WEBSTER 2

/**
 * Reads an amount as documents write it, yuan with at most two decimals:
 * "1386000.00" into 138600000 fen. Safe from many threads at once, as all that
 * follow. Statuses: BF_NULL_POINTER, BF_NOT_UTF8, BF_BAD_LENGTH,
 * BF_BAD_AMOUNT, BF_OUT_OF_RANGE.
 */
bf_status bf_money_parse(const char *text, size_t len, int64_t *fen, bf_error **err);

/**
 * Writes an amount as documents do: 138600000 fen as "1386000.00". Text and
 * NUL go to `out`, an array of `cap` bytes; 24 are always enough. `*needed`,
 * unless NULL, is how many it takes. Statuses: BF_NULL_POINTER, BF_TOO_SMALL.
 */
bf_status bf_money_format(int64_t fen, char *out, size_t cap, size_t *needed, bf_error **err);

/**
 * Reads an amount as people write it: 138.6万余元, 壹佰元整, １，３８６．５元. `*kind` says
 * how it is to be understood, BF_AMOUNT_EXACTLY to BF_AMOUNT_ABOUT: an amount
 * that is only bounded is not an amount. Statuses: as bf_money_parse().
 */
bf_status bf_money_read(const char *text,
                        size_t len,
                        int32_t *kind,
                        int64_t *fen,
                        bf_error **err);

/**
 * Writes an amount in capital characters (大写): 壹佰叁拾捌万陆仟元整. Text and NUL go to
 * `out`, an array of `cap` bytes; 160 are always enough. `*needed`, unless
 * NULL, is how many it takes. Statuses: BF_NULL_POINTER, BF_TOO_SMALL, and
 * BF_OUT_OF_RANGE for an amount below 0.
 */
bf_status bf_money_capital(int64_t fen,
                           char *out,
                           size_t cap,
                           size_t *needed,
                           bf_error **err);

/**
 * Splits `pot` fen by `count` weights into `shares`, an array of `count`, so
 * that they sum to exactly the pot. Weights are decimals as text, such as
 * "0.375", each `lens[i]` bytes, or ending in NUL where `lens` is NULL.
 * `method` is BF_SPLIT_LARGEST_REMAINDER or BF_SPLIT_WEBSTER. Statuses:
 * BF_NULL_POINTER, BF_NOT_UTF8, BF_BAD_LENGTH,
 * BF_UNKNOWN_CONSTANT, BF_BAD_DECIMAL, BF_WEIGHTS_ALL_ZERO, BF_OUT_OF_RANGE,
 * BF_OUT_OF_MEMORY.
 */
bf_status bf_money_split(int64_t pot,
                         const char *const *weights,
                         const size_t *lens,
                         size_t count,
                         int32_t method,
                         int64_t *shares,
                         bf_error **err);

/* Codes ------------------------------------------------------------------- */

/**
 * Says what a code is (a division, a 统一社会信用代码, an ID number, a filing number)
 * and whether it is good.
 *
 * A code that is bad is no error of this call: it is what the answer says.
 * `*out` is a new answer: free it with bf_code_free(). An ID number is kept
 * and shown only masked. Safe from many threads at once, as all that follow.
 * Statuses: BF_NULL_POINTER, BF_NOT_UTF8, BF_BAD_LENGTH, BF_EMBEDDED_NUL.
 */
bf_status bf_code_check(const char *text, size_t len, bf_code **out, bf_error **err);

/**
 * Frees the answer about a code. NULL is fine.
 */
void bf_code_free(bf_code *code);

/**
 * Returns 1 when the code is good, 0 when it is bad. -1 when `code` is NULL or
 * no such answer.
 */
int32_t bf_code_ok(const bf_code *code);

/**
 * Lends what the code is or looks like, for as long as the answer lives:
 * "division", "credit_code", "id_number" or "filing_number". NULL when `code`
 * is NULL or no such answer.
 */
const char *bf_code_kind(const bf_code *code);

/**
 * Lends the code as it may be shown: in upper case, an ID number masked. NULL
 * when `code` is NULL or no such answer.
 */
const char *bf_code_shown(const bf_code *code);

/**
 * Lends the name of the place that the code names. NULL where the directory of
 * counties doesn't know it, or when `code` is NULL or no such answer.
 */
const char *bf_code_name(const bf_code *code);

/**
 * Lends the name of what is wrong, such as "BAD_CODE". NULL where the code is
 * good, or when `code` is NULL or no such answer.
 */
const char *bf_code_error(const bf_code *code);

/**
 * Lends what is wrong in whole sentences. NULL where the code is good, when
 * `lang` is no language, or when `code` is NULL or no such answer.
 */
const char *bf_code_error_text(const bf_code *code, bf_lang lang);

/**
 * Lends what should be looked at although the code is not bad: "CHECK_DIGIT".
 * NULL where there is nothing, or when `code` is NULL or no such answer.
 */
const char *bf_code_warning(const bf_code *code);

/**
 * Returns where a letter stands that is easily confused, counted from 1;
 * bf_code_hint() lends what was likely meant. 0 where there is none, or when
 * `code` is NULL or no such answer.
 */
int32_t bf_code_hint_place(const bf_code *code);

/**
 * Lends the character that was likely meant at bf_code_hint_place(). NULL
 * where there is none, or when `code` is NULL or no such answer.
 */
const char *bf_code_hint(const bf_code *code);

/**
 * Writes the answer as a document: `{"code":…,"kind":…,"ok":…}`. `*out` is a
 * new text: free it with bf_text_free(). Statuses: BF_NULL_POINTER,
 * BF_WRONG_HANDLE.
 */
bf_status bf_code_json(const bf_code *code, bf_text **out, bf_error **err);

/**
 * Lists the divisions that a division lies in, the nearest first. `*out` is a
 * new list: free it with bf_texts_free(). Statuses: BF_NULL_POINTER,
 * BF_NOT_UTF8, BF_BAD_LENGTH, BF_EMBEDDED_NUL, BF_BAD_CODE.
 */
bf_status bf_code_parents(const char *text, size_t len, bf_texts **out, bf_error **err);

/* Dates ------------------------------------------------------------------- */

/** A period is counted in calendar days. */
#define BF_UNIT_CALENDAR_DAYS 1
/** A period is counted in working days. */
#define BF_UNIT_WORKING_DAYS 2
/** A period is counted in months. */
#define BF_UNIT_MONTHS 3

/**
 * Reads a date and writes it again, "2024-04-02": whether a text is a date at
 * all. Text and NUL go to `out`, an array of `cap` bytes; 11 are always
 * enough. `*needed`, unless NULL, is how many it takes. Safe from many threads
 * at once, as all that follow. Statuses: BF_NULL_POINTER, BF_NOT_UTF8,
 * BF_BAD_LENGTH, BF_TOO_SMALL, BF_BAD_DATE, BF_OUT_OF_RANGE.
 */
bf_status bf_date_parse(const char *text,
                        size_t len,
                        char *out,
                        size_t cap,
                        size_t *needed,
                        bf_error **err);

/**
 * Writes the date some months later (earlier, if below 0): the same day, or
 * the last one of a shorter month. Text and NUL go to `out`, an array of `cap`
 * bytes; 11 are always enough. `*needed`, unless NULL, is how many it takes.
 * Statuses: BF_NULL_POINTER, BF_NOT_UTF8, BF_BAD_LENGTH,
 * BF_TOO_SMALL, BF_BAD_DATE, BF_OUT_OF_RANGE.
 */
bf_status bf_date_add_months(const char *date,
                             size_t len,
                             int32_t months,
                             char *out,
                             size_t cap,
                             size_t *needed,
                             bf_error **err);

/**
 * Writes the last day of a period of `count` units after `from`, which is not
 * counted itself.
 *
 * `unit` is BF_UNIT_CALENDAR_DAYS, BF_UNIT_WORKING_DAYS or BF_UNIT_MONTHS.
 * `holidays` are days off, `working_weekends` Saturdays and Sundays that are
 * worked: the library knows no calendar of its own. Their lengths may be NULL;
 * then each ends at its NUL.
 * With `roll` other than 0, a last day that is none of work moves to the next
 * one that is. Text and NUL go to `out`, an array of `cap` bytes; 11 are
 * always enough. `*needed`, unless NULL, is how many it takes. Statuses:
 * BF_NULL_POINTER, BF_NOT_UTF8, BF_BAD_LENGTH, BF_TOO_SMALL,
 * BF_BAD_DATE. BF_UNKNOWN_CONSTANT for another unit.
 */
bf_status bf_date_within(const char *from,
                         size_t len,
                         uint32_t count,
                         int32_t unit,
                         const char *const *holidays,
                         const size_t *holiday_lens,
                         size_t holiday_count,
                         const char *const *working_weekends,
                         const size_t *working_weekend_lens,
                         size_t working_weekend_count,
                         int32_t roll,
                         char *out,
                         size_t cap,
                         size_t *needed,
                         bf_error **err);

/**
 * Lists the days by which a campaign that runs from `from` to `to` must have
 * disclosed: every three months into `*interim`, a new list that you free with
 * bf_texts_free(), and the final one. Text and NUL go to `out`, an array of
 * `cap` bytes; 11 are always enough. `*needed`, unless NULL, is how many it
 * takes. Statuses: BF_NULL_POINTER, BF_NOT_UTF8, BF_BAD_LENGTH,
 * BF_TOO_SMALL, BF_BAD_DATE, BF_OUT_OF_RANGE.
 */
bf_status bf_date_quarterly(const char *from,
                            size_t from_len,
                            const char *to,
                            size_t to_len,
                            bf_texts **interim,
                            char *out,
                            size_t cap,
                            size_t *needed,
                            bf_error **err);

/* Self-tests -------------------------------------------------------------- */

/**
 * Self-test: gives `value` back. Statuses: BF_NULL_POINTER.
 */
bf_status bf_selftest_i64(int64_t value, int64_t *out, bf_error **err);

/**
 * Self-test: gives `value` back. Statuses: BF_NULL_POINTER.
 */
bf_status bf_selftest_i32(int32_t value, int32_t *out, bf_error **err);

/**
 * Self-test: gives `value` back. Statuses: BF_NULL_POINTER.
 */
bf_status bf_selftest_u32(uint32_t value, uint32_t *out, bf_error **err);

/**
 * Self-test: gives a text back. `*out` is a new text: free it with
 * bf_text_free(). Statuses: BF_NULL_POINTER, BF_NOT_UTF8, BF_BAD_LENGTH,
 * BF_EMBEDDED_NUL.
 */
bf_status bf_selftest_text(const char *utf8, size_t len, bf_text **out, bf_error **err);

/**
 * Self-test: copies `len` bytes from `bytes` to `out`, an array of `cap`; NULs
 * are bytes like others. `*needed`, unless NULL, is `len`. Statuses:
 * BF_NULL_POINTER, BF_BAD_LENGTH, BF_TOO_SMALL.
 */
bf_status bf_selftest_bytes(const char *bytes,
                            size_t len,
                            char *out,
                            size_t cap,
                            size_t *needed,
                            bf_error **err);

/**
 * Self-test: gives `count` rows of a text and a number back: the texts as a
 * new list in `*out_texts`, the numbers in `out_numbers`, an array of `count`.
 * Texts are `lens[i]` bytes each, or end in NUL where `lens` is NULL.
 * A NUL inside cuts a text off. Statuses: BF_NULL_POINTER, BF_NOT_UTF8,
 * BF_BAD_LENGTH, BF_OUT_OF_MEMORY.
 */
bf_status bf_selftest_rows(const char *const *texts,
                           const size_t *lens,
                           const int64_t *numbers,
                           size_t count,
                           bf_texts **out_texts,
                           int64_t *out_numbers,
                           bf_error **err);

/**
 * Self-test: panics while it changes `text`, or outside of everything when
 * `text` is NULL. Always BF_PANIC, or why `text` can't be changed. Afterwards
 * `text` is poisoned: every call on it is BF_PANIC, and it can only be freed;
 * all other handles are as they were. The message of the panic goes where the
 * host sends those of Rust, which is stderr unless it chose otherwise.
 */
bf_status bf_selftest_panic(bf_text *text, bf_error **err);

/**
 * Self-test: calls `callback` once with (0, 1) while `text` is being changed,
 * so that what is called from inside finds it busy. Statuses: BF_NULL_POINTER,
 * BF_WRONG_HANDLE, BF_BUSY, and BF_CANCELLED when `callback` returns anything
 * but 0.
 */
bf_status bf_selftest_busy(bf_text *text, bf_progress_fn callback, void *userdata, bf_error **err);

/**
 * Self-test: lends the name of the sanitizer whose runtime is in this process,
 * "address", "thread" or "memory"; NULL when there is none, or when this
 * system can't be asked. It lives as long as the program.
 */
const char *bf_selftest_sanitizer(void);

/* -------------------------------------------------------------------------- */

/**
 * Asks whether the library that is running belongs to this header: call it
 * once, when the library is loaded. Statuses: BF_WRONG_VERSION.
 */
static inline bf_status bf_check_abi(bf_error **err)
{
    return bf_check_version(BF_ABI_VERSION, BF_VERSION_MAJOR, BF_VERSION_MINOR, err);
}

#ifdef __cplusplus
}
#endif

#endif /* BANGFU_H */
