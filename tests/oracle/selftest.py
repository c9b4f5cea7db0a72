"""Shows that the two methods agree: `python3 tests/oracle/selftest.py [n]`."""

import sys
from collections import Counter

import exact
import plain
from allocate import outcome
from policy import fen
from random_programmes import Maker


def check_lines(document, plan):
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


def main(count):
    seen = Counter()
    for number in range(count):
        document = Maker(f"selftest:{number}").document()
        one, two = outcome(document, plain), outcome(document, exact)
        if "plan" in one:
            check_lines(document, one["plan"])
            check_lines(document, two["plan"])
            one["plan"].pop("lines")
            two["plan"].pop("lines")
            seen.update(row["reason"] for row in one["plan"]["needs"] + one["plan"]["gifts"])
            seen["plans"] += 1
            seen["entries that rest on others"] += sum(bool(entry["rests_on"]) for entry in one["plan"]["bottlenecks"])
        else:
            seen.update(error["name"] for error in one["errors"])
        assert one == two, f"the methods differ on programme {number}:\n{document}\n{one}\n{two}"
    for name, times in sorted(seen.items()):
        print(f"{times:7} {name}")
    print(f"{count} of {count} programmes: both methods agree")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
