"""The scenarios of the field and of the theory, as allocations.

The numbers beside a case are known from elsewhere (a published table, a sum
on paper) and the oracle must come to the same; all else in the plan is its.
Tables made for largest-remainder splits do not hold for allocations: there
the numbers are Webster's.
"""

import clauses
import clauses_giving
import clauses_matching
import clauses_rules
import exact
import plain
from allocate import outcome
from build import V1, V2, V3, V4, VILLAGES, gift, goods_gift, goods_need, need, programme, project

POPULATION = [1203, 856, 1547, 642, 998, 731, 1120, 403]


def villages(money, **more):
    return [need(f"n{number}", money, place, **more) for number, place in enumerate(VILLAGES, 1)]


def granted(*amounts):
    return {f"n{number}": amount for number, amount in enumerate(amounts, 1)}


def shares():
    """S03 to S10: one pot, several ways to share it."""
    population = {place: {"population": str(count)} for place, count in zip(VILLAGES, POPULATION)}
    by_population = {"basis": {"figure": "population"}}
    yield (
        "s03-a-pot-equally-over-eight-villages",
        programme(villages("1386000.00"), [gift("g", "1386000.00")], {"basis": "equal"}),
        granted(*["173250.00"] * 8),
    )
    yield (
        "s04-the-odd-fen-goes-to-the-lowest-code",
        programme(villages("1000000.00")[:3], [gift("g", "1000000.00")], {"basis": "equal"}),
        granted("333333.34", "333333.33", "333333.33"),
    )
    yield (
        "s05-a-million-and-one-fen-by-population",
        programme(villages("1000000.01"), [gift("g", "1000000.01")], by_population, population),
        {},
    )
    yield (
        "s06-the-announced-sum-by-population",
        programme(villages("1386000.00"), [gift("g", "1386000.00")], by_population, population),
        # Every share of the table is whole: any method must come to it.
        granted("222314.40", "158188.80", "285885.60", "118641.60", "184430.40", "135088.80", "206976.00", "74474.40"),
    )
    rows = zip(VILLAGES, [300, 200, 400, 100], [9000, 12000, 10000, 15000], [2, 1, 1, 0], [80, 90, 70, 100])
    figures = {
        place: {"monitored": str(a), "income": str(b), "policy": str(c), "performance": str(d)}
        for place, a, b, c, d in rows
    }
    for name, transform, expected in [
        ("income-as-gap", {"gap_to": "18000"}, granted("367375.56", "230701.36", "307895.93", "94027.15")),
        ("income-inverted", "inverse", granted("355837.10", "230701.36", "298665.16", "114796.38")),
    ]:
        factors = [
            {"figure": "monitored", "weight": "0.30", "transform": "share"},
            {"figure": "income", "weight": "0.30", "transform": transform},
            {"figure": "policy", "weight": "0.30", "transform": "share"},
            {"figure": "performance", "weight": "0.10", "transform": "share"},
        ]
        document = programme(
            villages("1000000.00")[:4], [gift("g", "1000000.00")], {"basis": {"factors": factors}}, figures
        )
        yield f"s09-factors-with-{name}", document, expected
    yield (
        "s10-max-min-over-small-and-large-needs",
        programme(
            [need("n1", "2.00", V1), need("n2", "8.00", V2), need("n3", "10.00", V3), need("n4", "12.00", V4)],
            [gift("g", "24.00")],
            {"basis": "equal"},
        ),
        granted("2.00", "7.34", "7.33", "7.33"),
    )


