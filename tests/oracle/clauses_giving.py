"""One small case for each clause about gifts: goods, restrictions, what a gift
brings, and which gift is used first. In the form of `clauses`.
"""

from build import V1, V2, V3, gift, goods_gift, goods_need, need, programme, project


def cases():
    for make in (goods, eligibility, what_a_gift_brings, use_order):
        yield from make()


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
    # q1 lacks less than a pack and may get nothing: both gifts may pay one need.
    yield (
        "less-than-a-pack-makes-no-gift-broader",
        programme(
            [goods_need("q1", 1), goods_need("q2", 3, V2)],
            [goods_gift("a", 3), goods_gift("b", 3, {"need": ["q2"]})],
            {"use_order": ["narrowest"]},
            items={"quilt": 3},
        ),
        {"q1": 0, "q2": 3},
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
