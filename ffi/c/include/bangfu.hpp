/*
 * bangfu.hpp: bangfu.h for C++17. Header-only, no dependency but the library.
 *
 * What can fail throws bangfu::Error, which carries every finding. Handles are
 * values that can be moved, and free themselves. Texts come in as
 * std::string_view (UTF-8) and go out as std::string. An exception that is
 * thrown inside a progress callback comes out of allocate() unharmed.
 *
 *     auto programme = bangfu::Programme::read(json);
 *     auto plan = programme.allocate([](auto done, auto total) { return true; });
 *     for (auto const &need : plan.needs()) { ... }
 *
 * Threads: as in bangfu.h, const members may run on many threads at once.
 */

#ifndef BANGFU_HPP
#define BANGFU_HPP

#include "bangfu.h"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
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
    std::string name() const { return detail::string(bf_status_name(status_)); }

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
 * (BF_WRONG_VERSION). Every entry below asks it once. */
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

/** An amount of money as a whole number of fen. */
struct Money {
    std::int64_t fen = 0;

    /** Reads "1386000.00", yuan with at most two decimals. */
    static Money parse(std::string_view text)
    {
        Money money;
        detail::must([&](bf_error **error) {
            return bf_money_parse(text.data(), text.size(), &money.fen, error);
        });
        return money;
    }

    /** Writes "1386000.00". */
    std::string format() const
    {
        return detail::brief([this](char *out, std::size_t cap, bf_error **error) {
            return bf_money_format(fen, out, cap, nullptr, error);
        });
    }

    /** Writes 壹佰叁拾捌万陆仟元整. */
    std::string capital() const
    {
        return detail::brief([this](char *out, std::size_t cap, bf_error **error) {
            return bf_money_capital(fen, out, cap, nullptr, error);
        });
    }

    /** How to split: by the largest remainders, or so that a larger pot lowers
     * no share. */
    enum class Split : std::int32_t {
        largest_remainder = BF_SPLIT_LARGEST_REMAINDER,
        webster = BF_SPLIT_WEBSTER
    };

    /** Splits by weights, decimals as text, into shares that sum to this. */
    std::vector<Money> split(std::vector<std::string> const &weights, Split method) const
    {
        std::vector<char const *> starts;
        std::vector<std::size_t> lengths;
        for (auto const &weight : weights) {
            starts.push_back(weight.data());
            lengths.push_back(weight.size());
        }
        std::vector<std::int64_t> fen_of(weights.size());
        detail::must([&](bf_error **error) {
            return bf_money_split(fen, starts.data(), lengths.data(), starts.size(),
                                  static_cast<std::int32_t>(method), fen_of.data(), error);
        });
        std::vector<Money> shares;
        for (auto share : fen_of) {
            shares.push_back(Money{share});
        }
        return shares;
    }

    friend bool operator==(Money a, Money b) noexcept { return a.fen == b.fen; }
    friend bool operator!=(Money a, Money b) noexcept { return a.fen != b.fen; }
    friend bool operator<(Money a, Money b) noexcept { return a.fen < b.fen; }
};

/** How a stated amount is to be understood. */
enum class AmountKind : std::int32_t {
    exactly = BF_AMOUNT_EXACTLY,
    at_least = BF_AMOUNT_AT_LEAST,
    at_most = BF_AMOUNT_AT_MOST,
    about = BF_AMOUNT_ABOUT
};

/** An amount as people write it: 138.6万余元 is at least that. */
struct Amount {
    AmountKind kind = AmountKind::exactly;
    Money stated;

    static Amount read(std::string_view text)
    {
        Amount amount;
        std::int32_t kind = 0;
        detail::must([&](bf_error **error) {
            return bf_money_read(text.data(), text.size(), &kind, &amount.stated.fen, error);
        });
        amount.kind = static_cast<AmountKind>(kind);
        return amount;
    }
};

