"""The suite documents.json: what `bangfu check` says of a document, good or bad.

Each case gives the document as parts that are joined as bytes: a text, a text
repeated, or bytes in hexadecimal. The expectations are written by hand from
formats.md; document_cases.py proves their pointers and their order.

`python3 tests/oracle/documents.py [--out DIR]` writes only this suite.
"""

import json

import document_good
import document_rules
import document_shape
import document_syntax
import document_values
import values

SMALL = 1_000_000


def content(parts):
    """The bytes of a case, or None where they would be too many to look at."""
    data = b""
    for part in parts:
        if isinstance(part, str):
            data += part.encode()
        elif "hex" in part:
            data += bytes.fromhex(part["hex"])
        elif len(part["repeat"]) * part["times"] > SMALL:
            return None
        else:
            data += part["repeat"].encode() * part["times"]
    return data


def refuse(word):
    raise ValueError(word)


def is_json(data):
    """Whether strict JSON can be read from these bytes, by another reader."""
    try:
        if data.startswith(b"\xef\xbb\xbf"):
            return False
        value = json.loads(data.decode("utf-8"), parse_constant=refuse)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # a lone surrogate fails here
    except RecursionError:
        return None
    except ValueError:
        return False
    return True


def suites():
    cases = []
    for module in (document_syntax, document_shape, document_values, document_rules, document_good):
        cases += module.cases()
    names = [case["name"] for case in cases]
    assert len(set(names)) == len(names), sorted(name for name in names if names.count(name) > 1)
    for case in cases:
        data = content(case["in"]["parts"])
        errors = [error["name"] for error in case["out"]["errors"]]
        if data is not None and "TOO_DEEP" not in errors:
            assert is_json(data) in (None, "SYNTAX" not in errors), case["name"]
    return [("documents.json", {
        "suite": "documents",
        "about": "Documents given to `check`, with every error (or warning) by name and pointer, in document order; "
                 "`structural` says whether a JSON Schema can see the error, and is left out where it may or may not.",
        "cases": cases,
    })]


if __name__ == "__main__":
    values.main(suites())
