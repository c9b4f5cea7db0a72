"""bangfu 帮扶 allocates earmarked gifts to the needs of villages: lawful, fair,
explained, exact to the fen.

>>> import bangfu
>>> programme = bangfu.read("bindings/cli/data/wanyuan.json")
>>> plan = programme.allocate()
>>> str(plan.totals.granted)
'940300.00'
"""

from __future__ import annotations

from ._library import Source, ask  # First: it compares the library.

from . import _raw, code, dates, money, selftest
from ._errors import (
    AllocationError,
    BangfuError,
    CancelledError,
    DefectError,
    Finding,
    InputError,
    Lang,
    MisuseError,
    RulesError,
)
from .columns import NO_ENTRY, GiftColumns, NeedColumns, Texts
from .plan import (
    Bottleneck,
    Canonical,
    GiftReason,
    GiftRow,
    Gifts,
    ItemTotals,
    Line,
    Lines,
    NeedReason,
    NeedRow,
    Needs,
    Plan,
    Totals,
)
from .programme import Checked, Explained, Programme, Rules, Verified, canonical, check

__version__: str = ask(_raw.raw_version)

__all__ = [
    "AllocationError",
    "BangfuError",
    "Bottleneck",
    "Canonical",
    "CancelledError",
    "Checked",
    "DefectError",
    "Explained",
    "Finding",
    "GiftReason",
    "GiftRow",
    "GiftColumns",
    "Gifts",
    "InputError",
    "ItemTotals",
    "Lang",
    "Line",
    "Lines",
    "MisuseError",
    "NO_ENTRY",
    "NeedColumns",
    "NeedReason",
    "NeedRow",
    "Needs",
    "Plan",
    "Programme",
    "Rules",
    "RulesError",
    "Source",
    "Texts",
    "Totals",
    "Verified",
    "canonical",
    "check",
    "code",
    "dates",
    "money",
    "read",
    "selftest",
]


def read(source: Source) -> Programme:
    """Reads a programme: bytes, or the path of a file. Short for
    :meth:`Programme.read`."""
    return Programme.read(source)
