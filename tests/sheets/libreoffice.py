"""LibreOffice opens what bangfu exports, computes it anew, and finds the same.

    python3 tests/sheets/libreoffice.py BANGFU WORK

BANGFU is the command line, WORK an empty directory. Every workbook is read by
LibreOffice headless, told to compute all formulas on loading, and written as
one CSV file a sheet. What stands there is compared with the CSV files that
bangfu writes itself, cell by cell, and the sums with the plan's own totals.

A reader that shows what it finds stored would agree as well. So each workbook
is changed first: every stored result becomes 1, and a wrong one must come back
right. And a planted amount must make the sums differ, or the comparison would
compare nothing.

Last, LibreOffice saves the lists as .xlsx, .ods and .xls, as a clerk would, and
importing each of them must change nothing.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""

# Separator, quote, UTF-8, first line, all cells as shown is off: values as they
# are stored; the last -1 asks for every sheet.
FILTER = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1'


def bangfu(program: Path, *arguments: str) -> str:
    """What the command line prints."""
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"bangfu {' '.join(arguments)}: {done.stderr}")
    return done.stdout


class Office:
    """LibreOffice with a profile of its own."""

    def __init__(self, work: Path) -> None:
        self.work = work
        user = work / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")

    def convert(self, to: str, out: Path, books: list[Path]) -> str:
        """Has the workbooks written in another form; what was said."""
        profile = f"-env:UserInstallation={(self.work / 'profile').as_uri()}"
        command = ["soffice", "--headless", profile, "--convert-to", to, "--outdir", str(out)]
        done = subprocess.run(
            [*command, *map(str, books)], capture_output=True, text=True, check=False, timeout=150
        )
        return done.stdout + done.stderr

    def sheets(self, books: list[Path]) -> dict[str, dict[str, list[list[str]]]]:
        """For each workbook its sheets by name, as rows of texts."""
        out = self.work / "read"
        shutil.rmtree(out, ignore_errors=True)
        said = self.convert(FILTER, out, books)
        found: dict[str, dict[str, list[list[str]]]] = {book.stem: {} for book in books}
        for file in sorted(out.glob("*.csv")):
            book, _, sheet = file.stem.partition("-")
            with file.open(encoding="utf-8-sig", newline="") as text:
                found[book][sheet] = list(csv.reader(text))
        if not all(found.values()):
            sys.exit(f"LibreOffice wrote nothing for a workbook: {said}")
        return found


def forget(book: Path, changed: Path) -> int:
    """Copies a workbook with 1 for every stored result; how many there were."""
    many = 0
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in source.infolist():
            text = source.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                page = text.decode("utf-8")
                page, found = re.subn(r'(</f>)<v>[^<]*</v>', r"\1<v>1</v>", page)
                page = page.replace(' t="str"><f>', "><f>")
                many += found
                text = page.encode("utf-8")
            out.writestr(entry.filename, text)
    return many


def plant(book: Path, changed: Path) -> None:
    """Copies a workbook with one amount of the first list changed."""
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as out:
        done = False
        for entry in source.infolist():
            text = source.read(entry)
            if entry.filename.startswith("xl/worksheets/") and not done:
                page = text.decode("utf-8")
                # A number with cents, which is no result of a formula.
                page, found = re.subn(r'(<c r="[A-Z]+\d+" s="\d+">)<v>(\d+)</v>', r"\1<v>\g<2>1</v>", page, count=1)
                done = found == 1
                text = page.encode("utf-8")
            out.writestr(entry.filename, text)
    if not done:
        sys.exit("no amount to plant")


def plain(text: str) -> str:
    """A cell as both write it: numbers without trailing zeros, one kind of
    line break, no mark against formulas."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if re.fullmatch(r"'[=+\-@\t\n＝＋－＠][\s\S]*", text):
        text = text[1:]
    number = text.replace(",", "")
    if re.fullmatch(r"\d+(\.\d+)?", number) and not re.fullmatch(r"0\d+", number):
        return format(Decimal(number).normalize(), "f")
    return text


