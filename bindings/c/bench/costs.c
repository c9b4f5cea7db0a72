/* What a call costs: `costs PROGRAMME`, with a programme of many needs. Prints
 * a JSON object a line, as tests/bench/bindings.py reads them. A benchmark
 * measures and judges nothing. */

#define _POSIX_C_SOURCE 199309L

#include <bangfu.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CALLS = 10000000, AMOUNTS = 1000000, TIMES = 21 };

/* Of one call, where one takes less than a few nanoseconds. */
static void call_figure(const char *what, uint64_t all)
{
    printf("{\"what\": \"%s\", \"value\": %" PRIu64 ".%" PRIu64 ", \"unit\": \"ns\"}\n", what, all / CALLS,
           all % CALLS * 10 / CALLS);
}

static void figure(const char *what, uint64_t value, const char *unit)
{
    printf("{\"what\": \"%s\", \"value\": %" PRIu64 ", \"unit\": \"%s\"}\n", what, value, unit);
}

static uint64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000U + (uint64_t)time.tv_nsec;
}

static int ascending(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static uint64_t median(uint64_t *times)
{
    qsort(times, TIMES, sizeof *times, ascending);
    return times[TIMES / 2];
}

static void must(bf_status status)
{
    if (status != BF_OK) {
        fprintf(stderr, "%s\n", bf_status_name(status));
        exit(EXIT_FAILURE);
    }
}

/* Copies AMOUNTS amounts out of a plan, part by part if it has fewer. */
static void copy(const bf_plan *plan, size_t rows, int64_t *out)
{
    size_t done, part;
    for (done = 0; done < AMOUNTS; done += part) {
        part = AMOUNTS - done < rows ? AMOUNTS - done : rows;
        must(bf_plan_copy_need_granted(plan, 0, part, out + done, NULL));
    }
}

static void plain_copy(const int64_t *from, size_t rows, int64_t *out)
{
    size_t done, part;
    for (done = 0; done < AMOUNTS; done += part) {
        part = AMOUNTS - done < rows ? AMOUNTS - done : rows;
        memcpy(out + done, from, part * sizeof *out);
    }
}

static void columns(const bf_plan *plan)
{
    size_t rows = bf_plan_need_count(plan), i;
    int64_t *from = malloc(rows * sizeof *from), *out = malloc(AMOUNTS * sizeof *out);
    uint64_t copies[TIMES], plain[TIMES], begun;
    must(bf_plan_copy_need_granted(plan, 0, rows, from, NULL));
    memset(out, 1, AMOUNTS * sizeof *out);
    for (i = 0; i < TIMES; i++) {
        begun = now();
        copy(plan, rows, out);
        copies[i] = now() - begun;
        begun = now();
        plain_copy(from, rows, out);
        plain[i] = now() - begun;
    }
    figure("a column copy of 10⁶ amounts", median(copies) / 1000, "µs");
    figure("memcpy of as many", median(plain) / 1000, "µs");
    free(out);
    free(from);
}

static void calls(const bf_plan *plan)
{
    uint64_t begun;
    int64_t value = 0;
    size_t sum = 0;
    long i;
    begun = now();
    for (i = 0; i < CALLS; i++) {
        must(bf_selftest_i64(value + 1, &value, NULL));
    }
    call_figure("a trivial call", now() - begun);
    begun = now();
    for (i = 0; i < CALLS; i++) {
        sum += bf_plan_need_count(plan);
    }
    call_figure("a call on a handle", now() - begun);
    if (value != CALLS || sum == 0) {
        exit(EXIT_FAILURE);
    }
}

static char *contents(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    if (file != NULL && fseek(file, 0, SEEK_END) == 0) {
        *size = (size_t)ftell(file);
        rewind(file);
        bytes = malloc(*size);
    }
    if (bytes == NULL || fread(bytes, 1, *size, file) != *size) {
        fprintf(stderr, "%s can't be read\n", path);
        exit(EXIT_FAILURE);
    }
    fclose(file);
    return bytes;
}

int main(int argc, char **argv)
{
    size_t size;
    char *json = contents(argc > 1 ? argv[1] : "programme.json", &size);
    bf_programme *programme = NULL;
    bf_plan *plan = NULL;
    uint64_t begun = now();
    must(bf_programme_read(json, size, &programme, NULL));
    figure("reading the programme", (now() - begun) / 1000000, "ms");
    begun = now();
    must(bf_programme_allocate(programme, NULL, NULL, NULL, &plan, NULL));
    figure("allocating", (now() - begun) / 1000000, "ms");
    figure("needs of the programme", bf_plan_need_count(plan), "needs");
    calls(plan);
    columns(plan);
    bf_plan_free(plan);
    bf_programme_free(programme);
    free(json);
    return EXIT_SUCCESS;
}
