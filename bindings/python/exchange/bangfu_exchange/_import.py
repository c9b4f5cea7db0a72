"""Sheets and texts in: what they change in a programme."""

from __future__ import annotations

import datetime
import enum
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import bangfu
from bangfu._library import Heard, Progress, ask, ask_heard, document

from . import _raw

Kind = Literal["gifts", "goods", "needs", "resources"]
"""What the rows of a sheet are."""

Mapping = dict[str, Any]
"""What a person says of a sheet that it does not say itself: the object of a
mapping file, such as ``{"header_row": 2}``."""

ProgrammeSource = bangfu.Programme | bangfu.Source
"""A programme: one that was read, its document, or the path of its document."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file with its name, by which findings call it. The ending of the name
    tells ``.csv`` from ``.json``."""

    name: str
    data: bytes

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Sheet:
        """Reads a file."""
        path = Path(path)
        return cls(path.name, path.read_bytes())


class Weight(enum.Enum):
    """What a finding means for its row."""

    KEPT_OUT = "kept_out"
    """The row, or a line of it, is not taken."""
    DOUBT = "doubt"
    """It is taken, and a person should look at it."""
    NOTE = "note"
    """It is taken, and this is how."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was found in a sheet, at a cell. No text names a person."""

    file: str
    sheet: str
    cell: str
    """Such as ``D1637``; empty for the whole sheet."""
    weight: Weight
    number: int
    name: str
    text_zh: str
    text_en: str
    suggestion: str | None
    """What the cell should hold, where that is known."""

    def text(self, lang: bangfu.Lang = bangfu.Lang.ZH) -> str:
        """What was found."""
        return self.text_zh if lang is bangfu.Lang.ZH else self.text_en


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of a list have which fate."""

    added: int
    changed: int
    differs: int
    """There with other content, and left as they are."""
    same: int


class Import:
    """What sheets or a text change in a programme. The programme that was given
    stays as it is."""

    def __init__(self, raw: _raw.RawImport) -> None:
        self._handle = raw
        self.is_empty: bool = ask(raw.is_empty)
        """Whether nothing changes."""
        self.on_hold: int = ask(raw.on_hold)
        """How many new entries wait for a person."""
        self.more: int = ask(raw.more)
        """How many findings there are beyond those that are kept; the report counts
        them by kind."""

    def count(self, of: str) -> Counts:
        """How many rows of a list (``gifts``, ``organisations``, ``places``,
        ``items``, ``projects``, ``needs``, ``resources``) have which fate."""
        found = ask(self._handle.count, of)
        return Counts(found.added, found.changed, found.differs, found.same)

    @property
    def findings(self) -> list[Found]:
        """What was found in the files, and then on the way into the programme; of
        each kind and file the first thousand."""
        return [_found(raw) for raw in ask(self._handle.findings)]

    def report(self, lang: bangfu.Lang = bangfu.Lang.ZH) -> dict[str, Any]:
        """What changes and what was found, as ``bangfu import --json --dry-run``
        prints it: ``lists`` counts, ``findings`` say where and why."""
        found: dict[str, Any] = json.loads(ask(self._handle.report, raw_lang(lang)))
        return found

    def document(self) -> str:
        """The document of the programme with all of it."""
        return ask(self._handle.programme)

    def programme(self) -> bangfu.Programme:
        """The programme with all of it."""
        return bangfu.Programme.read(self.document().encode())

    def __repr__(self) -> str:
        return f"<Import, {'empty' if self.is_empty else 'not empty'}>"


class Letter:
    """A running text: repaired, and what it states.

    What it proposes are no facts. A person accepts them, and then :meth:`accept`
    puts them into a programme.
    """

    def __init__(self, raw: _raw.RawLetter) -> None:
        self._handle = raw

    def restored(self) -> bytes:
        """The repaired text in UTF-8, with the byte order mark that the source had."""
        return ask(self._handle.restored)

    def report(self, lang: bangfu.Lang = bangfu.Lang.ZH) -> dict[str, Any]:
        """``repairs``, and ``proposals`` with their numbers, as ``bangfu import
        --kind text --json`` prints them."""
        found: dict[str, Any] = json.loads(ask(self._handle.report, raw_lang(lang)))
        return found

    def accept(
        self,
        programme: ProgrammeSource,
        accept: str,
        *,
        on: datetime.date | None = None,
        keep_names: bool = False,
        overwrite: bool = False,
    ) -> Import:
        """Plans what is put into a programme of what was accepted.

        ``accept`` is ``certain``, ``all``, or numbers such as ``1,3,5-9``; ``on``
        is the day of the event, where the text does not say its year.
        """
        options = _raw.RawAcceptOptions(
            accept=accept,
            on=None if on is None else on.isoformat(),
            keep_names=keep_names,
            overwrite=overwrite,
        )
        return Import(ask(self._handle.accept, of(programme), options))


def import_sheets(
    sheets: Iterable[Sheet],
    programme: ProgrammeSource,
    *,
    kind: Kind | None = None,
    mapping: Mapping | None = None,
    keep_names: bool = False,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Import:
    """Plans what sheets change in a programme, all of them at once.

    ``kind`` is wanted only where a sheet does not tell; names of persons become
    pseudonyms unless ``keep_names``; a row that is there with other content stays
    as it was unless ``overwrite``. ``progress`` is called as that of
    :meth:`bangfu.Programme.allocate`.

    Raises :class:`bangfu.InputError` with every file that can't be read, the
    third at ``/files/2``.
    """
    heard = None if progress is None else _Heard(progress)
    raw = [raw_sheet(sheet) for sheet in sheets]
    options = import_options(kind, mapping, keep_names, overwrite)
    into = of(programme)
    found = ask_heard(heard, lambda: _raw.raw_exchange_import(raw, into, options, heard))
    return Import(found)


def letter(text: Sheet, *, mapping: Mapping | None = None) -> Letter:
    """Repairs a text (traditional characters, look-alikes, annotations) and looks
    for what it states.

    Raises :class:`bangfu.InputError`, such as ``NOT_A_TEXT``.
    """
    return Letter(ask(_raw.raw_exchange_letter, raw_sheet(text), _json(mapping)))


def raw_sheet(sheet: Sheet) -> _raw.RawSheet:
    if len(sheet.data) > 0x7FFF_FFFF:
        # More than the length of a field can say.
        ask(bangfu._raw.raw_refuse_length, len(sheet.data))
    return _raw.RawSheet(name=sheet.name, bytes=sheet.data)


def of(programme: ProgrammeSource) -> bytes:
    """The document of a programme."""
    if isinstance(programme, bangfu.Programme):
        return programme.canonical().text.encode()
    return document(programme)


def import_options(
    kind: Kind | None, mapping: Mapping | None, keep_names: bool, overwrite: bool
) -> _raw.RawImportOptions:
    return _raw.RawImportOptions(
        kind=kind, mapping=_json(mapping), keep_names=keep_names, overwrite=overwrite
    )


def _json(mapping: Mapping | None) -> str | None:
    return None if mapping is None else json.dumps(mapping, ensure_ascii=False)


def raw_lang(lang: bangfu.Lang) -> _raw.RawLang:
    return _raw.RawLang[lang.name]


def _found(raw: _raw.RawFound) -> Found:
    return Found(
        file=raw.file,
        sheet=raw.sheet,
        cell=raw.cell,
        weight=Weight[raw.weight.name],
        number=raw.number,
        name=raw.name,
        text_zh=raw.text_zh,
        text_en=raw.text_en,
        suggestion=raw.suggestion,
    )


class _Heard(Heard, _raw.RawExchangeListener):
    """What this library calls."""
