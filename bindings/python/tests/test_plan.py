"""Rows, sums and answers of a plan."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pytest

import bangfu


def test_a_need_reads_like_python(plan: bangfu.Plan) -> None:
    short = [need for need in plan.needs if need.reason is bangfu.NeedReason.SHORT]
    first = short[0]
    assert first.id == "n-012"
    assert first.granted == Decimal("15394.92")
    assert first.level == Fraction(384873, 500000)
    assert isinstance(first.granted, Decimal) and str(first.granted) == "15394.92"
    assert plan.needs.find("n-012") == first
    with pytest.raises(AttributeError):
        first.granted = Decimal(0)  # type: ignore[misc]


def test_rows_are_a_sequence(plan: bangfu.Plan) -> None:
    needs = plan.needs
    assert len(needs) == len(needs.ids) == len(list(needs))
    assert needs[-1] == needs[len(needs) - 1]
    assert needs[1:3] == [needs[1], needs[2]]
    assert needs[0] in needs
    for index in (len(needs), -len(needs) - 1):
        with pytest.raises(IndexError):
            needs[index]
    with pytest.raises(KeyError):
        needs.find("n-999")


def test_the_sums_are_those_of_the_rows(plan: bangfu.Plan) -> None:
    money = [need.granted for need in plan.needs if need.item is None]
    assert sum(money, Decimal(0)) == plan.totals.granted == Decimal("940300.00")
    units = sum(need.granted for need in plan.needs if isinstance(need.granted, int))
    assert units == sum(of.granted for of in plan.totals.items)
    assert sum(plan.needs.granted_column) == 94_030_000 + units
    assert sum(plan.lines.amount_column) == sum(plan.gifts.used_column) == 94_030_000 + units


def test_a_plan_reads_back_as_itself(programme: bangfu.Programme, plan: bangfu.Plan) -> None:
    again = bangfu.Plan.read(plan.json().encode())
    assert again.canonical() == plan.canonical()
    assert list(again.lines) == list(plan.lines)
    assert again.bottlenecks == plan.bottlenecks
    verified = programme.verify(again)
    assert verified.ok and verified.lines == len(plan.lines)
    assert plan.canonical().hash in verified.certificate()
    assert verified.certificate() != verified.certificate(bangfu.Lang.EN)


def test_a_plan_that_gives_too_much_is_wrong_at_its_place(
    programme: bangfu.Programme, plan: bangfu.Plan
) -> None:
    document = json.loads(plan.json())
    document["needs"][0]["granted"] = "1.00"
    forged = bangfu.Plan.read(json.dumps(document).encode())
    verified = programme.verify(forged)
    assert not verified.ok
    assert any(row.pointer.startswith("/needs/0") for row in verified.violations)
    assert json.loads(verified.json())["ok"] is False


def test_a_line_that_names_no_row_stays_a_line(plan: bangfu.Plan) -> None:
    document = json.loads(plan.json())
    document["lines"][0]["gift"] = "a-stranger"
    lines = bangfu.Plan.read(json.dumps(document).encode()).lines
    assert [line.gift for line in lines].count(None) == 1


def test_a_line_without_rows_says_itself_what_it_pays(plan: bangfu.Plan) -> None:
    document = json.loads(plan.json())
    document["lines"] = [
        {"gift": "a-stranger", "need": "another", "money": "0.07"},
        {"gift": "a-stranger", "need": "another", "units": 7, "part": 2**53 - 1},
    ]
    lines = bangfu.Plan.read(json.dumps(document).encode()).lines
    assert [line.amount for line in lines] == [Decimal("0.07"), 7]
    assert isinstance(lines[0].amount, Decimal) and isinstance(lines[1].amount, int)
    assert [line.part for line in lines] == [None, 2**53 - 1]
    assert (lines[1].gift, lines[1].need) == (None, None)


def test_hashes_are_of_the_canonical_documents(
    programme: bangfu.Programme, plan: bangfu.Plan
) -> None:
    assert plan.input_hash == programme.canonical().hash
    rules = programme.rules
    assert rules is not None and plan.rules_hash == rules.canonical().hash
    assert plan.rules == rules.id and plan.programme == programme.id
    assert plan.as_of == programme.as_of
