"""Runs every case of ``tests/vectors`` by way of the package's own functions.

    python tests/vectors.py FOLDER

It says for each suite how many cases ran of how many the manifest promises, and
fails when these differ, when a case is wrong, or when a suite has no runner.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import bangfu
from bangfu import code, dates, money

Case = dict[str, Any]


def failed(error: bangfu.BangfuError) -> Case:
    """An error as the suites of values write it."""
    return {"error": error.first.name}


def rows(findings: tuple[bangfu.Finding, ...]) -> list[Case]:
    """Findings as the other suites write them."""
    return [{"name": row.name, "pointer": row.pointer} for row in findings]


def money_parse(given: Case, _: Case) -> Case:
    amount = money.parse(given["text"])
    return {"fen": str(int(amount.scaleb(2))), "canonical": money.format(amount)}


def money_read(given: Case, _: Case) -> Case:
    found = money.read(given["text"])
    return {"kind": found.kind.value, "amount": money.format(found.amount)}


def money_capital(given: Case, wanted: Case) -> Case:
    amount = money.parse(given["amount"])
    capital = money.capital(amount)
    exactly = money.Amount(money.AmountKind.EXACTLY, amount)
    assert money.read(capital) == exactly, capital

    def reads(text: str) -> bool:
        try:
            return money.read(text) == exactly
        except bangfu.InputError:
            return False

    # Other spellings can't be produced, only accepted.
    return {"capital": capital, "accepted": [text for text in wanted["accepted"] if reads(text)]}


def money_split(given: Case, _: Case) -> Case:
    pot = money.parse(given["amount"])
    shares = money.split(pot, given["by"], money.Method(given["method"]))
    assert sum(shares, Decimal(0)) == pot
    return {"shares": [money.format(share) for share in shares]}


def code_check(given: Case, _: Case) -> Case:
    found = code.check(given["code"])
    told: Case = {"code": found.code, "kind": found.kind.value, "ok": found.ok}
    for key, value in (("name", found.name), ("error", found.error), ("warning", found.warning)):
        if value is not None:
            told[key] = value
    if found.hint is not None:
        told["hint"] = {"at": found.hint.at, "likely": found.hint.likely}
    return told


def code_parent(given: Case, _: Case) -> Case:
    return {"parents": code.parents(given["code"])}


def time(given: Case, _: Case) -> Case:
    match given["op"]:
        case "parse":
            return {"date": str(dates.parse(given["text"]))}
        case "add_months":
            return {"date": str(dates.add_months(dates.parse(given["date"]), given["months"]))}
        case "within":
            end = dates.within(
                dates.parse(given["from"]),
                given["count"],
                dates.Unit(given["unit"]),
                holidays=map(dates.parse, given["holidays"]),
                working_weekends=map(dates.parse, given["working_weekends"]),
                roll=given["roll"],
            )
            return {"date": str(end)}
        case "quarterly":
            dues = dates.quarterly(dates.parse(given["from"]), dates.parse(given["to"]))
            return {"dues": [str(day) for day in dues.interim], "final": str(dues.last)}
        case other:
            raise AssertionError(f"unknown operation {other}")


def canon(given: Case, _: Case) -> Case:
    found = bangfu.canonical(given["text"].encode())
    digest = hashlib.sha256((found.text + "\n").encode()).hexdigest()
    assert found.hash == f"sha256:{digest}"
    return {"canonical": found.text, "sha256": digest}


def document(given: Case, _: Case) -> Case:
    data = b"".join(
        part.encode()
        if isinstance(part, str)
        else part["repeat"].encode() * part["times"]
        if "repeat" in part
        else bytes.fromhex(part["hex"])
        for part in given["parts"]
    )
    checked = bangfu.check(data)
    found: Case = {"errors": rows(checked.errors)}
    if checked.more:
        found["more"] = checked.more
    if checked.ok:
        found["warnings"] = rows(checked.warnings)
    return found


def allocate(given: Case, _: Case) -> Case:
    try:
        programme = bangfu.read(json.dumps(given["programme"]).encode())
        rules = None
        if "rules" in given:
            rules = bangfu.Rules.read(json.dumps(given["rules"]).encode())
        plan = programme.allocate(rules)
    except bangfu.BangfuError as error:
        told = [
            {"name": row.name, "pointer": row.pointer}
            | ({} if row.facts is None else {"facts": row.facts})
            for row in error.findings
        ]
        return {"errors": told}
    verified = programme.verify(plan, rules)
    assert verified.ok, verified.json(bangfu.Lang.EN)
    document: Case = json.loads(plan.json())
    assert typed(plan) == {key: document[key] for key in ("needs", "gifts", "lines")}
    return {"plan": document}


def typed(plan: bangfu.Plan) -> Case:
    """The rows of the plan, written as a document does."""

    def written(row: Any, names: tuple[str, ...]) -> Case:
        values = {name: getattr(row, name) for name in names}
        told: Case = {}
        for name, value in values.items():
            if isinstance(value, Decimal):
                told[name] = money.format(value)
            elif isinstance(value, (bangfu.NeedReason, bangfu.GiftReason)):
                told[name] = value.name
            elif value is not None:
                told[name] = value if isinstance(value, int) else str(value)
        return told

    need = ("id", "item", "required", "already", "granted", "level", "reason", "bottleneck")
    gift = ("id", "item", "received", "overhead", "reserve", "used", "held", "reason")
    lines = []
    for line in plan.lines:
        told = written(line, ("gift", "part", "need"))
        money_or_units = "money" if isinstance(line.amount, Decimal) else "units"
        told[money_or_units] = written(line, ("amount",))["amount"]
        lines.append(told)
    return {
        "needs": [written(row, need) for row in plan.needs],
        "gifts": [written(row, gift) for row in plan.gifts],
        "lines": lines,
    }


def compared(out: Case) -> Case:
    """Without what may differ between engines."""
    if out.get("plan") is None:
        return {key: value for key, value in out.items() if key != "plan"}
    plan = {key: out["plan"][key] for key in out["plan"] if key not in ("engine", "lines")}
    return out | {"plan": plan}


RUNNERS: dict[str, Callable[[Case, Case], Case]] = {
    "allocate.random.json": allocate,
    "allocate.scenarios.json": allocate,
    "canon.json": canon,
    "code.check.json": code_check,
    "code.parent.json": code_parent,
    "documents.json": document,
    "money.capital.json": money_capital,
    "money.parse.json": money_parse,
    "money.read.json": money_read,
    "money.split.json": money_split,
    "time.json": time,
}


def judge(runner: Callable[[Case, Case], Case], case: Case) -> str | None:
    """What is wrong with a case, if anything."""
    try:
        found = runner(case["in"], case["out"])
    except bangfu.BangfuError as error:
        found = failed(error)
    if compared(found) == compared(case["out"]):
        return None
    return f"{case['name']}:\n  expected {case['out']}\n  found    {found}"


def main(folder: Path) -> bool:
    """Whether every case of every suite is right."""
    manifest = json.loads((folder / "MANIFEST.json").read_text("utf-8"))
    good = True
    for suite in manifest["suites"]:
        file, promised = suite["file"], suite["cases"]
        if (runner := RUNNERS.get(file)) is None:
            print(f"{file}: nobody runs it")
            good = False
            continue
        cases = json.loads((folder / file).read_text("utf-8"))["cases"]
        wrong = [what for case in cases if (what := judge(runner, case)) is not None]
        print(f"{file}: ran {len(cases)} of {promised}")
        for what in wrong[:5]:
            print(what)
        if wrong:
            print(f"{file}: {len(wrong)} wrong")
        good = good and not wrong and len(cases) == promised
    return good


if __name__ == "__main__":
    sys.exit(not main(Path(sys.argv[1])))
