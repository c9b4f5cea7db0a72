"""Writes the Wanyuan programme, `bindings/cli/data/wanyuan.json`.

    python3 tests/programmes/wanyuan.py            writes it
    python3 tests/programmes/wanyuan.py --check    says whether it is what would be written

`wanyuan_facts.py` holds what the source text says, `wanyuan_invented.py` what
it does not; here they become one document. `source` is where the text says a
thing, `synthetic` lists the keys whose value it does not say. An `id` is a
handle of the document and never listed; of an object that is invented whole
every other key is.

Where the text stands beside the repository (`../shared/seed`) every range is
checked against it first, so that no offset is taken on trust.
"""

import json
import sys
from pathlib import Path

import seed_text
import wanyuan_facts as facts
import wanyuan_invented as invented

OUTPUT = Path(__file__).resolve().parents[2] / "bindings" / "cli" / "data" / "wanyuan.json"
EVENT_ID = "e-2024-04-02"
COUNTY_CODE = "511781"


def main(arguments):
    if arguments not in ([], ["--check"]):
        print("usage: wanyuan.py [--check]", file=sys.stderr)
        return 2
    if seed_text.available():
        wrong = wrong_mentions(seed_text.SeedText.read())
        for mention, found in wrong:
            print(f"{mention.words} is not what [{mention.start}, {mention.end}) says: {found}", file=sys.stderr)
        if wrong:
            return 1
    text = render(programme())
    if arguments:
        current = OUTPUT.read_text(encoding="utf-8") if OUTPUT.is_file() else None
        fresh = current == text
        print(f"{OUTPUT.name} is {'up to date' if fresh else 'stale: run tests/programmes/wanyuan.py'}")
        return 0 if fresh else 1
    OUTPUT.write_text(text, encoding="utf-8", newline="\n")
    return 0


def wrong_mentions(seed):
    """The mentions whose range says something else, with what it says."""
    found = ((mention, seed.restored_between(mention.start, mention.end)) for mention in facts.every_mention())
    return [(mention, words) for mention, words in found if words != mention.words]


def render(document):
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def programme():
    """The whole document."""
    return {
        "format": "bangfu.programme/1",
        "id": "wanyuan-2024",
        "name": facts.PROGRAMME_NAME,
        "as_of": facts.DAY,
        "source_text": facts.SOURCE_TEXT,
        "registry": {
            "organisations": organisations(),
            "pairings": pairings(),
            "places": places(),
            "related": [wholly_invented({"a": a, "b": b, "relation": relation}) for a, b, relation in invented.RELATED],
            "source": span(facts.FORCES),
        },
        "lists": {
            "kinds": ["needs", "projects", "resources"],
            "items": items(),
            "projects": projects(),
            "needs": needs(),
            "resources": resources(),
            "source": span(facts.LIST_KINDS),
        },
        "giving": {"event": event(), "pledges": pledges(), "gifts": gifts()},
        "rules": invented.RULES,
    }


def span(mention):
    return [mention.start, mention.end]


def with_source(row, source, synthetic=()):
    """The row with its source and, where there are any, its invented keys."""
    row["source"] = source
    if synthetic:
        row["synthetic"] = list(synthetic)
    return row


def wholly_invented(row, source=None):
    """The row with all its content keys marked, and where the text speaks of it at all."""
    synthetic = [key for key in row if key != "id"]
    if source:
        row["source"] = source
    row["synthetic"] = synthetic
    return row


def organisations():
    rows = [named_organisation(*row) for row in facts.ORGANISATIONS]
    rows += [wholly_invented({"id": id_, "name": name, "kind": kind, **keys})
             for id_, name, kind, keys in invented.ORGANISATIONS]
    return rows


def named_organisation(id_, name, kind, mention, roles, inferred, keys):
    """An organisation of the text, with the words the text uses as an alias."""
    aliases = [words for words in [mention.words, *keys.get("aliases", [])] if words != name]
    extras = dict(invented.ORGANISATION_EXTRAS.get(id_, {}))
    if "parent" in keys:
        extras["parent"] = keys["parent"]
    row = {"id": id_, "name": name, "kind": kind, **extras}
    if aliases:
        row["aliases"] = aliases
    row["roles"] = roles
    return with_source(row, span(mention), [*inferred, *extras])


