"""How fair plans are and what caps cost: the suite `core/fairness.json`.

Sums over the documents alone; what the caps cost is the oracle's own plan of
the same programme without them.
"""

import copy
from fractions import Fraction
from itertools import combinations

import exact
from allocate import outcome
from comparison import by_id, count, planned
from policy import fen, problems, short_code, yuan
from plain import subsets
from random_programmes import FORCES, Maker, sorted_keys


def decimal(level):
    thousandths = int(level * 1000)
    return f"{thousandths // 1000}.{thousandths % 1000:03}"


def group(rows, show):
    known = [row for row in rows if "required" in row]
    covered = {row["id"]: count(row["already"]) + count(row["granted"]) for row in known}
    asked = {row["id"]: count(row["required"]) for row in known}
    out = {
        "needs": len(rows),
        "required": show(sum(asked.values())),
        "already": show(sum(count(row["already"]) for row in rows)),
        "granted": show(sum(count(row["granted"]) for row in rows)),
        "covered": show(sum(covered.values())),
        "met": sum(0 < covered[name] >= asked[name] for name in asked),
        "zero": sum(not covered[name] for name in asked),
        "short": sum(0 < covered[name] < asked[name] for name in asked),
        "open": len(rows) - len(known),
    }
    if asked:
        level = Fraction(sum(covered.values()), sum(asked.values()))
        lowest = min(Fraction(covered[name], asked[name]) for name in asked)
        there = [name for name in asked if Fraction(covered[name], asked[name]) == lowest]
        first = min(there, key=str.encode)
        out |= {"level": str(level), "decimal": decimal(level)}
        out["lowest"] = {"level": str(lowest), "decimal": decimal(lowest), "needs": len(there), "first": first}
    return out


def table(rows, key, name, show):
    """`key`: row -> its group, None for the one that stands last."""
    keys = sorted({key(row) for row in rows}, key=lambda of: (of is None, of))
    return [
        ({name: of} if of is not None else {}) | group([row for row in rows if key(row) == of], show) for of in keys
    ]


def coverage(programme, plan, item):
    show = yuan if item is None else int
    rows = list(by_id(plan["needs"], item).values())
    needs = {need["id"]: need for need in programme["lists"]["needs"]}
    projects = {project["id"]: project for project in programme["lists"].get("projects") or []}

    def of(row):
        return needs[row["id"]]

    def category(row):
        return of(row).get("category") or projects[of(row)["project"]]["category"]

    out = {} if item is None else {"item": item}
    return out | {
        "all": group(rows, show),
        "tiers": table(rows, lambda row: of(row).get("tier") or 1, "tier", show),
        "counties": table(rows, lambda row: short_code(of(row)["place"])[:6], "place", show),
        "places": table(rows, lambda row: short_code(of(row)["place"]), "place", show),
        "projects": table(rows, lambda row: of(row).get("project"), "project", show),
        "categories": table(rows, category, "category", show),
        "forces": forces(programme, plan, {row["id"] for row in rows}, show),
    }


def forces(programme, plan, needs, show):
    force_of = {gift["id"]: gift.get("force") for gift in programme["giving"]["gifts"]}
    lines = [line for line in plan["lines"] if line["need"] in needs]
    whole = sum(count(line.get("money", line.get("units"))) for line in lines)
    out = []
    for force in [*FORCES, None]:
        own = [line for line in lines if force_of[line["gift"]] == force]
        if own:
            paid = sum(count(line.get("money", line.get("units"))) for line in own)
            share = Fraction(paid, whole)
            row = {
                "gifts": len({line["gift"] for line in own}),
                "needs": len({line["need"] for line in own}),
                "granted": show(paid),
                "share": str(share),
                "decimal": decimal(share),
            }
            out.append(row | ({"force": force} if force else {}))
    return out


# ------------------------------------------------------------------- the caps


def rules_of(document):
    return document.get("rules") or document["programme"]["rules"]


def without(document, name):
    """The document without the cap of this name, or without any for None."""
    document = copy.deepcopy(document)
    allocation = rules_of(document).get("allocation") or {}
    rules = allocation.get("caps") or []
    allocation["caps"] = [cap for index, cap in enumerate(rules) if name not in (None, f"rules:{index}")]
    for project in document["programme"]["lists"].get("projects") or []:
        if name in (None, f"project:{project['id']}"):
            project.pop("cap", None)
    return document


