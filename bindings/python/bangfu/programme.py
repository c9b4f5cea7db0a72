"""Programmes and rule books, and what can be asked of them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from . import _raw
from ._errors import Finding, Lang, findings
from ._library import Heard, Progress, Source, ask, ask_heard, document
from .columns import NO_GIFTS, NO_NEEDS, GiftColumns, NeedColumns
from .plan import Canonical, GiftReason, NeedReason, Plan

__all__ = ["Checked", "Explained", "Programme", "Rules", "Verified", "canonical", "check"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What :func:`check` says of a document."""

    format: str | None
    """The name of the document's format, when that could be told."""
    errors: tuple[Finding, ...]
    """In the order of the document; at most 1,000."""
    more: int
    """How many errors there are besides."""
    warnings: tuple[Finding, ...]
    """What looks odd; looked for only when there is no error."""
    json_zh: str
    json_en: str

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not self.errors

    def json(self, lang: Lang = Lang.ZH) -> str:
        """As the command line prints it."""
        return self.json_zh if lang is Lang.ZH else self.json_en


@dataclass(frozen=True, slots=True)
class Verified:
    """What :meth:`Programme.verify` says of a plan."""

    violations: tuple[Finding, ...]
    """Everything that is wrong, with its place in the plan; at most 1,000."""
    more: int
    """How many violations there are besides."""
    lines: int
    needs: int
    gifts: int
    minimum_grant_checked: bool
    """Whether it was checked which needs fall below the minimum grant."""
    certificate_zh: str
    certificate_en: str
    json_zh: str
    json_en: str

    @property
    def ok(self) -> bool:
        """Whether the plan is right."""
        return not self.violations

    def certificate(self, lang: Lang = Lang.ZH) -> str:
        """What was checked and what came of it, to be filed with the plan."""
        return self.certificate_zh if lang is Lang.ZH else self.certificate_en

    def json(self, lang: Lang = Lang.ZH) -> str:
        """As the command line prints it."""
        return self.json_zh if lang is Lang.ZH else self.json_en


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a need got this much, or a gift was used or held."""

    reason: NeedReason | GiftReason
    fits: bool
    """Whether the plan's hashes are those of the programme and the rules."""
    text_zh: str
    text_en: str
    json_zh: str
    json_en: str

    def text(self, lang: Lang = Lang.ZH) -> str:
        """In whole sentences, a paragraph a line."""
        return self.text_zh if lang is Lang.ZH else self.text_en

    def json(self, lang: Lang = Lang.ZH) -> str:
        """As the command line prints it, with the numbers."""
        return self.json_zh if lang is Lang.ZH else self.json_en


class Rules:
    """A rule book that was read and checked. It can't be changed."""

    def __init__(self, raw: _raw.RawRules) -> None:
        self._handle = raw
        self.id: str = ask(raw.id)

    @classmethod
    def read(cls, source: Source) -> Rules:
        """Reads a rule book: bytes, or the path of a file.

        Raises :class:`~bangfu.InputError` with everything that is wrong.
        """
        return cls(ask(_raw.RawRules.read, document(source)))

    def canonical(self) -> Canonical:
        """The rule book as bangfu writes it, and its hash."""
        found = ask(self._handle.canonical)
        return Canonical(found.text, found.hash)

    def __repr__(self) -> str:
        return f"<Rules {self.id}>"