/** What a code is, and whether it is good. */
class Code {
public:
    static Code check(std::string_view text)
    {
        return Code(detail::make<bf_code, bf_code_free>([&](bf_code **out, bf_error **error) {
            return bf_code_check(text.data(), text.size(), out, error);
        }));
    }

    /** The divisions that a division lies in, the nearest first. */
    static std::vector<std::string> parents(std::string_view text)
    {
        auto made = detail::make<bf_texts, bf_texts_free>([&](bf_texts **out, bf_error **error) {
            return bf_code_parents(text.data(), text.size(), out, error);
        });
        return detail::list(made.get());
    }

    bool ok() const noexcept { return bf_code_ok(code_.get()) == 1; }
    /** "division", "credit_code", "id_number" or "filing_number". */
    std::string kind() const { return detail::string(bf_code_kind(code_.get())); }
    /** The code as it may be shown: an ID number masked. */
    std::string shown() const { return detail::string(bf_code_shown(code_.get())); }
    /** The name of the place, where the directory knows it. */
    std::optional<std::string> name() const { return detail::maybe(bf_code_name(code_.get())); }
    /** The name of what is wrong, if something is. */
    std::optional<std::string> error() const { return detail::maybe(bf_code_error(code_.get())); }
    /** What is wrong, in whole sentences. */
    std::optional<std::string> error_text(Lang lang) const
    {
        return detail::maybe(bf_code_error_text(code_.get(), static_cast<bf_lang>(lang)));
    }
    /** What should be looked at although the code is not bad. */
    std::optional<std::string> warning() const
    {
        return detail::maybe(bf_code_warning(code_.get()));
    }
    /** A character that is easily confused: where, counted from 1, and what was
     * likely meant. */
    std::optional<std::pair<int, std::string>> hint() const
    {
        auto meant = detail::maybe(bf_code_hint(code_.get()));
        if (!meant) {
            return std::nullopt;
        }
        return std::make_pair(static_cast<int>(bf_code_hint_place(code_.get())), *meant);
    }
    /** The answer as a document. */
    std::string json() const
    {
        return detail::text([this](bf_text **out, bf_error **error) {
            return bf_code_json(code_.get(), out, error);
        });
    }

private:
    explicit Code(detail::CodeHandle code) : code_(std::move(code)) {}
    detail::CodeHandle code_;
};

/** Dates as text, "2024-04-02". */
namespace date {

/** How a period is counted. */
enum class Unit : std::int32_t {
    calendar_days = BF_UNIT_CALENDAR_DAYS,
    working_days = BF_UNIT_WORKING_DAYS,
    months = BF_UNIT_MONTHS
};

/** The days on which a disclosure is due. */
struct Quarterly {
    std::vector<std::string> interim;
    std::string last;
};

/** Reads a date and writes it again. */
inline std::string parse(std::string_view text)
{
    return detail::brief([&](char *out, std::size_t cap, bf_error **error) {
        return bf_date_parse(text.data(), text.size(), out, cap, nullptr, error);
    });
}

/** Some months later, at the latest on the last day of that month. */
inline std::string add_months(std::string_view date, std::int32_t months)
{
    return detail::brief([&](char *out, std::size_t cap, bf_error **error) {
        return bf_date_add_months(date.data(), date.size(), months, out, cap, nullptr, error);
    });
}

/** The last day of a period after `from`; with `roll`, moved to a working day. */
inline std::string within(std::string_view from, std::uint32_t count, Unit unit,
                          std::vector<std::string> const &holidays = {},
                          std::vector<std::string> const &working_weekends = {},
                          bool roll = false)
{
    auto starts = [](std::vector<std::string> const &texts) {
        std::vector<char const *> all;
        for (auto const &text : texts) {
            all.push_back(text.c_str());
        }
        return all;
    };
    auto off = starts(holidays);
    auto on = starts(working_weekends);
    return detail::brief([&](char *out, std::size_t cap, bf_error **error) {
        return bf_date_within(from.data(), from.size(), count, static_cast<std::int32_t>(unit),
                              off.data(), off.size(), on.data(), on.size(), roll ? 1 : 0, out,
                              cap, nullptr, error);
    });
}

/** Every three months, and the final one. */
inline Quarterly quarterly(std::string_view from, std::string_view to)
{
    bf_texts *interim = nullptr;
    auto last = detail::brief([&](char *out, std::size_t cap, bf_error **error) {
        return bf_date_quarterly(from.data(), from.size(), to.data(), to.size(), &interim, out,
                                 cap, nullptr, error);
    });
    detail::TextsHandle owned(interim);
    return Quarterly{detail::list(owned.get()), std::move(last)};
}

} // namespace date

