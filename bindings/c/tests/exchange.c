/* Sheets, texts and open data over bangfu_exchange.h: what each function does,
 * and every way to misuse it that can be recognised.
 * `exchange PROGRAMME`, and under `ulimit -v 400000`: `exchange PROGRAMME limit` */

#include <bangfu_exchange.h>
#define STATUS_NAME bf_exchange_status_name
#include "check.h"

#define GIFTS \
    "日期,捐赠人,金额（元）\n2024.04.02,某某食品有限公司,20万元\n2024.04.03,李某,壹佰元整\n"
#define TEXT "由萬源市民政局主辦(bàn)的“攜手幫扶”主題活動在萬源市人民政府舉行。"
#define RESTORED "由万源市民政局主办的“携手帮扶”主题活动在万源市人民政府举行。"
#define DRIVE \
    "{\"format\":\"bangfu.programme/1\",\"id\":\"drive\",\"as_of\":\"2024-04-05\",\"registry\":" \
    "{\"organisations\":[{\"id\":\"charity\",\"name\":\"某县慈善会\",\"kind\":\"charity\"}]}}"
#define PUBLISHER "\"publisher\":\"charity-wanyuan\""

/* A text and its length, as two arguments. */
#define SIZED(text) (text), sizeof(text) - 1

static bf_error *error;
static bf_programme *drive, *wanyuan;
static bf_plan *plan;

/* Imports one file without options. */
static bf_status import_one(const bf_programme *into, const char *name, const void *bytes, size_t len,
                            bf_import **out)
{
    return bf_import_sheets(into, &name, NULL, &bytes, &len, 1, NULL, 0, NULL, NULL, out, &error);
}

/* Exports the Wanyuan programme with its plan. */
static bf_status export_as(const char *options, bf_files **out)
{
    return bf_export(wanyuan, plan, NULL, options, BF_NTS, out, &error);
}

/* Whether a text that was made says this; it is freed. */
static int says(bf_text *text, const char *what)
{
    int found = text != NULL && strlen(bf_text_utf8(text)) == bf_text_len(text)
                && strstr(bf_text_utf8(text), what) != NULL;
    bf_text_free(text);
    return found;
}

/* Whether the finding at `index` of the last error is this one. */
static int finding(size_t index, bf_status status, const char *pointer)
{
    const bf_finding *found = bf_error_at(error, index);
    return found != NULL && bf_finding_status(found) == status
           && strcmp(bf_finding_pointer(found), pointer) == 0;
}

static void forget(void)
{
    bf_error_free(error);
    error = NULL;
}

static void sheets(void)
{
    const char *names[2] = {"gifts.csv!", "again.csv"};
    const size_t name_lens[2] = {9, 9};
    const void *files[2] = {GIFTS, GIFTS};
    const size_t lens[2] = {sizeof GIFTS - 1, sizeof GIFTS - 1};
    bf_import *import = NULL, *none = NULL;
    bf_programme *changed = NULL;
    bf_text *report = NULL;

    OK(bf_import_sheets(drive, names, name_lens, files, lens, 2, "{\"kind\":\"gifts\"}", BF_NTS, NULL,
                        NULL, &import, &error));
    CHECK(bf_import_is_empty(import) == 0);
    OK(bf_import_report(import, BF_LANG_EN, &report, &error));
    CHECK(strstr(bf_text_utf8(report), "\"gifts\":{\"added\":2,") != NULL);
    CHECK(strstr(bf_text_utf8(report), "\"file\":\"gifts.csv\"") != NULL);
    CHECK(says(report, "IN_ANOTHER_FILE"));
    OK(bf_import_programme(import, &changed, &error));
    CHECK(bf_programme_gift_count(changed) == 2 && bf_programme_gift_count(drive) == 0);
    bf_import_free(import);
    OK(import_one(changed, "gifts.csv", SIZED(GIFTS), &import));
    CHECK(bf_import_is_empty(import) == 1);
    bf_import_free(import);
    /* No file changes nothing. */
    OK(bf_import_sheets(drive, NULL, NULL, NULL, NULL, 0, NULL, 0, NULL, NULL, &none, &error));
    CHECK(bf_import_is_empty(none) == 1);
    bf_import_free(none);
    bf_programme_free(changed);
}

