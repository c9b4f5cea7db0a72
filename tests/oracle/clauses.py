"""One small case for each clause of the contract that touches a plan.

Each case is (name, document, grants known on paper | None for an error); all
are a few fen, so that both methods of the oracle can say their word.
"""

from build import V1, V2, V3, V4, gift, goods_gift, goods_need, need, programme, project

PRO_RATA = {"short": "pro_rata"}


def cases():
    for make in (reasons_of_needs, reasons_of_gifts, bottlenecks, caps, floors, minimum_grants):
        yield from make()
    for make in (goods, eligibility, what_a_gift_brings, order, weights, refusals, use_order, documents):
        yield from make()


def reasons_of_needs():
    a = {"need": ["n1"]}
    yield "met-and-no-more", programme([need("n1", "0.05")], [gift("g", "0.09")]), {"n1": "0.05"}
    yield "already-met", programme([need("n1", "0.05", already="0.05")], [gift("g", "0.09")]), {"n1": "0.00"}
    yield "capped-by-its-own-cap", programme([need("n1", "0.05", cap="0.03")], [gift("g", "0.09")]), {"n1": "0.03"}
    yield (
        "already-above-its-cap",
        programme([need("n1", "0.05", already="0.04", cap="0.03")], [gift("g", "0.09")]),
        {"n1": "0.00"},
    )
    yield "a-cap-above-the-need", programme([need("n1", "0.05", cap="0.07")], [gift("g", "0.09")]), {"n1": "0.05"}
    yield (
        "no-gift-may-pay-it",
        programme([need("n1", "0.05"), need("n2", "0.05")], [gift("g", "0.09", a)]),
        {"n2": "0.00"},
    )
    yield (
        "the-only-gift-is-all-reserve",
        programme([need("n1", "0.05")], [gift("g", "0.09")], {"reserve": {"share": "1"}}),
        {"n1": "0.00"},
    )
    yield (
        "weight-zero-keeps-its-floor",
        programme([need("n1", "0.05", weight="0", floor="0.02"), need("n2", "0.03")], [gift("g", "0.09")]),
        {"n1": "0.02", "n2": "0.03"},
    )
    yield (
        "outranked-by-an-earlier-tier",
        programme([need("n1", "0.05"), need("n2", "0.05", tier=2)], [gift("g", "0.05")]),
        {"n1": "0.05", "n2": "0.00"},
    )
    yield (
        "outranked-by-floors-of-its-own-tier",
        programme([need("n1", "0.05", floor="0.05"), need("n2", "0.05")], [gift("g", "0.05")]),
        {"n1": "0.05", "n2": "0.00"},
    )
    yield (
        "short-with-nothing-in-its-own-phase",
        programme([need("n1", "0.09", weight="9"), need("n2", "0.01", weight="0.1")], [gift("g", "0.03")]),
        {"n1": "0.03", "n2": "0.00"},
    )
    yield (
        "a-later-tier-that-got-something-is-short",
        programme([need("n1", "0.05"), need("n2", "0.05", tier=2)], [gift("g", "0.07")]),
        {"n2": "0.02"},
    )


def reasons_of_gifts():
    yield (
        "not-yet-received-is-in-no-total",
        programme(
            [need("n1", "0.05")],
            [gift("g", "0.03", received_on="2024-04-03"), gift("h", "0.01", received_on="2024-04-02")],
        ),
        {"n1": "0.01"},
    )
    yield (
        "use-by-is-the-last-day",
        programme(
            [need("n1", "0.09")], [gift("g", "0.03", use_by="2024-04-02"), gift("h", "0.04", use_by="2024-04-01")]
        ),
        {"n1": "0.03"},
    )
    yield (
        "what-passed-its-day-pays-no-overhead",
        programme(
            [need("n1", "0.09")],
            [gift("g", "1.00", use_by="2024-04-01", overhead={"ceiling": "0.1"})],
            {"overhead": {"share": "0.1"}, "reserve": {"share": "0.5"}},
        ),
        {"n1": "0.00"},
    )
    for days, expected in [(3, 4), (4, 0)]:
        document = programme(
            [goods_need("q", 9)], [goods_gift("g", 4, best_before="2024-04-05")], {"minimum_days_left": days}
        )
        yield f"best-before-with-three-of-{days}-days-left", document, {"q": expected}
    yield (
        "best-before-is-the-last-day",
        programme(
            [goods_need("q", 9)],
            [goods_gift("g", 4, best_before="2024-04-02"), goods_gift("h", 2, best_before="2024-04-01")],
        ),
        {"q": 4},
    )
    yield (
        "no-need-it-may-pay",
        programme([need("n1", "0.09")], [gift("g", "0.03", {"area": ["511722"]}), gift("h", "0.02")]),
        {"n1": "0.02"},
    )
    yield (
        "its-needs-want-no-more",
        programme([need("n1", "0.02"), need("n2", "0.09")], [gift("g", "0.03", {"need": ["n1"]})]),
        {"n1": "0.02", "n2": "0.00"},
    )
    yield "a-gift-of-nothing-is-used-up", programme([need("n1", "0.02")], [gift("g", "0.00")]), {"n1": "0.00"}
    yield "no-gifts-at-all", programme([need("n1", "0.02")], []), {"n1": "0.00"}


