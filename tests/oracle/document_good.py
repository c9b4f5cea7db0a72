"""Cases of documents.json that are good: at the edge of the contract, or with warnings."""

from document_cases import BASE, DROP, RULES, TINY, edit, make, text_of
from document_rules import GIFT3, NEED, PLACE, PLAN, factors

GIFT0, NEED0, ALLOCATION = "/giving/gifts/0", "/lists/needs/0", "/rules/allocation"
ID64 = "AZaz09._:-" + "x" * 54
CAPS = [
    {"scope": {"area": "511781"}, "max": "9000000.00"}, {"scope": {"project": "j1"}, "max": "500000.00"},
    {"scope": {"category": "relief"}, "max": "800000.00"},
]
EVERY_RESTRICTION = {"any": [
    {"all": [{"area": ["511781", "510000000000", "511781109"]}, {"tier": [1, 2]}]}, {"not": {"tag": ["x"]}}, {"project": ["j1"]},
    {"category": ["care"]}, {"need": ["n1", "n2"]},
    {"force": ["provincial_designated", "east_west", "intra_province", "central_enterprise", "provincial_enterprise", "social"]},
    {"from": "2024-01-01"}, {"until": "2024-12-31"},
]}
ALL_ALLOCATION = {
    "basis": "need", "tiers": "strict", "floors": {"short": "error", "count": "towards"}, "caps": CAPS, "overhead": {"share": "0.00"},
    "reserve": {"share": "0.00"}, "minimum_grant": "0.00", "minimum_days_left": 0,
    "matching": [{"id": "m", "gift": "g1", "ratio": "1", "cap": "999.00", "of": {"force": ["social", "east_west"]}}], "use_order": ["use_by", "narrowest", "received_on", "id"],
}
EVERY_KEY = {
    "/name": "携手帮扶 尚善乐行", "/source_text": "wanyuan-2024-04-02.txt",
    "/registry/organisations/0": {
        "id": "o1", "name": "万源市慈善会", "kind": "charity", "credit_code": "51511781MJ0000001Y", "aliases": ["市慈善会"], "parent": None,
        "public_fundraising": True, "roles": ["organiser", "signatory"], "source": [12, 18], "synthetic": ["credit_code"]},
    "/registry/organisations/1/parent": "o1", "/registry/pairings/0/to": None, "/registry/pairings/0/lead": True,
    "/registry/places/0/synthetic": ["code", "name"], "/registry/related/0/relation": "sibling",
    "/lists/items/0": {"id": "i1", "name": "棉被", "unit": "条", "pack": 1}, "/lists/projects/0/tags": ["livelihood"],
    "/lists/projects/0/cap": "500000.00", "/lists/kinds": ["needs", "projects", "resources"],
    NEED0: {
        "id": "n1", "place": "511781109200", "project": "j1", "category": "care", "tags": [], "tier": 1, "beneficiary": None,
        "money": "150000.00", "already": "0.00", "floor": "0.00", "cap": "150000.00", "weight": "1"},
    "/lists/resources/0/areas": ["511781"], "/lists/resources/0/from": "2024-04-01", "/lists/resources/0/to": "2024-12-31",
    "/giving/event": {
        "id": "e1", "title": "携手帮扶 尚善乐行", "on": "2024-04-02", "venue": "万源市人民政府", "announced": {"at_least": "1386000.00"},
        "segments": ["signing", "pitch", "placard", "roadside"], "attendance": {"at_least": 100}, "figures": {"villages": "8"},
        "roles": [{"organisation": "o1", "role": "承办"}], "source": [0, 7], "synthetic": []},
    "/giving/pledges/0": {
        "id": "l1", "donor": "o2", "event": "e1", "segment": "placard", "money": "200000.00", "written": True, "publicised": True,
        "due": "2024-06-30", "instalments": []},
    GIFT0: {
        "id": "g1", "donor": "o2", "recipient": "o1", "pledge": "l1", "received_on": "2024-04-02", "money": "93000.00", "force": "social",
        "restriction": {"all": [{"project": ["j1"]}, {"area": ["511781"]}]}, "overhead": {"ceiling": "0.05"}, "use_by": "2025-12-31",
        "publicity": "named"},
    "/giving/gifts/1/goods": {
        "item": "i1", "quantity": {"known": 60}, "best_before": None,
        "valuation": {"method": "invoice", "unit_price": "120.00", "evidence": "INV-7"}},
    "/rules": {
        "format": "bangfu.rules/1", "id": "wanyuan-rules", "effective": {"from": "2024-01-01", "to": None}, "allocation": ALL_ALLOCATION,
        "checks": []},
}
KINDS = (
    "government", "party", "public_institution", "state_enterprise", "company", "charity", "foundation", "social_org",
    "village_collective", "individual", "other",
)
FORCES = ("provincial_designated", "east_west", "intra_province", "central_enterprise", "provincial_enterprise", "social")


