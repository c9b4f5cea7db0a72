"""Matching (配捐): what other gifts trigger of a pool, and what it may pay.

In the form of `clauses`; where the matches are known from elsewhere, they are
said as a third thing: trigger and amount of each part of the pool `p`.
"""

from build import V1, V2, gift, goods_gift, need, programme

ONE = [{"id": "m", "gift": "p"}]


def cases():
    for make in (amounts, order, terms, kinds, refusals):
        yield from make()


def matched(matching, gifts, needs=None, **more):
    """A programme with a pool that lies in `gifts`, or a plain one of 3,000 yuan."""
    allocation = {"matching": matching, "basis": "equal"} | more.pop("allocation", {})
    return programme(needs or [need("n", "900000.00")], gifts, allocation, **more)


def received(*amounts):
    """Gifts of these amounts, one a day, each for a need of its own."""
    days = [f"2024-03-{day:02}" for day in range(1, len(amounts) + 1)]
    rows = zip("abcdef", amounts, days)
    return [gift(name, amount, {"need": [f"n{name}"]}, received_on=day) for name, amount, day in rows]


def amounts():
    """S33, in both orders: what is triggered hangs on the order of receipt."""
    rule = [{"id": "one-to-one", "gift": "p", "cap": "999.00"}]
    needs = [need(f"n{name}", "70000.00") for name in "abcdef"]
    given = ["500.00", "1200.00", "999.00", "60000.00", "300.00", "700.00"]
    for name, order, matches in [
        ("", given, ["500.00", "999.00", "999.00", "502.00"]),
        ("-the-other-way-round", given[::-1], ["700.00", "300.00", "999.00", "999.00", "2.00"]),
    ]:
        document = matched(rule, [gift("p", "3000.00"), *received(*order)], needs)
        yield f"s33-matching-one-to-one{name}", document, {}, dict(zip("abcdef", matches))
    for ratio, first in [("0.5", "0.02"), ("1.5", "0.07"), ("0.1999", None), ("0.333333333333333333333333333", "0.01")]:
        rows = [gift("p", "9.00"), gift("a", "0.05", received_on="2024-03-01")]
        expected = {"a": first} if first else {}
        yield f"a-ratio-of-{ratio[:6]}-is-rounded-down", matched([ONE[0] | {"ratio": ratio}], rows), {}, expected
    large = [gift("p", "92233720368547700.00"), gift("a", "58.07")]
    vast = ONE[0] | {"ratio": "9999999999999999999999999999"}
    yield "a-ratio-beyond-all-money-takes-the-pool", matched([vast], large), {}, {"a": "92233720368547700.00"}
    kept = gift("p", "10.00", overhead={"ceiling": "0.1"})
    rule = {"overhead": {"share": "0.2"}, "reserve": {"share": "0.5"}}
    trigger = gift("a", "90.00", {"need": ["n"]}, overhead={"ceiling": "1"})
    yield "only-the-net-of-a-pool-is-triggered", matched(ONE, [kept, trigger], allocation=rule), {}, {"a": "4.50"}
    trigger["money"] = "3.00"
    yield "what-arrived-triggers-not-its-net", matched(ONE, [kept, trigger], allocation=rule), {}, {"a": "3.00"}
    yield "nothing-in-the-pool", matched(ONE, [gift("p", "0.00"), gift("a", "9.00")]), {}, {}
    yield "all-needs-met-by-triggered-money", matched(ONE, [gift("p", "9.00"), gift("a", "4.00")], [need("n", "6.00")]), {"n": "6.00"}, {"a": "4.00"}


def order():
    rows = [gift("p", "1.00"), gift("b", "0.60"), gift("a", "0.60", received_on="2024-04-02")]
    yield "one-day-by-id", matched(ONE, rows), {}, {"a": "0.60", "b": "0.40"}
    rows = [gift("p", "1.00"), gift("a", "0.60", received_on="2024-04-03"), gift("b", "0.70", received_on="2024-04-02")]
    yield "what-has-not-arrived-triggers-nothing", matched(ONE, rows), {}, {"b": "0.70"}
    rows = [gift("p", "1.00", received_on="2024-04-02"), gift("a", "0.60", received_on="2020-01-01")]
    yield "what-came-before-the-pool-triggers-it", matched(ONE, rows), {}, {"a": "0.60"}
    rows = [gift("p", "1.00"), gift("a", "0.60", use_by="2024-04-01"), gift("b", "0.60")]
    yield "what-may-no-longer-be-used-has-triggered-all-the-same", matched(ONE, rows), {"n": "1.60"}, {"a": "0.60", "b": "0.40"}
    rows = [gift("p", "1.00", received_on="2024-04-03"), gift("a", "0.60")]
    yield "a-pool-that-has-not-arrived", matched(ONE, rows), {"n": "0.60"}, {}
    rows = [gift("p", "1.00", use_by="2024-04-01"), gift("a", "0.60")]
    yield "a-pool-that-may-no-longer-be-used", matched(ONE, rows), {"n": "0.60"}, {}
    parts = [
        {"money": "0.40", "restriction": {"need": ["n1"]}},
        {"rest": True, "restriction": {"need": ["n2"]}},
    ]
    rows = [gift("p", "2.00"), gift("a", "1.00", parts=parts)]
    two = [need("n1", "5.00", V1), need("n2", "5.00", V2)]
    capped = [ONE[0] | {"cap": "0.70"}]
    yield "parts-trigger-for-their-own-use", matched(ONE, rows, two), {"n1": "0.80", "n2": "1.20"}, None
    yield "parts-share-the-cap-of-their-gift", matched(capped, rows, two), {"n1": "0.80", "n2": "0.90"}, None
    two_pools = [{"id": "z", "gift": "p"}, {"id": "b", "gift": "q", "ratio": "0.5"}]
    rows = [gift("p", "2.00"), gift("q", "2.00"), gift("a", "1.00")]
    yield "a-gift-may-trigger-two-pools", matched(two_pools, rows), {"n": "2.50"}, None


