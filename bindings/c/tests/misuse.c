/* Every way to misuse the interface that can be recognised is a status and does
 * nothing. `misuse PROGRAMME` */

#include "check.h"

#define RULES "{\"format\":\"bangfu.rules/1\",\"id\":\"r\"}"

/* A plan of somebody's: no row of the need and the gift that its lines name. */
#define STRANGE \
    "{\"format\":\"bangfu.plan/1\",\"programme\":\"p\",\"as_of\":\"2024-04-02\",\"rules\":\"r\"," \
    "\"engine\":\"e\",\"input_hash\":\"sha256:0000000000000000000000000000000000000000000000000000000000000000\",\"rules_hash\":\"sha256:0000000000000000000000000000000000000000000000000000000000000000\",\"needs\":[],\"gifts\":[],\"bottlenecks\":[]," \
    "\"lines\":[{\"gift\":\"g\",\"need\":\"n\",\"money\":\"0.07\"}," \
    "{\"gift\":\"g\",\"need\":\"n\",\"part\":9007199254740991,\"units\":7}]," \
    "\"totals\":{\"received\":\"0.00\",\"overhead\":\"0.00\",\"reserve\":\"0.00\",\"available\":\"0.00\"," \
    "\"required\":\"0.00\",\"granted\":\"0.00\",\"held\":\"0.00\",\"items\":[" \
    "{\"item\":\"rice\",\"received\":5,\"required\":4,\"granted\":3,\"held\":2}]}}"

static bf_error *error;
static bf_programme *programme;
static bf_plan *plan;
static char *json;
static size_t size;

/* NULL where something must stand. */
static void null_everywhere(void)
{
    bf_report *made_report = NULL;
    bf_programme *made = NULL;
    bf_text *text = NULL;
    bf_texts *texts = NULL;
    bf_code *code = NULL;
    bf_plan *made_plan = NULL;
    bf_rules *rules = NULL;
    char room[64];
    int32_t kind;
    int64_t fen;

    STATUS(BF_NULL_POINTER, bf_check(NULL, 1, &made_report, &error));
    STATUS(BF_NULL_POINTER, bf_check(json, size, NULL, &error));
    STATUS(BF_NULL_POINTER, bf_programme_read(NULL, BF_NTS, &made, &error));
    STATUS(BF_NULL_POINTER, bf_programme_read(json, size, NULL, &error));
    STATUS(BF_NULL_POINTER, bf_rules_read(NULL, 5, &rules, &error));
    STATUS(BF_NULL_POINTER, bf_plan_read(json, size, NULL, &error));
    STATUS(BF_NULL_POINTER, bf_canonical(NULL, 5, NULL, NULL, &error));
    STATUS(BF_NULL_POINTER, bf_programme_allocate(NULL, NULL, NULL, NULL, &made_plan, &error));
    STATUS(BF_NULL_POINTER, bf_programme_allocate(programme, NULL, NULL, NULL, NULL, &error));
    STATUS(BF_NULL_POINTER, bf_plan_json(NULL, &text, &error));
    STATUS(BF_NULL_POINTER, bf_plan_json(plan, NULL, &error));
    STATUS(BF_NULL_POINTER, bf_plan_verify(plan, NULL, NULL, &made_report, &error));
    STATUS(BF_NULL_POINTER,
           bf_plan_explain_need(plan, programme, NULL, NULL, 3, BF_LANG_ZH, &text, &error));
    STATUS(BF_NULL_POINTER, bf_plan_copy_need_granted(plan, 0, 1, NULL, &error));
    STATUS(BF_NULL_POINTER, bf_plan_copy_need_granted(NULL, 0, 1, &fen, &error));
    OK(bf_plan_copy_need_granted(plan, 0, 0, NULL, &error));
    STATUS(BF_NULL_POINTER, bf_money_parse("1", 1, NULL, &error));
    STATUS(BF_NULL_POINTER, bf_money_parse(NULL, BF_NTS, &fen, &error));
    STATUS(BF_NULL_POINTER, bf_money_read("1", 1, &kind, NULL, &error));
    STATUS(BF_NULL_POINTER, bf_money_format(1, NULL, 64, NULL, &error));
    STATUS(BF_NULL_POINTER,
           bf_money_split(1, NULL, NULL, 2, BF_SPLIT_WEBSTER, &fen, &error));
    STATUS(BF_NULL_POINTER, bf_code_check("1", 1, NULL, &error));
    STATUS(BF_NULL_POINTER, bf_code_check(NULL, 1, &code, &error));
    STATUS(BF_NULL_POINTER, bf_code_parents(NULL, BF_NTS, &texts, &error));
    STATUS(BF_NULL_POINTER,
           bf_date_within("2024-01-01", BF_NTS, 1, BF_UNIT_MONTHS, NULL, NULL, 3, NULL, NULL, 0, 0, room,
                          sizeof room, NULL, &error));
    STATUS(BF_NULL_POINTER, bf_text_new(NULL, &error));
    STATUS(BF_NULL_POINTER, bf_text_append(NULL, "a", 1, &error));
    STATUS(BF_NULL_POINTER, bf_selftest_i64(1, NULL, &error));
    STATUS(BF_NULL_POINTER, bf_error_json(NULL, BF_LANG_ZH, &text, &error));
    CHECK(made_report == NULL && made == NULL && text == NULL && texts == NULL && code == NULL
          && made_plan == NULL && rules == NULL);

    /* Without a place for the error, the status is the same. */
    CHECK(bf_money_parse("x", 1, &fen, NULL) == BF_BAD_AMOUNT);
    CHECK(bf_text_new(NULL, NULL) == BF_NULL_POINTER);
    /* NULL with length 0 is the empty text, and BF_NTS reads up to the NUL. */
    STATUS(BF_BAD_AMOUNT, bf_money_parse(NULL, 0, &fen, &error));
    OK(bf_money_parse("12.50", BF_NTS, &fen, &error));
    CHECK(fen == 1250);
}

