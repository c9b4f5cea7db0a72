"""Documents as people write them, and the bytes that bangfu writes for them."""

import hashlib
import json

from allocate import outcome
from build import V1, V2, gift, goods_gift, goods_need, need, programme
from canon import canonical

BIG = 2**53 - 1


def document(registry="", lists="", giving="", more=""):
    """The text of a programme; what is given is put in as it stands."""
    parts = ['"format": "bangfu.programme/1"', '"id": "p"', '"as_of": "2024-04-02"', more]
    parts += [
        f'"{name}": {{{text}}}' for name, text in (("registry", registry), ("lists", lists), ("giving", giving)) if text
    ]
    return "{" + ", ".join(part for part in parts if part) + "}"


def rules(allocation="", more=""):
    parts = ['"format": "bangfu.rules/1"', '"id": "r"', more, f'"allocation": {{{allocation}}}' if allocation else ""]
    return "{" + ", ".join(part for part in parts if part) + "}"


PLACE = '"places": [{"code": "511781109200", "name": "示例一村"}]'
ORGANISATIONS = '"organisations": [{"id": "d", "name": "捐赠方", "kind": "company"}, {"id": "c", "name": "慈善会", "kind": "charity"}]'
GIFT = '"id": "g", "donor": "d", "recipient": "c", "received_on": "2024-04-02"'
NEED = '"id": "n", "place": "511781109200", "category": "relief"'


def texts():
    yield "nothing-but-what-must-be", document()
    yield "white-space-and-key-order", '\n{ "id" :"p",\t"as_of":"2024-04-02",\r\n "format" : "bangfu.programme/1" }\n\n'
    yield (
        "null-reads-as-absent",
        document(
            '"organisations": [{"id": "d", "name": "甲", "kind": "company", "parent": null, "credit_code": null}]',
            more='"name": null',
        ),
    )
    yield (
        "what-is-empty-is-left-out",
        document(
            '"organisations": [], "pairings": [], "places": [], "related": []',
            '"items": [], "projects": [], "needs": [], "resources": [], "kinds": []',
            '"pledges": [], "gifts": []',
            '"rules": {"format": "bangfu.rules/1", "id": "r", "allocation": {"caps": [], "floors": {}, "overhead": {}}, "checks": []}',
        ),
    )
    yield (
        "defaults-of-a-programme-spelled-out",
        document(
            f'{PLACE[:-2]}, "figures": {{}}}}], '
            '"organisations": [{"id": "d", "name": "甲", "kind": "company", "public_fundraising": false, "aliases": [], "roles": []}], '
            '"pairings": [{"organisation": "d", "force": "social", "division": "511781", "from": "2021-05-01", "to": null, "lead": false}]',
            '"items": [{"id": "quilt", "name": "棉被", "unit": "条", "pack": 1}], '
            f'"needs": [{{{NEED}, "tags": [], "tier": 1, "beneficiary": null, "money": "150000.00", "already": "0.00", "floor": "0", "cap": "150000", "weight": "1.000"}}]',
            '"pledges": [{"id": "pl", "donor": "d", "money": "5.00", "written": false, "publicised": false, "instalments": []}]',
        ),
    )
    yield (
        "what-is-not-the-default-stays",
        document(
            f'{PLACE}, "organisations": [{{"id": "d", "name": "甲", "kind": "charity", "public_fundraising": true}}]',
            f'"items": [{{"id": "quilt", "name": "棉被", "unit": "条", "pack": 10}}], "needs": [{{{NEED}, "tier": 2, "money": "5", "already": "0.01", "floor": "1.1", "cap": "4.99", "weight": "0"}}]',
            '"pledges": [{"id": "pl", "donor": "d", "money": "5", "written": true, "publicised": true, "due": "2024-06-30"}]',
        ),
    )
    yield (
        "amounts-with-two-places-decimals-as-given",
        document(
            f'{PLACE[:-2]}, "figures": {{"population": "1203.0", "elderly": "31.50", "poor": "0.000100", "none": "0.0", "ten": "10"}}}}], {ORGANISATIONS}',
            f'"needs": [{{{NEED}, "money": "0.1", "weight": "2.50"}}]',
            f'"gifts": [{{{GIFT}, "money": "100", "overhead": {{"ceiling": "0.050"}}, "restriction": "none"}}]',
        ),
    )
    yield (
        "codes-as-given",
        document(
            '"places": [{"code": "511781109000", "name": "镇"}, {"code": "511781000", "name": "市"}, {"code": "510000", "name": "省"}], '
            f'{ORGANISATIONS}, "pairings": [{{"organisation": "d", "force": "social", "division": "511700000000", "from": "2021-05-01"}}]',
            '"needs": [{"id": "n", "place": "511781109000", "category": "relief", "money": "1.00"}], '
            '"resources": [{"id": "r", "organisation": "d", "kind": "service", "what": "义诊", "areas": ["511781000000", "511781109"]}]',
            f'"gifts": [{{{GIFT}, "money": "1.00", "restriction": {{"any": [{{"area": ["511781000000"]}}, {{"not": {{"area": ["511781109000", "510000"]}}}}]}}}}]',
            '"rules": {"format": "bangfu.rules/1", "id": "r", "allocation": {"caps": [{"scope": {"area": "511781000000"}, "max": "9"}]}}',
        ),
    )
    yield from lists_and_texts()
    yield from rule_books()


