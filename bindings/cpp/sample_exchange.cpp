// Sheets in and out in one page: `sample_exchange PROGRAMME SHEET`. Every
// binding of the exchange has this program and prints the same text.

#include <bangfu_exchange.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp> // Reports are JSON; any reader will do.

using bangfu::Lang;
using nlohmann::json;

static std::string contents(char const *path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

int main(int argc, char **argv)
try {
    auto programme = bangfu::Programme::read(contents(argc > 1 ? argv[1] : "wanyuan.json"));
    auto sheet = contents(argc > 2 ? argv[2] : "gifts.csv");

    try {
        bangfu::import_sheets(programme, {{"gifts.csv", sheet}});
    } catch (bangfu::Error const &error) {
        auto const &first = error.findings().front();
        std::cout << "error " << first.status << ' ' << first.name << '\n';
        std::cout << first.text(Lang::zh) << '\n';
    }

    auto found = bangfu::import_sheets(programme, {{"gifts.csv", sheet}},
                                       R"({"mapping": {"recipient": "charity-wanyuan"}})");
    auto report = json::parse(found.report(Lang::zh));
    auto const &gifts = report["lists"]["gifts"];
    std::cout << "gifts: " << gifts["added"] << " added, " << gifts["changed"] << " changed; "
              << report["on_hold"] << " on hold\n";
    for (json::object_t finding : report["findings"]) {
        auto text = [&](char const *key) { return finding[key].get<std::string>(); };
        std::cout << text("name") << " at " << text("sheet") << '!' << text("cell") << ": "
                  << text("text") << '\n';
    }

    programme = found.programme();
    auto workbook = bangfu::export_programme(programme, R"({"to": "xlsx"})").files().front();
    std::cout << "wrote " << workbook.name << '\n';
    auto again = bangfu::import_sheets(programme, {workbook});
    std::cout << "imported again: " << (again.empty() ? "nothing changes" : "something changes")
              << '\n';

    auto plan = programme.allocate();
    auto totals = plan.totals();
    std::cout << "granted " << totals.granted.format() << " of " << totals.received.format()
              << " yuan\n";
    auto pages = bangfu::export_programme(programme, R"({"to": "csv", "list": "plan"})", &plan);
    for (auto const &file : pages.files()) {
        std::cout << "wrote " << file.name << '\n';
    }
} catch (bangfu::Error const &error) {
    std::cerr << error.name() << ": " << error.what() << '\n';
    return 1;
}
