"""Cases of documents.json about rules: a programme checked with its rules, rule books, plans, many errors at once."""

from document_cases import BASE, DROP, RULES, TINY, edit, findings, make, raw, replaced, table, text_of

NEED0, GIFT0, ALLOCATION = "/lists/needs/0", "/giving/gifts/0", "/rules/allocation"
PLACE = {"code": "511781109201", "name": "二村"}
NEED = {"id": "n3", "place": "511781109200", "category": "relief", "money": "1.00"}
POOL = {"id": "m", "gift": "g1"}
GIFT3 = {"id": "g3", "donor": "o2", "recipient": "o1", "received_on": "2024-04-02", "money": "5.00", "restriction": "none"}


def factors(*rows):
    return {f"{ALLOCATION}/basis": {"factors": [dict(zip(("figure", "weight", "transform"), row)) for row in rows]}}


WITH_RULES = [
    ("rules-not-yet-in-force", {"/rules/effective": {"from": "2024-04-03"}}, "RULES_NOT_IN_FORCE /rules/effective"),
    ("rules-no-longer-in-force", {"/rules/effective": {"from": "2023-01-01", "to": "2024-04-01"}}, "RULES_NOT_IN_FORCE /rules/effective"),
    ("unknown-figure", {f"{ALLOCATION}/basis": {"figure": "elderly"}}, "UNKNOWN_FIGURE /registry/places/0/figures/elderly"),
    ("unknown-figure-of-a-place-without-figures", {"/registry/places/0/figures": DROP, f"{ALLOCATION}/basis": {"figure": "population"}},
     "UNKNOWN_FIGURE /registry/places/0/figures/population"),
    ("unknown-figure-null", {"/registry/places/0/figures/population": None, f"{ALLOCATION}/basis": {"figure": "population"}},
     "UNKNOWN_FIGURE /registry/places/0/figures/population"),
    ("unknown-figure-only-where-there-is-a-need", {"/registry/places/-": PLACE, "/lists/needs/-": NEED | {"place": "511781109201"},
     f"{ALLOCATION}/basis": {"figure": "population"}}, "UNKNOWN_FIGURE /registry/places/1/figures/population"),
    ("unknown-figure-of-a-factor", factors(("population", "0.5", "share"), ("income", "0.5", {"gap_to": "18000"})),
     "UNKNOWN_FIGURE /registry/places/0/figures/income"),
    ("unknown-figures-of-two-factors", factors(("monitored", "0.5", "share"), ("income", "0.5", "inverse")),
     "UNKNOWN_FIGURE /registry/places/0/figures/income", "UNKNOWN_FIGURE /registry/places/0/figures/monitored"),
    ("inverse-of-a-figure-of-zero", {"/registry/places/0/figures/population": "0.0"} | factors(("population", "1", "inverse")),
     "OUT_OF_RANGE /registry/places/0/figures/population"),
    ("weight-too-large", {f"{NEED0}/weight": "9999999999999999999999"}, f"WEIGHT_TOO_LARGE {NEED0}/weight"),
    ("weight-too-large-by-one", {f"{ALLOCATION}/basis": "equal", f"{NEED0}/weight": "4611686018427.387904"},
     f"WEIGHT_TOO_LARGE {NEED0}/weight"),
    ("weights-all-zero-of-money", {f"{NEED0}/weight": "0"}, f"WEIGHTS_ALL_ZERO {ALLOCATION}/basis"),
    ("weights-all-zero-of-goods", {"/lists/needs/1/weight": "0.00"}, f"WEIGHTS_ALL_ZERO {ALLOCATION}/basis"),
    ("weights-all-zero-of-a-figure", {"/registry/places/0/figures/population": "0", f"{ALLOCATION}/basis": {"figure": "population"},
     "/lists/needs": [BASE["lists"]["needs"][0]]}, f"WEIGHTS_ALL_ZERO {ALLOCATION}/basis"),
    ("weights-all-zero-under-the-default-basis", {f"{ALLOCATION}/basis": DROP, f"{NEED0}/weight": "0"},
     f"WEIGHTS_ALL_ZERO {ALLOCATION}/basis"),
    ("cap-on-an-unknown-project", {f"{ALLOCATION}/caps": [{"scope": {"area": "511781"}, "max": "1.00"},
     {"scope": {"project": "farm"}, "max": "1.00"}]}, f"UNKNOWN_REFERENCE {ALLOCATION}/caps/1/scope/project"),
    ("matching-of-an-unknown-gift", {f"{ALLOCATION}/matching": [POOL | {"gift": "g9"}]}, f"UNKNOWN_REFERENCE {ALLOCATION}/matching/0/gift"),
    ("matching-of-goods", {f"{ALLOCATION}/matching": [POOL | {"gift": "g2"}]}, f"MATCHING_POOL {ALLOCATION}/matching/0/gift"),
    ("matching-of-a-gift-in-parts", {f"{ALLOCATION}/matching": [POOL], f"{GIFT0}/restriction": DROP,
     f"{GIFT0}/parts": [{"rest": True, "restriction": "none"}]}, f"MATCHING_POOL {ALLOCATION}/matching/0/gift"),
    ("matching-that-triggers-itself", {f"{ALLOCATION}/matching": [POOL | {"of": {"gift": ["g2", "g1"]}}]},
     f"MATCHING_CHAIN {ALLOCATION}/matching/0/of/gift/1"),
    ("matching-in-a-chain-stands-as-it-was-written", {"/giving/gifts/-": GIFT3, f"{ALLOCATION}/matching": [POOL | {"id": "z"},
     {"id": "a", "gift": "g3", "of": {"gift": ["g1"]}}]}, f"MATCHING_CHAIN {ALLOCATION}/matching/1/of/gift/0"),
    ("matching-triggered-by-nobody-known", {f"{ALLOCATION}/matching": [POOL | {"of": {"gift": ["g9"]}}]},
     f"UNKNOWN_REFERENCE {ALLOCATION}/matching/0/of/gift/0"),
    ("matching-triggered-by-an-unknown-donor", {f"{ALLOCATION}/matching": [POOL | {"of": {"donor": ["o1", "o9"]}}]},
     f"UNKNOWN_REFERENCE {ALLOCATION}/matching/0/of/donor/1"),
]