def lists_and_texts():
    yield (
        "lists-with-ids-are-sorted-others-keep-their-order",
        document(
            '"organisations": [{"id": "b", "name": "乙", "kind": "company", "aliases": ["z", "a"], "roles": ["y", "b"]}, {"id": "a.", "name": "甲", "kind": "company"}, '
            '{"id": "a-", "name": "丙", "kind": "company"}, {"id": "B", "name": "丁", "kind": "charity"}, {"id": "10", "name": "戊", "kind": "other"}, {"id": "9", "name": "己", "kind": "other"}], '
            '"places": [{"code": "511781109201", "name": "二村"}, {"code": "511781109200", "name": "一村"}, {"code": "511781", "name": "市"}], '
            '"related": [{"a": "z", "b": "y"}, {"a": "b", "b": "a"}], '
            '"pairings": [{"organisation": "b", "force": "social", "division": "511781", "from": "2022-01-01"}, {"organisation": "B", "force": "social", "division": "511781", "from": "2021-01-01"}]',
            '"projects": [{"id": "q", "name": "乙", "category": "relief", "tags": ["z", "a"]}, {"id": "p", "name": "甲", "category": "relief"}], '
            '"needs": [{"id": "n2", "place": "511781109201", "project": "q", "money": "2.00"}, {"id": "n10", "place": "511781109200", "project": "p", "money": "1.00"}], "kinds": ["projects", "needs"]',
            '"gifts": [{"id": "g2", "donor": "b", "recipient": "B", "received_on": "2024-04-02", "money": "3.00", "parts": [{"rest": true, "restriction": {"need": ["n2", "n10"]}}, {"money": "1.00", "restriction": "none"}]}, '
            '{"id": "g10", "donor": "b", "recipient": "B", "received_on": "2024-04-02", "money": "3.00", "restriction": {"all": [{"tier": [2, 1]}, {"project": ["q", "p"]}]}}]',
        ),
    )
    yield (
        "an-event-with-everything",
        document(
            ORGANISATIONS,
            giving='"event": {"id": "e", "title": "携手帮扶 尚善乐行", "on": "2024-04-02", "venue": "万源市人民政府", "announced": {"at_least": "1386000"}, "attendance": {"at_least": 100}, '
            '"figures": {"enterprises": "12.0"}, "roles": [{"organisation": "d", "role": "signatory"}, {"organisation": "c", "role": "organiser"}], "segments": ["signing", "pitch"], "source": [12, 18]}, '
            '"pledges": [{"id": "pl", "donor": "d", "event": "e", "segment": "placard", "money": "200000", "due": "2024-06-30", "instalments": [{"money": "120000", "due": "2024-05-01"}, {"money": "80000.0", "due": "2024-04-20"}]}]',
        ),
    )
    figures = {
        "\U0001f600": "1",
        "\ufb33": "2",
        "\u20ac": "3",
        "\u00f6": "4",
        "\u0080": "5",
        "1": "6",
        "\r": "7",
        "</script>": "8",
        "10": "9",
        "2": "10",
    }
    yield "keys-by-utf-16-units", document(f'{PLACE[:-2]}, "figures": {json.dumps(figures)}}}]')
    text = 'quote \\" backslash \\\\ slash \\/ \\b\\t\\n\\f\\r \\u0001 \\u001F \\u007f \\u2028 \\u00e9 e\\u0301 \\ud83d\\ude00 万'
    yield "text-is-escaped-only-where-it-must-be", document(more=f'"name": "{text}"')
    yield (
        "counts-up-to-two-to-the-53-less-one",
        document(
            f"{PLACE}, {ORGANISATIONS}",
            f'"items": [{{"id": "i", "name": "物", "unit": "件", "pack": {BIG}}}], "needs": [{{{NEED}, "tier": {BIG}, "goods": {{"item": "i", "quantity": {{"known": {BIG}}}}}}}]',
            f'"gifts": [{{{GIFT}, "goods": {{"item": "i", "quantity": {{"known": {BIG - 1}}}}}, "restriction": {{"tier": [{BIG}]}}}}]',
        ),
    )
    yield (
        "the-largest-amount-there-is",
        document(PLACE, f'"needs": [{{{NEED}, "money": "92233720368547758.07", "cap": "90071992547409.93"}}]'),
    )
    yield (
        "quantities-of-every-kind",
        document(
            f"{PLACE}, {ORGANISATIONS}",
            '"items": [{"id": "i", "name": "物", "unit": "件"}], "needs": ['
            + ", ".join(
                f'{{"id": "n{at}", "place": "511781109200", "category": "relief", "goods": {{"item": "i", "quantity": {quantity}}}}}'
                for at, quantity in enumerate(['{"known": 5}', '{"at_least": 5}', '"unknown"', '"unlimited"'])
            )
            + "]",
        ),
    )
    yield (
        "a-valuation",
        document(
            ORGANISATIONS,
            '"items": [{"id": "i", "name": "物", "unit": "件"}]',
            f'"gifts": [{{{GIFT}, "goods": {{"item": "i", "quantity": {{"known": 60}}, "best_before": null, "valuation": {{"method": "invoice", "unit_price": "120.50", "evidence": "INV-7"}}}}, "restriction": "none"}}]',
        ),
    )


