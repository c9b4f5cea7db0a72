"""Cases of documents.json about the shape: types, keys, choices, enumerations, patterns."""

from document_cases import BASE, DROP, TINY, Map, edit, make, replaced, table, text_of

# --- the document itself ----------------------------------------------------

DOCUMENT = [
    ("root-is-a-list", "[]", "WRONG_TYPE "),
    ("root-is-a-text", '"bangfu.programme/1"', "WRONG_TYPE "),
    ("root-is-a-number", "1", "WRONG_TYPE "),
    ("root-is-null", "null", "WRONG_TYPE "),
    ("root-is-true", "true", "WRONG_TYPE "),
    ("root-is-a-list-of-documents", "[" + text_of(TINY) + "]", "WRONG_TYPE "),
    ("root-is-empty", "{}", "MISSING_KEY /format"),
    ("format-missing-and-nothing-more", '{"id":5,"foo":1}', "MISSING_KEY /format"),
    ("format-null", '{"format":null,"id":5}', "MISSING_KEY /format"),
    ("format-a-number", '{"format":1,"id":"p","as_of":"2024-04-02"}', "WRONG_TYPE /format"),
    ("format-unknown-name", '{"format":"bangfu.notice/1","id":5}', "UNKNOWN_FORMAT /format"),
    ("format-unknown-major", '{"format":"bangfu.programme/2","id":5,"foo":1}', "UNKNOWN_FORMAT /format"),
    ("format-minor", '{"format":"bangfu.programme/1.0","id":"p","as_of":"2024-04-02"}', "UNKNOWN_FORMAT /format"),
    ("format-without-major", '{"format":"bangfu.programme","id":"p","as_of":"2024-04-02"}', "UNKNOWN_FORMAT /format"),
    ("format-upper-case", '{"format":"BANGFU.programme/1","id":"p","as_of":"2024-04-02"}', "UNKNOWN_FORMAT /format"),
    ("format-empty", '{"format":"","id":"p","as_of":"2024-04-02"}', "UNKNOWN_FORMAT /format"),
    ("format-with-a-space", '{"format":"bangfu.programme/1 ","id":"p","as_of":"2024-04-02"}', "UNKNOWN_FORMAT /format"),
    ("format-last-and-good-errors-found", '{"id":5,"as_of":"2024-04-02","format":"bangfu.programme/1"}', "WRONG_TYPE /id"),
    ("programme-without-id", '{"format":"bangfu.programme/1","as_of":"2024-04-02"}', "MISSING_KEY /id"),
    ("programme-without-as-of", '{"format":"bangfu.programme/1","id":"p"}', "MISSING_KEY /as_of"),
    ("programme-without-both", '{"format":"bangfu.programme/1"}', "MISSING_KEY /as_of", "MISSING_KEY /id"),
    ("rules-without-id", '{"format":"bangfu.rules/1"}', "MISSING_KEY /id"),
    ("rules-with-unknown-major", '{"format":"bangfu.rules/2","id":"r"}', "UNKNOWN_FORMAT /format"),
    ("plan-with-unknown-major", '{"format":"bangfu.plan/0"}', "UNKNOWN_FORMAT /format"),
]

# --- wrong types, every key of every object ---------------------------------

