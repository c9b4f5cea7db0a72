"""How the cases of documents.json are written: a base document, edits, expectations.

Every expectation is written by hand from formats.md. What this module adds is a
second look at the hand: each pointer must exist in the text (or, for what is
missing, its nearest object must), and the errors must stand in document order.
"""

import copy
import json
import re

NUMBERS = {
    "BAD_AMOUNT": 1001, "BAD_DECIMAL": 1002, "AMOUNT_IS_BOUND": 1003, "BAD_CODE": 1020, "BAD_DATE": 1040,
    "SYNTAX": 1101, "TOO_DEEP": 1102, "TOO_LARGE": 1103, "UNKNOWN_FORMAT": 1104,
    "DUPLICATE_KEY": 1201, "MISSING_KEY": 1202, "UNKNOWN_KEY": 1203, "EXACTLY_ONE": 1204, "WRONG_TYPE": 1205,
    "UNKNOWN_VALUE": 1206, "OUT_OF_RANGE": 1207, "EMPTY_LIST": 1208, "BAD_ID": 1209, "DUPLICATE_ID": 1210,
    "UNKNOWN_REFERENCE": 1211, "PARTS_DO_NOT_SUM": 1212, "FLOOR_ABOVE_CAP": 1301, "MATCHING_COUPLED": 1302,
    "RULES_NOT_IN_FORCE": 2001, "UNKNOWN_FIGURE": 2002, "WEIGHT_TOO_LARGE": 2003, "WEIGHTS_ALL_ZERO": 2004,
    "MATCHING_POOL": 2005, "MATCHING_CHAIN": 2006,
    "MATCHES_NOTHING": 1901, "FIGURE_COUNTED_TWICE": 1902, "ORPHAN_PROJECT": 1903, "EXPIRED_RESOURCE": 1904,
}
# Errors about something that need not be in the text.
ABSENT = {"MISSING_KEY", "UNKNOWN_FIGURE", "WEIGHT_TOO_LARGE", "WEIGHTS_ALL_ZERO"}

TINY = {"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-02"}
BASE = TINY | {
    "registry": {
        "organisations": [
            {"id": "o1", "name": "慈善会", "kind": "charity"},
            {"id": "o2", "name": "公司", "kind": "company"},
        ],
        "pairings": [{"organisation": "o2", "force": "social", "division": "511781", "from": "2021-05-01"}],
        "places": [{"code": "511781109200", "name": "一村", "figures": {"population": "12"}}],
        "related": [{"a": "o2", "b": "household-9"}],
    },
    "lists": {
        "items": [{"id": "i1", "unit": "条"}],
        "projects": [{"id": "j1", "name": "农场", "category": "care"}],
        "needs": [
            {"id": "n1", "place": "511781109200", "project": "j1", "money": "100.00"},
            {"id": "n2", "place": "511781109200", "category": "relief", "tier": 2, "goods": {"item": "i1", "quantity": {"known": 5}}},
        ],
        "resources": [{"id": "s1", "organisation": "o2", "kind": "service", "what": "义诊"}],
    },
    "giving": {
        "event": {"id": "e1", "title": "携手", "on": "2024-04-02"},
        "pledges": [{"id": "l1", "donor": "o2", "money": "10.00"}],
        "gifts": [
            {"id": "g1", "donor": "o2", "recipient": "o1", "received_on": "2024-04-02", "money": "50.00", "restriction": "none"},
            {"id": "g2", "donor": "o2", "recipient": "o1", "received_on": "2024-04-02",
             "goods": {"item": "i1", "quantity": {"known": 3}}, "restriction": "none"},
        ],
    },
    "rules": {"format": "bangfu.rules/1", "id": "r", "allocation": {"basis": "need"}},
}
RULES = {"format": "bangfu.rules/1", "id": "r", "allocation": {"basis": "need"}}
DROP = object()


def tokens(pointer):
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


def edit(edits, base=BASE):
    """A copy of `base` with the value at each pointer set, appended ("-") or dropped."""
    document = copy.deepcopy(base)
    for pointer, value in edits.items():
        *path, last = tokens(pointer)
        target = document
        for token in path:
            target = target[int(token)] if isinstance(target, list) else target.setdefault(token, {})
        if isinstance(target, list):
            if last == "-":
                target.append(value)
            else:
                target[int(last)] = value
        elif value is DROP:
            del target[last]
        else:
            target[last] = value
    return document


