/* Memory that can't be had is a status, nothing was done, and all goes on as
 * before. To be run under `ulimit -v 400000`: `limit PROGRAMME` */

#include "check.h"

enum { MIB = 1 << 20 };

static bf_error *error;

/* The memory of a length, or an end of this program: the limit is not what it
 * should be. */
static char *filled(size_t len, char with)
{
    char *bytes = malloc(len + 1);
    if (bytes == NULL) {
        fprintf(stderr, "no %zu bytes for the test itself\n", len);
        exit(EXIT_FAILURE);
    }
    memset(bytes, with, len);
    bytes[len] = '\0';
    return bytes;
}

/* Documents of 60 MiB: eight times that is more than there is. */
static void documents(void)
{
    size_t len = 60 * (size_t)MIB;
    char *spaces = filled(len, ' ');
    bf_report *checked = NULL;
    bf_programme *programme = NULL;
    bf_rules *rules = NULL;
    bf_plan *plan = NULL;
    bf_text *text = NULL, *hash = NULL;
    STATUS(BF_OUT_OF_MEMORY, bf_check(spaces, len, &checked, &error));
    STATUS(BF_OUT_OF_MEMORY, bf_check(spaces, BF_NTS, &checked, &error));
    STATUS(BF_OUT_OF_MEMORY, bf_programme_read(spaces, len, &programme, &error));
    STATUS(BF_OUT_OF_MEMORY, bf_rules_read(spaces, len, &rules, &error));
    STATUS(BF_OUT_OF_MEMORY, bf_plan_read(spaces, len, &plan, &error));
    STATUS(BF_OUT_OF_MEMORY, bf_canonical(spaces, len, &text, &hash, &error));
    CHECK(checked == NULL && programme == NULL && rules == NULL && plan == NULL);
    CHECK(text == NULL && hash == NULL);
    /* One that there is memory for is read, and is wrong for what it says. */
    OK(bf_check(spaces, MIB, &checked, &error));
    CHECK(bf_report_ok(checked) == 0);
    bf_report_free(checked);
    free(spaces);
}

/* A text that grows until there is no more, and is then what it was. */
static void texts(void)
{
    size_t len = 16 * (size_t)MIB, whole = 0, needed = 0;
    char *more = filled(len, 'x'), room[4];
    bf_text *text = NULL, *other = NULL;
    bf_status status = BF_OK;
    int rounds;
    OK(bf_text_new(&text, &error));
    for (rounds = 0; rounds < 64 && status == BF_OK; rounds++) {
        status = bf_text_append(text, more, len, NULL);
        whole += status == BF_OK ? len : 0;
    }
    CHECK(status == BF_OUT_OF_MEMORY && whole > 0);
    CHECK(bf_text_len(text) == whole && bf_text_utf8(text)[whole - 1] == 'x'
          && bf_text_utf8(text)[whole] == '\0');
    /* In another encoding there is no room for it either. */
    STATUS(BF_OUT_OF_MEMORY, bf_text_to_gb18030(text, room, sizeof room, &needed, &error));
    STATUS(BF_OUT_OF_MEMORY, bf_text_append_gb18030(text, more, len, &error));
    CHECK(bf_text_len(text) == whole);
    OK(bf_text_new(&other, &error));
    OK(bf_text_append(other, "still here", BF_NTS, &error));
    bf_text_free(other);
    bf_text_free(text);
    free(more);
}

/* The same work as without a limit. */
static void work(const char *json, size_t len)
{
    bf_programme *programme = NULL;
    bf_plan *plan = NULL;
    bf_report *verified = NULL;
    OK(bf_programme_read(json, len, &programme, &error));
    OK(bf_programme_allocate(programme, NULL, NULL, NULL, &plan, &error));
    OK(bf_plan_verify(plan, programme, NULL, &verified, &error));
    CHECK(bf_report_ok(verified) == 1);
    bf_report_free(verified);
    bf_plan_free(plan);
    bf_programme_free(programme);
}

int main(int argc, char **argv)
{
    size_t size;
    char *json = contents(argc > 1 ? argv[1] : "wanyuan.json", &size);
    documents();
    texts();
    work(json, size);
    free(json);
    return report("limit");
}
