/* A document for which there is no memory is a status. The address space is
 * limited from inside, as `ulimit -v` does. */

#define _XOPEN_SOURCE 600

#include "check.h"

#include <sys/resource.h>

enum { MIB = 1 << 20, LARGE = 40 * MIB };

static const char small[] = "{\"format\":\"bangfu.programme/1\",\"id\":\"p\",\"as_of\":\"2024-04-02\"}";

int main(void)
{
    bf_error *error = NULL;
    bf_programme *programme = NULL;
    bf_rules *rules = NULL;
    bf_plan *plan = NULL;
    bf_report *checked = NULL;
    bf_text *text = NULL;
    struct rlimit limit;
    char *large = malloc(LARGE);

    /* The same document with much space before its end. */
    memset(large, ' ', LARGE);
    memcpy(large, small, sizeof small - 2);
    large[LARGE - 1] = '}';
    OK(bf_programme_read(large, LARGE, &programme, &error));
    bf_programme_free(programme);
    OK(bf_text_new(&text, &error));

    CHECK(getrlimit(RLIMIT_AS, &limit) == 0);
    limit.rlim_cur = 256 * (rlim_t)MIB;
    CHECK(setrlimit(RLIMIT_AS, &limit) == 0);
    STATUS(BF_OUT_OF_MEMORY, bf_programme_read(large, LARGE, &programme, &error));
    STATUS(BF_OUT_OF_MEMORY, bf_rules_read(large, LARGE, &rules, &error));
    STATUS(BF_OUT_OF_MEMORY, bf_plan_read(large, LARGE, &plan, &error));
    STATUS(BF_OUT_OF_MEMORY, bf_check(large, LARGE, &checked, &error));
    STATUS(BF_OUT_OF_MEMORY, bf_canonical(large, LARGE, NULL, NULL, &error));
    /* It grows until there is no more, and then is as it was. */
    while (bf_text_append(text, large, LARGE, NULL) == BF_OK) {
    }
    STATUS(BF_OUT_OF_MEMORY, bf_text_append(text, large, LARGE, &error));
    CHECK(bf_text_len(text) % LARGE == 0);
    bf_text_free(text);
    CHECK(programme == NULL && rules == NULL && plan == NULL && checked == NULL);
    /* Nothing is broken: what is small is read. */
    OK(bf_programme_read(small, sizeof small - 1, &programme, &error));
    bf_programme_free(programme);
    free(large);
    return report("exhaust");
}
