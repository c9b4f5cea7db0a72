import XCTest
import Bangfu
final class ErrorTests: XCTestCase { func testNothing() {} }
