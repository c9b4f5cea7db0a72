"""Writes a large sheet: `sheets.py gifts|needs ROWS FILE [SEED]`.

FILE ends in .csv or .xlsx. The same arguments write the same bytes. Seven of
ten donors give once, as in the lists that charities publish after a disaster;
one gift of eight has a remark. Needs are those of bodies in the counties of
one prefecture.
"""

import random
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉力健俊宇浩然子轩梓涵一诺"
COUNTIES = ["511702", "511703", "511722", "511723", "511724", "511725", "511781"]
REMARKS = ["用于万源市", "指定用于宣汉县教育", "定向捐赠给开江县", "爱心捐款", "用于购买棉被"]
PROJECTS = ["道路硬化", "饮水安全", "校舍维修", "卫生室", "敬老院", "产业发展"]
HEADS = {
    "gifts": ["序号", "捐赠日期", "捐赠人", "捐赠金额（元）", "备注"],
    "needs": ["区划代码", "机构", "项目", "资金需求（元）", "类别"],
}


def name(chance):
    return chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(chance.choice((1, 2, 2, 2))))


def gifts(rows, chance):
    often = [f"{name(chance)}{number}" for number in range(max(1, rows // 20))]
    for row in range(rows):
        donor = f"{name(chance)}{row}" if chance.random() < 0.7 else chance.choice(often)
        day = f"2024.{chance.randint(1, 12):02}.{chance.randint(1, 28):02}"
        fen = chance.choice((1000, 5000, 10000, 20000, 50000)) + (chance.randint(0, 99) if chance.random() < 0.1 else 0)
        remark = chance.choice(REMARKS) if chance.random() < 0.125 else ""
        yield [row + 1, day, donor, fen / 100, remark]


def needs(rows, chance):
    for row in range(rows):
        place = chance.choice(COUNTIES)
        yield [place, f"第{row // 6}村村民委员会", PROJECTS[row % 6], chance.randint(1, 500) * 1000, "乡村振兴"]


def csv(lines, file):
    with file.open("w", encoding="utf-8", newline="") as out:
        for line in lines:
            out.write(",".join(str(value) for value in line) + "\n")


def column(index):
    return "ABCDEFGHIJ"[index]


def xlsx(lines, file):
    """A package as spreadsheet programs write it, with shared strings."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    strings, rows = {}, []
    for number, line in enumerate(lines, 1):
        cells = []
        for index, value in enumerate(line):
            place = f"{column(index)}{number}"
            if isinstance(value, str):
                if value:
                    shared = strings.setdefault(value, len(strings))
                    cells.append(f'<c r="{place}" t="s"><v>{shared}</v></c>')
            else:
                cells.append(f'<c r="{place}"><v>{value}</v></c>')
        rows.append(f'<row r="{number}">{"".join(cells)}</row>')
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{links}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(rows)}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">'
        + "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        + "</sst>",
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for part, text in parts.items():
            archive.writestr(zipfile.ZipInfo(part), head + text, zipfile.ZIP_DEFLATED)


def main(kind, rows, file, seed="1"):
    chance = random.Random(int(seed))
    lines = {"gifts": gifts, "needs": needs}[kind](int(rows), chance)
    lines = (line for part in ([HEADS[kind]], lines) for line in part)
    {".csv": csv, ".xlsx": xlsx}[Path(file).suffix](lines, Path(file))


main(*sys.argv[1:])