def parts(*entries):
    return {f"{GIFT0}/restriction": DROP, f"{GIFT0}/parts": list(entries)}


GOOD = {
    "programme-of-three-keys": TINY,
    "programme-with-empty-objects": TINY | {"registry": {}, "lists": {}, "giving": {}},
    "programme-with-empty-lists": TINY | {
        "registry": {"organisations": [], "pairings": [], "places": [], "related": []},
        "lists": {"items": [], "projects": [], "needs": [], "resources": [], "kinds": []}, "giving": {"pledges": [], "gifts": []}},
    "programme-with-null-everywhere": TINY | {"name": None, "registry": None, "lists": None, "giving": None, "rules": None},
    "every-key": edit(EVERY_KEY),
    "every-restriction": edit({f"{GIFT0}/restriction": EVERY_RESTRICTION}),
    "every-kind-of-organisation": TINY | {"registry": {"organisations": [
        {"id": kind, "name": kind, "kind": kind} for kind in KINDS]}},
    "every-force": TINY | {"registry": {
        "organisations": [{"id": "o1", "name": "甲", "kind": "company"}],
        "pairings": [{"organisation": "o1", "force": force, "division": "511781", "from": "2021-05-01"} for force in FORCES]}},
    "ids-of-64-characters-of-every-sort": edit({"/id": ID64, NEED0 + "/id": ID64, "/registry/related/0/a": "-"}),
    "same-id-in-different-lists": edit({"/lists/items/-": {"id": "n1", "unit": "袋"}, "/giving/event/id": "n1"}),
    "places-of-every-level": edit({"/registry/places": BASE["registry"]["places"] + [
        {"code": code, "name": code} for code in ("510000", "511700", "511781", "511781109", "511781109201")]}),
    "code-513002-of-before-1999": edit({"/registry/pairings/0/division": "513002"}),
    "credit-code-whose-inner-check-fails": TINY | {"registry": {"organisations": [
        {"id": "o1", "name": "村集体", "kind": "village_collective", "credit_code": "N2511781MF0000003A"}]}},
    "related-strangers-and-a-free-beneficiary": edit({"/registry/related/0": {"a": "nobody", "b": "x"}, f"{NEED0}/beneficiary": "h-9"}),
    "null-beside-the-other-of-two": edit({f"{NEED0}/goods": None, f"{GIFT0}/parts": None, f"{GIFT0}/goods": None}),
    "null-beside-a-restriction-key": edit({f"{GIFT0}/restriction": {"tier": [1], "area": None}}),
    "quantities-at-least-unknown-unlimited": edit({
        "/lists/needs/1/goods/quantity": {"at_least": 5},
        "/lists/needs/-": NEED | {"money": None, "goods": {"item": "i1", "quantity": "unknown"}}}),
    "quantity-unlimited": edit({"/lists/needs/1/goods/quantity": "unlimited"}),
    "pledge-of-goods": edit({"/giving/pledges/-": {"id": "l2", "donor": "o2", "goods": {"item": "i1", "quantity": {"known": 1}}}}),
    "announced-exactly": edit({"/giving/event/announced": {"exactly": "0"}}),
    "announced-at-most": edit({"/giving/event/announced": {"at_most": "0.1"}}),
    "announced-about": edit({"/giving/event/announced": {"about": "92233720368547758.07"}}),
    "largest-gift": edit({f"{GIFT0}/money": "92233720368547758.07"}),
    "gift-beyond-two-to-the-53": edit({f"{GIFT0}/money": "90071992547409.93"}),
    "already-above-the-cap-but-not-the-need": edit({f"{NEED0}/already": "100.00", f"{NEED0}/cap": "10.00"}),
    "cap-above-the-need": edit({f"{NEED0}/cap": "1000.00"}),
    "floor-equal-to-the-cap": edit({f"{NEED0}/floor": "59.99", f"{NEED0}/cap": "59.99"}),
    "floors-that-no-gift-can-meet": edit({f"{NEED0}/floor": "100.00"}),
    "cap-of-zero": edit({f"{NEED0}/cap": "0.00"}),
    "weight-with-six-decimals": edit({f"{NEED0}/weight": "0.000001"}),
    "weight-just-not-too-large": edit({f"{ALLOCATION}/basis": "equal", f"{NEED0}/weight": "4611686018427.387903"}),
    "one-of-two-weights-zero": edit({f"{NEED0}/weight": "0", "/lists/needs/-": NEED}),
    "figures-with-free-names": edit({"/registry/places/0/figures": {"a/b~c": "1.5", "人口": "1203", "x": "0.123456"}}),
    "parts-that-sum": edit(parts({"money": "20.00", "restriction": {"project": ["j1"]}}, {"money": "30", "restriction": "none"})),
    "part-and-a-rest": edit(parts({"money": "20.00", "restriction": {"tier": [1]}}, {"rest": True, "restriction": "none"})),
    "a-rest-of-zero": edit(parts({"money": "50.00", "restriction": "none"}, {"rest": True, "restriction": "none"})),
    "only-a-rest": edit(parts({"rest": True, "restriction": "none"})),
    "shares-of-zero-and-one": edit({f"{GIFT0}/overhead": {"ceiling": "1"}, f"{ALLOCATION}/overhead": {"share": "1.000000"},
                                    f"{ALLOCATION}/reserve": {"share": "0"}}),
    "pairing-of-one-day": edit({"/registry/pairings/0/to": "2021-05-01"}),
    "resource-that-ends-on-the-day": edit({"/lists/resources/0/to": "2024-04-02"}),
    "no-rules": edit({"/rules": DROP}),
    "rules-by-reference": edit({"/rules": {"reference": "wanyuan-rules"}}),
    "rules-without-allocation": edit({"/rules": {"format": "bangfu.rules/1", "id": "r"}}),
    "rules-of-the-first-and-last-day": edit({"/rules/effective": {"from": "2024-04-02", "to": "2024-04-02"}}),
    "basis-figure": edit({f"{ALLOCATION}/basis": {"figure": "population"}}),
    "basis-factors": edit(factors(("population", "0.30", "share"), ("population", "0.30", {"gap_to": "18000"}), ("population", "0.40", "inverse"))),
    "figure-missing-where-there-is-no-need": edit({f"{ALLOCATION}/basis": {"figure": "population"}, "/registry/places/-": PLACE}),
    "use-order-empty": edit({f"{ALLOCATION}/use_order": []}),
    "use-order-of-forces-and-pro-rata": edit({f"{ALLOCATION}/use_order": ["force:east_west,provincial_designated", "use_by", "pro_rata"]}),
    "tiers-ignored-and-floors-on-top": edit({f"{ALLOCATION}/tiers": "ignored", f"{ALLOCATION}/floors": {"short": "pro_rata", "count": "on_top"}}),
    "rule-book": RULES,
    "rule-book-of-two-keys": {"format": "bangfu.rules/1", "id": "r"},
    "rule-book-with-every-key": RULES | {"effective": {"from": "2024-01-01", "to": None}, "allocation": ALL_ALLOCATION, "checks": []},
    "rule-book-with-a-project-nobody-knows": RULES | {"allocation": {"caps": [{"scope": {"project": "x"}, "max": "1.00"}]}},
    "plan": PLAN,
    "plan-of-parts": edit({"/lines/0/part": 0}, PLAN),
    "plan-with-a-match": edit({"/matches": [
        {"gift": "g1", "part": 0, "matching": "m", "trigger": "g3", "money": "50.00"},
        {"gift": "g1", "part": 1, "matching": "m", "trigger": "g4", "trigger_part": 2, "money": "0.01"},
    ]}, PLAN),
    "matching": edit({f"{ALLOCATION}/matching": [{"id": "m", "gift": "g1"}]}),
    "matching-with-every-key": edit({"/giving/gifts/-": GIFT3, f"{ALLOCATION}/matching": [
        {"id": "m", "gift": "g1", "ratio": "0.333333333333333333333333333", "cap": "999.00", "of": {"gift": ["g2"]},
         "source": [0, 1], "synthetic": ["cap"]},
        {"id": "l", "gift": "g3", "of": {"force": ["social"]}}]}),
    "matching-of-gifts-nobody-knows-in-a-book": RULES | {"allocation": {"matching": [{"id": "m", "gift": "x", "of": {"donor": ["y"]}}]}},
    "plan-without-required-and-level": edit({"/needs/1": {"id": "n2", "item": "i1", "already": 0, "granted": 0, "reason": "UNKNOWN_QUANTITY"}}, PLAN),
}
WARNED = {
    "restriction-that-matches-nothing": ({f"{GIFT0}/restriction": {"area": ["511722"]}}, f"MATCHES_NOTHING {GIFT0}/restriction"),
    "restriction-whose-day-has-passed": ({f"{GIFT0}/restriction": {"until": "2024-04-01"}}, f"MATCHES_NOTHING {GIFT0}/restriction"),
    "restriction-to-a-tag-nobody-has": ({f"{GIFT0}/restriction": {"tag": ["livelihood"]}}, f"MATCHES_NOTHING {GIFT0}/restriction"),
    "restriction-to-a-force-without-a-pairing": (
        {f"{GIFT0}/restriction": {"force": ["east_west"]}}, f"MATCHES_NOTHING {GIFT0}/restriction"),
    "part-that-matches-nothing": (
        parts({"money": "20.00", "restriction": {"tier": [9]}}, {"rest": True, "restriction": "none"}),
        f"MATCHES_NOTHING {GIFT0}/parts/0/restriction"),
    "cap-on-an-area-without-needs": (
        {f"{ALLOCATION}/caps": [{"scope": {"area": "511722"}, "max": "1.00"}]}, f"MATCHES_NOTHING {ALLOCATION}/caps/0/scope"),
    "cap-on-a-category-without-needs": (
        {f"{ALLOCATION}/caps": CAPS + [{"scope": {"category": "education"}, "max": "1.00"}]}, f"MATCHES_NOTHING {ALLOCATION}/caps/3/scope"),
    "figure-counted-twice": (
        {f"{ALLOCATION}/basis": {"figure": "population"}, "/lists/needs/-": NEED},
        "FIGURE_COUNTED_TWICE /registry/places/0/figures/population"),
    "figure-counted-three-times-is-one-warning": (
        {f"{ALLOCATION}/basis": {"figure": "population"}, "/lists/needs": [NEED, NEED | {"id": "n4", "project": "j1"}, NEED | {"id": "n5"}]},
        "FIGURE_COUNTED_TWICE /registry/places/0/figures/population"),
    "project-without-a-need": ({"/lists/projects/-": {"id": "j2", "name": "思源工程"}}, "ORPHAN_PROJECT /lists/projects/1"),
    "resource-that-has-expired": ({"/lists/resources/0/to": "2024-04-01"}, "EXPIRED_RESOURCE /lists/resources/0/to"),
    "warnings-in-document-order": (
        {"/lists/projects": [{"id": "j2", "name": "思源工程"}, *BASE["lists"]["projects"]], "/lists/resources/0/to": "2024-01-01",
         f"{GIFT0}/restriction": {"category": ["x"]}, "/giving/gifts/1/restriction": {"tier": [3]},
         f"{ALLOCATION}/caps": [{"scope": {"category": "x"}, "max": "0"}],
         f"{ALLOCATION}/basis": {"figure": "population"}, "/lists/needs/-": NEED},
        "FIGURE_COUNTED_TWICE /registry/places/0/figures/population", "ORPHAN_PROJECT /lists/projects/0",
        "EXPIRED_RESOURCE /lists/resources/0/to", f"MATCHES_NOTHING {GIFT0}/restriction", "MATCHES_NOTHING /giving/gifts/1/restriction",
        f"MATCHES_NOTHING {ALLOCATION}/caps/0/scope"),
}