# For each object: a pointer where such an object may stand, and for each of its
# keys a value of a wrong type. Exactly one of money | goods and the like is kept.
WRONG = {
    "programme": ("", {"id": 1, "name": [], "as_of": 20240402, "source_text": {}, "registry": [], "lists": "x", "giving": 0, "rules": []}),
    "programme-lists": ("/registry", {"organisations": {}, "pairings": "x", "places": 1, "related": True}),
    "lists": ("/lists", {"items": {}, "projects": "x", "needs": 1, "resources": False, "kinds": "needs"}),
    "giving": ("/giving", {"event": [], "pledges": {}, "gifts": "x"}),
    "organisation": ("/registry/organisations/-", {
        "id": 7, "name": ["甲"], "kind": 1, "credit_code": 51511781, "aliases": "甲", "parent": [], "public_fundraising": "true",
        "roles": {}, "source": "12", "synthetic": True}),
    "pairing": ("/registry/pairings/-", {
        "organisation": 1, "force": ["social"], "division": 511781, "from": 2021, "to": False, "lead": 1}),
    "place": ("/registry/places/-", {"code": 511781109201, "name": 1, "figures": [], "synthetic": "code", "source": 12}),
    "related": ("/registry/related/-", {"a": 1, "b": {}, "relation": []}),
    "item": ("/lists/items/-", {"id": 1, "name": {}, "unit": 1, "pack": "1"}),
    "project": ("/lists/projects/-", {"id": 1, "name": True, "category": [], "tags": "livelihood", "cap": 500000}),
    "need": ("/lists/needs/-", {
        "id": 1, "place": 511781109200, "project": [], "category": 1, "tags": "x", "tier": "1", "beneficiary": 9, "money": 150000,
        "already": 0, "floor": 0.0, "cap": 150000, "weight": 1}),
    "need-of-goods": ("/lists/needs/1", {"goods": "quilt"}),
    "need-goods": ("/lists/needs/1/goods", {"item": 1, "quantity": 100}),
    "need-quantity": ("/lists/needs/1/goods/quantity", {"known": "100"}),
    "resource": ("/lists/resources/-", {
        "id": 1, "organisation": {}, "kind": 1, "what": [], "areas": "511781", "from": 1, "to": True}),
    "event": ("/giving/event", {
        "id": 1, "title": [], "on": 1, "venue": {}, "announced": "1386000.00", "segments": "signing", "attendance": 100,
        "figures": [], "roles": {}}),
    "event-announced": ("/giving/event", {"announced": {"exactly": 1386000}}),
    "event-attendance": ("/giving/event", {"attendance": {"at_least": "100"}}),
    "event-role": ("/giving/event", {"roles": [{"organisation": 1, "role": []}]}),
    "pledge": ("/giving/pledges/-", {
        "id": 1, "donor": 1, "event": [], "segment": 1, "money": 10, "written": "yes", "publicised": 0, "due": 1, "instalments": {}}),
    "gift": ("/giving/gifts/-", {
        "id": 1, "donor": [], "recipient": 1, "pledge": {}, "received_on": 20240402, "money": 93000.00, "force": 1, "restriction": 1,
        "overhead": "0.05", "use_by": 1, "publicity": True}),
    "gift-goods": ("/giving/gifts/1/goods", {"item": 1, "quantity": [60], "best_before": 1, "valuation": "120.00"}),
    "gift-valuation": ("/giving/gifts/1/goods/valuation", {"method": 1, "unit_price": 120, "evidence": []}),
    "gift-overhead": ("/giving/gifts/0/overhead", {"ceiling": 0.05}),
    "gift-restriction-a-list": ("/giving/gifts/0", {"restriction": []}),
    "embedded-rules": ("/rules", {"id": 1, "effective": "2024-01-01", "allocation": [], "checks": {}}),
    "rules-reference": ("", {"rules": {"reference": 1}}),
    "rules-a-text": ("", {"rules": "wanyuan-rules"}),
    "effective": ("/rules/effective", {"from": 2024, "to": []}),
    "allocation": ("/rules/allocation", {
        "basis": 1, "tiers": True, "floors": "error", "caps": {}, "overhead": "0.00", "reserve": 0, "minimum_grant": 0,
        "minimum_days_left": "0", "use_order": "use_by"}),
    "basis-a-list": ("/rules/allocation", {"basis": ["need"]}),
    "basis-figure": ("/rules/allocation", {"basis": {"figure": 1}}),
    "basis-factors": ("/rules/allocation", {"basis": {"factors": "x"}}),
    "floors": ("/rules/allocation/floors", {"short": 1, "count": []}),
    "rules-overhead": ("/rules/allocation/overhead", {"share": 0}),
    "rules-reserve": ("/rules/allocation/reserve", {"share": []}),
}


def wrong_types():
    """One case an object: every key of a wrong type, every error found, in order."""
    cases = []
    for name, (pointer, values) in WRONG.items():
        target = pointer
        if pointer.endswith("/-"):
            edits = {pointer: values}
            count = 0
            for token in pointer.split("/")[1:-1]:
                count = (BASE if not count else count)[token]
            target = pointer[:-1] + str(len(count))
        else:
            edits = {f"{pointer}/{key}": value for key, value in values.items()}
        base = TINY if name in ("programme", "programme-lists", "lists", "giving") else BASE
        errors = []
        for key, value in values.items():
            inner = value if isinstance(value, dict) and value and not name == "programme" else None
            if isinstance(value, list) and value and isinstance(value[0], dict):
                errors += [f"WRONG_TYPE {target}/{key}/0/{part}" for part in value[0]]
            elif inner:
                errors += [f"WRONG_TYPE {target}/{key}/{part}" for part in inner]
            else:
                errors.append(f"WRONG_TYPE {target}/{key}")
        text = text_of(edit(edits, base))
        cases.append(make(f"wrong-type-{name}", text, in_order(text, errors), structural=True))
    return cases


def in_order(text, errors):
    """Sorted by where they stand, so that a table may list keys in any order."""
    where = Map(text)
    return sorted(errors, key=lambda line: where.begin[line.partition(" ")[2]])


