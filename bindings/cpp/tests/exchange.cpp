// What bangfu_exchange.hpp adds to bangfu_exchange.h: errors of the exchange with
// their names, files as bytes, and a listener that may throw.
// `exchange PROGRAMME`

#include "check.hpp"

#include <bangfu_exchange.hpp>

#include <thread>

// Defined in exchange_second.cpp, which includes both headers too.
std::optional<std::string> name_from_second_file(bf_status status);

namespace {

using namespace std::string_view_literals;
using bangfu::Lang;
using bangfu::Sheet;

Sheet const gifts{"gifts.csv", "日期,捐赠人,金额（元）\n2024.04.02,某某食品有限公司,20万元\n"
                               "2024.04.03,李某,壹佰元整\n"};
Sheet const page{"page.xls", "<html></html>"};
Sheet const letter_of_news{"news.txt", "由萬源市民政局主辦(bàn)的“攜手幫扶”主題活動在萬源市人民政府舉行。"};

bangfu::Programme drive()
{
    return bangfu::Programme::read(
        R"({"format":"bangfu.programme/1","id":"drive","as_of":"2024-04-05","registry":)"
        R"({"organisations":[{"id":"charity","name":"某县慈善会","kind":"charity"}]}})");
}

bool says(std::string const &text, std::string_view what)
{
    return text.find(what) != std::string::npos;
}

// The findings of the bangfu::Error that a call throws.
template <typename Call> std::vector<bangfu::Finding> found_by(Call &&call)
{
    try {
        call();
    } catch (bangfu::Error const &error) {
        return error.findings();
    }
    CHECK(!"nothing was thrown");
    return {};
}

void sheets()
{
    auto const programme = drive();
    auto const found = bangfu::import_sheets(programme, {gifts, {"again.csv", gifts.bytes}},
                                             R"({"kind": "gifts"})");
    CHECK(!found.empty());
    CHECK(says(found.report(Lang::en), R"("gifts":{"added":2,)"));
    CHECK(found.report(Lang::zh) != found.report(Lang::en));
    auto const changed = found.programme();
    CHECK(changed.gift_count() == 2 && programme.gift_count() == 0);
    CHECK(!says(changed.json(), "李某"));
    CHECK(bangfu::import_sheets(changed, {gifts}).empty());
    CHECK(bangfu::import_sheets(programme, {}).empty());
    auto const kept = bangfu::import_sheets(programme, {gifts}, R"({"keep_names": true})");
    CHECK(says(kept.programme().json(), "李某"));
}

// A name of the exchange, which bf_status_name() does not know, is the error's.
void errors()
{
    auto const programme = drive();
    CHECK(thrown([&] { bangfu::mend_sheet(page); }) == BF_NOT_A_SHEET);
    CHECK(thrown([&] { bangfu::import_sheets(programme, {{"empty.csv", ""}}); }) == BF_NOT_A_SHEET);
    CHECK(thrown([&] { bangfu::import_sheets(programme, {{"nothing.csv", {}}}); })
          == BF_NOT_A_SHEET);
    CHECK(thrown([&] { bangfu::import_sheets(programme, {{"a\0b"sv, gifts.bytes}}); })
          == BF_EMBEDDED_NUL);
    CHECK(thrown([&] { bangfu::import_sheets(programme, {{"\xb0\xef.csv", gifts.bytes}}); })
          == BF_NOT_UTF8);
    CHECK(thrown([&] { bangfu::export_programme(programme, R"({"to":"csv","list":"plan"})"); })
          == BF_PLAN_WANTED);
    CHECK(thrown([&] { bangfu::export_programme(programme, ""); }) == BF_BAD_OPTIONS);

    auto found = found_by([&] { bangfu::import_sheets(programme, {page, gifts, {"b.xlsx", "PK\3\4"}}); });
    CHECK(found.size() == 2 && found.front().pointer == "/files/0"
          && found.back().pointer == "/files/2");
    CHECK(found.at(0).name == "NOT_A_SHEET" && found.at(0).zh != found.at(0).en);
    found = found_by([&] { bangfu::import_sheets(programme, {gifts}, R"({"over":1,"kind":"money"})"); });
    CHECK(found.size() == 2 && found.front().pointer == "/kind" && found.back().pointer == "/over");

    CHECK(bangfu::status_name(BF_DAMAGED_FILE) == "DAMAGED_FILE");
    CHECK(bangfu::status_name(BF_BUSY) == "BUSY" && !bangfu::status_name(4711));
    CHECK(name_from_second_file(BF_NOT_A_TEXT) == "NOT_A_TEXT");
}

void progress()
{
    auto const programme = drive();
    std::uint64_t last_done = 0, last_total = 1;
    bool forwards = true; // How often it hears depends on the time.
    bangfu::import_sheets(programme, {gifts, {"b.csv", gifts.bytes}}, {},
                          [&](std::uint64_t done, std::uint64_t total) {
                              forwards = forwards && done >= last_done && done <= total;
                              last_done = done;
                              last_total = total;
                              return true;
                          });
    CHECK(forwards && last_done == last_total);
    CHECK(thrown([&] {
              bangfu::import_sheets(programme, {gifts}, {}, [](auto, auto) { return false; });
          })
          == BF_CANCELLED);
    try {
        bangfu::import_sheets(programme, {gifts}, {}, [](auto, auto) -> bool { throw 7; });
        CHECK(!"nothing was thrown");
    } catch (int number) {
        CHECK(number == 7);
    }
}

void letters()
{
    auto const programme = drive();
    auto const letter = bangfu::Letter::read(letter_of_news);
    CHECK(letter.restored() == "由万源市民政局主办的“携手帮扶”主题活动在万源市人民政府举行。");
    CHECK(says(letter.report(Lang::en), R"("proposals":[{)"));
    auto const certain = R"({"accept": "certain"})";
    auto const taken = letter.accept(programme, certain);
    CHECK(!taken.empty() && letter.accept(taken.programme(), certain).empty());
    CHECK(thrown([&] { letter.accept(programme, R"({"accept":"some"})"); }) == BF_BAD_CHOICE);
    CHECK(thrown([&] { letter.accept(programme, {}); }) == BF_BAD_OPTIONS);
    CHECK(thrown([] { bangfu::Letter::read({"a.txt", "\0\0\1\0\0\2\0\0"sv}); }) == BF_NOT_A_TEXT);
    // The two words in GB 18030, which is found out.
    CHECK(bangfu::Letter::read({"a.txt", bangfu::to_gb18030("帮扶不是空话")}).restored()
          == "帮扶不是空话");
}

void files(bangfu::Programme const &wanyuan)
{
    auto const plan = wanyuan.allocate();
    auto const workbook = bangfu::export_programme(wanyuan, R"({"to": "xlsx"})", &plan);
    auto const written = workbook.files();
    CHECK(written.size() == 1 && !workbook.directory());
    CHECK(written.at(0).name == "wanyuan-2024.xlsx");
    // It holds NULs, and comes back whole.
    CHECK(says(written.at(0).bytes, "\0"sv) && written.at(0).bytes.substr(0, 2) == "PK");
    CHECK(bangfu::import_sheets(wanyuan, {written.at(0)}).empty());
    CHECK(says(workbook.report(Lang::zh), R"("left_out":)"));

    auto const pages = bangfu::export_programme(wanyuan, R"({"to": "csv"})", &plan);
    CHECK(pages.directory() && pages.files().size() > 5);
    auto const needs = bangfu::export_programme(
        wanyuan, R"({"to": "csv", "list": "needs", "encoding": "gb18030"})");
    CHECK(says(bangfu::from_gb18030(needs.files().at(0).bytes), "需求"));

    auto const mended = bangfu::mend_sheet(gifts);
    CHECK(mended.files().at(0).name == "gifts.xlsx");
    CHECK(says(mended.report(Lang::en), "AMOUNT_AS_NUMBER"));
    CHECK(!bangfu::import_sheets(drive(), {mended.files().at(0)}).empty());

    for (auto [kind, name] : {std::pair(bangfu::Template::needs, "needs.xlsx"),
                              std::pair(bangfu::Template::gifts, "gifts.xlsx"),
                              std::pair(bangfu::Template::resources, "resources.xlsx")}) {
        auto const sheet = bangfu::template_sheet(kind, Lang::en).files().at(0);
        CHECK(sheet.name == name && bangfu::import_sheets(drive(), {sheet}).empty());
    }
}

// A plan made with rules that stand beside the programme is shown with them.
void rules_beside()
{
    auto const programme = bangfu::Programme::read(
        R"({"format":"bangfu.programme/1","id":"drive","as_of":"2024-04-05",)"
        R"("rules":{"reference":"r"}})");
    auto const rules = bangfu::Rules::read(R"({"format":"bangfu.rules/1","id":"r"})");
    auto const plan = programme.allocate(nullptr, &rules);
    auto const options = R"({"to": "xlsx"})";
    CHECK(thrown([&] { bangfu::export_programme(programme, options, &plan); })
          == BF_UNKNOWN_REFERENCE);
    CHECK(bangfu::export_programme(programme, options, &plan, &rules).files().size() == 1);
}

// What was moved away is a status, not a crash.
void moved()
{
    auto found = bangfu::import_sheets(drive(), {gifts});
    auto const taken = std::move(found);
    CHECK(!taken.empty() && !found.empty());
    CHECK(thrown([&] { found.programme(); }) == BF_NULL_POINTER);
    auto letter = bangfu::Letter::read(letter_of_news);
    auto const read = std::move(letter);
    CHECK(thrown([&] { letter.restored(); }) == BF_NULL_POINTER);
    auto made = bangfu::template_sheet(bangfu::Template::needs, Lang::zh);
    auto const kept = std::move(made);
    CHECK(made.files().empty() && !made.directory() && kept.files().size() == 1);
    CHECK(thrown([&] { made.report(Lang::zh); }) == BF_NULL_POINTER);
}

void threads()
{
    auto const programme = drive();
    auto const wanted = bangfu::import_sheets(programme, {gifts}).programme().json();
    std::vector<int> good(4, 0);
    std::vector<std::thread> all;
    for (auto &mine : good) {
        all.emplace_back([&] {
            mine = bangfu::import_sheets(programme, {gifts}).programme().json() == wanted;
        });
    }
    for (auto &thread : all) {
        thread.join();
    }
    CHECK(good == std::vector<int>(4, 1));
}

} // namespace

int main(int argc, char **argv)
{
    auto const wanyuan = bangfu::Programme::read(contents(argc > 1 ? argv[1] : "wanyuan.json"));
    sheets();
    errors();
    progress();
    letters();
    files(wanyuan);
    rules_beside();
    moved();
    threads();
    std::cout << "exchange: ran " << checks << " of " << checks << " checks, " << wrong
              << " wrong\n";
    return wrong == 0 && checks > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