def spellings():
    """The same three facts in other bytes."""
    text = text_of(TINY)
    return [
        make("white-space-of-every-sort", text.replace(":", " :\t").replace(",", "\r\n, "), structural=False),
        make("white-space-around", " \t\r\n" + text + "\n\n", structural=False),
        make("keys-and-values-written-with-escapes", text.replace('"id":"p"', '"\\u0069\\u0064":"\\u0070"').replace("/", "\\/"), structural=False),
        make("surrogate-pair", text.replace('"p"', '"p","name":"\\ud842\\udfb7"'), structural=False),
        make("character-beyond-the-first-plane", text.replace('"p"', '"p","name":"𠮷"'), structural=False),
        make("escaped-nul-in-a-name", text.replace('"p"', '"p","name":"a\\u0000b"'), structural=False),
        make("delete-and-separators-in-a-name", text.replace('"p"', '"p","name":"\u007f\u2028\ufeff"'), structural=False),
        make("keys-in-another-order", '{"as_of":"2024-04-02","id":"p","format":"bangfu.programme/1"}', structural=False),
    ]


def cases():
    found = [make(f"good-{name}", document, structural=False) for name, document in GOOD.items()]
    found += [make(f"warned-{name}", edit(edits), warnings=warnings, structural=False) for name, (edits, *warnings) in WARNED.items()]
    return found + spellings()
