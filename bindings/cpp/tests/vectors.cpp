// Runs every case of tests/vectors over bangfu.hpp, and says how many it ran of
// how many the manifest promises. `vectors FOLDER`

#include "check.hpp"

#include <nlohmann/json.hpp>

using bangfu::Money;
using nlohmann::json;

namespace {

// The answer in the form of a case's `out`.
using Answer = json (*)(json const &in, json const &out);

json refused(bangfu::Error const &error) { return {{"error", error.name()}}; }

std::vector<std::string> texts(json const &list) { return list.get<std::vector<std::string>>(); }

json money_parse(json const &in, json const &)
{
    auto money = Money::parse(in["text"].get<std::string>());
    return {{"fen", std::to_string(money.fen)}, {"canonical", money.format()}};
}

json money_read(json const &in, json const &)
{
    static char const *const kinds[] = {"", "exactly", "at_least", "at_most", "about"};
    auto amount = bangfu::Amount::read(in["text"].get<std::string>());
    return {{"kind", kinds[static_cast<int>(amount.kind)]}, {"amount", amount.stated.format()}};
}

json money_capital(json const &in, json const &out)
{
    auto money = Money::parse(in["amount"].get<std::string>());
    auto reads = [&](std::string const &text) {
        auto amount = bangfu::Amount::read(text);
        return amount.kind == bangfu::AmountKind::exactly && amount.stated == money;
    };
    auto capital = money.capital();
    json accepted = json::array();
    // Other spellings can't be produced, only accepted.
    for (auto const &text : texts(out["accepted"])) {
        if (reads(text)) {
            accepted.push_back(text);
        }
    }
    return {{"capital", reads(capital) ? capital : ""}, {"accepted", accepted}};
}

json money_split(json const &in, json const &)
{
    auto pot = Money::parse(in["amount"].get<std::string>());
    auto method = in["method"] == "webster" ? Money::Split::webster
                                            : Money::Split::largest_remainder;
    json shares = json::array();
    for (auto share : pot.split(texts(in["by"]), method)) {
        shares.push_back(share.format());
        pot.fen -= share.fen;
    }
    CHECK(pot.fen == 0);
    return {{"shares", shares}};
}

json code_check(json const &in, json const &)
{
    auto code = bangfu::Code::check(in["code"].get<std::string>());
    json found = {{"code", code.shown()}, {"kind", code.kind()}, {"ok", code.ok()}};
    if (code.name()) {
        found["name"] = *code.name();
    }
    if (code.error()) {
        found["error"] = *code.error();
        CHECK(!code.error_text(bangfu::Lang::zh)->empty());
    }
    if (code.warning()) {
        found["warning"] = *code.warning();
    }
    if (auto hint = code.hint()) {
        found["hint"] = {{"at", hint->first}, {"likely", hint->second}};
    }
    CHECK(json::parse(code.json()) == found);
    return found;
}

json code_parent(json const &in, json const &)
{
    return {{"parents", bangfu::Code::parents(in["code"].get<std::string>())}};
}

json date(json const &in, json const &)
{
    namespace date = bangfu::date;
    auto text = [&](char const *key) { return in[key].get<std::string>(); };
    if (in["op"] == "parse") {
        return {{"date", date::parse(text("text"))}};
    }
    if (in["op"] == "add_months") {
        return {{"date", date::add_months(text("date"), in["months"].get<std::int32_t>())}};
    }
    if (in["op"] == "within") {
        auto unit = in["unit"] == "working_days" ? date::Unit::working_days
                    : in["unit"] == "months"     ? date::Unit::months
                                                 : date::Unit::calendar_days;
        return {{"date", date::within(text("from"), in["count"].get<std::uint32_t>(), unit,
                                      texts(in["holidays"]), texts(in["working_weekends"]),
                                      in["roll"].get<bool>())}};
    }
    auto dues = date::quarterly(text("from"), text("to"));
    return {{"dues", dues.interim}, {"final", dues.last}};
}

json rows(std::vector<bangfu::Finding> const &findings)
{
    json list = json::array();
    for (auto const &finding : findings) {
        json row = {{"name", finding.name}, {"pointer", finding.pointer}};
        if (finding.facts) {
            row["facts"] = json::parse(*finding.facts);
        }
        list.push_back(row);
    }
    return list;
}

json documents(json const &in, json const &)
{
    std::string bytes;
    for (auto const &part : in["parts"]) {
        if (part.is_string()) {
            bytes += part.get<std::string>();
        } else if (part.contains("hex")) {
            auto hex = part["hex"].get<std::string>();
            for (std::size_t at = 0; at < hex.size(); at += 2) {
                bytes += static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16));
            }
        } else {
            auto text = part["repeat"].get<std::string>();
            auto times = part["times"].get<std::size_t>();
            bytes.reserve(bytes.size() + times * text.size());
            for (; times > 0; --times) {
                bytes += text;
            }
        }
    }
    auto report = bangfu::check(bytes);
    json found = {{"errors", rows(report.errors())}};
    if (report.more() > 0) {
        found["more"] = report.more();
    }
    if (report.ok()) {
        found["warnings"] = rows(report.warnings());
    }
    return found;
}

