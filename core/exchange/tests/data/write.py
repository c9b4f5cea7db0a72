"""Writes the small .xls files of the tests (xlwt 1.3): made-up gifts."""

import datetime
import pathlib

import xlwt

HERE = pathlib.Path(__file__).parent


def gifts(name, epoch_1904):
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = epoch_1904
    sheet = book.add_sheet("公示")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    sheet.write_merge(0, 0, 0, 3, "某县慈善会捐款公示（截至2024年4月3日）")
    sheet.write(1, 3, "单位：万元")
    for column, label in enumerate(["捐赠日期", "捐赠人", "捐赠金额", "备注"]):
        sheet.write(2, column, label)
    rows = [("某公司", 1.5, "用于万源市"), ("张某\t", 0.0001, ""), ("某公司", 2, "")]
    for row, (donor, amount, remark) in enumerate(rows, start=3):
        sheet.write(row, 0, datetime.date(2024, 4, row - 1), day)
        sheet.write(row, 1, donor)
        sheet.write(row, 2, amount)
        sheet.write(row, 3, remark)
    sheet.write(6, 0, "合计")
    sheet.write(6, 2, 3.5001)
    hidden = book.add_sheet("底稿")
    hidden.visibility = 1
    hidden.write(0, 0, "不公开")
    book.save(str(HERE / name))


gifts("gifts.xls", False)
gifts("gifts-1904.xls", True)