ENTRIES = [  # entries of lists; null inside a list is a wrong type too
    ("organisation-a-text", {"/registry/organisations/-": "o3"}, "WRONG_TYPE /registry/organisations/2"),
    ("organisation-null", {"/registry/organisations/-": None}, "WRONG_TYPE /registry/organisations/2"),
    ("need-null", {"/lists/needs/-": None}, "WRONG_TYPE /lists/needs/2"),
    ("need-a-list", {"/lists/needs/-": []}, "WRONG_TYPE /lists/needs/2"),
    ("gift-a-number", {"/giving/gifts/-": 5}, "WRONG_TYPE /giving/gifts/2"),
    ("alias-null", {"/registry/organisations/0/aliases": ["甲", None]}, "WRONG_TYPE /registry/organisations/0/aliases/1"),
    ("role-a-number", {"/registry/organisations/0/roles": [1]}, "WRONG_TYPE /registry/organisations/0/roles/0"),
    ("tag-an-object", {"/lists/needs/0/tags": ["a", {}]}, "WRONG_TYPE /lists/needs/0/tags/1"),
    ("segment-null", {"/giving/event/segments": [None]}, "WRONG_TYPE /giving/event/segments/0"),
    ("kind-of-list-a-number", {"/lists/kinds": ["needs", 2]}, "WRONG_TYPE /lists/kinds/1"),
    ("synthetic-a-number", {"/registry/places/0/synthetic": [1]}, "WRONG_TYPE /registry/places/0/synthetic/0"),
    ("source-a-text", {"/lists/needs/0/source": ["12", 18]}, "WRONG_TYPE /lists/needs/0/source/0"),
    ("figure-a-number", {"/registry/places/0/figures/population": 12}, "WRONG_TYPE /registry/places/0/figures/population"),
    ("event-figure-a-number", {"/giving/event/figures": {"guests": 100}}, "WRONG_TYPE /giving/event/figures/guests"),
    ("area-of-a-resource-null", {"/lists/resources/0/areas": [None]}, "WRONG_TYPE /lists/resources/0/areas/0"),
    ("all-not-a-list", {"/giving/gifts/0/restriction": {"all": {}}}, "WRONG_TYPE /giving/gifts/0/restriction/all"),
    ("any-not-a-list", {"/giving/gifts/0/restriction": {"any": "none"}}, "WRONG_TYPE /giving/gifts/0/restriction/any"),
    ("not-a-list-of-one", {"/giving/gifts/0/restriction": {"not": [{"tier": [1]}]}}, "WRONG_TYPE /giving/gifts/0/restriction/not"),
    ("area-a-text", {"/giving/gifts/0/restriction": {"area": "511781"}}, "WRONG_TYPE /giving/gifts/0/restriction/area"),
    ("area-of-numbers", {"/giving/gifts/0/restriction": {"area": [511781]}}, "WRONG_TYPE /giving/gifts/0/restriction/area/0"),
    ("project-a-text", {"/giving/gifts/0/restriction": {"project": "j1"}}, "WRONG_TYPE /giving/gifts/0/restriction/project"),
    ("category-of-null", {"/giving/gifts/0/restriction": {"category": [None]}}, "WRONG_TYPE /giving/gifts/0/restriction/category/0"),
    ("tag-of-lists", {"/giving/gifts/0/restriction": {"tag": [[]]}}, "WRONG_TYPE /giving/gifts/0/restriction/tag/0"),
    ("tier-a-number", {"/giving/gifts/0/restriction": {"tier": 1}}, "WRONG_TYPE /giving/gifts/0/restriction/tier"),
    ("tier-of-texts", {"/giving/gifts/0/restriction": {"tier": ["1"]}}, "WRONG_TYPE /giving/gifts/0/restriction/tier/0"),
    ("need-an-object", {"/giving/gifts/0/restriction": {"need": {"id": "n1"}}}, "WRONG_TYPE /giving/gifts/0/restriction/need"),
    ("force-a-text", {"/giving/gifts/0/restriction": {"force": "social"}}, "WRONG_TYPE /giving/gifts/0/restriction/force"),
    ("from-a-list", {"/giving/gifts/0/restriction": {"from": ["2024-01-01"]}}, "WRONG_TYPE /giving/gifts/0/restriction/from"),
    ("until-a-number", {"/giving/gifts/0/restriction": {"until": 2024}}, "WRONG_TYPE /giving/gifts/0/restriction/until"),
    ("restriction-in-all-null", {"/giving/gifts/0/restriction": {"all": [None]}}, "WRONG_TYPE /giving/gifts/0/restriction/all/0"),
    ("restriction-in-any-a-number", {"/giving/gifts/0/restriction": {"any": [1]}}, "WRONG_TYPE /giving/gifts/0/restriction/any/0"),
    ("cap-null", {"/rules/allocation/caps": [None]}, "WRONG_TYPE /rules/allocation/caps/0"),
    ("cap-scope-a-text", {"/rules/allocation/caps": [{"scope": "511781", "max": "1.00"}]}, "WRONG_TYPE /rules/allocation/caps/0/scope"),
    ("cap-max-a-number", {"/rules/allocation/caps": [{"scope": {"project": "j1"}, "max": 1}]}, "WRONG_TYPE /rules/allocation/caps/0/max"),
    ("cap-scope-of-a-list", {"/rules/allocation/caps": [{"scope": {"project": ["j1"]}, "max": "1.00"}]},
     "WRONG_TYPE /rules/allocation/caps/0/scope/project"),
    ("factor-a-text", {"/rules/allocation/basis": {"factors": ["population"]}}, "WRONG_TYPE /rules/allocation/basis/factors/0"),
    ("factor-keys", {"/rules/allocation/basis": {"factors": [{"figure": 1, "weight": 1, "transform": 1}]}},
     "WRONG_TYPE /rules/allocation/basis/factors/0/figure", "WRONG_TYPE /rules/allocation/basis/factors/0/weight",
     "WRONG_TYPE /rules/allocation/basis/factors/0/transform"),
    ("gap-a-number", {"/rules/allocation/basis": {"factors": [{"figure": "population", "weight": "1", "transform": {"gap_to": 18000}}]}},
     "WRONG_TYPE /rules/allocation/basis/factors/0/transform/gap_to"),
    ("use-order-null", {"/rules/allocation/use_order": ["use_by", None]}, "WRONG_TYPE /rules/allocation/use_order/1"),
    ("parts-an-object", {"/giving/gifts/0/restriction": DROP, "/giving/gifts/0/parts": {}}, "WRONG_TYPE /giving/gifts/0/parts"),
    ("part-a-text", {"/giving/gifts/0/restriction": DROP, "/giving/gifts/0/parts": ["none"]}, "WRONG_TYPE /giving/gifts/0/parts/0"),
    ("part-keys", {"/giving/gifts/0/restriction": DROP, "/giving/gifts/0/parts": [
        {"money": 50, "restriction": "none"}, {"rest": "true", "restriction": 1}]},
     "WRONG_TYPE /giving/gifts/0/parts/0/money", "WRONG_TYPE /giving/gifts/0/parts/1/rest",
     "WRONG_TYPE /giving/gifts/0/parts/1/restriction"),
]

