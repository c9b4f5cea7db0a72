/* What a progress callback may do: stop the run at any call, free the handles,
 * come back in. `callbacks PROGRAMME` */

#include "check.h"

static bf_error *error;
static char *json;
static size_t size;

struct run {
    uint64_t calls, stop_at, last_done, last_total;
    int only_last, bad;
    bf_programme *programme;
    bf_text *text;
};

static int32_t count(void *userdata, uint64_t done, uint64_t total)
{
    struct run *run = userdata;
    run->calls++;
    run->bad |= done < run->last_done || done > total;
    run->last_done = done;
    run->last_total = total;
    return run->only_last ? done == total : run->calls == run->stop_at;
}

/* Stops at the first call, and at the last. */
static void cancel(void)
{
    bf_programme *programme = NULL;
    bf_plan *plan = NULL;
    struct run free_run = {0}, first = {0}, last = {0};
    first.stop_at = 1;
    last.only_last = 1;
    OK(bf_programme_read(json, size, &programme, &error));
    OK(bf_programme_allocate(programme, NULL, count, &free_run, &plan, &error));
    CHECK(free_run.calls >= 2 && !free_run.bad && free_run.last_done == free_run.last_total && plan != NULL);
    bf_plan_free(plan);
    STATUS(BF_CANCELLED, bf_programme_allocate(programme, NULL, count, &first, &plan, &error));
    CHECK(first.calls == 1 && plan == NULL);
    STATUS(BF_CANCELLED, bf_programme_allocate(programme, NULL, count, &last, &plan, &error));
    CHECK(last.last_done == last.last_total && !last.bad && plan == NULL);
    /* Afterwards the programme is as good as before. */
    OK(bf_programme_allocate(programme, NULL, NULL, NULL, &plan, &error));
    bf_plan_free(plan);
    bf_programme_free(programme);
}

static int32_t free_inside(void *userdata, uint64_t done, uint64_t total)
{
    struct run *run = userdata;
    bf_plan *plan = NULL;
    (void)done;
    (void)total;
    if (run->calls++ == 0) {
        bf_programme_free(run->programme);
        bf_programme_free(run->programme);
        /* It is spoken for: nobody else gets in any more. */
        STATUS(BF_WRONG_HANDLE,
               bf_programme_allocate(run->programme, NULL, NULL, NULL, &plan, &error));
    }
    return 0;
}

/* Frees the programme inside its own run, which ends well all the same. */
static void freed_inside(void)
{
    struct run run = {0};
    bf_plan *plan = NULL;
    bf_error *outer = NULL;
    OK(bf_programme_read(json, size, &run.programme, &error));
    CHECK(bf_programme_allocate(run.programme, NULL, free_inside, &run, &plan, &outer) == BF_OK);
    CHECK(outer == NULL && run.calls >= 2 && bf_plan_need_count(plan) > 0);
    bf_plan_free(plan);
}

static int32_t come_back(void *userdata, uint64_t done, uint64_t total)
{
    struct run *run = userdata;
    bf_plan *plan = NULL;
    (void)done;
    (void)total;
    if (run->calls++ == 0) {
        OK(bf_programme_allocate(run->programme, NULL, NULL, NULL, &plan, &error));
        CHECK(bf_programme_need_count(run->programme) == bf_plan_need_count(plan));
        bf_plan_free(plan);
    }
    return 0;
}

/* Allocates inside an allocation of the same programme: both only read it. */
static void reading_inside_reading(void)
{
    struct run run = {0};
    bf_plan *plan = NULL;
    bf_error *outer = NULL;
    OK(bf_programme_read(json, size, &run.programme, &error));
    CHECK(bf_programme_allocate(run.programme, NULL, come_back, &run, &plan, &outer) == BF_OK);
    bf_plan_free(plan);
    bf_programme_free(run.programme);
}

static int32_t use_while_changed(void *userdata, uint64_t done, uint64_t total)
{
    struct run *run = userdata;
    CHECK(done == 0 && total == 1);
    run->calls++;
    STATUS(BF_BUSY, bf_text_append(run->text, "a", 1, &error));
    STATUS(BF_BUSY, bf_text_clear(run->text, &error));
    STATUS(BF_BUSY, bf_selftest_panic(run->text, &error));
    STATUS(BF_BUSY, bf_selftest_busy(run->text, use_while_changed, run, &error));
    CHECK(bf_text_utf8(run->text) == NULL && bf_text_len(run->text) == 0);
    return run->calls == run->stop_at;
}

/* Comes back in to a text that is being changed. */
static void busy(void)
{
    struct run run = {0};
    bf_error *outer = NULL;
    OK(bf_text_new(&run.text, &error));
    OK(bf_text_append(run.text, "as it was", BF_NTS, &error));
    CHECK(bf_selftest_busy(run.text, use_while_changed, &run, &outer) == BF_OK && outer == NULL);
    CHECK(run.calls == 1 && strcmp(bf_text_utf8(run.text), "as it was") == 0);
    run.stop_at = 2;
    CHECK(bf_selftest_busy(run.text, use_while_changed, &run, &outer) == BF_CANCELLED);
    CHECK(bf_error_status(outer) == BF_CANCELLED);
    bf_error_free(outer);
    STATUS(BF_NULL_POINTER, bf_selftest_busy(run.text, NULL, NULL, &error));
    OK(bf_text_append(run.text, ".", 1, &error));
    bf_text_free(run.text);
}

int main(int argc, char **argv)
{
    json = contents(argc > 1 ? argv[1] : "wanyuan.json", &size);
    cancel();
    freed_inside();
    reading_inside_reading();
    busy();
    free(json);
    return report("callbacks");
}
