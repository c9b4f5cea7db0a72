// The whole job in one page: `swift run Sample PROGRAMME`.
//
// Every binding has this program and prints the same text.

import Bangfu
import Foundation

let file = URL(fileURLWithPath: CommandLine.arguments[1])
let document = try Data(contentsOf: file)

let checked = try Document.check(document)
let programme = try Programme(document: document)
print("\(programme.name ?? "") (\(programme.id)), \(programme.asOf)")
print("check: \(checked.errors.count) errors, \(checked.warnings.count) warnings")

var last = (done: 0, total: 0)
let plan = try programme.allocate { done, total in
    last = (done, total)
    return .proceed
}
print("progress: \(last.done) of \(last.total)")
print("granted \(plan.totals.granted) of \(plan.totals.received) yuan")
for need in plan.needs[11..<14] {
    let asked = need.required?.description ?? "?"
    let level = need.level?.description ?? "?"
    print("\(need.id)  \(asked)  \(need.granted)  \(level)  \(need.reason.rawValue)")
}

print(try programme.explain(need: "n-012", in: plan).text(.zh))
let verified = try programme.verify(plan)
print("verify: \(verified.isRight ? "right" : "wrong"), \(verified.lineCount) lines")

do {
    let bad = #"{"format":"bangfu.rules/1","id":"r","allocation":{"tiers":"loose"}}"#
    _ = try Rules(json: bad)
} catch {
    let found = error.findings[0]
    print("error \(found.number) \(found.name)")
    print("at \(found.pointer), line \(found.line ?? 0), column \(found.column ?? 0)")
    print(found.text(.zh))
}
