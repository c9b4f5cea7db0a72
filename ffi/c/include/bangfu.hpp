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

#include "bangfu_error.hpp"
#include "bangfu_values.hpp"

#include <exception>
#include <functional>

namespace bangfu {

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
    no_further_eligible_need = BF_GIFT_NO_FURTHER_ELIGIBLE_NEED,
    not_triggered = BF_GIFT_NOT_TRIGGERED
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
    std::optional<std::int64_t> part;
    std::optional<std::uint32_t> need;
    std::int64_t amount = 0;
    /** Whether the amount is in units of an item; else it is in fen. */
    bool in_units = false;
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
        auto in_units = column(bf_plan_copy_line_in_units, count);
        auto index = [](std::uint32_t at) {
            return at == BF_NO_INDEX ? std::nullopt : std::optional<std::uint32_t>(at);
        };
        std::vector<Line> rows(count);
        for (std::size_t at = 0; at < count; ++at) {
            rows[at].gift = index(gift[at]);
            rows[at].need = index(need[at]);
            rows[at].amount = amount[at];
            rows[at].in_units = in_units[at] != 0;
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
 * with Error (BF_CANCELLED). What it throws, the call that it listens to throws. */
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

/** Calls a function that makes a handle and tells how far it has come. */
template <typename T, auto Free, typename Call>
Handle<T, Free> watched(Progress const &progress, Call &&call)
{
    Listener listener{progress, nullptr};
    T *made = nullptr;
    bf_error *error = nullptr;
    bf_status status = call(progress ? listen : nullptr, &listener, &made, &error);
    Handle<T, Free> owned(made);
    if (listener.thrown) {
        bf_error_free(error);
        std::rethrow_exception(listener.thrown);
    }
    if (status != BF_OK) {
        raise(status, error);
    }
    return owned;
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

    /** Takes a handle of bangfu.h over. */
    explicit Programme(detail::ProgrammeHandle programme) : programme_(std::move(programme)) {}

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
        return Plan(detail::watched<bf_plan, bf_plan_free>(
            progress, [&](bf_progress_fn hear, void *userdata, bf_plan **out, bf_error **error) {
                return bf_programme_allocate(programme_.get(),
                                             rules == nullptr ? nullptr : rules->get(), hear,
                                             userdata, out, error);
            }));
    }

    /** The handle of bangfu.h; it stays this object's. */
    bf_programme const *get() const noexcept { return programme_.get(); }

private:
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
