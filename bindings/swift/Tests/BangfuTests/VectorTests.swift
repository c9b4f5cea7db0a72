import Bangfu
import Foundation
import XCTest

/// Runs tests/vectors through the functions that an app would call.
final class ValueVectors: XCTestCase {
    func testAmountsOfDocuments() throws {
        try runSuite("money.parse.json") { (given: JSON) in
            try orError {
                let money = try Money(yuan: given.text("text"))
                XCTAssertEqual(try Money(exactly: money.yuan), money, "through a decimal")
                return .object(["fen": .text("\(money.fen)"), "canonical": .text("\(money)")])
            }
        }
    }

    func testAmountsOfPeople() throws {
        try runSuite("money.read.json") { (given: JSON) in
            try orError {
                let (kind, money) =
                    switch try StatedAmount(reading: given.text("text")) {
                    case .exactly(let money): ("exactly", money)
                    case .atLeast(let money): ("at_least", money)
                    case .atMost(let money): ("at_most", money)
                    case .about(let money): ("about", money)
                    }
                return .object(["kind": .text(kind), "amount": .text("\(money)")])
            }
        }
    }

    func testCapitalAmountsBothWays() throws {
        try runSuite("money.capital.json") { (entry: JSON) -> String? in
            guard let given = entry["in"], let expected = entry["out"] else { return "no case" }
            let money = try Money(yuan: given.text("amount"))
            let capital = try money.capital()
            if try capital != expected.text("capital") { return capital }
            // Other spellings can't be made, only accepted.
            for text in try expected.texts("accepted") + [capital]
            where try StatedAmount(reading: text) != .exactly(money) {
                return "\(text) is read as another amount"
            }
            return nil
        }
    }

    func testSplitsSumToThePot() throws {
        try runSuite("money.split.json") { (given: JSON) in
            try orError {
                let pot = try Money(yuan: given.text("amount"))
                let method = try XCTUnwrap(Money.SplitMethod(rawValue: given.text("method")))
                let shares = try pot.split(by: given.texts("by"), method: method)
                XCTAssertEqual(shares.reduce(0) { $0 + $1.fen }, pot.fen)
                return .object(["shares": .texts(shares.map(\.description))])
            }
        }
    }

    func testCodesAreToldApartAndChecked() throws {
        try runSuite("code.check.json") { (given: JSON) in
            let code = try Code(checking: given.text("code"))
            XCTAssertEqual(code.error == nil, code.text(.zh) == nil)
            var found: [String: JSON] = [
                "code": .text("\(code)"), "kind": .text(code.kind.rawValue), "ok": .bool(code.isGood),
            ]
            found["name"] = code.name.map(JSON.text)
            found["error"] = code.error.map(JSON.text)
            found["warning"] = code.warning.map(JSON.text)
            found["hint"] = code.hint.map {
                .object(["at": .number(Int64($0.position)), "likely": .text(String($0.likely))])
            }
            return .object(found)
        }
    }

    func testDivisionsLieInOneAnother() throws {
        try runSuite("code.parent.json") { (given: JSON) in
            .object(["parents": .texts(try Code.parents(of: given.text("code")))])
        }
    }

    func testDatesAndPeriods() throws {
        try runSuite("time.json") { (given: JSON) in
            try orError {
                let day = { (key: String) in try Day(given.text(key)) }
                let days = { (key: String) in try given.texts(key).map { try Day($0) } }
                switch try given.text("op") {
                case "parse":
                    return .object(["date": .text("\(try day("text"))")])
                case "add_months":
                    let months = try XCTUnwrap(Int32(exactly: given.number("months")))
                    return .object(["date": .text("\(try day("date").adding(months: months))")])
                case "within":
                    let calendar = WorkCalendar(
                        holidays: try days("holidays"), workingWeekends: try days("working_weekends"))
                    let end = try calendar.end(
                        of: XCTUnwrap(UInt32(exactly: given.number("count"))),
                        XCTUnwrap(WorkCalendar.Unit(rawValue: given.text("unit"))),
                        after: day("from"), rolling: given.bool("roll"))
                    return .object(["date": .text("\(end)")])
                default:
                    XCTAssertEqual(try given.text("op"), "quarterly")
                    let dues = try DisclosureDays(from: day("from"), to: day("to"))
                    let interim = JSON.texts(dues.interim.map(\.description))
                    return .object(["dues": interim, "final": .text("\(dues.last)")])
                }
            }
        }
    }

