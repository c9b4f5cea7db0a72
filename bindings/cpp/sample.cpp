// The whole job in one page: `sample PROGRAMME`. Every binding has this program
// and prints the same text.

#include <bangfu.hpp>
#include <fstream>
#include <iostream>
#include <iterator>

using bangfu::Lang;
using bangfu::Money;

int main(int argc, char **argv)
try {
    std::ifstream file(argc > 1 ? argv[1] : "wanyuan.json", std::ios::binary);
    std::string json{std::istreambuf_iterator<char>(file), {}};

    auto checked = bangfu::check(json);
    auto programme = bangfu::Programme::read(json);
    std::cout << programme.name().value_or("") << " (" << programme.id() << "), "
              << programme.as_of() << '\n';
    std::cout << "check: " << checked.errors().size() << " errors, "
              << checked.warnings().size() << " warnings\n";

    std::uint64_t last_done = 0, last_total = 0;
    auto plan = programme.allocate([&](std::uint64_t done, std::uint64_t total) {
        last_done = done;
        last_total = total;
        return true;
    });
    std::cout << "progress: " << last_done << " of " << last_total << '\n';
    auto totals = plan.totals();
    std::cout << "granted " << totals.granted.format() << " of " << totals.received.format()
              << " yuan\n";
    auto needs = plan.needs();
    for (std::size_t at = 11; at < 14; ++at) {
        auto const &need = needs.at(at);
        std::cout << need.id << "  " << Money{need.required.value()}.format() << "  "
                  << Money{need.granted}.format() << "  " << need.level->first << '/'
                  << need.level->second << "  " << bangfu::name(need.reason) << '\n';
    }

    std::cout << plan.explain_need(programme, "n-012", Lang::zh) << '\n';
    auto verified = plan.verify(programme);
    std::cout << "verify: " << (verified.ok() ? "right" : "wrong") << ", "
              << verified.lines_checked() << " lines\n";

    try {
        bangfu::Rules::read(
            R"({"format":"bangfu.rules/1","id":"r","allocation":{"tiers":"loose"}})");
    } catch (bangfu::Error const &error) {
        auto const &first = error.findings().front();
        std::cout << "error " << first.status << ' ' << first.name << '\n';
        std::cout << "at " << first.pointer << ", line " << first.line.value_or(0) << ", column "
                  << first.column.value_or(0) << '\n';
        std::cout << first.text(Lang::zh) << '\n';
    }
} catch (bangfu::Error const &error) {
    std::cerr << error.name() << ": " << error.what() << '\n';
    return 1;
}
