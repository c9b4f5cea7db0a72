"""Measures files that were made to do harm: `hostile.py BANGFU`.

Each is written to a temporary folder and imported by the given release build,
alone in a process; time, peak memory and what it ended in are printed as a
table. A file that takes more than 10 seconds or 1 GiB fails the run.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
PROGRAMME = {
    "format": "bangfu.programme/1",
    "id": "p",
    "as_of": "2024-04-05",
    "registry": {"organisations": [{"id": "charity", "name": "某县慈善会", "kind": "charity"}]},
}
SECONDS, BYTES = 10, 1 << 30


def packed(file, parts):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def workbook(file, rows, strings="<sst/>", after=""):
    packed(
        file,
        {
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>",
            "xl/sharedStrings.xml": strings,
        },
    )


def opendocument(file, rows, before=""):
    packed(file, {"content.xml": f'{before}<a><table:table table:name="s">{rows}</table:table></a>'})


def laughs():
    levels = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 20))
    return f'<!DOCTYPE a [<!ENTITY l0 "ha">{levels}]>'


def inline(text):
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def shown(text):
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def text(file, content):
    file.write_text(content, encoding="utf-8")


def cases():
    """Name, extension, and what writes the file."""
    long = "x" * (32 << 20)
    wide = '<mergeCell ref="A1:XFD1048576"/>'
    head = f"<row>{inline('捐赠人')}{inline('金额（元）')}</row>"
    spanned = '<table:table-row><table:table-cell table:number-columns-spanned="16000" table:number-rows-spanned="9000"/></table:table-row>'
    yield "zip bomb, 1 GiB", "xlsx", lambda file: workbook(file, " " * (1 << 30))
    yield "zip bomb, 1 GiB", "ods", lambda file: opendocument(file, " " * (1 << 30))
    yield "10^7 empty rows", "xlsx", lambda file: workbook(file, "<row/>" * 10**7)
    yield "10^7 empty rows", "ods", lambda file: opendocument(file, '<table:table-row table:number-rows-repeated="10000000"><table:table-cell/></table:table-row>' * 1000)
    yield "10^7 empty rows", "csv", lambda file: text(file, "捐赠人,金额（元）\n" + "\n" * 10**7 + "某公司,1\n")
    yield "10^7 empty objects", "json", lambda file: text(file, "[" + "{}," * 10**7 + "{}]")
    yield "billion laughs", "xlsx", lambda file: workbook(file, '<row><c t="s"><v>0</v></c></row>', laughs() + "<sst><si><t>&l19;</t></si></sst>")
    yield "billion laughs", "ods", lambda file: opendocument(file, f"<table:table-row>{shown('&l19;')}</table:table-row>", laughs())
    yield "10^5 merged areas", "xlsx", lambda file: workbook(file, head, after=f"<mergeCells>{wide * 10**5}</mergeCells>")
    yield "5*10^4 merged areas over all", "xlsx", lambda file: workbook(file, head + f"<row>{inline('某公司')}<c><v>5</v></c></row>" * 2000, after=f"<mergeCells>{wide * 50000}</mergeCells>")
    yield "10^5 merged areas", "ods", lambda file: opendocument(file, spanned * 10**5)
    yield "a cell of 32 MB", "xlsx", lambda file: workbook(file, f"<row>{inline(long)}</row>")
    yield "a cell of 32 MB", "ods", lambda file: opendocument(file, f"<table:table-row>{shown(long)}</table:table-row>")
    yield "a cell of 32 MB", "csv", lambda file: text(file, f"捐赠人,金额（元）\n{long},1\n")
    yield "a cell of 32 MB", "json", lambda file: text(file, json.dumps([{"捐赠人": long}]))
    yield "10^6 cells of one 60 KB text", "xlsx", lambda file: workbook(file, '<row><c t="s"><v>0</v></c></row>' * 10**6, f"<sst><si><t>{'x' * 60000}</t></si></sst>")
    yield "4*10^6 cells", "csv", lambda file: text(file, "捐赠人,金额（元）\n" + "某公司,1\n" * 2000000)
    yield "10^6 nested lists", "json", lambda file: text(file, "[" * 10**6)


def written(write, file):
    """In a process of its own: what it takes would count as the peak of others."""
    child = os.fork()
    if child == 0:
        write(file)
        os._exit(0)
    os.waitpid(child, 0)


def main(bangfu):
    worst = 0
    with tempfile.TemporaryDirectory() as folder:
        programme = Path(folder, "p.json")
        programme.write_text(json.dumps(PROGRAMME))
        print("| file | format | bytes | ends in | seconds | peak MB |\n|---|---|---:|---|---:|---:|")
        for name, extension, write in cases():
            file = Path(folder, f"a.{extension}")
            written(write, file)
            start = time.monotonic()
            command = [bangfu, "import", str(file), "--into", str(programme), "--dry-run", "--json"]
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            answer = process.stderr.read()
            _, status, used = os.wait4(process.pid, 0)
            seconds, peak = time.monotonic() - start, used.ru_maxrss * 1024
            status = os.waitstatus_to_exitcode(status)
            ends = json.loads(answer)["errors"][0]["name"] if status == 2 else f"status {status}"
            print(f"| {name} | .{extension} | {file.stat().st_size:,} | {ends} | {seconds:.2f} | {peak / 1e6:.0f} |", flush=True)
            worst += seconds > SECONDS or peak > BYTES or status not in (0, 2)
            file.unlink()
    return worst


sys.exit(main(sys.argv[1]))
