"""Days and deadlines. Holidays are given, not known."""

from __future__ import annotations

import datetime
import enum
from dataclasses import dataclass
from typing import Iterable

from . import _raw
from ._library import ask

__all__ = ["Dues", "Unit", "add_months", "parse", "quarterly", "within"]


class Unit(enum.Enum):
    """What a period is counted in."""

    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Dues:
    """The days by which a campaign must have disclosed."""

    interim: tuple[datetime.date, ...]
    """Every three months."""
    last: datetime.date
    """At the end."""


def parse(text: str) -> datetime.date:
    """Reads a date of a document, ``YYYY-MM-DD``.

    Raises :class:`~bangfu.InputError` (``BAD_DATE``).

    >>> parse("2024-04-02")
    datetime.date(2024, 4, 2)
    """
    return _date(ask(_raw.raw_date, text))


def add_months(date: datetime.date, months: int) -> datetime.date:
    """A date some months later, clamped to the end of the month.

    >>> add_months(datetime.date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    return _date(ask(_raw.raw_add_months, date.isoformat(), months))


def within(
    start: datetime.date,
    count: int,
    unit: Unit,
    *,
    holidays: Iterable[datetime.date] = (),
    working_weekends: Iterable[datetime.date] = (),
    roll: bool = False,
) -> datetime.date:
    """The last day of a period after ``start``, whose first day is not counted.

    With ``roll``, a last day that is no working day moves to the next one.
    """
    days = [day.isoformat() for day in holidays], [day.isoformat() for day in working_weekends]
    return _date(ask(_raw.raw_within, start.isoformat(), count, unit.value, *days, roll))


def quarterly(start: datetime.date, end: datetime.date) -> Dues:
    """The days by which a campaign that runs from ``start`` to ``end`` must have
    disclosed."""
    dues = ask(_raw.raw_quarterly, start.isoformat(), end.isoformat())
    return Dues(tuple(map(_date, dues.interim)), _date(dues.last))


def _date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
