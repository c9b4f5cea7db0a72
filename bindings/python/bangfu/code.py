"""Identifiers: division codes, 统一社会信用代码, ID and filing numbers."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from . import _raw
from ._errors import Lang
from ._library import ask

__all__ = ["Checked", "Hint", "Kind", "check", "parents"]


class Kind(enum.Enum):
    """What a code is, or was likely meant to be."""

    DIVISION = "division"
    CREDIT_CODE = "credit_code"
    ID_NUMBER = "id_number"
    FILING_NUMBER = "filing_number"


@dataclass(frozen=True, slots=True)
class Hint:
    """A letter that is easily confused: its place, counted from 1, and what was
    likely meant."""

    at: int
    likely: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a code is and whether it is good."""

    code: str
    """As it may be shown: an ID number is masked."""
    kind: Kind
    ok: bool
    name: str | None
    """The name of the place, where the directory knows it."""
    error: str | None
    """The name of the error, if it is bad."""
    warning: str | None
    """What should be looked at although it is not bad."""
    hint: Hint | None
    text_zh: str | None
    text_en: str | None

    def text(self, lang: Lang = Lang.ZH) -> str | None:
        """What is wrong, if anything."""
        return self.text_zh if lang is Lang.ZH else self.text_en


def check(text: str) -> Checked:
    """Says what a code is and whether it is good.

    >>> check("511781").name
    '万源市'
    """
    found = ask(_raw.raw_code_check, text)
    hint = None
    if found.hint_at is not None and found.hint_likely is not None:
        hint = Hint(found.hint_at, found.hint_likely)
    return Checked(
        code=found.code,
        kind=Kind(found.kind),
        ok=found.ok,
        name=found.name,
        error=found.error,
        warning=found.warning,
        hint=hint,
        text_zh=found.text_zh,
        text_en=found.text_en,
    )


def parents(code: str) -> list[str]:
    """The divisions above a division, the nearest first.

    Raises :class:`~bangfu.InputError` (``BAD_CODE``).

    >>> parents("511781109")
    ['511781', '511700', '510000']
    """
    return ask(_raw.raw_code_parents, code)