/* What gives something gives NULL, 0 or -1 of NULL and of another kind. */
static void nothing_of_nothing(void)
{
    const bf_plan *other_plan = (const bf_plan *)programme;
    const bf_programme *other = (const bf_programme *)plan;
    bf_error_free(NULL);
    bf_text_free(NULL);
    bf_texts_free(NULL);
    bf_report_free(NULL);
    bf_programme_free(NULL);
    bf_rules_free(NULL);
    bf_plan_free(NULL);
    bf_code_free(NULL);
    CHECK(bf_error_status(NULL) == BF_OK && bf_error_count(NULL) == 0);
    CHECK(bf_error_at(NULL, 0) == NULL && bf_error_more(NULL) == 0);
    CHECK(bf_finding_name(NULL) == NULL && bf_finding_line(NULL) == -1);
    CHECK(bf_finding_text(NULL, BF_LANG_ZH) == NULL && bf_finding_pointer(NULL) == NULL);
    CHECK(bf_finding_facts(NULL) == NULL && bf_finding_column(NULL) == -1);
    CHECK(bf_text_utf8(NULL) == NULL && bf_text_len(NULL) == 0);
    CHECK(bf_texts_at(NULL, 0) == NULL && bf_texts_count(NULL) == 0);
    CHECK(bf_report_ok(NULL) == -1 && bf_report_error_at(NULL, 0) == NULL);
    CHECK(bf_programme_id(NULL) == NULL && bf_programme_need_count(NULL) == 0);
    CHECK(bf_rules_id(NULL) == NULL && bf_plan_need_id(NULL, 0) == NULL);
    CHECK(bf_code_ok(NULL) == -1 && bf_code_kind(NULL) == NULL);
    CHECK(bf_programme_id(other) == NULL && bf_programme_need_count(other) == 0);
    CHECK(bf_plan_need_count(other_plan) == 0 && bf_plan_engine(other_plan) == NULL);
    CHECK(bf_plan_need_id(plan, bf_plan_need_count(plan)) == NULL);
    CHECK(bf_status_name(4711) == NULL && strcmp(bf_status_name(BF_BUSY), "BUSY") == 0);
}

