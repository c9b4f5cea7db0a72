"""What the source text does not say: villages, needs, amounts, gifts, rules.

All of it is made up so that there is something to allocate. The amounts add
up to what the text says was raised, 138.6万余元: 986,000.00 in money and goods
worth 400,000.00. The codes of the villages are free ones of 官渡镇; the
donors that the text does not name are called 示例….

The needs are chosen so that a plan shows most of what a plan can say: needs
met, short, capped, outranked, without any gift; gifts used up, held back, too
close to their expiry, not yet received.
"""

# For organisations that the text names.
ORGANISATION_EXTRAS = {
    "charity-federation-sichuan": {"public_fundraising": True},
    "charity-dazhou": {"public_fundraising": True},
    "charity-wanyuan": {"credit_code": "51511781MJ0000001Y", "public_fundraising": True},
}

# id, name, kind, further keys.
ORGANISATIONS = [
    ("sample-textile", "示例家纺有限公司", "company", {}),
    ("sample-grain-oil", "示例粮油有限公司", "company", {}),
    ("sample-pharmacy", "示例大药房连锁有限公司", "company", {}),
    ("sample-trade", "示例商贸有限公司", "company", {}),
    ("sample-donor-a", "爱心人士（示例甲）", "individual", {}),
    ("roadside-citizens", "路筹现场爱心市民", "other", {"roles": ["roadside_donor"]}),
    ("sample-village-1-collective", "示例一村股份经济合作联合社", "village_collective",
     {"credit_code": "N2511781MF0000003A", "roles": ["beneficiary"]}),
]

# When the pairings of each force began.
PAIRED_FROM = {
    "provincial_designated": "2021-05-01",
    "east_west": "2021-06-01",
    "intra_province": "2023-09-01",
    "central_enterprise": "2023-09-01",
    "provincial_enterprise": "2023-09-01",
}

# code, name, population, elderly.
VILLAGES = [
    ("511781109390", "示例一村", 1203, 31),
    ("511781109391", "示例二村", 856, 22),
    ("511781109392", "示例三村", 1547, 40),
    ("511781109393", "示例四村", 642, 17),
    ("511781109394", "示例五村", 998, 26),
    ("511781109395", "示例六村", 731, 19),
    ("511781109396", "示例七村", 1120, 29),
    ("511781109397", "示例八村", 403, 11),
]

# The donor's own family does not draw on the donor's gift.
RELATED = [("sample-donor-a", "household-392-07", "sibling")]

# id, name, unit, pack.
ITEMS = [
    ("quilt", "棉被", "条", 5),
    ("rice", "大米（10千克装）", "袋", 1),
    ("oil", "食用油（5升装）", "桶", 1),
    ("medicine", "常备药品", "盒", 10),
    ("wheelchair", "轮椅", "辆", 1),
    ("hearing-aid", "助听器", "副", 1),
]

# The text names the projects but not what they are for. The tags are its four
# common goals (责任共担、产业共抓、民生共促、发展共推).
PROJECTS = {
    "safety-plus": {"category": "safety", "tags": ["责任共担"]},
    "siyuan": {"category": "relief", "tags": ["民生共促"]},
    "industry-aid": {"category": "industry", "tags": ["产业共抓"]},
    "free-clinic": {"category": "medical", "tags": ["民生共促"]},
    "sunset-farm": {"category": "elderly_care", "tags": ["民生共促", "产业共抓"], "cap": "240000.00"},
    "shared-blessing": {"category": "community", "tags": ["发展共推"], "cap": "50000.00"},
}