# --- missing keys -----------------------------------------------------------

NEED = {"id": "n3", "place": "511781109200", "category": "relief", "money": "1.00"}
GIFT = {"id": "g3", "donor": "o2", "recipient": "o1", "received_on": "2024-04-02", "money": "1.00", "restriction": "none"}
PLEDGE = {"id": "l2", "donor": "o2", "money": "1.00"}
FACTOR = {"figure": "population", "weight": "1", "transform": "share"}


def without(record, *keys):
    return {key: value for key, value in record.items() if key not in keys}


REQUIRED = {  # the pointer of an empty object, and what it lacks in the order of the pointers
    "organisation": ("/registry/organisations/-", "2", ["id", "kind", "name"]),
    "pairing": ("/registry/pairings/-", "1", ["division", "force", "from", "organisation"]),
    "place": ("/registry/places/-", "1", ["code", "name"]),
    "related": ("/registry/related/-", "1", ["a", "b"]),
    "item": ("/lists/items/-", "1", ["id", "unit"]),
    "project": ("/lists/projects/-", "1", ["id", "name"]),
    "resource": ("/lists/resources/-", "1", ["id", "kind", "organisation", "what"]),
    "event": ("/giving/event", None, ["id", "on", "title"]),
    "pledge": ("/giving/pledges/-", "1", ["donor", "id", "money"]),
    "gift": ("/giving/gifts/-", "2", ["donor", "id", "money", "received_on", "recipient", "restriction"]),
    "need-goods": ("/lists/needs/1/goods", None, ["item", "quantity"]),
    "gift-goods": ("/giving/gifts/1/goods", None, ["item", "quantity"]),
    "cap": ("/rules/allocation/caps", "0", ["max", "scope"]),
}


def missing():
    cases = []
    for name, (pointer, index, keys) in REQUIRED.items():
        target = pointer[:-1] + index if pointer.endswith("-") else pointer + ("/0" if index == "0" else "")
        errors = [f"MISSING_KEY {target}/{key}" for key in keys]
        for kind, value in (("missing", {}), ("null", dict.fromkeys(keys))):
            edits = {pointer: [value] if index == "0" else value}
            cases.append(make(f"{kind}-keys-of-{name}", edit(edits), errors, structural=True))
    return cases


