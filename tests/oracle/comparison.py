"""Two plans side by side: the suite `core/compare.json`.

Pairs of plans: of a random programme before and after something of it was
changed, and of two programmes that have nothing to do with each other. What
the comparison says is worked out here from the documents alone, row by row.
"""

import copy
import json

import exact
from allocate import outcome
from policy import fen, yuan
from random_programmes import Maker, sorted_keys

EXPIRED = ("NOT_YET_RECEIVED", "USE_BY_PASSED", "BEST_BEFORE")


def count(measure):
    return measure if isinstance(measure, int) else fen(measure)


def by_id(rows, item):
    return {row["id"]: row for row in rows if row.get("item") == item}


def pick(row, keys):
    return {key: row[key] for key in keys if key in row}


class Plan:
    def __init__(self, plan):
        self.plan = plan
        self.needs = {row["id"]: row for row in plan["needs"]}
        self.gifts = {row["id"]: row for row in plan["gifts"]}
        self.entries = {entry["id"]: entry for entry in plan["bottlenecks"]}

    def paid(self, need):
        out = {}
        for line in self.plan["lines"]:
            if line["need"] == need:
                out[line["gift"]] = out.get(line["gift"], 0) + count(line.get("money", line.get("units")))
        return out

    def sums(self, item, show):
        needs = [row for row in self.plan["needs"] if row.get("item") == item]
        gifts = [row for row in self.plan["gifts"] if row.get("item") == item]
        out = {
            "required": show(sum(count(row.get("required", 0)) for row in needs)),
            "granted": show(sum(count(row["granted"]) for row in needs)),
        }
        for key in ("received", "overhead", "reserve", "held"):
            if item is None or key in ("received", "held"):
                out[key] = show(sum(count(row[key]) for row in gifts))
        return out

    def entry(self, row, capped):
        entry = self.entries[row["bottleneck"]] if row and "bottleneck" in row else None
        return entry if entry and bool(entry["caps"]) == capped else None

    def crowd(self, entry, show):
        granted = sum(count(self.needs[need]["granted"]) for need in entry["needs"])
        return {
            "id": entry["id"],
            "needs": len(entry["needs"]),
            "gifts": len(entry["gifts"]),
            "granted": show(granted),
        }


def causes(one, other, name, before, after, show):
    if before is None or after is None:
        yield {"cause": "only_after" if before is None else "only_before"}
    else:
        for cause, key in (("asks", "required"), ("had", "already"), ("reason", "reason")):
            if before.get(key) != after.get(key):
                sides = {"before": before.get(key), "after": after.get(key)}
                yield {"cause": cause} | {side: value for side, value in sides.items() if value is not None}
    was, is_ = one.paid(name) if before else {}, other.paid(name) if after else {}
    changed = [gift for gift in set(was) | set(is_) if was.get(gift, 0) != is_.get(gift, 0)]
    changed.sort(key=lambda gift: (-abs(was.get(gift, 0) - is_.get(gift, 0)), gift.encode()))
    for gift in changed:
        yield {
            "cause": "gift",
            "gift": gift,
            "became": became(one.gifts.get(gift), other.gifts.get(gift)),
            "before": show(was.get(gift, 0)),
            "after": show(is_.get(gift, 0)),
        }
    yield from crowds(one, other, before, after, show)
    caps = [(plan.entry(row, True) or {"caps": []})["caps"] for plan, row in ((one, before), (other, after))]
    if caps[0] != caps[1]:
        yield {"cause": "caps", "before": caps[0], "after": caps[1]}


def crowds(one, other, before, after, show):
    was, is_ = one.entry(before, False), other.entry(after, False)
    same = len(set(was["needs"]) & set(is_["needs"])) if was and is_ else 0
    views = [plan.crowd(entry, show) if entry else None for plan, entry in ((one, was), (other, is_))]
    if views == [None, None]:
        return
    if None not in views:
        without_id = [{key: view[key] for key in ("needs", "gifts", "granted")} for view in views]
        if without_id[0] == without_id[1] and set(was["needs"]) == set(is_["needs"]):
            return
    sides = {side: view for side, view in zip(("before", "after"), views) if view}
    yield {"cause": "bottleneck", "same_needs": same} | sides


def became(before, after):
    if before is None or after is None:
        return "new" if before is None else "gone"
    was, is_ = [
        0 if row["reason"] in EXPIRED else count(row["used"]) + count(row["held"]) for row in (before, after)
    ]
    return "larger" if is_ > was else "smaller" if is_ < was else "same"


STANDING = ("required", "already", "granted", "level", "reason", "bottleneck")
GIFT = ("received", "used", "held", "reason")


