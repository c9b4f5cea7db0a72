"""Suites money.parse, money.capital and money.split."""

from fractions import Fraction
from random import Random

from amounts import DECIMAL, I64_MAX, Refused, accepted, capital, format_fen, parse_fen, read_capital


def case(name, given, compute):
    """One case; what `compute` refuses is expected to be refused by that name."""
    try:
        out = compute()
    except Refused as refused:
        out = {"error": refused.name}
    return {"name": name, "in": given, "out": out}


# --- parse ------------------------------------------------------------------

PARSE = [
    ("the-placard-amount", "1386000.00"), ("no-decimals", "1386000"), ("one-decimal", "0.5"),
    ("two-decimals", "0.05"), ("zero", "0"), ("zero-with-one-decimal", "0.0"),
    ("zero-with-two-decimals", "0.00"), ("one-fen", "0.01"), ("s50-beyond-two-to-the-53", "90071992547409.93"),
    ("two-to-the-53-fen", "90071992547409.92"), ("float-trap-4.35", "4.35"), ("float-trap-19.99", "19.99"),
    ("float-trap-1.15", "1.15"), ("i64-max", "92233720368547758.07"),
    ("i64-max-and-one-fen", "92233720368547758.08"), ("i64-max-rounded-up-yuan", "92233720368547759"),
    ("i64-max-yuan-without-fen", "92233720368547758"), ("i64-max-one-decimal", "92233720368547758.0"),
    ("i64-max-one-decimal-above", "92233720368547758.1"), ("eighteen-digits", "100000000000000000"),
    ("twenty-digits", "12345678901234567890"), ("twenty-one-digits-with-fen", "100000000000000000000.00"),
    ("forty-digits", "1" * 40), ("two-to-the-64-fen", "184467440737095516.16"),
    ("two-to-the-64-yuan", "18446744073709551616"), ("four-hundred-digits", "9" * 400),
    ("three-decimals", "1.005"), ("three-decimals-zero", "1.000"), ("exponent", "1e5"),
    ("exponent-upper-case", "1E5"), ("full-width-digits", "１２"), ("full-width-point", "1．5"),
    ("arabic-indic-digits", "١٢"), ("plus-sign", "+1"), ("minus-sign", "-1"), ("minus-zero", "-0.00"),
    ("minus-zero-short", "-0"), ("no-integer-part", ".5"), ("no-fraction-after-point", "1."),
    ("point-only", "."), ("empty", ""), ("space-before", " 1"), ("space-after", "1 "), ("space-only", " "),
    ("line-feed-after", "1\n"), ("no-break-space-after", "1\u00a0"), ("nul-after", "1\u0000"),
    ("byte-order-mark-before", "\ufeff1"), ("leading-zero", "01"), ("leading-zeros-with-decimals", "00.50"),
    ("two-zeros", "00"), ("thousands-separator", "1,386,000.00"), ("underscore", "1_000"), ("two-points", "1.2.3"),
    ("comma-as-point", "1,5"), ("not-a-number", "NaN"), ("infinity", "Infinity"), ("hexadecimal", "0x10"),
    ("currency-sign", "¥1"), ("yuan-after", "1元"), ("wan", "138.6万"), ("capital", "壹元整"), ("word", "one"),
    ("leading-zero-and-too-large", "0100000000000000000000"), ("too-large-with-three-decimals", "100000000000000000000.000"),
]


def parse_suite():
    def compute(text):
        fen = parse_fen(text)
        return {"fen": str(fen), "canonical": format_fen(fen)}

    return {
        "suite": "money.parse",
        "about": "An amount of a document is yuan with at most two decimals and becomes i64 fen, or is refused.",
        "cases": [case(name, {"text": text}, lambda text=text: compute(text)) for name, text in PARSE],
    }


# --- capital ----------------------------------------------------------------