BOOK = [  # rule books by themselves; a project in a scope has nothing to be looked up in
    ("rules-unknown-key", {"/allocations": {}}, "UNKNOWN_KEY /allocations"),
    ("rules-unknown-key-in-allocation", {"/allocation/cap": []}, "UNKNOWN_KEY /allocation/cap"),
    ("rules-id-a-number", {"/id": 1}, "WRONG_TYPE /id"),
    ("rules-bad-id", {"/id": "万源规则"}, "BAD_ID /id"),
    ("rules-allocation-a-text", {"/allocation": "need"}, "WRONG_TYPE /allocation"),
    ("rules-checks-an-object", {"/checks": {}}, "WRONG_TYPE /checks"),
    ("rules-bad-basis-and-bad-tiers", {"/allocation": {"basis": "x", "tiers": "y"}}, "UNKNOWN_VALUE /allocation/basis",
     "UNKNOWN_VALUE /allocation/tiers"),
    ("rules-cap-without-max", {"/allocation/caps": [{"scope": {"area": "511781"}}]}, "MISSING_KEY /allocation/caps/0/max"),
    ("rules-scope-with-all-three", {"/allocation/caps": [{"scope": {"area": "511781", "project": "x", "category": "y"}, "max": "1.00"}]},
     "EXACTLY_ONE /allocation/caps/0/scope"),
    ("rules-empty-factors", {"/allocation/basis": {"factors": []}}, "EMPTY_LIST /allocation/basis/factors"),
    ("rules-minimum-days-left-a-text", {"/allocation/minimum_days_left": "30"}, "WRONG_TYPE /allocation/minimum_days_left"),
    ("rules-key-of-a-programme", {"/as_of": "2024-04-02"}, "UNKNOWN_KEY /as_of"),
    ("rules-bad-area", {"/allocation/caps": [{"scope": {"area": "51178x"}, "max": "1.00"}]}, "BAD_CODE /allocation/caps/0/scope/area"),
    ("rules-matching-an-object", {"/allocation/matching": POOL}, "WRONG_TYPE /allocation/matching"),
    ("rules-matching-without-a-pool", {"/allocation/matching": [{"id": "m"}]}, "MISSING_KEY /allocation/matching/0/gift"),
    ("rules-matching-without-an-id", {"/allocation/matching": [{"gift": "g1"}]}, "MISSING_KEY /allocation/matching/0/id"),
    ("rules-matching-unknown-key", {"/allocation/matching": [POOL | {"pool": "g1"}]}, "UNKNOWN_KEY /allocation/matching/0/pool"),
    ("rules-matching-below-nothing", {"/allocation/matching": [POOL | {"ratio": "-1"}]}, "BAD_DECIMAL /allocation/matching/0/ratio"),
    ("rules-matching-of-nobody", {"/allocation/matching": [POOL | {"of": {"donor": []}}]}, "EMPTY_LIST /allocation/matching/0/of/donor"),
    ("rules-matching-of-two-kinds", {"/allocation/matching": [POOL | {"of": {"donor": ["o1"], "gift": ["g2"]}}]},
     "EXACTLY_ONE /allocation/matching/0/of"),
    ("rules-matching-of-an-unknown-force", {"/allocation/matching": [POOL | {"of": {"force": ["friends"]}}]},
     "UNKNOWN_VALUE /allocation/matching/0/of/force/0"),
    ("rules-matching-of-what-a-need-is-granted", {"/allocation/matching": [POOL | {"of": {"need": ["n1"]}}]},
     "MATCHING_COUPLED /allocation/matching/0/of/need"),
    ("rules-matching-of-what-an-area-is-granted", {"/allocation/matching": [POOL | {"of": {"area": ["511781"]}}]},
     "MATCHING_COUPLED /allocation/matching/0/of/area"),
    ("rules-reference-is-no-key-of-a-book", {"/reference": "r"}, "UNKNOWN_KEY /reference"),
]
BOOK_UNSEEN = [
    ("rules-bad-effective-date", {"/effective": {"from": "2024-02-30"}}, "BAD_DATE /effective/from"),
    ("rules-share-above-one", {"/allocation/reserve": {"share": "1.1"}}, "OUT_OF_RANGE /allocation/reserve/share"),
    ("rules-matching-ratio-of-nothing", {"/allocation/matching": [POOL | {"ratio": "0.00"}]}, "OUT_OF_RANGE /allocation/matching/0/ratio"),
    ("rules-matching-cap-of-nothing", {"/allocation/matching": [POOL | {"cap": "0.00"}]}, "OUT_OF_RANGE /allocation/matching/0/cap"),
    ("rules-matching-id-twice", {"/allocation/matching": [POOL, POOL | {"gift": "g2"}]}, "DUPLICATE_ID /allocation/matching/1/id"),
    ("rules-matching-two-of-one-pool", {"/allocation/matching": [POOL, POOL | {"id": "n"}]}, "DUPLICATE_ID /allocation/matching/1/gift"),
    ("rules-minimum-out-of-range", {"/allocation/minimum_grant": "92233720368547758.08"}, "OUT_OF_RANGE /allocation/minimum_grant"),
]