/* Files that can't be read come all at once, each under its number. */
static void wrong_files(void)
{
    const char *names[4] = {"a.csv", "b.xlsx", "c.csv", "d.pdf"};
    const void *files[4] = {GIFTS, NULL, GIFTS, "%PDF-1.7\0\1\2\3"};
    size_t lens[4] = {sizeof GIFTS - 1, 0, sizeof GIFTS - 1, 12};
    bf_files *template = NULL;
    bf_import *import = NULL;

    OK(bf_template(BF_TEMPLATE_GIFTS, BF_LANG_ZH, &template, &error));
    files[1] = bf_files_bytes(template, 0);
    lens[1] = bf_files_len(template, 0) / 2;
    CHECK(bf_import_sheets(drive, names, NULL, files, lens, 4, NULL, 0, NULL, NULL, &import, &error)
          == BF_DAMAGED_FILE);
    CHECK(import == NULL && bf_error_count(error) == 2);
    CHECK(finding(0, BF_DAMAGED_FILE, "/files/1") && finding(1, BF_NOT_A_SHEET, "/files/3"));
    forget();
    bf_files_free(template);
}

/* Options: all that is wrong, each at its key. */
static void wrong_options(void)
{
    bf_import *import = NULL;
    bf_letter *letter = NULL;
    bf_files *files = NULL;
    const char *name = "gifts.csv";
    const void *bytes = GIFTS;
    size_t len = sizeof GIFTS - 1;

    CHECK(bf_import_sheets(drive, &name, NULL, &bytes, &len, 1,
                           "{\"over\":1,\"mapping\":[],\"kind\":\"money\"}", BF_NTS, NULL, NULL,
                           &import, &error)
          == BF_BAD_OPTIONS);
    CHECK(bf_error_count(error) == 3 && finding(0, BF_BAD_OPTIONS, "/kind")
          && finding(1, BF_BAD_OPTIONS, "/mapping") && finding(2, BF_BAD_OPTIONS, "/over"));
    forget();
    CHECK(bf_import_sheets(drive, &name, NULL, &bytes, &len, 1, SIZED("{\"mapping\":{\"kind\":7}}"),
                           NULL, NULL, &import, &error)
          == BF_BAD_MAPPING);
    CHECK(finding(0, BF_BAD_MAPPING, "/mapping"));
    forget();
    STATUS(BF_BAD_OPTIONS, bf_sheet_mend(name, BF_NTS, bytes, len, "[]", 2, &files, &error));
    STATUS(BF_BAD_OPTIONS, bf_letter_read("a.txt", BF_NTS, SIZED(TEXT), "\xff", 1, &letter, &error));
    STATUS(BF_BAD_OPTIONS, bf_export(drive, NULL, NULL, NULL, 0, &files, &error));
    STATUS(BF_OPTION_NOT_OF_FORMAT, export_as("{\"to\":\"iati\",\"list\":\"needs\"}", &files));
    CHECK(export_as("{\"to\":\"xlsx\",\"to\":\"csv\"}", &files) == BF_DUPLICATE_KEY);
    CHECK(finding(0, BF_DUPLICATE_KEY, "/to"));
    forget();
    STATUS(BF_UNKNOWN_CONSTANT, bf_template(3, BF_LANG_ZH, &files, &error));
    STATUS(BF_UNKNOWN_CONSTANT, bf_template(BF_TEMPLATE_NEEDS, 9, &files, &error));
    CHECK(import == NULL && letter == NULL && files == NULL);
}

