"""The formats' own validators, and what they leave unsaid.

Each judge reads a file and gives what is wrong with it, as a list of texts.
"""

import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree
from referencing import Registry
from referencing.jsonschema import DRAFT202012

HERE = Path(__file__).parent
CODES = json.loads((HERE / "codes.json").read_text(encoding="utf-8"))
GRANTS = "https://raw.githubusercontent.com/ThreeSixtyGiving/standard/{}/schema/360-giving-schema.json"


class Giving360:
    """360Giving's JSON Schema. Its formats are asserted: where they are notes
    only, a day fits both forms of `awardDate` and is refused for that."""

    def __init__(self, standards):
        def schema(name):
            return json.loads((standards / name).read_text(encoding="utf-8"))

        # It calls itself 2020-12 by an address that is none, so it is told.
        grants = DRAFT202012.create_resource(schema("360-giving-schema.json"))
        # The package of 1.4.3 names the schema of grants by the release before.
        names = [GRANTS.format(release) for release in ("1.4.2", "1.4.3")]
        registry = Registry().with_resources((name, grants) for name in names)
        self.validator = Draft202012Validator(
            schema("360-giving-package-schema.json"),
            registry=registry,
            format_checker=FormatChecker(),
        )

    def errors(self, text):
        package = json.loads(text, parse_float=Decimal)
        found = [f"{error.json_path}: {error.message[:200]}" for error in self.validator.iter_errors(package)]
        grants = package.get("grants", [])
        ids = [grant.get("id") for grant in grants]
        if len(set(ids)) != len(ids):
            found.append("two grants have one id")
        # The schema takes an amount below zero, and one of half a fen.
        for grant in grants:
            amount = grant.get("amountAwarded")
            if isinstance(amount, Decimal) and (amount <= 0 or amount != round(amount, 2)):
                found.append(f"{grant['id']}: an amount of {amount}")
        return found


# Where a code of an activity file comes from: path, attribute, codelist.
LISTS = [
    ("//reporting-org", "type", "OrganisationType"),
    ("//participating-org", "type", "OrganisationType"),
    ("//provider-org", "type", "OrganisationType"),
    ("//receiver-org", "type", "OrganisationType"),
    ("//participating-org", "role", "OrganisationRole"),
    ("//activity-status", "code", "ActivityStatus"),
    ("//activity-date", "type", "ActivityDateType"),
    ("//iati-activity/description", "type", "DescriptionType"),
    ("//recipient-country", "code", "Country"),
    ("//location-reach", "code", "GeographicLocationReach"),
    ("//sector", "vocabulary", "SectorVocabulary"),
    ("//sector[@vocabulary='1']", "code", "Sector"),
    ("//budget", "type", "BudgetType"),
    ("//budget", "status", "BudgetStatus"),
    ("//transaction-type", "code", "TransactionType"),
    ("//related-activity", "type", "RelatedActivityType"),
    ("//value", "currency", "Currency"),
    ("//iati-activity", "default-currency", "Currency"),
    ("//*", "{http://www.w3.org/XML/1998/namespace}lang", "Language"),
]
# Attributes that hold no code, and those that hold one.
FREE = {"version", "hierarchy", "ref", "iso-date", "value-date", "percentage"}
CODED = {attribute for _, attribute, _ in LISTS}


class Iati:
    """IATI's XSD, and the codelists and rules that it can't express."""

    def __init__(self, standards):
        self.schema = etree.XMLSchema(etree.parse(standards / "iati-activities-schema.xsd"))

    def errors(self, text):
        tree = etree.fromstring(text.encode("utf-8"))
        found = []
        if not self.schema.validate(tree):
            found += [f"line {error.line}: {error.message}" for error in self.schema.error_log]
        found += self.codes(tree)
        found += self.rules(tree)
        return found

    def codes(self, tree):
        for path, attribute, name in LISTS:
            for element in tree.xpath(path):
                code = element.get(attribute)
                if code is not None and code not in CODES[name]:
                    yield f"{element.tag}/@{attribute}: {code} is not in {name}"
        for element in tree.iter():
            for attribute in set(element.attrib) - FREE - CODED:
                yield f"{element.tag}/@{attribute} is compared with no codelist"

    def rules(self, tree):
        ids = tree.xpath("//iati-identifier/text()")
        if len(set(ids)) != len(ids):
            yield "two activities have one identifier"
        for activity in tree.iter("iati-activity"):
            own = activity.findtext("iati-identifier")
            reporter = activity.find("reporting-org").get("ref", "")
            if not re.fullmatch(r"CN-USCI-[0-9A-HJ-NP-RT-UW-Y]{18}", reporter) or not (own or "").startswith(reporter + "-"):
                yield f"{own}: does not begin with its reporter {reporter}"
            if re.search(r"[/&|?\s]", own or ""):
                yield f"{own}: has a character that no identifier may have"
            roles = {org.get("role") for org in activity.iter("participating-org")}
            if "2" not in roles:
                yield f"{own}: nobody is accountable"
            for vocabulary in {sector.get("vocabulary") for sector in activity.iter("sector")}:
                shares = activity.xpath("sector[@vocabulary=$v]/@percentage", v=vocabulary)
                if sum(map(Decimal, shares)) != 100:
                    yield f"{own}: sectors of vocabulary {vocabulary} sum to {sum(map(Decimal, shares))}"
            for related in activity.iter("related-activity"):
                if related.get("ref") not in ids:
                    yield f"{own}: names {related.get('ref')}, which is not there"
        for narrative in tree.iter("narrative"):
            if not (narrative.text or "").strip():
                yield f"line {narrative.sourceline}: an empty narrative"


class Hxl:
    """`hxlvalidate` with its default schema."""

    def __init__(self, _standards):
        self.program = Path(sys.executable).with_name("hxlvalidate")

    def errors(self, text):
        done = subprocess.run(
            [sys.executable, self.program, "--error-level", "error"],
            input=text.encode("utf-8"), capture_output=True, check=False,
        )
        if done.returncode == 0:
            return []
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        return [line for line in said.splitlines() if "error" in line] or [said]


JUDGES = {"360giving": Giving360, "iati": Iati, "hxl": Hxl}
