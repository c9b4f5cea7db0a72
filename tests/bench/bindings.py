#!/usr/bin/env python3
"""What a call costs in each language, written into tests/BENCHMARKS.md.

Each language has a program that prints one JSON object a line: {"what": "a trivial call", "value": 57.0, "unit": "ns"}. Values are
medians of warm runs on this machine; they are read beside each other, from one
run of this script:

    python3 tests/bench/bindings.py [LANGUAGE…]

`cargo xtask figures LANGUAGE` builds what it measures, for release.
"""

import json
import pathlib
import platform
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "tests/BENCHMARKS.md"
OPEN, CLOSE = "<!-- bindings -->", "<!-- /bindings -->"

LANGUAGES = ["C", "Kotlin", "Python", "Swift"]


def figures(language: str) -> list[tuple[str, str, str]]:
    done = subprocess.run(
        ["cargo", "xtask", "figures", language.lower()],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )
    if done.returncode != 0:
        sys.exit(f"{language}: {done.stderr.strip() or done.returncode}")
    rows = []
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            row = json.loads(line)
            rows.append((language, row["what"], f"{row['value']:g} {row['unit']}"))
    if not rows:
        sys.exit(f"{language}: no figure was printed")
    return rows


def main() -> None:
    asked = sys.argv[1:] or LANGUAGES
    unknown = [language for language in asked if language not in LANGUAGES]
    if unknown:
        sys.exit(f"no such language: {', '.join(unknown)}; there are {', '.join(LANGUAGES)}")
    lines = ["| language | what | median |", "|---|---|---|"]
    for language in asked:
        for row in figures(language):
            lines.append(f"| {' | '.join(row)} |")
            print("  ".join(row))
    if asked == LANGUAGES:
        text = PAGE.read_text(encoding="utf-8")
        before, rest = text.split(OPEN, 1)
        _, after = rest.split(CLOSE, 1)
        table = "\n".join(lines)
        note = f"{platform.machine()}, {platform.system()}, one run of this script."
        PAGE.write_text(f"{before}{OPEN}\n{table}\n\n{note}\n{CLOSE}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
