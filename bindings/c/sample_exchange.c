/* Sheets in and out: `sample_exchange OUT.xlsx`. A charity's list of gifts, in
 * GB 18030 as old spreadsheet programs save it, goes into a programme, the
 * programme into a workbook, and the workbook back, where it changes nothing. */

#include <bangfu_exchange.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char list[] = "日期,捐赠人,金额（元）\n"
                           "2024.04.02,某某食品有限公司,20万元\n"
                           "2024.04.02,张某,\"1,000.50\"\n"
                           "2024年4月3日,李某,壹佰元整\n"
                           "2024.04.03,王某,50余元\n";

static const char programme_json[] =
    "{\"format\":\"bangfu.programme/1\",\"id\":\"drive-2024\",\"as_of\":\"2024-04-05\","
    "\"registry\":{\"organisations\":["
    "{\"id\":\"charity\",\"name\":\"某县慈善会\",\"kind\":\"charity\"}]}}";

static bf_error *error;

/* Ends the program when a call failed, with what it failed for. */
static void must(bf_status status)
{
    if (status != BF_OK) {
        const bf_finding *first = bf_error_at(error, 0);
        fprintf(stderr, "%s %s: %s\n", bf_finding_name(first), bf_finding_pointer(first),
                bf_finding_text(first, BF_LANG_EN));
        exit(EXIT_FAILURE);
    }
}

/* The list as bytes of GB 18030; the caller frees them. */
static char *gb18030(size_t *size)
{
    bf_text *text = NULL;
    char *bytes;
    must(bf_text_new(&text, &error));
    must(bf_text_append(text, list, BF_NTS, &error));
    if (bf_text_to_gb18030(text, NULL, 0, size, NULL) != BF_TOO_SMALL
        || (bytes = malloc(*size)) == NULL) {
        exit(EXIT_FAILURE);
    }
    must(bf_text_to_gb18030(text, bytes, *size, NULL, &error));
    bf_text_free(text);
    *size -= 1; /* The NUL is no part of the file. */
    return bytes;
}

/* Plans the import of one file. */
static bf_import *import(const bf_programme *into, const char *name, const void *bytes, size_t size)
{
    bf_import *import = NULL;
    must(bf_import_sheets(into, &name, NULL, &bytes, &size, 1, NULL, 0, NULL, NULL, &import, &error));
    return import;
}

/* Prints each value of `key` in a report, up to the character `end`: the report
 * is JSON, and a program that has a reader for it would use that. */
static void each(const char *report, const char *key, const char *end)
{
    while ((report = strstr(report, key)) != NULL) {
        report += strlen(key);
        printf("  %s%.*s%s\n", key, (int)strcspn(report, end), report, end);
    }
}

/* Says what an import changes, and what was found on the way. */
static void tell(const char *name, const bf_import *import)
{
    bf_text *report = NULL;
    must(bf_import_report(import, BF_LANG_EN, &report, &error));
    printf("%s: %s\n", name, bf_import_is_empty(import) == 1 ? "nothing changes" : "changes");
    each(bf_text_utf8(report), "\"gifts\":{", "}");
    each(bf_text_utf8(report), "\"organisations\":{", "}");
    each(bf_text_utf8(report), "\"name\":\"", "\"");
    bf_text_free(report);
}

int main(int argc, char **argv)
{
    bf_programme *programme = NULL, *changed = NULL;
    bf_import *first, *again;
    bf_files *workbook = NULL;
    size_t size = 0;
    char *sheet;
    FILE *file;

    must(bf_check_abi(&error));
    must(bf_programme_read(programme_json, BF_NTS, &programme, &error));
    sheet = gb18030(&size);
    first = import(programme, "gifts.csv", sheet, size);
    tell("gifts.csv", first);
    must(bf_import_programme(first, &changed, &error));
    printf("gifts: %zu, then %zu\n", bf_programme_gift_count(programme),
           bf_programme_gift_count(changed));

    must(bf_export(changed, NULL, NULL, "{\"to\": \"xlsx\", \"lang\": \"en\"}", BF_NTS, &workbook,
                   &error));
    file = fopen(argc > 1 ? argv[1] : bf_files_name(workbook, 0), "wb");
    if (file == NULL
        || fwrite(bf_files_bytes(workbook, 0), 1, bf_files_len(workbook, 0), file)
               != bf_files_len(workbook, 0)
        || fclose(file) != 0) {
        fprintf(stderr, "the workbook can't be written\n");
        return EXIT_FAILURE;
    }
    again = import(changed, bf_files_name(workbook, 0), bf_files_bytes(workbook, 0),
                   bf_files_len(workbook, 0));
    tell(bf_files_name(workbook, 0), again);

    bf_import_free(again);
    bf_files_free(workbook);
    bf_programme_free(changed);
    bf_import_free(first);
    free(sheet);
    bf_programme_free(programme);
    bf_error_free(error);
    return EXIT_SUCCESS;
}
