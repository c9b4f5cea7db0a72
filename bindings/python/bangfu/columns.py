"""Needs and gifts as columns: what stands in arrays anyway goes in without a
text in between.

A column is anything whose memory Python can look at (the buffer protocol):
``array.array``, a NumPy array, a ``memoryview``. It is copied and not kept.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from . import _raw
from ._library import ask

__all__ = ["Buffer", "GiftColumns", "NO_ENTRY", "NeedColumns", "Texts"]

Buffer = Any
"""What has the buffer protocol (``collections.abc.Buffer`` from Python 3.12 on)."""

NO_ENTRY = 0xFFFF_FFFF
"""Stands in a column of numbers where a row has no entry."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts one after the other."""

    text: Buffer = b""
    """All of them in UTF-8, with nothing between."""
    ends: Buffer = field(default_factory=lambda: array("Q"))
    """Where each one ends, in bytes: 8 bytes an entry."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> Texts:
        """Texts that stand in a list."""
        encoded = [text.encode() for text in texts]
        return cls(b"".join(encoded), array("Q", accumulate(map(len, encoded))))


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedColumns:
    """Needs of money (需求), a column for each of their keys.

    ``id``, ``place`` and ``money`` have an entry for every need; every other
    column has as many, or none and then says what a document says that lacks the
    key. Amounts are in fen.
    """

    id: Texts
    place: Buffer
    """8 bytes an entry, unsigned: division codes as numbers, 511781109390."""
    money: Buffer
    """8 bytes, signed: what is asked for in all."""
    projects: Texts = Texts()
    """The projects that ``project`` counts, by id."""
    project: Buffer = b""
    """4 bytes, unsigned: which of ``projects``, counted from 0, or ``NO_ENTRY``."""
    categories: Texts = Texts()
    """The categories that ``category`` counts."""
    category: Buffer = b""
    """4 bytes, unsigned: which of them, or ``NO_ENTRY`` for that of the project."""
    tier: Buffer = b""
    """4 bytes, unsigned: from 1 on."""
    already: Buffer = b""
    """8 bytes, signed: what is there already."""
    floor: Buffer = b""
    """8 bytes, signed."""
    cap: Buffer = b""
    """8 bytes, signed."""
    weight: Buffer = b""
    """8 bytes, unsigned: in millionths; 1,000,000 is the weight 1."""

    def _raw(self) -> _raw.RawNeedsGiven:
        return _raw.RawNeedsGiven(
            id=_texts("needs.id", self.id),
            place=_memory("needs.place", self.place, 8),
            projects=_texts("needs.projects", self.projects),
            project=_memory("needs.project", self.project, 4),
            categories=_texts("needs.categories", self.categories),
            category=_memory("needs.category", self.category, 4),
            tier=_memory("needs.tier", self.tier, 4),
            money=_memory("needs.money", self.money, 8),
            already=_memory("needs.already", self.already, 8),
            floor=_memory("needs.floor", self.floor, 8),
            cap=_memory("needs.cap", self.cap, 8),
            weight=_memory("needs.weight", self.weight, 8),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftColumns:
    """Gifts of money (捐赠), a column for each of their keys; see
    :class:`NeedColumns`.

    ``id``, ``donor``, ``recipient``, ``received_on`` and ``money`` have an entry
    for every gift.
    """

    id: Texts
    organisations: Texts
    """The organisations that ``donor`` and ``recipient`` count, by id."""
    donor: Buffer
    """4 bytes an entry, unsigned: which of ``organisations``, counted from 0."""
    recipient: Buffer
    """4 bytes, unsigned."""
    received_on: Buffer
    """4 bytes, unsigned: days as numbers, 20240402."""
    money: Buffer
    """8 bytes, signed: what was given, in fen."""
    forces: Texts = Texts()
    """The forces that ``force`` counts, by their words, such as ``east_west``."""
    force: Buffer = b""
    """4 bytes, unsigned, or ``NO_ENTRY``."""
    restrictions: Texts = Texts()
    """The restrictions that ``restriction`` counts, each as JSON."""
    restriction: Buffer = b""
    """4 bytes, unsigned: which of them, or ``NO_ENTRY`` for ``"none"``."""
    overhead: Buffer = b""
    """4 bytes, unsigned: agreed ceilings in millionths, or ``NO_ENTRY``."""
    use_by: Buffer = b""
    """4 bytes, unsigned: last days of use as numbers, or ``NO_ENTRY``."""

    def _raw(self) -> _raw.RawGiftsGiven:
        return _raw.RawGiftsGiven(
            id=_texts("gifts.id", self.id),
            organisations=_texts("gifts.organisations", self.organisations),
            donor=_memory("gifts.donor", self.donor, 4),
            recipient=_memory("gifts.recipient", self.recipient, 4),
            received_on=_memory("gifts.received_on", self.received_on, 4),
            money=_memory("gifts.money", self.money, 8),
            forces=_texts("gifts.forces", self.forces),
            force=_memory("gifts.force", self.force, 4),
            restrictions=_texts("gifts.restrictions", self.restrictions),
            restriction=_memory("gifts.restriction", self.restriction, 4),
            overhead=_memory("gifts.overhead", self.overhead, 4),
            use_by=_memory("gifts.use_by", self.use_by, 4),
        )


NO_NEEDS = NeedColumns(id=Texts(), place=b"", money=b"")
NO_GIFTS = GiftColumns(
    id=Texts(), organisations=Texts(), donor=b"", recipient=b"", received_on=b"", money=b""
)


def _texts(name: str, texts: Texts) -> _raw.RawTexts:
    return _raw.RawTexts(text=_memory(name, texts.text, 1), ends=_memory(name, texts.ends, 8))


def _memory(name: str, column: Buffer, size: int) -> bytes:
    """The bytes of a column, whose entries have to be of this size.

    Numbers of another size are not converted: a column of 4 bytes that is taken
    for one of 8 would hold half as many amounts, all of them wrong.
    """
    view = memoryview(column)
    if view.nbytes == 0:
        return b""
    if view.itemsize != size or _order(view.format) not in _WHOLE:
        raise TypeError(
            f"{name}: whole numbers of {size} bytes in this machine's order are required, "
            f"not {view.format!r} of {view.itemsize} bytes"
        )
    if view.ndim != 1 or not view.c_contiguous:
        raise TypeError(f"{name}: one row of entries that stand side by side is required")
    if view.nbytes > 0x7FFF_FFFF:
        # More than the length of an argument can say.
        ask(_raw.raw_refuse_length, view.nbytes)
    return view.tobytes()


_WHOLE = frozenset("bBchHiIlLqQnN")
"""The formats of whole numbers, as the module ``struct`` names them."""


def _order(format: str) -> str:
    """The format without the mark of the order that this machine has anyway."""
    native = "<" if sys.byteorder == "little" else ">"
    return format[1:] if format[:1] in ("@", "=", native) else format