/* Handles of another kind, and pointers that are none. */
static void wrong_handles(void)
{
    bf_plan *made_plan = NULL;
    bf_report *made_report = NULL;
    bf_text *text = NULL, *out = NULL;
    int64_t fen;
    union {
        int64_t words[8];
        char bytes[64];
    } memory;
    bf_rules *rules = NULL;

    memset(&memory, 0x5a, sizeof memory);
    OK(bf_text_new(&text, &error));
    OK(bf_rules_read(RULES, BF_NTS, &rules, &error));
    STATUS(BF_WRONG_HANDLE, bf_programme_allocate((bf_programme *)plan, NULL, NULL, NULL,
                                                  &made_plan, &error));
    STATUS(BF_WRONG_HANDLE, bf_programme_allocate(programme, (bf_rules *)text, NULL, NULL,
                                                  &made_plan, &error));
    STATUS(BF_WRONG_HANDLE,
           bf_plan_verify(plan, (bf_programme *)rules, NULL, &made_report, &error));
    STATUS(BF_WRONG_HANDLE, bf_plan_json((bf_plan *)&memory, &out, &error));
    STATUS(BF_WRONG_HANDLE, bf_plan_json((bf_plan *)(memory.bytes + 1), &out, &error));
    STATUS(BF_WRONG_HANDLE, bf_text_append((bf_text *)rules, "a", 1, &error));
    STATUS(BF_WRONG_HANDLE, bf_text_clear((bf_text *)programme, &error));
    STATUS(BF_WRONG_HANDLE, bf_plan_total((bf_plan *)text, BF_TOTAL_HELD, &fen, &error));
    CHECK(bf_finding_name((bf_finding *)&memory) == NULL);
    CHECK(bf_finding_name((bf_finding *)(memory.bytes + 3)) == NULL);
    /* Freeing what is no such handle leaves it alone. */
    bf_plan_free((bf_plan *)text);
    bf_text_free((bf_text *)&memory);
    OK(bf_text_append(text, "still here", BF_NTS, &error));
    CHECK(made_plan == NULL && made_report == NULL && out == NULL);
    bf_text_free(text);
    bf_rules_free(rules);
}

/* Bytes that are no text, and where. */
static void not_text(void)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *offset;
    } cases[] = {
        {"\xff", 1, "byte 0"},
        {"abc\xe5\xb8", 5, "byte 3"},
        {"\xe5\xb8\xae\xed\xa0\x80", 6, "byte 3"},
        {"\xc0\x80", 2, "byte 0"},
    };
    bf_text *text = NULL;
    bf_report *checked = NULL;
    int64_t fen;
    size_t i;

    OK(bf_text_new(&text, &error));
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK(bf_money_parse(cases[i].bytes, cases[i].len, &fen, &error) == BF_NOT_UTF8);
        CHECK(strstr(bf_finding_text(bf_error_at(error, 0), BF_LANG_EN), cases[i].offset) != NULL);
        bf_error_free(error);
        STATUS(BF_NOT_UTF8, bf_text_append(text, cases[i].bytes, cases[i].len, &error));
    }
    CHECK(bf_text_len(text) == 0);
    STATUS(BF_EMBEDDED_NUL, bf_text_append(text, "a\0b", 3, &error));
    STATUS(BF_NOT_GB18030, bf_text_append_gb18030(text, "\xb0\xef\xff", 3, &error));
    OK(bf_text_append_gb18030(text, "\xb0\xef\xb7\xf6", BF_NTS, &error));
    CHECK(strcmp(bf_text_utf8(text), "\xe5\xb8\xae\xe6\x89\xb6") == 0);
    /* A document says it itself, with line and column. */
    OK(bf_check("{\n\"a\xff", 5, &checked, &error));
    CHECK(bf_report_ok(checked) == 0
          && strcmp(bf_finding_name(bf_report_error_at(checked, 0)), "SYNTAX") == 0
          && bf_finding_line(bf_report_error_at(checked, 0)) == 2);
    bf_report_free(checked);
    bf_text_free(text);
}