def granted(document):
    result = outcome(document, exact)["plan"]
    return {row["id"]: fen(row["granted"]) for row in result["needs"] if "item" not in row}


def moved(now, then, names):
    changes = [then[name] - now[name] for name in names]
    ups, downs = [by for by in changes if by > 0], [-by for by in changes if by < 0]
    return [{"needs": len(side), "by": yuan(sum(side))} for side in (ups, downs)]


def signed(units):
    return ("-" if units < 0 else "") + yuan(abs(units))


def priced(now, then):
    rises, falls = moved(now, then, now)
    without_caps = sum(then.values())
    return {
        "without": yuan(without_caps),
        "price": signed(without_caps - sum(now.values())),
        "rises": rises,
        "falls": falls,
    }


def crossing(caps):
    pairs = combinations([cap.covers for cap in caps], 2)
    return any(one & other and not one <= other and not other <= one for one, other in pairs)


def greatest(problem):
    """The most that can be granted under caps that don't cross.

    By duality: whatever needs are chosen, no more can be granted than all gifts
    in reach of the chosen hold and the others may get at most; some choice is
    tight.
    """

    def may_get(names):
        room = {need.id: need.may_get if need.id in names else 0 for need in problem.needs}
        for cap in sorted(problem.caps, key=lambda cap: len(cap.covers)):
            # Caps inside this one have been kept already: what it takes away
            # may be taken anywhere inside.
            over = sum(room[name] for name in cap.covers) - cap.max
            for name in sorted(cap.covers):
                taken = max(0, min(over, room[name]))
                room[name] -= taken
                over -= taken
        return sum(room.values())

    needs = frozenset(need.id for need in problem.needs)
    return min(
        sum(source.available for source in problem.sources if source.may_pay & chosen) + may_get(needs - chosen)
        for chosen in [frozenset(), *subsets(needs)]
    )


def price(document, plan):
    problem = problems(document["programme"], rules_of(document))[0]
    caps = problem.caps
    if not caps:
        return None
    now = {row["id"]: fen(row["granted"]) for row in plan["needs"] if "item" not in row}
    free = granted(without(document, None))
    minimum = fen((rules_of(document).get("allocation") or {}).get("minimum_grant") or "0")
    each = []
    for cap in caps:
        sum_ = sum(now[name] for name in cap.covers)
        row = {
            "cap": cap.name,
            "max": yuan(cap.max),
            "granted": yuan(sum_),
            "full": sum_ >= cap.max,
            "needs": len(cap.covers),
            "rises": moved(now, free, cap.covers)[0],
        }
        if row["full"] or minimum:
            row["alone"] = priced(now, granted(without(document, cap.name)))
        each.append(row)
    out = {"granted": yuan(sum(now.values())), **priced(now, free), "each": each}
    return out | ({} if crossing(caps) else {"greatest": yuan(greatest(problem))})


def cases():
    for number in range(260):
        document = Maker(f"fairness:{number}").document()
        # Caps are the rarer thing; every other case has one for certain.
        if number % 2:
            allocation = rules_of(document).setdefault("allocation", {})
            allocation["caps"] = [
                {"scope": {"category": "relief"}, "max": yuan(number % 23)},
                {"scope": {"area": "511781"}, "max": yuan(number % 31)},
            ]
        plan = planned(document, "oracle")
        if plan is None:
            continue
        programme = document["programme"]
        items = sorted((item["id"] for item in programme["lists"].get("items") or []), key=str.encode)
        out = {
            "programme": plan["programme"],
            "as_of": plan["as_of"],
            "rules": plan["rules"],
            "fits": True,
            "money": coverage(programme, plan, None),
            "items": [coverage(programme, plan, item) for item in items],
        }
        caps = price(document, plan)
        if caps is not None:
            out["caps"] = caps
        yield {"name": f"{number:03}", "in": document | {"plan": plan}, "out": out}


def suites():
    found = sorted_keys(list(cases()))
    about = "How fair a plan is and what its caps cost; names of places and projects are left out. The core answers, no binding yet."
    return [("core/fairness.json", {"suite": "fairness", "about": about, "cases": found})]