def bottlenecks():
    first, second = {"need": ["n1", "n2"]}, {"need": ["n3"]}
    yield (
        "needs-with-the-same-set-share-an-entry",
        programme(
            [need("n1", "0.05"), need("n2", "0.05"), need("n3", "0.05")],
            [gift("g", "0.05", first), gift("h", "0.02", second)],
        ),
        {},
    )
    yield (
        "a-poorer-block-rests-on-a-richer-one",
        programme(
            [need("n1", "0.10"), need("n2", "0.10"), need("n3", "0.10")],
            [
                gift("a", "0.02", {"need": ["n1", "n2"]}),
                gift("b", "0.05", {"need": ["n2"]}),
                gift("c", "0.03", {"need": ["n3"]}),
            ],
        ),
        {},
    )
    yield (
        "a-met-need-inside-a-bottleneck-has-an-entry",
        programme(
            [need("n1", "0.05"), need("n2", "0.03", V2, tier=2), need("n3", "0.04", V3, tier=2)],
            [gift("g", "0.05"), gift("h", "0.02", {"need": ["n2"]})],
        ),
        {"n1": "0.05", "n2": "0.02", "n3": "0.00"},
    )
    yield (
        "a-chain-of-tiers-names-all-it-rests-on",
        programme(
            [
                need("n4", "0.02", tier=1),
                need("n3", "0.02", tier=2),
                need("n2", "0.02", tier=3),
                need("n1", "0.02", tier=4),
            ],
            [gift("g", "0.01", {"need": ["n4", "n3", "n2", "n1"]}), gift("h", "0.01", {"need": ["n3", "n2"]})],
        ),
        {"n4": "0.01", "n3": "0.01", "n2": "0.00", "n1": "0.00"},
    )
    yield (
        "parts-of-one-gift-in-two-entries",
        programme(
            [need("n1", "0.05"), need("n2", "0.05")],
            [
                gift(
                    "g",
                    "0.05",
                    parts=[
                        {"money": "0.02", "restriction": {"need": ["n1"]}},
                        {"rest": True, "restriction": {"need": ["n2"]}},
                    ],
                )
            ],
        ),
        {"n1": "0.02", "n2": "0.03"},
    )
    yield (
        "a-capped-group-and-a-short-need-beside-it",
        programme(
            [need("n1", "0.10", category="a"), need("n2", "0.10"), need("n3", "0.10", category="a")],
            [gift("g", "0.12")],
            {"caps": [{"scope": {"category": "a"}, "max": "0.04"}]},
        ),
        {"n1": "0.02", "n2": "0.08", "n3": "0.02"},
    )
    many = [need(f"n{number:02}", "0.02") for number in range(1, 13)]
    yield (
        "b10-follows-b9",
        programme(many, [gift(f"g{one['id']}", "0.01", {"need": [one["id"]]}) for one in many]),
        {one["id"]: "0.01" for one in many},
    )


