"""Sheets in and out in one page: ``python exchange_sample.py PROGRAMME SHEET``.

Every binding of the exchange has this program and prints the same text.
"""

import sys
from pathlib import Path

import bangfu
import bangfu_exchange
from bangfu_exchange import Sheet

programme = bangfu.read(sys.argv[1])
sheet = Sheet("gifts.csv", Path(sys.argv[2]).read_bytes())

try:
    bangfu_exchange.import_sheets([sheet], programme)
except bangfu.BangfuError as error:
    print(f"error {error.first.number} {error.first.name}")
    print(error.first.text())

mapping = {"recipient": "charity-wanyuan"}
found = bangfu_exchange.import_sheets([sheet], programme, mapping=mapping)
gifts = found.count("gifts")
print(f"gifts: {gifts.added} added, {gifts.changed} changed; {found.on_hold} on hold")
for finding in found.findings:
    print(f"{finding.name} at {finding.sheet}!{finding.cell}: {finding.text()}")

programme = found.programme()
(workbook,) = bangfu_exchange.export(programme, "xlsx").files
print(f"wrote {workbook.name}")
again = bangfu_exchange.import_sheets([Sheet(workbook.name, workbook.data)], programme)
print(f"imported again: {'nothing changes' if again.is_empty else 'something changes'}")

plan = programme.allocate()
print(f"granted {plan.totals.granted} of {plan.totals.received} yuan")
for file in bangfu_exchange.export(programme, "csv", plan=plan, only="plan").files:
    print(f"wrote {file.name}")