/* Names and lengths that can't be. */
static void wrong_arguments(void)
{
    const char *name = "gifts.csv", *bad = "\xb0\xef.csv";
    const void *bytes = GIFTS, *nothing = NULL;
    size_t len = sizeof GIFTS - 1, nts = BF_NTS, seven = 7;
    bf_import *import = NULL;
    bf_letter *letter = NULL;
    bf_files *files = NULL;

    STATUS(BF_NOT_UTF8, import_one(drive, bad, bytes, len, &import));
    STATUS(BF_NOT_UTF8, bf_sheet_mend(bad, BF_NTS, bytes, len, NULL, 0, &files, &error));
    STATUS(BF_EMBEDDED_NUL, bf_letter_read("a\0b", 3, bytes, len, NULL, 0, &letter, &error));
    STATUS(BF_BAD_LENGTH, import_one(drive, name, bytes, BF_NTS, &import));
    STATUS(BF_BAD_LENGTH, bf_sheet_mend(name, BF_NTS, bytes, nts, NULL, 0, &files, &error));
    STATUS(BF_BAD_LENGTH, bf_import_sheets(drive, &name, NULL, &bytes, &len, SIZE_MAX / 4, NULL, 0,
                                           NULL, NULL, &import, &error));
    STATUS(BF_NULL_POINTER, import_one(drive, NULL, bytes, len, &import));
    STATUS(BF_NULL_POINTER, import_one(drive, name, NULL, len, &import));
    STATUS(BF_NULL_POINTER, import_one(NULL, name, bytes, len, &import));
    STATUS(BF_NULL_POINTER, import_one(drive, name, bytes, len, NULL));
    STATUS(BF_NULL_POINTER, bf_import_sheets(drive, NULL, NULL, &bytes, &len, 1, NULL, 0, NULL, NULL,
                                             &import, &error));
    STATUS(BF_NULL_POINTER, bf_import_sheets(drive, &name, NULL, NULL, &len, 1, NULL, 0, NULL, NULL,
                                             &import, &error));
    STATUS(BF_NULL_POINTER, bf_import_sheets(drive, &name, NULL, &bytes, NULL, 1, NULL, 0, NULL, NULL,
                                             &import, &error));
    STATUS(BF_NULL_POINTER, bf_import_sheets(drive, &name, NULL, &nothing, &seven, 1, NULL, 0, NULL,
                                             NULL, &import, &error));
    STATUS(BF_NULL_POINTER, bf_letter_read(NULL, 5, bytes, len, NULL, 0, &letter, &error));
    STATUS(BF_NULL_POINTER, bf_letter_read(name, 5, NULL, 5, NULL, 0, &letter, &error));
    STATUS(BF_NULL_POINTER, bf_letter_read(name, 5, bytes, len, NULL, 5, &letter, &error));
    STATUS(BF_NULL_POINTER, bf_letter_read(name, 5, bytes, len, NULL, 0, NULL, &error));
    STATUS(BF_NULL_POINTER, bf_export(NULL, NULL, NULL, "{}", 2, &files, &error));
    STATUS(BF_NULL_POINTER, bf_export(drive, NULL, NULL, "{}", 2, NULL, &error));
    STATUS(BF_NULL_POINTER, bf_template(BF_TEMPLATE_NEEDS, BF_LANG_ZH, NULL, &error));
    CHECK(import_one(drive, name, "", 0, &import) == BF_NOT_A_SHEET);
    CHECK(finding(0, BF_NOT_A_SHEET, "/files/0"));
    forget();
    CHECK(import == NULL && letter == NULL && files == NULL);
}

