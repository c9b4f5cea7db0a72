"""Proves on site that values cross unharmed and that a panic is caught."""

from __future__ import annotations

from decimal import Decimal
from typing import Iterable

from . import _money, _raw
from ._library import ask

__all__ = ["amount", "data", "i32", "i64", "panic", "rows", "text", "u32"]


def i64(value: int) -> int:
    """Gives the number back."""
    return ask(_raw.raw_echo_i64, value)


def i32(value: int) -> int:
    """Gives the number back."""
    return ask(_raw.raw_echo_i32, value)


def u32(value: int) -> int:
    """Gives the number back."""
    return ask(_raw.raw_echo_u32, value)


def amount(value: Decimal | int) -> Decimal:
    """Gives the amount back."""
    return _money.yuan(ask(_raw.raw_echo_money, _money.fen(value)))


def text(value: str) -> str:
    """Gives the text back."""
    return ask(_raw.raw_echo_text, value)


def data(value: bytes) -> bytes:
    """Gives the bytes back."""
    return ask(_raw.raw_echo_bytes, value)


def rows(values: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Gives the rows back."""
    sent = [_raw.RawRow(text=text, number=number) for text, number in values]
    return [(row.text, row.number) for row in ask(_raw.raw_echo_rows, sent)]


def panic() -> None:
    """Panics on purpose: raises :class:`~bangfu.DefectError`."""
    ask(_raw.raw_panic)
