"""What the Wanyuan programme promises, read from the committed file alone.

    python3 tests/programmes/test_wanyuan.py

The tests against the source text need `../shared`; without it they are
skipped with a line, and fail where `CI=true`.
"""

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
import unittest
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import seed_text  # noqa: E402  (stands beside this file)
import wanyuan  # noqa: E402
import wanyuan_facts  # noqa: E402

PROGRAMME = HERE.parents[1] / "bindings" / "cli" / "data" / "wanyuan.json"
SHARED = HERE.parents[2] / "shared"
ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")
FORCES = {"provincial_designated", "east_west", "intra_province", "central_enterprise", "provincial_enterprise"}


def load():
    return json.loads(PROGRAMME.read_text(encoding="utf-8"))


def shared(case, path):
    """The path below `../shared`; skips the test, or fails it under CI, where it is absent."""
    found = SHARED / path
    if not found.exists():
        if os.environ.get("CI") == "true":
            case.fail(f"../shared/{path} is missing")
        print(f"skipped {case.id()}: no ../shared/{path}", file=sys.stderr)
        case.skipTest(f"no ../shared/{path}")
    return found


def objects(value, pointer=""):
    """Every object of the document with its JSON Pointer."""
    if isinstance(value, dict):
        yield pointer, value
        for key, inner in value.items():
            yield from objects(inner, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from objects(inner, f"{pointer}/{index}")


class Programme(unittest.TestCase):
    def setUp(self):
        self.programme = load()
        self.registry, self.lists = self.programme["registry"], self.programme["lists"]
        self.giving, self.event = self.programme["giving"], self.programme["giving"]["event"]


class GoldenAssertions(Programme):
    def with_role(self, role):
        return [row["organisation"] for row in self.event["roles"] if row["role"] == role]

    def test_the_event_is_the_one_of_the_text(self):
        self.assertEqual((self.event["title"], self.event["on"], self.event["venue"]),
                         ("携手帮扶尚善乐行", "2024-04-02", "万源市人民政府"))
        self.assertEqual(self.event["segments"], ["signing", "pitch", "placard", "roadside"])
        self.assertEqual(self.event["attendance"]["at_least"], 100)

    def test_six_projects_and_three_kinds_of_list(self):
        self.assertEqual([row["name"] for row in self.lists["projects"]],
                         ["1+平安", "思源工程", "产业助农", "爱心义诊", "夕阳红农场", "万福攸同"])
        self.assertEqual(sorted(self.lists["kinds"]), ["needs", "projects", "resources"])

    def test_three_hosts_three_organisers_seven_placard_donors(self):
        self.assertEqual(self.with_role("host"), ["cpc-wanyuan", "government-wanyuan", "civil-affairs-dazhou"])
        self.assertEqual(self.with_role("organiser"), ["civil-affairs-wanyuan", "charity-dazhou", "charity-wanyuan"])
        self.assertEqual(self.with_role("guidance"), ["civil-affairs-sichuan"])
        self.assertEqual(len(set(self.with_role("placard_donor"))), 7)
        placards = {row["donor"] for row in self.giving["pledges"] if row["segment"] == "placard"}
        self.assertEqual(placards, set(self.with_role("placard_donor")))

    def test_five_forces_five_designated_units_one_lead(self):
        pairings = self.registry["pairings"]
        self.assertEqual({row["force"] for row in pairings}, FORCES)
        self.assertEqual([row["organisation"] for row in pairings if row.get("lead")], ["civil-affairs-sichuan"])
        self.assertEqual(sum(row["force"] == "provincial_designated" for row in pairings), 5)
        self.assertEqual({row["division"] for row in pairings}, {"511781"})

    def test_the_138_6_wan_yuan_stay_a_lower_bound(self):
        self.assertEqual(set(self.event["announced"]) - {"source"}, {"at_least"})
        self.assertEqual(int(Decimal(self.event["announced"]["at_least"]) * 100), 138_600_000)
        self.assertEqual(self.event["figures"],
                         {"forces": "5", "provincial_units": "5", "villages": "8", "placard_donors": "7"})


class Amounts(Programme):
    def arrived(self, kind):
        return [row for row in self.giving["gifts"]
                if kind in row and row["received_on"] <= self.programme["as_of"]]

    def test_money_and_goods_add_up_to_what_was_announced(self):
        money = sum(Decimal(row["money"]) for row in self.arrived("money"))
        goods = sum(row["goods"]["quantity"]["known"] * Decimal(row["goods"]["valuation"]["unit_price"])
                    for row in self.arrived("goods"))
        self.assertEqual((money, goods), (Decimal("986000.00"), Decimal("400000.00")))
        self.assertEqual(money + goods, Decimal(self.event["announced"]["at_least"]))

    def test_no_pledge_is_overpaid_and_one_is_still_open(self):
        paid = {row["id"]: Decimal(0) for row in self.giving["pledges"]}
        for row in self.giving["gifts"]:
            if "money" in row and "pledge" in row:
                paid[row["pledge"]] += Decimal(row["money"])
        promised = {row["id"]: Decimal(row["money"]) for row in self.giving["pledges"] if "money" in row}
        self.assertTrue(all(paid[id_] <= amount for id_, amount in promised.items()))
        self.assertEqual([id_ for id_ in promised if paid[id_] == 0], ["pl-05"])

    def test_parts_and_limits_are_consistent(self):
        for row in self.giving["gifts"]:
            named = sum(Decimal(part.get("money", 0)) for part in row.get("parts", []))
            self.assertLessEqual(named, Decimal(row.get("money", 0)), row["id"])
        for row in self.lists["needs"]:
            if "money" in row:
                money, cap = Decimal(row["money"]), Decimal(row.get("cap", row["money"]))
                self.assertLessEqual(Decimal(row.get("floor", 0)), min(cap, money), row["id"])
                self.assertLess(Decimal(row.get("already", 0)), min(cap, money), row["id"])

    def test_money_asked_is_more_than_money_received(self):
        asked = sum(Decimal(row["money"]) - Decimal(row.get("already", 0))
                    for row in self.lists["needs"] if "money" in row)
        self.assertGreater(asked, 986_000)

    def test_gifts_come_from_all_five_forces_and_from_society(self):
        given = {(row["donor"], row["force"]) for row in self.giving["gifts"] if "force" in row}
        self.assertEqual({force for _, force in given}, FORCES | {"social"})
        paired = {(row["organisation"], row["force"]) for row in self.registry["pairings"]}
        self.assertLessEqual({pair for pair in given if pair[1] != "social"}, paired)


class Variety(Programme):
    def test_eight_villages_with_the_figures_of_the_dossier(self):
        villages = [row for row in self.registry["places"] if len(row["code"]) == 12]
        self.assertEqual([row["code"] for row in villages], [str(511781109390 + n) for n in range(8)])
        self.assertEqual([int(row["figures"]["population"]) for row in villages],
                         [1203, 856, 1547, 642, 998, 731, 1120, 403])
        self.assertTrue(all(row["synthetic"] == ["code", "name", "figures"] for row in villages))
        self.assertEqual([int(row["figures"]["elderly"]) for row in villages], [31, 22, 40, 17, 26, 19, 29, 11])

    def test_needs_stand_in_every_village_project_and_tier(self):
        needs = self.lists["needs"]
        self.assertGreaterEqual(len(needs), 40)
        self.assertEqual({row["tier"] for row in needs}, {1, 2, 3, 4})
        self.assertEqual({row["place"] for row in needs}, {str(511781109390 + n) for n in range(8)})
        self.assertEqual({row["project"] for row in needs if "project" in row},
                         {row["id"] for row in self.lists["projects"]})
        for key in ("floor", "cap", "already", "weight", "beneficiary"):
            self.assertTrue(any(key in row for row in needs), key)

    def test_a_related_donor_meets_the_beneficiary_it_is_kept_from(self):
        donors = {row["donor"] for row in self.giving["gifts"]}
        beneficiaries = {row.get("beneficiary") for row in self.lists["needs"]}
        self.assertTrue(any(row["a"] in donors and row["b"] in beneficiaries for row in self.registry["related"]))

    def test_restrictions_use_the_whole_algebra(self):
        found = {"none"} if any(row.get("restriction") == "none" for row in self.giving["gifts"]) else set()
        for pointer, value in objects(self.giving["gifts"]):
            if "/restriction" in pointer:
                found |= set(value)
        self.assertEqual(found, {"none", "all", "any", "not", "area", "project", "category", "tag", "tier", "need",
                                 "force", "from", "until"})

    def test_nothing_but_the_chosen_reasons_holds_a_gift_back(self):
        late = [row["id"] for row in self.giving["gifts"] if row["received_on"] > self.programme["as_of"]]
        self.assertEqual(late, ["g-014"])
        self.assertTrue(all(row["to"] >= self.programme["as_of"] for row in self.lists["resources"]))


class References(Programme):
    def test_ids_are_well_formed_and_unique_in_their_list(self):
        for rows in (self.registry["organisations"], self.lists["items"], self.lists["projects"],
                     self.lists["needs"], self.lists["resources"], self.giving["pledges"], self.giving["gifts"]):
            ids = [row["id"] for row in rows]
            self.assertEqual(len(ids), len(set(ids)))
            self.assertTrue(all(ID.fullmatch(id_) for id_ in ids))

    def test_every_reference_resolves(self):
        known = {
            "organisation": {row["id"] for row in self.registry["organisations"]},
            "place": {row["code"] for row in self.registry["places"]},
            "item": {row["id"] for row in self.lists["items"]},
            "project": {row["id"] for row in self.lists["projects"]},
            "need": {row["id"] for row in self.lists["needs"]},
            "pledge": {row["id"] for row in self.giving["pledges"]},
            "event": {self.event["id"]},
        }
        aliases = {"donor": "organisation", "recipient": "organisation", "parent": "organisation",
                   "division": "place", "area": "place", "areas": "place"}
        checked = 0
        for pointer, value in objects(self.programme):
            for key, reference in value.items():
                kind = aliases.get(key, key)
                if kind not in known or isinstance(reference, dict):
                    continue
                for one in reference if isinstance(reference, list) else [reference]:
                    self.assertIn(one, known[kind], f"{pointer}/{key}")
                    checked += 1
        self.assertGreater(checked, 200)

    def test_no_village_bears_a_real_code_or_name(self):
        with shared(self, "divisions/villages-511781.csv").open(encoding="utf-8", newline="") as rows:
            real = {field for row in csv.DictReader(rows) for field in (row["code"], row["name"])}
        for row in self.registry["places"]:
            self.assertFalse({row["code"], row["name"]} & real, row)


class Provenance(Programme):
    def test_synthetic_names_keys_that_are_there(self):
        for pointer, value in objects(self.programme):
            self.assertLessEqual(set(value.get("synthetic", [])), set(value) - {"source", "synthetic"}, pointer)

    def test_what_has_no_source_is_synthetic_whole(self):
        rows = [*objects(self.registry), *objects(self.lists), *objects(self.giving)]
        for pointer, row in rows:
            if "id" in row and "source" not in row:
                self.assertEqual(set(row["synthetic"]), set(row) - {"id", "synthetic"}, pointer)

    def test_every_amount_of_a_need_pledge_or_gift_is_synthetic(self):
        for row in [*self.lists["needs"], *self.giving["pledges"], *self.giving["gifts"]]:
            self.assertTrue({"money", "goods"} & set(row["synthetic"]), row["id"])


class AgainstTheText(Programme):
    def setUp(self):
        super().setUp()
        self.fixture = json.loads(shared(self, "seed/seed_fixture.json").read_text(encoding="utf-8"))
        self.seed = seed_text.SeedText.read()

    def words(self, row):
        return self.seed.restored_between(*row["source"])

    def test_the_text_is_the_one_the_offsets_were_taken_from(self):
        raw = shared(self, f"seed/{self.programme['source_text']}").read_bytes()
        self.assertEqual(hashlib.sha256(raw).hexdigest(), self.fixture["source_sha256"])

    def test_every_source_lies_on_whole_characters(self):
        for pointer, value in objects(self.programme):
            if "source" in value:
                self.assertTrue(self.words(value), pointer)

    def test_every_organisation_of_the_fixture_stands_at_its_first_mention(self):
        by_start = {row["source"][0]: row for row in self.registry["organisations"] if "source" in row}
        for expected in self.fixture["orgs"]:
            row = by_start[expected["offsets"][0]]
            self.assertEqual(self.words(row), expected["surface"])
            self.assertLessEqual(set(expected["roles"]), set(row["roles"]), row["id"])
            name = expected["normalised"].removeprefix("(class) ")
            self.assertEqual(row["name"], name)

    def test_every_organisation_is_called_what_the_text_calls_it(self):
        for row in self.registry["organisations"]:
            if "source" in row:
                self.assertIn(self.words(row), [row["name"], *row.get("aliases", [])])

    def test_every_mention_of_the_fixture_has_a_range(self):
        sources = [value["source"] for _, value in objects(self.programme) if "source" in value]
        for group in ("forces_named", "projects", "lists", "segments", "roles", "figures"):
            for expected in self.fixture[group]:
                first = expected["offsets"][0]
                self.assertTrue(any(start <= first < end for start, end in sources), expected)

    def test_every_project_starts_where_the_fixture_says(self):
        for row, expected in zip(self.lists["projects"], self.fixture["projects"], strict=True):
            self.assertEqual(row["source"][0], expected["offsets"][0])
            self.assertEqual(self.words(row), f"“{expected['name']}”")

    def test_every_role_stands_where_its_organisation_is_named(self):
        # Where the text speaks of people or deeds, or of two bodies at once.
        other_words = {"万源民政干部职工", "积极对接社会各类爱心资源", "市政府相关领导", "万源市委、市政府相关领导",
                       "万源市有关部门主要负责同志"}
        names = {row["id"]: {row["name"], *row.get("aliases", [])} for row in self.registry["organisations"]}
        for row in self.event["roles"]:
            self.assertIn(self.words(row), names[row["organisation"]] | other_words, row)

    def test_event_amounts_and_lists_are_quoted(self):
        said = self.words(self.event)
        for words in ("4月2日", self.event["title"], self.event["venue"],
                      *(row["name"] for row in self.fixture["segments"])):
            self.assertIn(words, said)
        self.assertEqual(self.words(self.event["announced"]), "138.6万余元")
        self.assertEqual(self.words(self.event["attendance"]), "百余人")
        self.assertEqual(self.words(self.lists).replace("”“", " "), "需求清单 项目清单 资源清单")
        for row in self.registry["places"]:
            self.assertEqual(self.words(row), row["name"] if row["code"] == "511781" else "8个帮扶村")

    def test_the_authoring_table_agrees_with_the_text(self):
        self.assertEqual(wanyuan.wrong_mentions(self.seed), [])
        shifted = wanyuan_facts.said("省民政厅", 119, 122)
        self.assertNotEqual(self.seed.restored_between(shifted.start, shifted.end), shifted.words)


class Authoring(unittest.TestCase):
    def test_the_committed_file_is_what_the_script_writes(self):
        done = subprocess.run([sys.executable, str(HERE / "wanyuan.py"), "--check"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