/* Nothing comes of NULL and of handles of another kind. */
static void wrong_handles(void)
{
    const bf_import *other_import = (const bf_import *)plan;
    const bf_letter *other_letter = (const bf_letter *)drive;
    const bf_files *other_files = (const bf_files *)plan;
    bf_import *import = NULL;
    bf_programme *changed = NULL;
    bf_files *files = NULL;
    bf_text *text = NULL;

    bf_import_free(NULL);
    bf_letter_free(NULL);
    bf_files_free(NULL);
    bf_files_free((bf_files *)drive);
    CHECK(bf_import_is_empty(NULL) == -1 && bf_import_is_empty(other_import) == -1);
    CHECK(bf_files_count(NULL) == 0 && bf_files_count(other_files) == 0);
    CHECK(bf_files_name(NULL, 0) == NULL && bf_files_name(other_files, 0) == NULL);
    CHECK(bf_files_bytes(NULL, 0) == NULL && bf_files_bytes(other_files, 0) == NULL);
    CHECK(bf_files_len(NULL, 0) == 0 && bf_files_len(other_files, 0) == 0);
    CHECK(bf_files_directory(NULL) == -1 && bf_files_directory(other_files) == -1);
    STATUS(BF_NULL_POINTER, bf_import_report(NULL, BF_LANG_ZH, &text, &error));
    STATUS(BF_WRONG_HANDLE, bf_import_report(other_import, BF_LANG_ZH, &text, &error));
    STATUS(BF_WRONG_HANDLE, bf_import_programme(other_import, &changed, &error));
    STATUS(BF_WRONG_HANDLE, bf_letter_report(other_letter, BF_LANG_ZH, &text, &error));
    STATUS(BF_WRONG_HANDLE, bf_letter_restored(other_letter, &text, &error));
    STATUS(BF_WRONG_HANDLE,
           bf_letter_accept(other_letter, drive, "{\"accept\":\"all\"}", BF_NTS, &import, &error));
    STATUS(BF_WRONG_HANDLE, bf_files_report(other_files, BF_LANG_ZH, &text, &error));
    STATUS(BF_WRONG_HANDLE, bf_export(drive, (const bf_plan *)drive, NULL, "{\"to\":\"csv\"}", BF_NTS,
                                      &files, &error));
    STATUS(BF_WRONG_HANDLE,
           import_one((const bf_programme *)plan, "a.csv", SIZED(GIFTS), &import));
    CHECK(import == NULL && changed == NULL && files == NULL && text == NULL);
    CHECK(strcmp(bf_exchange_status_name(BF_DAMAGED_FILE), "DAMAGED_FILE") == 0);
    CHECK(strcmp(bf_exchange_status_name(BF_BUSY), "BUSY") == 0);
    CHECK(bf_exchange_status_name(4711) == NULL);
}

struct heard {
    unsigned long times;
    int backwards;
    uint64_t done, total;
    bf_programme *freed;
    int32_t answer;
};

static int32_t hear(void *userdata, uint64_t done, uint64_t total)
{
    struct heard *heard = userdata;
    heard->backwards |= done < heard->done || done > total;
    heard->times++;
    heard->done = done;
    heard->total = total;
    bf_programme_free(heard->freed);
    heard->freed = NULL;
    return heard->answer;
}

/* Progress is one run for all files; it can free what is used, and stop it. */
static void progress(void)
{
    const char *names[2] = {"a.csv", "b.csv"};
    const void *files[2] = {GIFTS, GIFTS};
    const size_t lens[2] = {sizeof GIFTS - 1, sizeof GIFTS - 1};
    struct heard heard = {0, 0, 0, 0, NULL, 0}, stopped = {0, 0, 0, 0, NULL, 1};
    bf_import *import = NULL, *nothing = (bf_import *)plan;
    bf_programme *into = NULL;

    OK(bf_programme_read(DRIVE, BF_NTS, &into, &error));
    heard.freed = into;
    OK(bf_import_sheets(into, names, NULL, files, lens, 2, NULL, 0, hear, &heard, &import, &error));
    CHECK(heard.freed == NULL && heard.times >= 2 && heard.done == heard.total);
    CHECK(!heard.backwards);
    CHECK(bf_import_is_empty(import) == 0);
    bf_import_free(import);
    STATUS(BF_CANCELLED, bf_import_sheets(drive, names, NULL, files, lens, 2, NULL, 0, hear, &stopped,
                                          &nothing, &error));
    CHECK(stopped.times == 1 && nothing == NULL);
}

