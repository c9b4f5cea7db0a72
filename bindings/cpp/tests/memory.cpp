// The resident size stays flat while programmes, plans and exceptions come and
// go, freed by nothing but the end of their scope. `memory PROGRAMME [ROUNDS]`

#include "check.hpp"

namespace {

// In pages; 0 where the system doesn't say.
long resident()
{
    long whole = 0, pages = 0;
    std::ifstream("/proc/self/statm") >> whole >> pages;
    return pages;
}

// Everything once: made, used, moved, refused.
void turn(std::string const &json)
{
    auto read = bangfu::Programme::read(json);
    auto const programme = std::move(read);
    auto const plan = programme.allocate([](std::uint64_t, std::uint64_t) { return true; });
    CHECK(plan.verify(programme).ok());
    CHECK(!plan.json().empty());
    CHECK(thrown([&] { bangfu::Programme::read({json.data(), json.size() - 2}); }) == BF_SYNTAX);
    try {
        programme.allocate([](std::uint64_t, std::uint64_t) -> bool { throw 7; });
        CHECK(false);
    } catch (int thrown_by_callback) {
        CHECK(thrown_by_callback == 7);
    }
}

} // namespace

int main(int argc, char **argv)
{
    std::string const small = R"({"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02",)"
                              R"("rules":{"format":"bangfu.rules/1","id":"r"}})";
    auto const large = contents(argc > 1 ? argv[1] : "wanyuan.json");
    auto const rounds = argc > 2 ? std::stoul(argv[2]) : 100000;
    long before = 0;
    for (unsigned long round = 0; round < rounds; ++round) {
        // Most are small, so that many fit into a minute.
        turn(round % 1000 == 0 ? large : small);
        if (round == rounds / 10) {
            before = resident();
        }
    }
    auto const grown = resident() - before;
    std::cout << "after a tenth of " << rounds << " rounds " << before << " pages, then " << grown
              << " more\n";
    // Half a MiB of slack for the allocator, as in C.
    CHECK(grown <= 128);
    std::cout << "memory: ran " << checks << " of " << checks << " checks, " << wrong << " wrong\n";
    return wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
