"""Cases of documents.json about values: amounts, decimals, dates, ids, codes, words, references, sums."""

from document_cases import BASE, DROP, edit, make, table, text_of

GIFT0, NEED0 = "/giving/gifts/0", "/lists/needs/0"
PARTS = f"{GIFT0}/parts"
GIFT = {"id": "g3", "donor": "o2", "recipient": "o1", "received_on": "2024-04-02", "money": "1.00", "restriction": "none"}
NEED = {"id": "n3", "place": "511781109200", "category": "relief", "money": "1.00"}


def at(pointer, value, error, where=None):
    """A row of one edit and one error at the same place; its name is made from both."""
    name = f"{error.lower().replace('_', '-')}{(where or pointer).replace('/', '-').replace('_', '-')}"
    return (name, {pointer: value}, f"{error} {where or pointer}")


def named(table_name, rows):
    """Numbers the rows whose names were made, so that every name is unique."""
    seen, result = {}, []
    for name, *rest in rows:
        seen[name] = seen.get(name, 0) + 1
        result.append((f"{table_name}-{name}-{seen[name]}", *rest))
    return result


# --- what a pattern or a list of words sees ---------------------------------

PATTERNS = named(
    "pattern",
    [at(f"{NEED0}/money", text, "BAD_AMOUNT") for text in
     ("1.005", "1e5", "１２", "+1", "-1", ".5", "1.", "-0.00", "", " 1", "01", "1,000.00", "100元")]
    + [at(f"{NEED0}/{key}", "1.000", "BAD_AMOUNT") for key in ("already", "floor", "cap")]
    + [at("/lists/projects/0/cap", "x", "BAD_AMOUNT"), at("/giving/pledges/0/money", "-5", "BAD_AMOUNT"),
       at(f"{GIFT0}/money", "50.0.0", "BAD_AMOUNT"), at("/rules/allocation/minimum_grant", "", "BAD_AMOUNT"),
       at("/rules/allocation/caps", [{"scope": {"project": "j1"}, "max": "1.234"}], "BAD_AMOUNT", "/rules/allocation/caps/0/max")]
    + [at("/giving/event/announced", {key: "138.6万"}, "BAD_AMOUNT", f"/giving/event/announced/{key}")
       for key in ("exactly", "at_least", "at_most", "about")]
    + [at(f"{NEED0}/weight", text, "BAD_DECIMAL") for text in ("-1", "1.", ".5", "01", "1e3", "NaN", "", "1/3", "+1", "１")]
    + [at("/registry/places/0/figures/population", text, "BAD_DECIMAL") for text in ("1,203", "-1", "", "12人")]
    + [at("/giving/event/figures", {"guests": "百余"}, "BAD_DECIMAL", "/giving/event/figures/guests"),
       at(f"{GIFT0}/overhead", {"ceiling": "5%"}, "BAD_DECIMAL", f"{GIFT0}/overhead/ceiling"),
       at("/rules/allocation/overhead", {"share": "-0.1"}, "BAD_DECIMAL", "/rules/allocation/overhead/share"),
       at("/rules/allocation/reserve", {"share": ""}, "BAD_DECIMAL", "/rules/allocation/reserve/share"),
       at("/rules/allocation/basis", {"factors": [{"figure": "population", "weight": "-1", "transform": "share"}]}, "BAD_DECIMAL",
          "/rules/allocation/basis/factors/0/weight"),
       at("/rules/allocation/basis", {"factors": [{"figure": "population", "weight": "1", "transform": {"gap_to": "x"}}]}, "BAD_DECIMAL",
          "/rules/allocation/basis/factors/0/transform/gap_to")]
    + [at("/as_of", text, "BAD_DATE") for text in
       ("2024-4-2", "2024/04/02", "2024-04-02T00:00", "20240402", "", "2024-04-02 ", "+2024-04-02", "２０２４-04-02")]
    + [at("/registry/pairings/0/from", "2021", "BAD_DATE"), at("/registry/pairings/0/to", "x", "BAD_DATE"),
       at("/lists/resources/0/from", "24-01-01", "BAD_DATE"), at("/lists/resources/0/to", "2024-1-1", "BAD_DATE"),
       at("/giving/event/on", "2024年4月2日", "BAD_DATE"), at("/giving/pledges/0/due", "soon", "BAD_DATE"),
       at(f"{GIFT0}/received_on", "2024.04.02", "BAD_DATE"), at(f"{GIFT0}/use_by", "never", "BAD_DATE"),
       at("/giving/gifts/1/goods/best_before", "2025", "BAD_DATE"),
       at("/rules/effective", {"from": "2024"}, "BAD_DATE", "/rules/effective/from"),
       at("/rules/effective", {"from": "2024-01-01", "to": "x"}, "BAD_DATE", "/rules/effective/to"),
       at(f"{GIFT0}/restriction", {"from": "1.1.2024"}, "BAD_DATE", f"{GIFT0}/restriction/from"),
       at(f"{GIFT0}/restriction", {"until": ""}, "BAD_DATE", f"{GIFT0}/restriction/until")]
    + [at("/id", text, "BAD_ID") for text in ("", "a b", "万源", "a/b", "a" * 65, "a\u0000b", "ａ", "é", "#1")]
    + [at(f"{NEED0}/id", "n 1", "BAD_ID"), at("/giving/event/id", "", "BAD_ID"), at("/lists/resources/0/id", "s,1", "BAD_ID"),
       at("/giving/pledges/0/id", "l(1)", "BAD_ID"), at("/giving/gifts/1/id", "g" * 65, "BAD_ID"), at("/rules/id", "r r", "BAD_ID"),
       at("/registry/related/0/a", "某人", "BAD_ID"), at("/registry/related/0/b", "", "BAD_ID"),
       at(f"{NEED0}/beneficiary", "household 9", "BAD_ID"), at("/rules", {"reference": "my rules"}, "BAD_ID", "/rules/reference"),
       at(f"{GIFT0}/donor", "公司", "BAD_ID"), at(f"{GIFT0}/pledge", "a b", "BAD_ID"), at(f"{NEED0}/project", "夕阳红", "BAD_ID"),
       at("/lists/needs/1/goods/item", "棉被", "BAD_ID"), at("/registry/organisations/0/parent", "", "BAD_ID"),
       at("/giving/pledges/0/event", "e 1", "BAD_ID"), at("/registry/pairings/0/organisation", "o*", "BAD_ID"),
       at(f"{GIFT0}/restriction", {"need": ["n 1"]}, "BAD_ID", f"{GIFT0}/restriction/need/0"),
       at(f"{GIFT0}/restriction", {"project": ["j1", "思源工程"]}, "BAD_ID", f"{GIFT0}/restriction/project/1")]
    + [at(f"{NEED0}/place", text, "BAD_CODE") for text in ("", "万源市", "5117", "51178110", "5117811092001", "51178110920X", "５１１７８１")]
    + [at("/registry/pairings/0/division", "51-1781", "BAD_CODE"),
       at("/lists/resources/0/areas", ["511781", "sichuan"], "BAD_CODE", "/lists/resources/0/areas/1"),
       at(f"{GIFT0}/restriction", {"area": ["51"]}, "BAD_CODE", f"{GIFT0}/restriction/area/0"),
       at("/rules/allocation/caps", [{"scope": {"area": "5117"}, "max": "1.00"}], "BAD_CODE", "/rules/allocation/caps/0/scope/area"),
       at("/registry/organisations/0/credit_code", "51511781MJ0000001", "BAD_CODE")]
)
FACTOR = {"figure": "population", "weight": "1", "transform": "share"}
WORDS = named("word", [
    at("/registry/organisations/0/kind", "church", "UNKNOWN_VALUE"), at("/registry/organisations/0/kind", "Charity", "UNKNOWN_VALUE"),
    at("/registry/pairings/0/force", "provincial", "UNKNOWN_VALUE"), at(f"{GIFT0}/force", "", "UNKNOWN_VALUE"),
    at(f"{GIFT0}/publicity", "secret", "UNKNOWN_VALUE"), at(f"{GIFT0}/restriction", "any", "UNKNOWN_VALUE"),
    at(f"{GIFT0}/restriction", "", "UNKNOWN_VALUE"), at(f"{GIFT0}/restriction", "None", "UNKNOWN_VALUE"),
    at(f"{GIFT0}/restriction", {"all": ["none"]}, "UNKNOWN_VALUE", f"{GIFT0}/restriction/all/0"),
    at(f"{GIFT0}/restriction", {"any": [{"tier": [1]}, "none"]}, "UNKNOWN_VALUE", f"{GIFT0}/restriction/any/1"),
    at(f"{GIFT0}/restriction", {"not": "none"}, "UNKNOWN_VALUE", f"{GIFT0}/restriction/not"),
    at(f"{GIFT0}/restriction", {"force": ["social", "army"]}, "UNKNOWN_VALUE", f"{GIFT0}/restriction/force/1"),
    at("/lists/needs/1/goods/quantity", "many", "UNKNOWN_VALUE"), at("/lists/needs/1/goods/quantity", "Unknown", "UNKNOWN_VALUE"),
    at("/rules/allocation/basis", "population", "UNKNOWN_VALUE"), at("/rules/allocation/tiers", "loose", "UNKNOWN_VALUE"),
    at("/rules/allocation/floors", {"short": "ignore"}, "UNKNOWN_VALUE", "/rules/allocation/floors/short"),
    at("/rules/allocation/floors", {"count": "above"}, "UNKNOWN_VALUE", "/rules/allocation/floors/count"),
    at("/rules/allocation/basis", {"factors": [FACTOR | {"transform": "log"}]}, "UNKNOWN_VALUE",
       "/rules/allocation/basis/factors/0/transform"),
])
USE_ORDER = [
    (f"use-order-{name}", {"/rules/allocation/use_order": order}, f"UNKNOWN_VALUE /rules/allocation/use_order/{index}")
    for name, order, index in (
        ("unknown-word", ["use_by", "widest"], 1), ("empty-word", [""], 0), ("upper-case", ["USE_BY"], 0),
        ("force-without-a-name", ["force:", "id"], 0), ("force-unknown", ["force:army", "id"], 0),
        ("force-second-unknown", ["use_by", "force:social,army", "id"], 1), ("force-empty-name-between", ["force:social,,east_west"], 0),
        ("force-ends-with-a-comma", ["force:social,", "id"], 0), ("pro-rata-before-the-end", ["pro_rata", "id"], 0),
        ("pro-rata-twice", ["pro_rata", "pro_rata"], 0), ("pro-rata-in-the-middle", ["use_by", "pro_rata", "narrowest"], 1),
    )
]

