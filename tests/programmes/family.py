"""Large programmes of the families that the allocator is measured on.

    python3 tests/programmes/family.py --family a --needs 10000 --seed 1 --out FILE.json

As many gifts as needs. 200 counties (as far as there are villages for them),
max(200, N/50) villages, N/4 projects, 6 categories, 5 forces (a fifth of the
counties has two), 4 tiers, weights 1 to 3, a floor for every tenth need, fees
up to 10 %, sizes of gifts log-normal.

a   money for 70 % of what is asked, 35 % of it unrestricted; the rest by
    county, village, project, category and force;
h   money for 35 %, of which 3 % is unrestricted, 27 % by category and 20 % by
    force; the rest by county, village and project.

Two more say of each gift what it is not for, and hardly any two the same. There
is money for 70 %; no pairings, floors or fees.

not         every gift may pay all needs but one, each another one;
not-mixed   of ten gifts one each leaves out a need, a project, a village, a
            category, two villages and a project; five are unrestricted, each
            from a donor of its own who is related to one beneficiary.
"""

import argparse
import json
import random

FORCES = ["provincial_designated", "east_west", "intra_province", "central_enterprise", "provincial_enterprise"]
CATEGORIES = ["industry", "education", "health", "elderly_care", "relief", "roads"]
# Shares of the money, in percent.
FAMILIES = {
    "a": (70, {"none": 35, "county": 20, "village": 10, "project": 10, "category": 15, "force": 10}),
    "h": (35, {"none": 3, "county": 20, "village": 15, "project": 15, "category": 27, "force": 20}),
}
NOT = ["not", "not-mixed"]


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02d}"