    private func orError(_ answer: () throws -> JSON) throws -> JSON {
        do {
            return try answer()
        } catch let error as BangfuError {
            return .object(["error": .text(error.findings[0].name)])
        }
    }
}

/// The suites about documents.
final class DocumentVectors: XCTestCase {
    func testEveryDocumentHasExactlyItsErrors() throws {
        try runSuite("documents.json") { (given: JSON) in
            let checked = try Document.check(bytes(given.list("parts")))
            var found: [String: JSON] = ["errors": rows(checked.errors)]
            if checked.more > 0 { found["more"] = .number(Int64(checked.more)) }
            if checked.isGood { found["warnings"] = rows(checked.warnings) }
            return .object(found)
        }
    }

    func testEveryDocumentHasItsCanonicalBytes() throws {
        try runSuite("canon.json") { (given: JSON) in
            let canonical = try Document.canonical(Data(given.text("text").utf8))
            let mark = "sha256:"
            XCTAssert(canonical.hash.hasPrefix(mark))
            let hash = canonical.hash.dropFirst(mark.count)
            return .object(["canonical": .text(canonical.json), "sha256": .text(String(hash))])
        }
    }

    /// Texts, repeated texts and raw bytes, one after another.
    private func bytes(_ parts: [JSON]) throws -> Data {
        var bytes = Data()
        for part in parts {
            if case .text(let text) = part {
                bytes.append(contentsOf: text.utf8)
            } else if let text = try? part.text("repeat") {
                bytes.append(repeated(Data(text.utf8), Int(try part.number("times"))))
            } else {
                let hex = Array(try part.text("hex"))
                for at in stride(from: 0, to: hex.count, by: 2) {
                    bytes.append(try XCTUnwrap(UInt8(String(hex[at...(at + 1)]), radix: 16)))
                }
            }
        }
        return bytes
    }

    /// By doubling: one of the documents has half a gigabyte.
    private func repeated(_ text: Data, _ times: Int) -> Data {
        var (all, many) = (Data(), text)
        all.reserveCapacity(text.count * times)
        for bit in 0..<(Int.bitWidth - times.leadingZeroBitCount) {
            if times >> bit & 1 == 1 { all.append(many) }
            if times >> bit > 1 { many.append(many) }
        }
        return all
    }

    private func rows(_ findings: [Finding]) -> JSON {
        .list(findings.map { .object(["name": .text($0.name), "pointer": .text($0.pointer)]) })
    }
}

/// The suites of the allocator.
final class AllocationVectors: XCTestCase {
    func testEveryScenario() throws {
        try runSuite("allocate.scenarios.json", judge: judge)
    }

    func testEveryRandomProgramme() throws {
        try runSuite("allocate.random.json", judge: judge)
    }

    /// Compared in everything but `engine`, and `lines`, of which some are
    /// free: those must be accepted by `verify`.
    private func judge(_ entry: JSON) throws -> String? {
        guard let given = entry["in"], let expected = entry["out"] else { return "no case" }
        let compared = { (outcome: JSON) in outcome["plan"].map { $0.without("engine", "lines") } ?? outcome }
        let (found, plan) = try outcome(given)
        if compared(found) != compared(expected) {
            return "expected \(expected)\n  found    \(found)"
        }
        if let plan, let document = found["plan"] {
            let rows = try rebuilt(plan)
            // What pools match stands in the document only.
            if rows != document.without("matches") { return "by rows  \(rows)\n  document \(document)" }
        }
        return nil
    }

