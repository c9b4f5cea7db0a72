/* Runs every case of tests/vectors over the functions of bangfu.h, and says how
 * many it ran of how many the manifest promises. `vectors FOLDER`
 *
 * JSON is read with yyjson. A judge looks at one case and says whether the
 * library answers as the case says. */

#include "vectors.h"

static bf_error *error;

/* Whether the error of a failed call has the name that the case gives. */
static int refused(yyjson_val *out)
{
    const char *found = bf_finding_name(bf_error_at(error, 0));
    const char *name = string(out, "error");
    int fits = name != NULL && found != NULL && strcmp(name, found) == 0;
    bf_error_free(error);
    error = NULL;
    return fits;
}

static int money_parse(yyjson_val *in, yyjson_val *out)
{
    char text[64];
    int64_t fen;
    if (bf_money_parse(string(in, "text"), length(in, "text"), &fen, &error) != BF_OK) {
        return refused(out);
    }
    sprintf(text, "%" PRId64, fen);
    return same(out, "fen", text)
           && bf_money_format(fen, text, sizeof text, NULL, NULL) == BF_OK
           && same(out, "canonical", text);
}

static int money_read(yyjson_val *in, yyjson_val *out)
{
    static const char *const kinds[] = {"", "exactly", "at_least", "at_most", "about"};
    char text[64];
    int32_t kind;
    int64_t fen;
    if (bf_money_read(string(in, "text"), length(in, "text"), &kind, &fen, &error) != BF_OK) {
        return refused(out);
    }
    return bf_money_format(fen, text, sizeof text, NULL, NULL) == BF_OK && same(out, "amount", text)
           && kind >= BF_AMOUNT_EXACTLY && kind <= BF_AMOUNT_ABOUT && same(out, "kind", kinds[kind]);
}

/* The capital amount, and every spelling that is to be read as the same. */
static int money_capital(yyjson_val *in, yyjson_val *out)
{
    char text[160];
    int64_t fen, read;
    int32_t kind;
    size_t index, max;
    yyjson_val *spelling;
    if (bf_money_parse(string(in, "amount"), length(in, "amount"), &fen, &error) != BF_OK
        || bf_money_capital(fen, text, sizeof text, NULL, &error) != BF_OK) {
        return refused(out);
    }
    if (!same(out, "capital", text)
        || bf_money_read(text, BF_NTS, &kind, &read, NULL) != BF_OK || read != fen) {
        return 0;
    }
    yyjson_arr_foreach(yyjson_obj_get(out, "accepted"), index, max, spelling) {
        if (bf_money_read(yyjson_get_str(spelling), yyjson_get_len(spelling), &kind, &read, NULL)
                != BF_OK
            || kind != BF_AMOUNT_EXACTLY || read != fen) {
            return 0;
        }
    }
    return 1;
}

static int money_split(yyjson_val *in, yyjson_val *out)
{
    int32_t method = strcmp(string(in, "method"), "webster") == 0 ? BF_SPLIT_WEBSTER
                                                                  : BF_SPLIT_LARGEST_REMAINDER;
    struct texts by = texts(yyjson_obj_get(in, "by"));
    yyjson_val *wanted = yyjson_obj_get(out, "shares"), *share;
    int64_t *shares = malloc((by.count + 1) * sizeof *shares), pot;
    size_t index, max;
    int good = 1;
    if (bf_money_parse(string(in, "amount"), length(in, "amount"), &pot, &error) != BF_OK
        || bf_money_split(pot, by.starts, by.lens, by.count, method, shares, &error) != BF_OK) {
        good = refused(out);
    } else {
        good = wanted != NULL && yyjson_arr_size(wanted) == by.count;
        yyjson_arr_foreach(wanted, index, max, share) {
            int64_t fen;
            good &= bf_money_parse(yyjson_get_str(share), yyjson_get_len(share), &fen, NULL)
                        == BF_OK
                    && fen == shares[index];
            pot -= fen;
        }
        good &= pot == 0;
    }
    free(shares);
    free_texts(by);
    return good;
}

static int code_check(yyjson_val *in, yyjson_val *out)
{
    bf_code *code = NULL;
    bf_text *json = NULL;
    yyjson_val *hint = yyjson_obj_get(out, "hint");
    yyjson_doc *document;
    int good;
    if (bf_code_check(string(in, "code"), length(in, "code"), &code, &error) != BF_OK) {
        return refused(out);
    }
    good = same(out, "code", bf_code_shown(code)) && same(out, "kind", bf_code_kind(code))
           && yyjson_get_bool(yyjson_obj_get(out, "ok")) == (bf_code_ok(code) == 1)
           && same(out, "name", bf_code_name(code)) && same(out, "error", bf_code_error(code))
           && same(out, "warning", bf_code_warning(code));
    if (hint == NULL) {
        good &= bf_code_hint_place(code) == 0 && bf_code_hint(code) == NULL;
    } else {
        good &= bf_code_hint_place(code) == (int32_t)yyjson_get_int(yyjson_obj_get(hint, "at"))
                && same(hint, "likely", bf_code_hint(code));
    }
    good &= bf_code_json(code, &json, NULL) == BF_OK;
    document = parsed(json);
    good &= yyjson_equals(yyjson_doc_get_root(document), out);
    yyjson_doc_free(document);
    bf_text_free(json);
    bf_code_free(code);
    return good;
}