ZERO = "sha256:" + "0" * 64
PLAN = {
    "format": "bangfu.plan/1", "programme": "p", "as_of": "2024-04-02", "rules": "r", "engine": "0.1.0",
    "input_hash": ZERO, "rules_hash": ZERO,
    "needs": [
        {"id": "n1", "required": "100.00", "already": "0.00", "granted": "50.00", "level": "1/2", "reason": "SHORT", "bottleneck": "b1"},
        {"id": "n2", "item": "i1", "required": 5, "already": 0, "granted": 3, "level": "3/5", "reason": "SHORT", "bottleneck": "b2"},
    ],
    "gifts": [
        {"id": "g1", "received": "50.00", "overhead": "0.00", "reserve": "0.00", "used": "50.00", "held": "0.00", "reason": "USED_UP"},
        {"id": "g2", "item": "i1", "received": 3, "used": 3, "held": 0, "reason": "USED_UP"},
    ],
    "lines": [{"gift": "g1", "need": "n1", "money": "50.00"}, {"gift": "g2", "need": "n2", "units": 3}],
    "bottlenecks": [
        {"id": "b1", "needs": ["n1"], "gifts": ["g1"], "caps": [], "rests_on": []},
        {"id": "b2", "needs": ["n2"], "gifts": ["g2"], "caps": [], "rests_on": []},
    ],
    "totals": {
        "received": "50.00", "overhead": "0.00", "reserve": "0.00", "available": "50.00", "required": "100.00", "granted": "50.00",
        "held": "0.00", "items": [{"item": "i1", "received": 3, "required": 5, "granted": 3, "held": 0}],
    },
}
PLANS = [
    ("plan-unknown-key", {"/foo": 1}, "UNKNOWN_KEY /foo"),
    ("plan-unknown-key-in-a-need", {"/needs/0/share": "1"}, "UNKNOWN_KEY /needs/0/share"),
    ("plan-unknown-key-in-a-line", {"/lines/0/amount": "1"}, "UNKNOWN_KEY /lines/0/amount"),
    ("plan-unknown-key-in-the-totals", {"/totals/sum": None}, "UNKNOWN_KEY /totals/sum"),
    ("plan-needs-an-object", {"/needs": {}}, "WRONG_TYPE /needs"),
    ("plan-need-null", {"/needs/1": None}, "WRONG_TYPE /needs/1"),
    ("plan-unknown-reason-of-a-need", {"/needs/0/reason": "UNLUCKY"}, "UNKNOWN_VALUE /needs/0/reason"),
    ("plan-reason-of-a-need-at-a-gift", {"/gifts/0/reason": "SHORT"}, "UNKNOWN_VALUE /gifts/0/reason"),
    ("plan-reason-in-lower-case", {"/gifts/0/reason": "used_up"}, "UNKNOWN_VALUE /gifts/0/reason"),
    ("plan-bad-id", {"/bottlenecks/0/needs": ["n 1"]}, "BAD_ID /bottlenecks/0/needs/0"),
    ("plan-caps-a-text", {"/bottlenecks/0/caps": "rules:0"}, "WRONG_TYPE /bottlenecks/0/caps"),
    ("plan-matches-an-object", {"/matches": {}}, "WRONG_TYPE /matches"),
    ("plan-match-without-its-trigger", {"/matches": [{"gift": "g1", "part": 0, "matching": "m", "money": "1.00"}]},
     "MISSING_KEY /matches/0/trigger"),
    ("plan-totals-a-list", {"/totals": []}, "WRONG_TYPE /totals"),
    ("plan-bad-as-of", {"/as_of": "2. April"}, "BAD_DATE /as_of"),
    ("plan-engine-a-number", {"/engine": 1}, "WRONG_TYPE /engine"),
]
PLAN_ROWS = [  # rows of money and of goods have one shape each
    ("plan-granted-a-number", {"/needs/0/granted": 50}, "WRONG_TYPE /needs/0/granted"),
    ("plan-bad-amount", {"/gifts/0/used": "50.000"}, "BAD_AMOUNT /gifts/0/used"),
    ("plan-bad-amount-in-a-line", {"/lines/0/money": "-50.00"}, "BAD_AMOUNT /lines/0/money"),
    ("plan-units-a-text", {"/lines/1/units": "3"}, "WRONG_TYPE /lines/1/units"),
    ("plan-units-below-zero", {"/lines/1/units": -3}, "OUT_OF_RANGE /lines/1/units"),
    ("plan-two-errors-far-apart", {"/programme": 1, "/totals/held": "x"}, "WRONG_TYPE /programme", "BAD_AMOUNT /totals/held"),
]