# village (the n-th of the eight), project, tier, money, further keys.
MONEY_NEEDS = [
    # 思源工程: 急难救助, before all others.
    (1, "siyuan", 1, "45000.00", {"floor": "9000.00"}),
    (2, "siyuan", 1, "38000.00", {}),
    (3, "siyuan", 1, "72000.00", {"floor": "15000.00", "weight": "1.5"}),
    (3, "siyuan", 1, "8000.00", {"beneficiary": "household-392-07"}),
    (4, "siyuan", 1, "30000.00", {"cap": "24000.00"}),
    (5, "siyuan", 1, "48000.00", {"already": "12000.00"}),
    (6, "siyuan", 1, "41000.00", {}),
    (7, "siyuan", 1, "55000.00", {"floor": "10000.00"}),
    (8, "siyuan", 1, "26000.00", {"floor": "6000.00"}),
    # 爱心义诊.
    (3, "free-clinic", 1, "32000.00", {}),
    (6, "free-clinic", 1, "35000.00", {"already": "5000.00"}),
    (1, "free-clinic", 2, "20000.00", {}),
    (4, "free-clinic", 2, "18000.00", {}),
    (8, "free-clinic", 2, "16000.00", {"cap": "4000.00"}),
    # 夕阳红农场.
    (1, "sunset-farm", 2, "62000.00", {"floor": "10000.00"}),
    (2, "sunset-farm", 2, "40000.00", {}),
    (3, "sunset-farm", 2, "80000.00", {"already": "20000.00", "cap": "60000.00"}),
    (5, "sunset-farm", 2, "52000.00", {}),
    (7, "sunset-farm", 2, "58000.00", {"weight": "1.2"}),
    (8, "sunset-farm", 2, "22000.00", {"floor": "5000.00"}),
    # 1+平安: the gift for it is larger than what is asked.
    (1, "safety-plus", 2, "18000.00", {}),
    (2, "safety-plus", 2, "12000.00", {}),
    (3, "safety-plus", 2, "22000.00", {}),
    (5, "safety-plus", 3, "15000.00", {}),
    (7, "safety-plus", 3, "14000.00", {}),
    # 产业助农: the rules cap its category.
    (2, "industry-aid", 3, "85000.00", {}),
    (4, "industry-aid", 3, "60000.00", {}),
    (5, "industry-aid", 3, "90000.00", {"already": "20000.00"}),
    (6, "industry-aid", 3, "70000.00", {"cap": "25000.00"}),
    (7, "industry-aid", 3, "110000.00", {"weight": "0.8"}),
    (1, "industry-aid", 4, "50000.00", {"beneficiary": "sample-village-1-collective"}),
    # 万福攸同.
    (3, "shared-blessing", 3, "30000.00", {"floor": "3000.00"}),
    (2, "shared-blessing", 4, "18000.00", {}),
    (4, "shared-blessing", 4, "20000.00", {}),
    (6, "shared-blessing", 4, "22000.00", {}),
    (8, "shared-blessing", 4, "15000.00", {}),
]

# village, project or None, category or None, tier, item, quantity.
GOODS_NEEDS = [
    (1, "siyuan", None, 1, "quilt", {"known": 200}),
    (3, "siyuan", None, 1, "quilt", {"at_least": 300}),
    (8, "siyuan", None, 1, "quilt", {"known": 120}),
    (2, "sunset-farm", None, 2, "quilt", {"known": 260}),
    (5, "sunset-farm", None, 2, "quilt", "unknown"),
    (1, "siyuan", None, 1, "rice", {"known": 450}),
    (3, "siyuan", None, 1, "rice", {"known": 720}),
    (5, "sunset-farm", None, 2, "rice", {"known": 480}),
    (6, "shared-blessing", None, 4, "rice", "unlimited"),
    (2, None, "relief", 2, "oil", {"known": 420}),
    (7, None, "relief", 2, "oil", {"known": 560}),
    (3, "free-clinic", None, 1, "medicine", {"known": 600}),
    (4, "free-clinic", None, 2, "medicine", {"known": 500}),
    (6, "free-clinic", None, 2, "medicine", {"known": 400}),
    (8, "free-clinic", None, 2, "medicine", {"known": 300}),
    (3, "sunset-farm", None, 2, "wheelchair", {"known": 26}),
    (7, "sunset-farm", None, 2, "wheelchair", {"known": 18}),
    (3, "free-clinic", None, 2, "hearing-aid", {"known": 10}),
]

