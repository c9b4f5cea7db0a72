/* A fault on purpose: a text is changed by its owner while the library reads
 * it. It is seen only if the library itself is watched. */

#include "check.h"

#include <pthread.h>

enum { ROUNDS = 20000 };

static char amount[] = "1386000.00";

static void *change(void *argument)
{
    int round;
    (void)argument;
    for (round = 0; round < ROUNDS; round++) {
        amount[0] = (char)('1' + round % 9);
    }
    return NULL;
}

int main(void)
{
    pthread_t thread;
    int64_t fen = 0;
    int round;
    CHECK(pthread_create(&thread, NULL, change, NULL) == 0);
    for (round = 0; round < ROUNDS; round++) {
        CHECK(bf_money_parse(amount, sizeof amount - 1, &fen, NULL) == BF_OK);
    }
    CHECK(pthread_join(thread, NULL) == 0);
    return report("race");
}
