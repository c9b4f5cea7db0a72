"""One small case for each clause about the order of units, weights, and rule
books that cannot be followed. In the form of `clauses`.
"""

from build import V1, V2, V3, V4, gift, goods_gift, goods_need, need, programme


def cases():
    for make in (order, weights, refusals, documents):
        yield from make()


def order():
    yield (
        "a-tie-falls-by-place-then-by-id",
        programme([need("a", "0.05", V2), need("c", "0.05", V1), need("b", "0.05", V1)], [gift("g", "0.04")]),
        {"a": "0.01", "b": "0.02", "c": "0.01"},
    )
    yield (
        "ids-by-their-bytes",
        programme(
            [need("a", "0.05"), need("B", "0.05"), need("a.1", "0.05"), need("a-1", "0.05")], [gift("g", "0.03")]
        ),
        {"B": "0.01", "a": "0.01", "a-1": "0.01", "a.1": "0.00"},
    )
    yield (
        "by-need-whatever-the-cap",
        programme([need("n1", "0.30", V1, cap="0.03"), need("n2", "0.10", V2)], [gift("g", "0.04")]),
        {"n1": "0.03", "n2": "0.01"},
    )
    tiers = [need("n1", "0.05", V1, tier=2), need("n2", "0.05", V2, tier=1)]
    yield "tiers-strict", programme(tiers, [gift("g", "0.06")]), {"n1": "0.01", "n2": "0.05"}
    yield "tiers-ignored", programme(tiers, [gift("g", "0.06")], {"tiers": "ignored"}), {"n1": "0.03", "n2": "0.03"}
    yield (
        "a-place-with-two-needs-enters-twice",
        programme(
            [need("n1", "0.20", V1), need("n2", "0.20", V1), need("n3", "0.20", V2)],
            [gift("g", "0.12")],
            {"basis": {"figure": "f"}},
            {V1: {"f": "1"}, V2: {"f": "1"}},
        ),
        {"n1": "0.04", "n2": "0.04", "n3": "0.04"},
    )


def weights():
    two = [need("n1", "0.20", V1, weight="1.5"), need("n2", "0.20", V2, weight="0.5")]
    small = {V1: {"f": "0.000001"}, V2: {"f": "0.000001"}}
    # 1.5 and 0.5 millionths: half-even gives 2 and 0.
    yield (
        "a-product-is-rounded-half-even",
        programme(two, [gift("g", "0.09")], {"basis": {"figure": "f"}}, small),
        {"n1": "0.09", "n2": "0.00"},
    )
    yield (
        "a-factor-of-nothing-adds-nothing",
        programme(
            [need("n1", "0.20", V1), need("n2", "0.20", V2)],
            [gift("g", "0.09")],
            {
                "basis": {
                    "factors": [
                        {"figure": "f", "weight": "0.5", "transform": {"gap_to": "1"}},
                        {"figure": "h", "weight": "0.1", "transform": "share"},
                    ]
                }
            },
            {V1: {"f": "1", "h": "2"}, V2: {"f": "5", "h": "1"}},
        ),
        {"n1": "0.06", "n2": "0.03"},
    )
    yield (
        "shares-are-over-places-not-needs",
        programme(
            [need("n1", "0.20", V1), need("n2", "0.20", V1), need("n3", "0.20", V2), goods_need("q", 3, V3)],
            [gift("g", "0.15"), goods_gift("h", 2)],
            {"basis": {"factors": [{"figure": "f", "weight": "1", "transform": "share"}]}},
            {V1: {"f": "2"}, V2: {"f": "1"}, V3: {"f": "7"}, V4: {"f": "9"}},
        ),
        {"n1": "0.06", "n2": "0.06", "n3": "0.03", "q": 2},
    )
    third = {"basis": {"factors": [{"figure": "f", "weight": "0.333333", "transform": "inverse"}]}}
    yield (
        "inverse-of-small-and-large-figures",
        programme(
            [need("n1", "0.20", V1), need("n2", "0.20", V2), need("n3", "0.20", V3)],
            [gift("g", "0.30")],
            third,
            {V1: {"f": "3"}, V2: {"f": "7"}, V3: {"f": "0.5"}},
        ),
        {},
    )
    # 2^62 in millionths is the first weight that is too large.
    yield (
        "the-largest-weight-there-is",
        programme(
            [need("n1", "0.05", weight="4611686018427.387903"), need("n2", "0.05", V2)],
            [gift("g", "0.06")],
            {"basis": "equal"},
        ),
        {"n1": "0.05"},
    )