def pairings():
    rows = []
    for organisation, force, lead, mention, inferred in facts.PAIRINGS:
        row = {"organisation": organisation, "force": force, "division": COUNTY_CODE,
               "from": invented.PAIRED_FROM[force]}
        if lead:
            row["lead"] = True
        rows.append(with_source(row, span(mention), [*inferred, "from"]))
    return rows


def places():
    county = with_source({"code": COUNTY_CODE, "name": facts.COUNTY.words}, span(facts.COUNTY), ["code"])
    villages = [{"code": code, "name": name, "figures": {"population": str(population), "elderly": str(elderly)}}
                for code, name, population, elderly in invented.VILLAGES]
    return [county] + [wholly_invented(village, span(facts.VILLAGES)) for village in villages]


def items():
    return [wholly_invented({"id": id_, "name": name, "unit": unit, "pack": pack})
            for id_, name, unit, pack in invented.ITEMS]


def projects():
    return [with_source({"id": id_, "name": mention.words.strip("“”"), **invented.PROJECTS[id_]}, span(mention),
                        invented.PROJECTS[id_])
            for id_, mention in facts.PROJECTS]


def needs():
    rows = []
    for village, project, tier, money, keys in invented.MONEY_NEEDS:
        rows.append({"place": village_code(village), "project": project, "tier": tier, "money": money, **keys})
    for village, project, category, tier, item, quantity in invented.GOODS_NEEDS:
        purpose = {"project": project} if project else {"category": category}
        rows.append({"place": village_code(village), **purpose, "tier": tier,
                     "goods": {"item": item, "quantity": quantity}})
    return [wholly_invented({"id": f"n-{number:03}", **row}) for number, row in enumerate(rows, 1)]


def village_code(number):
    return invented.VILLAGES[number - 1][0]


def resources():
    return [wholly_invented({"id": id_, "organisation": organisation, "kind": "service", "what": what,
                             "areas": areas, "from": start, "to": end})
            for id_, organisation, what, areas, start, end in invented.RESOURCES]


def event():
    roles = [with_source({"organisation": organisation, "role": role}, span(mention))
             for organisation, role, mention in facts.ROLES]
    row = {
        "id": EVENT_ID,
        "title": facts.TITLE.words,
        "on": facts.DAY,
        "venue": facts.VENUE.words,
        "announced": with_source({"at_least": "1386000.00"}, span(facts.ANNOUNCED)),
        "segments": [segment for segment, _ in facts.SEGMENTS],
        "attendance": with_source({"at_least": 100}, span(facts.ATTENDANCE)),
        "figures": facts.FIGURES,
        "roles": roles,
    }
    return with_source(row, list(facts.EVENT))


def pledges():
    """The placards are in the text, what stood on them is not."""
    placards = {organisation: mention for organisation, role, mention in facts.ROLES if role == "placard_donor"}
    rows = []
    for id_, donor, segment, what, written, publicised, due in invented.PLEDGES:
        row = {"id": id_, "donor": donor, "event": EVENT_ID, "segment": segment, **what,
               "written": written, "publicised": publicised, "due": due}
        if segment == "placard":
            rows.append(with_source(row, span(placards[donor]), [*what, "written", "publicised", "due"]))
        else:
            rows.append(wholly_invented(row))
    return rows


def gifts():
    rows = []
    for id_, donor, money, keys in invented.MONEY_GIFTS:
        rows.append(gift(id_, donor, {"money": money}, keys))
    for id_, donor, item, quantity, price, method, goods_keys, keys in invented.GOODS_GIFTS:
        valuation = {"method": method, "unit_price": price, "evidence": f"示例凭证-{id_}"}
        goods = {"item": item, "quantity": {"known": quantity}, **goods_keys, "valuation": valuation}
        rows.append(gift(id_, donor, {"goods": goods}, {**keys, "publicity": "named"}))
    return rows


def gift(id_, donor, what, keys):
    row = {"id": id_, "donor": donor, "recipient": "charity-wanyuan", "received_on": facts.DAY, **what}
    row.update(keys)
    return wholly_invented(row)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
