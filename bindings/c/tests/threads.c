/* Many threads: constant handles are shared, a text that is being changed is
 * busy. Planted with `race`, two threads change one counter without asking, so
 * that ThreadSanitizer shows that it looks. `threads PROGRAMME [race]` */

#include "check.h"

#include <pthread.h>

enum { THREADS = 8, ROUNDS = 6 };

static bf_programme *programme;
static bf_plan *plan;
static bf_text *wanted;

/* Results of threads are kept apart and checked by the main thread. */
struct work {
    pthread_t thread;
    unsigned good;
    bf_text *text;
    unsigned long appended, refused;
};

/* Allocates and verifies the same programme, and reads the same plan. */
static void *share(void *argument)
{
    struct work *work = argument;
    int round;
    for (round = 0; round < ROUNDS; round++) {
        bf_plan *own = NULL;
        bf_text *json = NULL;
        bf_report *verified = NULL;
        int64_t granted = -1;
        bf_status status = bf_programme_allocate(programme, NULL, NULL, NULL, &own, NULL);
        status |= bf_plan_json(own, &json, NULL);
        status |= bf_plan_verify(plan, programme, NULL, &verified, NULL);
        status |= bf_plan_copy_need_granted(plan, 11, 1, &granted, NULL);
        work->good += status == BF_OK && strcmp(bf_text_utf8(json), bf_text_utf8(wanted)) == 0
                      && bf_report_ok(verified) == 1 && granted == 1539492;
        bf_report_free(verified);
        bf_text_free(json);
        bf_plan_free(own);
    }
    return NULL;
}

/* Changes one text with all others. */
static void *append(void *argument)
{
    struct work *work = argument;
    int round;
    for (round = 0; round < 20000; round++) {
        bf_status status = bf_text_append(work->text, "x", 1, NULL);
        work->appended += status == BF_OK;
        work->refused += status == BF_BUSY;
        work->good += status == BF_OK || status == BF_BUSY;
    }
    return NULL;
}

static void run(void *(*job)(void *), struct work *works, bf_text *text)
{
    size_t i;
    for (i = 0; i < THREADS; i++) {
        struct work fresh = {0};
        works[i] = fresh;
        works[i].text = text;
        CHECK(pthread_create(&works[i].thread, NULL, job, &works[i]) == 0);
    }
    for (i = 0; i < THREADS; i++) {
        CHECK(pthread_join(works[i].thread, NULL) == 0);
    }
}

/* While the callback runs on this thread, another one finds the text busy. */
static void *one_append(void *argument)
{
    struct work *work = argument;
    work->refused = bf_text_append(work->text, "x", 1, NULL) == BF_BUSY;
    work->good = bf_text_utf8(work->text) == NULL;
    return NULL;
}

static int32_t meanwhile(void *userdata, uint64_t done, uint64_t total)
{
    struct work *work = userdata;
    (void)done;
    (void)total;
    CHECK(pthread_create(&work->thread, NULL, one_append, work) == 0);
    CHECK(pthread_join(work->thread, NULL) == 0);
    return 0;
}

static unsigned long unguarded;

static void *race(void *argument)
{
    int round;
    (void)argument;
    for (round = 0; round < 1000; round++) {
        unguarded++;
    }
    return NULL;
}

int main(int argc, char **argv)
{
    bf_error *error = NULL;
    struct work works[THREADS], one = {0};
    unsigned long appended = 0, refused = 0, i;
    size_t size;
    char *json = contents(argc > 1 ? argv[1] : "wanyuan.json", &size);

    OK(bf_programme_read(json, size, &programme, &error));
    OK(bf_programme_allocate(programme, NULL, NULL, NULL, &plan, &error));
    OK(bf_plan_json(plan, &wanted, &error));
    run(share, works, NULL);
    for (i = 0; i < THREADS; i++) {
        CHECK(works[i].good == ROUNDS);
    }

    OK(bf_text_new(&one.text, &error));
    run(append, works, one.text);
    for (i = 0; i < THREADS; i++) {
        CHECK(works[i].good == 20000);
        appended += works[i].appended;
        refused += works[i].refused;
    }
    CHECK(bf_text_len(one.text) == appended && appended + refused == THREADS * 20000UL);
    printf("%lu appended, %lu refused as busy\n", appended, refused);

    OK(bf_selftest_busy(one.text, meanwhile, &one, &error));
    CHECK(one.refused == 1 && one.good == 1);

    if (argc > 2 && strcmp(argv[2], "race") == 0) {
        run(race, works, NULL);
        printf("a race was planted: %lu\n", unguarded);
    }
    bf_text_free(one.text);
    bf_text_free(wanted);
    bf_plan_free(plan);
    bf_programme_free(programme);
    free(json);
    return report("threads");
}
