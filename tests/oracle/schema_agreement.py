"""Runs every case of documents.json through the committed JSON Schemas.

A case with `structural: true` must be rejected by the schema of its document,
one with `structural: false` accepted (it is good, or its errors are none that a
schema can see). A case without the key may go either way, and a text that is no
JSON says nothing about a schema: both are counted and left out.

Needs `jsonschema`; `cargo xtask test schema-agreement` sets it up.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import documents
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("programme", "rules", "plan")

def refuse(word):
    raise ValueError(f"{word} is no JSON")


def parsed(data):
    """The document, in a tuple, or None where there is none to be had."""
    try:
        return (json.loads(data.decode("utf-8"), parse_constant=refuse),)
    except (ValueError, RecursionError):
        return None


def validators():
    found = {}
    for name in NAMES:
        schema = json.loads((ROOT / "core" / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        found[name] = Draft202012Validator(schema)
    return found


def schemas_of(document, schemas):
    """The schema that the document names; all of them where it names none."""
    name = document.get("format") if isinstance(document, dict) else None
    for known, schema in schemas.items():
        if name == f"bangfu.{known}/1":
            return [schema]
    return list(schemas.values())


def judge(case, schemas):
    """Why the case was left out, or None and whether schema and case agree."""
    if "structural" not in case:
        return "may go either way", None
    data = documents.content(case["in"]["parts"])
    if data is None:
        return "is too large", None
    document = parsed(data)
    if document is None:
        return "is no JSON", None
    (document,) = document
    accepted = any(schema.is_valid(document) for schema in schemas_of(document, schemas))
    return None, accepted != case["structural"]


def main():
    cases = json.loads((ROOT / "tests" / "vectors" / "documents.json").read_text(encoding="utf-8"))["cases"]
    schemas = validators()
    left_out, judged, wrong = Counter(), Counter(), []
    for case in cases:
        why, agrees = judge(case, schemas)
        if why:
            left_out[why] += 1
            continue
        judged["rejected" if case["structural"] else "accepted"] += 1
        if not agrees:
            wrong.append(case)
    for case in wrong:
        should = "reject" if case["structural"] else "accept"
        first = [f"{error['name']} {error['pointer']}" for error in case["out"]["errors"][:3]]
        print(f"{case['name']}: the schema should {should} it: {', '.join(first) or 'no error'}")
    for why, count in sorted(left_out.items()):
        print(f"left out: {count} of {len(cases)}, because the text {why}")
    total = sum(judged.values())
    print(f"should be rejected: {judged['rejected']}; should be accepted: {judged['accepted']}")
    print(f"ran {total} of {total}")
    # Both kinds must be there, or the comparison shows nothing.
    return 1 if wrong or not judged["rejected"] or not judged["accepted"] else 0


if __name__ == "__main__":
    sys.exit(main())