def refusals():
    pot = [gift("g", "0.09")]
    yield (
        "a-weight-too-large-by-a-millionth",
        programme([need("n1", "0.05", weight="4611686018427.387904"), need("n2", "0.05", V2)], pot, {"basis": "equal"}),
        None,
    )
    yield "a-need-too-large-without-a-weight", programme([need("n1", "46116860184.28")], pot), None
    figure = {"basis": {"figure": "f"}}
    yield (
        "a-place-without-the-figure",
        programme([need("n1", "0.05"), need("n2", "0.05", V2)], pot, figure, {V1: {"g/h~": "1"}, V2: {"f": "1"}}),
        None,
    )
    yield (
        "a-place-without-any-figure",
        programme([need("n1", "0.05"), need("n2", "0.05", V2)], pot, figure, {V2: {"f": "1"}}),
        None,
    )
    odd = {"basis": {"figure": "a/b~c"}}
    yield "a-pointer-escapes-the-name", programme([need("n1", "0.05")], pot, odd, {V1: {"f": "1"}}), None
    yield (
        "a-place-that-nobody-needs-may-lack-it",
        programme([need("n1", "0.05")], pot, figure, {V1: {"f": "1"}}, places=[V3]),
        {"n1": "0.05"},
    )
    inverse = {"basis": {"factors": [{"figure": "f", "weight": "1", "transform": "inverse"}]}}
    yield (
        "no-inverse-of-nothing",
        programme([need("n1", "0.05"), need("n2", "0.05", V2)], pot, inverse, {V1: {"f": "2"}, V2: {"f": "0.0"}}),
        None,
    )
    yield "every-figure-zero", programme([need("n1", "0.05")], pot, figure, {V1: {"f": "0"}}), None
    yield "goods-of-weight-zero-only", programme([need("n1", "0.05"), goods_need("q", 4, weight="0")], pot), None
    yield (
        "every-factor-empty",
        programme(
            [need("n1", "0.05")],
            pot,
            {"basis": {"factors": [{"figure": "f", "weight": "1", "transform": {"gap_to": "1"}}]}},
            {V1: {"f": "1"}},
        ),
        None,
    )
    yield (
        "several-errors-in-document-order",
        programme(
            [need("n1", "0.05"), need("n2", "0.05", V2), need("n3", "0.05", V3, weight="4611686018428")],
            pot,
            figure,
            {V1: {"x": "1"}, V2: {}, V3: {"f": "1"}},
            rules={"effective": {"from": "2024-04-03"}},
        ),
        None,
    )
    for name, effective, good in [
        ("the-first-day", {"from": "2024-04-02", "to": None}, True),
        ("the-last-day", {"from": "2024-01-01", "to": "2024-04-02"}, True),
        ("the-day-after", {"from": "2024-01-01", "to": "2024-04-01"}, False),
        ("the-day-before", {"from": "2024-04-03"}, False),
    ]:
        yield (
            f"rules-on-{name}",
            programme([need("n1", "0.05")], pot, rules={"effective": effective}),
            {"n1": "0.05"} if good else None,
        )


def documents():
    yield (
        "a-rule-book-given-beside",
        programme([need("n1", "0.05"), need("n2", "0.05", V2)], [gift("g", "0.06")], {"basis": "equal"}, beside=True),
        {"n1": "0.03", "n2": "0.03"},
    )
    yield (
        "the-longer-code-of-the-same-place",
        programme([need("n1", "0.05", "511781109000")], [gift("g", "0.06", {"area": ["511781109"]})]),
        {"n1": "0.05"},
    )