def rows(table: list[list[str]]) -> list[list[str]]:
    """The rows without what is empty at their ends."""
    shown = []
    for row in table:
        cells = [plain(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        shown.append(cells)
    return shown


class Differences(list[str]):
    """What was compared, and what was not the same."""

    compared = 0

    def same(self, what: str, found: object, wanted: object) -> None:
        self.compared += 1
        if found != wanted:
            self.append(f"{what}: {found!r} and not {wanted!r}")


def compare_lists(office: dict[str, list[list[str]]], own: dict[str, list[list[str]]]) -> Differences:
    """Every sheet beside the file that bangfu writes of it."""
    differences = Differences()
    for name, wanted in own.items():
        found = office.get(name)
        if found is None:
            differences.append(f"no sheet {name}")
            continue
        found, wanted = rows(found), rows(wanted)
        # Lists have a title above the header; sums stand below.
        lead = 0 if name in ("说明", "Notes") else 1
        body = found[lead : lead + len(wanted)]
        for index, (ours, theirs) in enumerate(zip(wanted, body, strict=False)):
            differences.same(f"{name} row {index + 1}", theirs, ours)
        differences.same(f"{name} rows", len(body), len(wanted))
        below = found[lead + len(wanted) :]
        sums = [row for row in below if row and row[0] in ("合计", "Total")]
        if sums:
            compare_sums(differences, name, sums[0], wanted)
    return differences


def compare_sums(differences: Differences, name: str, sums: list[str], table: list[list[str]]) -> None:
    """The sums below a list beside the exact sums of its columns."""
    for column, total in enumerate(sums):
        if column == 0 or not total:
            continue
        cells = [row[column] for row in table[1:] if column < len(row) and row[column]]
        exact = sum((Decimal(cell) for cell in cells), Decimal(0))
        differences.same(f"{name} sum of column {column + 1}", Decimal(total), exact)


def compare_totals(office: dict[str, list[list[str]]], totals: dict[str, str]) -> Differences:
    """The summary beside the plan's totals."""
    differences = Differences()
    summary = {row[0]: row[1] for row in rows(office["汇总"]) if len(row) > 1}
    for label, key in [
        ("收到的捐款", "received"),
        ("其中：管理费", "overhead"),
        ("其中：储备", "reserve"),
        ("其中：本次安排", "granted"),
        ("其中：留存", "held"),
        ("可用于分配", "available"),
        ("需求要的资金", "required"),
        ("需求得到的资金", "granted"),
    ]:
        differences.same(label, Decimal(summary[label].replace(",", "")), Decimal(totals[key]))
    differences.same("核对", summary["核对"], "相符")
    return differences


def wide(program: Path, work: Path) -> Path:
    """A programme of amounts that tempt a spreadsheet: many cents, and more
    digits than it keeps."""
    needs = [
        {"id": f"n-{index:04}", "place": "511781", "category": "x", "money": f"{index * 7919 % 100_000}.{index % 100:02}"}
        for index in range(1, 2_000)
    ]
    needs.append({"id": "w-0", "place": "511781", "category": "=1+1", "tags": ["@x", "-1"], "money": "9999999999.99"})
    gifts = [
        {"id": f"g-{index:04}", "donor": "d", "recipient": "c", "received_on": "2024-04-02",
         "money": f"{index * 104_729 % 1_000_000}.{index * 37 % 100:02}", "restriction": "none"}
        for index in range(1, 1_500)
    ]
    gifts.append({"id": "h-0", "donor": "d", "recipient": "c", "received_on": "2024-04-02",
                  "money": "900000000000.01", "restriction": {"tag": ["nobody"]}})
    document = {
        "format": "bangfu.programme/1", "id": "wide", "as_of": "2024-04-05",
        "registry": {
            "organisations": [
                {"id": "c", "name": "某县慈善会", "kind": "charity"},
                {"id": "d", "name": "+公司", "kind": "company"}],
            "places": [{"code": "511781", "name": "万源市"}]},
        "lists": {"needs": needs}, "giving": {"gifts": gifts},
        "rules": {"format": "bangfu.rules/1", "id": "r", "allocation": {"basis": "equal"}},
    }
    file = work / "wide.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    bangfu(program, "check", str(file))
    return file


# Texts that something on the way might take for something else.
ODD = [
    "=1+1", "+86", "-5", "@SUM(A1)", "'=1", " led and trailed ", "two\nlines", "two\r\nlines",
    "no\u00a0break", "<r><t>x</t></r>", "_x0041_", "a、b", "bell\u0007", "合计", "0012", "1E5", "4/5",
    "TRUE", "2024-04-02", "12%", "two  spaces", "\\", "#N/A", "\u200bzero", "💖",
]


def odd(program: Path, work: Path) -> Path:
    """A programme of odd texts."""
    document = {
        "format": "bangfu.programme/1", "id": "odd", "as_of": "2024-04-05",
        "registry": {"organisations": [{"id": "c", "name": "某县慈善会", "kind": "charity"}],
                     "places": [{"code": "511781", "name": "万源市"}]},
        "lists": {
            "projects": [{"id": f"{index:04}", "name": text, "tags": [text], "category": text}
                         for index, text in enumerate(ODD)],
            "needs": [{"id": f"1E{index}", "place": "511781", "project": f"{index:04}", "tags": [text],
                       "money": f"{10 ** (index % 14)}.07"} for index, text in enumerate(ODD)],
            "resources": [{"id": f"r-{index}", "organisation": "c", "kind": text, "what": text}
                          for index, text in enumerate(ODD)]},
    }
    file = work / "odd.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    bangfu(program, "check", str(file))
    return file


def come_back(program: Path, work: Path, office: Office, programmes: dict[str, Path]) -> Differences:
    """Saved by LibreOffice and imported, the lists say what they said."""
    differences = Differences()
    books = []
    for name, programme in programmes.items():
        book = work / f"{name}-lists.xlsx"
        bangfu(program, "export", str(programme), "--to", "xlsx", "--lang", "zh", "--out", str(book))
        books.append(book)
    for form in ("xlsx", "ods", "xls"):
        said = office.convert(form, work / "saved", books)
        for (name, programme), book in zip(programmes.items(), books, strict=True):
            saved = work / "saved" / f"{book.stem}.{form}"
            if not saved.is_file():
                sys.exit(f"LibreOffice did not save {saved}: {said}")
            report = json.loads(bangfu(program, "import", str(saved), "--into", str(programme), "--json"))
            rows = {key: fates for key, fates in report["lists"].items() if any(fates.values())}
            for key, fates in rows.items():
                changed = {fate: many for fate, many in fates.items() if fate != "same" and many}
                differences.same(f"{name}, saved as {form}: {key}", changed, {})
            many = len(json.loads(programme.read_text(encoding="utf-8"))["lists"]["needs"])
            differences.same(f"{name}, saved as {form}: needs", rows["needs"]["same"], many)
            kept_out = [found for found in report["findings"] if found["weight"] != "note"]
            differences.same(f"{name}, saved as {form}: findings", kept_out, [])
    return differences


def elsewhere(program: Path, work: Path, ask: list[str], book: Path) -> list[str]:
    """In which surroundings the same export has other bytes."""
    wanted = book.read_bytes()
    (work / "other").mkdir()
    differing = []
    for name, before, environment in [
        ("once more", [], {}),
        ("in another zone", [], {"TZ": "Asia/Shanghai", "LC_ALL": "tr_TR.UTF-8"}),
        ("on another day", ["faketime", "2031-02-28 23:59:58"], {}),
    ]:
        out = work / "other" / "again.xlsx"
        out.unlink(missing_ok=True)
        command = [*before, str(program), *ask, "--to", "xlsx", "--out", "again.xlsx"]
        subprocess.run(
            command, check=True, capture_output=True, cwd=out.parent, env={**os.environ, **environment}
        )
        if out.read_bytes() != wanted:
            differing.append(name)
    return differing


def main() -> None:
    program, work = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    bangfu(program, "demo", "--out", str(work / "wanyuan"))
    programmes = {"wanyuan": work / "wanyuan" / "programme.json", "wide": wide(program, work)}
    office = Office(work)
    books: list[Path] = []
    own: dict[str, dict[str, list[list[str]]]] = {}
    totals: dict[str, dict[str, str]] = {}
    formulas = 0
    differing: list[str] = []
    for name, programme in programmes.items():
        plan = work / f"{name}-plan.json"
        bangfu(program, "allocate", str(programme), "--out", str(plan))
        totals[name] = json.loads(plan.read_text(encoding="utf-8"))["totals"]
        ask = ["export", str(programme), "--plan", str(plan), "--lang", "zh", "--json"]
        book = work / f"{name}.xlsx"
        bangfu(program, *ask, "--to", "xlsx", "--out", str(book))
        differing += elsewhere(program, work, ask, book) if name == "wanyuan" else []
        told = json.loads(bangfu(program, *ask, "--to", "csv", "--out", str(work / f"{name}-csv")))
        own[name] = {}
        for file in told["files"]:
            with Path(file["file"]).open(encoding="utf-8-sig", newline="") as text:
                own[name][file["parts"][0]["name"]] = list(csv.reader(text))
        changed = work / f"{name}0.xlsx"
        formulas += forget(book, changed)
        books.append(changed)
    planted = work / "planted.xlsx"
    plant(books[0], planted)
    for kind in ("needs", "gifts", "resources"):
        template = work / f"{kind}.xlsx"
        bangfu(program, "template", kind, "--lang", "zh", "--out", str(template))
        books.append(template)
    read = office.sheets([*books, planted])
    differences = Differences()
    for name in programmes:
        for found in (
            compare_lists(read[f"{name}0"], own[name]),
            compare_totals(read[f"{name}0"], totals[name]),
        ):
            differences.extend(found)
            differences.compared += found.compared
    caught = compare_lists(read["planted"], own["wanyuan"]) + compare_totals(read["planted"], totals["wanyuan"])
    differences.same("what was planted is found", bool(caught), True)
    for kind in ("needs", "gifts", "resources"):
        examples = [row for page in read[kind].values() for row in page if row and row[0] == "示例"]
        differences.same(f"examples of the template {kind}", len(examples), 4 if kind == "gifts" else 2)
    back = come_back(program, work, office, {"wanyuan": programmes["wanyuan"], "odd": odd(program, work)})
    differences.extend(back)
    differences.compared += back.compared
    differences.same("surroundings that change the bytes", differing, [])
    if formulas < 20:
        differences.append(f"only {formulas} formulas")
    for difference in differences[:20]:
        print(difference)
    print(f"libreoffice: ran {differences.compared - len(differences)} of {differences.compared}")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
