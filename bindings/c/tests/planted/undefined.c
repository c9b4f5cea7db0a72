/* A fault on purpose: a sum beyond what its type holds. */

#include "check.h"

int main(void)
{
    bf_error *error = NULL;
    int64_t fen = 0;
    OK(bf_selftest_i64(INT64_MAX, &fen, &error));
    printf("%" PRId64 "\n", fen + 1);
    return report("undefined");
}
