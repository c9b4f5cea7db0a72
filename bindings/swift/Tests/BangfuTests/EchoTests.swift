import Bangfu
import Foundation
import XCTest

/// Values cross the library unharmed.
final class EchoTests: XCTestCase {
    func testNumbers() throws {
        for number in [0, 1, -1, .max, .min, -Int64.max] as [Int64] {
            XCTAssertEqual(try SelfTest.echo(number), number)
        }
        for number in [0, .max, .min] as [Int32] { XCTAssertEqual(try SelfTest.echo(number), number) }
        for number in [0, .max] as [UInt32] { XCTAssertEqual(try SelfTest.echo(number), number) }
    }

    func testMoney() throws {
        for (fen, text) in [
            (Int64.max, "92233720368547758.07"), (.min, "-92233720368547758.08"),
            (-Int64.max, "-92233720368547758.07"), (0, "0.00"), (-5, "-0.05"), (1, "0.01"), (10, "0.10"),
        ] {
            let money = Money(fen: fen)
            XCTAssertEqual(try SelfTest.echo(money), money)
            XCTAssertEqual("\(money)", text)
            XCTAssertEqual(money.yuan, Decimal(string: text))
            XCTAssertEqual(try JSONDecoder().decode([Money].self, from: JSONEncoder().encode([Money.zero])), [.zero])
        }
    }

    func testTexts() throws {
        let texts = [
            "", "\0", "a\0b", "𠮷", "䶮", "帮扶", "12345678901234567890123456789", "0.00000000000000000000000000001",
            "e\u{301}", "\u{FEFF}", " space ", "👨‍👩‍👧", String(repeating: "帮", count: 1 << 20),
        ]
        for text in texts {
            let back = try SelfTest.echo(text)
            // By its bytes: Swift calls texts equal that only look the same.
            XCTAssert(back.utf8.elementsEqual(text.utf8), String(text.prefix(40)))
        }
    }

    func testBytes() throws {
        let all = Data((0...255).map { UInt8($0) })
        for bytes in [Data(), Data([0]), all, all[3..<200], Data(repeating: 7, count: 1 << 20)] {
            XCTAssertEqual(try SelfTest.echo(bytes), bytes)
        }
    }

    func testAHundredThousandRows() throws {
        let rows = (0..<100_000).map { (text: "n-\($0)", number: Int64($0) - Int64.max) }
        let back = try SelfTest.echo(rows)
        XCTAssertEqual(back.count, rows.count)
        XCTAssert(zip(rows, back).allSatisfy { $0 == $1 })
    }

    func testANulInAWordIsAWordThatIsNotThere() throws {
        XCTAssertThrowsError(try Money(yuan: "1\0")) { error in
            XCTAssertEqual((error as? BangfuError)?.findings[0].name, "BAD_AMOUNT")
        }
        XCTAssertFalse(try Code(checking: "511781\0").isGood)
        XCTAssertFalse(try Document.check(Data("{\0}".utf8)).isGood)
        XCTAssertFalse(try Document.check(Data([0xFF, 0xFE])).isGood)
        XCTAssertFalse(try Document.check(Data()).isGood)
    }
}