def caps():
    sunset = {"scope": {"project": "p1"}, "max": "0.06"}
    needs = [
        need("n1", "0.10", V1, project="p1"),
        need("n2", "0.10", V2, project="p1"),
        need("n3", "0.10", V3, project="p2"),
        need("n4", "0.10", "511722100201", category="education"),
    ]
    projects = [project("p1"), project("p2", "education")]
    two = {
        "caps": [
            {"scope": {"area": "511781"}, "max": "0.11"},
            sunset,
            {"scope": {"category": "education"}, "max": "0.09"},
        ]
    }
    yield (
        "caps-that-overlap",
        programme(needs, [gift("g", "0.40")], two, projects=projects),
        {"n1": "0.03", "n2": "0.03"},
    )
    yield (
        "a-cap-of-the-project-itself",
        programme(needs, [gift("g", "0.40")], projects=[project("p1", cap="0.07"), project("p2", "education")]),
        {"n1": "0.04", "n2": "0.03", "n3": "0.10"},
    )
    yield (
        "two-caps-full-at-once",
        programme(
            needs,
            [gift("g", "0.40")],
            {"caps": [{"scope": {"area": V4}, "max": "0.00"}, sunset]},
            projects=[project("p1", cap="0.06"), project("p2", "education")],
        ),
        {"n1": "0.03", "n2": "0.03"},
    )
    yield (
        "a-cap-of-nothing",
        programme(
            needs[:2], [gift("g", "0.40")], {"caps": [{"scope": {"area": V2}, "max": "0.00"}]}, projects=projects
        ),
        {"n1": "0.10", "n2": "0.00"},
    )
    yield (
        "a-cap-counts-only-this-plan",
        programme(
            [need("n1", "0.10", already="0.05")],
            [gift("g", "0.40")],
            {"caps": [{"scope": {"area": "511781"}, "max": "0.04"}]},
        ),
        {"n1": "0.04"},
    )
    yield (
        "a-cap-holds-for-floors-too",
        programme(
            [need("n1", "0.10", floor="0.04"), need("n2", "0.10", floor="0.04")],
            [gift("g", "0.40")],
            {"floors": PRO_RATA, "caps": [{"scope": {"area": "511781"}, "max": "0.06"}]},
        ),
        {"n1": "0.03", "n2": "0.03"},
    )
    yield (
        "a-floor-that-a-cap-forbids-is-refused",
        programme(
            [need("n1", "0.10", floor="0.04")],
            [gift("g", "0.40")],
            {"caps": [{"scope": {"area": "511781"}, "max": "0.03"}]},
        ),
        None,
    )


def floors():
    needs = [need("n1", "0.20", floor="0.04"), need("n2", "0.20", V2)]
    yield "a-floor-is-a-guarantee", programme(needs, [gift("g", "0.10")]), {"n1": "0.05", "n2": "0.05"}
    yield (
        "a-floor-is-a-base-amount",
        programme(needs, [gift("g", "0.10")], {"floors": {"count": "on_top"}}),
        {"n1": "0.07", "n2": "0.03"},
    )
    yield (
        "on-top-with-something-already-above-the-floor",
        programme(
            [need("n1", "0.20", floor="0.04", already="0.06"), need("n2", "0.20", V2)],
            [gift("g", "0.10")],
            {"floors": {"count": "on_top"}},
        ),
        {"n1": "0.04", "n2": "0.06"},
    )
    yield (
        "something-already-counts-in-the-order",
        programme([need("n1", "0.20", already="0.06"), need("n2", "0.20", V2)], [gift("g", "0.10")]),
        {"n1": "0.02", "n2": "0.08"},
    )
    yield (
        "something-already-counts-towards-the-floor",
        programme(
            [need("n1", "0.20", floor="0.08", already="0.04"), need("n2", "0.20", V2, floor="0.08")],
            [gift("g", "0.08")],
            {"floors": PRO_RATA},
        ),
        {"n1": "0.02", "n2": "0.06"},
    )
    tiers = [
        need("n1", "0.20", tier=2, floor="0.05"),
        need("n2", "0.20", V2, tier=1),
        need("n3", "0.06", V3, tier=1, floor="0.02"),
    ]
    yield "floors-of-all-tiers-come-first", programme(tiers, [gift("g", "0.10")]), {"n1": "0.05", "n3": "0.02"}
    yield (
        "floors-of-the-first-tier-before-the-second",
        programme(tiers, [gift("g", "0.04")], {"floors": PRO_RATA}),
        {"n3": "0.02", "n1": "0.02", "n2": "0.00"},
    )
    yield (
        "the-shortfall-and-who-stays-below",
        programme(
            [
                need("n2", "0.20", floor="0.05"),
                need("n1", "0.20", V2, floor="0.05"),
                need("n3", "0.05", V3, floor="0.05"),
            ],
            [gift("g", "0.07", {"need": ["n1", "n2"]}), gift("h", "0.09", {"need": ["n3"]})],
        ),
        None,
    )
    yield (
        "tiers-ignored-puts-all-floors-together",
        programme(tiers, [gift("g", "0.04")], {"floors": PRO_RATA, "tiers": "ignored"}),
        {"n1": "0.03", "n3": "0.01"},
    )


