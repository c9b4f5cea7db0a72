"""Sheets, texts and open data, in and out."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Any

import pytest

import bangfu
import bangfu_exchange as exchange
from bangfu_exchange import Format, Sheet, TemplateKind

ROOT = Path(os.environ.get("BANGFU_ROOT", Path(__file__).parents[4]))
EMPTY = """{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05",
    "registry": {"organisations": [{"id": "charity", "name": "某县慈善会", "kind": "charity"}]}}""".encode()
GIFTS = Sheet("二〇二四年捐赠.csv", "日期,捐赠人,金额（万元）\n2024.04.02,李某,1.5\n".encode())
WEB = Sheet("网页.xls", b"<html></html>")
# An invented report, as a page left it.
REPORT = Sheet.read(ROOT / "core/exchange/tests/data/reports/lixian.txt")


@pytest.fixture(scope="module")
def wanyuan() -> bangfu.Programme:
    return bangfu.read(ROOT / "bindings/cli/data/wanyuan.json")


def refused(call: Any, *arguments: Any, **options: Any) -> bangfu.BangfuError:
    with pytest.raises(bangfu.BangfuError) as caught:
        call(*arguments, **options)
    return caught.value


def test_a_sheet_becomes_gifts_and_names_become_pseudonyms() -> None:
    found = exchange.import_sheets([GIFTS], EMPTY)
    assert found.count("gifts") == exchange.Counts(added=1, changed=0, differs=0, same=0)
    assert not found.is_empty
    report = found.report(bangfu.Lang.EN)
    assert report["lists"]["gifts"]["added"] == 1
    assert {row["file"] for row in report["changes"]} == {GIFTS.name}
    assert "李某" not in found.document()
    programme = found.programme()
    assert '"money":"15000.00"' in programme.canonical().text
    again = exchange.import_sheets([GIFTS], programme)
    assert again.is_empty and again.count("gifts").same == 1
    kept = exchange.import_sheets([GIFTS], EMPTY, keep_names=True)
    assert "李某" in kept.document()


def test_what_looks_odd_is_found_at_its_cell() -> None:
    sheet = Sheet("a.csv", "日期,捐赠人,金额（元）\n2024.04.02,某公司,一百左右\n".encode())
    (found, *_) = exchange.import_sheets([sheet], EMPTY).findings
    assert (found.file, found.cell) == ("a.csv", "C2")
    assert found.text() == found.text_zh != found.text(bangfu.Lang.EN)


def test_every_file_that_cannot_be_read_is_named() -> None:
    error = refused(exchange.import_sheets, [WEB, GIFTS, Sheet("b.xlsx", b"PK\3\4")], EMPTY)
    assert isinstance(error, bangfu.InputError)
    assert [row.pointer for row in error.findings] == ["/files/0", "/files/2"]
    assert error.first.name == "NOT_A_SHEET"


def test_a_file_that_no_field_can_carry_is_refused() -> None:
    class Huge(bytes):
        def __len__(self) -> int:
            return 1 << 31

    error = refused(exchange.mend, Sheet("a.csv", Huge()))
    assert (error.first.name, error.first.number) == ("BAD_LENGTH", 7)


def test_a_wrong_programme_says_what_is_wrong() -> None:
    error = refused(exchange.import_sheets, [GIFTS], b'{"format": "bangfu.programme/1"}')
    assert {row.pointer for row in error.findings} == {"/id", "/as_of"}


def test_options_that_say_nothing_are_refused_at_their_keys() -> None:
    error = refused(exchange.import_sheets, [GIFTS], EMPTY, kind="money", mapping={"over": 1})
    assert [row.pointer for row in error.findings] == ["/kind", "/mapping"]
    error = refused(exchange.export, EMPTY, "iati", only="needs")
    assert (error.first.name, error.first.pointer) == ("OPTION_NOT_OF_FORMAT", "/list")
    error = refused(exchange.export, EMPTY, "csv", only="plan")
    assert error.first.name == "PLAN_WANTED"
    error = refused(exchange.letter(REPORT).accept, EMPTY, "some")
    assert error.first.name == "BAD_CHOICE"


def test_a_mapping_says_what_a_sheet_does_not() -> None:
    sheet = Sheet("a.csv", "时间,谁,多少\n2024.04.02,某公司,100\n".encode())
    mapping = {"columns": {"时间": "date", "谁": "donor", "多少": "money"}, "kind": "gifts"}
    found = exchange.import_sheets([sheet], EMPTY, mapping=mapping)
    assert found.count("gifts").added == 1


def test_progress_is_told_and_may_stop() -> None:
    heard: list[tuple[int, int]] = []
    exchange.import_sheets([GIFTS], EMPTY, progress=lambda *step: heard.append(step))
    assert heard[-1][0] == heard[-1][1] > 0
    programme = bangfu.read(EMPTY)
    before = programme.canonical()
    for stop in (lambda done, total: False, lambda done, total: done < total):
        error = refused(exchange.import_sheets, [GIFTS], programme, progress=stop)
        assert isinstance(error, bangfu.CancelledError)
    assert programme.canonical() == before

    def fail(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exchange.import_sheets([GIFTS], programme, progress=fail)


def test_a_text_is_repaired_and_what_is_accepted_is_put_in() -> None:
    letter = exchange.letter(REPORT)
    assert letter.restored().decode().startswith("津甘协作暖人心")
    report = letter.report(bangfu.Lang.EN)
    assert report["proposals"][0]["number"] == 1 and report["repairs"]
    taken = letter.accept(EMPTY, "certain", on=datetime.date(2024, 3, 18))
    assert not taken.is_empty
    assert letter.accept(taken.programme(), "certain", on=datetime.date(2024, 3, 18)).is_empty
    assert refused(exchange.letter, Sheet("a.txt", b"\0\1\2")).first.name == "NOT_A_TEXT"


@pytest.mark.parametrize("to", ["xlsx", "csv", "360giving", "iati", "hxl"])
def test_every_form_is_written(wanyuan: bangfu.Programme, to: Format) -> None:
    publisher = "charity-wanyuan" if to in ("360giving", "iati") else None
    prefix = "360G-example" if to == "360giving" else None
    plan = wanyuan.allocate()
    made = exchange.export(wanyuan, to, plan=plan, publisher=publisher, prefix=prefix)
    assert made.files and all(file.name and file.data for file in made.files)
    report = made.report(bangfu.Lang.EN)
    assert [row["file"] for row in report["files"]] == [file.name for file in made.files]
    assert len(report["left_out"]) == len(made.left_out)
    ends = {"xlsx": "xlsx", "csv": "csv", "360giving": "json", "iati": "xml", "hxl": "csv"}
    assert all(file.name.endswith("." + ends[to]) for file in made.files)
    assert made.directory is (to == "csv")


def test_lists_come_back_whole(wanyuan: bangfu.Programme) -> None:
    (workbook,) = exchange.export(wanyuan).files
    again = exchange.import_sheets([Sheet("导出.xlsx", workbook.data)], wanyuan)
    assert again.is_empty and again.count("needs").same == 54
    (needs,) = exchange.export(wanyuan, "csv", only="needs", encoding="gb18030").files
    assert needs.name == "needs.csv" and "需求" in needs.data.decode("gb18030")


def test_the_rules_of_a_plan_may_be_given_beside(wanyuan: bangfu.Programme) -> None:
    rules = wanyuan.rules
    assert rules is not None
    plan = wanyuan.allocate()
    own = exchange.export(wanyuan, "csv", plan=plan, only="plan")
    beside = exchange.export(
        wanyuan.canonical().text.encode(), "csv", plan=plan.json().encode(), rules=rules, only="plan"
    )
    assert own.files == beside.files


@pytest.mark.parametrize("of", ["needs", "gifts", "resources"])
def test_a_template_is_a_sheet_that_imports(of: TemplateKind) -> None:
    (file,) = exchange.template(of).files
    assert file.name == f"{of}.xlsx"
    assert exchange.import_sheets([Sheet(file.name, file.data)], EMPTY).is_empty


def test_a_copy_is_put_right() -> None:
    sheet = Sheet("捐赠.csv", "日期,捐赠人,金额（元）\n2024年4月2日,张某,壹佰元整\n".encode())
    made = exchange.mend(sheet)
    assert [file.name for file in made.files] == ["捐赠.xlsx"]
    assert "AMOUNT_AS_NUMBER" in made.json_en
    assert refused(exchange.mend, WEB).first.name == "NOT_A_SHEET"
