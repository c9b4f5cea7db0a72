"""What a call that ends without an answer raises."""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass
from typing import Any, Iterable

from . import _raw


class Lang(enum.Enum):
    """The language of a text that a person reads."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found wrong or odd.

    ``number`` is unique and never reused, ``name`` stays; ``pointer`` is the
    JSON Pointer to the place (``""`` is all of it), ``line`` and ``column``
    count from 1 where they are known. No text holds personal data.
    """

    number: int
    name: str
    pointer: str
    text_zh: str
    text_en: str
    line: int | None
    column: int | None
    facts: Any = None
    """The numbers behind it, where there are any, as parsed JSON."""

    def text(self, lang: Lang = Lang.ZH) -> str:
        """What is wrong, and what would be right."""
        return self.text_zh if lang is Lang.ZH else self.text_en

    def __str__(self) -> str:
        place = f" at {self.pointer}" if self.pointer else ""
        if self.line is not None:
            place += f" (line {self.line}, column {self.column})"
        return f"{self.number} {self.name}{place}: {self.text_en}"


class BangfuError(Exception):
    """Everything that bangfu refuses.

    It holds every finding, not only the first. A plan that is short or a need
    that is not eligible is no error: it is a row with a reason.
    """

    def __init__(self, findings: Iterable[Finding], more: int, texts: tuple[str, str]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        """At least one, in the order of the document; at most 1,000."""
        self.more = more
        """How many there are besides."""
        self._texts = texts
        others = len(self.findings) - 1 + more
        first = str(self.findings[0])
        super().__init__(f"{first} (and {others} more)" if others else first)

    @property
    def first(self) -> Finding:
        """The first finding."""
        return self.findings[0]

    def json(self, lang: Lang = Lang.ZH) -> str:
        """``{"errors":[…]}``, as the command line prints it."""
        return self._texts[0] if lang is Lang.ZH else self._texts[1]

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.findings, self.more, self._texts)


class MisuseError(BangfuError):
    """The call says nothing sensible, whatever the documents say: 1 to 99."""


class InputError(BangfuError):
    """A document or a text is wrong: the 1000s."""


class RulesError(BangfuError):
    """The rules can't be applied to the facts: the 2000s."""


class AllocationError(BangfuError):
    """The allocation has no result: the 3000s."""


class CancelledError(BangfuError):
    """The progress function stopped the run."""


class DefectError(BangfuError):
    """A defect of bangfu, never the caller's fault: the 9000s."""


_CLASSES: dict[str, type[BangfuError]] = {
    "Misuse": MisuseError,
    "Input": InputError,
    "Rules": RulesError,
    "Allocation": AllocationError,
    "Cancelled": CancelledError,
    "Defect": DefectError,
}


def finding(detail: _raw.RawDetail) -> Finding:
    facts = detail.facts_json
    return Finding(
        number=detail.number,
        name=detail.name,
        pointer=detail.pointer,
        text_zh=detail.text_zh,
        text_en=detail.text_en,
        line=detail.line,
        column=detail.column,
        facts=None if facts is None else json.loads(facts),
    )


def findings(details: Iterable[_raw.RawDetail]) -> tuple[Finding, ...]:
    return tuple(map(finding, details))


def translated(error: Exception) -> BangfuError:
    """The error of the library as one of this package."""
    report: _raw.RawReport = getattr(error, "report")
    kind = _CLASSES[type(error).__name__]
    return kind(findings(report.findings), report.more, (report.json_zh, report.json_en))