MANY = [
    ("two-errors-far-apart", {"/id": 5, f"{ALLOCATION}/tiers": "loose"}, "WRONG_TYPE /id", f"UNKNOWN_VALUE {ALLOCATION}/tiers"),
    ("missing-key-stands-at-the-end-of-its-object", {"/lists/needs/-": {"id": "n 3", "category": "x", "money": "1.005", "foo": 1}},
     "BAD_ID /lists/needs/2/id", "BAD_AMOUNT /lists/needs/2/money", "UNKNOWN_KEY /lists/needs/2/foo", "MISSING_KEY /lists/needs/2/place"),
    ("missing-key-before-what-follows-its-object", {"/registry/pairings/0/from": DROP, "/lists/items/0/pack": 0},
     "MISSING_KEY /registry/pairings/0/from", "OUT_OF_RANGE /lists/items/0/pack"),
    ("missing-key-of-the-outer-object-after-the-inner", {"/as_of": DROP, "/rules/allocation/basis": "x", "/rules/id": DROP},
     "UNKNOWN_VALUE /rules/allocation/basis", "MISSING_KEY /rules/id", "MISSING_KEY /as_of"),
    ("exactly-one-before-what-stands-inside", {"/lists/needs/1/money": "1.00", "/lists/needs/1/foo": 1, "/lists/items/0/unit": 1},
     "WRONG_TYPE /lists/items/0/unit", "EXACTLY_ONE /lists/needs/1", "UNKNOWN_KEY /lists/needs/1/foo"),
    ("dangling-and-wrong-and-unknown", {"/giving/pledges/0/donor": "o9", f"{GIFT0}/publicity": "secret", "/rules/foo": 1},
     "UNKNOWN_REFERENCE /giving/pledges/0/donor", f"UNKNOWN_VALUE {GIFT0}/publicity", "UNKNOWN_KEY /rules/foo"),
    ("parts-and-references-and-ids", {"/lists/needs/-": NEED | {"id": "n1"}, f"{GIFT0}/restriction": DROP,
     f"{GIFT0}/parts": [{"money": "1.00", "restriction": {"need": ["n7"]}}], "/giving/gifts/1/donor": "o7"},
     "DUPLICATE_ID /lists/needs/2/id", f"PARTS_DO_NOT_SUM {GIFT0}/parts", f"UNKNOWN_REFERENCE {GIFT0}/parts/0/restriction/need/0",
     "UNKNOWN_REFERENCE /giving/gifts/1/donor"),
    ("floor-and-figure-and-key", {f"{NEED0}/floor": "100.01", f"{ALLOCATION}/basis": {"figure": "elderly"}, "/giving/foo": 1},
     "UNKNOWN_FIGURE /registry/places/0/figures/elderly", f"FLOOR_ABOVE_CAP {NEED0}/floor", "UNKNOWN_KEY /giving/foo"),
    ("every-date-bad", {"/as_of": "x", "/registry/pairings/0/from": "x", "/registry/pairings/0/to": "x", "/giving/event/on": "x",
     "/giving/gifts/1/received_on": "x"}, "BAD_DATE /as_of", "BAD_DATE /registry/pairings/0/from", "BAD_DATE /registry/pairings/0/to",
     "BAD_DATE /giving/event/on", "BAD_DATE /giving/gifts/1/received_on"),
    ("ten-errors-in-one-need", {"/lists/needs/-": {"id": "", "place": "x", "project": "a b", "category": 1, "tags": [None, 2], "tier": 0,
     "beneficiary": "", "money": "x", "weight": "-1", "foo": 1}},
     "BAD_ID /lists/needs/2/id", "BAD_CODE /lists/needs/2/place", "BAD_ID /lists/needs/2/project", "WRONG_TYPE /lists/needs/2/category",
     "WRONG_TYPE /lists/needs/2/tags/0", "WRONG_TYPE /lists/needs/2/tags/1", "OUT_OF_RANGE /lists/needs/2/tier",
     "BAD_ID /lists/needs/2/beneficiary", "BAD_AMOUNT /lists/needs/2/money", "BAD_DECIMAL /lists/needs/2/weight",
     "UNKNOWN_KEY /lists/needs/2/foo"),
]