/* Whether a list of texts is that of the case. */
static int same_texts(const bf_texts *found, yyjson_val *wanted)
{
    yyjson_val *text;
    size_t index, max;
    if (wanted == NULL || yyjson_arr_size(wanted) != bf_texts_count(found)) {
        return 0;
    }
    yyjson_arr_foreach(wanted, index, max, text) {
        if (strcmp(yyjson_get_str(text), bf_texts_at(found, index)) != 0) {
            return 0;
        }
    }
    return 1;
}

static int code_parent(yyjson_val *in, yyjson_val *out)
{
    bf_texts *parents = NULL;
    int good;
    if (bf_code_parents(string(in, "code"), length(in, "code"), &parents, &error) != BF_OK) {
        return refused(out);
    }
    good = same_texts(parents, yyjson_obj_get(out, "parents"));
    bf_texts_free(parents);
    return good;
}

static int32_t unit(const char *name)
{
    return strcmp(name, "working_days") == 0 ? BF_UNIT_WORKING_DAYS
           : strcmp(name, "months") == 0     ? BF_UNIT_MONTHS
                                             : BF_UNIT_CALENDAR_DAYS;
}

static int date(yyjson_val *in, yyjson_val *out)
{
    const char *op = string(in, "op");
    char found[16] = "";
    bf_texts *dues = NULL;
    bf_status status;
    int good = 1;
    if (strcmp(op, "parse") == 0) {
        status = bf_date_parse(string(in, "text"), length(in, "text"), found, sizeof found, NULL,
                               &error);
    } else if (strcmp(op, "add_months") == 0) {
        status = bf_date_add_months(string(in, "date"), BF_NTS,
                                    (int32_t)yyjson_get_int(yyjson_obj_get(in, "months")), found,
                                    sizeof found, NULL, &error);
    } else if (strcmp(op, "within") == 0) {
        struct texts off = texts(yyjson_obj_get(in, "holidays"));
        struct texts on = texts(yyjson_obj_get(in, "working_weekends"));
        status = bf_date_within(string(in, "from"), BF_NTS,
                                (uint32_t)yyjson_get_uint(yyjson_obj_get(in, "count")),
                                unit(string(in, "unit")), off.starts, NULL, off.count,
                                on.starts, NULL, on.count, yyjson_get_bool(yyjson_obj_get(in, "roll")), found,
                                sizeof found, NULL, &error);
        free_texts(off);
        free_texts(on);
    } else {
        status = bf_date_quarterly(string(in, "from"), BF_NTS, string(in, "to"), BF_NTS, &dues,
                                   found, sizeof found, NULL, &error);
        if (status == BF_OK) {
            good = same_texts(dues, yyjson_obj_get(out, "dues")) && same(out, "final", found);
        }
        bf_texts_free(dues);
        return status == BF_OK ? good : refused(out);
    }
    return status == BF_OK ? same(out, "date", found) : refused(out);
}

/* Whether the findings of a report, counted by `count` and lent by `at`, are
 * those of the case, name by name and place by place. */
static int same_findings(const bf_report *found, yyjson_val *wanted,
                         size_t (*count)(const bf_report *),
                         const bf_finding *(*at)(const bf_report *, size_t))
{
    yyjson_val *row;
    size_t index, max;
    if (yyjson_arr_size(wanted) != count(found)) {
        return 0;
    }
    yyjson_arr_foreach(wanted, index, max, row) {
        const bf_finding *finding = at(found, index);
        if (!same(row, "name", bf_finding_name(finding))
            || length(row, "pointer") != bf_finding_pointer_len(finding)
            || !same(row, "pointer", bf_finding_pointer(finding))) {
            return 0;
        }
    }
    return 1;
}

static int documents(yyjson_val *in, yyjson_val *out)
{
    struct bytes bytes = parts(yyjson_obj_get(in, "parts"));
    yyjson_val *warnings = yyjson_obj_get(out, "warnings");
    bf_report *found = NULL;
    int good;
    if (bf_check(bytes.start, bytes.len, &found, &error) != BF_OK) {
        free(bytes.start);
        return refused(out);
    }
    good = same_findings(found, yyjson_obj_get(out, "errors"), bf_report_error_count,
                         bf_report_error_at)
           && bf_report_more(found) == yyjson_get_uint(yyjson_obj_get(out, "more"))
           && (bf_report_ok(found) == 1) == (warnings != NULL)
           && same_findings(found, warnings, bf_report_warning_count, bf_report_warning_at);
    bf_report_free(found);
    free(bytes.start);
    return good;
}

static int canon(yyjson_val *in, yyjson_val *out)
{
    bf_text *text = NULL, *hash = NULL;
    int good;
    if (bf_canonical(string(in, "text"), length(in, "text"), &text, &hash, &error) != BF_OK) {
        return refused(out);
    }
    good = same(out, "canonical", bf_text_utf8(text))
           && strncmp(bf_text_utf8(hash), "sha256:", 7) == 0
           && same(out, "sha256", bf_text_utf8(hash) + 7);
    bf_text_free(text);
    bf_text_free(hash);
    return good;
}

