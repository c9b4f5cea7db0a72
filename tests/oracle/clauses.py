"""One small case for each clause about who gets how much, and why.

Each case is (name, document, grants known on paper | None for an error); all
are a few fen, so that both methods of the oracle can say their word.
"""

from build import V1, V2, V3, V4, gift, goods_gift, goods_need, need, programme, project

PRO_RATA = {"short": "pro_rata"}


def cases():
    for make in (reasons_of_needs, reasons_of_gifts, bottlenecks, caps, floors, minimum_grants):
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