def more_than_a_thousand():
    """After the first 1,000 errors in document order the rest is a number."""
    def entries(count, head="{", tail="}"):
        text = head + text_of(TINY)[1:-1] + ',"registry":{"organisations":['
        return [text, {"repeat": "1,", "times": count - 1}, "1]}" + tail]

    errors = [f"WRONG_TYPE /registry/organisations/{index}" for index in range(1000)]
    return [
        raw("a-thousand-errors", entries(1000), findings(errors), structural=True),
        raw("a-thousand-and-one-errors", entries(1001), findings(errors), structural=True, more=1),
        raw("a-thousand-in-document-order", entries(1002, '{"foo":1,', ',"bar":2}'),
            findings(["UNKNOWN_KEY /foo", *errors[:999]]), structural=True, more=4),
    ]


def order_by_bytes():
    """The order is that of the text, not of the keys' names nor of the contract."""
    text = '{"lists":{"needs":5},"id":5,"format":"bangfu.programme/1","as_of":5,"giving":{"gifts":5},"registry":{"places":5}}'
    wide = text.replace("{", "{\r\n\t ").replace(":", " : ").replace("},", "}\n,")
    errors = [f"WRONG_TYPE {p}" for p in ("/lists/needs", "/id", "/as_of", "/giving/gifts", "/registry/places")]
    both = replaced(TINY, '"id":"p"', '"foo":1,"id":"p","id":"q"')
    return [
        make("order-of-the-text", text, errors, structural=True),
        make("order-of-the-text-with-white-space", wide, errors, structural=True),
        make("unknown-and-duplicate-keys-in-order", both, ["UNKNOWN_KEY /foo", "DUPLICATE_KEY /id"], structural=True),
        make("duplicate-counts-where-it-stands", replaced(TINY, '"as_of":"2024-04-02"', '"as_of":"x","foo":1,"id":"q"'),
             ["BAD_DATE /as_of", "UNKNOWN_KEY /foo", "DUPLICATE_KEY /id"], structural=True),
    ]


def cases():
    def standing(base, rows, structural):
        return [make(name, edit(edits, base), errors, structural=structural) for name, edits, *errors in rows]

    return (
        table(WITH_RULES, False) + standing(RULES, BOOK, True) + standing(RULES, BOOK_UNSEEN, False)
        + standing(PLAN, PLANS, True) + standing(PLAN, PLAN_ROWS, None) + table(MANY[:1], True) + table(MANY[1:], None) + more_than_a_thousand() + order_by_bytes()
    )
