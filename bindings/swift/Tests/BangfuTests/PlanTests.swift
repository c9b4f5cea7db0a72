import Bangfu
import Foundation
import XCTest

/// A plan reads like a collection, and like columns.
final class PlanTests: XCTestCase {
    private func wanyuan() throws -> Programme {
        try Programme(contentsOf: root.appendingPathComponent("bindings/cli/data/wanyuan.json"))
    }

    func testColumnsSayWhatRowsSay() throws {
        let plan = try wanyuan().allocate()
        let (needs, gifts, lines) = (plan.needs, plan.gifts, plan.lines)
        XCTAssertEqual(Array(needs.columns.ids), needs.map(\.id))
        XCTAssertEqual(needs.map(\.id), needs.map(\.id).sorted())
        let money = needs.filter { $0.item == nil }
        XCTAssertEqual(money.reduce(0) { $0 + $1.granted.money!.fen }, plan.totals.granted.fen)
        XCTAssertEqual(gifts.columns.used.count, gifts.count)
        XCTAssertEqual(lines.columns.amounts.count, lines.count)
        let (line, row) = (lines.columns, try XCTUnwrap(lines.last))
        XCTAssertEqual(row.need, needs[Int(line.needs[lines.count - 1])].id)
        XCTAssertEqual(row.gift, gifts[Int(line.gifts[lines.count - 1])].id)
    }

    func testALineWithoutItsRowsSaysSo() throws {
        let text = #"""
            {"format":"bangfu.plan/1","programme":"p","as_of":"2024-04-02","rules":"r","engine":"x",
            "input_hash":"sha256:\#(String(repeating: "0", count: 64))",
            "rules_hash":"sha256:\#(String(repeating: "0", count: 64))",
            "needs":[],"gifts":[],"bottlenecks":[],"lines":[{"gift":"g","need":"n","money":"0.07"},
            {"gift":"g","need":"n","part":9007199254740991,"units":7}],
            "totals":{"received":"0.00","overhead":"0.00","reserve":"0.00","available":"0.00",
            "required":"0.00","granted":"0.00","held":"0.00","items":[]}}
            """#
        let lines = Array(try Plan(json: text).lines)
        XCTAssertEqual(lines.map(\.gift), [nil, nil])
        XCTAssertEqual(lines.map(\.need), [nil, nil])
        XCTAssertEqual(lines.map(\.part), [nil, 9_007_199_254_740_991])
        XCTAssertEqual(lines.map(\.paid), [.money(Money(fen: 7)), .units(7)])
    }

    func testLevelsAreComparedExactly() throws {
        let plan = try wanyuan().allocate()
        let levels = plan.needs.compactMap(\.level).sorted()
        XCTAssertGreaterThan(levels.count, 2)
        for (one, next) in zip(levels, levels.dropFirst()) where one < next {
            let real = { (level: Level) in Double(level.numerator) / Double(level.denominator) }
            XCTAssertLessThanOrEqual(real(one), real(next))
        }
    }

    func testExplanationsOfBothKinds() throws {
        let programme = try wanyuan()
        let plan = try programme.allocate()
        let need = try XCTUnwrap(plan.needs.first { $0.reason == .short })
        let why = try programme.explain(need: need.id, in: plan)
        XCTAssertEqual(why.reason, .short)
        XCTAssert(why.fits)
        XCTAssert(why.text(.zh).contains(need.id))
        XCTAssertEqual(try JSON.read(why.json(.en)).text("need"), need.id)
        for gift in plan.gifts {
            XCTAssertEqual(try programme.explain(gift: gift.id, in: plan).reason, gift.reason)
        }
    }

    func testDaysAndProgrammes() throws {
        let programme = try wanyuan()
        XCTAssertEqual(programme.asOf, try Day(year: 2024, month: 4, day: 2))
        XCTAssertEqual(programme.asOf.components, DateComponents(year: 2024, month: 4, day: 2))
        XCTAssertLessThan(programme.asOf, try programme.asOf.adding(months: 1))
        XCTAssertThrowsError(try Day(year: 2024, month: 2, day: 30))
        XCTAssertThrowsError(try Day(year: -1, month: 1, day: 1))
        let rules = try XCTUnwrap(programme.rules)
        XCTAssertEqual(try programme.allocate(rules: rules).rulesHash, try rules.canonical().hash)
        XCTAssertEqual(try programme.allocate().inputHash, try programme.canonical().hash)
    }

    func testTheSampleOfTheReadmePrintsWhatAllSamplesPrint() throws {
        let expected = try String(contentsOf: root.appendingPathComponent("tests/sample/sample.txt"), encoding: .utf8)
        let sample = Process()
        let output = Pipe()
        // All products are built into one folder.
        sample.executableURL = Bundle.main.executableURL?.deletingLastPathComponent().appendingPathComponent("Sample")
        sample.arguments = [root.appendingPathComponent("bindings/cli/data/wanyuan.json").path]
        sample.standardOutput = output
        try sample.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        sample.waitUntilExit()
        XCTAssertEqual(sample.terminationStatus, 0)
        XCTAssertEqual(String(decoding: printed, as: UTF8.self), expected)
    }
}
