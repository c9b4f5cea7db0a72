// What bangfu.hpp adds to bangfu.h: exceptions that carry the error, handles
// that free themselves, and callbacks that may throw. `calls PROGRAMME`

#include "check.hpp"

#include <thread>

// Defined in second.cpp, which includes the header too.
std::string version_of_second_file();

namespace {

struct Own {
    int number;
};

// An exception of the callback comes out of allocate() as it was.
void exceptions_pass_through(bangfu::Programme const &programme)
{
    unsigned calls = 0;
    try {
        programme.allocate([&](auto, auto) -> bool {
            ++calls;
            throw Own{7};
        });
        CHECK(!"nothing was thrown");
    } catch (Own const &own) {
        CHECK(own.number == 7 && calls == 1);
    }
    try {
        programme.allocate([](auto done, auto total) {
            if (done == total) {
                throw std::runtime_error("at the last call");
            }
            return true;
        });
        CHECK(!"nothing was thrown");
    } catch (std::runtime_error const &error) {
        CHECK(std::string(error.what()) == "at the last call");
    }
    // Also one of bangfu's own, from a call inside.
    CHECK(thrown([&] {
              programme.allocate([](auto, auto) {
                  bangfu::Money::parse("x");
                  return true;
              });
          })
          == BF_BAD_AMOUNT);
}

void cancelling(bangfu::Programme const &programme)
{
    CHECK(thrown([&] { programme.allocate([](auto, auto) { return false; }); }) == BF_CANCELLED);
    CHECK(thrown([&] {
              programme.allocate([](auto done, auto total) { return done != total; });
          })
          == BF_CANCELLED);
    // Inside a run, another one.
    std::size_t inner = 0;
    auto plan = programme.allocate([&](auto, auto) {
        inner = inner == 0 ? programme.allocate().need_count() : inner;
        return true;
    });
    CHECK(inner == plan.need_count() && inner > 0);
}

void misuse(bangfu::Programme &programme)
{
    using namespace std::string_view_literals;
    CHECK(thrown([] { bangfu::Money::parse("\xff"); }) == BF_NOT_UTF8);
    CHECK(thrown([] { bangfu::Code::check("a\0b"sv); }) == BF_EMBEDDED_NUL);
    CHECK(thrown([] { bangfu::Programme::read("{"); }) == BF_SYNTAX);
    CHECK(thrown([] { bangfu::Money{-1}.capital(); }) == BF_OUT_OF_RANGE);
    CHECK(thrown([] { bangfu::date::parse("2024-02-30"); }) == BF_BAD_DATE);
    CHECK(thrown([] { bangfu::from_gb18030("\xff"); }) == BF_NOT_GB18030);
    auto plan = programme.allocate();
    CHECK(thrown([&] { plan.explain_need(programme, "nobody", bangfu::Lang::zh); })
          == BF_UNKNOWN_REFERENCE);
    CHECK(thrown([&] { bangfu::check("").certificate(bangfu::Lang::en); }) == BF_WRONG_HANDLE);
    // What was moved away is a status, not a crash.
    auto moved = std::move(programme);
    CHECK(thrown([&] { programme.allocate(); }) == BF_NULL_POINTER);
    CHECK(thrown([&] { plan.verify(programme); }) == BF_NULL_POINTER);
    programme = std::move(moved);
    CHECK(plan.verify(programme).ok());
}

void findings()
{
    try {
        bangfu::Programme::read(R"({"format":"bangfu.programme/1","as_of":"2024-02-30","colour":1})");
        CHECK(!"nothing was thrown");
    } catch (bangfu::Error const &error) {
        auto const copy = error;
        CHECK(copy.findings().size() == 3 && copy.more() == 0);
        CHECK(copy.findings()[1].name == "UNKNOWN_KEY" && copy.findings()[1].pointer == "/colour");
        CHECK(copy.findings()[1].line == 1 && copy.findings()[1].column > 1);
        CHECK(copy.findings()[1].zh != copy.findings()[1].en);
    }
}

// A line whose need and gift have no rows says itself what it pays.
void strange_plan()
{
    auto lines = bangfu::Plan::read(R"({"format":"bangfu.plan/1","programme":"p","as_of":"2024-04-02","rules":"r",
"engine":"e","input_hash":"sha256:0000000000000000000000000000000000000000000000000000000000000000","rules_hash":"sha256:0000000000000000000000000000000000000000000000000000000000000000","needs":[],"gifts":[],"bottlenecks":[],
"lines":[{"gift":"g","need":"n","money":"0.07"},
{"gift":"g","need":"n","part":9007199254740991,"units":7}],
"totals":{"received":"0.00","overhead":"0.00","reserve":"0.00","available":"0.00",
"required":"0.00","granted":"0.00","held":"0.00","items":[
{"item":"rice","received":5,"required":4,"granted":3,"held":2}]}})").lines();
    CHECK(lines.size() == 2 && !lines[0].need && !lines[1].gift);
    CHECK(!lines[0].in_units && lines[0].amount == 7 && !lines[0].part);
    CHECK(lines[1].in_units && lines[1].amount == 7 && lines[1].part == 9007199254740991);
}

void texts()
{
    std::string const both = "帮扶 \xe4\xb6\xae \xf0\xa0\xae\xb7";
    CHECK(bangfu::from_gb18030(bangfu::to_gb18030(both)) == both);
    CHECK(bangfu::to_gb18030("帮扶") == "\xb0\xef\xb7\xf6" && bangfu::to_gb18030("").empty());
    CHECK(version_of_second_file() == BF_VERSION);
}

// Money as text and back, to the last fen of 64 bits.
void amounts()
{
    for (std::int64_t fen : {std::int64_t{INT64_MAX}, std::int64_t{1}, std::int64_t{0}}) {
        CHECK(bangfu::Money::parse(bangfu::Money{fen}.format()).fen == fen);
    }
    CHECK(bangfu::Money{-INT64_MAX}.format() == "-92233720368547758.07");
    CHECK(thrown([] { bangfu::Money::parse("92233720368547758.08"); }) != BF_OK);
}

void threads(bangfu::Programme const &programme)
{
    auto const wanted = programme.allocate().json();
    std::vector<int> good(4, 0);
    std::vector<std::thread> all;
    for (auto &mine : good) {
        all.emplace_back([&] { mine = programme.allocate().json() == wanted; });
    }
    for (auto &thread : all) {
        thread.join();
    }
    CHECK(good == std::vector<int>(4, 1));
}

} // namespace

int main(int argc, char **argv)
{
    auto programme = bangfu::Programme::read(contents(argc > 1 ? argv[1] : "wanyuan.json"));
    exceptions_pass_through(programme);
    cancelling(programme);
    misuse(programme);
    findings();
    strange_plan();
    texts();
    amounts();
    threads(programme);
    std::cout << "calls: ran " << checks << " of " << checks << " checks, " << wrong << " wrong\n";
    return wrong == 0 && checks > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