/** GB 18030 (and GBK) as UTF-8. */
inline std::string from_gb18030(std::string_view bytes)
{
    return detail::text([&](bf_text **out, bf_error **error) {
        bf_status status = bf_text_new(out, error);
        return status == BF_OK ? bf_text_append_gb18030(*out, bytes.data(), bytes.size(), error)
                               : status;
    });
}

/** UTF-8 as GB 18030. */
inline std::string to_gb18030(std::string_view utf8)
{
    auto text = detail::make<bf_text, bf_text_free>(
        [](bf_text **out, bf_error **error) { return bf_text_new(out, error); });
    detail::must([&](bf_error **error) {
        return bf_text_append(text.get(), utf8.data(), utf8.size(), error);
    });
    std::size_t needed = 0;
    bf_text_to_gb18030(text.get(), nullptr, 0, &needed, nullptr);
    std::string bytes(needed, '\0');
    detail::must([&](bf_error **error) {
        return bf_text_to_gb18030(text.get(), &bytes[0], bytes.size(), nullptr, error);
    });
    bytes.pop_back();
    return bytes;
}

/** What checking a document, or verifying a plan, came to. */
class Report {
public:
    explicit Report(detail::ReportHandle report) : report_(std::move(report)) {}

    bool ok() const noexcept { return bf_report_ok(report_.get()) == 1; }
    /** The errors, of a plan the violations; at most 1000. */
    std::vector<Finding> errors() const
    {
        return rows(bf_report_error_count(report_.get()), bf_report_error_at);
    }
    std::size_t more() const noexcept { return bf_report_more(report_.get()); }
    std::vector<Finding> warnings() const
    {
        return rows(bf_report_warning_count(report_.get()), bf_report_warning_at);
    }
    std::optional<std::string> format() const
    {
        return detail::maybe(bf_report_format(report_.get()));
    }
    std::size_t lines_checked() const noexcept { return bf_report_lines_checked(report_.get()); }
    std::size_t needs_checked() const noexcept { return bf_report_needs_checked(report_.get()); }
    std::size_t gifts_checked() const noexcept { return bf_report_gifts_checked(report_.get()); }
    bool minimum_grant_checked() const noexcept
    {
        return bf_report_minimum_grant_checked(report_.get()) == 1;
    }
    std::string json(Lang lang) const
    {
        return detail::text([&](bf_text **out, bf_error **error) {
            return bf_report_json(report_.get(), static_cast<bf_lang>(lang), out, error);
        });
    }
    /** Of a verified plan: what was checked and what came of it. */
    std::string certificate(Lang lang) const
    {
        return detail::text([&](bf_text **out, bf_error **error) {
            return bf_report_certificate(report_.get(), static_cast<bf_lang>(lang), out, error);
        });
    }

private:
    template <typename At> std::vector<Finding> rows(std::size_t count, At at) const
    {
        std::vector<Finding> all;
        for (std::size_t index = 0; index < count; ++index) {
            all.push_back(detail::finding(at(report_.get(), index)));
        }
        return all;
    }

    detail::ReportHandle report_;
};

/** Checks a document of any kind and says all that is wrong or odd with it. */
inline Report check(std::string_view json)
{
    detail::checked();
    return Report(detail::make<bf_report, bf_report_free>([&](bf_report **out, bf_error **error) {
        return bf_check(json.data(), json.size(), out, error);
    }));
}