MISSING = [
    ("need-without-id", {"/lists/needs/-": without(NEED, "id")}, "MISSING_KEY /lists/needs/2/id"),
    ("need-without-place", {"/lists/needs/-": without(NEED, "place")}, "MISSING_KEY /lists/needs/2/place"),
    ("need-without-money-or-goods", {"/lists/needs/-": without(NEED, "money")}, "MISSING_KEY /lists/needs/2/money"),
    ("need-with-null-money-and-goods", {"/lists/needs/-": NEED | {"money": None, "goods": None}}, "MISSING_KEY /lists/needs/2/money"),
    ("gift-without-restriction-or-parts", {"/giving/gifts/0/restriction": DROP}, "MISSING_KEY /giving/gifts/0/restriction"),
    ("gift-with-null-restriction", {"/giving/gifts/0/restriction": None}, "MISSING_KEY /giving/gifts/0/restriction"),
    ("gift-without-money-or-goods", {"/giving/gifts/-": without(GIFT, "money")}, "MISSING_KEY /giving/gifts/2/money"),
    ("gift-of-goods-without-restriction", {"/giving/gifts/1/restriction": DROP}, "MISSING_KEY /giving/gifts/1/restriction"),
    ("pledge-without-money-or-goods", {"/giving/pledges/-": without(PLEDGE, "money")}, "MISSING_KEY /giving/pledges/1/money"),
    ("part-without-restriction", {"/giving/gifts/0/restriction": DROP, "/giving/gifts/0/parts": [{"money": "50.00"}]},
     "MISSING_KEY /giving/gifts/0/parts/0/restriction"),
    ("part-without-money-or-rest", {"/giving/gifts/0/restriction": DROP, "/giving/gifts/0/parts": [
        {"money": "50.00", "restriction": "none"}, {"restriction": "none"}]}, "MISSING_KEY /giving/gifts/0/parts/1/money"),
    ("restriction-empty", {"/giving/gifts/0/restriction": {}}, "MISSING_KEY /giving/gifts/0/restriction/all"),
    ("restriction-only-null", {"/giving/gifts/0/restriction": {"tier": None}}, "MISSING_KEY /giving/gifts/0/restriction/all"),
    ("restriction-in-all-empty", {"/giving/gifts/0/restriction": {"all": [{}]}}, "MISSING_KEY /giving/gifts/0/restriction/all/0/all"),
    ("restriction-in-not-empty", {"/giving/gifts/0/restriction": {"not": {}}}, "MISSING_KEY /giving/gifts/0/restriction/not/all"),
    ("quantity-empty", {"/lists/needs/1/goods/quantity": {}}, "MISSING_KEY /lists/needs/1/goods/quantity/known"),
    ("quantity-null-known", {"/lists/needs/1/goods/quantity": {"known": None}}, "MISSING_KEY /lists/needs/1/goods/quantity/known"),
    ("announced-empty", {"/giving/event/announced": {}}, "MISSING_KEY /giving/event/announced/exactly"),
    ("attendance-empty", {"/giving/event/attendance": {}}, "MISSING_KEY /giving/event/attendance/exactly"),
    ("scope-empty", {"/rules/allocation/caps": [{"scope": {}, "max": "1.00"}]}, "MISSING_KEY /rules/allocation/caps/0/scope/area"),
    ("cap-without-scope", {"/rules/allocation/caps": [{"max": "1.00"}]}, "MISSING_KEY /rules/allocation/caps/0/scope"),
    ("cap-without-max", {"/rules/allocation/caps": [{"scope": {"project": "j1"}}]}, "MISSING_KEY /rules/allocation/caps/0/max"),
    ("basis-empty", {"/rules/allocation/basis": {}}, "MISSING_KEY /rules/allocation/basis/figure"),
    ("transform-empty", {"/rules/allocation/basis": {"factors": [FACTOR | {"transform": {}}]}},
     "MISSING_KEY /rules/allocation/basis/factors/0/transform/gap_to"),
    ("factor-empty", {"/rules/allocation/basis": {"factors": [{}]}}, "MISSING_KEY /rules/allocation/basis/factors/0/figure",
     "MISSING_KEY /rules/allocation/basis/factors/0/transform", "MISSING_KEY /rules/allocation/basis/factors/0/weight"),
    ("embedded-rules-without-format", {"/rules": {"id": "r"}}, "MISSING_KEY /rules/format"),
    ("embedded-rules-without-id", {"/rules": {"format": "bangfu.rules/1"}}, "MISSING_KEY /rules/id"),
    ("embedded-rules-unknown-format", {"/rules/format": "bangfu.rules/2"}, "UNKNOWN_FORMAT /rules/format"),
    ("embedded-rules-of-another-format", {"/rules/format": "bangfu.programme/1"}, "UNKNOWN_FORMAT /rules/format"),
]
MISSING_CATEGORY = [("need-without-any-category", {"/lists/needs/-": without(NEED, "category")}, "MISSING_KEY /lists/needs/2/category")]
MISSING_UNSEEN = [  # needs a look at another list
    ("need-whose-project-has-no-category", {"/lists/projects/0/category": DROP}, "MISSING_KEY /lists/needs/0/category"),
]

