"""Suites code.check and code.parent: division codes, credit codes, ID and filing numbers.

Written from domain.md §3.1-3.3 and 3.7. Names of divisions are written here by
hand and compared with the directory where it lies beside the repository.
"""

import csv
import re
from datetime import date
from pathlib import Path

USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = [pow(3, i, 31) for i in range(17)]
LIKELY = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}
ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

NAMES = {
    "510000": "四川省", "511700": "达州市", "511781": "万源市", "511722": "宣汉县", "511724": "大竹县", "513231": "阿坝县",
    "513200": "阿坝藏族羌族自治州", "110000": "北京市", "110101": "东城区", "330900": "舟山市",
    "511133": "马边彝族自治县", "441900": "东莞市", "429004": "仙桃市", "659001": "石河子市",
}
HISTORIC = {"513002": "万源市"}  # 1993-1999, before 511781


def check_names():
    folder = Path(__file__).resolve().parents[3] / "shared" / "divisions"
    if not folder.is_dir():
        return
    listed = {}
    for file in ("provinces.csv", "cities.csv", "areas.csv"):
        with open(folder / file, encoding="utf-8", newline="") as lines:
            listed |= {row["code"].ljust(6, "0"): row["name"] for row in csv.DictReader(lines)}
    for code, name in NAMES.items():
        assert listed.get(code) == name, (code, name)


# --- divisions --------------------------------------------------------------


def levels(code):
    """The groups of a 6, 9 or 12 digit code up to its own level, or None when it names no place."""
    if not re.fullmatch(r"[0-9]{6}(?:[0-9]{3}){0,2}", code):
        return None
    groups = [code[0:2], code[2:4], code[4:6], *(code[i : i + 3] for i in range(6, len(code), 3))]
    while groups and not int(groups[-1]):
        groups.pop()
    return groups if groups and all(int(group) for group in groups) else None


def shortest(groups):
    """A place's code in its shortest form of 6, 9 or 12 digits."""
    text = "".join(groups)
    return text if len(text) > 6 else text.ljust(6, "0")


def division(code):
    groups = levels(code)
    out = {"code": code, "kind": "division", "ok": groups is not None}
    if groups is None:
        return out | {"error": "BAD_CODE"}
    place = shortest(groups)
    name = NAMES.get(place) or HISTORIC.get(place)
    return out | ({"name": name} if name else {})


# --- credit codes -----------------------------------------------------------


def uscc_check(body):
    return USCC[-sum(USCC.index(c) * w for c, w in zip(body, USCC_WEIGHTS)) % 31]


def credit_code(text):
    code = text.upper()
    out = {"code": code, "kind": "credit_code", "ok": False, "error": "BAD_CODE"}
    for at, character in enumerate(code, 1):
        if character in LIKELY:
            return out | {"hint": {"at": at, "likely": LIKELY[character]}}
    if len(code) != 18 or any(c not in USCC for c in code) or uscc_check(code[:17]) != code[17]:
        return out
    return {"code": code, "kind": "credit_code", "ok": True}


# --- ID numbers -------------------------------------------------------------


def id_number(text):
    number = text.upper()
    born = number[6:14] if len(number) == 18 else "19" + number[6:12]
    stars = 8 if len(number) == 18 else 6
    out = {"code": number[:6] + "*" * stars + number[6 + stars :], "kind": "id_number", "ok": True}
    try:
        date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return out | {"ok": False, "error": "BAD_CODE"}
    if len(number) == 18:
        total = sum(int(d) * w for d, w in zip(number, ID_WEIGHTS))
        if "10X98765432"[total % 11] != number[17]:
            return out | {"ok": False, "error": "BAD_CODE"}
    return out


# --- filing numbers ---------------------------------------------------------


def filing_number(text):
    number = text.upper()
    out = {"code": number, "kind": "filing_number", "ok": True}
    if not re.fullmatch(r"[0-9A-HJ-NP-RT-UW-Y]{18}A[0-9]{5}", number):
        return out | {"ok": False, "error": "BAD_CODE"}
    if uscc_check(number[:17]) != number[17]:
        out["warning"] = "CHECK_DIGIT"
    return out