/** A document in its canonical bytes, and the hash that plans name. */
struct Canonical {
    std::string text;
    std::string hash;
};

/** Writes a document of any kind in its canonical bytes. */
inline Canonical canonical(std::string_view json)
{
    detail::checked();
    bf_text *text = nullptr;
    bf_text *hash = nullptr;
    detail::must([&](bf_error **error) {
        return bf_canonical(json.data(), json.size(), &text, &hash, error);
    });
    detail::TextHandle owned_text(text);
    detail::TextHandle owned_hash(hash);
    return Canonical{std::string(bf_text_utf8(text), bf_text_len(text)),
                     std::string(bf_text_utf8(hash), bf_text_len(hash))};
}

/** A rule book that has been checked. */
class Rules {
public:
    static Rules read(std::string_view json)
    {
        detail::checked();
        return Rules(detail::make<bf_rules, bf_rules_free>([&](bf_rules **out, bf_error **error) {
            return bf_rules_read(json.data(), json.size(), out, error);
        }));
    }

    std::string id() const { return detail::string(bf_rules_id(rules_.get())); }
    std::string json() const
    {
        return detail::text([this](bf_text **out, bf_error **error) {
            return bf_rules_json(rules_.get(), out, error);
        });
    }
    std::string hash() const
    {
        return detail::text([this](bf_text **out, bf_error **error) {
            return bf_rules_hash(rules_.get(), out, error);
        });
    }
    /** The handle of bangfu.h; it stays this object's. */
    bf_rules const *get() const noexcept { return rules_.get(); }

private:
    explicit Rules(detail::RulesHandle rules) : rules_(std::move(rules)) {}
    detail::RulesHandle rules_;
};

/** Why a need gets no more. */
enum class NeedReason : std::uint8_t {
    unknown_quantity = BF_NEED_UNKNOWN_QUANTITY,
    met = BF_NEED_MET,
    capped = BF_NEED_CAPPED,
    below_minimum = BF_NEED_BELOW_MINIMUM,
    zero_weight = BF_NEED_ZERO_WEIGHT,
    no_eligible_gift = BF_NEED_NO_ELIGIBLE_GIFT,
    group_capped = BF_NEED_GROUP_CAPPED,
    outranked = BF_NEED_OUTRANKED,
    short_of_gifts = BF_NEED_SHORT
};

/** Why no more of a gift is used. */
enum class GiftReason : std::uint8_t {
    not_yet_received = BF_GIFT_NOT_YET_RECEIVED,
    use_by_passed = BF_GIFT_USE_BY_PASSED,
    best_before = BF_GIFT_BEST_BEFORE,
    used_up = BF_GIFT_USED_UP,
    no_eligible_need = BF_GIFT_NO_ELIGIBLE_NEED,
    below_pack = BF_GIFT_BELOW_PACK,
    no_further_eligible_need = BF_GIFT_NO_FURTHER_ELIGIBLE_NEED
};

/** The name that documents use: "SHORT". */
inline std::string name(NeedReason reason)
{
    return detail::string(bf_need_reason_name(static_cast<std::uint8_t>(reason)));
}

/** The name that documents use: "USED_UP". */
inline std::string name(GiftReason reason)
{
    return detail::string(bf_gift_reason_name(static_cast<std::uint8_t>(reason)));
}

/** What a need gets: amounts in fen, or in units of its item. */
struct Need {
    std::string id;
    std::optional<std::string> item;
    /** Nothing where it is unknown or unlimited. */
    std::optional<std::int64_t> required;
    std::int64_t already = 0;
    std::int64_t granted = 0;
    /** (already + granted) / required in lowest terms: numerator, denominator. */
    std::optional<std::pair<std::int64_t, std::int64_t>> level;
    NeedReason reason = NeedReason::met;
};

/** What becomes of a gift: amounts in fen, or in units of its item. */
struct Gift {
    std::string id;
    std::optional<std::string> item;
    std::int64_t received = 0;
    std::int64_t overhead = 0;
    std::int64_t reserve = 0;
    std::int64_t used = 0;
    std::int64_t held = 0;
    GiftReason reason = GiftReason::used_up;
};