def minimum_grants():
    needs = [need("n1", "0.10"), need("n2", "0.10", V2), need("n3", "0.10", V3)]
    # 4, 3, 3: the fourth fen of n1 stands latest of all.
    yield (
        "the-latest-is-dropped-until-none-is-below",
        programme(needs, [gift("g", "0.10")], {"minimum_grant": "0.05"}),
        {"n1": "0.00", "n2": "0.05", "n3": "0.05"},
    )
    yield (
        "all-it-may-get-is-enough",
        programme(
            [need("n1", "0.03"), need("n2", "0.10", V2, cap="0.08", already="0.06")],
            [gift("g", "0.10")],
            {"minimum_grant": "0.05"},
        ),
        {"n1": "0.03", "n2": "0.02"},
    )
    yield (
        "a-dropped-need-loses-its-floor",
        programme(
            [need("n1", "0.10", floor="0.02", weight="0.1"), need("n2", "0.10", V2)],
            [gift("g", "0.11")],
            {"minimum_grant": "0.05"},
        ),
        {"n1": "0.00", "n2": "0.10"},
    )
    yield (
        "a-floor-of-weight-zero-below-the-minimum",
        programme(
            [need("n1", "0.10", floor="0.02", weight="0"), need("n2", "0.10", V2)],
            [gift("g", "0.15")],
            {"minimum_grant": "0.05"},
        ),
        {"n1": "0.00", "n2": "0.10"},
    )


def goods():
    yield (
        "at-least-counts-as-that-many",
        programme([goods_need("q1", {"at_least": 4}), goods_need("q2", 4, V2)], [goods_gift("g", 9)]),
        {"q1": 4, "q2": 4},
    )
    yield (
        "unlimited-stands-after-all-others",
        programme([goods_need("q1", "unlimited"), goods_need("q2", 4, V2, tier=3)], [goods_gift("g", 7)]),
        {"q1": 3, "q2": 4},
    )
    yield (
        "unlimited-is-outranked",
        programme([goods_need("q1", "unlimited"), goods_need("q2", 9, V2)], [goods_gift("g", 7)]),
        {"q1": 0, "q2": 7},
    )
    yield (
        "two-unlimited-share-by-weight",
        programme([goods_need("q1", "unlimited", weight="2"), goods_need("q2", "unlimited", V2)], [goods_gift("g", 9)]),
        {"q1": 6, "q2": 3},
    )
    yield (
        "unknown-gets-nothing",
        programme([goods_need("q1", "unknown"), goods_need("q2", 4, V2)], [goods_gift("g", 7)]),
        {"q1": 0, "q2": 4},
    )
    yield "only-unknown-is-no-error", programme([goods_need("q1", "unknown")], [goods_gift("g", 7)]), {"q1": 0}
    yield (
        "whole-packs-and-the-rest-held",
        programme([goods_need("q1", 40)], [goods_gift("g", 25)], items={"quilt": 10}),
        {"q1": 20},
    )
    yield (
        "less-than-a-pack-is-held",
        programme([goods_need("q1", 40)], [goods_gift("g", 5)], items={"quilt": 10}),
        {"q1": 0},
    )
    yield (
        "a-need-of-no-whole-number-of-packs",
        programme([goods_need("q1", 25)], [goods_gift("g", 60)], items={"quilt": 10}),
        {"q1": 20},
    )
    yield (
        "each-item-is-a-problem-of-its-own",
        programme(
            [goods_need("q1", 5), goods_need("r1", 5, item="rice"), need("n1", "0.05")],
            [goods_gift("g", 3), goods_gift("h", 9, item="rice"), gift("m", "0.02")],
        ),
        {"q1": 3, "r1": 5, "n1": "0.02"},
    )
    yield (
        "goods-know-no-overhead-reserve-cap-or-minimum",
        programme(
            [goods_need("q1", 9)],
            [goods_gift("g", 3)],
            {
                "overhead": {"share": "1"},
                "reserve": {"share": "1"},
                "minimum_grant": "0.05",
                "caps": [{"scope": {"area": "511781"}, "max": "0.01"}],
            },
        ),
        {"q1": 3},
    )
    yield "an-item-that-nobody-asks-for", programme([need("n1", "0.02")], [goods_gift("g", 3)]), {"n1": "0.00"}


