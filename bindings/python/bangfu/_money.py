"""Yuan as people compute with them, fen as they cross."""

from __future__ import annotations

import decimal
from decimal import Decimal

from . import _raw
from ._library import ask

# Exact or not at all, whatever context the program has set for itself. 40 digits
# are more than any amount needs.
_EXACT = decimal.Context(prec=40, traps=[decimal.Inexact, decimal.Overflow])
_LEAST, _MOST = -(2**63), 2**63 - 1


def yuan(fen: int) -> Decimal:
    """An amount in yuan, with two decimals."""
    return Decimal(fen).scaleb(-2, _EXACT)


def fen(amount: Decimal | int) -> int:
    """The fen of an amount; one with half a fen, or too large, is refused."""
    if isinstance(amount, bool) or not isinstance(amount, (Decimal, int)):
        raise TypeError(f"an amount is a Decimal or an int, not {type(amount).__name__}")
    if isinstance(amount, int):
        counted = amount * 100
        if _LEAST <= counted <= _MOST:
            return counted
    elif amount.is_finite():
        try:
            scaled = amount.scaleb(2, _EXACT)
        except (decimal.Inexact, decimal.Overflow, decimal.InvalidOperation):
            scaled = Decimal("NaN")
        if _LEAST <= scaled <= _MOST if scaled.is_finite() else False:
            whole = int(scaled)
            if whole == scaled:
                return whole
    # It can't be carried; the core says why, in its own words.
    return ask(_raw.raw_money_parse, str(amount))
