"""Cases of documents.json about JSON itself: syntax, encoding, depth, size, numbers."""

from document_cases import BASE, TINY, edit, findings, make, raw, replaced, text_of

TEXT = text_of(TINY)
OPEN = TEXT[:-1]  # without the closing bracket
SYNTAX = [{"name": "SYNTAX", "pointer": ""}]


def named(value):
    """A programme whose name is written literally."""
    return OPEN + ',"name":' + value + "}"


SYNTAX_TEXTS = {
    "empty": "", "only-white-space": " \n\t", "word": "bangfu", "half-a-word": "tru", "only-a-comma": ",",
    "only-an-opening-bracket": "{", "only-a-closing-bracket": "}", "cut-off-in-a-key": '{"form', "cut-off-after-a-key": '{"format"',
    "cut-off-after-a-colon": '{"format":', "cut-off-in-a-text": '{"format":"bangfu.programme/1', "cut-off-before-the-end": OPEN,
    "wrong-closing-bracket": OPEN + "]", "garbage-after-the-end": TEXT + " x", "two-documents": TEXT + TEXT,
    "comma-after-the-end": TEXT + ",", "bracket-after-the-end": TEXT + "}", "nul-after-the-end": TEXT + "\u0000",
    "trailing-comma-in-an-object": OPEN + ",}", "trailing-comma-in-a-list": OPEN + ',"lists":{"needs":[1,]}}',
    "two-commas": OPEN + ',,"name":"x"}', "no-comma": OPEN + '"name":"x"}', "no-colon": OPEN + ',"name" "x"}',
    "key-without-quotes": OPEN + ',name:"x"}', "single-quotes": named("'x'"), "key-that-is-a-number": OPEN + ",1:2}",
    "comment": "/* facts */" + TEXT, "line-comment": TEXT + "// end", "not-a-number": named("NaN"), "infinity": named("Infinity"),
    "minus-infinity": named("-Infinity"), "plus-sign": named("+1"), "leading-zero": named("01"), "minus-and-leading-zero": named("-01"),
    "no-digit-before-the-point": named(".5"), "no-digit-after-the-point": named("1."), "no-exponent": named("1e"),
    "only-a-minus": named("-"), "hexadecimal": named("0x10"), "upper-case-literal": named("True"), "undefined": named("undefined"),
    "raw-nul-in-a-text": named('"a\u0000b"'), "raw-line-feed-in-a-text": named('"a\nb"'), "raw-tab-in-a-text": named('"a\tb"'),
    "raw-unit-separator-in-a-text": named('"a\u001fb"'), "nul-between-tokens": OPEN + "\u0000}",
    "unknown-escape": named('"\\x41"'), "escaped-single-quote": named('"\\\'"'), "short-unicode-escape": named('"\\u12"'),
    "no-hexadecimal-unicode-escape": named('"\\u12G4"'), "escape-at-the-end": named('"\\'),
    "lone-high-surrogate": named('"\\ud800"'), "lone-low-surrogate": named('"\\udc00"'),
    "high-surrogate-and-a-letter": named('"\\ud83dA"'), "high-surrogate-and-an-escape": named('"\\ud83d\\n"'),
    "two-high-surrogates": named('"\\ud83d\\ud83d"'), "surrogates-in-the-wrong-order": named('"\\ude00\\ud83d"'),
    "lone-surrogate-in-a-key": OPEN + ',"\\ud800":1}', "byte-order-mark": "\ufeff" + TEXT,
    "byte-order-mark-after-a-space": " \ufeff" + TEXT, "no-break-space-between-tokens": OPEN + "\u00a0}",
    "full-width-quotes": OPEN + ',“name”:"x"}', "form-feed-between-tokens": OPEN + "\f}",
    "syntax-after-an-unknown-key": OPEN + ',"foo":1,"name":}', "syntax-after-an-unknown-format": '{"format":"bangfu.programme/9",}',
    "syntax-after-a-wrong-type": '{"format":"bangfu.programme/1","id":5,"as_of":false,"lists":[}', "base-cut-off": text_of(BASE)[:-2],
}

BAD_BYTES = {
    "ff": "ff", "fe": "fe", "lone-continuation": "80", "overlong-nul": "c080", "overlong-slash": "e080af", "two-bytes-cut-off": "c3",
    "three-bytes-cut-off": "e4b8", "four-bytes-cut-off": "f09f98", "surrogate-as-utf-8": "eda080", "beyond-unicode": "f4908080",
    "gbk": "cdf2d4b4",
}