# --- unknown and duplicate keys ---------------------------------------------

OBJECTS = [  # an unknown key in each object of the base document
    "", "/registry", "/registry/organisations/0", "/registry/pairings/0", "/registry/places/0", "/registry/related/0", "/lists",
    "/lists/items/0", "/lists/projects/0", "/lists/needs/0", "/lists/needs/1", "/lists/needs/1/goods", "/lists/resources/0", "/giving",
    "/giving/event", "/giving/pledges/0", "/giving/gifts/0", "/giving/gifts/1", "/giving/gifts/1/goods", "/rules", "/rules/allocation",
    "/rules/effective", "/rules/allocation/floors", "/rules/allocation/overhead", "/rules/allocation/reserve",
    "/giving/gifts/0/overhead", "/giving/gifts/1/goods/valuation",
]
INNER = {  # the small objects, each with a key of its own
    "/rules/effective": {"from": "2024-01-01"}, "/rules/allocation/floors": {"short": "error"},
    "/rules/allocation/overhead": {"share": "0"}, "/rules/allocation/reserve": {"share": "0"},
    "/giving/gifts/0/overhead": {"ceiling": "0"}, "/giving/gifts/1/goods/valuation": {"method": "invoice"},
}


def unknown_keys():
    """Each alone, and all at once (in the order of the text)."""
    cases, base = [], edit(INNER)
    for pointer in OBJECTS:
        cases.append(make(f"unknown-key-in{pointer.replace('/', '-') or '-root'}", edit({f"{pointer}/foo": 1}, base),
                          [f"UNKNOWN_KEY {pointer}/foo"], structural=True))
    text = text_of(edit({f"{pointer}/foo": None for pointer in OBJECTS}, base))
    where = Map(text)
    pointers = sorted((f"{pointer}/foo" for pointer in OBJECTS), key=lambda pointer: where.keys[pointer][0])
    cases.append(make("unknown-key-null-in-every-object", text, [f"UNKNOWN_KEY {p}" for p in pointers], structural=True))
    return cases


