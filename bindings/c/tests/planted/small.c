/* A fault on purpose: an array that is smaller than it is said to be. */

#include "check.h"

int main(void)
{
    const char bytes[] = "sixteen bytes...";
    char *out = malloc(8);
    size_t needed = 0;
    bf_error *error = NULL;
    OK(bf_selftest_bytes(bytes, 16, out, 16, &needed, &error));
    printf("%zu bytes in 8\n", needed);
    free(out);
    return report("small");
}