# id, organisation, what, areas, from, to.
RESOURCES = [
    ("r-001", "rehabilitation-hospital", "爱心义诊：每季度一次进村巡诊", ["511781"], "2024-04-01", "2024-12-31"),
    ("r-002", "sasu", "大学生志愿者：暑期助老与留守儿童辅导", ["511781"], "2024-07-01", "2024-08-31"),
    ("r-003", "sinopharm-sichuan", "用药指导与药品配送", ["511781"], "2024-04-02", "2025-03-31"),
    ("r-004", "telecom-sichuan", "村级平安视频联网与维护", ["511781109390", "511781109391", "511781109392"],
     "2024-04-15", "2026-04-14"),
    ("r-005", "zhoushan-team", "农特产品销往舟山的渠道", ["511781"], "2024-04-02", "2025-12-31"),
    ("r-006", "bank-of-sichuan", "产业助农贷款咨询", ["511781"], "2024-04-02", "2024-12-31"),
]

# id, donor, segment, money or goods, written, publicised, due.
PLEDGES = [
    ("pl-01", "charity-federation-sichuan", "placard", {"money": "180000.00"}, True, True, "2024-04-30"),
    # A first part came on the day, the second later; see g-014.
    ("pl-02", "telecom-sichuan", "placard", {"money": "200000.00"}, True, True, "2024-06-30"),
    ("pl-03", "jiuchengpin-beijing", "placard", {"money": "60000.00"}, False, True, "2024-04-30"),
    ("pl-04", "welfare-lottery-sichuan", "placard", {"money": "120000.00"}, True, True, "2024-04-30"),
    # Nothing of it has come yet, so nothing of it can be allocated.
    ("pl-05", "free-drama-chengdu", "placard", {"money": "36000.00"}, False, True, "2024-05-31"),
    ("pl-06", "jiaxiang-foundation", "placard", {"money": "80000.00"}, True, True, "2024-04-30"),
    ("pl-07", "rehabilitation-hospital", "placard", {"goods": {"item": "wheelchair", "quantity": {"known": 60}}},
     False, True, "2024-04-30"),
    ("pl-08", "sample-textile", "signing", {"goods": {"item": "quilt", "quantity": {"known": 500}}},
     True, False, "2024-04-30"),
]

# id, donor, money, further keys. Recipient is the charity of Wanyuan and the
# day that of the event, where nothing else is said.
MONEY_GIFTS = [
    ("g-001", "charity-federation-sichuan", "180000.00",
     {"pledge": "pl-01", "restriction": "none", "publicity": "named"}),
    ("g-002", "telecom-sichuan", "93000.00",
     {"pledge": "pl-02", "force": "central_enterprise",
      "restriction": {"all": [{"project": ["safety-plus"]}, {"area": ["511781"]}]},
      "overhead": {"ceiling": "0.05"}, "use_by": "2025-12-31", "publicity": "named"}),
    ("g-003", "jiuchengpin-beijing", "60000.00",
     {"pledge": "pl-03", "force": "social", "restriction": {"category": ["industry"]}, "publicity": "named"}),
    ("g-004", "welfare-lottery-sichuan", "120000.00",
     {"recipient": "charity-dazhou", "pledge": "pl-04", "force": "social",
      "restriction": {"category": ["elderly_care"]}, "overhead": {"ceiling": "0.01"}, "publicity": "named"}),
    ("g-005", "jiaxiang-foundation", "80000.00",
     {"pledge": "pl-06", "force": "social",
      "parts": [{"money": "50000.00", "restriction": {"all": [{"project": ["siyuan"]}, {"tier": [1]}]}},
                {"rest": True, "restriction": "none"}],
      "publicity": "named"}),
    ("g-006", "icbc-sichuan", "100000.00",
     {"force": "provincial_designated", "restriction": {"force": ["provincial_designated"]}, "publicity": "named"}),
    ("g-007", "sasu", "20000.00",
     {"force": "provincial_designated", "restriction": {"not": {"category": ["industry"]}}, "publicity": "named"}),
    ("g-008", "zhoushan-team", "130000.00",
     {"force": "east_west", "restriction": {"all": [{"project": ["industry-aid"]}, {"force": ["east_west"]}]},
      "use_by": "2024-12-31", "publicity": "named"}),
    ("g-009", "bottom-line-office-dazhou", "90000.00",
     {"force": "intra_province",
      "restriction": {"all": [{"tier": [1, 2]}, {"until": "2024-12-31"},
                              {"area": ["511781109394", "511781109395", "511781109396", "511781109397"]}]},
      "use_by": "2024-12-31", "publicity": "named"}),
    ("g-010", "bank-of-sichuan", "80000.00",
     {"force": "provincial_enterprise",
      "restriction": {"any": [{"project": ["sunset-farm"]}, {"category": ["medical"]}]},
      "overhead": {"ceiling": "0.03"}, "publicity": "named"}),
    ("g-011", "sample-donor-a", "5000.00",
     {"force": "social", "restriction": {"need": ["n-003", "n-004"]}, "publicity": "alias"}),
    ("g-012", "roadside-citizens", "8000.00", {"force": "social", "restriction": "none", "publicity": "anonymous"}),
    ("g-013", "sample-trade", "20000.00",
     {"force": "social", "restriction": {"all": [{"tag": ["发展共推"]}, {"from": "2024-04-01"}]},
      "publicity": "named"}),
    # The second part of pl-02, over and above what the event raised.
    ("g-014", "telecom-sichuan", "107000.00",
     {"pledge": "pl-02", "received_on": "2024-05-20", "force": "central_enterprise",
      "restriction": {"area": ["511781"]}, "overhead": {"ceiling": "0.05"}, "publicity": "named"}),
]