static void letters(void)
{
    bf_letter *letter = NULL;
    bf_import *import = NULL, *none = NULL;
    bf_programme *changed = NULL;
    bf_text *text = NULL;

    OK(bf_letter_read("report.txt", BF_NTS, SIZED(TEXT), NULL, 0, &letter, &error));
    OK(bf_letter_restored(letter, &text, &error));
    CHECK(strcmp(bf_text_utf8(text), RESTORED) == 0);
    bf_text_free(text);
    text = NULL;
    OK(bf_letter_report(letter, BF_LANG_EN, &text, &error));
    CHECK(says(text, "\"proposals\":[{"));
    OK(bf_letter_accept(letter, drive, "{\"accept\":\"certain\"}", BF_NTS, &import, &error));
    CHECK(bf_import_is_empty(import) == 0);
    OK(bf_import_programme(import, &changed, &error));
    bf_import_free(import);
    import = NULL;
    OK(bf_letter_accept(letter, changed, "{\"accept\":\"certain\"}", BF_NTS, &import, &error));
    CHECK(bf_import_is_empty(import) == 1);
    STATUS(BF_NO_SUCH_PROPOSAL,
           bf_letter_accept(letter, drive, "{\"accept\":\"9999\"}", BF_NTS, &none, &error));
    STATUS(BF_BAD_CHOICE, bf_letter_accept(letter, drive, "{\"accept\":\"some\"}", BF_NTS, &none, &error));
    CHECK(bf_letter_accept(letter, drive, NULL, 0, &none, &error) == BF_BAD_OPTIONS);
    CHECK(bf_error_count(error) == 1 && finding(0, BF_BAD_OPTIONS, "/accept"));
    forget();
    CHECK(none == NULL);
    bf_import_free(import);
    bf_programme_free(changed);
    bf_letter_free(letter);

    /* GB 18030 is recognised; bytes that are no text are refused. */
    OK(bf_letter_read("a.txt", BF_NTS, SIZED("\xb0\xef\xb7\xf6\xb2\xbb\xca\xc7\xbf\xd5\xbb\xb0"), NULL,
                      0, &letter, &error));
    OK(bf_letter_restored(letter, &text, &error));
    CHECK(says(text, "帮扶不是空话"));
    bf_letter_free(letter);
    letter = NULL;
    STATUS(BF_NOT_A_TEXT, bf_letter_read("a.txt", BF_NTS, SIZED("\0\0\1\0\0\2\0\0"), NULL, 0, &letter,
                                         &error));
    CHECK(letter == NULL);
}

/* A mended sheet is a workbook, which the import reads without a repair. */
static void mended(void)
{
    bf_files *files = NULL;
    bf_import *import = NULL;
    bf_text *text = NULL;
    OK(bf_sheet_mend("lists/gifts.csv", BF_NTS, SIZED(GIFTS), NULL, 0, &files, &error));
    CHECK(bf_files_count(files) == 1 && strcmp(bf_files_name(files, 0), "gifts.xlsx") == 0);
    CHECK(bf_files_directory(files) == 0 && bf_files_name(files, 1) == NULL);
    CHECK(bf_files_bytes(files, 1) == NULL && bf_files_len(files, 1) == 0);
    OK(bf_files_report(files, BF_LANG_EN, &text, &error));
    CHECK(says(text, "AMOUNT_AS_NUMBER"));
    OK(import_one(drive, bf_files_name(files, 0), bf_files_bytes(files, 0), bf_files_len(files, 0),
                  &import));
    OK(bf_import_report(import, BF_LANG_EN, &text, &error));
    CHECK(says(text, "\"gifts\":{\"added\":2,"));
    bf_import_free(import);
    bf_files_free(files);
}

/* A programme that refers to rules: pages of its plan want them, and say when
 * they are not those that the plan was made with. */