# domain.md §3.4, letter by letter; the code above must agree with them.
OFFICIAL = {
    "1409.50": "壹仟肆佰零玖元伍角整", "6007.14": "陆仟零柒元壹角肆分", "1680.32": "壹仟陆佰捌拾元叁角贰分",
    "107000.53": "壹拾万柒仟元伍角叁分", "16409.02": "壹万陆仟肆佰零玖元零贰分", "325.04": "叁佰贰拾伍元零肆分",
    "0.00": "零元整", "0.05": "伍分", "0.50": "伍角整", "10.00": "壹拾元整", "1010.10": "壹仟零壹拾元壹角整",
    "20000000.05": "贰仟万元零伍分", "100100.00": "壹拾万零壹佰元整", "10010000.00": "壹仟零壹万元整",
    "100000001.00": "壹亿零壹元整", "100010000.00": "壹亿零壹万元整", "1000100000.50": "壹拾亿零壹拾万元伍角整",
    "1386000.00": "壹佰叁拾捌万陆仟元整",
    "999999999999.99": "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
}
OFFICIAL_ALTERNATIVES = {
    "1409.50": ["壹仟肆佰零玖元伍角"], "1680.32": ["壹仟陆佰捌拾元零叁角贰分"],
    "107000.53": ["壹拾万柒仟元零伍角叁分", "壹拾万零柒仟元伍角叁分"],
}
CHOSEN = [
    "0.01", "0.10", "0.11", "1.00", "1.01", "1.10", "10.01", "10.10", "10.11", "11.00", "20.30", "100.00", "100.05",
    "101.00", "110.00", "111.11", "1000.00", "1001.00", "1100.00", "10000.00", "10001.00", "10010.00", "10100.00",
    "11000.00", "100000.00", "101000.00", "1000000.10", "1001000.00", "10000001.00", "11010010.01", "100000000.00",
    "100001000.00", "100100000.00", "110000000.00", "1000000000.00", "1050000000.00", "1050700000.30",
    "10000000000.00", "100000000000.05", "1000000000000.00", "1000000000001.00", "1000010000000.00",
    "1234567890123.45", "10000000000000.00", "90071992547409.93", "100000000000000.00", "9999999999999999.99",
    "10000000000000000.00", "10000000100000000.00", "10000000000000001.00", "92233720368547758.07",
]
RECURSIVE = {
    "1000000000000.00": "壹万亿元整", "10000000000000000.00": "壹亿亿元整",
    "92233720368547758.07": "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分",
}


def random_amounts():
    """Sixty amounts of every length, with zeros more often than chance would."""
    random = Random(20240402)
    amounts = []
    while len(amounts) < 60:
        length = 1 + len(amounts) % 18
        digits = "".join("0" if random.randrange(5) < 2 else str(random.randrange(10)) for _ in range(length))
        fen = int(digits or "0")
        if 0 < fen <= I64_MAX and fen not in amounts:
            amounts.append(fen)
    return amounts


def capital_suite():
    for text, expected in {**OFFICIAL, **RECURSIVE}.items():
        assert capital(parse_fen(text)) == expected, (text, capital(parse_fen(text)))
    for text, others in OFFICIAL_ALTERNATIVES.items():
        assert set(others) <= set(accepted(parse_fen(text))), text
    cases, seen = [], set()
    for fen in [parse_fen(text) for text in [*OFFICIAL, *CHOSEN]] + random_amounts():
        if fen in seen:
            continue
        seen.add(fen)
        others = accepted(fen)
        for text in [capital(fen), *others]:
            assert read_capital(text) == fen, (fen, text)
        cases.append({
            "name": f"fen-{fen}",
            "in": {"amount": format_fen(fen)},
            "out": {"capital": capital(fen), "accepted": others},
        })
    return {
        "suite": "money.capital",
        "about": "The canonical 大写 of an amount; it and every accepted spelling read as exactly this amount. "
                 "A number above 亿 is written recursively and followed by 亿 (10^12 is 壹万亿, 10^16 is 壹亿亿).",
        "cases": cases,
    }


# --- split ------------------------------------------------------------------