json canon(json const &in, json const &)
{
    auto canonical = bangfu::canonical(in["text"].get<std::string>());
    CHECK(canonical.hash.substr(0, 7) == "sha256:");
    return {{"canonical", canonical.text}, {"sha256", canonical.hash.substr(7)}};
}

// The rows of the typed plan say what its document says.
void same_rows(bangfu::Plan const &plan, json const &document)
{
    auto needs = plan.needs();
    CHECK(needs.size() == document["needs"].size());
    for (std::size_t at = 0; at < needs.size(); ++at) {
        auto const &row = document["needs"][at];
        auto granted = row["granted"].is_string()
                           ? Money::parse(row["granted"].get<std::string>()).fen
                           : row["granted"].get<std::int64_t>();
        CHECK(needs[at].id == row["id"] && needs[at].granted == granted
              && bangfu::name(needs[at].reason) == row["reason"]
              && needs[at].item.value_or("") == row.value("item", "")
              && needs[at].required.has_value() == row.contains("required"));
    }
    auto gifts = plan.gifts();
    auto lines = plan.lines();
    CHECK(gifts.size() == document["gifts"].size() && lines.size() == document["lines"].size());
    for (std::size_t at = 0; at < lines.size(); ++at) {
        auto const &row = document["lines"][at];
        CHECK(gifts.at(lines[at].gift.value()).id == row["gift"]
              && needs.at(lines[at].need.value()).id == row["need"]
              && lines[at].part.has_value() == row.contains("part"));
    }
    CHECK(plan.totals().granted.format() == document["totals"]["granted"]);
}

// Apart from the engine's name and the lines, of which the rules leave some
// free: those the verifier must accept.
json allocate(json const &in, json const &out)
{
    try {
        auto programme = bangfu::Programme::read(in["programme"].dump());
        std::optional<bangfu::Rules> rules;
        if (in.contains("rules")) {
            rules = bangfu::Rules::read(in["rules"].dump());
        }
        auto const *beside = rules ? &*rules : nullptr;
        auto plan = programme.allocate(nullptr, beside);
        CHECK(plan.verify(programme, beside).ok());
        auto document = json::parse(plan.json());
        same_rows(plan, document);
        for (auto const *free : {"engine", "lines"}) {
            document.erase(free);
            if (out.contains("plan") && out["plan"].contains(free)) {
                document[free] = out["plan"][free];
            }
        }
        return {{"plan", document}};
    } catch (bangfu::Error const &error) {
        return {{"errors", rows(error.findings())}};
    }
}

bool right(Answer answer, json const &one)
{
    try {
        return answer(one["in"], one["out"]) == one["out"];
    } catch (bangfu::Error const &error) {
        return refused(error) == one["out"];
    }
}

} // namespace

int main(int argc, char **argv)
{
    std::string folder = argc > 1 ? argv[1] : "tests/vectors";
    std::vector<std::pair<std::string, Answer>> const suites = {
        {"allocate.random.json", allocate},    {"allocate.scenarios.json", allocate},
        {"canon.json", canon},                 {"code.check.json", code_check},
        {"code.parent.json", code_parent},     {"documents.json", documents},
        {"money.capital.json", money_capital}, {"money.parse.json", money_parse},
        {"money.read.json", money_read},       {"money.split.json", money_split},
        {"time.json", date},
    };
    auto manifest = json::parse(contents(folder + "/MANIFEST.json"));
    CHECK(manifest["suites"].size() == suites.size());
    for (auto const &[file, answer] : suites) {
        auto suite = json::parse(contents(folder + "/" + file));
        std::size_t promised = 0, ran = 0;
        for (auto const &row : manifest["suites"]) {
            promised = row["file"] == file ? row["cases"].get<std::size_t>() : promised;
        }
        for (auto const &one : suite["cases"]) {
            ++ran;
            if (!right(answer, one)) {
                ++wrong;
                std::cerr << file << ": " << one["name"] << " is wrong\n";
            }
        }
        std::cout << file << ": ran " << ran << " of " << promised << '\n';
        CHECK(ran == promised);
    }
    return wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
