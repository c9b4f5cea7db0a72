"""A plan: who gets how much, from which gift, and why.

The rows of a plan cross from the library as whole columns and become objects
when they are looked at. ``plan.needs`` is a sequence like any other; where a
hundred thousand rows are to be counted, its columns (``plan.needs.granted_column``)
are arrays of whole fen or units, ready for a table or for NumPy.
"""

from __future__ import annotations

import datetime
import enum
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TypeVar, overload

from . import _money, _raw
from ._library import Source, ask, document

__all__ = [
    "Bottleneck",
    "Canonical",
    "GiftReason",
    "GiftRow",
    "Gifts",
    "ItemTotals",
    "Line",
    "Lines",
    "NeedReason",
    "NeedRow",
    "Needs",
    "Plan",
    "Rows",
    "Totals",
]

T = TypeVar("T")

Measure = Decimal | int
"""An amount in yuan, or a count of units of the row's item."""


class NeedReason(enum.Enum):
    """Why a need gets no more: the first that is true."""

    UNKNOWN_QUANTITY = 1
    MET = 2
    CAPPED = 3
    BELOW_MINIMUM = 4
    ZERO_WEIGHT = 5
    NO_ELIGIBLE_GIFT = 6
    GROUP_CAPPED = 7
    OUTRANKED = 8
    SHORT = 9


class GiftReason(enum.Enum):
    """Why no more of a gift is used: the first that is true."""

    NOT_YET_RECEIVED = 1
    USE_BY_PASSED = 2
    BEST_BEFORE = 3
    USED_UP = 4
    NO_ELIGIBLE_NEED = 5
    BELOW_PACK = 6
    NO_FURTHER_ELIGIBLE_NEED = 7
    NOT_TRIGGERED = 8


@dataclass(frozen=True, slots=True)
class NeedRow:
    """What a need gets."""

    id: str
    item: str | None
    """The item, for a need of goods."""
    required: Measure | None
    """What it asks for in all; ``None`` for unknown and unlimited quantities."""
    already: Measure
    """What it had before."""
    granted: Measure
    """What this plan grants."""
    level: Fraction | None
    """(already + granted) ÷ required."""
    reason: NeedReason
    bottleneck: str | None
    """The bottleneck that holds it down."""


@dataclass(frozen=True, slots=True)
class GiftRow:
    """What becomes of a gift."""

    id: str
    item: str | None
    """The item, for a gift of goods."""
    received: Measure
    overhead: Decimal | None
    """Kept for overhead; money only."""
    reserve: Decimal | None
    """Kept in reserve; money only."""
    used: Measure
    held: Measure
    reason: GiftReason


