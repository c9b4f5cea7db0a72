"""The plan of a programme: who gets how much, and why (`bangfu.plan/1`).

`plan(programme, rules, method)` takes either of two methods that must agree:
`plain` (unit by unit) and `exact` (bisection and flows).

    python3 tests/oracle/allocate.py PROGRAMME [RULES]

prints the plan of a programme, or its errors.
"""

import json
import sys

from collections import Counter
from fractions import Fraction
from pathlib import Path

import exact
from canon import digest
from flow import max_flow
from order import FLOOR, last_granted, phase_of_unit, pro_rata, stretches
from policy import fen, problems, use_order, yuan
from refusals import Refused


def outcome(document, method=exact):
    """What a vector expects: `{"plan": …}` or `{"errors": […]}`.

    `document` is `{"programme": …}`, with `"rules"` beside it or not.
    """
    programme = document["programme"]
    rules = document.get("rules") or programme["rules"]
    try:
        return {"plan": plan(programme, rules, method)}
    except Refused as refused:
        return {"errors": refused.errors}


def plan(programme, rules, method=exact):
    allocation = rules.get("allocation") or {}
    answers = [Answer(problem, allocation, method) for problem in problems(programme, rules)]
    refuse_short_floors(answers, allocation)
    for answer in answers:
        answer.solve()
    entries = number_bottlenecks([entry for answer in answers for entry in answer.bottlenecks()])
    sources = (source for answer in answers for source in answer.problem.sources)
    matches = sorted(
        (source.match for source in sources if source.match), key=lambda row: (row["gift"].encode(), row["part"])
    )
    return ({"matches": matches} if matches else {}) | {
        "format": "bangfu.plan/1",
        "programme": programme["id"],
        "as_of": programme["as_of"],
        "rules": rules["id"],
        "input_hash": digest(programme),
        "rules_hash": digest(rules),
        "needs": by_id(row for answer in answers for row in answer.need_rows(entries)),
        "gifts": by_id(row for answer in answers for row in answer.gift_rows()),
        "lines": sorted(
            (line for answer in answers for line in answer.lines()),
            key=lambda line: (line["gift"].encode(), line.get("part", -1), line["need"].encode()),
        ),
        "bottlenecks": [{key: entry[key] for key in ("id", "needs", "gifts", "caps", "rests_on")} for entry in entries],
        "totals": totals(answers),
    }


def by_id(rows):
    return sorted(rows, key=lambda row: row["id"].encode())


def refuse_short_floors(answers, allocation):
    """`short: error`: floors that cannot be met together are refused."""
    if (allocation.get("floors") or {}).get("short", "error") != "error":
        return
    missing = {}
    for answer in answers:
        runs = [run for run in stretches(answer.problem, allocation) if run.phase[0] == FLOOR]
        granted = answer.method.grants(answer.problem, runs)
        for need in answer.problem.needs:
            short = need.floor - need.already - granted[need.id]
            if short > 0:
                missing[need.id] = short
    if missing:
        facts = {"needs": sorted(missing, key=str.encode), "short": yuan(sum(missing.values()))}
        raise Refused([{"name": "INFEASIBLE_FLOOR", "pointer": "/rules/allocation/floors", "facts": facts}])