/** A gift pays a need; both by their index in the plan, or nothing where
 * somebody's plan names one without a row. */
struct Line {
    std::optional<std::uint32_t> gift;
    std::optional<std::int32_t> part;
    std::optional<std::uint32_t> need;
    std::int64_t amount = 0;
};

/** The sums of a plan. */
struct Totals {
    Money received, overhead, reserve, available, required, granted, held;
};

class Programme;

/** A plan, anyone's: verify() says whether it is right. */
class Plan {
public:
    static Plan read(std::string_view json)
    {
        detail::checked();
        return Plan(detail::make<bf_plan, bf_plan_free>([&](bf_plan **out, bf_error **error) {
            return bf_plan_read(json.data(), json.size(), out, error);
        }));
    }

    /** Takes a handle of bangfu.h over. */
    explicit Plan(detail::PlanHandle plan) : plan_(std::move(plan)) {}

    std::string programme() const { return detail::string(bf_plan_programme(plan_.get())); }
    std::string rules() const { return detail::string(bf_plan_rules(plan_.get())); }
    std::string as_of() const { return detail::string(bf_plan_as_of(plan_.get())); }
    std::string engine() const
    {
        return std::string(bf_plan_engine(plan_.get()), bf_plan_engine_len(plan_.get()));
    }
    std::string input_hash() const { return detail::string(bf_plan_input_hash(plan_.get())); }
    std::string rules_hash() const { return detail::string(bf_plan_rules_hash(plan_.get())); }

    std::string json() const
    {
        return detail::text([this](bf_text **out, bf_error **error) {
            return bf_plan_json(plan_.get(), out, error);
        });
    }

    std::size_t need_count() const noexcept { return bf_plan_need_count(plan_.get()); }
    std::size_t gift_count() const noexcept { return bf_plan_gift_count(plan_.get()); }
    std::size_t line_count() const noexcept { return bf_plan_line_count(plan_.get()); }

    /** A whole column, by its function of bangfu.h:
     * `plan.column(bf_plan_copy_need_granted, plan.need_count())`. */
    template <typename T>
    std::vector<T> column(bf_status (*copy)(bf_plan const *, std::size_t, std::size_t, T *,
                                            bf_error **),
                          std::size_t count) const
    {
        std::vector<T> values(count);
        detail::must([&](bf_error **error) {
            return copy(plan_.get(), 0, count, values.data(), error);
        });
        return values;
    }

    /** All needs, sorted by id. */
    std::vector<Need> needs() const
    {
        auto count = need_count();
        auto required = column(bf_plan_copy_need_required, count);
        auto already = column(bf_plan_copy_need_already, count);
        auto granted = column(bf_plan_copy_need_granted, count);
        auto num = column(bf_plan_copy_need_level_num, count);
        auto den = column(bf_plan_copy_need_level_den, count);
        auto reason = column(bf_plan_copy_need_reason, count);
        auto of = column(bf_plan_copy_need_item, count);
        std::vector<Need> rows(count);
        for (std::size_t at = 0; at < count; ++at) {
            auto &row = rows[at];
            row.id = detail::string(bf_plan_need_id(plan_.get(), at));
            row.item = item(of[at]);
            row.required = detail::place(required[at]);
            row.already = already[at];
            row.granted = granted[at];
            if (den[at] != 0) {
                row.level = std::make_pair(num[at], den[at]);
            }
            row.reason = static_cast<NeedReason>(reason[at]);
        }
        return rows;
    }

