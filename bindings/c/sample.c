/* The whole job in one page: `sample PROGRAMME`. Every binding has this program
 * and prints the same text. */

#include <bangfu.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static bf_error *error;

/* Ends the program when a call failed, with what it failed for. */
static void must(bf_status status)
{
    if (status != BF_OK) {
        const bf_finding *first = bf_error_at(error, 0);
        fprintf(stderr, "%s: %s\n", bf_finding_name(first), bf_finding_text(first, BF_LANG_EN));
        exit(EXIT_FAILURE);
    }
}

static const char *yuan(int64_t fen, char out[24])
{
    must(bf_money_format(fen, out, 24, NULL, &error));
    return out;
}

static int32_t remember(void *last, uint64_t done, uint64_t total)
{
    ((uint64_t *)last)[0] = done;
    ((uint64_t *)last)[1] = total;
    return 0;
}

static char *contents(const char *path, size_t *size)
{
    char *bytes = NULL;
    FILE *file = fopen(path, "rb");
    if (file != NULL && fseek(file, 0, SEEK_END) == 0 && ftell(file) > 0) {
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
    static const char bad[] =
        "{\"format\":\"bangfu.rules/1\",\"id\":\"r\",\"allocation\":{\"tiers\":\"loose\"}}";
    bf_text *letter = NULL;
    bf_report *checked = NULL, *verified = NULL;
    bf_programme *programme = NULL;
    bf_plan *plan = NULL;
    bf_rules *rules = NULL;
    uint64_t last[2] = {0, 0};
    int64_t asked[3], granted[3], num[3], den[3];
    uint8_t reason[3];
    char a[24], b[24];
    char *json;
    size_t i, size = 0;

    must(bf_check_abi(&error));
    json = contents(argc > 1 ? argv[1] : "wanyuan.json", &size);
    must(bf_check(json, size, &checked, &error));
    must(bf_programme_read(json, size, &programme, &error));
    printf("%s (%s), %s\n", bf_programme_name(programme), bf_programme_id(programme),
           bf_programme_as_of(programme));
    printf("check: %zu errors, %zu warnings\n", bf_report_error_count(checked),
           bf_report_warning_count(checked));

    must(bf_programme_allocate(programme, NULL, remember, last, &plan, &error));
    printf("progress: %" PRIu64 " of %" PRIu64 "\n", last[0], last[1]);
    must(bf_plan_total(plan, BF_TOTAL_GRANTED, &granted[0], &error));
    must(bf_plan_total(plan, BF_TOTAL_RECEIVED, &asked[0], &error));
    printf("granted %s of %s yuan\n", yuan(granted[0], a), yuan(asked[0], b));
    must(bf_plan_copy_need_required(plan, 11, 3, asked, &error));
    must(bf_plan_copy_need_granted(plan, 11, 3, granted, &error));
    must(bf_plan_copy_need_level_num(plan, 11, 3, num, &error));
    must(bf_plan_copy_need_level_den(plan, 11, 3, den, &error));
    must(bf_plan_copy_need_reason(plan, 11, 3, reason, &error));
    for (i = 0; i < 3; i++) {
        printf("%s  %s  %s  %" PRId64 "/%" PRId64 "  %s\n", bf_plan_need_id(plan, 11 + i),
               yuan(asked[i], a), yuan(granted[i], b), num[i], den[i],
               bf_need_reason_name(reason[i]));
    }

    must(bf_plan_explain_need(plan, programme, NULL, "n-012", BF_NTS, BF_LANG_ZH, &letter, &error));
    puts(bf_text_utf8(letter));
    must(bf_plan_verify(plan, programme, NULL, &verified, &error));
    printf("verify: %s, %zu lines\n", bf_report_ok(verified) == 1 ? "right" : "wrong",
           bf_report_lines_checked(verified));

    if (bf_rules_read(bad, BF_NTS, &rules, &error) != BF_OK) {
        const bf_finding *first = bf_error_at(error, 0);
        printf("error %" PRId32 " %s\n", bf_finding_status(first), bf_finding_name(first));
        printf("at %s, line %" PRId64 ", column %" PRId64 "\n", bf_finding_pointer(first),
               bf_finding_line(first), bf_finding_column(first));
        puts(bf_finding_text(first, BF_LANG_ZH));
    }

    bf_error_free(error);
    bf_rules_free(rules);
    bf_report_free(verified);
    bf_text_free(letter);
    bf_plan_free(plan);
    bf_programme_free(programme);
    bf_report_free(checked);
    free(json);
    return EXIT_SUCCESS;
}
