"""The value suites of the oracle: money, codes, time.

`python3 tests/oracle/values.py [--out DIR]` writes only these.
"""

import argparse
import json
from pathlib import Path

import values_code
import values_money
import values_read
import values_time


def suites():
    found = []
    for module in (values_money, values_read, values_code, values_time):
        found += module.suites()
    for file, suite in found:
        names = [case["name"] for case in suite["cases"]]
        assert len(set(names)) == len(names), file
    return found


def write(found, out):
    out.mkdir(parents=True, exist_ok=True)
    for file, suite in found:
        text = json.dumps(suite, indent=1, ensure_ascii=False) + "\n"
        (out / file).write_text(text, encoding="utf-8", newline="\n")


def main(found):
    parser = argparse.ArgumentParser(description="Writes suites of test vectors.")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[1] / "vectors")
    write(found, parser.parse_args().out)


if __name__ == "__main__":
    main(suites())