def eligibility():
    two = [need("n1", "0.05", V1), need("n2", "0.05", V2)]

    def only(name, restriction, expected, needs=two, **more):
        return name, programme(needs, [gift("g", "0.10", restriction)], **more), dict(zip(("n1", "n2"), expected))

    yield only("an-area-covers-itself", {"area": [V1]}, ("0.05", "0.00"))
    yield only("an-area-covers-what-lies-below", {"area": ["511781109000"]}, ("0.05", "0.05"))
    yield only("a-province-covers-its-villages", {"area": ["510000"]}, ("0.05", "0.05"))
    yield only("another-county-does-not", {"area": ["511722"]}, ("0.00", "0.00"))
    county = [need("n1", "0.05", "511781"), need("n2", "0.05", V2)]
    yield only("a-township-does-not-cover-its-county", {"area": ["511781109"]}, ("0.00", "0.05"), county)
    mixed = [need("n1", "0.05", project="p1", tags=["a"]), need("n2", "0.05", V2, tier=2)]
    projects = [project("p1", "education", tags=["b"])]
    yield only("a-need-without-project-is-of-none", {"project": ["p1"]}, ("0.05", "0.00"), mixed, projects=projects)
    yield only("not-is-true-of-what-it-lacks", {"not": {"project": ["p1"]}}, ("0.00", "0.05"), mixed, projects=projects)
    yield only(
        "a-category-comes-from-the-project", {"category": ["education"]}, ("0.05", "0.00"), mixed, projects=projects
    )
    own = [need("n1", "0.05", project="p1", category="relief"), mixed[1]]
    yield only("its-own-category-comes-first", {"category": ["education"]}, ("0.00", "0.00"), own, projects=projects)
    yield only(
        "a-tag-of-the-project-counts",
        {"all": [{"tag": ["a"]}, {"tag": ["b", "c"]}]},
        ("0.05", "0.00"),
        mixed,
        projects=projects,
    )
    yield only("tiers", {"tier": [2, 3]}, ("0.00", "0.05"), mixed, projects=projects)
    yield only("any-of-several", {"any": [{"tier": [2]}, {"need": ["n1"]}]}, ("0.05", "0.05"), mixed, projects=projects)
    for day, holds in [("2024-04-01", True), ("2024-04-02", True), ("2024-04-03", False)]:
        yield only(f"from-{day}", {"from": day}, ("0.05", "0.05") if holds else ("0.00", "0.00"))
    for day, holds in [("2024-04-01", False), ("2024-04-02", True), ("2024-04-03", True)]:
        yield only(f"until-{day}", {"until": day}, ("0.05", "0.05") if holds else ("0.00", "0.00"))
    pairing = {"organisation": "donor", "force": "east_west", "division": V1}
    for name, more, expected in [
        ("paired-from-today", {"from": "2024-04-02"}, "0.05"),
        ("paired-until-today", {"from": "2021-01-01", "to": "2024-04-02"}, "0.05"),
        ("paired-from-tomorrow", {"from": "2024-04-03"}, "0.00"),
        ("paired-until-yesterday", {"from": "2021-01-01", "to": "2024-04-01"}, "0.00"),
        ("paired-under-another-force", {"from": "2021-01-01", "force": "social"}, "0.00"),
        ("another-donor-is-paired", {"from": "2021-01-01", "organisation": "stranger"}, "0.00"),
    ]:
        yield only(name, {"force": ["east_west", "intra_province"]}, (expected, "0.00"), pairings=[pairing | more])
    kin = [need("n1", "0.05", V1, beneficiary="household"), need("n2", "0.05", V2, beneficiary="other")]
    for a, b in [("donor", "household"), ("household", "donor")]:
        yield only(
            f"no-gift-to-ones-own-{a}", "none", ("0.00", "0.05"), kin, related=[{"a": a, "b": b, "relation": "sibling"}]
        )


def what_a_gift_brings():
    asked = {"overhead": {"share": "0.1"}, "reserve": {"share": "0.5"}}
    wants = [need("n1", "9.00")]
    yield (
        "overhead-then-reserve-both-rounded-down",
        programme(wants, [gift("g", "0.99", overhead={"ceiling": "0.05"})], asked),
        {"n1": "0.48"},
    )
    yield "no-ceiling-agreed-none-taken", programme(wants, [gift("g", "0.99", {"tier": [1]})], asked), {"n1": "0.99"}
    yield (
        "asked-below-the-ceiling",
        programme(wants, [gift("g", "0.99", {"tier": [1]}, overhead={"ceiling": "0.3"})], asked),
        {"n1": "0.90"},
    )
    parts = [
        {"money": "0.33", "restriction": "none"},
        {"money": "0.33", "restriction": {"tier": [1]}},
        {"rest": True, "restriction": "none"},
    ]
    yield (
        "each-part-is-rounded-by-itself",
        programme(wants, [gift("g", "0.99", parts=parts, overhead={"ceiling": "0.1"})], asked),
        {"n1": "0.60"},
    )
    zero = [{"money": "0.05", "restriction": {"tier": [1]}}, {"rest": True, "restriction": "none"}]
    yield "a-rest-of-nothing", programme(wants, [gift("g", "0.05", parts=zero)]), {"n1": "0.05"}


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


