/*
 * bangfu_exchange.hpp: bangfu_exchange.h for C++17, beside bangfu.hpp. Sheets
 * and running text into a programme; a programme and its plan into workbooks,
 * CSV and open data. Link bangfu_exchange in place of bangfu.
 *
 *     auto found = bangfu::import_sheets(programme, {{"gifts.csv", bytes}});
 *     auto changed = found.programme();
 *     auto made = bangfu::export_programme(changed, R"({"to": "xlsx"})");
 *     for (auto const &file : made.files()) { ... }
 *
 * What can fail throws, and what is made frees itself, as in bangfu.hpp. Files
 * are bytes, which may hold NULs: they come in as std::string_view and go out as
 * std::string. Options are an object of JSON: bangfu_exchange.h says at each
 * function which keys there are.
 *
 * Threads: const members, and the functions, may run on many threads at once.
 */

#ifndef BANGFU_EXCHANGE_HPP
#define BANGFU_EXCHANGE_HPP

#include "bangfu.hpp"
#include "bangfu_exchange.h"

namespace bangfu {

namespace detail {

using ImportHandle = Handle<bf_import, bf_import_free>;
using LetterHandle = Handle<bf_letter, bf_letter_free>;
using FilesHandle = Handle<bf_files, bf_files_free>;

} // namespace detail

/** A file that was made. */
struct File {
    /** Such as "needs.csv"; it has no folder. */
    std::string name;
    std::string bytes;
};

/** A file to read: the name by which reports call it, whose ending tells .csv
 * from .json, and its bytes. Both are lent for the call. */
struct Sheet {
    Sheet(std::string_view its_name, std::string_view its_bytes)
        : name(its_name), bytes(its_bytes)
    {
    }
    /** One that was made, as it is. */
    Sheet(File const &file) : name(file.name), bytes(file.bytes) {}

    std::string_view name;
    std::string_view bytes;
};

/** What sheets or a text change in a programme. The programme that was given
 * stays as it is. */
class Import {
public:
    /** Takes a handle of bangfu_exchange.h over. */
    explicit Import(detail::ImportHandle import) : import_(std::move(import)) {}

    /** Whether the programme would stay as it is. */
    bool empty() const noexcept { return bf_import_is_empty(import_.get()) == 1; }
    /** What would change and what was found, as a document. */
    std::string report(Lang lang) const
    {
        return detail::text([&](bf_text **out, bf_error **error) {
            return bf_import_report(import_.get(), static_cast<bf_lang>(lang), out, error);
        });
    }
    /** The programme as it would be. */
    Programme programme() const
    {
        return Programme(detail::make<bf_programme, bf_programme_free>(
            [this](bf_programme **out, bf_error **error) {
                return bf_import_programme(import_.get(), out, error);
            }));
    }

    /** The handle of bangfu_exchange.h; it stays this object's. */
    bf_import const *get() const noexcept { return import_.get(); }

private:
    detail::ImportHandle import_;
};

/** Plans what sheets change in a programme, all of them at once. Each that can't
 * be read is a finding at "/files/" and its number from 0. */
inline Import import_sheets(Programme const &into, std::vector<Sheet> const &sheets,
                            std::string_view options = {}, Progress const &progress = nullptr)
{
    detail::checked();
    std::vector<char const *> names;
    std::vector<std::size_t> name_lengths;
    std::vector<void const *> files;
    std::vector<std::size_t> lengths;
    for (auto const &sheet : sheets) {
        names.push_back(sheet.name.data());
        name_lengths.push_back(sheet.name.size());
        files.push_back(sheet.bytes.data());
        lengths.push_back(sheet.bytes.size());
    }
    return Import(detail::watched<bf_import, bf_import_free>(
        progress, [&](bf_progress_fn hear, void *userdata, bf_import **out, bf_error **error) {
            return bf_import_sheets(into.get(), names.data(), name_lengths.data(), files.data(),
                                    lengths.data(), sheets.size(), options.data(), options.size(),
                                    hear, userdata, out, error);
        }));
}

/** A running text, repaired, and what it is proposed to state. Proposals are not
 * facts: a person accepts them. */
class Letter {
public:
    /** Repairs a text in UTF-8, UTF-16 or GB 18030 and looks for what it states. */
    static Letter read(Sheet const &text, std::string_view options = {})
    {
        detail::checked();
        return Letter(
            detail::make<bf_letter, bf_letter_free>([&](bf_letter **out, bf_error **error) {
                return bf_letter_read(text.name.data(), text.name.size(), text.bytes.data(),
                                      text.bytes.size(), options.data(), options.size(), out,
                                      error);
            }));
    }

