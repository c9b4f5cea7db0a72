"""What a call costs in Python: ``python tests/bench.py``, a JSON object a line.

Each value is the median of warm runs.
"""

from __future__ import annotations

import json
import statistics
import time
from array import array
from collections.abc import Callable
from typing import Any

import bangfu
from bangfu import money, selftest

ROWS = 100_000


def median(what: Callable[[], Any], runs: int, times: int = 1) -> float:
    """Seconds that one of `times` calls takes, over so many runs."""
    taken = []
    for _ in range(runs + 2):
        begin = time.perf_counter()
        for _ in range(times):
            what()
        taken.append((time.perf_counter() - begin) / times)
    return statistics.median(taken[2:])


def large() -> bangfu.Plan:
    """A plan with a hundred thousand needs."""
    places = [{"code": f"51178110{place:04}", "name": "村"} for place in range(1, 1000)]
    places = [place for place in places if not str(place["code"]).endswith("000")]
    needs = [
        {
            "id": f"n-{index:06}",
            "place": places[index % len(places)]["code"],
            "category": "relief",
            "money": f"{100 + index % 900}.00",
        }
        for index in range(ROWS)
    ]
    organisations = [
        {"id": "donor", "name": "捐赠方", "kind": "company"},
        {"id": "charity", "name": "慈善会", "kind": "charity"},
    ]
    gift = {
        "id": "g",
        "donor": "donor",
        "recipient": "charity",
        "received_on": "2024-04-02",
        "money": "30000000.00",
        "restriction": "none",
    }
    programme = {
        "format": "bangfu.programme/1",
        "id": "p",
        "as_of": "2024-04-02",
        "registry": {"organisations": organisations, "places": places},
        "lists": {"needs": needs},
        "giving": {"gifts": [gift]},
        "rules": {"format": "bangfu.rules/1", "id": "r"},
    }
    return bangfu.read(json.dumps(programme).encode()).allocate()


def columns(document: bytes) -> Callable[[], None]:
    """Takes the ids and columns of a plan that was not looked at before."""
    plans = [bangfu.Plan.read(document) for _ in range(9)]

    def take() -> None:
        needs = plans.pop().needs
        assert len(needs.ids) == len(needs.granted_column) == ROWS

    return take


def million() -> Callable[[], bangfu.Programme]:
    """Builds a programme of a million needs and as many gifts out of arrays."""
    rows = 10 * ROWS
    places = [{"code": f"51178110{place:04}", "name": "村"} for place in range(1, 1000)]
    rest = {
        "format": "bangfu.programme/1",
        "id": "p",
        "as_of": "2024-04-02",
        "registry": {
            "organisations": [
                {"id": "donor", "name": "捐赠方", "kind": "company"},
                {"id": "charity", "name": "慈善会", "kind": "charity"},
            ],
            "places": places,
        },
        "rules": {"format": "bangfu.rules/1", "id": "r"},
    }
    document = json.dumps(rest).encode()
    villages = array("Q", (511781100000 + 1 + row % 999 for row in range(rows)))
    needs = bangfu.NeedColumns(
        id=bangfu.Texts.of(f"n-{row:07}" for row in range(rows)),
        place=villages,
        money=array("q", (10_000 + row % 90_000 for row in range(rows))),
        categories=bangfu.Texts.of(["relief"]),
        category=array("I", [0]) * rows,
    )
    gifts = bangfu.GiftColumns(
        id=bangfu.Texts.of(f"g-{row:07}" for row in range(rows)),
        organisations=bangfu.Texts.of(["donor", "charity"]),
        donor=array("I", [0]) * rows,
        recipient=array("I", [1]) * rows,
        received_on=array("I", [20240402]) * rows,
        money=array("q", (5_000 + row % 40_000 for row in range(rows))),
    )
    return lambda: bangfu.Programme.read_columns(document, needs, gifts)


def main() -> None:
    def tell(what: str, value: float, unit: str) -> None:
        print(json.dumps({"what": what, "value": round(value, 3), "unit": unit}, ensure_ascii=False))

    tell("a trivial call", median(lambda: selftest.i64(1), 9, 2000) * 1e6, "µs")
    tell("an amount read", median(lambda: money.read("138.6万余元"), 9, 1000) * 1e6, "µs")
    plan = large()
    document = plan.json().encode()
    tell("10⁵ plan rows as columns", median(columns(document), 7) * 1e3, "ms")
    needs = plan.needs
    tell("10⁵ plan rows as objects", median(lambda: list(needs), 5) * 1e3, "ms")
    build = million()
    tell("10⁶ needs and 10⁶ gifts from columns", median(build, 3) * 1e3, "ms")
    programme = build()
    tell("allocating them", median(programme.allocate, 1) * 1e3, "ms")


if __name__ == "__main__":
    main()
