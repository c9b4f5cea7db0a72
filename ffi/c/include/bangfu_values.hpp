/* A part of bangfu.hpp: amounts, codes, dates, GB 18030. */

#ifndef BANGFU_VALUES_HPP
#define BANGFU_VALUES_HPP

#include "bangfu_error.hpp"

namespace bangfu {

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
            all.push_back(text.data());
        }
        return all;
    };
    auto sizes = [](std::vector<std::string> const &texts) {
        std::vector<std::size_t> all;
        for (auto const &text : texts) {
            all.push_back(text.size());
        }
        return all;
    };
    auto off = starts(holidays);
    auto on = starts(working_weekends);
    auto off_sizes = sizes(holidays);
    auto on_sizes = sizes(working_weekends);
    return detail::brief([&](char *out, std::size_t cap, bf_error **error) {
        return bf_date_within(from.data(), from.size(), count, static_cast<std::int32_t>(unit),
                              off.data(), off_sizes.data(), off.size(), on.data(),
                              on_sizes.data(), on.size(), roll ? 1 : 0, out, cap, nullptr, error);
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

} // namespace bangfu

#endif // BANGFU_VALUES_HPP
