/* What the runner of the vectors needs besides judgement: JSON, files, counts. */

#ifndef VECTORS_H
#define VECTORS_H

#include "check.h"

#include <yyjson.h>

/* A suite, and what judges a case of it by its `in` and its `out`. */
struct suite {
    const char *file;
    int (*judge)(yyjson_val *in, yyjson_val *out);
};

struct bytes {
    char *start;
    size_t len;
};

struct texts {
    const char **starts;
    size_t *lens;
    size_t count;
};

/* A member that is a text; NULL where there is none. */
static inline const char *string(yyjson_val *object, const char *key)
{
    return yyjson_get_str(yyjson_obj_get(object, key));
}

static inline size_t length(yyjson_val *object, const char *key)
{
    return yyjson_get_len(yyjson_obj_get(object, key));
}

/* Whether a member is this text; NULL says that there must be none. */
static inline int same(yyjson_val *object, const char *key, const char *text)
{
    const char *wanted = string(object, key);
    return wanted == NULL || text == NULL ? wanted == text : strcmp(wanted, text) == 0;
}

static inline yyjson_doc *parsed(const bf_text *json)
{
    return yyjson_read(bf_text_utf8(json), bf_text_len(json), 0);
}

/* A value as JSON; nothing of nothing. */
static inline struct bytes written(yyjson_val *value)
{
    struct bytes bytes = {NULL, 0};
    if (value != NULL) {
        bytes.start = yyjson_val_write(value, 0, &bytes.len);
    }
    return bytes;
}

/* A list of texts as the library takes it; the texts stay the document's. */
static inline struct texts texts(yyjson_val *list)
{
    struct texts all = {NULL, NULL, yyjson_arr_size(list)};
    yyjson_val *text;
    size_t index, max;
    all.starts = malloc((all.count + 1) * sizeof *all.starts);
    all.lens = malloc((all.count + 1) * sizeof *all.lens);
    yyjson_arr_foreach(list, index, max, text) {
        all.starts[index] = yyjson_get_str(text);
        all.lens[index] = yyjson_get_len(text);
    }
    return all;
}

static inline void free_texts(struct texts all)
{
    free(all.starts);
    free(all.lens);
}

static inline void append(struct bytes *bytes, const char *more, size_t len)
{
    bytes->start = realloc(bytes->start, bytes->len + len + 1);
    if (len > 0) {
        memcpy(bytes->start + bytes->len, more, len);
    }
    bytes->len += len;
}

/* The bytes of a document: texts, repeated texts and raw bytes, one after
 * another. */
static inline struct bytes parts(yyjson_val *list)
{
    struct bytes all = {NULL, 0};
    yyjson_val *part;
    size_t index, max;
    append(&all, "", 0);
    yyjson_arr_foreach(list, index, max, part) {
        const char *hex = string(part, "hex");
        if (yyjson_is_str(part)) {
            append(&all, yyjson_get_str(part), yyjson_get_len(part));
        } else if (hex != NULL) {
            unsigned byte;
            for (; sscanf(hex, "%2x", &byte) == 1; hex += 2) {
                char raw = (char)byte;
                append(&all, &raw, 1);
            }
        } else {
            size_t len = length(part, "repeat");
            size_t times = (size_t)yyjson_get_uint(yyjson_obj_get(part, "times"));
            size_t at = all.len;
            all.len += len * times;
            all.start = realloc(all.start, all.len + 1);
            for (; times > 0; times--, at += len) {
                memcpy(all.start + at, string(part, "repeat"), len);
            }
        }
    }
    return all;
}

static inline yyjson_doc *json_file(const char *folder, const char *file)
{
    char path[1024];
    size_t size;
    char *bytes;
    yyjson_doc *document;
    snprintf(path, sizeof path, "%s/%s", folder, file);
    bytes = contents(path, &size);
    document = yyjson_read(bytes, size, 0);
    free(bytes);
    if (document == NULL) {
        fprintf(stderr, "%s is no JSON\n", path);
        exit(EXIT_FAILURE);
    }
    return document;
}

/* Runs all cases of a suite; how many are wrong. */
static inline unsigned long run_suite(const char *folder, const struct suite *suite,
                                      uint64_t promised)
{
    yyjson_doc *document = json_file(folder, suite->file);
    yyjson_val *cases = yyjson_obj_get(yyjson_doc_get_root(document), "cases"), *one;
    unsigned long ran = 0, bad = 0;
    size_t index, max;
    yyjson_arr_foreach(cases, index, max, one) {
        ran++;
        if (!suite->judge(yyjson_obj_get(one, "in"), yyjson_obj_get(one, "out"))) {
            bad++;
            fprintf(stderr, "%s: %s is wrong\n", suite->file, string(one, "name"));
        }
    }
    printf("%s: ran %lu of %" PRIu64 "\n", suite->file, ran, promised);
    yyjson_doc_free(document);
    return bad + (ran != promised);
}

/* Runs every suite of the manifest; the value that main() returns. */
static inline int run_suites(const char *folder, const struct suite *suites, size_t count)
{
    yyjson_doc *manifest = json_file(folder, "MANIFEST.json");
    yyjson_val *rows = yyjson_obj_get(yyjson_doc_get_root(manifest), "suites"), *row;
    unsigned long bad = yyjson_arr_size(rows) == 0;
    size_t index, max, at;
    yyjson_arr_foreach(rows, index, max, row) {
        for (at = 0; at < count && !same(row, "file", suites[at].file); at++) {
        }
        if (at == count) {
            fprintf(stderr, "nobody runs %s\n", string(row, "file"));
            bad++;
        } else {
            bad += run_suite(folder, &suites[at], yyjson_get_uint(yyjson_obj_get(row, "cases")));
        }
    }
    yyjson_doc_free(manifest);
    return bad == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