def restrictions():
    """S11 to S13, S37."""
    tiers = [
        need("n1", "400000.00", V1, tier=1),
        need("n2", "200000.00", V1, tier=2),
        need("n3", "250000.00", V2, tier=2),
        need("n4", "150000.00", V3, tier=2),
        need("n5", "500000.00", V4, tier=3),
    ]
    yield (
        "s11-tiers-one-after-the-other",
        programme(tiers, [gift("g", "900000.00")]),
        granted("400000.00", "166666.67", "208333.33", "125000.00", "0.00"),
    )
    p1, p2 = {"project": ["p1"]}, {"project": ["p1", "p2"]}
    yield (
        "s12-earmarks-leave-nothing-behind",
        programme(
            [need("n1", "150.00", project="p1"), need("n2", "100.00", project="p2")],
            [gift("a", "100.00", p1), gift("b", "100.00", p2), gift("c", "50.00")],
            projects=[project("p1"), project("p2")],
        ),
        granted("150.00", "100.00"),
    )
    yield (
        "s13-a-restricted-surplus-is-held",
        programme(
            [need("n1", "300000.00", project="sunset-farm"), need("n2", "500000.00", V2)],
            [gift("d", "500000.00", {"project": ["sunset-farm"]})],
            projects=[project("sunset-farm")],
        ),
        granted("300000.00", "0.00"),
    )
    yield (
        "s37-what-another-force-already-gave-counts",
        programme(
            [need("n1", "300000.00", V3, already="200000.00")],
            [gift("g", "150000.00", {"area": [V3]})],
        ),
        granted("100000.00"),
    )


def extremes():
    """S32, S34 to S36, S43, S49, S50."""
    # Keys 1, 3, 5, 7, 9 twelfths against 3, 9: the tenth unit is a tie of three.
    for units, expected in [(10, granted(5, 4, 1)), (11, granted(5, 5, 1)), (12, granted(5, 5, 2))]:
        needs = [
            goods_need(f"n{at}", 20, place, weight=weight)
            for at, place, weight in [(1, V1, "6"), (2, V2, "6"), (3, V3, "2")]
        ]
        yield (
            f"s32-no-alabama-paradox-with-{units}-units",
            programme(needs, [goods_gift("g", units)], {"basis": "equal"}),
            expected,
        )
    floors = villages("20000.00", floor="15000.00")
    yield "s34-floors-that-cannot-be-met-are-refused", programme(floors, [gift("g", "100000.00")]), None
    yield (
        "s34-floors-shrink-in-proportion",
        programme(floors, [gift("g", "100000.00")], {"floors": {"short": "pro_rata"}}),
        granted(*["12500.00"] * 8),
    )
    yield (
        "s35-all-needs-met-and-the-rest-held",
        programme([need("n1", "400000.00"), need("n2", "87654.33", V2)], [gift("g", "500000.00")]),
        granted("400000.00", "87654.33"),
    )
    zero = villages("10.00", weight="0")
    yield "s36-all-weights-zero", programme(zero, [gift("g", "50.00")]), None
    yield "s36-one-village-of-weight-zero-is-all-there-is", programme(zero[:1], [gift("g", "50.00")]), None
    yield (
        "s36-a-village-of-weight-zero-gets-nothing",
        programme([need("n1", "10.00", weight="0"), need("n2", "10.00", V2)], [gift("g", "50.00")]),
        granted("0.00", "10.00"),
    )
    yield "s36-no-village-at-all", programme([], [gift("g", "50.00")]), {}
    yield from permuted()
    yield (
        "s49-cash-and-goods-never-mix",
        programme(
            [*villages("173250.00"), goods_need("q1", 2000, V1), goods_need("q2", 3000, V2)],
            [
                gift("cash", "986000.00"),
                goods_gift("quilts", 4000),
            ],
        ),
        {**granted(*["123250.00"] * 8), "q1": 1600, "q2": 2400},
    )
    yield (
        "s50-sixteen-digits-to-the-fen",
        programme(
            [need("n1", "90071992547409.93"), need("n2", "90071992547409.93", V2)],
            [gift("g", "90071992547409.93")],
            {"basis": "equal"},
        ),
        granted("45035996273704.97", "45035996273704.96"),
    )
    yield (
        "s50-the-largest-amount-there-is",
        programme([need("n1", "92233720368547758.07")], [gift("g", "92233720368547758.06")], {"basis": "equal"}),
        granted("92233720368547758.06"),
    )
    yield (
        "s50-by-need-it-would-weigh-too-much",
        programme([need("n1", "90071992547409.93")], [gift("g", "90071992547409.93")]),
        None,
    )


