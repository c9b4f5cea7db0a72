"""Short ways to say a programme, for the cases that people wrote."""

from random_programmes import sorted_keys

V1, V2, V3, V4, V5, V6, V7, V8 = VILLAGES = [f"51178110920{number}" for number in range(8)]
AS_OF = "2024-04-02"


def need(identifier, money, place=V1, **more):
    """A need of money; of no project it is one of relief."""
    out = {"id": identifier, "place": place, "money": money, **more}
    return out if "project" in out else {"category": "relief", **out}


def goods_need(identifier, quantity, place=V1, item="quilt", **more):
    quantity = {"known": quantity} if isinstance(quantity, int) else quantity
    return {
        "id": identifier,
        "place": place,
        "category": "relief",
        "goods": {"item": item, "quantity": quantity},
        **more,
    }


def gift(identifier, money, restriction="none", **more):
    out = {"id": identifier, "donor": "donor", "recipient": "charity", "received_on": AS_OF, "money": money, **more}
    return out if "parts" in out else {"restriction": restriction, **out}


def goods_gift(identifier, units, restriction="none", item="quilt", best_before=None, **more):
    goods = {"item": item, "quantity": {"known": units}}
    if best_before:
        goods["best_before"] = best_before
    base = {"id": identifier, "donor": "donor", "recipient": "charity", "received_on": AS_OF, "goods": goods}
    return {"restriction": restriction, **base, **more}


def programme(needs, gifts, allocation=None, figures=None, **more):
    """`figures`: place -> its figures; `more`: projects, items, pairings, related, places, rules, beside."""
    figures = figures or {}
    codes = sorted({need["place"] for need in needs} | set(figures) | set(more.get("places", [])))
    donors = sorted(
        {gift["donor"] for gift in gifts} | {"donor"} | {p["organisation"] for p in more.get("pairings", [])}
    )
    places = [
        {"code": code, "name": "示例村"} | ({"figures": figures[code]} if code in figures else {}) for code in codes
    ]
    packs = more.get("items", {})
    items = sorted({entry["goods"]["item"] for entry in [*needs, *gifts] if "goods" in entry} | set(packs))
    rules = {"format": "bangfu.rules/1", "id": "rules"} | more.get("rules", {})
    if allocation:
        rules["allocation"] = allocation
    document = {
        "format": "bangfu.programme/1",
        "id": "case",
        "as_of": AS_OF,
        "registry": {
            "organisations": [{"id": donor, "name": "捐赠方", "kind": "company"} for donor in donors]
            + [{"id": "charity", "name": "慈善会", "kind": "charity"}],
            "pairings": more.get("pairings", []),
            "places": places,
            "related": more.get("related", []),
        },
        "lists": {
            "items": [{"id": item, "name": item, "unit": "件", "pack": packs.get(item, 1)} for item in items],
            "projects": more.get("projects", []),
            "needs": needs,
        },
        "giving": {"gifts": gifts},
    }
    if more.get("beside"):
        return sorted_keys({"programme": document | {"rules": {"reference": rules["id"]}}, "rules": rules})
    return sorted_keys({"programme": document | {"rules": rules}})


def project(identifier, category="elderly_care", **more):
    return {"id": identifier, "name": "项目", "category": category, **more}
