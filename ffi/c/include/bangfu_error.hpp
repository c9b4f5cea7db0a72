/* A part of bangfu.hpp: errors, and how a call of bangfu.h becomes one of C++. */

#ifndef BANGFU_ERROR_HPP
#define BANGFU_ERROR_HPP

#include "bangfu.h"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>


namespace bangfu {

/** The language of a text for people. */
enum class Lang : bf_lang { zh = BF_LANG_ZH, en = BF_LANG_EN };

/** One thing that was found wrong or odd. */
struct Finding {
    bf_status status = BF_OK;
    /** Such as "UNKNOWN_KEY"; it never changes. */
    std::string name;
    /** The JSON Pointer to the place; empty is all of the document. */
    std::string pointer;
    std::string zh;
    std::string en;
    /** Counted from 1, where they are known. */
    std::optional<std::int64_t> line;
    std::optional<std::int64_t> column;
    /** The numbers behind it as JSON, where there are any. */
    std::optional<std::string> facts;

    std::string const &text(Lang lang) const { return lang == Lang::zh ? zh : en; }
};

namespace detail {

template <auto Free> struct Deleter {
    template <typename T> void operator()(T *handle) const noexcept { Free(handle); }
};

template <typename T, auto Free> using Handle = std::unique_ptr<T, Deleter<Free>>;

using ErrorHandle = Handle<bf_error, bf_error_free>;
using TextHandle = Handle<bf_text, bf_text_free>;
using TextsHandle = Handle<bf_texts, bf_texts_free>;
using ReportHandle = Handle<bf_report, bf_report_free>;
using RulesHandle = Handle<bf_rules, bf_rules_free>;
using ProgrammeHandle = Handle<bf_programme, bf_programme_free>;
using PlanHandle = Handle<bf_plan, bf_plan_free>;
using CodeHandle = Handle<bf_code, bf_code_free>;

inline std::string string(char const *text) { return text == nullptr ? std::string() : text; }

inline std::optional<std::string> maybe(char const *text)
{
    return text == nullptr ? std::nullopt : std::optional<std::string>(text);
}

inline std::optional<std::int64_t> place(std::int64_t at)
{
    return at < 0 ? std::nullopt : std::optional<std::int64_t>(at);
}

inline Finding finding(bf_finding const *found)
{
    auto text = [found](bf_lang lang) {
        return std::string(bf_finding_text(found, lang), bf_finding_text_len(found, lang));
    };
    Finding row;
    row.status = bf_finding_status(found);
    row.name = string(bf_finding_name(found));
    row.pointer = std::string(bf_finding_pointer(found), bf_finding_pointer_len(found));
    row.zh = text(BF_LANG_ZH);
    row.en = text(BF_LANG_EN);
    row.line = place(bf_finding_line(found));
    row.column = place(bf_finding_column(found));
    row.facts = maybe(bf_finding_facts(found));
    return row;
}

} // namespace detail

/** Why a call did nothing: at least one finding. what() is the first one's
 * English text. */
class Error : public std::runtime_error {
public:
    Error(bf_status status, std::vector<Finding> findings, std::size_t more)
        : std::runtime_error(findings.empty() ? detail::string(bf_status_name(status))
                                              : findings.front().en),
          status_(status), more_(more),
          findings_(std::make_shared<std::vector<Finding> const>(std::move(findings)))
    {
    }

    /** The number of the first finding: one of the BF_ constants. */
    bf_status status() const noexcept { return status_; }

    /** Such as "UNKNOWN_KEY". */
    std::string name() const
    {
        // The finding knows the statuses of bangfu_exchange.h too.
        return findings_->empty() ? detail::string(bf_status_name(status_))
                                  : findings_->front().name;
    }

    /** All findings in the order of the document, at most 1000. */
    std::vector<Finding> const &findings() const noexcept { return *findings_; }

    /** How many there are besides. */
    std::size_t more() const noexcept { return more_; }

private:
    bf_status status_;
    std::size_t more_;
    // Shared, since an exception is copied where nothing may throw.
    std::shared_ptr<std::vector<Finding> const> findings_;
};

namespace detail {

[[noreturn]] inline void raise(bf_status status, bf_error *raw)
{
    ErrorHandle error(raw);
    std::vector<Finding> findings;
    for (std::size_t index = 0; index < bf_error_count(error.get()); ++index) {
        findings.push_back(finding(bf_error_at(error.get(), index)));
    }
    throw Error(status, std::move(findings), bf_error_more(error.get()));
}

/** Calls a function with the error as its last argument, and throws it. */
template <typename Call> void must(Call &&call)
{
    bf_error *error = nullptr;
    bf_status status = call(&error);
    if (status != BF_OK) {
        raise(status, error);
    }
}

/** Calls a function that makes a handle. */
template <typename T, auto Free, typename Call> Handle<T, Free> make(Call &&call)
{
    T *made = nullptr;
    bf_error *error = nullptr;
    bf_status status = call(&made, &error);
    Handle<T, Free> owned(made);
    if (status != BF_OK) {
        raise(status, error);
    }
    return owned;
}

/** Calls a function that makes a text. */
template <typename Call> std::string text(Call &&call)
{
    auto made = make<bf_text, bf_text_free>(call);
    return std::string(bf_text_utf8(made.get()), bf_text_len(made.get()));
}

/** Calls a function that writes a short text into an array. */
template <typename Call> std::string brief(Call &&call)
{
    char room[256];
    must([&](bf_error **error) { return call(room, sizeof room, error); });
    return room;
}

inline std::vector<std::string> list(bf_texts const *texts)
{
    std::vector<std::string> all;
    for (std::size_t index = 0; index < bf_texts_count(texts); ++index) {
        all.emplace_back(bf_texts_at(texts, index), bf_texts_len(texts, index));
    }
    return all;
}

} // namespace detail

/** Refuses a library that does not belong to this header: throws Error
 * (BF_WRONG_VERSION). Programme, Rules,
 * Plan and Report ask it once; amounts, codes and dates do not. */
inline void check_abi()
{
    detail::must([](bf_error **error) { return bf_check_abi(error); });
}

namespace detail {

/** True, once the library is known to belong to this header. */
inline bool checked()
{
    static bool const right = (check_abi(), true);
    return right;
}

} // namespace detail

/** The version of the library that is running. */
inline std::string version() { return bf_version(); }

} // namespace bangfu

#endif // BANGFU_ERROR_HPP
