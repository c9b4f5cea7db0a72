"""Writes the small documents of the suites as seeds for the fuzzer."""

import hashlib
import json
import sys
from pathlib import Path

VECTORS = Path(__file__).resolve().parent.parent / "vectors"


def documents():
    for case in json.loads((VECTORS / "documents.json").read_text())["cases"]:
        parts = case["in"]["parts"]
        if all(isinstance(part, str) for part in parts):
            yield "".join(parts)
    for name in ("allocate.random.json", "allocate.scenarios.json"):
        for case in json.loads((VECTORS / name).read_text())["cases"]:
            yield from (json.dumps(document, ensure_ascii=False) for document in case["in"].values())
            if "plan" in case["out"]:
                yield json.dumps(case["out"]["plan"], ensure_ascii=False)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for text in documents():
        seed = text.encode()
        if len(seed) <= 16384:
            (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)


main(Path(sys.argv[1]))