UNKNOWN = [
    ("unknown-key-in-a-restriction", {"/giving/gifts/0/restriction": {"village": ["x"]}}, "UNKNOWN_KEY /giving/gifts/0/restriction/village"),
    ("unknown-key-beside-a-restriction", {"/giving/gifts/0/restriction": {"tier": [1], "village": ["x"]}},
     "UNKNOWN_KEY /giving/gifts/0/restriction/village"),
    ("unknown-key-null-in-a-restriction", {"/giving/gifts/0/restriction": {"none": None}}, "UNKNOWN_KEY /giving/gifts/0/restriction/none"),
    ("unknown-key-in-all", {"/giving/gifts/0/restriction": {"all": [{"tier": [1]}, {"tiers": [1]}]}},
     "UNKNOWN_KEY /giving/gifts/0/restriction/all/1/tiers"),
    ("unknown-key-in-a-quantity", {"/lists/needs/1/goods/quantity": {"exactly": 5}}, "UNKNOWN_KEY /lists/needs/1/goods/quantity/exactly"),
    ("unknown-key-in-an-amount", {"/giving/event/announced": {"more_than": "1.00"}}, "UNKNOWN_KEY /giving/event/announced/more_than"),
    ("unknown-key-in-the-attendance", {"/giving/event/attendance": {"known": 100}}, "UNKNOWN_KEY /giving/event/attendance/known"),
    ("unknown-key-in-a-scope", {"/rules/allocation/caps": [{"scope": {"tag": "x"}, "max": "1.00"}]},
     "UNKNOWN_KEY /rules/allocation/caps/0/scope/tag"),
    ("unknown-key-in-a-basis", {"/rules/allocation/basis": {"figures": ["population"]}}, "UNKNOWN_KEY /rules/allocation/basis/figures"),
    ("unknown-key-in-a-transform", {"/rules/allocation/basis": {"factors": [FACTOR | {"transform": {"log": "2"}}]}},
     "UNKNOWN_KEY /rules/allocation/basis/factors/0/transform/log"),
    ("unknown-key-in-a-factor", {"/rules/allocation/basis": {"factors": [FACTOR | {"name": "x"}]}},
     "UNKNOWN_KEY /rules/allocation/basis/factors/0/name"),
    ("unknown-key-in-a-cap", {"/rules/allocation/caps": [{"scope": {"project": "j1"}, "max": "1.00", "min": "0.00"}]},
     "UNKNOWN_KEY /rules/allocation/caps/0/min"),
    ("unknown-key-in-a-part", {"/giving/gifts/0/restriction": DROP, "/giving/gifts/0/parts": [
        {"money": "50.00", "restriction": "none", "overhead": None}]}, "UNKNOWN_KEY /giving/gifts/0/parts/0/overhead"),
    ("unknown-key-in-an-event-role", {"/giving/event/roles": [{"organisation": "o1", "role": "host", "since": "2024"}]},
     "UNKNOWN_KEY /giving/event/roles/0/since"),
    ("unknown-key-beside-a-reference", {"/rules": {"reference": "r", "version": 1}}, "UNKNOWN_KEY /rules/version"),
    ("unknown-key-with-a-slash-and-a-tilde", {"/a~1b~0c": 1}, "UNKNOWN_KEY /a~1b~0c"),
    ("unknown-key-empty", {"/lists/needs/0/": 1}, "UNKNOWN_KEY /lists/needs/0/"),
    ("unknown-key-in-chinese", {"/lists/needs/0/备注": "无"}, "UNKNOWN_KEY /lists/needs/0/备注"),
    ("unknown-key-that-is-a-number", {"/lists/needs/0/0": "无"}, "UNKNOWN_KEY /lists/needs/0/0"),
    ("unknown-key-in-another-case", {"/lists/needs/0/Tier": 1}, "UNKNOWN_KEY /lists/needs/0/Tier"),
    ("unknown-key-that-holds-rubbish", {"/foo": {"id": 5, "bar": [None, {"as_of": 1}]}}, "UNKNOWN_KEY /foo"),
    ("schema-key-is-unknown", {"/$schema": "https://example.org/programme.json"}, "UNKNOWN_KEY /$schema"),
]
DUPLICATE = [
    ("duplicate-key-at-the-root", replaced(TINY, '"id":"p"', '"id":"p","id":"p"'), "DUPLICATE_KEY /id"),
    ("duplicate-key-far-apart", replaced(TINY, '"2024-04-02"', '"2024-04-02","id":"p"'), "DUPLICATE_KEY /id"),
    ("duplicate-format-the-first-counts", '{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02","format":"x"}', "DUPLICATE_KEY /format"),
    ("duplicate-key-the-first-value-counts", replaced(TINY, '"id":"p"', '"id":"p","id":5'), "DUPLICATE_KEY /id"),
    ("duplicate-key-three-times", replaced(TINY, '"id":"p"', '"id":"p","id":"q","id":"s"'), "DUPLICATE_KEY /id", "DUPLICATE_KEY /id"),
    ("duplicate-key-written-with-an-escape", replaced(TINY, '"id":"p"', '"id":"p","\\u0069d":"p"'), "DUPLICATE_KEY /id"),
    ("duplicate-key-in-a-need", replaced(BASE, '"money":"100.00"', '"money":"100.00","money":"900.00"'), "DUPLICATE_KEY /lists/needs/0/money"),
    ("duplicate-key-in-figures", replaced(BASE, '"population":"12"', '"population":"12","population":"13"'),
     "DUPLICATE_KEY /registry/places/0/figures/population"),
    ("duplicate-key-in-a-restriction", replaced(BASE, '"money":"50.00","restriction":"none"',
     '"money":"50.00","restriction":{"tier":[1],"tier":[2]}'), "DUPLICATE_KEY /giving/gifts/0/restriction/tier"),
    ("duplicate-key-in-a-quantity", replaced(BASE, '{"known":5}', '{"known":5,"known":6}'), "DUPLICATE_KEY /lists/needs/1/goods/quantity/known"),
    ("duplicate-list", replaced(BASE, '"related":[{"a":"o2","b":"household-9"}]', '"related":[],"related":[]'), "DUPLICATE_KEY /registry/related"),
    ("duplicate-key-in-rules", replaced(BASE, '"basis":"need"', '"basis":"need","basis":"equal"'), "DUPLICATE_KEY /rules/allocation/basis"),
    ("duplicate-keys-in-two-places", replaced(BASE, '"category":"care"', '"category":"care","category":"x"').replace(
        '"title":"携手"', '"title":"携手","title":"尚善"'), "DUPLICATE_KEY /lists/projects/0/category", "DUPLICATE_KEY /giving/event/title"),
    ("duplicate-key-in-a-rule-book", '{"format":"bangfu.rules/1","id":"r","id":"r"}', "DUPLICATE_KEY /id"),
]

# --- exactly one ------------------------------------------------------------