    /** All gifts, sorted by id. */
    std::vector<Gift> gifts() const
    {
        auto count = gift_count();
        auto received = column(bf_plan_copy_gift_received, count);
        auto overhead = column(bf_plan_copy_gift_overhead, count);
        auto reserve = column(bf_plan_copy_gift_reserve, count);
        auto used = column(bf_plan_copy_gift_used, count);
        auto held = column(bf_plan_copy_gift_held, count);
        auto reason = column(bf_plan_copy_gift_reason, count);
        auto of = column(bf_plan_copy_gift_item, count);
        std::vector<Gift> rows(count);
        for (std::size_t at = 0; at < count; ++at) {
            auto &row = rows[at];
            row.id = detail::string(bf_plan_gift_id(plan_.get(), at));
            row.item = item(of[at]);
            row.received = received[at];
            row.overhead = overhead[at];
            row.reserve = reserve[at];
            row.used = used[at];
            row.held = held[at];
            row.reason = static_cast<GiftReason>(reason[at]);
        }
        return rows;
    }

    /** Which gift pays which need. */
    std::vector<Line> lines() const
    {
        auto count = line_count();
        auto gift = column(bf_plan_copy_line_gift, count);
        auto part = column(bf_plan_copy_line_part, count);
        auto need = column(bf_plan_copy_line_need, count);
        auto amount = column(bf_plan_copy_line_amount, count);
        auto index = [](std::uint32_t at) {
            return at == BF_NO_INDEX ? std::nullopt : std::optional<std::uint32_t>(at);
        };
        std::vector<Line> rows(count);
        for (std::size_t at = 0; at < count; ++at) {
            rows[at].gift = index(gift[at]);
            rows[at].need = index(need[at]);
            rows[at].amount = amount[at];
            if (part[at] >= 0) {
                rows[at].part = part[at];
            }
        }
        return rows;
    }

    /** The sums of money. */
    Totals totals() const
    {
        auto sum = [this](std::int32_t which) {
            Money money;
            detail::must([&](bf_error **error) {
                return bf_plan_total(plan_.get(), which, &money.fen, error);
            });
            return money;
        };
        return Totals{sum(BF_TOTAL_RECEIVED), sum(BF_TOTAL_OVERHEAD),  sum(BF_TOTAL_RESERVE),
                      sum(BF_TOTAL_AVAILABLE), sum(BF_TOTAL_REQUIRED), sum(BF_TOTAL_GRANTED),
                      sum(BF_TOTAL_HELD)};
    }

    /** Why a need gets as much as it does. Without rules, the programme's own. */
    inline std::string explain_need(Programme const &programme, std::string_view id, Lang lang,
                                    Rules const *rules = nullptr) const;
    inline std::string explain_need_json(Programme const &programme, std::string_view id,
                                         Lang lang, Rules const *rules = nullptr) const;
    /** What becomes of a gift, and why no more of it is used. */
    inline std::string explain_gift(Programme const &programme, std::string_view id, Lang lang,
                                    Rules const *rules = nullptr) const;
    inline std::string explain_gift_json(Programme const &programme, std::string_view id,
                                         Lang lang, Rules const *rules = nullptr) const;
    /** Whether the plan is lawful, affordable, greedy and complete. */
    inline Report verify(Programme const &programme, Rules const *rules = nullptr) const;

    /** The handle of bangfu.h; it stays this object's. */
    bf_plan const *get() const noexcept { return plan_.get(); }

private:
    std::optional<std::string> item(std::uint32_t index) const
    {
        return detail::maybe(bf_plan_item_id(plan_.get(), index));
    }

    template <typename Ask>
    inline std::string explain(Ask ask, Programme const &programme, std::string_view id,
                               Lang lang, Rules const *rules) const;

    detail::PlanHandle plan_;
};

/** Hears how many steps of how many are taken; returning false stops the run
 * with Error (BF_CANCELLED). What it throws, allocate() throws. */
using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

namespace detail {

/** What the callback of C is given. */
struct Listener {
    Progress const &progress;
    std::exception_ptr thrown;
};

/** Stands between C and C++: nothing is thrown through C. */
inline std::int32_t listen(void *userdata, std::uint64_t done, std::uint64_t total) noexcept
{
    auto *listener = static_cast<Listener *>(userdata);
    try {
        return listener->progress(done, total) ? 0 : 1;
    } catch (...) {
        listener->thrown = std::current_exception();
        return 1;
    }
}

} // namespace detail