def use_order():
    few, all_of = [need("n1", "0.05"), need("n2", "0.05", V2)], [need("n1", "0.05")]
    narrow = [gift("a", "0.05"), gift("b", "0.05", {"need": ["n1"]})]
    yield "narrowest-first", programme(few, [gift("c", "0.03"), *narrow]), {}
    yield (
        "then-what-arrived-first",
        programme(all_of, [gift("a", "0.04"), gift("b", "0.04", received_on="2024-04-01")]),
        {},
    )
    yield (
        "what-must-be-used-first",
        programme(
            all_of, [gift("a", "0.04"), gift("b", "0.04", use_by="2024-06-01"), gift("c", "0.04", use_by="2024-05-01")]
        ),
        {},
    )
    yield (
        "narrowest-does-not-count-the-met",
        programme(
            [need("n1", "0.05"), need("n2", "0.05", V2, already="0.05"), need("n3", "0.05", V3, weight="0")],
            [gift("a", "0.04", {"need": ["n1", "n3"]}), gift("b", "0.04", {"need": ["n1", "n2"]})],
        ),
        {},
    )
    forces = [
        gift("a", "0.04"),
        gift("b", "0.04", force="social"),
        gift("c", "0.04", force="east_west"),
        gift("d", "0.04", force="intra_province"),
    ]
    order_ = {"use_order": ["force:intra_province,east_west", "id"]}
    yield "by-force-in-the-order-named", programme([need("n1", "0.10")], forces, order_), {}
    yield (
        "an-empty-order-is-by-id",
        programme(all_of, [gift("b", "0.04", use_by="2024-05-01"), gift("a", "0.04")], {"use_order": []}),
        {},
    )
    yield (
        "a-key-left-out-does-not-count",
        programme(all_of, [gift("b", "0.04", use_by="2024-05-01"), gift("a", "0.04")], {"use_order": ["received_on"]}),
        {},
    )
    side = [gift("a", "0.12"), gift("b", "0.04"), gift("c", "0.08")]
    yield "side-by-side", programme([need("n1", "0.12")], side, {"use_order": ["pro_rata"]}), {}
    yield (
        "side-by-side-with-ties",
        programme(
            [need("n1", "0.05")], [gift("b", "0.04"), gift("a", "0.04"), gift("c", "0.04")], {"use_order": ["pro_rata"]}
        ),
        {},
    )
    yield (
        "side-by-side-after-the-narrowest",
        programme(few, [*side, gift("d", "0.02", {"need": ["n2"]})], {"use_order": ["narrowest", "pro_rata"]}),
        {},
    )
    yield (
        "side-by-side-as-far-as-they-reach",
        programme(
            few,
            [gift("a", "0.06", {"need": ["n1"]}), gift("b", "0.06"), gift("c", "0.06", {"need": ["n1"]})],
            {"use_order": ["pro_rata"]},
        ),
        {},
    )
    parts = [{"money": "0.03", "restriction": "none"}, {"money": "0.03", "restriction": {"need": ["n1"]}}]
    yield (
        "parts-are-used-one-by-one",
        programme(all_of, [gift("a", "0.06", parts=parts), gift("b", "0.02", {"need": ["n1"]})]),
        {},
    )
    dated = [
        goods_gift("a", 4),
        goods_gift("b", 4, best_before="2024-06-01"),
        goods_gift("c", 4, best_before="2024-05-01"),
    ]
    yield (
        "best-before-stands-before-everything",
        programme([goods_need("q", 6)], dated, {"use_order": ["id"]}),
        {"q": 6},
    )
    yield (
        "a-gift-is-spared-only-for-an-earlier-one",
        programme(few, [gift("a", "0.05"), gift("b", "0.05", {"need": ["n1"]})], {"use_order": ["id"]}),
        {},
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