static void rules_beside(void)
{
    static const char refers[] =
        "{\"format\":\"bangfu.programme/1\",\"id\":\"drive\",\"as_of\":\"2024-04-05\","
        "\"rules\":{\"reference\":\"r\"}}";
    static const char first[] = "{\"format\":\"bangfu.rules/1\",\"id\":\"r\"}";
    static const char later[] =
        "{\"format\":\"bangfu.rules/1\",\"id\":\"r\",\"effective\":{\"from\":\"2024-01-01\"}}";
    static const char other[] = "{\"format\":\"bangfu.rules/1\",\"id\":\"s\"}";
    static const char xlsx[] = "{\"to\":\"xlsx\"}";
    bf_programme *programme = NULL;
    bf_rules *rules = NULL, *changed = NULL, *strange = NULL;
    bf_plan *made = NULL;
    bf_files *files = NULL;
    bf_text *text = NULL;

    OK(bf_programme_read(SIZED(refers), &programme, &error));
    OK(bf_rules_read(SIZED(first), &rules, &error));
    OK(bf_rules_read(SIZED(later), &changed, &error));
    OK(bf_rules_read(SIZED(other), &strange, &error));
    OK(bf_programme_allocate(programme, rules, NULL, NULL, &made, &error));
    CHECK(bf_export(programme, made, NULL, SIZED(xlsx), &files, &error) == BF_UNKNOWN_REFERENCE);
    CHECK(finding(0, BF_UNKNOWN_REFERENCE, "/rules/reference"));
    forget();
    STATUS(BF_UNKNOWN_REFERENCE, bf_export(programme, made, strange, SIZED(xlsx), &files, &error));
    CHECK(files == NULL);

    OK(bf_export(programme, made, NULL, "{\"to\":\"csv\",\"list\":\"needs\"}", BF_NTS, &files,
                 &error));
    bf_files_free(files);
    OK(bf_export(programme, made, rules, SIZED(xlsx), &files, &error));
    OK(bf_files_report(files, BF_LANG_EN, &text, &error));
    CHECK(!says(text, "HASH_DIFFERS"));
    bf_files_free(files);
    OK(bf_export(programme, made, changed, SIZED(xlsx), &files, &error));
    OK(bf_files_report(files, BF_LANG_EN, &text, &error));
    CHECK(says(text, "\"pointer\":\"/rules_hash\""));
    bf_files_free(files);

    bf_plan_free(made);
    bf_rules_free(strange);
    bf_rules_free(changed);
    bf_rules_free(rules);
    bf_programme_free(programme);
}

/* Every form of an export, and what a workbook brings back. */
static void exports(void)
{
    static const struct {
        const char *options, *name, *begins;
        size_t count;
    } cases[] = {
        {"{\"to\":\"xlsx\"}", "wanyuan-2024.xlsx", "PK", 1},
        {"{\"to\":\"xlsx\",\"list\":\"plan\",\"lang\":\"en\"}", "wanyuan-2024.xlsx", "PK", 1},
        {"{\"to\":\"csv\",\"list\":\"needs\",\"encoding\":\"gb18030\"}", "needs.csv", "", 1},
        {"{\"to\":\"hxl\"}", "wanyuan-2024.csv", "", 1},
        {"{\"to\":\"iati\"," PUBLISHER "}", "wanyuan-2024.xml", "<?xml", 1},
        {"{\"to\":\"360giving\",\"prefix\":\"360G-wanyuan\"," PUBLISHER "}", "wanyuan-2024.json", "{",
         1},
    };
    bf_files *files = NULL;
    bf_import *import = NULL;
    bf_text *text = NULL;
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        OK(export_as(cases[i].options, &files));
        CHECK(bf_files_count(files) == cases[i].count);
        CHECK(strcmp(bf_files_name(files, 0), cases[i].name) == 0);
        CHECK(bf_files_len(files, 0) > strlen(cases[i].begins));
        CHECK(memcmp(bf_files_bytes(files, 0), cases[i].begins, strlen(cases[i].begins)) == 0);
        OK(bf_files_report(files, BF_LANG_ZH, &text, &error));
        CHECK(says(text, "\"left_out\":"));
        bf_files_free(files);
    }
    OK(export_as("{\"to\":\"csv\"}", &files));
    CHECK(bf_files_directory(files) == 1 && bf_files_count(files) > 5);
    bf_files_free(files);

    /* The workbook holds NULs, and comes back whole. */
    OK(export_as("{\"to\":\"xlsx\"}", &files));
    CHECK(memchr(bf_files_bytes(files, 0), 0, bf_files_len(files, 0)) != NULL);
    OK(import_one(wanyuan, bf_files_name(files, 0), bf_files_bytes(files, 0), bf_files_len(files, 0),
                  &import));
    CHECK(bf_import_is_empty(import) == 1);
    bf_import_free(import);
    bf_files_free(files);

    files = NULL;
    STATUS(BF_PLAN_WANTED, bf_export(wanyuan, NULL, NULL, "{\"to\":\"csv\",\"list\":\"plan\"}", BF_NTS,
                                     &files, &error));
    STATUS(BF_PLAN_WANTED,
           bf_export(wanyuan, NULL, NULL, "{\"to\":\"360giving\",\"prefix\":\"360G-a\"," PUBLISHER "}",
                     BF_NTS, &files, &error));
    STATUS(BF_PUBLISHER_WANTED, export_as("{\"to\":\"iati\"}", &files));
    /* A programme without rules: no plan of it can be shown. */
    STATUS(BF_MISSING_KEY,
           bf_export(drive, plan, NULL, "{\"to\":\"xlsx\"}", BF_NTS, &files, &error));
    CHECK(files == NULL);
}

