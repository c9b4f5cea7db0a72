"""Small random programmes, with their plans.

    python3 tests/oracle/random_programmes.py --count 3000 --seed 7 --out FILE.jsonl

A few needs and gifts and a few dozen fen, so that ties are the rule and every
clause of the rules occurs often. Each line of the file is one case of the
suite `allocate.random.json`.
"""

import argparse
import json
import random
from datetime import date, timedelta

import plain
from allocate import outcome
from policy import yuan

AS_OF = date(2024, 4, 2)
FORCES = [
    "provincial_designated",
    "east_west",
    "intra_province",
    "central_enterprise",
    "provincial_enterprise",
    "social",
]
CATEGORIES = ["relief", "education", "elderly_care"]
TAGS = ["livelihood", "urgent", "school"]
FIGURES = ["population", "income"]
# Villages of two counties, a township and a county as places of their own.
CODES = ["511781109200", "511781109201", "511781110200", "511722100201", "511781109", "511722"]
AREAS = [
    "511781",
    "511722",
    "511781109",
    "511781109000",
    "510000",
    "511700",
    "511781109200",
    "511722100201",
    "511781000000",
]


class Dice(random.Random):
    def chance(self, probability):
        return self.random() < probability

    def some(self, values, at_most=2):
        """A list of one or more different ones."""
        return self.sample(values, self.randint(1, min(at_most, len(values))))

    def day(self, *steps):
        """A day some steps from the day of the plan."""
        return (AS_OF + timedelta(days=self.choice(steps))).isoformat()

    def split(self, whole, pieces):
        cuts = sorted(self.randint(0, whole) for _ in range(pieces - 1))
        return [end - start for start, end in zip([0, *cuts], [*cuts, whole])]