def check(code):
    """What kind a code is, is told by its length; 18 characters that are a valid
    credit code and no valid ID number are the former."""
    if len(code) == 24:
        return filing_number(code)
    if re.fullmatch(r"[0-9]{15}", code):
        return id_number(code)
    if re.fullmatch(r"[0-9]{17}[0-9Xx]", code):
        as_id, as_credit = id_number(code), credit_code(code)
        return as_credit if as_credit["ok"] and not as_id["ok"] else as_id
    if re.fullmatch(r"[0-9]*", code):
        return division(code)
    return credit_code(code)


# kind, why the case is here, code, expected ok
CASES = [
    ("division", "wanyuan", "511781", True), ("division", "wanyuan-in-twelve-digits", "511781000000", True),
    ("division", "wanyuan-in-nine-digits", "511781000", True), ("division", "wanyuan-1993-to-1999", "513002", True),
    ("division", "town", "511781109", True), ("division", "town-in-twelve-digits", "511781109000", True),
    ("division", "village", "511781109200", True), ("division", "free-village-code", "511781109390", True),
    ("division", "city", "511700", True), ("division", "city-in-twelve-digits", "511700000000", True),
    ("division", "province", "510000", True), ("division", "province-in-nine-digits", "510000000", True),
    ("division", "neighbour", "511722", True), ("division", "dazhu-county-not-town", "511724", True),
    ("division", "aba-county", "513231", True), ("division", "aba-prefecture", "513200", True),
    ("division", "beijing", "110000", True), ("division", "dongcheng", "110101", True),
    ("division", "zhoushan", "330900", True), ("division", "mabian", "511133", True),
    ("division", "dongguan-without-counties", "441900", True), ("division", "xiantao-directly-under-the-province", "429004", True),
    ("division", "shihezi", "659001", True),
    ("division", "zeros-before-the-county", "510081", False), ("division", "zeros-before-the-village", "511781000200", False),
    ("division", "zeros-before-the-town", "511700109", False), ("division", "zeros-before-city-and-county", "001781", False),
    ("division", "zeros-in-the-middle-of-twelve", "510000109200", False), ("division", "only-zeros", "000000", False),
    ("division", "only-zeros-in-twelve", "000000000000", False), ("division", "two-digits", "51", False),
    ("division", "four-digits", "5117", False), ("division", "five-digits", "51178", False),
    ("division", "seven-digits", "5117811", False), ("division", "eight-digits", "51178110", False),
    ("division", "ten-digits", "5117811092", False), ("division", "eleven-digits", "51178110920", False),
    ("division", "thirteen-digits", "5117811092001", False),
    ("credit_code", "worked-example", "51511781MJ0000001Y", True), ("credit_code", "lower-case", "51511781mj0000001y", True),
    ("credit_code", "mixed-case", "51511781Mj0000001y", True), ("credit_code", "foundation", "53510000MJ00000021", True),
    ("credit_code", "public-institution", "12511781MB0000005X", True), ("credit_code", "government", "11511781000000006Y", True),
    ("credit_code", "village-committee", "54511781ME0000004N", True), ("credit_code", "village-collective", "N2511781MF0000003A", True),
    ("credit_code", "published-company", "91110000600037341L", True),
    ("credit_code", "overseas-office", "G1110000MJ0000000?", True), ("credit_code", "check-value-zero", "9151178100000000?0", True),
    ("credit_code", "wrong-check", "51511781MJ0000001X", False), ("credit_code", "wrong-check-zero", "51511781MJ00000010", False),
    ("credit_code", "two-digits-swapped", "51517181MJ0000001Y", False), ("credit_code", "one-digit-wrong", "51511782MJ0000001Y", False),
    ("credit_code", "collective-wrong-check", "N2511781MF0000003B", False),
    ("credit_code", "letter-o", "51511781MJO000001Y", False), ("credit_code", "letter-o-lower-case", "51511781MJo000001Y", False),
    ("credit_code", "letter-i", "5I511781MJ0000001Y", False), ("credit_code", "letter-s", "S1511781MJ0000001Y", False),
    ("credit_code", "letter-v", "51511781VJ0000001Y", False), ("credit_code", "letter-z", "51511781MJ0000001Z", False),
    ("credit_code", "first-of-two-letters", "51511781MJ000OI01Y", False),
    ("credit_code", "seventeen-characters", "51511781MJ0000001", False), ("credit_code", "nineteen-characters", "51511781MJ0000001YY", False),
    ("credit_code", "with-a-hyphen", "51511781MJ-000001Y", False), ("credit_code", "full-width", "５1511781MJ0000001Y", False),
    ("credit_code", "with-a-space", "51511781MJ0000001 ", False),
    ("id_number", "check-x", "11010519491231002X", True), ("id_number", "check-x-lower-case", "11010519491231002x", True),
    ("id_number", "check-one", "360426199101010071", True), ("id_number", "synthetic-one", "511781199001010015", True),
    ("id_number", "synthetic-two", "511781199001010023", True), ("id_number", "synthetic-four", "51178119900101004X", True),
    ("id_number", "leap-day", "511781200002290018", True), ("id_number", "nineteen-hundred-was-no-leap-year", "511781190002290011", False),
    ("id_number", "born-before-the-region-code", "51178119900101004x", True), ("id_number", "wrong-check", "110105194912310021", False),
    ("id_number", "month-thirteen", "51178119901301001?", False), ("id_number", "day-zero", "51178119900100001?", False),
    ("id_number", "day-thirty-one-of-april", "51178119900431001?", False), ("id_number", "month-zero", "51178119900001001?", False),
    ("id_number", "year-zero", "51178100000101001?", False), ("id_number", "unknown-region", "99999919900101001?", True),
    ("id_number", "fifteen-digits", "511781900101001", True), ("id_number", "fifteen-digits-no-date", "511781901301001", False),
    ("id_number", "fifteen-digits-nineteen-hundred", "511781000229001", False),
    ("filing_number", "seen-in-public-with-a-wrong-check", "51610100573539824XA21008", True),
    ("filing_number", "good", "53510000MJ00000021A24001", True), ("filing_number", "good-lower-case", "53510000mj00000021a24001", True),
    ("filing_number", "letter-b", "53510000MJ00000021B24001", False), ("filing_number", "letter-in-the-number", "53510000MJ00000021A2400X", False),
    ("filing_number", "letter-o-in-the-credit-code", "53510000MJO0000021A24001", False),
    ("filing_number", "no-letter", "53510000MJ00000021024001", False),
]