/* A template is read without options; its examples are no rows. */
static void templates(void)
{
    static const struct {
        bf_template_kind kind;
        const char *name;
    } cases[] = {{BF_TEMPLATE_NEEDS, "needs.xlsx"},
                 {BF_TEMPLATE_GIFTS, "gifts.xlsx"},
                 {BF_TEMPLATE_RESOURCES, "resources.xlsx"}};
    bf_files *files = NULL;
    bf_import *import = NULL;
    bf_text *text = NULL;
    size_t i;
    for (i = 0; i < 3; i++) {
        OK(bf_template(cases[i].kind, BF_LANG_EN, &files, &error));
        CHECK(bf_files_count(files) == 1 && strcmp(bf_files_name(files, 0), cases[i].name) == 0);
        OK(import_one(drive, cases[i].name, bf_files_bytes(files, 0), bf_files_len(files, 0), &import));
        CHECK(bf_import_is_empty(import) == 1);
        OK(bf_import_report(import, BF_LANG_EN, &text, &error));
        CHECK(says(text, "EXAMPLE_ROW"));
        bf_import_free(import);
        bf_files_free(files);
    }
}

/* Files of 60 MiB: eight times that is more than there is. So are eight times
 * two of 30 MiB, of which each alone could be read. */
static void limit(void)
{
    size_t len = (size_t)60 << 20;
    char *spaces = malloc(len);
    const char *names[2] = {"a.csv", "b.csv"};
    const void *halves[2];
    size_t lens[2];
    bf_import *import = NULL;
    bf_letter *letter = NULL;
    bf_files *files = NULL;
    CHECK(spaces != NULL);
    if (spaces != NULL) {
        memset(spaces, ' ', len);
        STATUS(BF_OUT_OF_MEMORY, import_one(drive, "a.csv", spaces, len, &import));
        halves[0] = halves[1] = spaces;
        lens[0] = lens[1] = len / 2;
        STATUS(BF_OUT_OF_MEMORY, bf_import_sheets(drive, names, NULL, halves, lens, 2, NULL, 0, NULL,
                                                  NULL, &import, &error));
        STATUS(BF_OUT_OF_MEMORY,
               bf_letter_read("a.txt", BF_NTS, spaces, len, NULL, 0, &letter, &error));
        STATUS(BF_OUT_OF_MEMORY,
               bf_sheet_mend("a.csv", BF_NTS, spaces, len, NULL, 0, &files, &error));
        STATUS(BF_OUT_OF_MEMORY,
               bf_export(drive, NULL, NULL, spaces, len, &files, &error));
        CHECK(import == NULL && letter == NULL && files == NULL);
    }
    free(spaces);
}

int main(int argc, char **argv)
{
    size_t size = 0;
    char *json = contents(argc > 1 ? argv[1] : "wanyuan.json", &size);
    OK(bf_check_abi(&error));
    OK(bf_programme_read(DRIVE, BF_NTS, &drive, &error));
    OK(bf_programme_read(json, size, &wanyuan, &error));
    OK(bf_programme_allocate(wanyuan, NULL, NULL, NULL, &plan, &error));
    if (argc > 2) {
        limit();
    } else {
        sheets();
        wrong_files();
        wrong_options();
        wrong_arguments();
        wrong_handles();
        progress();
        letters();
        mended();
        rules_beside();
        exports();
        templates();
    }
    bf_plan_free(plan);
    bf_programme_free(wanyuan);
    bf_programme_free(drive);
    free(json);
    return report("exchange");
}