# id, donor, item, quantity, unit price, method of valuation, further keys of
# the goods, further keys of the gift.
GOODS_GIFTS = [
    ("g-101", "sample-textile", "quilt", 500, "120.00", "invoice", {},
     {"pledge": "pl-08", "force": "social", "restriction": "none"}),
    # 302 are 60 packs and 2 quilts more.
    ("g-102", "sample-trade", "quilt", 302, "118.00", "invoice", {},
     {"force": "social", "restriction": {"any": [{"tier": [1]}, {"category": ["elderly_care"]}]}}),
    ("g-103", "grain-reserves-sichuan", "rice", 1200, "65.00", "invoice", {"best_before": "2024-12-31"},
     {"force": "provincial_designated", "restriction": {"force": ["provincial_designated"]}}),
    ("g-104", "sample-grain-oil", "rice", 900, "62.00", "market", {"best_before": "2024-10-31"},
     {"force": "social", "restriction": "none"}),
    ("g-105", "sample-grain-oil", "oil", 808, "83.00", "invoice", {"best_before": "2025-06-30"},
     {"force": "social", "restriction": {"category": ["relief", "elderly_care"]}}),
    ("g-106", "sinopharm-sichuan", "medicine", 1500, "38.00", "invoice", {"best_before": "2025-03-31"},
     {"force": "provincial_designated", "restriction": {"project": ["free-clinic"]}}),
    # 74 days left on the day of the plan: fewer than the rules ask.
    ("g-107", "sample-pharmacy", "medicine", 600, "29.50", "market", {"best_before": "2024-06-15"},
     {"force": "social", "restriction": {"category": ["medical"]}}),
    ("g-108", "rehabilitation-hospital", "wheelchair", 60, "480.00", "invoice", {},
     {"pledge": "pl-07", "force": "social", "restriction": {"category": ["elderly_care", "medical"]}}),
]

RULES = {
    "format": "bangfu.rules/1",
    "id": "wanyuan-rules",
    "effective": {"from": "2024-01-01"},
    "allocation": {
        "basis": "need",
        "tiers": "strict",
        "floors": {"short": "pro_rata", "count": "towards"},
        "caps": [{"scope": {"category": "industry"}, "max": "170000.00"}],
        "overhead": {"share": "0.02"},
        "reserve": {"share": "0.05"},
        "minimum_grant": "1000.00",
        "minimum_days_left": 90,
        "use_order": ["use_by", "narrowest", "received_on", "id"],
    },
    "synthetic": ["effective", "allocation"],
}