def sorted_keys(value):
    """Documents of the vectors have sorted keys, so that the order of errors
    does not depend on how a language keeps its objects."""
    if isinstance(value, dict):
        return {key: sorted_keys(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [sorted_keys(inner) for inner in value]
    return value


class Maker:
    """Makes one programme; every reference in it resolves."""

    def __init__(self, seed):
        self.seed = seed
        self.dice = Dice(seed)
        dice = self.dice
        self.donors = [f"donor-{number}" for number in range(dice.randint(1, 4))]
        self.codes = dice.sample(CODES, dice.randint(1, 4))
        self.projects = [f"p{number}" for number in range(dice.randint(0, 3))]
        self.items = dice.sample(["quilt", "rice"], dice.choice([0, 0, 0, 1, 1, 2]))
        goods_needs = dice.randint(1, 4) if self.items else 0
        goods_gifts = dice.randint(1, 3) if self.items else 0
        self.need_ids = [f"n{number}" for number in range(dice.randint(1, 6 - goods_needs // 2))]
        dice.shuffle(self.need_ids)
        self.goods_needs = set(self.need_ids[:goods_needs])
        self.gift_ids = [f"g{number}" for number in range(dice.randint(1, 6 - goods_gifts))]
        self.goods_gift_ids = [f"h{number}" for number in range(goods_gifts)]

    # ---- registry

    def registry(self):
        dice = self.dice
        organisations = [{"id": name, "name": f"机构{name[-1]}", "kind": "company"} for name in self.donors]
        organisations.append({"id": "charity", "name": "慈善会", "kind": "charity"})
        out = {"organisations": organisations, "places": [self.place(code) for code in self.codes]}
        pairings = [self.pairing() for _ in range(dice.randint(0, 4))]
        if pairings or dice.chance(0.5):
            out["pairings"] = pairings
        if dice.chance(0.3):
            out["related"] = [self.relation() for _ in range(dice.randint(1, 2))]
        return out

    def place(self, code):
        dice = self.dice
        # Now and then the longer form of the same code.
        place = {"code": code + "000" if len(code) < 12 and dice.chance(0.2) else code, "name": "示例村"}
        figures = {}
        for name in FIGURES:
            if not dice.chance(0.01):
                figures[name] = dice.choice(["0", "1", "2", "3", "3", "5", "7.5", "0.000001", "12.25", "120", "1203"])
        # Zero everywhere would leave nothing to divide by.
        if figures.get("population") == "0" and dice.chance(0.8):
            figures["population"] = "4"
        return {**place, "figures": figures}

    def pairing(self):
        dice = self.dice
        return (
            {
                "organisation": dice.choice(self.donors),
                "force": dice.choice(FORCES[:3]),
                "division": dice.choice(AREAS),
                "from": dice.day(-300, -1, 0, 0, 1),
                "to": dice.choice([None, dice.day(1, 1, 300)]) if dice.chance(0.8) else dice.day(1, 2),
                "lead": dice.chance(0.3),
            }
            if dice.chance(0.8)
            else self.past_pairing()
        )

    def past_pairing(self):
        dice = self.dice
        return {
            "organisation": dice.choice(self.donors),
            "force": dice.choice(FORCES[:3]),
            "division": dice.choice(AREAS),
            "from": dice.day(-300, -200),
            "to": dice.day(-2, -1, 0),
        }

    def relation(self):
        pair = [self.dice.choice(self.donors), self.dice.choice(["household-1", "household-2"])]
        self.dice.shuffle(pair)
        return {"a": pair[0], "b": pair[1], "relation": "sibling"}

    # ---- lists

    def lists(self):
        dice = self.dice
        out = {"needs": [self.need(name) for name in self.need_ids]}
        if self.items:
            out["items"] = [
                {"id": item, "name": item, "unit": "件"} | ({"pack": dice.randint(1, 4)} if dice.chance(0.6) else {})
                for item in self.items
            ]
        if self.projects:
            out["projects"] = [self.project(name) for name in self.projects]
        return out

    def project(self, name):
        dice = self.dice
        out = {"id": name, "name": f"项目{name[1:]}", "category": dice.choice(CATEGORIES)}
        if dice.chance(0.4):
            out["tags"] = dice.some(TAGS)
        if dice.chance(0.25):
            out["cap"] = yuan(dice.randint(0, 25))
        return out

    def need(self, name):
        dice = self.dice
        out = {"id": name, "place": dice.choice(self.codes)}
        if self.projects and dice.chance(0.6):
            out["project"] = dice.choice(self.projects)
        if "project" not in out or dice.chance(0.3):
            out["category"] = dice.choice(CATEGORIES)
        if dice.chance(0.3):
            out["tags"] = dice.some(TAGS)
        if dice.chance(0.6):
            out["tier"] = dice.choice([1, 1, 2, 2, 3])
        if dice.chance(0.2):
            out["beneficiary"] = dice.choice(["household-1", "household-2", "household-3"])
        if dice.chance(0.4):
            out["weight"] = dice.choice(["0", "0.5", "1", "1.0", "2", "2", "3", "0.333333", "1.50"])
        if dice.chance(0.004):
            out["weight"] = dice.choice(["4611686018428", "9000000000000000"])
        if name in self.goods_needs:
            quantity = self.quantity()
            out["goods"] = {"item": dice.choice(self.items), "quantity": quantity}
            if dice.chance(0.25):
                most = max(quantity.values()) if isinstance(quantity, dict) else 9
                out["already"] = dice.randint(0, most)
            return out
        return out | self.money()

    def quantity(self):
        dice = self.dice
        return dice.choice(
            [{"known": dice.randint(1, 14)}] * 5 + [{"at_least": dice.randint(1, 9)}, "unknown", "unlimited"]
        )

    def money(self):
        dice = self.dice
        money = dice.choice([dice.randint(1, 20), dice.randint(1, 20), 6, 10])
        out = {"money": yuan(money)}
        cap = money
        if dice.chance(0.25):
            cap = dice.randint(0, money + 3)
            out["cap"] = yuan(cap)
        if dice.chance(0.25):
            out["already"] = yuan(dice.randint(0, money))
        if dice.chance(0.45):
            out["floor"] = yuan(dice.randint(0, min(cap, money)))
        return out

    # ---- restrictions

    def restriction(self, depth=0):
        dice = self.dice
        if depth < 3 and dice.chance(0.4):
            kind = dice.choice(["all", "any", "not"])
            if kind == "not":
                return {"not": self.restriction(depth + 1)}
            return {kind: [self.restriction(depth + 1) for _ in range(dice.randint(1, 3))]}
        atoms = {
            "area": lambda: dice.some(AREAS),
            "category": lambda: dice.some(CATEGORIES),
            "tag": lambda: dice.some(TAGS),
            "tier": lambda: dice.some([1, 2, 3]),
            "need": lambda: dice.some(self.need_ids, 3),
            "force": lambda: dice.some(FORCES[:3]),
            "from": lambda: dice.day(-10, -1, 0, 0, 1),
            "until": lambda: dice.day(-1, 0, 0, 1, 10),
        }
        if self.projects:
            atoms["project"] = lambda: dice.some(self.projects)
        kind = dice.choice(sorted(atoms))
        return {kind: atoms[kind]()}

    def free_or_not(self, free=0.45):
        return "none" if self.dice.chance(free) else self.restriction()

    # ---- giving

    def giving(self):
        pot = self.dice.randint(0, 60)
        shares = self.dice.split(pot, len(self.gift_ids))
        gifts = [self.money_gift(name, share) for name, share in zip(self.gift_ids, shares)]
        gifts += [self.goods_gift(name) for name in self.goods_gift_ids]
        self.dice.shuffle(gifts)
        self.gifts = gifts
        return {"gifts": gifts}

    def gift(self, name):
        dice = self.dice
        out = {"id": name, "donor": dice.choice(self.donors), "recipient": "charity"}
        out["received_on"] = dice.day(-30, -2, -1, -1, 0, 0, 0) if dice.chance(0.93) else dice.day(1, 30)
        if dice.chance(0.4):
            out["force"] = dice.choice(FORCES[:4])
        if dice.chance(0.3):
            out["use_by"] = dice.day(-1, 0, 1, 1, 5, 5)
        return out

    def money_gift(self, name, share):
        dice = self.dice
        out = self.gift(name) | {"money": yuan(share)}
        if dice.chance(0.5):
            out["overhead"] = {"ceiling": dice.choice(["0.05", "0.1", "0.30", "1"])}
        if dice.chance(0.2):
            moneys = dice.split(share, dice.randint(1, 3))
            out["parts"] = [{"money": yuan(money), "restriction": self.free_or_not(0.3)} for money in moneys]
            if dice.chance(0.6):
                rest = dice.choice(out["parts"])
                del rest["money"]
                rest["rest"] = True
        else:
            out["restriction"] = self.free_or_not()
        return out

    def goods_gift(self, name):
        dice = self.dice
        goods = {"item": dice.choice(self.items), "quantity": {"known": dice.randint(0, 14)}}
        if dice.chance(0.4):
            goods["best_before"] = dice.day(-1, 0, 1, 2, 3, 9)
        return self.gift(name) | {"goods": goods, "restriction": self.free_or_not()}

    # ---- rules

    def rules(self):
        dice = self.dice
        out = {"format": "bangfu.rules/1", "id": "rules"}
        if dice.chance(0.2):
            out["effective"] = {"from": dice.day(-10, 0), "to": dice.choice([None, dice.day(0, 10)])}
            if dice.chance(0.08):
                out["effective"] = dice.choice([{"from": dice.day(1)}, {"from": dice.day(-9), "to": dice.day(-1)}])
        allocation = {}
        for key, probability, make in [
            ("basis", 0.75, self.basis),
            ("tiers", 0.3, lambda: dice.choice(["strict", "ignored", "ignored"])),
            ("floors", 0.85, self.floors),
            ("caps", 0.3, lambda: [self.cap() for _ in range(dice.randint(1, 3))]),
            ("overhead", 0.35, lambda: {"share": dice.choice(["0.05", "0.10", "0.2", "0.5"])}),
            ("reserve", 0.25, lambda: {"share": dice.choice(["0.1", "0.25", "0.5", "1"])}),
            ("minimum_grant", 0.25, lambda: yuan(dice.randint(0, 9))),
            ("minimum_days_left", 0.2, lambda: dice.choice([0, 1, 2, 3])),
            ("use_order", 0.6, self.use_order),
        ]:
            if dice.chance(probability):
                allocation[key] = make()
        # Dice of its own: all else stays as it is without matching.
        matching = Matcher(self).matching()
        if matching:
            allocation["matching"] = matching
        if allocation or dice.chance(0.5):
            out["allocation"] = allocation
        return out

    def basis(self):
        dice = self.dice
        kind = dice.choice(["need", "equal", "figure", "factors", "factors"])
        if kind == "figure":
            return {"figure": dice.choice(FIGURES)}
        if kind == "factors":
            return {"factors": [self.factor() for _ in range(dice.randint(1, 3))]}
        return kind

    def factor(self):
        dice = self.dice
        transform = dice.choice(["share", "share", {"gap_to": dice.choice(["3", "10", "7.5", "0"])}, "inverse"])
        weight = dice.choice(["0.3", "0.30", "0.5", "1", "0.333333"])
        return {"figure": dice.choice(FIGURES), "weight": weight, "transform": transform}

    def floors(self):
        dice = self.dice
        out = {"short": dice.choice(["pro_rata", "pro_rata", "pro_rata", "error"])}
        if dice.chance(0.6):
            out["count"] = dice.choice(["towards", "on_top", "on_top"])
        return out

    def cap(self):
        dice = self.dice
        scopes = [{"area": dice.choice(AREAS)}, {"category": dice.choice(CATEGORIES)}]
        if self.projects:
            scopes.append({"project": dice.choice(self.projects)})
        return {"scope": dice.choice(scopes), "max": yuan(dice.randint(0, 30))}

    def use_order(self):
        dice = self.dice
        force = "force:" + ",".join(dice.some(FORCES[:4], 3))
        keys = dice.sample(["use_by", "narrowest", "received_on", force], dice.randint(0, 4))
        return keys + dice.choice([[], ["id"], ["pro_rata"], ["pro_rata"]])

    # ---- all of it

    def document(self):
        programme = {
            "format": "bangfu.programme/1",
            "id": "random",
            "as_of": AS_OF.isoformat(),
            "registry": self.registry(),
            "lists": self.lists(),
            "giving": self.giving(),
        }
        rules = self.rules()
        if self.dice.chance(0.05):
            programme["rules"] = {"reference": rules["id"]}
            return sorted_keys({"programme": programme, "rules": rules})
        programme["rules"] = rules
        return sorted_keys({"programme": programme})


class Matcher:
    """Rules of matching for a programme whose gifts are made."""

    def __init__(self, maker):
        self.maker = maker
        self.dice = Dice(f"{maker.seed}:matching")
        self.whole = [gift["id"] for gift in maker.gifts if "money" in gift and "parts" not in gift]
        self.odd = [gift["id"] for gift in maker.gifts if gift["id"] not in self.whole]

    def matching(self):
        dice = self.dice
        if not self.whole or not dice.chance(0.35):
            return []
        pools = dice.some(self.whole)
        if dice.chance(0.02):
            pools = [dice.choice([*self.odd, "nowhere"])]
        return [self.one(f"m{number}", pool, pools) for number, pool in enumerate(pools)]

    def one(self, name, pool, pools):
        dice = self.dice
        out = {"id": name, "gift": pool}
        if dice.chance(0.5):
            out["ratio"] = dice.choice(["1", "0.5", "2", "0.333", "1.0", "0.07", "10"])
        if dice.chance(0.4):
            out["cap"] = yuan(dice.randint(1, 12))
        if dice.chance(0.5):
            out["of"] = self.of(pools)
        return out

    def of(self, pools):
        dice = self.dice
        kind = dice.choice(["gift", "donor", "force"])
        if kind == "gift":
            others = [name for name in self.whole + self.odd if name not in pools or dice.chance(0.05)]
            return {"gift": dice.some([*others, "nowhere"] if dice.chance(0.02) or not others else others, 3)}
        if kind == "donor":
            return {"donor": dice.some(self.maker.donors + ["charity"])}
        return {"force": dice.some(FORCES[:4])}


def case(seed, number, method=plain):
    document = Maker(f"{seed}:{number}").document()
    return {"name": f"random-{seed}-{number:05}", "in": document, "out": outcome(document, method)}


def suites():
    cases = [case(2024, number) for number in range(200)]
    about = "Small random programmes and the plans of a fen-by-fen oracle; everything but `lines` and `engine` must be equal."
    return [("allocate.random.json", {"suite": "allocate.random", "about": about, "cases": cases})]


def main():
    parser = argparse.ArgumentParser(description="Writes random programmes and their plans, one JSON a line.")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    with open(options.out, "w", encoding="utf-8", newline="\n") as file:
        for number in range(options.count):
            print(json.dumps(case(options.seed, number), ensure_ascii=False), file=file)


if __name__ == "__main__":
    main()
