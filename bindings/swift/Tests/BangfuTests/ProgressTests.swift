import Bangfu
import Foundation
import XCTest

/// Whoever follows the progress may stop it, and gets their own error back.
final class ProgressTests: XCTestCase {
    private struct Mine: Error, Equatable {
        let number: Int
    }

    private func wanyuan() throws -> Programme {
        try Programme(contentsOf: root.appendingPathComponent("bindings/cli/data/wanyuan.json"))
    }

    func testTheLastReportSaysThatAllIsDone() throws {
        var reports: [(Int, Int)] = []
        let plan = try wanyuan().allocate { done, total in
            reports.append((done, total))
            return .proceed
        }
        let last = try XCTUnwrap(reports.last)
        XCTAssertEqual(last.0, last.1)
        XCTAssert(zip(reports, reports.dropFirst()).allSatisfy { $0.0 <= $1.0 })
        XCTAssertEqual(try plan.canonical(), try wanyuan().allocate().canonical())
    }

    func testCancelledAtTheFirstReport() throws {
        var calls = 0
        XCTAssertThrowsError(
            try wanyuan().allocate { _, _ in
                calls += 1
                return .cancel
            }
        ) { XCTAssertEqual(($0 as? BangfuError)?.kind, .cancelled) }
        XCTAssertEqual(calls, 1)
    }

    func testCancelledAtTheLastReport() throws {
        XCTAssertThrowsError(
            try wanyuan().allocate { done, total in done == total ? .cancel : .proceed }
        ) { error in
            XCTAssertEqual((error as? BangfuError)?.kind, .cancelled)
            XCTAssertEqual((error as? BangfuError)?.findings[0].name, "CANCELLED")
        }
    }

    func testWhatIsThrownComesBack() throws {
        for atLast in [false, true] {
            XCTAssertThrowsError(
                try wanyuan().allocate { done, total in
                    if !atLast || done == total { throw Mine(number: 7) }
                    return .proceed
                }
            ) { XCTAssertEqual($0 as? Mine, Mine(number: 7)) }
        }
        XCTAssertNoThrow(try wanyuan().allocate(), "the library works on")
    }

    func testTheListenerMayAskTheLibrary() throws {
        let programme = try wanyuan()
        var inner: Plan?
        let outer = try programme.allocate { done, total in
            if done == total { inner = try programme.allocate() }
            return .proceed
        }
        XCTAssertEqual(try inner?.canonical(), try outer.canonical())
    }

    func testAProgrammeIsUsedByManyTasksAtOnce() async throws {
        let programme = try wanyuan()
        let expected = try programme.allocate().canonical()
        try await withThrowingTaskGroup(of: Document.Canonical.self) { group in
            for task in 0..<8 {
                group.addTask {
                    let plan = try task.isMultiple(of: 2)
                        ? programme.allocate() : programme.allocate { _, _ in .proceed }
                    return try plan.canonical()
                }
            }
            for try await found in group { XCTAssertEqual(found, expected) }
        }
    }
}
