"""Writes seeds for the fuzzer: `seeds.py TARGET FOLDER`.

Those of `document` are the small documents of the suites; those of `calls` are
what long runs have found, a line of base64 each; those of `sheets` are small
sheets of every format.
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VECTORS = HERE.parent / "vectors"


def document():
    for case in json.loads((VECTORS / "documents.json").read_text())["cases"]:
        parts = case["in"]["parts"]
        if all(isinstance(part, str) for part in parts):
            yield "".join(parts).encode()
    for name in ("allocate.random.json", "allocate.scenarios.json"):
        for case in json.loads((VECTORS / name).read_text())["cases"]:
            for document in case["in"].values():
                yield json.dumps(document, ensure_ascii=False).encode()
            if "plan" in case["out"]:
                yield json.dumps(case["out"]["plan"], ensure_ascii=False).encode()


def calls():
    for line in (HERE / "calls.txt").read_text().split():
        yield base64.b64decode(line)


def sheets():
    """A byte that says what follows, and that: see `sheets.rs`."""
    gifts = (
        "某县慈善会捐款公示（2024年4月）,,,\n日期,捐赠人,捐赠金额（元）,备注\n"
        '2024.04.02,某公司,"1,386,000.00",指定万源市100万元、宣汉县38.6万元\n'
        "4月3日,张某,壹佰元整,\n2024/4/3,张某,100.00,用于购买棉被\n合计,,1386200.00,\n"
    )
    goods = "捐赠单位,品名,规格,计量单位,数量\n某被服厂,棉被,,床,60\n某药店,口罩500盒,,,\n"
    needs = "县,机构,物资,计量单位,需求数量\n万源市,敬老院,棉被,床,100\n宣汉县,卫生院,口罩,盒,若干\n"
    rows = [{"捐赠人": "某公司", "日期": "2024-04-02", "supplies": [{"品名": "棉被", "数量": 60}]}]
    for text in (gifts, goods, needs, gifts.replace(",", "\t"), json.dumps(rows, ensure_ascii=False)):
        yield b"\0" + text.encode()
        yield b"\0" + text.encode("gb18030")
        yield b"\0\xff\xfe" + text.encode("utf-16-le")
        lines = [line.split(",") for line in text.splitlines()]
        yield b"\1" + workbook(lines)
        yield b"\2" + opendocument(lines)
    data = HERE.parents[1] / "core/exchange/tests/data"
    for file in sorted(data.glob("*.xls")):
        yield b"\0" + file.read_bytes()
        yield b"\3" + stream(file.read_bytes())


def workbook(lines):
    shared, rows = [], []
    for number, line in enumerate(lines, 1):
        cells = []
        for column, text in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", line):
            if text.replace(".", "", 1).isdigit():
                cells.append(f'<c r="{column}{number}"><v>{text}</v></c>')
            else:
                cells.append(f'<c r="{column}{number}" t="s"><v>{len(shared)}</v></c>')
                shared.append(f"<si><t>{text}</t></si>")
        rows.append(f'<row r="{number}">{"".join(cells)}</row>')
    merged = '<mergeCells><mergeCell ref="A1:D1"/></mergeCells>'
    sheet = f"<worksheet><sheetData>{''.join(rows)}</sheetData>{merged}</worksheet>"
    return sheet.encode() + b"\0" + f"<sst>{''.join(shared)}</sst>".encode()


def opendocument(lines):
    rows = []
    for line in lines:
        cells = [f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in line]
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    rows.append('<table:table-row table:number-rows-repeated="9"><table:table-cell/></table:table-row>')
    return f'<a><table:table table:name="s">{"".join(rows)}</table:table></a>'.encode()


def stream(compound):
    """The workbook of a small compound file: its sectors stand in a row."""
    start = compound.find(b"\x09\x08")
    return compound[start : start + 8192]


def main(target, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for seed in {"document": document, "calls": calls, "sheets": sheets}[target]():
        if len(seed) <= 16384:
            (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)


main(sys.argv[1], Path(sys.argv[2]))