def permuted():
    """S43: neither the order of rows nor the scale of weights changes a fen."""
    needs = [
        need("n1", "70.01", V3, weight="2", tags=["a"]),
        need("n2", "33.33", V1, weight="0.7"),
        need("n3", "50.50", V2, weight="1.1", floor="10.00"),
        need("n4", "20.00", V2, tier=2),
    ]
    gifts = [gift("a", "40.00", {"area": [V3, V1]}), gift("b", "55.55"), gift("c", "9.99", {"tag": ["a"]})]
    yield "s43-rows-in-order", programme(needs, gifts), {}
    yield "s43-rows-permuted", programme(needs[::-1], [gifts[1], gifts[2], gifts[0]]), {}
    heavy = {"n1": "2000", "n2": "700", "n3": "1100", "n4": "1000"}
    yield "s43-weights-times-a-thousand", programme([one | {"weight": heavy[one["id"]]} for one in needs], gifts), {}


def theory():
    """What is not like a textbook's largest remainder or maximum flow."""
    yield (
        "webster-does-not-keep-the-quota",
        programme(
            [need("n1", "0.13", V1), need("n2", "0.04", V2), need("n3", "0.04", V3), need("n4", "0.48", V4)],
            [gift("g", "0.07")],
        ),
        granted("0.01", "0.00", "0.00", "0.06"),
    )
    yield (
        "a-group-cap-has-its-price",
        programme(
            [need("n1", "100.00", category="a"), need("n2", "100.00", V2, category="a"), need("n3", "100.00", V3)],
            [gift("ga", "100.00", {"need": ["n1", "n3"]}), gift("gb", "100.00", {"need": ["n2"]})],
            {"basis": "equal", "caps": [{"scope": {"category": "a"}, "max": "100.00"}]},
        ),
        granted("50.00", "50.00", "50.00"),
    )
    yield (
        "the-same-without-the-cap",
        programme(
            [need("n1", "100.00", category="a"), need("n2", "100.00", V2, category="a"), need("n3", "100.00", V3)],
            [gift("ga", "100.00", {"need": ["n1", "n3"]}), gift("gb", "100.00", {"need": ["n2"]})],
            {"basis": "equal", "caps": [{"scope": {"category": "a"}, "max": "150.00"}]},
        ),
        granted("50.00", "100.00", "50.00"),
    )


def case(name, document, expected, matches=None, *, small):
    """A case; `expected` maps needs to grants known from elsewhere, None an
    error, `matches` triggers to amounts of the one pool."""
    result = outcome(document)
    assert ("plan" in result) == (expected is not None), (name, result)
    if expected:
        rows = {row["id"]: row["granted"] for row in result["plan"]["needs"]}
        for identifier, amount in expected.items():
            assert rows[identifier] == amount, (name, identifier, rows[identifier], amount)
    if matches is not None:
        rows = {row["trigger"]: row["money"] for row in result["plan"].get("matches", [])}
        assert rows == matches, (name, rows, matches)
    if small:
        other = outcome(document, plain)
        for one in (result, other):
            one.get("plan", {}).pop("lines", None)
        assert result == other, name
        result = outcome(document, exact)
    return {"name": name, "in": document, "out": result}


def suites():
    cases = [case(*one, small=False) for make in (shares, restrictions, extremes, theory) for one in make()]
    for module in (clauses, clauses_giving, clauses_rules):
        cases += [case(*one, small=True) for one in module.cases()]
    # Amounts of the field are too many for a method that goes fen by fen.
    cases += [case(*one, small=False) for one in clauses_matching.cases()]
    about = "Worked programmes and their plans; everything but `lines` and `engine` must be equal."
    return [("allocate.scenarios.json", {"suite": "allocate.scenarios", "about": about, "cases": cases})]
