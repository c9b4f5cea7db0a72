/* Values cross the boundary whole: the extremes of each type. */

#include "check.h"

enum { ROWS = 100000, LARGE = 1 << 20 };

static bf_error *error;

static void numbers(void)
{
    static const int64_t wide[] = {INT64_MAX, INT64_MIN, -INT64_MAX, 0, -1, 138600000};
    static const int32_t narrow[] = {INT32_MAX, INT32_MIN, 0, -1};
    static const uint32_t counts[] = {UINT32_MAX, 0, 1};
    size_t i;
    for (i = 0; i < sizeof wide / sizeof *wide; i++) {
        int64_t found = 1;
        OK(bf_selftest_i64(wide[i], &found, &error));
        CHECK(found == wide[i]);
    }
    for (i = 0; i < sizeof narrow / sizeof *narrow; i++) {
        int32_t found = 1;
        OK(bf_selftest_i32(narrow[i], &found, &error));
        CHECK(found == narrow[i]);
    }
    for (i = 0; i < sizeof counts / sizeof *counts; i++) {
        uint32_t found = 7;
        OK(bf_selftest_u32(counts[i], &found, &error));
        CHECK(found == counts[i]);
    }
}

/* Money as text and back, to the last fen of 64 bits. */
static void money(void)
{
    static const int64_t all[] = {INT64_MAX, -INT64_MAX, INT64_MIN, 0, 1, -1, 138600000};
    char out[24];
    size_t i, needed;
    for (i = 0; i < sizeof all / sizeof *all; i++) {
        int64_t fen = 7;
        OK(bf_money_format(all[i], out, sizeof out, &needed, &error));
        CHECK(needed == strlen(out) + 1 && needed <= 24);
        if (all[i] >= 0) {
            OK(bf_money_parse(out, needed - 1, &fen, &error));
            CHECK(fen == all[i]);
        } else {
            STATUS(BF_BAD_AMOUNT, bf_money_parse(out, needed - 1, &fen, &error));
            CHECK(out[0] == '-' && fen == 7);
        }
    }
    CHECK(strcmp(out, "1386000.00") == 0);
}

static void text(const char *utf8, size_t len)
{
    bf_text *found = NULL;
    OK(bf_selftest_text(utf8, len, &found, &error));
    CHECK(bf_text_len(found) == len);
    CHECK(memcmp(bf_text_utf8(found), utf8, len) == 0 && bf_text_utf8(found)[len] == '\0');
    bf_text_free(found);
}

static void texts(void)
{
    static const char *const all[] = {
        "", "12345678901234567890123456789", "0.1234567890123456789012345678",
        "\xf0\xa0\xae\xb7" /* U+20BB7 */, "\xe4\xb6\xae" /* U+4DAE */, "\xef\xbb\xbf", " a b ",
    };
    char *large = malloc(LARGE);
    bf_text *found = NULL;
    size_t i;
    for (i = 0; i < sizeof all / sizeof *all; i++) {
        text(all[i], strlen(all[i]));
    }
    for (i = 0; i < LARGE; i++) {
        large[i] = (char)('a' + i % 26);
    }
    text(large, 1000000);
    text(large, LARGE);
    STATUS(BF_EMBEDDED_NUL, bf_selftest_text("a\0b", 3, &found, &error));
    CHECK(found == NULL);
    free(large);
}

/* GB 18030 there and back: two, and four bytes. */
static void gb18030(void)
{
    static const char in[] = "\xb0\xef\xb7\xf6 \xfe\x9f \x95\x32\xdb\x39";
    bf_text *utf8 = NULL;
    char out[32];
    size_t needed = 0;
    OK(bf_text_new(&utf8, &error));
    OK(bf_text_append_gb18030(utf8, in, BF_NTS, &error));
    STATUS(BF_TOO_SMALL, bf_text_to_gb18030(utf8, NULL, 0, &needed, &error));
    CHECK(needed == sizeof in);
    OK(bf_text_to_gb18030(utf8, out, sizeof out, NULL, &error));
    CHECK(strcmp(in, out) == 0);
    bf_text_free(utf8);
}

/* A text may be given its own bytes, though they move when it grows. */
static void itself(void)
{
    bf_text *text = NULL;
    size_t i, len;
    OK(bf_text_new(&text, &error));
    OK(bf_text_append(text, "慈善", BF_NTS, &error));
    for (i = 0; i < 14; i++) {
        len = bf_text_len(text);
        OK(bf_text_append(text, bf_text_utf8(text), i % 2 == 0 ? len : BF_NTS, &error));
        CHECK(bf_text_len(text) == 2 * len);
        CHECK(memcmp(bf_text_utf8(text), bf_text_utf8(text) + len, len) == 0);
    }
    bf_text_free(text);
}

static void bytes(void)
{
    char in[256], out[256];
    size_t i, needed = 0;
    for (i = 0; i < sizeof in; i++) {
        in[i] = (char)i;
    }
    OK(bf_selftest_bytes(in, sizeof in, out, sizeof out, &needed, &error));
    CHECK(needed == sizeof in && memcmp(in, out, sizeof in) == 0);
    OK(bf_selftest_bytes(NULL, 0, NULL, 0, &needed, &error));
    CHECK(needed == 0);
    STATUS(BF_TOO_SMALL, bf_selftest_bytes(in, 2, out, 1, NULL, &error));
}

static void rows(void)
{
    const char **starts = malloc(ROWS * sizeof *starts);
    size_t *lens = malloc(ROWS * sizeof *lens);
    int64_t *in = malloc(ROWS * sizeof *in), *out = malloc(ROWS * sizeof *out);
    char *room = malloc((size_t)ROWS * 24);
    bf_texts *found = NULL;
    size_t i, differ = 0;
    for (i = 0; i < ROWS; i++) {
        starts[i] = room + i * 24;
        lens[i] = (size_t)sprintf(room + i * 24, "\xe6\x88\xb7-%zu", i);
        in[i] = i % 2 ? INT64_MAX - (int64_t)i : -INT64_MAX + (int64_t)i;
    }
    OK(bf_selftest_rows(starts, lens, in, ROWS, &found, out, &error));
    CHECK(bf_texts_count(found) == ROWS);
    for (i = 0; i < ROWS; i++) {
        differ += in[i] != out[i] || bf_texts_len(found, i) != lens[i]
                  || strcmp(bf_texts_at(found, i), starts[i]) != 0;
    }
    CHECK(differ == 0);
    CHECK(bf_texts_at(found, ROWS) == NULL && bf_texts_len(found, ROWS) == 0);
    bf_texts_free(found);
    /* Without lengths, each text ends at its NUL. */
    OK(bf_selftest_rows(starts, NULL, in, 2, &found, out, &error));
    CHECK(strcmp(bf_texts_at(found, 1), starts[1]) == 0);
    bf_texts_free(found);
    free(room);
    free(out);
    free(in);
    free(lens);
    free(starts);
}

int main(void)
{
    numbers();
    money();
    texts();
    gb18030();
    itself();
    bytes();
    rows();
    return report("echo");
}
