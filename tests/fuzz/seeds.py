"""Writes seeds for the fuzzer: `seeds.py TARGET FOLDER`.

Those of `document` are the small documents of the suites; those of `calls` are
what long runs have found, a line of base64 each; those of `sheets` are small
sheets of every format; those of `texts` are a report and its damages, and a sheet
of our own form for each list.
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


def texts():
    """A byte that says what follows, and that: see `texts.rs`."""
    report = (
        "4月2日，由中共万源市委、达州市民政局主办，万源市慈善会承办的“携手帮扶”主题活动在万源市人民政府举行。"
        "活动通过合作签约、举牌捐赠等环节，现场筹募款物138.6万余元，支持“思源工程”等项目，"
        "达州市各县（市、区）民政局共百余人参加。四川某实业有限公司（以下简称“某实业”）捐赠50万元。"
    )
    damaged = "由達(dá)州市民政局主辦(bàn)的活動在縣城熱烈舉行?;顒油ㄟ^合作簽約、項(xiàng)目推介等環(huán)節(jié)"
    for text in (report, damaged, report.replace("2", "２"), report.replace("，", "\u200b，\u00a0\t")):
        yield b"\0" + text.encode()
        yield b"\0" + text.encode("gb18030")
        yield b"\0\xff\xfe" + text.encode("utf-16-le")
    for label, line in (
        ("bangfu.needs/1,需求编号,区划代码,项目编号,类别,标签,需要资金（元）,保底（元）", "{},n1,511781,p1,住房,a、b,1000,10"),
        ("bangfu.needs/1,需求编号,区划代码,物资编号,需要数量,已有数量,权重", '"{""set"":{""tier"":2}}",n2,511781,quilt,未知,3,1.5'),
        ("bangfu.projects/1,项目编号,项目名称,类别,封顶（元）", ",p1,思源工程,教育,1000.00"),
        ("bangfu.resources/1,资源编号,提供方编号,内容,适用地区代码,起始日", ",r1,charity,车辆,511781,2024-04-02"),
        ("bangfu.gifts/1,捐赠编号,捐赠人编号,接收机构编号,到账日期,金额（元）,限定用途", ",g2,charity,charity,2024-04-02,100,不限"),
        ("bangfu.gifts/1,gift,donor,recipient,received on,item,quantity", '"{""set"":{""restriction"":""none""}}",g3,charity,charity,45384,quilt,60'),
        ("bangfu.items/1,物资编号,物资名称,计量单位,每包数量", '"{""seen"":""e3b0c442""}",soap,肥皂,块,1'),
    ):
        yield b"\1" + f"{label}\n{line}\n".encode()


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
    for seed in {"document": document, "calls": calls, "sheets": sheets, "texts": texts}[target]():
        if len(seed) <= 16384:
            (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)


main(sys.argv[1], Path(sys.argv[2]))
