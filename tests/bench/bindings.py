#!/usr/bin/env python3
"""What a call costs in each language, written into tests/BENCHMARKS.md.

Each language has a program that prints one JSON object a line, such as
{"what": "a trivial call", "value": 57.0, "unit": "ns"}. Values are medians of
warm runs on this machine, which must do nothing else meanwhile:

    python3 tests/bench/bindings.py [LANGUAGE…]

The rows of languages that are not named stay as they are. `cargo xtask figures
LANGUAGE` builds what it measures, for release: run that first, so that nothing
is built while something is measured.
"""

import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "tests/BENCHMARKS.md"
OPEN, CLOSE = "<!-- bindings -->", "<!-- /bindings -->"
HEAD = ["| language | what | median |", "|---|---|---|"]

LANGUAGES = ["C", "Kotlin", "Python", "Swift"]


def figures(language: str) -> list[str]:
    done = subprocess.run(
        ["cargo", "xtask", "figures", language.lower()],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )
    if done.returncode != 0:
        sys.exit(f"{language}: {done.stderr.strip() or done.returncode}")
    rows = []
    for line in done.stdout.splitlines():
        # Maven ends what it printed with the code that ends colour.
        line = line.removeprefix("\x1b[0m")
        if line.startswith("{"):
            row = json.loads(line)
            rows.append(f"| {language} | {row['what']} | {row['value']:g} {row['unit']} |")
            print(rows[-1])
    if not rows:
        sys.exit(f"{language}: no figure was printed")
    return rows


def main() -> None:
    asked = sys.argv[1:] or LANGUAGES
    unknown = [language for language in asked if language not in LANGUAGES]
    if unknown:
        sys.exit(f"no such language: {', '.join(unknown)}; there are {', '.join(LANGUAGES)}")
    before, rest = PAGE.read_text(encoding="utf-8").split(OPEN, 1)
    table, after = rest.split(CLOSE, 1)
    lines = list(HEAD)
    for language in LANGUAGES:
        if language in asked:
            lines += figures(language)
        else:
            lines += [row for row in table.splitlines() if row.startswith(f"| {language} |")]
    table = "\n".join(lines)
    PAGE.write_text(f"{before}{OPEN}\n{table}\n{CLOSE}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
