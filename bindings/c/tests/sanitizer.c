/* The sanitizer that this program was built with is really in the process:
 * `sanitizer NAME`, where NAME is "address" or "thread". */

#include "check.h"

int main(int argc, char **argv)
{
    const char *name = bf_selftest_sanitizer();
    CHECK(argc == 2 && name != NULL && strcmp(name, argv[1]) == 0);
    return report("sanitizer");
}
