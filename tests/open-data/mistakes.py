"""Breaks a sound file in every way that its validator should notice."""

import copy
import json
import re


class Digits(float):
    """A number that is written as its digits."""

    def __new__(cls, text):
        number = super().__new__(cls, text)
        number.text = text
        return number

    def __repr__(self):
        return self.text


def giving360(text):
    package = json.loads(text, parse_float=Digits)

    def with_grant(change):
        broken = copy.deepcopy(package)
        change(broken["grants"][0])
        return json.dumps(broken, ensure_ascii=False)

    grant = package["grants"][0]
    for key in ("id", "title", "description", "currency", "amountAwarded", "awardDate", "fundingOrganization"):
        yield f"no {key}", with_grant(lambda grant, key=key: grant.pop(key))
    yield "no recipient", with_grant(lambda grant: [grant.pop(key, None) for key in ("recipientOrganization", "recipientIndividual")])
    yield "two recipients", with_grant(
        lambda grant: grant.update(recipientIndividual={"id": "a", "name": "a"}, recipientOrganization=[{"id": "a", "name": "a"}])
    )
    yield "an amount in quotes", with_grant(lambda grant: grant.update(amountAwarded=repr(grant["amountAwarded"])))
    yield "an amount below zero", with_grant(lambda grant: grant.update(amountAwarded=Digits("-1.00")))
    yield "half a fen", with_grant(lambda grant: grant.update(amountAwarded=Digits("1.005")))
    yield "RMB", with_grant(lambda grant: grant.update(currency="RMB"))
    yield "a day that is none", with_grant(lambda grant: grant.update(awardDate="2024-13-45"))
    yield "a funder without an id", with_grant(lambda grant: grant["fundingOrganization"][0].pop("id"))
    yield "no grants", json.dumps({**package, "grants": []})
    yield "a version that is none", json.dumps({**package, "version": "one"})
    yield "the same id twice", json.dumps({**package, "grants": [grant, {**grant, "title": "another"}]})


def iati(text):
    def once(what, pattern, replacement):
        return what, re.sub(pattern, replacement, text, count=1, flags=re.S)

    yield once("no title", r"<title>.*?</title>", "")
    yield once("no identifier", r"<iati-identifier>.*?</iati-identifier>", "")
    yield once("status after the day", r"(<activity-status .*?/>)\s*(<activity-date .*?/>)", r"\2\1")
    yield once("a day that is none", r'iso-date="2024-04-02"', 'iso-date="2024-13-45"')
    yield once("an amount in words", r"(<value [^>]*>)[0-9.]+", r"\1壹仟元")
    yield once("an element that is none", r"<activity-status", "<bangfu/><activity-status")
    yield once("a role that is none", r'role="2"', 'role="9"')
    yield once("a type that is none", r'type="24"', 'type="99"')
    yield once("a transaction that is none", r'<transaction-type code="1"/>', '<transaction-type code="99"/>')
    yield once("a purpose that is none", r'vocabulary="1" code="\d+"', 'vocabulary="1" code="99999"')
    yield once("RMB", r'currency="CNY"', 'currency="RMB"')
    yield once("half of the sectors", r'percentage="100.00"', 'percentage="50.00"')
    yield once("an identifier of somebody else", r"<iati-identifier>CN-USCI-5", "<iati-identifier>CN-USCI-9")
    yield once("a parent that is not there", r'(<related-activity type="1" ref=")', r"\1x")
    yield once("an empty narrative", r"(<narrative [^>]*>)[^<]+", r"\1")


def hxl(text):
    header, tags, *rows = text.split("\n")
    columns = tags.split(",")

    def with_cell(tag, cell):
        at = columns.index(tag)
        # A row whose cells hold no commas.
        number = next(number for number, row in enumerate(rows) if '"' not in row and row.split(",")[at])
        cells = rows[number].split(",")
        cells[at] = cell
        return "\n".join([header, tags, *rows[:number], ",".join(cells), *rows[number + 1:]])

    yield "an amount in words", with_cell("#value+allocated+currency_cny", "壹仟元")
    yield "a population in words", with_cell("#population", "很多")
    yield "a day that is none", with_cell("#date+allocated", "2024-13-45")
    yield "no tags", "\n".join([header, *rows])


ALL = {"360giving": giving360, "iati": iati, "hxl": hxl}