    private func outcome(_ given: JSON) throws -> (JSON, Plan?) {
        do {
            let programme = try Programme(document: XCTUnwrap(given["programme"]).written())
            let rules = try given["rules"].map { try Rules(document: $0.written()) }
            let plan = try programme.allocate(rules: rules)
            let verified = try programme.verify(plan, rules: rules)
            XCTAssert(verified.isRight, "\(verified.violations)")
            XCTAssertEqual(verified.lineCount, plan.lines.count)
            return (.object(["plan": try JSON.read(plan.canonical().json)]), plan)
        } catch let error as BangfuError {
            let rows = try error.findings.map { finding -> JSON in
                var row: [String: JSON] = ["name": .text(finding.name), "pointer": .text(finding.pointer)]
                row["facts"] = try finding.facts.map { try JSON.read($0) }
                return .object(row)
            }
            return (.object(["errors": .list(rows)]), nil)
        }
    }

    /// The plan as a document, made from nothing but its rows.
    private func rebuilt(_ plan: Plan) throws -> JSON {
        let bottlenecks = try plan.bottlenecks()
        return .object([
            "format": .text("bangfu.plan/1"), "programme": .text(plan.programme),
            "as_of": .text("\(plan.asOf)"), "rules": .text(plan.rules), "engine": .text(plan.engine),
            "input_hash": .text(plan.inputHash), "rules_hash": .text(plan.rulesHash),
            "needs": .list(plan.needs.map { row in object([
                "id": .text(row.id), "item": row.item.map(JSON.text),
                "required": row.required.map(measure), "already": measure(row.already),
                "granted": measure(row.granted), "level": row.level.map { .text("\($0)") },
                "reason": .text(row.reason.rawValue),
                "bottleneck": row.bottleneck.map { .text(bottlenecks[$0].id) },
            ]) }),
            "gifts": .list(plan.gifts.map { row in object([
                "id": .text(row.id), "item": row.item.map(JSON.text),
                "received": measure(row.received),
                "overhead": row.item == nil ? .text("\(row.overhead)") : nil,
                "reserve": row.item == nil ? .text("\(row.reserve)") : nil,
                "used": measure(row.used), "held": measure(row.held),
                "reason": .text(row.reason.rawValue),
            ]) }),
            "lines": .list(plan.lines.map { line in object([
                "gift": line.gift.map(JSON.text), "part": line.part.map { .number(Int64($0)) },
                "need": line.need.map(JSON.text),
                line.paid.money == nil ? "units" : "money": measure(line.paid),
            ]) }),
            "bottlenecks": .list(bottlenecks.map { .object([
                "id": .text($0.id), "needs": .texts($0.needs), "gifts": .texts($0.gifts),
                "caps": .texts($0.caps), "rests_on": .texts($0.restsOn),
            ]) }),
            "totals": totals(plan.totals),
        ])
    }

    private func totals(_ totals: Totals) -> JSON {
        let count = { (number: UInt64) in JSON.number(Int64(number)) }
        return .object([
            "received": .text("\(totals.received)"), "overhead": .text("\(totals.overhead)"),
            "reserve": .text("\(totals.reserve)"), "available": .text("\(totals.available)"),
            "required": .text("\(totals.required)"), "granted": .text("\(totals.granted)"),
            "held": .text("\(totals.held)"),
            "items": .list(totals.items.map { .object([
                "item": .text($0.item), "received": count($0.received),
                "required": count($0.required), "granted": count($0.granted), "held": count($0.held),
            ]) }),
        ])
    }

    private func measure(_ measure: Measure) -> JSON {
        switch measure {
        case .money(let money): .text("\(money)")
        case .units(let count): .number(count)
        }
    }

    private func object(_ entries: [String: JSON?]) -> JSON {
        .object(entries.compactMapValues { $0 })
    }
}