/* Lengths that can't be true. */
static void lengths(void)
{
    static const size_t lens[] = {(size_t)1 << 63, ((size_t)1 << 63) + 1, (size_t)-2};
    bf_programme *made = NULL;
    bf_text *text = NULL;
    bf_texts *texts = NULL;
    bf_code *code = NULL;
    const char *starts[1] = {"1"};
    int64_t fen;
    size_t i;

    OK(bf_text_new(&text, &error));
    for (i = 0; i < sizeof lens / sizeof *lens; i++) {
        STATUS(BF_BAD_LENGTH, bf_programme_read(json, lens[i], &made, &error));
        STATUS(BF_BAD_LENGTH, bf_text_append(text, "a", lens[i], &error));
        STATUS(BF_BAD_LENGTH, bf_money_parse("1", lens[i], &fen, &error));
        STATUS(BF_BAD_LENGTH, bf_code_check("1", lens[i], &code, &error));
        STATUS(BF_BAD_LENGTH,
               bf_money_split(1, starts, &lens[i], 1, BF_SPLIT_WEBSTER, &fen, &error));
        STATUS(BF_BAD_LENGTH, bf_money_split(1, starts, NULL, lens[i], BF_SPLIT_WEBSTER, &fen,
                                             &error));
        STATUS(BF_OUT_OF_BOUNDS, bf_plan_copy_need_granted(plan, 1, lens[i], &fen, &error));
        STATUS(BF_OUT_OF_BOUNDS, bf_plan_copy_need_granted(plan, lens[i], 1, &fen, &error));
    }
    /* Just below, no byte is read either: there is no such document or memory. */
    STATUS(BF_TOO_LARGE, bf_programme_read(json, ((size_t)1 << 63) - 1, &made, &error));
    STATUS(BF_OUT_OF_MEMORY, bf_text_append(text, "a", ((size_t)1 << 63) - 1, &error));
    STATUS(BF_BAD_LENGTH, bf_money_parse("1", ((size_t)1 << 63) - 1, &fen, &error));
    STATUS(BF_BAD_LENGTH, bf_money_parse("1", (size_t)-1 - 1, &fen, &error));
    CHECK(made == NULL && texts == NULL && code == NULL && bf_text_len(text) == 0);
    bf_text_free(text);
}

/* Constants, indices and arrays. */
static void values(void)
{
    bf_text *text = NULL;
    bf_report *verified = NULL, *checked = NULL;
    const char *weights[2] = {"1", "2"};
    int64_t two[2] = {7, 7};
    char room[8];
    size_t needed = 0, index = 99;

    STATUS(BF_UNKNOWN_CONSTANT,
           bf_plan_explain_need(plan, programme, NULL, "n-012", BF_NTS, 2, &text, &error));
    STATUS(BF_UNKNOWN_CONSTANT, bf_plan_total(plan, 0, two, &error));
    STATUS(BF_UNKNOWN_CONSTANT, bf_money_split(9, weights, NULL, 2, 0, two, &error));
    STATUS(BF_UNKNOWN_CONSTANT, bf_date_within("2024-01-01", BF_NTS, 1, 9, NULL, NULL, 0, NULL, NULL, 0, 0,
                                               room, sizeof room, NULL, &error));
    STATUS(BF_OUT_OF_BOUNDS,
           bf_plan_copy_need_granted(plan, bf_plan_need_count(plan), 1, two, &error));
    STATUS(BF_OUT_OF_BOUNDS, bf_plan_item_total(plan, 999, BF_TOTAL_HELD, two, &error));
    CHECK(two[0] == 7 && two[1] == 7);
    STATUS(BF_TOO_SMALL, bf_money_format(138600000, room, sizeof room, &needed, &error));
    CHECK(needed == sizeof "1386000.00");
    STATUS(BF_UNKNOWN_REFERENCE, bf_plan_find_need(plan, "nobody", BF_NTS, &index, &error));
    STATUS(BF_UNKNOWN_REFERENCE, bf_plan_explain_gift(plan, programme, NULL, "nobody", BF_NTS,
                                                      BF_LANG_EN, &text, &error));
    CHECK(index == 99 && text == NULL);
    OK(bf_plan_find_need(plan, "n-012", BF_NTS, &index, &error));
    CHECK(strcmp(bf_plan_need_id(plan, index), "n-012") == 0);
    /* A certificate is about a plan. */
    OK(bf_check(json, size, &checked, &error));
    STATUS(BF_WRONG_HANDLE, bf_report_certificate(checked, BF_LANG_EN, &text, &error));
    OK(bf_plan_verify(plan, programme, NULL, &verified, &error));
    OK(bf_report_certificate(verified, BF_LANG_EN, &text, &error));
    CHECK(strstr(bf_text_utf8(text), "lawful") != NULL);
    CHECK(bf_report_ok(verified) == 1 && bf_report_minimum_grant_checked(verified) == 1);
    bf_text_free(text);
    bf_report_free(verified);
    bf_report_free(checked);
}