class Answer:
    """The answer to one problem."""

    def __init__(self, problem, allocation, method):
        self.problem, self.allocation, self.method = problem, allocation, method
        self.dropped = set()
        self.tight_sets = {}

    # ---- who gets how much

    def solve(self):
        """Rules 5 to 7."""
        minimum = fen(self.allocation.get("minimum_grant") or "0") if self.problem.item is None else 0
        while True:
            self.runs = stretches(self.problem, self.allocation, self.dropped)
            self.granted = Counter(self.method.grants(self.problem, self.runs))
            below = [need.id for need in self.problem.needs if 0 < self.granted[need.id] < min(minimum, need.may_get)]
            if not below:
                break
            self.dropped.add(max(below, key=lambda name: last_granted(self.runs, name, self.granted[name])))
        groups = use_order(self.problem, self.allocation)
        self.used = self.method.used(self.problem, self.granted, groups, pro_rata)
        assert sum(self.used.values()) == sum(self.granted.values())
        self.reasons = {need.id: self.reason(need) for need in self.problem.needs}

    def lines(self):
        """One lawful way to pay the grants with the amounts used."""
        sources = self.problem.sources
        may_pay = {number: source.may_pay for number, source in enumerate(sources)}
        supply = {number: self.used[number] for number in may_pay}
        for (number, need), units in max_flow(supply, self.granted, may_pay).items():
            line = {"gift": sources[number].gift, "need": need}
            if sources[number].part is not None:
                line["part"] = sources[number].part
            if self.problem.item is None:
                line["money"] = yuan(units)
            else:
                line["units"] = units * self.problem.pack
            yield line

    # ---- why

    def full_caps(self, need):
        return [
            cap.name
            for cap in self.problem.caps
            if need.id in cap.covers and sum(self.granted[name] for name in cap.covers) == cap.max
        ]

    def reason(self, need):
        """The first that is true."""
        granted = self.granted[need.id]
        if need.unknown:
            return "UNKNOWN_QUANTITY"
        if not need.unlimited:
            if need.stands + granted * self.problem.pack == need.asked:
                return "MET"
            if granted == need.may_get:
                return "CAPPED"
        if need.id in self.dropped:
            return "BELOW_MINIMUM"
        if need.s == 0:
            return "ZERO_WEIGHT"
        if not any(need.id in source.may_pay and source.available for source in self.problem.sources):
            return "NO_ELIGIBLE_GIFT"
        if self.full_caps(need):
            return "GROUP_CAPPED"
        return "OUTRANKED" if granted == 0 and self.pays_earlier(need) else "SHORT"

    def pays_earlier(self, need):
        """Whether the bottleneck pays a phase before that of the need's next unit."""
        phase = phase_of_unit(self.runs, need.id, 1)
        return any(phase_of_unit(self.runs, name, 1) < phase for name in self.tight_set(need.id) if self.granted[name])

    def tight_set(self, name):
        if name not in self.tight_sets:
            self.tight_sets[name] = self.method.tight_set(self.problem, self.granted, name)
        return self.tight_sets[name]

    def bottlenecks(self):
        """The entries that the needs of this problem have part in.

        The smallest tight sets of all needs inside a bottleneck form a
        partial order; needs with the same set share an entry, so that every
        need stands in exactly one.
        """
        inside = set()
        for name, reason in self.reasons.items():
            if reason in ("SHORT", "OUTRANKED"):
                inside |= self.tight_set(name)
        sets = {name: self.tight_set(name) for name in inside}
        for whole in set(sets.values()):
            within = [sets[name] for name in whole if sets[name] != whole]
            own = whole - frozenset().union(*within)
            yield {
                "needs": sorted(own, key=str.encode),
                "gifts": sorted(self.gifts_of(whole, within), key=str.encode),
                "caps": [],
                "contains": set(within),
                "set": whole,
            }
        capped = {}
        for need in self.problem.needs:
            if self.reasons[need.id] == "GROUP_CAPPED":
                capped.setdefault(tuple(self.full_caps(need)), []).append(need.id)
        for caps, names in capped.items():
            yield {
                "needs": sorted(names, key=str.encode),
                "gifts": [],
                "caps": list(caps),
                "contains": set(),
                "set": None,
            }

    def gifts_of(self, whole, within):
        """Gifts that may pay somebody in the set and nobody in a set inside it."""
        deeper = frozenset().union(*within)
        return {
            source.gift
            for source in self.problem.sources
            if source.available and source.may_pay & whole and not source.may_pay & deeper
        }

    # ---- rows

    def need_rows(self, entries):
        for need in self.problem.needs:
            units = self.granted[need.id] * self.problem.pack
            reason = self.reasons[need.id]
            row = {"id": need.id}
            if self.problem.item is not None:
                row["item"] = self.problem.item
            if need.asked is not None:
                row["required"] = self.shown(need.asked)
                row["level"] = str(Fraction(need.stands + units, need.asked))
            row |= {"already": self.shown(need.stands), "granted": self.shown(units), "reason": reason}
            if reason in ("SHORT", "OUTRANKED", "GROUP_CAPPED"):
                row["bottleneck"] = next(
                    entry["id"]
                    for entry in entries
                    if need.id in entry["needs"] and bool(entry["caps"]) == (reason == "GROUP_CAPPED")
                )
            yield row

    def gift_rows(self):
        sources = self.problem.sources
        used = Counter()
        for number, source in enumerate(sources):
            used[source.gift] += self.used[number] * self.problem.pack
        for gift in self.problem.gifts:
            received = 0 if gift.unusable == "NOT_YET_RECEIVED" else gift.received
            held = received - gift.overhead - gift.reserve - used[gift.id]
            row = {"id": gift.id, "received": self.shown(received)}
            if self.problem.item is None:
                row |= {"overhead": self.shown(gift.overhead), "reserve": self.shown(gift.reserve)}
            else:
                row["item"] = self.problem.item
            row |= {"used": self.shown(used[gift.id]), "held": self.shown(held), "reason": self.gift_reason(gift, held, used[gift.id])}
            yield row

    def gift_reason(self, gift, held, used):
        if gift.unusable:
            return gift.unusable
        if held == 0:
            return "USED_UP"
        if gift.is_pool and used == sum(source.available for source in gift.sources):
            return "NOT_TRIGGERED"
        if not any(source.may_pay for source in gift.sources):
            return "NO_ELIGIBLE_NEED"
        if gift.item is not None and held < self.problem.pack:
            return "BELOW_PACK"
        return "NO_FURTHER_ELIGIBLE_NEED"

    def shown(self, units):
        return yuan(units) if self.problem.item is None else units

    # ---- sums

    def sums(self):
        here = [gift for gift in self.problem.gifts if gift.unusable != "NOT_YET_RECEIVED"]
        received = sum(gift.received for gift in here)
        granted = sum(self.granted.values()) * self.problem.pack
        overhead = sum(gift.overhead for gift in here)
        reserve = sum(gift.reserve for gift in here)
        return {
            "received": received,
            "overhead": overhead,
            "reserve": reserve,
            "available": sum(source.available for source in self.problem.sources),
            "required": sum(need.asked for need in self.problem.needs if need.asked is not None),
            "granted": granted,
            "held": received - overhead - reserve - granted,
        }


def number_bottlenecks(entries):
    """Numbers the entries by their smallest need, and names what they rest on."""
    entries = sorted(entries, key=lambda entry: (entry["needs"][0].encode(), bool(entry["caps"])))
    for number, entry in enumerate(entries, 1):
        entry["id"] = f"b{number}"
    for entry in entries:
        entry["rests_on"] = [other["id"] for other in entries if other["set"] in entry["contains"]]
    return entries


def totals(answers):
    money = next(answer for answer in answers if answer.problem.item is None)
    out = {name: yuan(units) for name, units in money.sums().items()}
    out["items"] = [
        {"item": answer.problem.item}
        | {name: units for name, units in answer.sums().items() if name in ("received", "required", "granted", "held")}
        for answer in answers
        if answer.problem.item is not None
    ]
    return out


def main(arguments):
    documents = [json.loads(Path(name).read_text(encoding="utf-8")) for name in arguments]
    print(json.dumps(outcome(dict(zip(("programme", "rules"), documents))), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
