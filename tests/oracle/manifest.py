"""Writes `MANIFEST.json`: every suite of the folder, its count and its hash."""

import hashlib
import json
from pathlib import Path

VECTORS = Path(__file__).resolve().parent.parent / "vectors"


def text(value):
    """The bytes in which all vectors are written."""
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def write(folder=VECTORS):
    suites = []
    for file in sorted(folder.glob("*.json")):
        if file.name == "MANIFEST.json":
            continue
        data = file.read_bytes()
        cases = json.loads(data)["cases"]
        suites.append({"file": file.name, "cases": len(cases), "sha256": hashlib.sha256(data).hexdigest()})
    (folder / "MANIFEST.json").write_bytes(text({"suites": suites}))


if __name__ == "__main__":
    write()