/** A programme that has been checked. */
class Programme {
public:
    static Programme read(std::string_view json)
    {
        detail::checked();
        return Programme(detail::make<bf_programme, bf_programme_free>(
            [&](bf_programme **out, bf_error **error) {
                return bf_programme_read(json.data(), json.size(), out, error);
            }));
    }

    std::string id() const { return detail::string(bf_programme_id(programme_.get())); }
    std::optional<std::string> name() const
    {
        auto const *name = bf_programme_name(programme_.get());
        if (name == nullptr) {
            return std::nullopt;
        }
        return std::string(name, bf_programme_name_len(programme_.get()));
    }
    std::string as_of() const { return detail::string(bf_programme_as_of(programme_.get())); }
    std::size_t need_count() const noexcept { return bf_programme_need_count(programme_.get()); }
    std::size_t gift_count() const noexcept { return bf_programme_gift_count(programme_.get()); }
    std::string json() const
    {
        return detail::text([this](bf_text **out, bf_error **error) {
            return bf_programme_json(programme_.get(), out, error);
        });
    }
    std::string hash() const
    {
        return detail::text([this](bf_text **out, bf_error **error) {
            return bf_programme_hash(programme_.get(), out, error);
        });
    }

    /** Allocates the gifts to the needs; without rules, under the programme's
     * own. */
    Plan allocate(Progress const &progress = nullptr, Rules const *rules = nullptr) const
    {
        detail::Listener listener{progress, nullptr};
        bf_plan *plan = nullptr;
        bf_error *error = nullptr;
        bf_status status = bf_programme_allocate(
            programme_.get(), rules == nullptr ? nullptr : rules->get(),
            progress ? detail::listen : nullptr, &listener, &plan, &error);
        detail::PlanHandle owned(plan);
        if (listener.thrown) {
            bf_error_free(error);
            std::rethrow_exception(listener.thrown);
        }
        if (status != BF_OK) {
            detail::raise(status, error);
        }
        return Plan(std::move(owned));
    }

    /** The handle of bangfu.h; it stays this object's. */
    bf_programme const *get() const noexcept { return programme_.get(); }

private:
    explicit Programme(detail::ProgrammeHandle programme) : programme_(std::move(programme)) {}
    detail::ProgrammeHandle programme_;
};

template <typename Ask>
std::string Plan::explain(Ask ask, Programme const &programme, std::string_view id, Lang lang,
                          Rules const *rules) const
{
    return detail::text([&](bf_text **out, bf_error **error) {
        return ask(plan_.get(), programme.get(), rules == nullptr ? nullptr : rules->get(),
                   id.data(), id.size(), static_cast<bf_lang>(lang), out, error);
    });
}

inline std::string Plan::explain_need(Programme const &programme, std::string_view id, Lang lang,
                                      Rules const *rules) const
{
    return explain(bf_plan_explain_need, programme, id, lang, rules);
}

inline std::string Plan::explain_need_json(Programme const &programme, std::string_view id,
                                           Lang lang, Rules const *rules) const
{
    return explain(bf_plan_explain_need_json, programme, id, lang, rules);
}

inline std::string Plan::explain_gift(Programme const &programme, std::string_view id, Lang lang,
                                      Rules const *rules) const
{
    return explain(bf_plan_explain_gift, programme, id, lang, rules);
}

inline std::string Plan::explain_gift_json(Programme const &programme, std::string_view id,
                                           Lang lang, Rules const *rules) const
{
    return explain(bf_plan_explain_gift_json, programme, id, lang, rules);
}

inline Report Plan::verify(Programme const &programme, Rules const *rules) const
{
    return Report(detail::make<bf_report, bf_report_free>([&](bf_report **out, bf_error **error) {
        return bf_plan_verify(plan_.get(), programme.get(),
                              rules == nullptr ? nullptr : rules->get(), out, error);
    }));
}

} // namespace bangfu

#endif // BANGFU_HPP
