/*
 * bangfu_exchange.h, version @VERSION@: sheets, running text and open data for
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
