"""Sheets, running texts and open data for :mod:`bangfu`.

Bytes in, documents out: nothing is written to any place, and a programme that is
given stays as it is. What is refused is raised as :class:`bangfu.BangfuError`.

>>> import bangfu_exchange
>>> programme = b'''{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05",
...     "registry": {"organisations": [{"id": "c", "name": "C", "kind": "charity"}]}}'''
>>> sheet = bangfu_exchange.Sheet("gifts.csv", "日期,捐赠人,金额（万元）\\n2024.04.02,某公司,1.5\\n".encode())
>>> bangfu_exchange.import_sheets([sheet], programme).count("gifts").added
1
"""

from __future__ import annotations

from bangfu._library import Progress

from . import _library  # First: it compares the library.

from ._files import (
    Encoding,
    File,
    Files,
    Format,
    Listed,
    TemplateKind,
    export,
    mend,
    template,
)
from ._import import (
    Counts,
    Found,
    Import,
    Kind,
    Letter,
    Mapping,
    ProgrammeSource,
    Sheet,
    Weight,
    import_sheets,
    letter,
)

__all__ = [
    "Counts",
    "Encoding",
    "File",
    "Files",
    "Format",
    "Found",
    "Import",
    "Kind",
    "Letter",
    "Listed",
    "Mapping",
    "ProgrammeSource",
    "Progress",
    "Sheet",
    "TemplateKind",
    "Weight",
    "export",
    "import_sheets",
    "letter",
    "mend",
    "template",
]
