"""Suite time: months that clamp, periods that exclude their first day, campaign dues.

Written from domain.md §2.7 (民法典 200-204) and the scenarios S22 and S23.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from amounts import Refused


def parse(text):
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise Refused("BAD_DATE")
    try:
        return date(int(text[:4]), int(text[5:7]), int(text[8:]))
    except ValueError:
        raise Refused("BAD_DATE") from None


def add_months(day, months):
    """The corresponding day, or the month's last where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def rests(day, given):
    """Weekends that are not worked, and holidays."""
    text = day.isoformat()
    weekend = day.weekday() >= 5 and text not in given.get("working_weekends", [])
    return weekend or text in given.get("holidays", [])


def within(given):
    """The last day of a period; the day it starts from is not counted."""
    day = parse(given["from"])
    for key in ("holidays", "working_weekends"):
        for text in given.get(key, []):
            parse(text)
    if given["unit"] == "months":
        day = add_months(day, given["count"])
    elif given["unit"] == "calendar_days":
        day += timedelta(days=given["count"])
    else:
        left = given["count"]
        while left:
            day += timedelta(days=1)
            left -= not rests(day, given)
    while given.get("roll") and rests(day, given):
        day += timedelta(days=1)
    return day


def quarterly(given):
    """Every three months from the start while the campaign lasts, if it lasts longer than six."""
    start, end = parse(given["from"]), parse(given["to"])
    dues, count = [], 3
    if end > add_months(start, 6):
        while add_months(start, count) < end:
            dues.append(add_months(start, count).isoformat())
            count += 3
    return {"dues": dues, "final": add_months(end, 3).isoformat()}


def answer(given):
    try:
        if given["op"] == "parse":
            return {"date": parse(given["text"]).isoformat()}
        if given["op"] == "add_months":
            return {"date": add_months(parse(given["date"]), given["months"]).isoformat()}
        if given["op"] == "within":
            return {"date": within(given).isoformat()}
        return quarterly(given)
    except Refused as refused:
        return {"error": refused.name}


NATIONAL_DAY = [f"2024-10-0{day}" for day in range(1, 8)]
SPRING = [f"2024-02-{day}" for day in range(10, 18)]