def rule_books():
    yield (
        "defaults-of-a-rule-book-spelled-out",
        rules(
            '"basis": "need", "tiers": "strict", "floors": {"short": "error", "count": "towards"}, "caps": [], "overhead": {"share": "0.00"}, "reserve": {"share": "0"}, '
            '"minimum_grant": "0", "minimum_days_left": 0, "use_order": ["use_by", "narrowest", "received_on", "id"]',
            '"effective": {"from": "2024-01-01", "to": null}',
        ),
    )
    yield (
        "one-default-of-two-stays-out",
        rules('"floors": {"short": "error", "count": "on_top"}, "overhead": {"share": "0.10"}'),
    )
    yield (
        "matchings-by-id-with-their-defaults-left-out",
        rules(
            '"matching": [{"id": "z", "gift": "p", "ratio": "1.00", "of": {"gift": ["b", "a"], "donor": null}},'
            ' {"cap": "9.5", "gift": "q", "id": "Z", "ratio": "1.50", "of": null}]'
        ),
    )
    yield "an-empty-use-order-is-by-id", rules('"use_order": []')
    yield (
        "a-use-order-keeps-its-order",
        rules('"use_order": ["force:social,east_west", "narrowest", "pro_rata"], "tiers": "ignored"'),
    )
    yield (
        "factors-and-caps-keep-their-order",
        rules(
            '"basis": {"factors": [{"figure": "z", "weight": "0.30", "transform": "share"}, {"figure": "income", "weight": "0.300", "transform": {"gap_to": "18000.0"}}, '
            '{"figure": "a", "weight": "1.0", "transform": "inverse"}]}, "minimum_grant": "5.5", "minimum_days_left": 30, '
            '"caps": [{"scope": {"project": "z"}, "max": "9"}, {"scope": {"category": "a"}, "max": "8.5"}]'
        ),
    )
    yield (
        "by-a-figure",
        rules(
            '"basis": {"figure": "population"}', '"effective": {"from": "2024-01-01", "to": "2024-12-31"}, "checks": []'
        ),
    )


def a_plan():
    """A plan with its arrays turned round: a plan too has one form."""
    document = programme(
        [need("n2", "0.05", V2), need("n1", "0.05", V1), goods_need("q", 3)],
        [gift("b", "0.02"), gift("a", "0.03", {"need": ["n1"]}), goods_gift("c", 2)],
    )
    plan = {**outcome(document)["plan"], "engine": "0"}
    return {key: value[::-1] if isinstance(value, list) else value for key, value in plan.items()}


def case(name, text):
    written = canonical(json.loads(text))
    assert canonical(json.loads(written)) == written, name
    return {
        "name": name,
        "in": {"text": text},
        "out": {"canonical": written, "sha256": hashlib.sha256((written + "\n").encode()).hexdigest()},
    }


def suites():
    cases = [case(name, text) for name, text in texts()]
    cases.append(case("a-plan-with-its-arrays-turned-round", json.dumps(a_plan(), ensure_ascii=False, indent=2)))
    about = "The canonical text of valid documents, without the final newline, and the SHA-256 in hex of the text with it."
    return [("canon.json", {"suite": "canon", "about": about, "cases": cases})]
