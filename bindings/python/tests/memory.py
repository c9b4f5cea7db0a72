"""Reads and forgets programmes, and asks that the process does not grow.

    python tests/memory.py [ROUNDS]

Every tenth of the rounds the resident size is looked at; after the first three
tenths it may grow by 2 MiB at most. `leak` in place of a number keeps every
programme, and must be found out.
"""

from __future__ import annotations

import os
import sys

import bangfu

DOCUMENT = (
    b'{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02","name":"'
    + "帮扶".encode() * 200
    + b'","rules":{"format":"bangfu.rules/1","id":"r"}}'
)
BAD = b'{"format":"bangfu.programme/1"}'
ALLOWED = 2 << 20


def resident() -> int:
    """Bytes of memory that the process holds."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def main(rounds: int, keep: bool) -> bool:
    kept: list[bangfu.Programme] = []
    sizes: list[int] = []
    for index in range(rounds):
        programme = bangfu.read(DOCUMENT)
        if keep:
            kept.append(programme)
        if index % 10 == 0:
            plan = programme.allocate(progress=lambda done, total: True)
            assert programme.verify(plan).ok
            try:
                bangfu.read(BAD)
            except bangfu.InputError:
                pass
        if (index + 1) % (rounds // 10) == 0:
            sizes.append(resident())
    grown = sizes[-1] - sizes[2]
    print(f"memory: ran {rounds} of {rounds}; resident MiB {[size >> 20 for size in sizes]}")
    return grown <= ALLOWED


if __name__ == "__main__":
    leak = sys.argv[1:] == ["leak"]
    flat = main(20_000 if leak else int((sys.argv[1:] or ["100000"])[0]), leak)
    if not flat:
        print("the process grows")
    sys.exit(not flat)