def make(family, size, seed, caps=False):
    dice = random.Random(f"{family}-{size}-{seed}")
    counties = [f"{510100 + 100 * (number // 90) + 1 + number % 90:06d}" for number in range(200)]
    villages = []
    for number in range(max(200, size // 50)):
        county, inside = counties[number % 200], number // 200
        villages.append(f"{county}{100 + inside // 200:03d}{200 + inside % 200:03d}")
    projects = [
        {"id": f"p{number:07d}", "name": "项目", "category": dice.choice(CATEGORIES)}
        for number in range(max(1, size // 4))
    ]
    home = [dice.choice(villages) for _ in projects]
    donors = {force: f"force-{force}" for force in FORCES}
    pairings = []
    for county in counties:
        for force in dice.sample(FORCES, 2 if dice.random() < 0.2 else 1):
            pairings.append({"organisation": donors[force], "force": force, "division": county, "from": "2021-05-01"})
    needs = []
    for number in range(size):
        project = dice.randrange(len(projects))
        money = int(dice.lognormvariate(13, 1)) + 100
        need = {
            "id": f"n{number:07d}",
            "place": home[project],
            "project": projects[project]["id"],
            "tier": dice.randint(1, 4),
            "money": yuan(money),
            "weight": str(dice.randint(1, 3)),
        }
        if dice.random() < 0.1:
            need["floor"] = yuan(money // 20)
        needs.append(need)
    asked = sum(int(need["money"].replace(".", "")) for need in needs)
    share, split = FAMILIES[family]
    sizes = [dice.lognormvariate(0, 1) for _ in range(size)]
    kinds = dice.choices(list(split), weights=list(split.values()), k=size)
    sums = {kind: sum(value for value, own in zip(sizes, kinds) if own == kind) for kind in split}
    gifts = []
    for number, (value, kind) in enumerate(zip(sizes, kinds)):
        money = int(asked * share / 100 * split[kind] / 100 * value / sums[kind])
        force = dice.choice(FORCES)
        restriction = {
            "none": "none",
            "county": {"area": [dice.choice(counties)]},
            "village": {"area": [dice.choice(villages)]},
            "project": {"project": [dice.choice(projects)["id"]]},
            "category": {"category": [dice.choice(CATEGORIES)]},
            "force": {"force": [force]},
        }[kind]
        gift = {
            "id": f"g{number:07d}",
            "donor": donors[force] if kind == "force" else f"donor-{number % 50}",
            "recipient": "charity",
            "received_on": f"2024-{dice.randint(1, 3):02d}-{dice.randint(1, 28):02d}",
            "money": yuan(money),
            "restriction": restriction,
        }
        if dice.random() < 0.5:
            gift["overhead"] = {"ceiling": f"0.{dice.randint(0, 10):02d}"}
        gifts.append(gift)
    parties = [*donors.values(), *(f"donor-{number}" for number in range(50)), "charity"]
    allocation = {"floors": {"short": "pro_rata"}, "overhead": {"share": "0.10"}}
    if caps:
        by_village = {}
        for need in needs:
            by_village[need["place"]] = by_village.get(need["place"], 0) + int(need["money"].replace(".", ""))
        allocation["caps"] = [
            {"scope": {"area": village}, "max": yuan(asked // 2)} for village, asked in sorted(by_village.items())
        ]
    return {
        "format": "bangfu.programme/1",
        "id": f"family-{family}-{size}",
        "as_of": "2024-04-02",
        "registry": {
            "organisations": [{"id": party, "name": party, "kind": "company"} for party in parties],
            "pairings": pairings,
            "places": [{"code": village, "name": "村"} for village in villages],
        },
        "lists": {"projects": projects, "needs": needs},
        "giving": {"gifts": gifts},
        "rules": {"format": "bangfu.rules/1", "id": "family", "allocation": allocation},
    }


def make_not(family, size, seed):
    dice = random.Random(f"{family}-{size}-{seed}")
    mixed = family == "not-mixed"
    villages = [f"{511781 + at // 40_000}{100 + at // 200 % 200:03d}{200 + at % 200:03d}" for at in range(max(200, size // 50))]
    projects = [f"p{number:07d}" for number in range(max(1, size // 4))]
    need = lambda at: f"n{at:07d}"
    needs = []
    for number in range(size):
        row = {
            "id": need(number),
            "place": dice.choice(villages),
            "project": dice.choice(projects),
            "category": dice.choice(CATEGORIES),
            "tier": dice.randint(1, 4),
            "money": yuan(int(dice.lognormvariate(13, 1)) + 100),
            "weight": str(dice.randint(1, 3)),
        }
        if mixed and number % 2:
            row["beneficiary"] = f"beneficiary-{number}"
        needs.append(row)
    asked = sum(int(row["money"].replace(".", "")) for row in needs)
    sizes = [dice.lognormvariate(0, 1) for _ in range(size)]
    total = sum(sizes)
    left_out = dice.sample(range(size), size)
    kinds = {
        0: lambda: {"not": {"project": [dice.choice(projects)]}},
        1: lambda: {"not": {"area": [dice.choice(villages)]}},
        2: lambda: {"not": {"category": [dice.choice(CATEGORIES)]}},
        3: lambda: {"all": [{"not": {"area": dice.sample(villages, 2)}}, {"not": {"project": [dice.choice(projects)]}}]},
    }
    gifts, related, parties = [], [], ["charity", "donor"]
    for number, value in enumerate(sizes):
        restriction, donor = {"not": {"need": [need(left_out[number])]}}, "donor"
        if mixed and number % 10 in kinds:
            restriction = kinds[number % 10]()
        elif mixed and number % 10 >= 5:
            restriction, donor = "none", f"donor-{number}"
            beneficiary = f"beneficiary-{2 * dice.randrange(size // 2) + 1}"
            related.append({"a": donor, "b": beneficiary})
            parties.append(donor)
        gifts.append({
            "id": f"g{number:07d}",
            "donor": donor,
            "recipient": "charity",
            "received_on": f"2024-{dice.randint(1, 3):02d}-{dice.randint(1, 28):02d}",
            "money": yuan(int(asked * 0.7 * value / total) + 1),
            "restriction": restriction,
        })
    parties += [row["beneficiary"] for row in needs if "beneficiary" in row]
    return {
        "format": "bangfu.programme/1",
        "id": f"family-{family}-{size}",
        "as_of": "2024-04-02",
        "registry": {
            "organisations": [{"id": party, "name": party, "kind": "company"} for party in parties],
            "places": [{"code": village, "name": "村"} for village in villages],
            "related": related,
        },
        "lists": {"projects": [{"id": project, "name": "项目"} for project in projects], "needs": needs},
        "giving": {"gifts": gifts},
        "rules": {"format": "bangfu.rules/1", "id": "family"},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--family", choices=[*sorted(FAMILIES), *NOT], default="a")
    parser.add_argument("--needs", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--caps", action="store_true", help="a cap on every village, at half of what it asks")
    parser.add_argument("--out", required=True)
    asked = parser.parse_args()
    with open(asked.out, "w", encoding="utf-8") as file:
        if asked.family in NOT:
            document = make_not(asked.family, asked.needs, asked.seed)
        else:
            document = make(asked.family, asked.needs, asked.seed, asked.caps)
        json.dump(document, file, ensure_ascii=False)
        file.write("\n")


if __name__ == "__main__":
    main()
