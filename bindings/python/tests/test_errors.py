"""What is refused is an exception that holds every finding."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal

import pytest

import bangfu
from bangfu import money

TINY = b'{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02"}'


def test_every_finding_of_a_document_is_there() -> None:
    with pytest.raises(bangfu.InputError) as caught:
        bangfu.read(b'{"format":"bangfu.programme/1"}')
    error = caught.value
    assert {row.name for row in error.findings} == {"MISSING_KEY"}
    assert {row.pointer for row in error.findings} == {"/id", "/as_of"}
    assert error.more == 0
    assert error.first.line == 1 and error.first.column is not None
    assert error.first.text() != error.first.text(bangfu.Lang.EN)
    assert json.loads(error.json(bangfu.Lang.EN))["errors"][1]["pointer"] == error.findings[1].pointer
    assert str(error).endswith("(and 1 more)")
    again = pickle.loads(pickle.dumps(error))
    assert again.findings == error.findings and type(again) is bangfu.InputError


def test_bytes_that_are_not_utf_8_are_refused_with_their_place() -> None:
    with pytest.raises(bangfu.InputError) as caught:
        bangfu.read(TINY[:-1] + b',"name":"\xff"}')
    assert caught.value.first.name == "SYNTAX"


def test_rules_that_are_missing_are_an_error_of_the_rules_or_the_input() -> None:
    with pytest.raises(bangfu.BangfuError) as caught:
        bangfu.read(TINY).allocate()
    assert caught.value.first.number >= 1000
    rules = bangfu.Rules.read(b'{"format":"bangfu.rules/1","id":"r"}')
    assert len(bangfu.read(TINY).allocate(rules).needs) == 0


def test_a_need_that_is_not_there_is_refused_by_name(
    programme: bangfu.Programme, plan: bangfu.Plan
) -> None:
    for id in ("n-999", "", "\0", "𠮷", "n" * 10_000):
        with pytest.raises(bangfu.InputError) as caught:
            programme.explain_need(plan, id)
        assert caught.value.first.name == "UNKNOWN_REFERENCE"


def test_a_panic_is_a_defect_and_nothing_is_broken_after_it() -> None:
    for _ in range(3):
        with pytest.raises(bangfu.DefectError) as caught:
            bangfu.selftest.panic()
        assert (caught.value.first.number, caught.value.first.name) == (9001, "DEFECT")
    assert bangfu.selftest.i64(7) == 7


@pytest.mark.parametrize(
    ("amount", "name"),
    [
        (Decimal("1.005"), "BAD_AMOUNT"),
        (Decimal("NaN"), "BAD_AMOUNT"),
        (Decimal("Infinity"), "BAD_AMOUNT"),
        (Decimal("1E+999999"), "BAD_AMOUNT"),
        (Decimal("1E-999999"), "BAD_AMOUNT"),
        (Decimal("92233720368547758.08"), "OUT_OF_RANGE"),
        (10**40, "OUT_OF_RANGE"),
        (Decimal("12345678901234567890123456789.123"), "BAD_AMOUNT"),
    ],
)
def test_an_amount_that_can_not_be_carried_is_refused(amount: Decimal | int, name: str) -> None:
    with pytest.raises(bangfu.InputError) as caught:
        money.capital(amount)
    assert caught.value.first.name == name


def test_a_float_is_no_amount() -> None:
    for wrong in (0.5, True, "1.00", None):
        with pytest.raises(TypeError):
            money.capital(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        money.split(1, [0.5])  # type: ignore[list-item]


def test_the_context_of_the_program_changes_no_amount() -> None:
    import decimal

    with decimal.localcontext() as context:
        context.prec = 3
        context.Emax = 5
        assert money.parse("1386000.01") == Decimal("1386000.01")
        assert bangfu.selftest.amount(Decimal("1386000.01")) == Decimal("1386000.01")


def test_a_document_is_a_path_or_bytes(tmp_path: object) -> None:
    for wrong in (None, 1, TINY.decode().splitlines()):
        with pytest.raises(TypeError):
            bangfu.read(wrong)  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError):
        bangfu.read("no such file.json")
    for data in (TINY, bytearray(TINY), memoryview(TINY)):
        assert bangfu.read(data).id == "p"


def test_empty_and_tiny_inputs_are_answered() -> None:
    for data in (b"", b"\0", b"{", b"[]", b"null", b"\xef\xbb\xbf{}"):
        assert not bangfu.check(data).ok


def test_reasons_are_those_of_the_library(
    programme: bangfu.Programme, plan: bangfu.Plan
) -> None:
    for need in plan.needs:
        assert programme.explain_need(plan, need.id).reason is need.reason
    for gift in plan.gifts:
        assert programme.explain_gift(plan, gift.id).reason is gift.reason