class Programme:
    """The facts of an assistance programme on one day, read and checked.

    It can't be changed, and may be asked from any number of threads at once.
    """

    def __init__(self, raw: _raw.RawProgramme) -> None:
        self._handle = raw
        head = ask(raw.head)
        self.id: str = head.id
        self.name: str | None = head.name
        self.as_of: datetime.date = datetime.date.fromisoformat(head.as_of)
        """The day of the plan."""
        self._lengths = (head.needs, head.gifts)

    @classmethod
    def read(cls, source: Source) -> Programme:
        """Reads a programme: bytes, or the path of a file.

        Raises :class:`~bangfu.InputError` with everything that is wrong, and
        :class:`~bangfu.MisuseError` (``OUT_OF_MEMORY``) when the document is too
        large for this machine.
        """
        return cls(ask(_raw.RawProgramme.read, document(source)))

    @classmethod
    def read_columns(
        cls,
        source: Source,
        needs: NeedColumns | None = None,
        gifts: GiftColumns | None = None,
    ) -> Programme:
        """Reads a programme whose needs and gifts of money, or some of them,
        stand in columns; ``source`` is the rest of it.

        Rows of the document count first. Raises :class:`~bangfu.InputError` with
        everything that is wrong with the document; if nothing is, with the
        columns, at pointers such as ``/lists/needs/17/place``; if nothing is, with
        the whole.
        """
        needs_given = (NO_NEEDS if needs is None else needs)._raw()
        gifts_given = (NO_GIFTS if gifts is None else gifts)._raw()
        rest = document(source)
        return cls(ask(_raw.RawProgramme.read_columns, rest, needs_given, gifts_given))

    @property
    def rules(self) -> Rules | None:
        """Its own rule book, when it holds one."""
        raw = ask(self._handle.rules)
        return None if raw is None else Rules(raw)

    def canonical(self) -> Canonical:
        """The programme as bangfu writes it, and its hash."""
        found = ask(self._handle.canonical)
        return Canonical(found.text, found.hash)

    def allocate(self, rules: Rules | None = None, progress: Progress | None = None) -> Plan:
        """Allocates under ``rules``, or under the programme's own.

        ``progress`` is called on this thread, at most twenty times a second and
        at last with ``done == total``. Answering ``False`` stops the run with
        :class:`~bangfu.CancelledError`; an exception stops it too and comes out
        here as it is.

        Raises :class:`~bangfu.RulesError` when the rules can't be applied, and
        :class:`~bangfu.AllocationError` when floors can't be met.
        """
        heard = None if progress is None else _Heard(progress)
        return Plan(ask_heard(heard, lambda: self._handle.allocate(_book(rules), heard)))

    def verify(self, plan: Plan, rules: Rules | None = None) -> Verified:
        """Checks a plan, anyone's: lawful, affordable, greedy, complete."""
        found = ask(self._handle.verify, _book(rules), plan._handle)
        return Verified(
            violations=findings(found.violations),
            more=found.more,
            lines=found.lines,
            needs=found.needs,
            gifts=found.gifts,
            minimum_grant_checked=found.minimum_grant_checked,
            certificate_zh=found.certificate_zh,
            certificate_en=found.certificate_en,
            json_zh=found.json_zh,
            json_en=found.json_en,
        )

    def explain_need(self, plan: Plan, id: str, rules: Rules | None = None) -> Explained:
        """Explains why the need got this much.

        Raises :class:`~bangfu.InputError` (``UNKNOWN_REFERENCE``) when there is
        no such need, or the plan is another programme's.
        """
        found = ask(self._handle.explain_need, _book(rules), plan._handle, id)
        return _explained(found, NeedReason[found.reason])

    def explain_gift(self, plan: Plan, id: str, rules: Rules | None = None) -> Explained:
        """Explains why the gift was used or held."""
        found = ask(self._handle.explain_gift, _book(rules), plan._handle, id)
        return _explained(found, GiftReason[found.reason])

    def __repr__(self) -> str:
        needs, gifts = self._lengths
        return f"<Programme {self.id}, {self.as_of}: {needs} needs, {gifts} gifts>"


def check(source: Source) -> Checked:
    """Checks a document of any kind and says all that is wrong or odd with it."""
    found = ask(_raw.raw_check, document(source))
    return Checked(
        format=found.format,
        errors=findings(found.errors),
        more=found.more,
        warnings=findings(found.warnings),
        json_zh=found.json_zh,
        json_en=found.json_en,
    )


def canonical(source: Source) -> Canonical:
    """The canonical bytes of a document of any kind, and their hash."""
    found = ask(_raw.raw_canonical, document(source))
    return Canonical(found.text, found.hash)


class _Heard(Heard, _raw.RawListener):
    """What this library calls."""


def _book(rules: Rules | None) -> _raw.RawRules | None:
    return None if rules is None else rules._handle


def _explained(found: _raw.RawExplained, reason: NeedReason | GiftReason) -> Explained:
    return Explained(
        reason=reason,
        fits=found.fits,
        text_zh=found.text_zh,
        text_en=found.text_en,
        json_zh=found.json_zh,
        json_en=found.json_en,
    )