# --- what only a reader sees ------------------------------------------------

UNSEEN = named(
    "unseen",
    [at("/as_of", text, "BAD_DATE") for text in ("2024-02-30", "2023-02-29", "2024-04-31")]
    + [at(f"{GIFT0}/received_on", "1900-02-29", "BAD_DATE"), at(f"{GIFT0}/use_by", "2025-06-31", "BAD_DATE")]
    + [at("/registry/organisations/0/credit_code", "51511781MJ0000001X", "BAD_CODE"),
       at(f"{NEED0}/already", "100.01", "OUT_OF_RANGE"), at("/registry/pairings/0/to", "2021-04-30", "OUT_OF_RANGE")]
)
LIMITS = named(  # limits that a pattern may or may not hold
    "limit",
    [at("/registry/places/0/figures/population", "1.1234567", "BAD_DECIMAL"), at(f"{NEED0}/weight", "0.0000001", "BAD_DECIMAL"),
     at(f"{NEED0}/weight", "12345678901234567890123456789", "BAD_DECIMAL"),
     at("/registry/places/0/figures/population", "1" * 29, "BAD_DECIMAL"),
     at("/rules/allocation/basis", {"factors": [FACTOR | {"weight": "0.1234567"}]}, "BAD_DECIMAL",
        "/rules/allocation/basis/factors/0/weight")]
    + [at("/as_of", text, "BAD_DATE") for text in ("0000-01-01", "2024-13-01", "2024-00-01", "2024-04-00", "2024-01-32")]
    + [at("/id", "a\n", "BAD_ID")]
    + [at(f"{NEED0}/already", "92233720368547758.08", "OUT_OF_RANGE"), at(f"{GIFT0}/money", "100000000000000000000", "OUT_OF_RANGE"),
     at("/giving/pledges/0/money", "92233720368547758.08", "OUT_OF_RANGE"),
     at("/rules/allocation/minimum_grant", "99999999999999999999.99", "OUT_OF_RANGE"),
     at("/giving/event/announced", {"at_most": "92233720368547759"}, "OUT_OF_RANGE", "/giving/event/announced/at_most")]
    + [at(f"{NEED0}/place", text, "BAD_CODE") for text in ("510081", "511700109", "511781000200", "000000")]
    + [at("/registry/pairings/0/division", "001781", "BAD_CODE"),
       at(f"{GIFT0}/restriction", {"area": ["511781", "510000200"]}, "BAD_CODE", f"{GIFT0}/restriction/area/1"),
       at("/registry/organisations/0/credit_code", "51511781MJO000001Y", "BAD_CODE"),
       at(f"{NEED0}/money", "0.00", "OUT_OF_RANGE"), at(f"{NEED0}/money", "0", "OUT_OF_RANGE"),
       at(f"{GIFT0}/overhead", {"ceiling": "1.01"}, "OUT_OF_RANGE", f"{GIFT0}/overhead/ceiling"),
       at("/rules/allocation/overhead", {"share": "1.000001"}, "OUT_OF_RANGE", "/rules/allocation/overhead/share"),
       at("/rules/allocation/reserve", {"share": "2"}, "OUT_OF_RANGE", "/rules/allocation/reserve/share")]
)
REFERENCES = named("reference", [
    at("/registry/organisations/0/parent", "o9", "UNKNOWN_REFERENCE"), at("/registry/pairings/0/organisation", "o9", "UNKNOWN_REFERENCE"),
    at(f"{NEED0}/place", "511781109201", "UNKNOWN_REFERENCE"), at(f"{NEED0}/place", "511781", "UNKNOWN_REFERENCE"),
    at("/lists/needs/1/goods/item", "i9", "UNKNOWN_REFERENCE"), at("/lists/resources/0/organisation", "o9", "UNKNOWN_REFERENCE"),
    at("/giving/event/roles", [{"organisation": "o9", "role": "主办"}], "UNKNOWN_REFERENCE", "/giving/event/roles/0/organisation"),
    at("/giving/pledges/0/donor", "o9", "UNKNOWN_REFERENCE"), at("/giving/pledges/0/event", "e9", "UNKNOWN_REFERENCE"),
    at(f"{GIFT0}/donor", "household-9", "UNKNOWN_REFERENCE"), at(f"{GIFT0}/recipient", "O1", "UNKNOWN_REFERENCE"),
    at(f"{GIFT0}/pledge", "g1", "UNKNOWN_REFERENCE"), at("/giving/gifts/1/goods/item", "n1", "UNKNOWN_REFERENCE"),
    at(f"{GIFT0}/restriction", {"project": ["j9"]}, "UNKNOWN_REFERENCE", f"{GIFT0}/restriction/project/0"),
    at(f"{GIFT0}/restriction", {"need": ["n1", "n9"]}, "UNKNOWN_REFERENCE", f"{GIFT0}/restriction/need/1"),
    at(f"{GIFT0}/restriction", {"all": [{"tier": [1]}, {"not": {"any": [{"project": ["n1"]}]}}]}, "UNKNOWN_REFERENCE",
       f"{GIFT0}/restriction/all/1/not/any/0/project/0"),
    at("/rules/allocation/caps", [{"scope": {"project": "j9"}, "max": "1.00"}], "UNKNOWN_REFERENCE", "/rules/allocation/caps/0/scope/project"),
]) + [
    ("unknown-reference-need-with-its-own-category", {"/lists/needs/-": NEED | {"project": "j9"}}, "UNKNOWN_REFERENCE /lists/needs/2/project"),
    ("unknown-reference-pledge-of-goods", {"/giving/pledges/-": {"id": "l2", "donor": "o1", "goods": {"item": "i9", "quantity": {"known": 1}}}},
     "UNKNOWN_REFERENCE /giving/pledges/1/goods/item"),
    ("unknown-reference-in-a-part", {f"{GIFT0}/restriction": DROP, PARTS: [{"money": "50.00", "restriction": {"project": ["j9"]}}]},
     f"UNKNOWN_REFERENCE {PARTS}/0/restriction/project/0"),
    ("unknown-reference-without-an-event", {"/giving/event": DROP, "/giving/pledges/0/event": "e1"}, "UNKNOWN_REFERENCE /giving/pledges/0/event"),
    ("unknown-reference-of-another-list", {f"{GIFT0}/pledge": "e1"}, f"UNKNOWN_REFERENCE {GIFT0}/pledge"),
]
PLACE = {"name": "又一村"}
DUPLICATES = [
    ("duplicate-id-organisation", {"/registry/organisations/-": {"id": "o1", "name": "甲", "kind": "other"}},
     "DUPLICATE_ID /registry/organisations/2/id"),
    ("duplicate-id-item", {"/lists/items/-": {"id": "i1", "unit": "袋"}}, "DUPLICATE_ID /lists/items/1/id"),
    ("duplicate-id-project", {"/lists/projects/-": {"id": "j1", "name": "农场", "category": "care"}}, "DUPLICATE_ID /lists/projects/1/id"),
    ("duplicate-id-need", {"/lists/needs/-": NEED | {"id": "n1"}}, "DUPLICATE_ID /lists/needs/2/id"),
    ("duplicate-id-resource", {"/lists/resources/-": {"id": "s1", "organisation": "o1", "kind": "service", "what": "x"}},
     "DUPLICATE_ID /lists/resources/1/id"),
    ("duplicate-id-pledge", {"/giving/pledges/-": {"id": "l1", "donor": "o1", "money": "1.00"}}, "DUPLICATE_ID /giving/pledges/1/id"),
    ("duplicate-id-gift", {"/giving/gifts/-": GIFT | {"id": "g1"}}, "DUPLICATE_ID /giving/gifts/2/id"),
    ("duplicate-id-three-times", {"/lists/items": [{"id": "i1", "unit": "条"}, {"id": "i1", "unit": "条"}, {"id": "i1", "unit": "条"}]},
     "DUPLICATE_ID /lists/items/1/id", "DUPLICATE_ID /lists/items/2/id"),
    ("duplicate-place", {"/registry/places/-": PLACE | {"code": "511781109200"}}, "DUPLICATE_ID /registry/places/1/code"),
    ("duplicate-place-in-another-form", {"/registry/places": BASE["registry"]["places"] + [
        PLACE | {"code": "511781"}, PLACE | {"code": "511781000000"}]}, "DUPLICATE_ID /registry/places/2/code"),
    ("duplicate-place-in-nine-digits", {"/registry/places": BASE["registry"]["places"] + [
        PLACE | {"code": "511781109000"}, PLACE | {"code": "511781109"}]}, "DUPLICATE_ID /registry/places/2/code"),
]


