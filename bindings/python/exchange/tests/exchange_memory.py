"""Imports, reads texts and exports again and again, and asks that the process does
not grow.

    python tests/exchange_memory.py [leak]

After the first third it may grow by 4 MiB at most. `leak` keeps every import, and
must be found out.
"""

from __future__ import annotations

import os
import sys

import bangfu
import bangfu_exchange
from bangfu_exchange import Sheet

ROUNDS = 600
ALLOWED = 4 << 20
EMPTY = bangfu.Programme.read(
    """{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05", "registry":
    {"organisations": [{"id": "charity", "name": "某县慈善会", "kind": "charity"}]}}""".encode()
)
ROW = "2024.04.02,某公司{},1.5\n"
GIFTS = Sheet("a.csv", ("日期,捐赠人,金额\n" + "".join(map(ROW.format, range(50)))).encode())
WEB = Sheet("a.xls", b"<html></html>")
TEXT = Sheet("a.txt", "由萬源市民政局主辦的“攜手幫扶”活動捐款1萬元。".encode())


def resident() -> int:
    """Bytes of memory that the process holds."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def main(keep: bool) -> bool:
    kept: list[bangfu_exchange.Import] = []
    settled = 0
    for index in range(1, ROUNDS + 1):
        found = bangfu_exchange.import_sheets([GIFTS], EMPTY, progress=lambda done, total: True)
        if keep:
            kept.append(found)
        if index % 10 == 0:
            bangfu_exchange.export(found.programme(), "csv")
            bangfu_exchange.letter(TEXT).accept(EMPTY, "all").report()
            try:
                bangfu_exchange.import_sheets([WEB], EMPTY)
            except bangfu.InputError:
                pass
        if index == ROUNDS // 3:
            settled = resident()
    grown = resident() - settled
    print(f"ran {ROUNDS} of {ROUNDS} rounds; {grown >> 10} KiB more")
    return grown <= ALLOWED


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1:] == ["leak"]) else 1)
