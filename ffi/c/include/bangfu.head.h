/*
 * bangfu.h, version @VERSION@: earmarked gifts to the needs of villages, lawful,
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

/** The version of this header: "@VERSION@". */
#define BF_VERSION "@VERSION@"
#define BF_VERSION_MAJOR @MAJOR@
#define BF_VERSION_MINOR @MINOR@
#define BF_VERSION_PATCH @PATCH@

/** A length: the text ends at its NUL. */
#define BF_NTS ((size_t)-1)

#ifdef __cplusplus
extern "C" {
#endif