def syntax():
    cases = [raw(f"syntax-{name}", [text], SYNTAX) for name, text in SYNTAX_TEXTS.items()]
    for name, data in BAD_BYTES.items():
        cases.append(raw(f"syntax-bad-utf-8-{name}", [OPEN + ',"name":"', {"hex": data}, '"}'], SYNTAX))
    cases.append(raw("syntax-bad-utf-8-in-a-key", [OPEN + ',"', {"hex": "ff"}, '":1}'], SYNTAX))
    cases.append(raw("syntax-bad-utf-8-after-the-end", [TEXT, {"hex": "ff"}], SYNTAX))
    for name, encoding in (("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"), ("utf-32", "utf-32-le")):
        cases.append(raw(f"syntax-{name}", [{"hex": TEXT.encode(encoding).hex()}], SYNTAX))
    return cases


# --- depth ------------------------------------------------------------------

RESTRICTION = "/giving/gifts/0/restriction"


def nested(nots):
    """A gift restricted by so many nested `not`; the first stands at depth 5."""
    restriction = {"tier": [1]}
    for _ in range(nots):
        restriction = {"not": restriction}
    return edit({RESTRICTION: restriction})


def too_deep(pointer):
    return findings([f"TOO_DEEP {pointer}"])


def depth():
    """Open brackets count, the root is the first; the 65th is one too many."""
    unknown = OPEN + ',"foo":' + "[" * 63 + "]" * 63 + "}"
    unknown_too_deep = OPEN + ',"foo":' + "[" * 64 + "]" * 64 + "}"
    return [
        make("depth-64-of-restrictions", nested(58), structural=False),
        raw("too-deep-65-of-restrictions", [text_of(nested(59))], too_deep(RESTRICTION + "/not" * 59 + "/tier")),
        raw("too-deep-400-restrictions", [text_of(nested(400))], too_deep(RESTRICTION + "/not" * 60)),
        make("depth-64-in-an-unknown-key", unknown, ["UNKNOWN_KEY /foo"], structural=True),
        raw("too-deep-in-an-unknown-key", [unknown_too_deep], too_deep("/foo" + "/0" * 63)),
        raw("too-deep-stands-alone", [unknown_too_deep.replace('"id":"p"', '"id":5')], too_deep("/foo" + "/0" * 63)),
        raw("too-deep-before-the-syntax-error", [OPEN + ',"foo":' + "[" * 64], too_deep("/foo" + "/0" * 63)),
        raw("syntax-before-the-depth", [OPEN + ',"name":nil,"foo":' + "[" * 64], SYNTAX),
        raw("syntax-64-open-lists", ["[" * 64], SYNTAX),
        raw("too-deep-65-open-lists", ["[" * 65], too_deep("/0" * 64)),
        raw("too-deep-10000-lists", [{"repeat": "[", "times": 10000}, {"repeat": "]", "times": 10000}], too_deep("/0" * 64)),
        raw("too-deep-10000-objects", [{"repeat": '{"a":', "times": 10000}, "1", {"repeat": "}", "times": 10000}], too_deep("/a" * 64)),
        raw("too-deep-10000-open-objects", [{"repeat": '{"a":', "times": 10000}], too_deep("/a" * 64)),
        raw("too-deep-10000-nested-restrictions",
            [OPEN + ',"giving":{"gifts":[{"restriction":', {"repeat": '{"not":', "times": 10000}, '{"tier":[1]}',
             {"repeat": "}", "times": 10000}, "}]}}"], too_deep(RESTRICTION + "/not" * 60)),
        raw("too-deep-second-entry-of-a-list", ["[1,", {"repeat": "[", "times": 64}], too_deep("/1" + "/0" * 63)),
        raw("too-deep-100-megabytes-of-lists", [{"repeat": "[", "times": 100_000_000}], too_deep("/0" * 64)),
    ]


# --- size -------------------------------------------------------------------


def size():
    """Text is measured in bytes as decoded; a key's error stands at its object."""
    big, limit = 65537, 65536
    place = text_of(edit({"/registry/places/0/figures": "@"}))
    before, after = place.split('"@"')
    listed = text_of(edit({"/registry/organisations/0/aliases": ["@"]}))
    head, tail = listed.split('"@"')
    aliases = "/registry/organisations/0/aliases"

    def quoted(repeat, times, more=""):
        return [OPEN + ',"name":"', {"repeat": repeat, "times": times}, more + '"}']

    return [
        raw("text-of-64-kib", quoted("a", limit), [], structural=False),
        raw("text-of-64-kib-and-one", quoted("a", big), findings(["TOO_LARGE /name"])),
        raw("text-of-64-kib-escaped", quoted("\\u0061", limit), [], structural=False),
        raw("text-of-64-kib-and-one-escaped", quoted("\\u0061", big), findings(["TOO_LARGE /name"])),
        raw("text-of-64-kib-in-three-byte-characters", quoted("帮", 21845, "a"), [], structural=False),
        raw("text-of-64-kib-and-two-in-three-byte-characters", quoted("帮", 21846), findings(["TOO_LARGE /name"])),
        raw("text-too-large-and-a-bad-date-before", ['{"format":"bangfu.programme/1","id":"p","as_of":"2024-02-30","name":"',
            {"repeat": "a", "times": big}, '"}'], findings(["BAD_DATE /as_of", "TOO_LARGE /name"])),
        raw("key-of-64-kib", [before + '{"population":"12","', {"repeat": "k", "times": limit}, '":"1"}' + after], [], structural=False),
        raw("key-of-64-kib-and-one", [before + '{"population":"12","', {"repeat": "k", "times": big}, '":"1"}' + after],
            findings(["TOO_LARGE /registry/places/0/figures"])),
        raw("list-of-ten-million-and-one", [head, {"repeat": '"",', "times": 10_000_000}, '""' + tail],
            findings([f"TOO_LARGE {aliases}"])),
        raw("document-of-512-mib-and-one", [TEXT, {"repeat": " ", "times": 2**29 + 1 - len(TEXT)}], findings(["TOO_LARGE "])),
    ]


