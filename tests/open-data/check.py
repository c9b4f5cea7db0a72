"""Publishes programmes with bangfu and has the formats' own validators judge
the files: `check.py BANGFU STANDARDS FOLDER`.

Each file must be accepted, sum to its plan, name no individual, and be the same
the second time. And each validator must refuse what was broken on purpose: one
that accepts everything would be no judge.
"""

import csv
import io
import json
import re
import subprocess
import sys
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import cases
import mistakes
from judges import JUDGES
from lxml import etree

SUFFIX = {"360giving": "json", "iati": "xml", "hxl": "csv"}


def bangfu(*arguments):
    """Runs bangfu; gives its status and what it said."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8")


class Published:
    """A programme, its plan, and what the two say a file should sum to."""

    def __init__(self, document, path):
        self.path, self.document = path, document
        self.plan_path = path.with_suffix(".plan.json")
        status, said = bangfu("allocate", path, "--out", self.plan_path)
        assert status == 0, said
        self.plan = json.loads(self.plan_path.read_text(encoding="utf-8"))
        self.gifts = {gift["id"]: gift for gift in document.get("giving", {}).get("gifts", [])}
        self.arrived = [gift for gift in self.gifts.values() if gift["received_on"] <= document["as_of"]]

    def export(self, target, lang, again=""):
        out = self.path.with_suffix(f".{lang}{again}.{SUFFIX[target]}")
        publisher = "charity-wanyuan" if "wanyuan" in self.path.name else "charity"
        options = {"360giving": ["--publisher", publisher, "--prefix", "360G-wanyuan"], "iati": ["--publisher", publisher]}
        status, said = bangfu("export", self.path, "--plan", self.plan_path, "--to", target, "--out", out,
                              "--lang", lang, *options.get(target, []))
        return status, said, out.read_text(encoding="utf-8") if status == 0 else ""

    def granted(self):
        return Decimal(self.plan["totals"]["granted"])

    def granted_in_kind(self):
        """The goods of the plan at their prices: of each gift what all units up
        to the end of a line are worth, less what those before it are."""
        total, before = Decimal(0), defaultdict(int)
        for line in self.plan["lines"]:
            gift = self.gifts[line["gift"]]
            price = gift.get("goods", {}).get("valuation", {}).get("unit_price")
            if price is not None:
                start = before[line["gift"]]
                before[line["gift"]] = end = start + line["units"]
                total += worth(price, end) - worth(price, start)
        return total

    def received(self):
        total = Decimal(0)
        for gift in self.arrived:
            goods = gift.get("goods")
            if goods is None:
                total += Decimal(gift["money"])
            elif "valuation" in goods:
                total += worth(goods["valuation"]["unit_price"], goods["quantity"]["known"])
        return total

    def sums_differ(self, target, text):
        """What does not sum as the plan has it."""
        if target == "360giving":
            grants = json.loads(text, parse_float=Decimal)["grants"]
            yield "awarded", sum(grant["amountAwarded"] for grant in grants), self.granted() + self.granted_in_kind()
        elif target == "iati":
            tree = etree.fromstring(text.encode("utf-8"))

            def total(code):
                values = tree.xpath("//transaction[transaction-type/@code=$code]/value/text()", code=code)
                return sum(map(Decimal, values), Decimal(0))

            yield "committed", total("2"), self.granted() + self.granted_in_kind()
            yield "received", total("1"), self.received()
        else:
            _, tags, *rows = csv.reader(io.StringIO(text))

            def total(tag):
                at = tags.index(tag)
                return sum((Decimal(row[at]) for row in rows if row[at]), Decimal(0))

            yield "allocated", total("#value+allocated+currency_cny"), self.granted()
            yield "required", total("#value+required+currency_cny"), Decimal(self.plan["totals"]["required"])
            yield "units", total("#item+num+allocated"), Decimal(sum(item["granted"] for item in self.plan["totals"]["items"]))


def worth(price, units):
    return (Decimal(price) * units).quantize(Decimal("0.01"), ROUND_HALF_UP)


def persons(document):
    """What no file may hold."""
    for row in document["registry"]["organisations"]:
        if row["kind"] == "individual":
            yield from [row["name"], *row.get("aliases", []), row["id"]]
    yield from [*cases.SPELLINGS, cases.ID_NUMBER, "household", "house-"]


def wrong_with(published, target, lang, judge):
    """What is wrong with a file, if anything."""
    status, said, text = published.export(target, lang)
    if target == "360giving" and not any(line for line in published.plan["lines"]):
        return [] if status == 2 and "NOTHING_GRANTED" in said else [f"status {status}: {said}"]
    if status != 0:
        return [f"status {status}: {said}"]
    found = judge.errors(text)
    for what, there, wanted in published.sums_differ(target, text):
        if there != wanted:
            found.append(f"{what}: {there}, and not {wanted}")
    found += [f"names a person: {name}" for name in persons(published.document) if name in text]
    if published.export(target, lang, again="-again")[2] != text:
        found.append("other bytes the second time")
    if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text):
        found.append("a control character")
    return found


def main():
    judges = {target: judge(STANDARDS) for target, judge in JUDGES.items()}
    documents = [json.loads(Path("bindings/cli/data/wanyuan.json").read_text(encoding="utf-8")), *cases.ALL]
    ran, right, sound = 0, 0, {}
    for document in documents:
        path = FOLDER / f"{document['id']}.json"
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        published = Published(document, path)
        for target, judge in judges.items():
            for lang in ("zh", "en"):
                found = wrong_with(published, target, lang, judge)
                ran, right = ran + 1, right + (not found)
                for error in found[:10]:
                    print(f"{document['id']}, {target}, {lang}: {error}")
        if document["id"] == "odd":
            sound = {target: published.export(target, "zh")[2] for target in judges}
    print(f"ran {right} of {ran}: files that their formats' validators accept")
    planted, refused = 0, 0
    for target, judge in judges.items():
        for what, text in mistakes.ALL[target](sound[target]):
            planted += 1
            assert text != sound[target], f"{target}: {what} was not planted"
            if judge.errors(text):
                refused += 1
            else:
                print(f"{target}: {what} was not noticed")
    print(f"ran {refused} of {planted}: mistakes that were planted and refused")
    sys.exit(right != ran or refused != planted)


if __name__ == "__main__":
    PROGRAM, STANDARDS, FOLDER = map(Path, sys.argv[1:])
    main()