@dataclass(frozen=True, slots=True)
class Line:
    """A gift pays a need."""

    gift: str | None
    """``None`` when somebody's plan names a gift that it has no row of."""
    part: int | None
    """The part of the gift, counted from 0, when it is given in parts."""
    need: str | None
    """``None`` when somebody's plan names a need that it has no row of."""
    amount: Measure


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """A smallest set of needs whose grants use up every gift that may pay any
    of them; or, for needs under full caps, those caps."""

    id: str
    needs: tuple[str, ...]
    gifts: tuple[str, ...]
    caps: tuple[str, ...]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemTotals:
    """The sums of an item: received = granted + held."""

    item: str
    received: int
    required: int
    granted: int
    held: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a plan: received = overhead + reserve + granted + held."""

    received: Decimal
    overhead: Decimal
    reserve: Decimal
    available: Decimal
    required: Decimal
    granted: Decimal
    held: Decimal
    items: tuple[ItemTotals, ...]


@dataclass(frozen=True, slots=True)
class Canonical:
    """A document as bangfu writes it."""

    text: str
    """The canonical JSON, without a final newline."""
    hash: str
    """``sha256:`` and the hash of the text and one final newline."""


class Rows(Sequence[T]):
    """Rows of a plan, made of its columns when they are looked at."""

    def __init__(self, length: int) -> None:
        self._length = length

    def _row(self, index: int) -> T:
        raise NotImplementedError

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> list[T]: ...

    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return [self._row(at) for at in range(*index.indices(self._length))]
        at = index + self._length if index < 0 else index
        if not 0 <= at < self._length:
            raise IndexError(f"there are {self._length} rows")
        return self._row(at)

    def __iter__(self) -> Iterator[T]:
        return map(self._row, range(self._length))

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self._length} rows>"


class _Bottlenecks:
    """The bottlenecks, long lists, that cross when somebody looks at one.

    Rows of needs and their plan share it: would the rows hold the plan, the two
    would hold each other, and the native memory would wait for the collector.
    """

    def __init__(self, raw: _raw.RawPlan) -> None:
        self._raw = raw

    @cached_property
    def rows(self) -> tuple[Bottleneck, ...]:
        return tuple(
            Bottleneck(
                id=entry.id,
                needs=tuple(entry.needs),
                gifts=tuple(entry.gifts),
                caps=tuple(entry.caps),
                rests_on=tuple(entry.rests_on),
            )
            for entry in ask(self._raw.bottlenecks)
        )


class Needs(Rows[NeedRow]):
    """What each need gets, sorted by id.

    The columns are in the order of the rows: whole fen, or units of the item.
    """

    def __init__(self, columns: _raw.RawNeedColumns, bottlenecks: _Bottlenecks) -> None:
        self._bottlenecks = bottlenecks
        self.ids: list[str] = _names(columns.ids)
        super().__init__(len(self.ids))
        self.required_column: array[int] = _column("q", columns.required)
        """-1 where it is unknown or unlimited."""
        self.already_column: array[int] = _column("q", columns.already)
        self.granted_column: array[int] = _column("q", columns.granted)
        self._items = _names(columns.items)
        self._item = _column("i", columns.item)
        self._num = _column("q", columns.level_num)
        self._den = _column("q", columns.level_den)
        self._reason = columns.reason
        self._bottleneck = _column("i", columns.bottleneck)

    def find(self, id: str) -> NeedRow:
        """The row of a need; raises ``KeyError`` when there is none."""
        return self._row(self._places[id])

    @cached_property
    def _places(self) -> dict[str, int]:
        return {id: at for at, id in enumerate(self.ids)}

    def _row(self, index: int) -> NeedRow:
        item = self._item[index]
        measure = _measure(item)
        required, den = self.required_column[index], self._den[index]
        bottleneck = self._bottleneck[index]
        return NeedRow(
            id=self.ids[index],
            item=None if item < 0 else self._items[item],
            required=None if required < 0 else measure(required),
            already=measure(self.already_column[index]),
            granted=measure(self.granted_column[index]),
            level=Fraction(self._num[index], den) if den else None,
            reason=NeedReason(self._reason[index]),
            bottleneck=None if bottleneck < 0 else self._bottlenecks.rows[bottleneck].id,
        )


class Gifts(Rows[GiftRow]):
    """What becomes of each gift, sorted by id.

    The columns are in the order of the rows: whole fen, or units of the item.
    """

    def __init__(self, columns: _raw.RawGiftColumns) -> None:
        self.ids: list[str] = _names(columns.ids)
        super().__init__(len(self.ids))
        self.received_column: array[int] = _column("q", columns.received)
        self.used_column: array[int] = _column("q", columns.used)
        self.held_column: array[int] = _column("q", columns.held)
        self._items = _names(columns.items)
        self._item = _column("i", columns.item)
        self._overhead = _column("q", columns.overhead)
        self._reserve = _column("q", columns.reserve)
        self._reason = columns.reason

    def find(self, id: str) -> GiftRow:
        """The row of a gift; raises ``KeyError`` when there is none."""
        return self._row(self._places[id])

    @cached_property
    def _places(self) -> dict[str, int]:
        return {id: at for at, id in enumerate(self.ids)}

    def _row(self, index: int) -> GiftRow:
        item = self._item[index]
        measure, money = _measure(item), item < 0
        return GiftRow(
            id=self.ids[index],
            item=None if money else self._items[item],
            received=measure(self.received_column[index]),
            overhead=_money.yuan(self._overhead[index]) if money else None,
            reserve=_money.yuan(self._reserve[index]) if money else None,
            used=measure(self.used_column[index]),
            held=measure(self.held_column[index]),
            reason=GiftReason(self._reason[index]),
        )


class Lines(Rows[Line]):
    """Which gift pays which need, sorted by gift, part, need."""

    def __init__(self, columns: _raw.RawLineColumns, needs: Needs, gifts: Gifts) -> None:
        self.gift_column: array[int] = _column("i", columns.gift)
        """The gift by its place in the plan's gifts, -1 where it has no row."""
        super().__init__(len(self.gift_column))
        self.need_column: array[int] = _column("i", columns.need)
        """The need by its place in the plan's needs, -1 where it has no row."""
        self.part_column: array[int] = _column("q", columns.part)
        """-1 for a gift that is neither in parts nor a pool."""
        self.amount_column: array[int] = _column("q", columns.amount)
        self.in_units_column: array[int] = _column("B", columns.in_units)
        """1 where the amount is in units of an item, 0 where it is in fen."""
        self._needs, self._gifts = needs, gifts

    def _row(self, index: int) -> Line:
        gift, need, part = self.gift_column[index], self.need_column[index], self.part_column[index]
        amount = self.amount_column[index]
        return Line(
            gift=None if gift < 0 else self._gifts.ids[gift],
            part=None if part < 0 else part,
            need=None if need < 0 else self._needs.ids[need],
            amount=amount if self.in_units_column[index] else _money.yuan(amount),
        )