ADD_MONTHS = [  # domain.md §2.7 and the ends of months; the expected day stands beside
    ("2024-09-10", 3, "2024-12-10"), ("2024-09-10", 6, "2025-03-10"), ("2024-09-10", 9, "2025-06-10"),
    ("2025-06-30", 3, "2025-09-30"), ("2025-11-30", 3, "2026-02-28"), ("2025-08-31", 3, "2025-11-30"),
    ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"), ("2024-02-29", 12, "2025-02-28"),
    ("2024-02-29", 48, "2028-02-29"), ("2096-02-29", 48, "2100-02-28"), ("1996-02-29", 48, "2000-02-29"),
    ("2024-04-02", 0, "2024-04-02"), ("2024-12-31", 2, "2025-02-28"), ("2024-10-31", 1, "2024-11-30"),
    ("2024-12-01", 1, "2025-01-01"), ("2024-11-30", 1, "2024-12-30"), ("2024-02-29", 1, "2024-03-29"),
    ("2024-04-02", 1200, "2124-04-02"),
]
WITHIN = [
    ("the-start-day-is-excluded", "2024-04-02", 10, "calendar_days", {}, "2024-04-12"),
    ("over-a-leap-day", "2024-02-28", 2, "calendar_days", {}, "2024-03-01"),
    ("over-no-leap-day", "2023-02-28", 2, "calendar_days", {}, "2023-03-02"),
    ("over-the-end-of-a-year", "2024-12-30", 5, "calendar_days", {}, "2025-01-04"),
    ("one-day", "2024-04-02", 1, "calendar_days", {}, "2024-04-03"),
    ("last-day-a-sunday-strict", "2024-04-04", 10, "calendar_days", {"roll": False}, "2024-04-14"),
    ("last-day-a-sunday-rolled", "2024-04-04", 10, "calendar_days", {"roll": True}, "2024-04-15"),
    ("last-day-a-saturday-rolled", "2024-04-03", 10, "calendar_days", {"roll": True}, "2024-04-15"),
    ("last-day-a-working-day-not-rolled", "2024-04-02", 10, "calendar_days", {"roll": True}, "2024-04-12"),
    ("last-day-in-a-long-holiday", "2024-09-01", 1, "months", {"holidays": NATIONAL_DAY, "roll": True}, "2024-10-08"),
    ("last-day-in-a-long-holiday-strict", "2024-09-01", 1, "months", {"holidays": NATIONAL_DAY, "roll": False}, "2024-10-01"),
    ("last-day-a-worked-weekend", "2024-09-02", 10, "calendar_days",
     {"working_weekends": ["2024-09-12"], "roll": True}, "2024-09-12"),
    ("last-day-a-worked-saturday", "2024-10-02", 10, "calendar_days",
     {"holidays": NATIONAL_DAY, "working_weekends": ["2024-10-12"], "roll": True}, "2024-10-12"),
    ("rolled-from-a-holiday-onto-a-worked-sunday", "2024-09-23", 5, "calendar_days",
     {"holidays": ["2024-09-28"], "working_weekends": ["2024-09-29"], "roll": True}, "2024-09-29"),
    ("month-clamped", "2025-08-31", 3, "months", {}, "2025-11-30"),
    ("month-clamped-and-rolled", "2025-08-31", 3, "months", {"roll": True}, "2025-12-01"),
    ("six-months", "2024-09-10", 6, "months", {}, "2025-03-10"),
    ("month-clamped-to-february", "2023-12-31", 2, "months", {}, "2024-02-29"),
    ("five-working-days", "2024-04-02", 5, "working_days", {}, "2024-04-09"),
    ("five-working-days-over-qingming", "2024-04-02", 5, "working_days",
     {"holidays": ["2024-04-04", "2024-04-05", "2024-04-06"], "working_weekends": ["2024-04-07"]}, "2024-04-10"),
    ("working-days-from-a-saturday", "2024-04-13", 1, "working_days", {}, "2024-04-15"),
    ("working-days-from-a-friday", "2024-04-12", 1, "working_days", {}, "2024-04-15"),
    ("working-days-over-spring-festival", "2024-02-08", 7, "working_days",
     {"holidays": SPRING, "working_weekends": ["2024-02-18"]}, "2024-02-23"),
    ("a-holiday-that-is-also-a-worked-weekend-is-a-holiday", "2024-04-12", 1, "working_days",
     {"holidays": ["2024-04-13"], "working_weekends": ["2024-04-13"]}, "2024-04-15"),
    ("twenty-working-days", "2024-04-02", 20, "working_days", {}, "2024-04-30"),
    ("bad-start", "2024-02-30", 1, "months", {}, None),
    ("bad-holiday", "2024-04-02", 1, "working_days", {"holidays": ["2024-4-4"]}, None),
]
QUARTERLY = [
    ("s22", "2024-09-10", "2025-06-30", ["2024-12-10", "2025-03-10", "2025-06-10"], "2025-09-30"),
    ("s23-exactly-six-months-is-not-longer", "2024-09-10", "2025-03-10", [], "2025-06-10"),
    ("six-months-and-a-day", "2024-09-10", "2025-03-11", ["2024-12-10", "2025-03-10"], "2025-06-11"),
    ("a-due-on-the-last-day-is-none", "2024-09-10", "2025-06-10", ["2024-12-10", "2025-03-10"], "2025-09-10"),
    ("short", "2024-09-10", "2024-10-10", [], "2025-01-10"),
    ("one-day", "2024-09-10", "2024-09-10", [], "2024-12-10"),
    ("every-due-from-the-start-not-from-the-clamped", "2024-08-31", "2025-09-30",
     ["2024-11-30", "2025-02-28", "2025-05-31", "2025-08-31"], "2025-12-30"),
    ("clamped-six-months-equal-the-end", "2024-08-31", "2025-02-28", [], "2025-05-28"),
    ("clamped-six-months-and-a-day", "2024-08-31", "2025-03-01", ["2024-11-30", "2025-02-28"], "2025-06-01"),
    ("final-clamped", "2025-01-15", "2025-11-30", ["2025-04-15", "2025-07-15", "2025-10-15"], "2026-02-28"),
    ("from-a-leap-day", "2024-02-29", "2025-03-01",
     ["2024-05-29", "2024-08-29", "2024-11-29", "2025-02-28"], "2025-06-01"),
    ("bad-start", "2024-9-10", "2025-03-10", None, None),
    ("bad-end", "2024-09-10", "2025-02-29", None, None),
]
GOOD_DATES = ["2024-04-02", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "2024-12-31"]
BAD_DATES = [
    "2024-2-1", "2024/02/01", "2024-02-30", "2023-02-29", "1900-02-29", "2100-02-29", "0000-01-01", "0000-00-00", "2024-00-10",
    "2024-13-01", "2024-01-00", "2024-01-32", "2024-04-31", "2024-04-02T00", "2024-04-02T00:00", "2024-04-02T00:00:00Z",
    "2024-04-02Z", "20240402", "2024-0402", "24-04-02", "+2024-04-02", "-2024-04-02", "+002024-04-02", "12024-04-02",
    "2024-04", "2024", "", " 2024-04-02", "2024-04-02 ", "2024-04-02\n", "２０２４-04-02", "2024‐04‐02", "2024年4月2日",
    "2024-W14-2", "2024-093", "02-04-2024", "2024-04-0２", "2024-04-02[Asia/Shanghai]", "today",
]


def suites():
    cases = []

    def add(name, given, expected):
        out = answer(given)
        assert out == expected, (name, out, expected)
        cases.append({"name": name, "in": given, "out": out})

    for start, months, expected in ADD_MONTHS:
        add(f"add-months-{start}-{months}", {"op": "add_months", "date": start, "months": months}, {"date": expected})
    add("add-months-bad-date", {"op": "add_months", "date": "2024-02-30", "months": 1}, {"error": "BAD_DATE"})
    for name, start, count, unit, more, expected in WITHIN:
        given = {"op": "within", "from": start, "count": count, "unit": unit,
                 "holidays": [], "working_weekends": [], "roll": False} | more
        add(f"within-{name}", given, {"date": expected} if expected else {"error": "BAD_DATE"})
    for name, start, end, dues, final in QUARTERLY:
        expected = {"dues": dues, "final": final} if final else {"error": "BAD_DATE"}
        add(f"quarterly-{name}", {"op": "quarterly", "from": start, "to": end}, expected)
    for text in GOOD_DATES:
        add(f"parse-{text}", {"op": "parse", "text": text}, {"date": text})
    for number, text in enumerate(BAD_DATES):
        add(f"parse-refused-{number:02d}", {"op": "parse", "text": text}, {"error": "BAD_DATE"})
    return [("time.json", {
        "suite": "time",
        "about": "Dates, months that clamp, periods that exclude their first day, the quarterly dues of a campaign.",
        "cases": cases,
    })]
