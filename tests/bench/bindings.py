#!/usr/bin/env python3
"""What a call costs in each language, written into tests/BENCHMARKS.md.

Each language has a command that runs its benchmark and prints one JSON object
a line: {"what": "a trivial call", "value": 57.0, "unit": "ns"}. Values are
medians of warm runs on this machine; they are read beside each other, from one
run of this script:

    python3 tests/bench/bindings.py [LANGUAGE…]

The commands below want built libraries; `cargo xtask test` builds them.
"""

import json
import pathlib
import platform
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "tests/BENCHMARKS.md"
OPEN, CLOSE = "<!-- bindings -->", "<!-- /bindings -->"

# A language and the command, at the root, that prints its figures.
COMMANDS: dict[str, list[str]] = {
    "C": ["sh", "bindings/c/bench/run.sh"],
    "Kotlin": ["mvn", "-q", "-B", "-f", "bindings/kotlin/pom.xml", "test-compile", "exec:java"],
    "Python": ["target/python-manylinux/bin/python", "bindings/python/tests/bench.py"],
    "Swift": ["cargo", "xtask", "swift-figures"],
}


def figures(language: str) -> list[tuple[str, str, str]]:
    done = subprocess.run(
        COMMANDS[language], cwd=ROOT, capture_output=True, text=True, check=False
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
    asked = sys.argv[1:] or list(COMMANDS)
    unknown = [language for language in asked if language not in COMMANDS]
    if unknown:
        sys.exit(f"no such language: {', '.join(unknown)}; there are {', '.join(COMMANDS)}")
    lines = ["| language | what | median |", "|---|---|---|"]
    for language in asked:
        for row in figures(language):
            lines.append(f"| {' | '.join(row)} |")
            print("  ".join(row))
    if asked == list(COMMANDS):
        text = PAGE.read_text(encoding="utf-8")
        before, rest = text.split(OPEN, 1)
        _, after = rest.split(CLOSE, 1)
        table = "\n".join(lines)
        note = f"{platform.machine()}, {platform.system()}, one run of this script."
        PAGE.write_text(f"{before}{OPEN}\n{table}\n\n{note}\n{CLOSE}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