# --- numbers ----------------------------------------------------------------

TIER = "/lists/needs/1/tier"
COUNTS = [
    ("one", "1", None), ("large", "9007199254740991", None),
    ("zero", "0", "OUT_OF_RANGE"), ("minus-one", "-1", "OUT_OF_RANGE"), ("two-to-the-53", "9007199254740992", "OUT_OF_RANGE"),
    ("two-to-the-53-and-one", "9007199254740993", "OUT_OF_RANGE"), ("i64-max-and-one", "9223372036854775808", "OUT_OF_RANGE"),
    ("u64-max-and-one", "18446744073709551616", "OUT_OF_RANGE"), ("20-digits", "12345678901234567890", "OUT_OF_RANGE"),
    ("minus-20-digits", "-12345678901234567890", "OUT_OF_RANGE"), ("40-digits", "1" * 40, "OUT_OF_RANGE"),
    ("one-point-zero", "1.0", "WRONG_TYPE"), ("one-exponent-zero", "1e0", "WRONG_TYPE"), ("exponent", "1E2", "WRONG_TYPE"),
    ("fraction", "1.5", "WRONG_TYPE"), ("minus-fraction", "-0.5", "WRONG_TYPE"), ("exponent-beyond-double", "1e999", "OUT_OF_RANGE"),
    ("minus-exponent-beyond-double", "-1e999", "OUT_OF_RANGE"), ("text", '"1"', "WRONG_TYPE"), ("true", "true", "WRONG_TYPE"),
    ("null-is-absent", "null", None),
]


def numbers():
    cases = []
    for name, literal, error in COUNTS:
        text = replaced(BASE, '"tier":2', f'"tier":{literal}')
        structural = None if literal in ("1.0", "1e0", "1E2") or "999" in literal or len(literal) > 15 else bool(error)
        if literal in ("1", "9007199254740991", "null"):
            structural = False
        cases.append(make(f"count-{name}", text, [f"{error} {TIER}"] if error else [], structural=structural))
    quantity = "/lists/needs/1/goods/quantity/known"
    cases += [
        make("need-of-no-goods", edit({quantity: 0}), [f"OUT_OF_RANGE {quantity}"]),
        make("gift-of-no-goods", edit({"/giving/gifts/1/goods/quantity/known": 0}), structural=False),
        make("quantity-minus-one", edit({quantity: -1}), [f"OUT_OF_RANGE {quantity}"], structural=True),
        make("quantity-two-to-the-53", edit({quantity: 2**53}), [f"OUT_OF_RANGE {quantity}"]),
        make("quantity-one-point-zero", replaced(BASE, '"known":5', '"known":5.0'), [f"WRONG_TYPE {quantity}"]),
        make("pack-zero", edit({"/lists/items/0/pack": 0}), ["OUT_OF_RANGE /lists/items/0/pack"], structural=True),
        make("pack-minus-one", edit({"/lists/items/0/pack": -1}), ["OUT_OF_RANGE /lists/items/0/pack"], structural=True),
        make("minimum-days-left-minus-one", edit({"/rules/allocation/minimum_days_left": -1}),
             ["OUT_OF_RANGE /rules/allocation/minimum_days_left"], structural=True),
        make("source-minus-one", edit({"/lists/needs/0/source": [-1, 4]}), ["OUT_OF_RANGE /lists/needs/0/source/0"], structural=True),
        make("number-of-20-digits-where-text-stands", edit({"/name": 12345678901234567890}), ["WRONG_TYPE /name"], structural=True),
        make("number-beyond-double-does-not-stand-alone", named("1e999").replace('"id":"p"', '"id":5'), ["WRONG_TYPE /id", "OUT_OF_RANGE /name"]),
    ]
    return cases


def cases():
    return syntax() + depth() + size() + numbers()
