/* The resident size stays flat while programmes, plans and errors are made and
 * freed. `memory PROGRAMME [ROUNDS [leak|stale]]`
 *
 * `leak` forgets a handle and `stale` reads a freed one, on purpose: so that a
 * tool that is to find such things shows that it does. */

#include "check.h"

static bf_error *error;

static const char small[] =
    "{\"format\":\"bangfu.programme/1\",\"id\":\"p\",\"as_of\":\"2024-04-02\","
    "\"rules\":{\"format\":\"bangfu.rules/1\",\"id\":\"r\"}}";

/* In pages; 0 where the system doesn't say. */
static long resident(void)
{
    long whole = 0, pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file != NULL) {
        if (fscanf(file, "%ld %ld", &whole, &pages) != 2) {
            pages = 0;
        }
        fclose(file);
    }
    return pages;
}

/* Everything once: made, used, refused, freed. */
static void turn(const char *json, size_t len)
{
    bf_programme *programme = NULL;
    bf_plan *plan = NULL;
    bf_report *verified = NULL;
    bf_text *text = NULL;
    if (bf_programme_read(json, len, &programme, &error) == BF_OK
        && bf_programme_allocate(programme, NULL, NULL, NULL, &plan, &error) == BF_OK
        && bf_plan_verify(plan, programme, NULL, &verified, &error) == BF_OK
        && bf_plan_json(plan, &text, &error) == BF_OK) {
        checks++;
    } else {
        wrong++;
        bf_error_free(error);
    }
    bf_text_free(text);
    bf_report_free(verified);
    bf_plan_free(plan);
    bf_programme_free(programme);
    wrong += bf_programme_read(json, len - 2, &programme, &error) != BF_SYNTAX;
    bf_error_free(error);
}

/* In a function of its own, so that no pointer stays on the stack. */
static void leak(void)
{
    bf_text *forgotten = NULL;
    OK(bf_text_new(&forgotten, &error));
}

static void stale(void)
{
    bf_text *text = NULL;
    OK(bf_text_new(&text, &error));
    bf_text_free(text);
    printf("stale: %zu\n", bf_text_len(text));
}

int main(int argc, char **argv)
{
    unsigned long rounds = argc > 2 ? strtoul(argv[2], NULL, 10) : 100000, round;
    size_t size;
    long before = 0, after;
    char *json = contents(argc > 1 ? argv[1] : "wanyuan.json", &size);
    for (round = 0; round < rounds; round++) {
        /* Most are small, so that many fit into a minute. */
        if (round % 1000 == 0) {
            turn(json, size);
        } else {
            turn(small, sizeof small - 1);
        }
        if (round == rounds / 10) {
            before = resident();
        }
    }
    after = resident();
    printf("resident after a tenth and after all %lu rounds: %ld and %ld pages\n", rounds, before,
           after);
    /* Half a MiB of slack for the allocator; a leak of eight bytes a round
     * would be more. */
    CHECK(rounds < 1000 || after - before <= 128);
    if (argc > 3) {
        if (strcmp(argv[3], "leak") == 0) {
            leak();
        } else {
            stale();
        }
    }
    free(json);
    return report("memory");
}