def account(one, other, item):
    show = yuan if item is None else int
    befores, afters = by_id(one.plan["needs"], item), by_id(other.plan["needs"], item)
    gains, losses, otherwise, unchanged = [], [], [], 0
    for name in sorted(set(befores) | set(afters), key=str.encode):
        before, after = befores.get(name), afters.get(name)
        by = (count(after["granted"]) if after else 0) - (count(before["granted"]) if before else 0)
        change = {"need": name, "by": show(abs(by))}
        if before:
            change["before"] = pick(before, STANDING)
        if after:
            change["after"] = pick(after, STANDING)
        change["why"] = list(causes(one, other, name, before, after, show))
        if by:
            (gains if by > 0 else losses).append(change)
        else:
            unchanged += 1
            if any(cause["cause"] in ("only_before", "only_after", "asks", "had", "reason") for cause in change["why"]):
                otherwise.append(change)
    for changes in (gains, losses):
        changes.sort(key=lambda change: -count(change["by"]))
    befores, afters = by_id(one.plan["gifts"], item), by_id(other.plan["gifts"], item)
    gifts = []
    for name in sorted(set(befores) | set(afters), key=str.encode):
        row = {"gift": name}
        if name in befores:
            row["before"] = pick(befores[name], GIFT)
        if name in afters:
            row["after"] = pick(afters[name], GIFT)
        if row.get("before") != row.get("after"):
            gifts.append(row)
    out = {} if item is None else {"item": item}
    return out | {
        "totals": {"before": one.sums(item, show), "after": other.sums(item, show)},
        "gained": show(sum(count(change["by"]) for change in gains)),
        "lost": show(sum(count(change["by"]) for change in losses)),
        "unchanged": unchanged,
        "gains": gains,
        "losses": losses,
        "otherwise": otherwise,
        "gifts": gifts,
    }


HEAD = ("programme", "as_of", "rules", "engine", "input_hash", "rules_hash")


def compared(before, after):
    one, other = Plan(before), Plan(after)
    names = {"programme": "programme", "as_of": "as_of", "input_hash": "input", "rules_hash": "rules", "engine": "engine"}
    rows = [row for plan in (before, after) for key in ("needs", "gifts") for row in plan[key]]
    items = {row["item"] for row in rows if "item" in row}
    return {
        "before": pick(before, HEAD),
        "after": pick(after, HEAD),
        "differs": [names[key] for key in names if before[key] != after[key]],
        "money": account(one, other, None),
        "items": [account(one, other, item) for item in sorted(items, key=str.encode)],
        "warnings": ["OTHER_PROGRAMME"] if before["programme"] != after["programme"] else [],
    }


# ------------------------------------------------------------------- changes


def changes(document, maker):
    """Ways to change the programme that stay correct, by name."""
    dice, programme = maker.dice, document["programme"]
    needs, gifts = programme["lists"]["needs"], programme["giving"]["gifts"]
    rules = document.get("rules") or programme["rules"]
    text = json.dumps(gifts)

    def gift_more():
        gifts.append(maker.money_gift("g9", dice.randint(1, 20)))

    def gift_gone():
        gifts.remove(dice.choice(gifts))

    def need_gone():
        free = [need for need in needs if f'"{need["id"]}"' not in text]
        if free:
            needs.remove(dice.choice(free))

    def need_more():
        needs.append({"id": "n9", "place": dice.choice(maker.codes), "category": "relief", **maker.money()})

    def need_asks():
        for need in needs:
            if "money" in need:
                need["money"] = yuan(fen(need["money"]) + dice.randint(1, 9))
                return

    def weights():
        for need in needs:
            need["weight"] = dice.choice(["1", "2", "5"])

    def rules_other():
        rules["allocation"] = (rules.get("allocation") or {}) | {"reserve": {"share": "0.3"}, "basis": "equal"}

    def no_caps():
        (rules.get("allocation") or {}).pop("caps", None)

    def later():
        programme["as_of"] = "2024-04-12"

    return [gift_more, gift_gone, need_gone, need_more, need_asks, weights, rules_other, no_caps, later]


def planned(document, engine):
    result = outcome(document, exact)
    return result["plan"] | {"engine": engine} if "plan" in result else None


def cases():
    for number in range(400):
        maker = Maker(f"compare:{number}")
        document = maker.document()
        before = planned(document, "oracle 1")
        other = copy.deepcopy(document)
        change = maker.dice.choice(changes(other, maker))
        change()
        engine = "oracle 2" if maker.dice.chance(0.1) else "oracle 1"
        after = planned(sorted_keys(other), engine)
        if number % 12 == 0:
            # Nothing to do with each other, but the same ids.
            stranger = Maker(f"compare-other:{number}").document()
            stranger["programme"]["id"] = "stranger"
            after = planned(stranger, engine)
            change.__name__ = "other_programme"
        if before is None or after is None:
            continue
        name = f"{number:03}-{change.__name__.replace('_', '-')}"
        yield {"name": name, "in": {"before": before, "after": after}, "out": compared(before, after)}


def suites():
    found = sorted_keys(list(cases()))
    about = "Two plans and what the comparison of them says; warnings by name. The core answers, no binding yet."
    return [("core/compare.json", {"suite": "compare", "about": about, "cases": found})]