def terms():
    """A match may pay what both gifts may pay, and nothing else."""
    two = [need("n1", "5.00", V1), need("n2", "5.00", V2)]
    rows = [gift("p", "2.00", {"area": [V1]}), gift("a", "1.00")]
    yield "a-pool-keeps-its-restriction", matched(ONE, rows, two), {"n1": "1.00", "n2": "1.00"}, {"a": "1.00"}
    rows = [gift("p", "2.00"), gift("a", "1.00", {"area": [V2]})]
    yield "a-match-has-the-restriction-of-its-trigger", matched(ONE, rows, two), {"n1": "0.00", "n2": "2.00"}, {"a": "1.00"}
    rows = [gift("p", "2.00", {"area": [V1]}), gift("a", "1.00", {"area": [V2]})]
    yield "restrictions-that-never-meet", matched(ONE, rows, two), {"n1": "0.00", "n2": "1.00"}, {"a": "1.00"}
    one = [need("n1", "5.00", V1, beneficiary="household-1"), need("n2", "5.00", V2)]
    related = [{"a": "donor-2", "b": "household-1"}]
    for name, pool, trigger in [("of-the-pool", "donor-2", "donor"), ("of-the-trigger", "donor", "donor-2")]:
        rows = [gift("p", "2.00", donor=pool), gift("a", "1.00", donor=trigger)]
        document = matched(ONE, rows, one, related=related)
        yield f"an-interested-donor-{name}", document, {}, {"a": "1.00"}
    pairing = [{"organisation": "donor-2", "force": "east_west", "division": V2, "from": "2020-01-01"}]
    rows = [gift("p", "2.00"), gift("a", "1.00", {"force": ["east_west"]}, donor="donor-2")]
    yield "a-force-is-that-of-its-own-donor", matched(ONE, rows, two, pairings=pairing), {"n1": "0.00", "n2": "2.00"}, {"a": "1.00"}
    rows = [gift("p", "2.00"), gift("a", "1.00", {"until": "2024-04-01"})]
    yield "a-trigger-whose-time-is-over", matched(ONE, rows), {"n": "0.00"}, {"a": "1.00"}


def kinds():
    rows = [gift("p", "9.00"), gift("a", "1.00", force="social"), gift("b", "2.00", donor="donor-2"), goods_gift("h", 5)]
    for of, expected in [
        ({"gift": ["b", "h"]}, {"b": "2.00"}),
        ({"donor": ["donor-2", "charity"]}, {"b": "2.00"}),
        ({"force": ["social", "east_west"]}, {"a": "1.00"}),
        ({"force": ["east_west"]}, {}),
    ]:
        (key,) = of
        yield f"triggered-by-{key}-{len(expected)}", matched([ONE[0] | {"of": of}], rows), {}, expected
    rows = [gift("p", "9.00", donor="donor-2"), gift("q", "9.00", donor="donor-2"), gift("b", "2.00", donor="donor-2")]
    pools = [{"id": "m", "gift": "p", "of": {"donor": ["donor-2"]}}, {"id": "l", "gift": "q", "cap": "0.50"}]
    yield "pools-of-the-donor-trigger-nothing", matched(pools, rows), {"n": "4.50"}, None
    yield "no-gift-but-the-pool", matched(ONE, [gift("p", "9.00")]), {"n": "0.00"}, {}


def refusals():
    parts = [{"money": "9.00", "restriction": "none"}]
    for name, matching, pool in [
        ("of-an-unknown-gift", [ONE[0] | {"gift": "x"}], gift("p", "9.00")),
        ("of-goods", ONE, goods_gift("p", 9)),
        ("of-a-gift-in-parts", ONE, gift("p", "9.00", parts=parts)),
        ("triggered-by-itself", [ONE[0] | {"of": {"gift": ["a", "p"]}}], gift("p", "9.00")),
        ("triggered-by-an-unknown-gift", [ONE[0] | {"of": {"gift": ["x", "a"]}}], gift("p", "9.00")),
        ("triggered-by-an-unknown-donor", [ONE[0] | {"of": {"donor": ["donor", "x"]}}], gift("p", "9.00")),
        ("in-a-chain", [*ONE, {"id": "k", "gift": "a", "of": {"gift": ["p"]}}], gift("p", "9.00")),
    ]:
        yield f"a-pool-{name}", matched(matching, [pool, gift("a", "1.00")]), None, None