def weights_of(texts):
    for text in texts:
        if not DECIMAL.fullmatch(text) or sum(character != "." for character in text) > 28:
            raise Refused("BAD_DECIMAL")
    weights = [Fraction(text) for text in texts]
    if not weights:
        raise Refused("EMPTY_LIST")
    if not any(weights):
        raise Refused("WEIGHTS_ALL_ZERO")
    return weights


def largest_remainder(pot, weights):
    """Every share rounded down; the odd fen to the largest remainders, a tie to the earlier."""
    quotas = [pot * weight / sum(weights) for weight in weights]
    shares = [int(quota) for quota in quotas]
    order = sorted(range(len(weights)), key=lambda i: (shares[i] - quotas[i], i))
    for i in order[: pot - sum(shares)]:
        shares[i] += 1
    return shares


def webster(pot, weights):
    """The `pot` units with the smallest keys (2k - 1) / (2 w), a tie to the earlier.

    The units with a key up to pot / (sum of weights) are a prefix of that order
    and at most one unit per weight away from `pot` of them.
    """
    level = Fraction(pot) / sum(weights)
    shares = [int(weight * level + Fraction(1, 2)) for weight in weights]

    def key(i, k):
        return (Fraction(2 * k - 1) / (2 * weights[i]), i)

    live = [i for i in range(len(weights)) if weights[i]]
    while sum(shares) < pot:
        shares[min(live, key=lambda i: key(i, shares[i] + 1))] += 1
    while sum(shares) > pot:
        shares[max((i for i in live if shares[i]), key=lambda i: key(i, shares[i]))] -= 1
    return shares


def split(given):
    pot = parse_fen(given["amount"])
    method = {"largest_remainder": largest_remainder, "webster": webster}[given["method"]]
    return {"shares": [format_fen(share) for share in method(pot, weights_of(given["by"]))]}


POPULATION = ["1203", "856", "1547", "642", "998", "731", "1120", "403"]
ELDERLY = ["31", "22", "40", "17", "26", "19", "29", "11"]
EXPECTED_SPLITS = {  # domain.md §6, by largest remainder
    "s03": ["173250.00"] * 8,
    "s04": ["333333.34", "333333.33", "333333.33"],
    "s05": ["160400.00", "114133.33", "206266.67", "85600.00", "133066.67", "97466.67", "149333.34", "53733.33"],
    "s06": ["222314.40", "158188.80", "285885.60", "118641.60", "184430.40", "135088.80", "206976.00", "74474.40"],
    "s09-gap": ["367375.56", "230701.36", "307895.93", "94027.15"],
    "s09-inverse": ["355837.10", "230701.36", "298665.16", "114796.38"],
    "s32-ten": ["0.04", "0.04", "0.02"],
    "s32-eleven": ["0.05", "0.05", "0.01"],
}


def half_even(value, places):
    scaled = value * 10**places
    return Fraction(round(scaled), 10**places)  # round() of a Fraction is half-even


def decimal_text(value, places):
    scaled = value * 10**places
    assert scaled.denominator == 1
    whole, part = divmod(int(scaled), 10**places)
    return f"{whole}.{part:0{places}d}"


def factor_scores(inverse):
    """The four villages of S09: each factor as shares to 12 decimals, weighted 30/30/30/10."""
    income = [9000, 12000, 10000, 15000]
    factors = [
        (3, [Fraction(v) for v in (300, 200, 400, 100)]),
        (3, [Fraction(1, v) if inverse else Fraction(18000 - v) for v in income]),
        (3, [Fraction(v) for v in (2, 1, 1, 0)]),
        (1, [Fraction(v) for v in (80, 90, 70, 100)]),
    ]
    scores = [Fraction(0)] * 4
    for weight, values in factors:
        for i, value in enumerate(values):
            scores[i] += Fraction(weight, 10) * half_even(value / sum(values), 12)
    return [decimal_text(half_even(score, 12), 12) for score in scores]


