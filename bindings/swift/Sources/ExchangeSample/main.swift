import Bangfu
import BangfuExchange
import Foundation

let url = { URL(fileURLWithPath: CommandLine.arguments[$0]) }
let sheet = Sheet(name: "gifts.csv", data: try Data(contentsOf: url(2)))
var programme = try Programme(contentsOf: url(1))

do {
    _ = try Exchange.importSheets([sheet], into: programme)
} catch {
    print("error \(error.findings[0].number) \(error.findings[0].name)")
    print(error.findings[0].text(.zh))
}

let options = ImportOptions(mapping: #"{"recipient": "charity-wanyuan"}"#)
let found = try Exchange.importSheets([sheet], into: programme, options: options)
let gifts = try found.count("gifts")
print("gifts: \(gifts.added) added, \(gifts.changed) changed; \(found.onHold) on hold")
for finding in try found.findings() {
    print("\(finding.name) at \(finding.sheet)!\(finding.cell): \(finding.text(.zh))")
}

programme = try found.programme()
let workbook = try Exchange.export(programme, options: ExportOptions(language: .zh)).files[0]
print("wrote \(workbook.name)")
let again = try Exchange.importSheets([Sheet(name: workbook.name, data: workbook.data)], into: programme)
print("imported again: \(again.isEmpty ? "nothing changes" : "something changes")")

let plan = try programme.allocate()
print("granted \(plan.totals.granted) of \(plan.totals.received) yuan")
let csv = ExportOptions(.csv, only: .plan, language: .zh)
for file in try Exchange.export(programme, plan: plan, options: csv).files {
    print("wrote \(file.name)")
}
