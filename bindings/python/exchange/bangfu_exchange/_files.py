"""Files out: copies of sheets, lists and plans, open data, templates."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal

import bangfu
from bangfu._errors import findings
from bangfu._library import ask, document

from . import _raw
from ._import import Kind, Mapping, ProgrammeSource, Sheet, import_options, of, raw_lang, raw_sheet

Format = Literal["xlsx", "csv", "360giving", "iati", "hxl"]
"""The form of an export."""

Listed = Literal["needs", "projects", "resources", "gifts", "items", "plan"]
"""What of a programme goes into sheets."""

Encoding = Literal["utf-8", "gb18030"]
"""How separated values are encoded."""

TemplateKind = Literal["needs", "gifts", "resources"]
"""What an empty sheet is for."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that was made, with the name that it has beside others."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Files:
    """Files that were made, and what there is to say of them."""

    files: tuple[File, ...]
    """At least one."""
    directory: bool
    """Whether they belong into a directory, even if there is only one."""
    left_out: tuple[bangfu.Finding, ...]
    """What they leave out or write in another way, each at its place in the
    programme."""
    json_zh: str
    json_en: str

    def report(self, lang: bangfu.Lang = bangfu.Lang.ZH) -> dict[str, Any]:
        """What was made, as ``bangfu export --json`` prints it; of a copy its
        ``repairs``."""
        found: dict[str, Any] = json.loads(
            self.json_zh if lang is bangfu.Lang.ZH else self.json_en
        )
        return found


def mend(sheet: Sheet, *, kind: Kind | None = None, mapping: Mapping | None = None) -> Files:
    """Copies a sheet as an ``.xlsx`` and puts right what is certain; the report
    says each repair.

    Raises :class:`bangfu.InputError` when it is no sheet.
    """
    options = import_options(kind, mapping, False, False)
    return _files(ask(_raw.raw_exchange_mend, raw_sheet(sheet), options))


def export(
    programme: ProgrammeSource,
    to: Format = "xlsx",
    *,
    plan: bangfu.Plan | bangfu.Source | None = None,
    rules: bangfu.Rules | bangfu.Source | None = None,
    only: Listed | None = None,
    encoding: Encoding | None = None,
    publisher: str | None = None,
    prefix: str | None = None,
    lang: bangfu.Lang = bangfu.Lang.ZH,
) -> Files:
    """Writes a programme, and a plan with the rules that it was made with (the
    programme's own unless ``rules`` are given), as others read it.

    ``only`` and ``encoding`` are for sheets, ``publisher`` and ``prefix`` for open
    data: who publishes it, and the prefix of ids that 360Giving has registered.

    Raises :class:`bangfu.InputError` with everything that keeps it from being
    written, such as ``OPTION_NOT_OF_FORMAT``.
    """
    options = _raw.RawExportOptions(
        to=to,
        list=only,
        encoding=encoding,
        publisher=publisher,
        prefix=prefix,
        lang=raw_lang(lang),
    )
    made = None if plan is None else _document(plan)
    book = None if rules is None else _document(rules)
    return _files(ask(_raw.raw_exchange_export, of(programme), made, book, options))


def template(of: TemplateKind, lang: bangfu.Lang = bangfu.Lang.ZH) -> Files:
    """An empty ``.xlsx`` for those who report, which the import reads."""
    return _files(ask(_raw.raw_exchange_template, _raw.RawTemplate[of.upper()], raw_lang(lang)))


def _document(source: bangfu.Plan | bangfu.Rules | bangfu.Source) -> bytes:
    if isinstance(source, (bangfu.Plan, bangfu.Rules)):
        return source.canonical().text.encode()
    return document(source)


def _files(found: _raw.RawFiles) -> Files:
    return Files(
        files=tuple(File(file.name, file.bytes) for file in found.files),
        directory=found.directory,
        left_out=findings(found.left_out),
        json_zh=found.json_zh,
        json_en=found.json_en,
    )
