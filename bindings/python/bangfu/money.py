"""Amounts: reading, writing, 大写, splitting. Always exact, never a float."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import Decimal
from typing import Iterable

from . import _money, _raw
from ._library import ask

__all__ = ["Amount", "AmountKind", "Method", "capital", "format", "parse", "read", "split"]


class AmountKind(enum.Enum):
    """How an amount is to be understood. A bound is no amount: it stays one."""

    EXACTLY = "exactly"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"


class Method(enum.Enum):
    """How the odd fen of a split are given."""

    LARGEST_REMAINDER = "largest_remainder"
    """To the largest remainders: within a fen of the real share."""
    WEBSTER = "webster"
    """By Webster's rule: nobody loses when the pot grows."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as people write it."""

    kind: AmountKind
    amount: Decimal


def parse(text: str) -> Decimal:
    """Reads an amount of a document, yuan with at most two decimals.

    Raises :class:`~bangfu.InputError` (``BAD_AMOUNT``, ``OUT_OF_RANGE``).

    >>> parse("1386000")
    Decimal('1386000.00')
    """
    return _money.yuan(ask(_raw.raw_money_parse, text))


def format(amount: Decimal | int) -> str:
    """An amount as documents write it.

    >>> format(Decimal("93000"))
    '93000.00'
    """
    return ask(_raw.raw_money_format, _money.fen(amount))


def read(text: str) -> Amount:
    """Reads an amount as people write it, 大写 too.

    >>> read("138.6万余元")
    Amount(kind=<AmountKind.AT_LEAST: 'at_least'>, amount=Decimal('1386000.00'))
    """
    found = ask(_raw.raw_money_read, text)
    return Amount(AmountKind(found.kind), _money.yuan(found.amount))


def capital(amount: Decimal | int) -> str:
    """An amount in capital characters (大写).

    >>> capital(Decimal("1386000.00"))
    '壹佰叁拾捌万陆仟元整'
    """
    return ask(_raw.raw_money_capital, _money.fen(amount))


def split(
    pot: Decimal | int,
    weights: Iterable[Decimal | int | str],
    method: Method = Method.LARGEST_REMAINDER,
) -> list[Decimal]:
    """Splits ``pot`` by ``weights`` so that the shares sum to exactly the pot.

    >>> split(1, [1, 1, 1])
    [Decimal('0.34'), Decimal('0.33'), Decimal('0.33')]
    """
    texts = [_weight(weight) for weight in weights]
    shares = ask(_raw.raw_money_split, _money.fen(pot), texts, method.value)
    return [_money.yuan(share) for share in shares]


def _weight(weight: Decimal | int | str) -> str:
    if isinstance(weight, Decimal):
        # Without an exponent; but what has thousands of digits stays as it is
        # written, and is refused.
        far = not weight.is_finite() or abs(weight.adjusted()) > 40
        return str(weight) if far else f"{weight:f}"
    if isinstance(weight, (int, str)) and not isinstance(weight, bool):
        return str(weight)
    raise TypeError(f"a weight is a Decimal, an int or a text, not {type(weight).__name__}")
