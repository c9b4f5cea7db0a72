/* Needs and gifts that come in as columns: the programme is that of the
 * document, and what does not fit is said. */

#include "check.h"

#define BASE \
    "{\"format\":\"bangfu.programme/1\",\"id\":\"p\",\"as_of\":\"2024-04-02\"," \
    "\"registry\":{\"organisations\":[{\"id\":\"charity\",\"name\":\"C\",\"kind\":\"charity\"}," \
    "{\"id\":\"donor\",\"name\":\"D\",\"kind\":\"company\"}]," \
    "\"places\":[{\"code\":\"511781109200\",\"name\":\"A\"},{\"code\":\"511781109201\",\"name\":\"B\"}]}," \
    "\"lists\":{\"projects\":[{\"id\":\"farm\",\"name\":\"F\",\"category\":\"care\"}]%s}%s," \
    "\"rules\":{\"format\":\"bangfu.rules/1\",\"id\":\"r\"}}"

#define NEEDS \
    ",\"needs\":[{\"id\":\"n-1\",\"place\":\"511781109200\",\"project\":\"farm\",\"money\":\"1000.00\"," \
    "\"floor\":\"10.00\",\"tier\":2},{\"id\":\"n-2\",\"place\":\"511781109201\",\"category\":\"relief\"," \
    "\"money\":\"922337203.54\",\"weight\":\"1.5\"}]"

#define GIFTS \
    ",\"giving\":{\"gifts\":[{\"id\":\"g-1\",\"donor\":\"donor\",\"recipient\":\"charity\"," \
    "\"received_on\":\"2024-04-01\",\"money\":\"700.07\",\"force\":\"east_west\"," \
    "\"restriction\":{\"project\":[\"farm\"]},\"overhead\":{\"ceiling\":\"0.05\"},\"use_by\":\"2025-12-31\"}," \
    "{\"id\":\"g-2\",\"donor\":\"charity\",\"recipient\":\"charity\",\"received_on\":\"2024-03-31\"," \
    "\"money\":\"0.01\",\"restriction\":\"none\"}]}"

enum { MOST = 40 };

static bf_error *error;
static bf_column column[MOST];
static const void *data[MOST];
static size_t count[MOST];
static size_t given;

static void give(bf_column which, const void *start, size_t entries)
{
    column[given] = which;
    data[given] = start;
    count[given] = entries;
    given++;
}

static uint64_t ends[] = {3, 6}, place[] = {511781109200, 511781109201}, weight[] = {1000000, 1500000};
static uint64_t four[] = {4}, six[] = {6}, both[] = {7, 12}, nine[] = {9}, json_end[] = {20};
static uint32_t project[] = {0, BF_NO_INDEX}, category[] = {BF_NO_INDEX, 0}, tier[] = {2, 1};
static int64_t money[] = {100000, 92233720354}, floors[] = {1000, 0};
static uint32_t donor[] = {1, 0}, recipient[] = {0, 0}, day[] = {20240401, 20240331};
static uint32_t restriction[] = {0, BF_NO_INDEX}, overhead[] = {50000, BF_NO_INDEX};
static uint32_t use_by[] = {20251231, BF_NO_INDEX};
static int64_t gift[] = {70007, 1};

static void needs(void)
{
    give(BF_COLUMN_NEED_ID, "n-1n-2", 6);
    give(BF_COLUMN_NEED_ID_ENDS, ends, 2);
    give(BF_COLUMN_NEED_PLACE, place, 2);
    give(BF_COLUMN_NEED_PROJECTS, "farm", 4);
    give(BF_COLUMN_NEED_PROJECTS_ENDS, four, 1);
    give(BF_COLUMN_NEED_PROJECT, project, 2);
    give(BF_COLUMN_NEED_CATEGORIES, "relief", 6);
    give(BF_COLUMN_NEED_CATEGORIES_ENDS, six, 1);
    give(BF_COLUMN_NEED_CATEGORY, category, 2);
    give(BF_COLUMN_NEED_TIER, tier, 2);
    give(BF_COLUMN_NEED_MONEY, money, 2);
    give(BF_COLUMN_NEED_FLOOR, floors, 2);
    give(BF_COLUMN_NEED_WEIGHT, weight, 2);
}

