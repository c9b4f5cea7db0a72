"""Extremes cross unharmed, both ways."""

from __future__ import annotations

from decimal import Decimal

import pytest

import bangfu
from bangfu import money, selftest

TEXTS = [
    "",
    "𠮷",
    "䶮",
    "a\0b",
    "\0",
    "帮扶 尚善乐行",
    "12345678901234567890123456789",
    "0.1234567890123456789012345678",
    "é e\u0301 \u202e",
    "村" * 350_000,
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_texts(text: str) -> None:
    assert selftest.text(text) == text
    assert selftest.data(text.encode()) == text.encode()


def test_a_lone_surrogate_is_no_text() -> None:
    with pytest.raises(UnicodeEncodeError):
        selftest.text("\ud800")


@pytest.mark.parametrize("bits", [0, 1, -1, 2**63 - 1, -(2**63) + 1, -(2**63)])
def test_numbers_of_64_bits(bits: int) -> None:
    assert selftest.i64(bits) == bits
    yuan = Decimal(bits).scaleb(-2)
    assert selftest.amount(yuan) == yuan
    assert str(selftest.amount(yuan)) == str(yuan)


def test_numbers_of_32_bits() -> None:
    for number in (0, -1, 2**31 - 1, -(2**31)):
        assert selftest.i32(number) == number
    for number in (0, 2**32 - 1):
        assert selftest.u32(number) == number
    for echo, number in ((selftest.i64, 2**63), (selftest.i32, 2**31), (selftest.u32, -1)):
        with pytest.raises(ValueError):
            echo(number)


def test_bytes_of_every_value() -> None:
    data = bytes(range(256)) * 4096
    assert selftest.data(data) == data
    assert selftest.data(b"") == b""


def test_a_hundred_thousand_rows() -> None:
    rows = [(f"村{index}", (2**63 - 1) - index) for index in range(100_000)]
    assert selftest.rows(rows) == rows


def test_weights_of_29_digits() -> None:
    weight = Decimal("1.000001")
    assert sum(money.split(Decimal("100.00"), [weight, weight, weight]), Decimal(0)) == 100
    with pytest.raises(bangfu.InputError):
        money.split(1, [Decimal("12345678901234567890123456789")])
