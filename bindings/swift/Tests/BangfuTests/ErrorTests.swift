import Foundation
import XCTest

@testable import Bangfu

/// What goes wrong is an error that says where, and never a crash.
final class ErrorTests: XCTestCase {
    private func error(_ call: () throws -> Void) throws -> BangfuError {
        do {
            try call()
        } catch let error as BangfuError {
            return error
        }
        throw Malformed(key: "nothing was thrown")
    }

    func testAllErrorsOfADocumentAreTold() throws {
        let error = try error { _ = try Programme(json: #"{"format":"bangfu.programme/1"}"#) }
        XCTAssertEqual(error.kind, .input)
        XCTAssertEqual(error.findings.map(\.pointer), ["/as_of", "/id"])
        XCTAssertEqual(error.findings.map(\.name), ["MISSING_KEY", "MISSING_KEY"])
        XCTAssertEqual(error.more, 0)
        let text = error.text(.zh)
        XCTAssertEqual(text.split(separator: "\n").count, 2)
        XCTAssertNotEqual(text, error.text(.en))
        XCTAssert([text, error.text(.en)].contains(error.localizedDescription))
        XCTAssertEqual(try JSON.read(error.json(.zh)).list("errors").count, 2)
    }

    func testThePlaceIsTold() throws {
        let error = try error { _ = try Rules(json: "{\n  \"format\": \"bangfu.rules/1\", \"id\": \"\"}") }
        XCTAssertEqual(error.findings[0].pointer, "/id")
        XCTAssertEqual(error.findings[0].line, 2)
        XCTAssertEqual(error.findings[0].column, 37)
        XCTAssertEqual(error.findings[0].name, "BAD_ID")
        XCTAssert("\(error)".hasPrefix("\(error.findings[0].number) BAD_ID at /id: "), "\(error)")
    }

    func testADocumentOfAnotherKindIsRefused() throws {
        let rules = Data(#"{"format":"bangfu.rules/1","id":"r"}"#.utf8)
        XCTAssertEqual(try Document.check(rules).format, "bangfu.rules/1")
        XCTAssertEqual(try error { _ = try Programme(document: rules) }.kind, .input)
        XCTAssertEqual(try error { _ = try Plan(document: rules) }.kind, .input)
    }

    func testNothingButRulesIsMissing() throws {
        let text = #"{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02"}"#
        let programme = try Programme(json: text)
        XCTAssertNil(programme.rules)
        let lacking = try error { _ = try programme.allocate() }
        XCTAssertEqual(lacking.findings[0].pointer, "/rules", "\(lacking)")
        let rules = try Rules(json: #"{"format":"bangfu.rules/1","id":"r"}"#)
        let plan = try programme.allocate(rules: rules)
        XCTAssert(plan.needs.isEmpty && plan.gifts.isEmpty && plan.lines.isEmpty)
        let unknown = try error { _ = try programme.explain(need: "n", in: plan, rules: rules) }
        XCTAssertEqual(unknown.findings[0].name, "UNKNOWN_REFERENCE")
    }

    func testFloorsThatCannotBeMetSayTheirNumbers() throws {
        let name = "s34-floors-that-cannot-be-met-are-refused"
        let scenarios = try vectors("allocate.scenarios.json").list("cases")
        let found = scenarios.first { $0["name"] == .text(name) }
        let given = try XCTUnwrap(found?["in"]?["programme"])
        let error = try error { _ = try Programme(document: given.written()).allocate() }
        XCTAssertEqual(error.kind, .allocation)
        XCTAssertEqual(error.findings[0].name, "INFEASIBLE_FLOOR")
        XCTAssertEqual(try JSON.read(XCTUnwrap(error.findings[0].facts)).text("short"), "20000.00")
    }

    func testMoneyTakesNoPartOfAFen() throws {
        XCTAssertEqual(try Money(exactly: Decimal(string: "33.34")!).fen, 3334)
        // Swift reads the literal as a Double, so it is another number.
        XCTAssertEqual(try error { _ = try Money(exactly: 33.34) }.findings[0].name, "BAD_AMOUNT")
        XCTAssertEqual(try error { _ = try Money(exactly: .nan) }.findings[0].name, "BAD_AMOUNT")
        XCTAssertEqual(try error { _ = try Money(yuan: "1.005") }.kind, .input)
        XCTAssertEqual(try error { _ = try Money(fen: -1).capital() }.findings[0].name, "OUT_OF_RANGE")
        XCTAssertThrowsError(try Money(exactly: Decimal(Int64.max)))
        XCTAssertEqual(try Money(exactly: Decimal(string: "1E+3")!), Money(fen: 100_000))
    }

    func testAnIdNumberIsNeverRepeated() throws {
        let number = "11010519491231002X"
        let code = try Code(checking: number)
        XCTAssertEqual(code.kind, .idNumber)
        XCTAssertFalse(code.description.contains("19491231"))
        let text = #"{"format":"bangfu.rules/1","id":"r","\#(number)":1}"#
        let error = try error { _ = try Rules(json: text) }
        XCTAssertFalse("\(error)\(error.json(.zh))\(error.text(.zh))".contains(number))
    }

    func testAPanicIsAnErrorAndNothingElse() throws {
        let error = try error { try SelfTest.panic() }
        XCTAssertEqual(error.kind, .defect)
        XCTAssertEqual(error.findings[0].number, 9001)
        XCTAssertFalse("\(error)\(error.json(.en))".contains("on purpose"))
        XCTAssertEqual(try SelfTest.echo(Int64(7)), 7, "the library works on")
    }

    func testALibraryThatDoesNotFitIsRefusedPolitely() throws {
        XCTAssertNil(BangfuError.refusal(wanted: "a", found: "a"))
        for found in ["b\"\\", nil] {
            let error = try XCTUnwrap(BangfuError.refusal(wanted: "a", found: found))
            XCTAssertEqual(error.kind, .misuse)
            XCTAssertEqual(error.findings[0].name, "WRONG_VERSION")
            let row = try XCTUnwrap(JSON.read(error.json(.zh)).list("errors").first)
            XCTAssertEqual(try row.text("text"), error.text(.zh))
            XCTAssertEqual(try row.number("code"), 5)
        }
    }

    func testMistypedPlansAreVerifiedNotTrusted() throws {
        let programme = try Programme(contentsOf: root.appendingPathComponent("bindings/cli/data/wanyuan.json"))
        let plan = try programme.allocate()
        let text = try plan.canonical().json
        XCTAssertEqual(try Plan(json: text).canonical(), try plan.canonical())
        let first = try XCTUnwrap(plan.lines.first)
        let paid = try XCTUnwrap(first.paid.money)
        let more = text.replacingOccurrences(
            of: "\"money\":\"\(paid)\"", with: "\"money\":\"\(Money(fen: paid.fen + 1))\"")
        XCTAssertNotEqual(more, text)
        let verified = try programme.verify(Plan(json: more))
        XCTAssertFalse(verified.isRight)
        XCTAssertFalse(verified.violations.isEmpty)
        XCTAssertNotEqual(verified.certificate(.zh), verified.certificate(.en))
    }
}