/* Somebody's plan is shown as it stands there. */
static void strange_plan(void)
{
    static const struct {
        int32_t which;
        int64_t units;
    } sums[] = {{BF_TOTAL_RECEIVED, 5}, {BF_TOTAL_REQUIRED, 4}, {BF_TOTAL_GRANTED, 3}, {BF_TOTAL_HELD, 2}};
    bf_plan *strange = NULL;
    uint8_t in_units[2];
    uint32_t need[2];
    int64_t part[2], amount[2], units = 0;
    size_t i;
    OK(bf_plan_read(STRANGE, BF_NTS, &strange, &error));
    OK(bf_plan_copy_line_in_units(strange, 0, 2, in_units, &error));
    OK(bf_plan_copy_line_amount(strange, 0, 2, amount, &error));
    OK(bf_plan_copy_line_part(strange, 0, 2, part, &error));
    OK(bf_plan_copy_line_need(strange, 0, 2, need, &error));
    CHECK(in_units[0] == 0 && in_units[1] == 1 && amount[0] == 7 && amount[1] == 7);
    CHECK(part[0] == -1 && part[1] == INT64_C(9007199254740991));
    CHECK(need[0] == BF_NO_INDEX && need[1] == BF_NO_INDEX);
    CHECK(bf_plan_item_count(strange) == 1 && strcmp(bf_plan_item_id(strange, 0), "rice") == 0);
    for (i = 0; i < sizeof sums / sizeof *sums; i++) {
        OK(bf_plan_item_total(strange, 0, sums[i].which, &units, &error));
        CHECK(units == sums[i].units);
    }
    STATUS(BF_UNKNOWN_CONSTANT, bf_plan_item_total(strange, 0, BF_TOTAL_AVAILABLE, &units, &error));
    bf_plan_free(strange);
}

/* A short text has the same limit, however its end is told. */
static void long_words(void)
{
    size_t limit = (size_t)1 << 20;
    char *word = malloc(limit + 2);
    bf_code *code = NULL;
    CHECK(word != NULL);
    if (word == NULL) {
        return;
    }
    memset(word, 'x', limit + 1);
    word[limit + 1] = '\0';
    STATUS(BF_BAD_LENGTH, bf_code_check(word, BF_NTS, &code, &error));
    STATUS(BF_BAD_LENGTH, bf_code_check(word, limit + 1, &code, &error));
    CHECK(code == NULL);
    word[limit] = '\0';
    OK(bf_code_check(word, BF_NTS, &code, &error));
    bf_code_free(code);
    OK(bf_code_check(word, limit, &code, &error));
    bf_code_free(code);
    free(word);
}

/* The library and the header. */
static void versions(void)
{
    int major = 0, minor = 0, patch = 0;
    OK(bf_check_abi(&error));
    STATUS(BF_WRONG_VERSION, bf_check_version(BF_ABI_VERSION + 1, 0, 1, &error));
    STATUS(BF_WRONG_VERSION,
           bf_check_version(BF_ABI_VERSION, BF_VERSION_MAJOR, BF_VERSION_MINOR + 1, &error));
    STATUS(BF_WRONG_VERSION,
           bf_check_version(BF_ABI_VERSION, BF_VERSION_MAJOR + 1, 0, &error));
    CHECK(strcmp(bf_version(), BF_VERSION) == 0 && bf_abi_version() == BF_ABI_VERSION);
    CHECK(sscanf(bf_version(), "%d.%d.%d", &major, &minor, &patch) == 3);
    CHECK(major == BF_VERSION_MAJOR && minor == BF_VERSION_MINOR && patch == BF_VERSION_PATCH);
}

/* A panic comes back as a status and poisons what was being changed. */
static void panics(void)
{
    bf_text *text = NULL, *other = NULL;
    OK(bf_text_new(&text, &error));
    OK(bf_text_new(&other, &error));
    STATUS(BF_PANIC, bf_selftest_panic(NULL, &error));
    STATUS(BF_PANIC, bf_selftest_panic(text, &error));
    STATUS(BF_PANIC, bf_text_append(text, "a", 1, &error));
    CHECK(bf_text_utf8(text) == NULL);
    OK(bf_text_append(other, "a", 1, &error));
    STATUS(BF_WRONG_HANDLE, bf_selftest_panic((bf_text *)plan, &error));
    CHECK(bf_plan_need_count(plan) > 0);
    bf_text_free(text);
    bf_text_free(other);
}

int main(int argc, char **argv)
{
    json = contents(argc > 1 ? argv[1] : "wanyuan.json", &size);
    OK(bf_programme_read(json, size, &programme, &error));
    OK(bf_programme_allocate(programme, NULL, NULL, NULL, &plan, &error));
    null_everywhere();
    nothing_of_nothing();
    wrong_handles();
    not_text();
    lengths();
    values();
    strange_plan();
    long_words();
    versions();
    panics();
    bf_plan_free(plan);
    bf_programme_free(programme);
    free(json);
    return report("misuse");
}
