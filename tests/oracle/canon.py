"""The canonical bytes of a valid document, and the hash over them.

A document is first brought into its one form (lists with ids sorted, keys
equal to their default left out, amounts with two decimals) and then written as
RFC 8785 says. Decimals and codes stay as they were given.

Only valid documents come here: nothing is checked, everything is rewritten.
"""

import hashlib
import json
from fractions import Fraction

# ------------------------------------------------------------------ RFC 8785


def write(value):
    """JSON as RFC 8785 writes it, without a final newline."""
    if isinstance(value, dict):
        # RFC 8785 3.2.3: keys in the order of their UTF-16 code units, in
        # which an astral character (a surrogate pair) precedes U+E000..U+FFFF.
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(f"{write(key)}:{write(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(write(entry) for entry in value) + "]"
    # Text: python escapes exactly `"`, `\`, \b \t \n \f \r and the other
    # controls as \u00xx in lower case, which is what RFC 8785 3.2.2.2 asks.
    # Numbers: only integers up to 2^53 - 1 exist, and those are plain digits.
    return json.dumps(value, ensure_ascii=False)


# ------------------------------------------------------------- simple values


def amount(text):
    """`1.5` -> `1.50`."""
    whole, _, part = text.partition(".")
    return f"{whole}.{part:0<2}"


def equals(default):
    """Whether a decimal has the value of the default: `1.0` is `1`."""
    return lambda text: Fraction(text) == Fraction(default)


def as_is(value):
    return value


def choice_of(rewrite):
    """`{"at_least": v}` and the like: one key, its value rewritten, and where it comes from."""
    return lambda value: {
        key: inner if key in ("source", "synthetic") else rewrite(inner)
        for key, inner in value.items()
        if not is_nothing(inner)
    }


# ------------------------------------------------------------------- objects


def is_nothing(value):
    """Absent, or an optional list or object with nothing in it."""
    return value is None or value == [] or value == {}


def record(fields=None, defaults=None):
    """An object: `fields` rewrites some keys, `defaults` are left out."""
    fields, defaults = fields or {}, defaults or {}

    def rewrite(value):
        out = {}
        for key, inner in value.items():
            if inner is None:
                continue
            inner = fields.get(key, as_is)(inner)
            default = defaults.get(key)
            usual = default(inner) if callable(default) else inner == default
            if not is_nothing(inner) and not usual:
                out[key] = inner
        return out

    return rewrite


def listing(rewrite, by=None):
    """A list: sorted by the bytes of `by`, or in the order it came in."""

    def all_of(values):
        out = [rewrite(value) for value in values]
        return sorted(out, key=lambda entry: entry[by].encode()) if by else out

    return all_of


def restriction(value):
    if value == "none":
        return value
    ((key, inner),) = ((k, v) for k, v in value.items() if v is not None and k not in ("source", "synthetic"))
    beside = {k: v for k, v in value.items() if k in ("source", "synthetic") and not is_nothing(v)}
    if key in ("all", "any"):
        inner = [restriction(entry) for entry in inner]
    elif key == "not":
        inner = restriction(inner)
    return {key: inner, **beside}


# ----------------------------------------------------------------- programme

goods = record({"valuation": record()})

project = record({"cap": amount})


def already(value):
    """Yuan of money, a count of goods."""
    return amount(value) if isinstance(value, str) else value


_need = record(
    {
        "money": amount,
        "already": already,
        "floor": amount,
        "cap": amount,
        "goods": goods,
    },
    {"tier": 1, "already": lambda value: value in ("0.00", 0), "floor": "0.00", "weight": equals("1")},
)


def need(value):
    out = _need(value)
    # The default of a cap is the need itself.
    if out.get("cap") is not None and out.get("cap") == out.get("money"):
        del out["cap"]
    return out


part = record({"money": amount, "restriction": restriction})
gift = record(
    {
        "money": amount,
        "goods": goods,
        "restriction": restriction,
        "parts": listing(part),
        "overhead": record(),
    }
)
pledge = record(
    {"money": amount, "goods": goods, "instalments": listing(record({"money": amount}))},
    {"written": False, "publicised": False},
)
event = record({"announced": choice_of(amount), "roles": listing(record())})

registry = record(
    {
        "organisations": listing(record({}, {"public_fundraising": False}), "id"),
        "pairings": listing(record({}, {"lead": False})),
        "places": listing(record(), "code"),
        "related": listing(record()),
    }
)
lists = record(
    {
        "items": listing(record({}, {"pack": 1}), "id"),
        "projects": listing(project, "id"),
        "needs": listing(need, "id"),
        "resources": listing(record(), "id"),
    }
)
giving = record({"event": event, "pledges": listing(pledge, "id"), "gifts": listing(gift, "id")})

# --------------------------------------------------------------------- rules


def basis(value):
    if isinstance(value, dict) and "factors" in value:
        return {
            **value,
            "factors": [record()(factor) for factor in value["factors"]],
        }
    return value


DEFAULT_USE_ORDER = ["use_by", "narrowest", "received_on", "id"]

allocation = record(
    {
        "basis": basis,
        "floors": record({}, {"short": "error", "count": "towards"}),
        "caps": listing(record({"max": amount})),
        "overhead": record({}, {"share": equals("0")}),
        "reserve": record({}, {"share": equals("0")}),
        "minimum_grant": amount,
        "matching": listing(record({"cap": amount, "of": record()}, {"ratio": equals("1")}), "id"),
        # An empty order reads as ["id"]; that is not the default and stays.
        "use_order": lambda keys: keys or ["id"],
    },
    {
        "basis": "need",
        "tiers": "strict",
        "minimum_grant": "0.00",
        "minimum_days_left": 0,
        "use_order": DEFAULT_USE_ORDER,
    },
)
rules = record({"effective": record(), "allocation": allocation})
programme = record({"registry": registry, "lists": lists, "giving": giving, "rules": rules})

# ---------------------------------------------------------------------- plan


def plan(value):
    """A plan leaves nothing out: only its arrays have an order."""
    out = dict(value)
    for name in ("needs", "gifts"):
        out[name] = sorted(out[name], key=lambda row: row["id"].encode())
    out["lines"] = sorted(
        out["lines"], key=lambda line: (line["gift"].encode(), line.get("part", -1), line["need"].encode())
    )
    if out.get("matches"):
        out["matches"] = sorted(out["matches"], key=lambda row: (row["gift"].encode(), row["part"]))
    out["bottlenecks"] = sorted(out["bottlenecks"], key=lambda entry: int(entry["id"][1:]))
    items = sorted(out["totals"]["items"], key=lambda row: row["item"].encode())
    out["totals"] = {**out["totals"], "items": items}
    return out


FORMS = {"bangfu.programme/1": programme, "bangfu.rules/1": rules, "bangfu.plan/1": plan}


def canonical(document):
    """The canonical text of a document, without the final newline."""
    return write(FORMS[document["format"]](document))


def digest(document):
    """`sha256:…` over the document as it is written: the canonical text and one newline."""
    return "sha256:" + hashlib.sha256((canonical(document) + "\n").encode()).hexdigest()
