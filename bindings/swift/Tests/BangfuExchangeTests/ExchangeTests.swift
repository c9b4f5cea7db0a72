import Bangfu
import BangfuExchange
import Foundation
import XCTest

/// Sheets, texts and open data, in and out.
final class ExchangeTests: XCTestCase {
    private struct Mine: Error {}

    private let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private let gifts = Sheet(
        name: "二〇二四年捐赠.csv", data: Data("日期,捐赠人,金额（万元）\n2024.04.02,李某,1.5\n".utf8))
    private let web = Sheet(name: "网页.xls", data: Data("<html></html>".utf8))

    private func empty() throws -> Programme {
        try Programme(
            json: #"""
                {"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05",
                "registry": {"organisations": [{"id": "charity", "name": "某县慈善会", "kind": "charity"}]}}
                """#)
    }

    private func wanyuan() throws -> Programme {
        try Programme(contentsOf: root.appendingPathComponent("bindings/cli/data/wanyuan.json"))
    }

    /// An invented report, as a page left it.
    private func report() throws -> Sheet {
        try Sheet(contentsOf: root.appendingPathComponent("core/exchange/tests/data/reports/lixian.txt"))
    }

    private func refused(_ call: () throws -> Void) throws -> BangfuError {
        var thrown: BangfuError?
        XCTAssertThrowsError(try call()) { thrown = $0 as? BangfuError }
        return try XCTUnwrap(thrown)
    }

    func testASheetBecomesGiftsAndNamesBecomePseudonyms() throws {
        let found = try Exchange.importSheets([gifts], into: empty())
        XCTAssertEqual(try found.count("gifts").added, 1)
        XCTAssertFalse(found.isEmpty)
        XCTAssert(try found.report(.en).contains(gifts.name))
        XCTAssertFalse(try found.document().contains("李某"))
        XCTAssert(try found.document().contains(#""money":"15000.00""#))
        XCTAssert(try Exchange.importSheets([gifts], into: found.programme()).isEmpty)
        let kept = try Exchange.importSheets([gifts], into: empty(), options: ImportOptions(keepNames: true))
        XCTAssert(try kept.document().contains("李某"))
    }

    func testWhatLooksOddIsFoundAtItsCell() throws {
        let sheet = Sheet(name: "a.csv", data: Data("日期,捐赠人,金额（元）\n2024.04.02,某公司,一百左右\n".utf8))
        let found = try XCTUnwrap(try Exchange.importSheets([sheet], into: empty()).findings().first)
        XCTAssertEqual([found.file, found.cell], ["a.csv", "C2"])
        XCTAssertNotEqual(found.text(.zh), found.text(.en))
    }

    func testEveryFileThatCannotBeReadIsNamed() throws {
        let damaged = Sheet(name: "b.xlsx", data: Data([0x50, 0x4B, 3, 4]))
        let error = try refused { _ = try Exchange.importSheets([web, gifts, damaged], into: empty()) }
        XCTAssertEqual(error.kind, .input)
        XCTAssertEqual(error.findings.map(\.pointer), ["/files/0", "/files/2"])
        XCTAssertEqual(error.findings[0].name, "NOT_A_SHEET")
    }

    func testOptionsThatSayNothingAreRefusedAtTheirKeys() throws {
        let programme = try empty()
        for mapping in ["{", "[]", #"{"over": 1}"#] {
            let options = ImportOptions(mapping: mapping)
            let error = try refused { _ = try Exchange.importSheets([gifts], into: programme, options: options) }
            XCTAssertEqual(error.findings[0].pointer, "/mapping", mapping)
        }
        var error = try refused { _ = try Exchange.export(programme, options: ExportOptions(.iati, only: .needs)) }
        XCTAssertEqual(error.findings[0].name, "OPTION_NOT_OF_FORMAT")
        XCTAssertEqual(error.findings[0].pointer, "/list")
        error = try refused { _ = try Exchange.export(programme, options: ExportOptions(.csv, only: .plan)) }
        XCTAssertEqual(error.findings[0].name, "PLAN_WANTED")
        error = try refused { _ = try Exchange.letter(report()).accept("some", into: programme) }
        XCTAssertEqual(error.findings[0].name, "BAD_CHOICE")
    }

    func testProgressIsToldAndMayStop() throws {
        let programme = try empty()
        let before = try programme.canonical()
        var last = (0, 1)
        _ = try Exchange.importSheets([gifts], into: programme) { done, total in
            last = (done, total)
            return .proceed
        }
        XCTAssertEqual(last.0, last.1)
        for atLast in [false, true] {
            let error = try refused {
                _ = try Exchange.importSheets([gifts], into: programme) { done, total in
                    !atLast || done == total ? .cancel : .proceed
                }
            }
            XCTAssertEqual(error.kind, .cancelled)
        }
        XCTAssertEqual(try programme.canonical(), before)
        XCTAssertThrowsError(
            try Exchange.importSheets([gifts], into: programme) { _, _ in throw Mine() }
        ) { XCTAssert($0 is Mine) }
    }

    func testATextIsRepairedAndWhatIsAcceptedIsPutIn() throws {
        let letter = try Exchange.letter(report())
        XCTAssert(String(decoding: try letter.restored(), as: UTF8.self).hasPrefix("津甘协作暖人心"))
        XCTAssert(try letter.report(.en).contains(#""number":1"#))
        let day = try Day("2024-03-18")
        let taken = try letter.accept("certain", into: empty(), on: day)
        XCTAssertFalse(taken.isEmpty)
        XCTAssert(try letter.accept("certain", into: taken.programme(), on: day).isEmpty)
        let error = try refused { _ = try Exchange.letter(Sheet(name: "a.txt", data: Data([0, 1, 2]))) }
        XCTAssertEqual(error.findings[0].name, "NOT_A_TEXT")
    }

    func testEveryFormIsWritten() throws {
        let programme = try wanyuan()
        let plan = try programme.allocate()
        for format in Format.allCases {
            let open = format == .giving360 || format == .iati
            let options = ExportOptions(
                format, publisher: open ? "charity-wanyuan" : nil,
                prefix: format == .giving360 ? "360G-example" : nil)
            let made = try Exchange.export(programme, plan: plan, options: options)
            XCTAssertFalse(made.files.isEmpty, "\(format)")
            XCTAssertEqual(made.isDirectory, format == .csv)
            for file in made.files {
                XCTAssertFalse(file.data.isEmpty, file.name)
                XCTAssert(made.report(.en).contains(file.name))
            }
        }
        let pages = ExportOptions(.csv, only: .plan)
        let own = try Exchange.export(programme, plan: plan, options: pages)
        let beside = try Exchange.export(
            programme, plan: plan, rules: XCTUnwrap(programme.rules), options: pages)
        XCTAssertEqual(own.files, beside.files)
    }

    func testListsComeBackWhole() throws {
        let programme = try wanyuan()
        let workbook = try Exchange.export(programme).files[0]
        let again = try Exchange.importSheets([Sheet(name: "导出.xlsx", data: workbook.data)], into: programme)
        XCTAssert(again.isEmpty)
        XCTAssertEqual(try again.count("needs").same, 54)
    }

    func testATemplateIsASheetThatImports() throws {
        for template in Template.allCases {
            let file = try Exchange.template(template).files[0]
            let sheet = Sheet(name: file.name, data: file.data)
            XCTAssert(try Exchange.importSheets([sheet], into: empty()).isEmpty, file.name)
        }
    }

    func testACopyIsPutRight() throws {
        let sheet = Sheet(
            name: "捐赠.csv", data: Data("日期,捐赠人,金额（元）\n2024年4月2日,张某,壹佰元整\n".utf8))
        let made = try Exchange.mend(sheet)
        XCTAssertEqual(made.files.map(\.name), ["捐赠.xlsx"])
        XCTAssert(made.report(.zh).contains("AMOUNT_AS_NUMBER"))
        XCTAssertEqual(try refused { _ = try Exchange.mend(web) }.findings[0].name, "NOT_A_SHEET")
    }
}