def id_check(body):
    return "10X98765432"[sum(int(d) * w for d, w in zip(body, ID_WEIGHTS)) % 11]


def completed(kind, code):
    """Fills in the "?": the check character, or a digit that makes the written check right."""
    if "?" not in code:
        return code
    if code.endswith("?"):
        return code[:-1] + (id_check if kind == "id_number" else uscc_check)(code[:-1])
    return next(full for c in USCC if uscc_check((full := code.replace("?", c))[:17]) == full[17])


def check_suite():
    check_names()
    assert uscc_check("51511781MJ0000001") == "Y" and uscc_check("51610100573539824") == "4"
    cases = []
    for kind, why, written, ok in CASES:
        code = completed(kind, written)
        out = check(code)
        assert (out["kind"], out["ok"]) == (kind, ok), (code, out)
        cases.append({"name": f"{kind.replace('_', '-')}-{why}", "in": {"code": code}, "out": out})
    return {
        "suite": "code.check",
        "about": "What `code check` says of a code; an ID number is only ever shown masked, `at` counts characters from 1.",
        "cases": cases,
    }


def parents(code):
    groups = levels(code)
    return [shortest(groups[:count]) for count in range(len(groups) - 1, 0, -1)]


def parent_suite():
    cases = []
    for kind, why, code, ok in CASES:
        if kind == "division" and ok:
            cases.append({"name": why, "in": {"code": code}, "out": {"parents": parents(code)}})
    return {
        "suite": "code.parent",
        "about": "The divisions above a division, the nearest first, each in its shortest form of 6, 9 or 12 digits.",
        "cases": cases,
    }


def suites():
    return [("code.check.json", check_suite()), ("code.parent.json", parent_suite())]