    /** The repaired text, with the byte order mark that the source had. */
    std::string restored() const
    {
        return detail::text([this](bf_text **out, bf_error **error) {
            return bf_letter_restored(letter_.get(), out, error);
        });
    }
    /** The repairs, and the proposals with their numbers, as a document. */
    std::string report(Lang lang) const
    {
        return detail::text([&](bf_text **out, bf_error **error) {
            return bf_letter_report(letter_.get(), static_cast<bf_lang>(lang), out, error);
        });
    }
    /** Plans what the proposals that a person accepts change in a programme. */
    Import accept(Programme const &into, std::string_view options) const
    {
        return Import(
            detail::make<bf_import, bf_import_free>([&](bf_import **out, bf_error **error) {
                return bf_letter_accept(letter_.get(), into.get(), options.data(), options.size(),
                                        out, error);
            }));
    }

    /** The handle of bangfu_exchange.h; it stays this object's. */
    bf_letter const *get() const noexcept { return letter_.get(); }

private:
    explicit Letter(detail::LetterHandle letter) : letter_(std::move(letter)) {}
    detail::LetterHandle letter_;
};

/** Files that were made, and what there is to say of them. */
class Files {
public:
    /** Takes a handle of bangfu_exchange.h over. */
    explicit Files(detail::FilesHandle files) : files_(std::move(files)) {}

    /** At least one. */
    std::vector<File> files() const
    {
        std::vector<File> all;
        for (std::size_t index = 0; index < bf_files_count(files_.get()); ++index) {
            auto const *bytes = static_cast<char const *>(bf_files_bytes(files_.get(), index));
            all.push_back(File{detail::string(bf_files_name(files_.get(), index)),
                               std::string(bytes, bf_files_len(files_.get(), index))});
        }
        return all;
    }
    /** Whether they belong into a folder of their own, even if there is only one. */
    bool directory() const noexcept { return bf_files_directory(files_.get()) == 1; }
    /** What was made and what it leaves out, as a document; of a mended sheet
     * each repair. */
    std::string report(Lang lang) const
    {
        return detail::text([&](bf_text **out, bf_error **error) {
            return bf_files_report(files_.get(), static_cast<bf_lang>(lang), out, error);
        });
    }

    /** The handle of bangfu_exchange.h; it stays this object's. */
    bf_files const *get() const noexcept { return files_.get(); }

private:
    detail::FilesHandle files_;
};

/** Copies a sheet as one .xlsx file and puts right what is certain. */
inline Files mend_sheet(Sheet const &sheet, std::string_view options = {})
{
    detail::checked();
    return Files(detail::make<bf_files, bf_files_free>([&](bf_files **out, bf_error **error) {
        return bf_sheet_mend(sheet.name.data(), sheet.name.size(), sheet.bytes.data(),
                             sheet.bytes.size(), options.data(), options.size(), out, error);
    }));
}

/** Writes a programme, and with it a plan, as others read it. Without rules, the
 * programme's own are those that the plan was made with. */
inline Files export_programme(Programme const &programme, std::string_view options,
                              Plan const *plan = nullptr, Rules const *rules = nullptr)
{
    detail::checked();
    return Files(detail::make<bf_files, bf_files_free>([&](bf_files **out, bf_error **error) {
        return bf_export(programme.get(), plan == nullptr ? nullptr : plan->get(),
                         rules == nullptr ? nullptr : rules->get(), options.data(),
                         options.size(), out, error);
    }));
}

/** What an empty sheet is for. */
enum class Template : bf_template_kind {
    needs = BF_TEMPLATE_NEEDS,
    gifts = BF_TEMPLATE_GIFTS,
    resources = BF_TEMPLATE_RESOURCES
};

/** Makes an empty sheet for those who report: one .xlsx file, which
 * import_sheets() reads back without options. */
inline Files template_sheet(Template kind, Lang lang)
{
    detail::checked();
    return Files(detail::make<bf_files, bf_files_free>([&](bf_files **out, bf_error **error) {
        return bf_template(static_cast<bf_template_kind>(kind), static_cast<bf_lang>(lang), out,
                           error);
    }));
}

/** The name of a status of either header, such as "DAMAGED_FILE"; nothing for a
 * number that is none. */
inline std::optional<std::string> status_name(bf_status status)
{
    return detail::maybe(bf_exchange_status_name(status));
}

} // namespace bangfu

#endif // BANGFU_EXCHANGE_HPP