def parts(*entries):
    return {f"{GIFT0}/restriction": DROP, PARTS: list(entries)}


FREE = {"restriction": "none"}
MAX = "92233720368547758.07"


def goods_gift(name, units):
    gift = {key: value for key, value in GIFT.items() if key != "money"}
    return gift | {"id": name, "goods": {"item": "i1", "quantity": {"known": units}}}


def goods_need(name, quantity):
    need = {key: value for key, value in NEED.items() if key != "money"}
    return need | {"id": name, "goods": {"item": "i1", "quantity": quantity}}


SUMS = [
    ("parts-below-the-gift", parts({"money": "20.00"} | FREE, {"money": "29.99"} | FREE), f"PARTS_DO_NOT_SUM {PARTS}"),
    ("parts-above-the-gift", parts({"money": "20.00"} | FREE, {"money": "30.01"} | FREE), f"PARTS_DO_NOT_SUM {PARTS}"),
    ("one-part-below-the-gift", parts({"money": "49.99"} | FREE), f"PARTS_DO_NOT_SUM {PARTS}"),
    ("parts-above-the-gift-with-a-rest", parts({"money": "50.01"} | FREE, {"rest": True} | FREE), f"PARTS_DO_NOT_SUM {PARTS}"),
    ("two-rests", parts({"money": "20.00"} | FREE, {"rest": True} | FREE, {"rest": True} | FREE), f"PARTS_DO_NOT_SUM {PARTS}"),
    ("only-rests", parts({"rest": True} | FREE, {"rest": True} | FREE), f"PARTS_DO_NOT_SUM {PARTS}"),
    ("gifts-leave-i64", {"/giving/gifts": [GIFT | {"money": MAX}, GIFT | {"id": "g4", "money": "0.01"}]}, "OUT_OF_RANGE /giving/gifts"),
    ("needs-leave-i64", {"/rules/allocation/basis": "equal", "/lists/needs": [NEED | {"money": MAX}, NEED | {"id": "n4", "project": "j1", "money": "0.01"}]},
     "OUT_OF_RANGE /lists/needs"),
    # A plan names the sums of an item as counts, and counts end at 2^53 - 1.
    ("gifts-of-an-item-leave-2-to-the-53", {"/giving/gifts": [goods_gift("g3", 2**53 - 1), goods_gift("g4", 1)]}, "OUT_OF_RANGE /giving/gifts"),
    ("needs-of-an-item-leave-2-to-the-53", {"/rules/allocation/basis": "equal", "/lists/needs": BASE["lists"]["needs"] + [
        goods_need("n8", {"known": 2**53 - 1}), goods_need("n9", {"at_least": 1})]}, "OUT_OF_RANGE /lists/needs"),
    ("floor-above-the-cap", {f"{NEED0}/floor": "60.00", f"{NEED0}/cap": "59.99"}, f"FLOOR_ABOVE_CAP {NEED0}/floor"),
    ("floor-above-the-need", {f"{NEED0}/floor": "100.01"}, f"FLOOR_ABOVE_CAP {NEED0}/floor"),
    ("floor-above-the-need-under-a-larger-cap", {f"{NEED0}/floor": "100.01", f"{NEED0}/cap": "200.00"}, f"FLOOR_ABOVE_CAP {NEED0}/floor"),
    ("resource-ends-before-it-begins", {"/lists/resources/0/from": "2024-06-01", "/lists/resources/0/to": "2024-05-31"},
     "OUT_OF_RANGE /lists/resources/0/to"),
    ("resource-and-pairing-end-before-they-begin", {"/registry/pairings/0/to": "2021-04-30", "/lists/resources/0/from": "2025-06-01",
     "/lists/resources/0/to": "2025-05-31"}, "OUT_OF_RANGE /registry/pairings/0/to", "OUT_OF_RANGE /lists/resources/0/to"),
]
GIFTS_OF_GOODS = [  # a schema may or may not tell gifts from needs here
    ("gift-of-at-least", {"/giving/gifts/1/goods/quantity": {"at_least": 3}}, "AMOUNT_IS_BOUND /giving/gifts/1/goods/quantity"),
    ("gift-of-unknown", {"/giving/gifts/1/goods/quantity": "unknown"}, "AMOUNT_IS_BOUND /giving/gifts/1/goods/quantity"),
    ("gift-of-goods-in-parts", {"/giving/gifts/1/restriction": DROP, "/giving/gifts/1/parts": [{"rest": True} | FREE]},
     "UNKNOWN_KEY /giving/gifts/1/parts"),
    ("gift-of-unlimited", {"/giving/gifts/1/goods/quantity": "unlimited"}, "AMOUNT_IS_BOUND /giving/gifts/1/goods/quantity"),
]


def cases():
    return (
        table(PATTERNS, True) + table(WORDS, True) + table(USE_ORDER, None) + table(UNSEEN, False) + table(LIMITS, None)
        + table(REFERENCES, False) + table(DUPLICATES, False) + table(SUMS, False) + table(GIFTS_OF_GOODS, None)
    )
