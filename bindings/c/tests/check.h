/* What the tests in C share: counted checks, files, statuses with their errors. */

#ifndef CHECK_H
#define CHECK_H

#include <bangfu.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What names the statuses that are checked. */
#ifndef STATUS_NAME
#define STATUS_NAME bf_status_name
#endif

static unsigned long checks, wrong;

/* Counts a check, and says where it stands when it fails. */
#define CHECK(condition) check((condition) != 0, #condition, __FILE__, __LINE__)

/* Checks that a call comes back with a status, and that its error says the
 * same. The call writes into `error`. */
#define STATUS(expected, call) check_status(expected, (error = NULL, (call)), &error, #call, __LINE__)

/* A call that must succeed. */
#define OK(call) STATUS(BF_OK, call)

static inline void check(int good, const char *what, const char *file, int line)
{
    checks++;
    if (!good) {
        wrong++;
        fprintf(stderr, "%s:%d: %s\n", file, line, what);
    }
}

static inline void check_status(bf_status expected, bf_status found, bf_error **error, const char *what,
                         int line)
{
    const bf_finding *first = bf_error_at(*error, 0);
    int fits = expected == BF_OK ? *error == NULL
                                 : bf_error_status(*error) == expected && first != NULL
                                       && bf_finding_status(first) == expected
                                       && bf_finding_text(first, BF_LANG_ZH) != NULL
                                       && bf_finding_text(first, BF_LANG_EN) != NULL;
    checks++;
    if (found != expected || !fits) {
        wrong++;
        fprintf(stderr, "line %d: %s\n  expected %s, found %s (%s: %s)\n", line, what,
                STATUS_NAME(expected), STATUS_NAME(found),
                first == NULL ? "no error" : bf_finding_pointer(first),
                first == NULL ? "" : bf_finding_text(first, BF_LANG_EN));
    }
    bf_error_free(*error);
    *error = NULL;
}

/* Says how many checks ran; gives the value that main() returns. */
static inline int report(const char *name)
{
    printf("%s: ran %lu of %lu checks, %lu wrong\n", name, checks, checks, wrong);
    return wrong == 0 && checks > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* The bytes of a file; the caller frees them. */
static inline char *contents(const char *path, size_t *size)
{
    char *bytes = NULL;
    long length = -1;
    FILE *file = fopen(path, "rb");
    if (file != NULL && fseek(file, 0, SEEK_END) == 0) {
        length = ftell(file);
    }
    if (length >= 0) {
        rewind(file);
        bytes = malloc((size_t)length + 1);
    }
    if (bytes == NULL || fread(bytes, 1, (size_t)length, file) != (size_t)length) {
        fprintf(stderr, "%s can't be read\n", path);
        exit(EXIT_FAILURE);
    }
    fclose(file);
    bytes[length] = '\0';
    *size = (size_t)length;
    return bytes;
}

#endif
