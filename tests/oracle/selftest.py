"""Checks the oracle against itself: `python3 tests/oracle/selftest.py [n]`.

* on n tiny programmes both methods give the same plan, and the lines of both
  pay it; the same programme with its lists shuffled gives the same plan too;
* on n / 4 programmes with amounts a hundred million times as large, the
  grants of the exact method are refuted by no unit: what stands before a
  refused unit cannot be paid together with it.
"""

import random
import sys
from collections import Counter

import exact
import plain
from allocate import Answer, outcome
from order import stretches
from policy import fen, problems, yuan
from random_programmes import Maker
from refusals import Refused


def check_lines(plan):
    """The lines pay the grants, from the gifts, with the amounts used."""
    per_need, per_gift = Counter(), Counter()
    for line in plan["lines"]:
        units = fen(line["money"]) if "money" in line else line["units"]
        assert units > 0
        per_need[line["need"]] += units
        per_gift[line["gift"]] += units
    for row in plan["needs"]:
        assert per_need[row["id"]] == (row["granted"] if "item" in row else fen(row["granted"])), row
    for row in plan["gifts"]:
        assert per_gift[row["id"]] == (row["used"] if "item" in row else fen(row["used"])), row


def without_lines(result):
    plan = result.get("plan")
    return {"plan": {key: value for key, value in plan.items() if key != "lines"}} if plan else result


def shuffled(value, dice):
    """The same document: keys and lists with ids in another order."""
    if isinstance(value, dict):
        keys = list(value)
        dice.shuffle(keys)
        return {key: shuffled(value[key], dice) for key in keys}
    if isinstance(value, list):
        out = [shuffled(inner, dice) for inner in value]
        if out and isinstance(out[0], dict) and ("id" in out[0] or "code" in out[0]):
            dice.shuffle(out)
        return out
    return value


def agree(number, seen):
    document = Maker(f"selftest:{number}").document()
    one, two = outcome(document, plain), outcome(document, exact)
    assert without_lines(one) == without_lines(two), f"the methods differ on {number}:\n{document}\n{one}\n{two}"
    if "errors" in one:
        seen.update(error["name"] for error in one["errors"])
        return
    check_lines(one["plan"])
    check_lines(two["plan"])
    other = outcome(shuffled(document, random.Random(number)), exact)
    assert other == two, f"the order of rows matters on {number}:\n{document}\n{two}\n{other}"
    seen.update(row["reason"] for row in one["plan"]["needs"] + one["plan"]["gifts"])
    seen["bottlenecks that rest on others"] += sum(bool(entry["rests_on"]) for entry in one["plan"]["bottlenecks"])


def enlarged(value, dice, key=None):
    """All amounts times a hundred million; those of gifts with some odd fen."""
    if isinstance(value, dict):
        return {name: enlarged(inner, dice, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [enlarged(inner, dice, key) for inner in value]
    if isinstance(value, str) and key in ("money", "already", "floor", "cap", "max", "minimum_grant"):
        odd = 0 if key in ("money", "already") else -dice.randint(0, 10**7) * (fen(value) > 0)
        return yuan(fen(value) * 10**8 + odd)
    return value


def certify(number):
    """No unit refutes what the exact method grants; gives the units looked at."""
    document = enlarged(Maker(f"large:{number}").document(), random.Random(number))
    programme, looked_at = document["programme"], 0
    rules = document.get("rules") or programme["rules"]
    allocation = {**(rules.get("allocation") or {}), "minimum_grant": "0.00"}
    rules = {**rules, "allocation": allocation}
    try:
        answers = [Answer(problem, allocation, exact) for problem in problems(programme, rules)]
    except Refused:
        return 0
    for answer in answers:
        answer.solve()
        problem, granted = answer.problem, answer.granted
        fine = payable(problem)
        assert fine(granted), number
        runs = stretches(problem, allocation)
        for need in problem.needs:
            refused = next_unit(runs, need.id, granted[need.id])
            if refused is None:
                continue
            before = Counter({need.id: 1})
            for owner in granted:
                standing = sum(exact.within(run, refused) for run in runs if run.owner == owner)
                before[owner] += min(granted[owner], standing)
            assert before[need.id] == granted[need.id] + 1, number
            assert not fine(before), f"{need.id} could have more in {number}: {document}"
            looked_at += 1
    return looked_at


def payable(problem):
    sources = dict(enumerate(problem.sources))
    reach = {need.id: {at for at, source in sources.items() if need.id in source.may_pay} for need in problem.needs}
    hall = plain.Hall(reach, {at: source.available for at, source in sources.items()})
    return lambda counts: (
        all(sum(counts[owner] for owner in cap.covers) <= cap.max for cap in problem.caps) and hall.holds(counts)
    )


def next_unit(runs, owner, granted):
    """The position of the first unit that `owner` was not granted."""
    for run in sorted((run for run in runs if run.owner == owner), key=lambda run: run.phase):
        size = run.last - run.first + 1
        if granted < size:
            return run.position(run.first + granted)
        granted -= size
    return None


def main(count):
    seen, looked_at = Counter(), 0
    for number in range(count):
        agree(number, seen)
    for name, times in sorted(seen.items()):
        print(f"{times:7} {name}")
    for number in range(count // 4):
        looked_at += certify(number)
    assert looked_at > count // 4, "too few refused units to show anything"
    print(f"{count} of {count} programmes: both methods agree")
    print(f"{count // 4} of {count // 4} large programmes: none of {looked_at} refused units fits")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