/* Whether the error of a run that made no plan is that of the case. */
static int same_refusal(yyjson_val *wanted)
{
    yyjson_val *row;
    size_t index, max;
    int good = yyjson_arr_size(wanted) == bf_error_count(error);
    yyjson_arr_foreach(wanted, index, max, row) {
        const bf_finding *finding = bf_error_at(error, index);
        yyjson_val *facts = yyjson_obj_get(row, "facts");
        good &= same(row, "name", bf_finding_name(finding))
                && same(row, "pointer", bf_finding_pointer(finding))
                && (facts != NULL) == (bf_finding_facts(finding) != NULL);
        if (good && facts != NULL) {
            yyjson_doc *found
                = yyjson_read(bf_finding_facts(finding), bf_finding_facts_len(finding), 0);
            good &= yyjson_equals(facts, yyjson_doc_get_root(found));
            yyjson_doc_free(found);
        }
    }
    bf_error_free(error);
    error = NULL;
    return good;
}

/* The columns are those of the rows. */
static int same_columns(const bf_plan *plan, yyjson_val *wanted)
{
    yyjson_val *rows = yyjson_obj_get(wanted, "needs"), *row;
    size_t count = bf_plan_need_count(plan), index, max;
    int64_t *granted = malloc((count + 1) * sizeof *granted);
    uint8_t *reason = malloc(count + 1);
    int good = yyjson_arr_size(rows) == count
               && bf_plan_copy_need_granted(plan, 0, count, granted, NULL) == BF_OK
               && bf_plan_copy_need_reason(plan, 0, count, reason, NULL) == BF_OK;
    yyjson_arr_foreach(rows, index, max, row) {
        yyjson_val *amount = yyjson_obj_get(row, "granted");
        int64_t fen = yyjson_get_sint(amount);
        if (good && yyjson_is_str(amount)) {
            good &= bf_money_parse(yyjson_get_str(amount), BF_NTS, &fen, NULL) == BF_OK;
        }
        good = good && fen == granted[index] && same(row, "id", bf_plan_need_id(plan, index))
               && same(row, "reason", bf_need_reason_name(reason[index]));
    }
    free(reason);
    free(granted);
    return good;
}

/* The plan is that of the case, apart from the engine's name and the lines, of
 * which the rules leave some free; and the verifier finds it right. */
static int same_plan(const bf_programme *programme, const bf_rules *rules, const bf_plan *plan,
                     yyjson_val *wanted)
{
    bf_text *json = NULL;
    bf_report *verified = NULL;
    int good = wanted != NULL && bf_plan_json(plan, &json, NULL) == BF_OK
               && bf_plan_verify(plan, programme, rules, &verified, NULL) == BF_OK
               && bf_report_ok(verified) == 1 && same_columns(plan, wanted);
    yyjson_doc *document = parsed(json);
    yyjson_val *found = yyjson_doc_get_root(document), *key, *value;
    size_t index, max;
    yyjson_obj_foreach(wanted, index, max, key, value) {
        const char *name = yyjson_get_str(key);
        if (strcmp(name, "engine") != 0 && strcmp(name, "lines") != 0) {
            good &= yyjson_equals(value, yyjson_obj_get(found, name));
        }
    }
    yyjson_doc_free(document);
    bf_report_free(verified);
    bf_text_free(json);
    return good;
}

static int allocate(yyjson_val *in, yyjson_val *out)
{
    struct bytes facts = written(yyjson_obj_get(in, "programme"));
    struct bytes book = written(yyjson_obj_get(in, "rules"));
    bf_programme *programme = NULL;
    bf_rules *rules = NULL;
    bf_plan *plan = NULL;
    int good;
    if (bf_programme_read(facts.start, facts.len, &programme, &error) != BF_OK
        || (book.start != NULL && bf_rules_read(book.start, book.len, &rules, &error) != BF_OK)
        || bf_programme_allocate(programme, rules, NULL, NULL, &plan, &error) != BF_OK) {
        good = same_refusal(yyjson_obj_get(out, "errors"));
    } else {
        good = same_plan(programme, rules, plan, yyjson_obj_get(out, "plan"));
    }
    bf_plan_free(plan);
    bf_rules_free(rules);
    bf_programme_free(programme);
    free(facts.start);
    free(book.start);
    return good;
}

int main(int argc, char **argv)
{
    static const struct suite suites[] = {
        {"allocate.random.json", allocate},  {"allocate.scenarios.json", allocate},
        {"canon.json", canon},               {"code.check.json", code_check},
        {"code.parent.json", code_parent},   {"documents.json", documents},
        {"money.capital.json", money_capital}, {"money.parse.json", money_parse},
        {"money.read.json", money_read},     {"money.split.json", money_split},
        {"time.json", date},
    };
    return run_suites(argc > 1 ? argv[1] : "tests/vectors", suites,
                      sizeof suites / sizeof *suites);
}
