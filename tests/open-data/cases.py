"""Programmes to be published: odd ones and large ones."""

import random

# Of individuals; none of them may stand in any file.
NAMES = ["欧阳娜娜", "李小明", "王大锤", "赵铁柱", "Li Xiaoming", "阿依古丽·买买提", "𠮷田"]
# Other spellings of them, which may stand in no file either.
SPELLINGS = ["李 小明", "李·小明", "李小\u00ad明", "李小\ufe0f明", "Ｌｉ　Ｘｉａｏｍｉｎｇ", "LI-XIAOMING", "阿依古丽•买买提"]
ID_NUMBER = "511781199001010015"
KINDS = ["government", "party", "public_institution", "state_enterprise", "company", "charity", "foundation",
         "social_org", "village_collective", "other"]
CATEGORIES = ["elderly_care", "relief", "medical", "education", "养老", "产业 & <发展>", "义诊"]
CODES = {
    "charity": "51511781MJ0000001Y", "charity-2": "53510000MJ00000021", "kind-government": "11511781000000006Y",
    "kind-company": "91110000600037341L", "kind-village_collective": "N2511781MF0000003A",
}
RULES = {"format": "bangfu.rules/1", "id": "r", "allocation": {"overhead": {"share": "0.02"}, "reserve": {"share": "0.05"}}}


def base(name):
    organisations = [
        {"id": "charity", "name": "万源市慈善会", "kind": "charity"},
        {"id": "charity-2", "name": "某某基金会", "kind": "foundation"},
        {"id": "charity-3", "name": "没有代码的慈善会", "kind": "charity"},
    ]
    organisations += [{"id": f"kind-{kind}", "name": f"示例{number}号单位", "kind": kind} for number, kind in enumerate(KINDS)]
    organisations += [
        {"id": f"someone-{number}", "name": name, "kind": "individual", "aliases": [name + "先生"]}
        for number, name in enumerate(NAMES)
    ]
    for row in organisations:
        if row["id"] in CODES:
            row["credit_code"] = CODES[row["id"]]
    places = [{"code": "511781", "name": "万源市"}, {"code": "511781109", "name": "官渡镇"}]
    places += [
        {"code": f"511781109{number}", "name": f"示例{number}村", "figures": {"population": str(number), "beneficiaries": str(number % 9)}}
        for number in range(200, 230)
    ]
    places += [{"code": "510000", "name": "四川省"}, {"code": "511722", "name": "宣汉县"}]
    return {
        "format": "bangfu.programme/1", "id": name, "name": "公开数据测试", "as_of": "2024-04-02",
        "registry": {"organisations": organisations, "places": places},
        "lists": {"items": [{"id": "quilt", "name": "棉被", "unit": "条", "pack": 1}, {"id": "oil", "unit": "桶"}],
                  "projects": [], "needs": []},
        "giving": {"event": {"id": "e", "title": "活动", "on": "2024-04-02"}, "pledges": [], "gifts": []},
        "rules": RULES,
    }


def nothing():
    """Needs, and nobody who gave."""
    document = base("nothing")
    document["lists"]["needs"] = [{"id": "n-1", "place": "511781109200", "category": "relief", "money": "100.00"}]
    return document


def bare():
    """Not even needs."""
    document = base("bare")
    document["name"] = None
    del document["giving"]["event"]
    return document


