"""Amounts of the oracle: fen as Python integers, 大写 written and read back.

Written from formats.md ("Amounts match ...") and domain.md §3.4 alone, so that
it can disagree with the library. Integers only; nothing is ever rounded.
"""

import re

I64_MAX = 2**63 - 1
DOCUMENT_AMOUNT = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]{1,2})?")
DECIMAL = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")

DIGITS = "零壹贰叁肆伍陆柒捌玖"
# 圆 and the traditional forms that §3.4 accepts on input, and 正 for 整.
VARIANTS = {"元": "圆", "万": "萬", "亿": "億", "贰": "貳", "陆": "陸"}


class Refused(Exception):
    """An input that the contract refuses, by the name of its error."""

    def __init__(self, name):
        super().__init__(name)
        self.name = name


def parse_fen(text):
    """The fen of a document's amount; raises Refused."""
    if not DOCUMENT_AMOUNT.fullmatch(text):
        raise Refused("BAD_AMOUNT")
    yuan, _, fraction = text.partition(".")
    fen = int(yuan) * 100 + int((fraction + "00")[:2])
    if fen > I64_MAX:
        raise Refused("OUT_OF_RANGE")
    return fen


def format_fen(fen):
    """The canonical text: yuan with two decimals."""
    return f"{fen // 100}.{fen % 100:02d}"


def _below_ten_thousand(n):
    """1 to 9999; one 零 for a run of zeros between two digits."""
    text, gap = "", False
    for unit, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = n // unit % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + DIGITS[digit] + name
        gap = False
    return text


def _join(high, name, low, low_text, leading):
    """`high` `name` `low`, with 零 where the low part has leading zeros.

    `leading` is the place value of the low part's first digit: below it there
    are zeros in the middle. Where only the high part ends in zeros, the 零 is
    optional; it is marked "?" and left out of the canonical text.
    """
    if low == 0:
        return high[0] + name
    if low < leading:
        return high[0] + name + "零" + low_text
    return high[0] + name + ("?" if high[1] % 10 == 0 else "") + low_text


def _integer(n):
    """n > 0, recursively: what stands before 亿 is written like any number.

    So 10^12 is 壹万亿, 10^16 is 壹亿亿.
    """
    if n < 10**4:
        return _below_ten_thousand(n)
    if n < 10**8:
        high, low = divmod(n, 10**4)
        return _join((_integer(high), high), "万", low, _below_ten_thousand(low) if low else "", 1000)
    high, low = divmod(n, 10**8)
    return _join((_integer(high), high), "亿", low, _integer(low) if low else "", 10**7)


def _marked(fen):
    """The text with "?" where a 零 is optional and "!" for an optional 整."""
    yuan, jiao, last = fen // 100, fen // 10 % 10, fen % 10
    if fen == 0:
        return "零元整"
    text = _integer(yuan) + "元" if yuan else ""
    if jiao == 0 and last == 0:
        return text + "整"
    if jiao:
        text += ("?" if yuan and yuan % 10 == 0 else "") + DIGITS[jiao] + "角"
    elif yuan:
        text += "零"
    return text + (DIGITS[last] + "分" if last else "!")


def capital(fen):
    """The canonical 大写, without the prefix 人民币."""
    return _marked(fen).replace("?", "").replace("!", "整")


def accepted(fen):
    """Other spellings of the same amount that must be read, canonical apart."""
    marked, canonical = _marked(fen), capital(fen)
    optional = marked.count("?")
    found = []
    for choice in range(2**optional):
        text = marked
        for bit in range(optional):
            text = text.replace("?", "零" if choice >> bit & 1 else "", 1)
        found.append(text.replace("!", "整"))
        if "!" in text:
            found.append(text.replace("!", ""))
    found.append("人民币" + canonical)
    if canonical.endswith("整"):
        found.append(canonical[:-1] + "正")
    found.append("".join(VARIANTS.get(character, character) for character in canonical))
    unique = []
    for text in found:
        if text != canonical and text not in unique:
            unique.append(text)
    return unique


def read_capital(text):
    """Reads 大写 back; only used to prove the lists above right."""
    for plain, variant in VARIANTS.items():
        text = text.replace(variant, plain)
    text = text.removeprefix("人民币").removesuffix("整").removesuffix("正")
    yuan, mark, rest = text.rpartition("元")
    fen = 100 * _read_integer(yuan) if mark else 0
    for name, value in (("角", 10), ("分", 1)):
        rest = rest.lstrip("零")
        if name in rest:
            digit, rest = rest.split(name)
            fen += DIGITS.index(digit) * value
    assert rest == "", text
    return fen


def _read_integer(text):
    for name, value in (("亿", 10**8), ("万", 10**4)):
        high, mark, low = text.rpartition(name)
        if mark:
            return _read_integer(high) * value + _read_integer(low)
    total, digit = 0, 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS.index(character)
        else:
            total += digit * {"拾": 10, "佰": 100, "仟": 1000}[character]
            digit = 0
    return total + digit
