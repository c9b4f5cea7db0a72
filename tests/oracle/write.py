"""Writes all vectors: `python3 tests/oracle/write.py [--out DIR]`.

Each module of the list has a function `suites()` that gives (file name,
suite). The same bytes come out on every run. What only the core answers, and
no binding yet, stands in the folder `core` with a manifest of its own.
"""

import argparse
import importlib
import importlib.util
from pathlib import Path

import manifest

MODULES = ["values", "documents", "canon_cases", "scenarios", "random_programmes", "comparison", "fairness"]


def main():
    parser = argparse.ArgumentParser(description="Writes the vectors and their manifest.")
    parser.add_argument("--out", type=Path, default=manifest.VECTORS)
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    for name in MODULES:
        if importlib.util.find_spec(name) is None:
            print(f"{name}: not there, left out")
            continue
        for file, suite in importlib.import_module(name).suites():
            names = [case["name"] for case in suite["cases"]]
            assert len(set(names)) == len(names), f"{file}: a name stands twice"
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_bytes(manifest.text(suite))
            print(f"{file}: {len(names)} cases")
    manifest.write(folder)
    manifest.write(folder / "core")


if __name__ == "__main__":
    main()