def odd():
    """Odd characters, names in texts, all kinds, all forms of gifts."""
    document = base("odd")
    document["name"] = f"{NAMES[0]}助学\u0001 \"<&>' \ufffe\u202e{ID_NUMBER}"
    # Beyond 2^53 fen no basis can weigh what is asked.
    document["rules"] = {**RULES, "allocation": {**RULES["allocation"], "basis": "equal"}}
    lists, giving = document["lists"], document["giving"]
    lists["projects"] = [
        {"id": "farm", "name": f"=夕阳红<农场>& {NAMES[1]} " + "长" * 300, "category": "elderly_care"},
        {"id": "orphan", "name": "没有需求的项目"},
        {"id": "many", "name": "多类项目"},
        *({"id": f"spelt-{number}", "name": f"救助{name}"} for number, name in enumerate(SPELLINGS)),
    ]
    lists["needs"] = [
        {"id": "n-1", "place": "511781109200", "project": "farm", "money": "90071992547409.93"},
        {"id": "n-2", "place": "511781109201", "category": "relief", "money": "0.01", "beneficiary": "someone-1"},
        {"id": "n-3", "place": "511781109202", "category": "relief", "money": "500.10", "beneficiary": "household-9"},
        {"id": "n-4", "place": "511781", "category": "+养老", "money": "77.77", "beneficiary": "kind-village_collective"},
        {"id": "n-5", "place": "511781109203", "category": "relief", "goods": {"item": "quilt", "quantity": {"known": 3}}},
        {"id": "n-6", "place": "511781109204", "category": "relief", "goods": {"item": "quilt", "quantity": {"known": 4}}},
        {"id": "n-7", "place": "511781109205", "category": "relief", "goods": {"item": "oil", "quantity": "unlimited"}},
        {"id": "n-8", "place": "511781109205", "category": "relief", "goods": {"item": "oil", "quantity": {"at_least": 5}}},
        {"id": "n-9", "place": "511781109206", "project": "many", "category": "medical", "money": "3.00", "already": "1.00"},
        {"id": "n-a", "place": "511781109207", "project": "many", "category": f"{NAMES[2]}的类别", "money": "3.00"},
        {"id": "n-b", "place": "510000", "project": "many", "category": "养老", "money": "3.00"},
    ]
    gift = {"received_on": "2024-04-01", "recipient": "charity", "restriction": "none", "publicity": "named"}
    gifts = [{**gift, "id": f"k-{kind}", "donor": f"kind-{kind}", "money": f"{number + 1}.0{number % 10}"} for number, kind in enumerate(KINDS)]
    gifts += [{**gift, "id": f"p-{number}", "donor": f"someone-{number}", "money": "6.66"} for number in range(len(NAMES))]
    for number, publicity in enumerate(["alias", "anonymous", None]):
        gifts.append({**gift, "id": f"u-{number}", "donor": "kind-company", "money": "8.88", "publicity": publicity, "recipient": "charity-3"})
    parts = {**gift, "id": "parts", "donor": "charity-2", "recipient": "charity-2", "money": "80071992547409.94"}
    del parts["restriction"]
    parts["parts"] = [{"money": "100.00", "restriction": {"project": ["many"]}}, {"rest": True, "restriction": {"any": [{"project": ["farm"]}, {"area": ["511781"]}]}}]
    gifts.append(parts)
    quilts = {"item": "quilt", "quantity": {"known": 7}, "valuation": {"unit_price": "33.335"}}
    gifts += [
        {**gift, "id": "quilts", "donor": "kind-company", "goods": quilts},
        {**gift, "id": "oil", "donor": "kind-company", "goods": {"item": "oil", "quantity": {"known": 9}}},
        {**gift, "id": "later", "donor": "kind-company", "money": "1000.00", "received_on": "2024-05-01"},
    ]
    giving["gifts"] = gifts
    giving["pledges"] = [
        {"id": "a", "donor": "kind-company", "event": "e", "money": "200.00", "written": True, "publicised": True},
        {"id": "b", "donor": "kind-company", "event": "e", "money": "300.00"},
        {"id": "c", "donor": "someone-3", "event": "e", "money": "400.00", "publicised": True},
        {"id": "d", "donor": "kind-company", "money": "500.00"},
        {"id": "e", "donor": "kind-company", "event": "e", "goods": quilts},
        {"id": "f", "donor": "kind-company", "event": "e", "goods": {"item": "oil", "quantity": "unknown"}},
    ]
    return document


def large(seed, needs=300, gifts=400):
    """Random rows of every kind."""
    dice = random.Random(seed)
    document = base(f"large-{seed}")
    lists, giving = document["lists"], document["giving"]
    lists["projects"] = [{"id": f"pr-{number}", "name": f"项目{number}", "category": dice.choice(CATEGORIES)} for number in range(12)]
    for number in range(needs):
        need = {"id": f"n-{number}", "place": f"511781109{dice.randrange(200, 230)}", "category": dice.choice(CATEGORIES), "tier": dice.randrange(1, 4)}
        if dice.random() < 0.6:
            need["project"] = f"pr-{dice.randrange(12)}"
        if dice.random() < 0.2:
            need["beneficiary"] = dice.choice([f"someone-{dice.randrange(len(NAMES))}", f"house-{number}", "kind-village_collective"])
        if dice.random() < 0.7:
            need["money"] = f"{dice.randrange(1, 99999)}.{dice.randrange(100):02}"
        else:
            need["goods"] = {"item": dice.choice(["quilt", "oil"]), "quantity": dice.choice([{"known": dice.randrange(1, 40)}, {"at_least": 5}, "unknown"])}
        lists["needs"].append(need)
    for number in range(gifts):
        donor = dice.choice([f"kind-{dice.choice(KINDS)}", f"someone-{dice.randrange(len(NAMES))}"])
        gift = {"id": f"g-{number}", "donor": donor, "recipient": dice.choice(["charity", "charity", "charity-2", "charity-3"]),
                "received_on": dice.choice(["2024-03-01", "2024-04-02", "2024-04-03"]), "restriction": "none",
                "publicity": dice.choice(["named", "alias", "anonymous", None])}
        if dice.random() < 0.3:
            gift["restriction"] = {"project": [f"pr-{dice.randrange(12)}"]}
        if dice.random() < 0.8:
            gift["money"] = f"{dice.randrange(1, 60000)}.{dice.randrange(100):02}"
        else:
            gift["goods"] = {"item": dice.choice(["quilt", "oil"]), "quantity": {"known": dice.randrange(1, 60)}}
            if dice.random() < 0.8:
                gift["goods"]["valuation"] = {"unit_price": f"{dice.randrange(1, 200)}.{dice.randrange(1000):03}"}
        giving["gifts"].append(gift)
    return document


ALL = [nothing(), bare(), odd(), *(large(seed) for seed in range(1, 4))]
