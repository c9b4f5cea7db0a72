"""Writes seeds for the fuzzer: `seeds.py TARGET FOLDER`.

Those of `document` are the small documents of the suites; those of `calls` are
what long runs have found, a line of base64 each.
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VECTORS = HERE.parent / "vectors"


def document():
    for case in json.loads((VECTORS / "documents.json").read_text())["cases"]:
        parts = case["in"]["parts"]
        if all(isinstance(part, str) for part in parts):
            yield "".join(parts).encode()
    for name in ("allocate.random.json", "allocate.scenarios.json"):
        for case in json.loads((VECTORS / name).read_text())["cases"]:
            for document in case["in"].values():
                yield json.dumps(document, ensure_ascii=False).encode()
            if "plan" in case["out"]:
                yield json.dumps(case["out"]["plan"], ensure_ascii=False).encode()


def calls():
    for line in (HERE / "calls.txt").read_text().split():
        yield base64.b64decode(line)


def main(target, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for seed in {"document": document, "calls": calls}[target]():
        if len(seed) <= 16384:
            (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)


main(sys.argv[1], Path(sys.argv[2]))