def text_of(document):
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def replaced(document, old, new):
    """The document's text with one piece of it rewritten."""
    text = text_of(document)
    assert text.count(old) == 1, (old, text.count(old))
    return text.replace(old, new)


# --- where things stand -----------------------------------------------------

STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
SCALAR = re.compile(r"[-+.0-9eEa-z]+")
SPACE = re.compile(r"[ \t\r\n]*")


class Map:
    """Byte order of everything in a well-formed text, by pointer."""

    def __init__(self, text):
        self.text, self.begin, self.keys, self.end = text, {}, {}, {}
        self.value(self.skip(0), "")

    def skip(self, at):
        return SPACE.match(self.text, at).end()

    def value(self, at, pointer):
        self.begin.setdefault(pointer, at)
        if self.text[at] not in "[{":
            return (STRING if self.text[at] == '"' else SCALAR).match(self.text, at).end()
        closing, index = "]}"[self.text[at] == "{"], 0
        after = self.skip(at + 1)
        while self.text[after] != closing:
            if closing == "}":
                match = STRING.match(self.text, after)
                token = json.loads(match[0], strict=False).replace("~", "~0").replace("/", "~1")
                self.keys.setdefault(f"{pointer}/{token}", []).append(after)
                after = self.skip(self.skip(match.end()) + 1)
            else:
                token = index
            index += 1
            after = self.skip(self.value(after, f"{pointer}/{token}"))
            if self.text[after] == ",":
                after = self.skip(after + 1)
        self.end.setdefault(pointer, after)
        return after + 1

    def place(self, name, pointer, seen):
        """Where an error stands; of a key that comes again, the n-th error is at the (n + 1)-th key."""
        if name == "DUPLICATE_KEY":
            return self.keys[pointer][1 + seen]
        if name == "UNKNOWN_KEY":
            return self.keys[pointer][0]
        if pointer in self.begin and name != "MISSING_KEY":
            return self.begin[pointer]
        assert name in ABSENT, (name, pointer)
        while pointer not in self.end:
            pointer = pointer.rpartition("/")[0]
        return self.end[pointer]


def proved(text, errors):
    """Fails unless `errors` stand in document order and point at something."""
    where, keys, seen = Map(text), [], {}
    for error in errors:
        identity = (error["name"], error["pointer"])
        place = where.place(*identity, seen.get(identity, 0))
        seen[identity] = seen.get(identity, 0) + 1
        keys.append((place, NUMBERS[error["name"]], error["pointer"].encode()))
    assert keys == sorted(keys), errors


# --- cases ------------------------------------------------------------------


def findings(written):
    """"NAME /pointer" as an object."""
    found = []
    for line in written:
        name, _, pointer = line.partition(" ")
        assert name in NUMBERS, line
        found.append({"name": name, "pointer": pointer})
    return found


def make(name, text, errors=(), warnings=(), structural=None, more=None):
    """A case whose whole text is a string (or a document, written compactly).

    `structural` says whether a JSON Schema can see the error: True, False, or
    None where it may or may not (limits in bytes, `1.0`, text that is no JSON).
    """
    if not isinstance(text, str):
        text = text_of(text)
    found, warned = findings(errors), findings(warnings)
    assert not (found and warned)
    proved(text, found)
    proved(text, warned)
    return raw(name, [text], found, warned, structural, more)


def raw(name, parts, errors, warnings=(), structural=None, more=None):
    """A case of parts: text, {"repeat", "times"}, {"hex"}; nothing is proved here."""
    out = {"errors": list(errors)}
    if more is not None:
        out["more"] = more
    if not errors:
        out["warnings"] = list(warnings)
    case = {"name": name, "in": {"parts": parts}, "out": out}
    if structural is not None:
        case["structural"] = structural
    return case


def table(rows, structural):
    """Cases of (name, edits or text, error, error …)."""
    return [
        make(name, text if isinstance(text, str) else edit(text), errors, structural=structural)
        for name, text, *errors in rows
    ]