static void gifts(void)
{
    give(BF_COLUMN_GIFT_ID, "g-1g-2", 6);
    give(BF_COLUMN_GIFT_ID_ENDS, ends, 2);
    give(BF_COLUMN_GIFT_ORGANISATIONS, "charitydonor", 12);
    give(BF_COLUMN_GIFT_ORGANISATIONS_ENDS, both, 2);
    give(BF_COLUMN_GIFT_DONOR, donor, 2);
    give(BF_COLUMN_GIFT_RECIPIENT, recipient, 2);
    give(BF_COLUMN_GIFT_RECEIVED_ON, day, 2);
    give(BF_COLUMN_GIFT_MONEY, gift, 2);
    give(BF_COLUMN_GIFT_FORCES, "east_west", 9);
    give(BF_COLUMN_GIFT_FORCES_ENDS, nine, 1);
    give(BF_COLUMN_GIFT_FORCE, restriction, 2);
    give(BF_COLUMN_GIFT_RESTRICTIONS, "{\"project\":[\"farm\"]}", 20);
    give(BF_COLUMN_GIFT_RESTRICTIONS_ENDS, json_end, 1);
    give(BF_COLUMN_GIFT_RESTRICTION, restriction, 2);
    give(BF_COLUMN_GIFT_OVERHEAD, overhead, 2);
    give(BF_COLUMN_GIFT_USE_BY, use_by, 2);
}

static bf_status read_columns(const char *base, bf_programme **out)
{
    return bf_programme_read_columns(base, BF_NTS, column, data, count, given, out, &error);
}

/* The hash of a programme, which is then freed. */
static void hash(bf_programme *programme, char *out, size_t size)
{
    bf_text *text = NULL;
    OK(bf_programme_hash(programme, &text, &error));
    snprintf(out, size, "%s", text == NULL ? "" : bf_text_utf8(text));
    bf_text_free(text);
    bf_programme_free(programme);
}

static void same_as_the_document(const char *base)
{
    char document[4096], by_document[80] = "", by_columns[80] = "", packed[2 * sizeof *money + 1];
    bf_programme *programme = NULL;
    size_t i;

    snprintf(document, sizeof document, BASE, NEEDS, GIFTS);
    OK(bf_programme_read(document, BF_NTS, &programme, &error));
    hash(programme, by_document, sizeof by_document);
    given = 0;
    needs();
    gifts();
    OK(read_columns(base, &programme));
    CHECK(bf_programme_need_count(programme) == 2 && bf_programme_gift_count(programme) == 2);
    hash(programme, by_columns, sizeof by_columns);
    CHECK(strlen(by_document) > 64 && strcmp(by_document, by_columns) == 0);

    /* Arrays of other languages need not be aligned. */
    memcpy(packed + 1, money, sizeof money);
    for (i = 0; i < given; i++) {
        if (column[i] == BF_COLUMN_NEED_MONEY) {
            data[i] = packed + 1;
        }
    }
    OK(read_columns(base, &programme));
    hash(programme, by_columns, sizeof by_columns);
    CHECK(strcmp(by_document, by_columns) == 0);

    /* No column is the document alone. */
    given = 0;
    OK(read_columns(base, &programme));
    CHECK(bf_programme_need_count(programme) == 0);
    bf_programme_free(programme);
    OK(bf_programme_read_columns(base, BF_NTS, NULL, NULL, NULL, 0, &programme, &error));
    bf_programme_free(programme);
}

static void misuse(const char *base)
{
    bf_programme *programme = NULL;

    given = 0;
    needs();
    STATUS(BF_NULL_POINTER, read_columns(NULL, &programme));
    STATUS(BF_NULL_POINTER, read_columns(base, NULL));
    STATUS(BF_NULL_POINTER,
           bf_programme_read_columns(base, BF_NTS, NULL, data, count, 1, &programme, &error));
    STATUS(BF_NULL_POINTER,
           bf_programme_read_columns(base, BF_NTS, column, NULL, count, 1, &programme, &error));
    STATUS(BF_NULL_POINTER,
           bf_programme_read_columns(base, BF_NTS, column, data, NULL, 1, &programme, &error));
    STATUS(BF_BAD_LENGTH, bf_programme_read_columns(base, BF_NTS, column, data, count, SIZE_MAX / 2,
                                                    &programme, &error));
    data[2] = NULL;
    STATUS(BF_NULL_POINTER, read_columns(base, &programme));
    data[2] = place;
    count[2] = SIZE_MAX / 4;
    STATUS(BF_BAD_LENGTH, read_columns(base, &programme));
    count[2] = 1;
    STATUS(BF_BAD_COLUMN, read_columns(base, &programme));
    count[2] = 2;
    column[2] = 0;
    STATUS(BF_UNKNOWN_CONSTANT, read_columns(base, &programme));
    column[2] = BF_COLUMN_NEED_MONEY;
    STATUS(BF_UNKNOWN_CONSTANT, read_columns(base, &programme));
    column[2] = BF_COLUMN_NEED_PLACE;
    data[0] = "n-1n-\xff";
    STATUS(BF_NOT_UTF8, read_columns(base, &programme));
    data[0] = "n-1n-1";
    STATUS(BF_DUPLICATE_ID, read_columns(base, &programme));
    data[0] = "n-1n 2";
    STATUS(BF_BAD_ID, read_columns(base, &programme));
    CHECK(programme == NULL);
}

int main(void)
{
    char base[4096];
    snprintf(base, sizeof base, BASE, "", "");
    same_as_the_document(base);
    misuse(base);
    return report("bulk");
}