class Plan:
    """A plan, anyone's, with its rows in their order. It can't be changed."""

    def __init__(self, raw: _raw.RawPlan) -> None:
        self._handle = raw
        self._bottlenecks = _Bottlenecks(raw)
        head = ask(raw.head)
        self.programme: str = head.programme
        """The id of the programme that it was made for."""
        self.as_of: datetime.date = datetime.date.fromisoformat(head.as_of)
        self.rules: str = head.rules
        """The id of the rules that it was made by."""
        self.engine: str = head.engine
        self.input_hash: str = head.input_hash
        self.rules_hash: str = head.rules_hash
        self.totals: Totals = _totals(head.totals)
        self._lengths = (head.needs, head.gifts, head.lines)

    @classmethod
    def read(cls, source: Source) -> Plan:
        """Reads a plan document: bytes, or the path of a file.

        Raises :class:`~bangfu.InputError` with everything that is wrong.
        """
        return cls(ask(_raw.RawPlan.read, document(source)))

    @cached_property
    def needs(self) -> Needs:
        """What each need gets."""
        return Needs(ask(self._handle.needs), self._bottlenecks)

    @cached_property
    def gifts(self) -> Gifts:
        """What becomes of each gift."""
        return Gifts(ask(self._handle.gifts))

    @cached_property
    def lines(self) -> Lines:
        """Which gift pays which need."""
        return Lines(ask(self._handle.lines), self.needs, self.gifts)

    @property
    def bottlenecks(self) -> tuple[Bottleneck, ...]:
        """Why needs are short."""
        return self._bottlenecks.rows

    def canonical(self) -> Canonical:
        """The plan as bangfu writes it, and its hash."""
        found = ask(self._handle.canonical)
        return Canonical(found.text, found.hash)

    def json(self) -> str:
        """The plan as a document: canonical JSON and one final newline."""
        return self.canonical().text + "\n"

    def __repr__(self) -> str:
        needs, gifts, lines = self._lengths
        return f"<Plan {self.programme}, {self.as_of}: {needs} needs, {gifts} gifts, {lines} lines>"


def _names(text: str) -> list[str]:
    return text.split("\n") if text else []


def _column(code: str, data: bytes) -> array[int]:
    column: array[int] = array(code, data)
    if sys.byteorder == "big":
        column.byteswap()
    return column


def _measure(item: int) -> Callable[[int], Measure]:
    return _money.yuan if item < 0 else int


def _totals(totals: _raw.RawTotals) -> Totals:
    return Totals(
        received=_money.yuan(totals.received),
        overhead=_money.yuan(totals.overhead),
        reserve=_money.yuan(totals.reserve),
        available=_money.yuan(totals.available),
        required=_money.yuan(totals.required),
        granted=_money.yuan(totals.granted),
        held=_money.yuan(totals.held),
        items=tuple(
            ItemTotals(
                item=of.item,
                received=of.received,
                required=of.required,
                granted=of.granted,
                held=of.held,
            )
            for of in totals.items
        ),
    )