def split_inputs():
    pot = "1386000.00"
    yield "s03", pot, ["1"] * 8
    yield "s04", "1000000.00", ["1"] * 3
    yield "s05", "1000000.01", POPULATION
    yield "s06", pot, POPULATION
    yield "by-the-elderly", pot, ELDERLY
    yield "s09-gap", "1000000.00", factor_scores(inverse=False)
    yield "s09-inverse", "1000000.00", factor_scores(inverse=True)
    yield "s32-ten", "0.10", ["6", "6", "2"]
    yield "s32-eleven", "0.11", ["6", "6", "2"]
    yield "quota-broken-by-webster", "0.07", ["13", "4", "4", "48"]
    yield "tie-of-two", "0.01", ["1", "1"]
    yield "tie-of-three-two-fen", "0.02", ["1", "1", "1"]
    yield "tie-among-unequal-weights", "0.02", ["1", "2", "1"]
    yield "tie-after-a-zero", "0.01", ["0", "5", "5"]
    yield "zero-weights-get-nothing", "10.00", ["0", "1", "0", "2", "0"]
    yield "one-weight-takes-all", "12.34", ["0.000001"]
    yield "nothing-to-split", "0.00", ["1", "2", "3"]
    yield "fewer-fen-than-weights", "0.03", ["1"] * 7
    yield "decimal-weights", "100.00", ["0.30", "0.30", "0.40"]
    yield "weights-scaled-by-a-thousand", "1000000.01", [w + "000" for w in POPULATION]
    yield "weights-scaled-by-a-thousandth", "1000000.01", [f"{w[:-3] or '0'}.{w[-3:]}" for w in POPULATION]
    yield "different-scales", "1000.00", ["1", "1.0", "1.00", "0.000001"]
    yield "largest-pot", "92233720368547758.07", ["1", "1", "1"]
    yield "largest-pot-large-weights", "92233720368547758.07", ["999999999999", "1", "500000000000", "123456789012"]
    yield "beyond-two-to-the-53", "90071992547409.93", ["3", "5", "7"]
    yield "weights-of-28-digits", "10000000000000.00", ["9999999999999999999999999999", "1234567890123456789012345678", "1"]
    yield "all-zero", "1.00", ["0", "0", "0.00"]
    yield "all-zero-and-nothing-to-split", "0.00", ["0"]
    yield "empty", "1.00", []
    yield "negative-weight", "1.00", ["1", "-1"]
    yield "not-a-number", "1.00", ["1", "NaN"]
    yield "weight-with-exponent", "1.00", ["1e3", "1"]
    yield "weight-of-29-digits", "1.00", ["12345678901234567890123456789", "1"]
    yield "empty-weight", "1.00", ["1", ""]
    yield "bad-amount", "1.005", ["1", "1"]
    yield "amount-out-of-range", "92233720368547758.08", ["1", "1"]
    random = Random(36)
    for index in range(24):
        count = 2 + random.randrange(9)
        limit = 10 ** (1 + index % 6)
        by = [str(random.randrange(limit)) for _ in range(count - 1)] + [str(1 + random.randrange(limit))]
        fen = random.randrange(10 ** (1 + random.randrange(14)))
        yield f"random-{index:02d}", format_fen(fen), by


def split_suite():
    cases = []
    for name, amount, by in split_inputs():
        for method in ("largest_remainder", "webster"):
            given = {"amount": amount, "by": by, "method": method}
            made = case(f"{name}-{method.replace('_', '-')}", given, lambda given=given: split(given))
            if "shares" in made["out"]:
                assert sum(parse_fen(share) for share in made["out"]["shares"]) == parse_fen(amount)
            if method == "largest_remainder" and name in EXPECTED_SPLITS:
                assert made["out"]["shares"] == EXPECTED_SPLITS[name], (name, made["out"])
            cases.append(made)
    return {
        "suite": "money.split",
        "about": "A pot split by weights so that the shares sum to exactly the pot; a tie goes to the earlier weight.",
        "cases": cases,
    }


def suites():
    return [
        ("money.parse.json", parse_suite()),
        ("money.capital.json", capital_suite()),
        ("money.split.json", split_suite()),
    ]