TWO = [
    ("need-of-money-and-goods", {"/lists/needs/1/money": "1.00"}, "EXACTLY_ONE /lists/needs/1"),
    ("gift-of-money-and-goods", {"/giving/gifts/1/money": "1.00"}, "EXACTLY_ONE /giving/gifts/1"),
    ("pledge-of-money-and-goods", {"/giving/pledges/0/goods": {"item": "i1", "quantity": {"known": 1}}}, "EXACTLY_ONE /giving/pledges/0"),
    ("gift-with-restriction-and-parts", {"/giving/gifts/0/parts": [{"money": "50.00", "restriction": "none"}]}, "EXACTLY_ONE /giving/gifts/0"),
    ("part-with-money-and-rest", {"/giving/gifts/0/restriction": DROP, "/giving/gifts/0/parts": [
        {"money": "50.00", "rest": True, "restriction": "none"}]}, "EXACTLY_ONE /giving/gifts/0/parts/0"),
    ("restriction-with-two-keys", {"/giving/gifts/0/restriction": {"tier": [1], "area": ["511781"]}}, "EXACTLY_ONE /giving/gifts/0/restriction"),
    ("restriction-in-all-with-two-keys", {"/giving/gifts/0/restriction": {"all": [{"tier": [1]}, {"tier": [1], "category": ["care"]}]}},
     "EXACTLY_ONE /giving/gifts/0/restriction/all/1"),
    ("restriction-in-not-with-two-keys", {"/giving/gifts/0/restriction": {"not": {"tier": [2], "tag": ["x"]}}},
     "EXACTLY_ONE /giving/gifts/0/restriction/not"),
    ("quantity-with-two-keys", {"/lists/needs/1/goods/quantity": {"known": 5, "at_least": 3}}, "EXACTLY_ONE /lists/needs/1/goods/quantity"),
    ("announced-with-two-keys", {"/giving/event/announced": {"at_least": "1.00", "at_most": "2.00"}}, "EXACTLY_ONE /giving/event/announced"),
    ("attendance-with-two-keys", {"/giving/event/attendance": {"at_least": 1, "about": 2}}, "EXACTLY_ONE /giving/event/attendance"),
    ("scope-with-two-keys", {"/rules/allocation/caps": [{"scope": {"area": "511781", "project": "j1"}, "max": "1.00"}]},
     "EXACTLY_ONE /rules/allocation/caps/0/scope"),
    ("basis-with-two-keys", {"/rules/allocation/basis": {"figure": "population", "factors": [FACTOR]}}, "EXACTLY_ONE /rules/allocation/basis"),
]
EMPTY = [
    ("empty-all", {"/giving/gifts/0/restriction": {"all": []}}, "EMPTY_LIST /giving/gifts/0/restriction/all"),
    ("empty-any", {"/giving/gifts/0/restriction": {"any": []}}, "EMPTY_LIST /giving/gifts/0/restriction/any"),
    ("empty-area", {"/giving/gifts/0/restriction": {"area": []}}, "EMPTY_LIST /giving/gifts/0/restriction/area"),
    ("empty-project", {"/giving/gifts/0/restriction": {"project": []}}, "EMPTY_LIST /giving/gifts/0/restriction/project"),
    ("empty-category", {"/giving/gifts/0/restriction": {"category": []}}, "EMPTY_LIST /giving/gifts/0/restriction/category"),
    ("empty-tag", {"/giving/gifts/0/restriction": {"tag": []}}, "EMPTY_LIST /giving/gifts/0/restriction/tag"),
    ("empty-tier", {"/giving/gifts/0/restriction": {"tier": []}}, "EMPTY_LIST /giving/gifts/0/restriction/tier"),
    ("empty-need", {"/giving/gifts/0/restriction": {"need": []}}, "EMPTY_LIST /giving/gifts/0/restriction/need"),
    ("empty-force", {"/giving/gifts/0/restriction": {"force": []}}, "EMPTY_LIST /giving/gifts/0/restriction/force"),
    ("empty-list-inside-not", {"/giving/gifts/0/restriction": {"not": {"any": []}}}, "EMPTY_LIST /giving/gifts/0/restriction/not/any"),
    ("empty-parts", {"/giving/gifts/0/restriction": DROP, "/giving/gifts/0/parts": []}, "EMPTY_LIST /giving/gifts/0/parts"),
    ("empty-factors", {"/rules/allocation/basis": {"factors": []}}, "EMPTY_LIST /rules/allocation/basis/factors"),
]


def cases():
    return (
        table(DOCUMENT, True) + wrong_types() + table([("wrong-type-entry-" + name, *rest) for name, *rest in ENTRIES], True)
        + missing() + table(MISSING, True) + table(MISSING_CATEGORY, None) + table(MISSING_UNSEEN, False) + unknown_keys() + table(UNKNOWN, True)
        + table(DUPLICATE, None) + table(TWO, True) + table(EMPTY, True)
    )
