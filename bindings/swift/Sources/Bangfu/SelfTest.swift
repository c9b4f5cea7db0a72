internal import BangfuRaw
import Foundation

/// Proves on site that the library fits, that values cross it unharmed, and
/// that a defect in it is an error and not the end of the process.
public enum SelfTest {
    /// The version of the library.
    ///
    /// - Throws: ``BangfuError`` `WRONG_VERSION` when library and package do
    ///   not belong together.
    public static func version() throws(BangfuError) -> String {
        try ask { try rawVersion() }
    }

    /// Gives the number back.
    public static func echo(_ number: Int64) throws(BangfuError) -> Int64 {
        try ask { try rawEchoI64(value: number) }
    }

    /// Gives the number back.
    public static func echo(_ number: Int32) throws(BangfuError) -> Int32 {
        try ask { try rawEchoI32(value: number) }
    }

    /// Gives the number back.
    public static func echo(_ number: UInt32) throws(BangfuError) -> UInt32 {
        try ask { try rawEchoU32(value: number) }
    }

    /// Gives the amount back.
    public static func echo(_ money: Money) throws(BangfuError) -> Money {
        Money(fen: try ask { try rawEchoMoney(value: money.fen) })
    }

    /// Gives the text back.
    public static func echo(_ text: String) throws(BangfuError) -> String {
        try ask(about: text) { try rawEchoText(value: text) }
    }

    /// Gives the bytes back.
    public static func echo(_ bytes: Data) throws(BangfuError) -> Data {
        try ask(about: bytes) { try rawEchoBytes(value: $0) }
    }

    /// Gives the rows back.
    public static func echo(_ rows: [(text: String, number: Int64)]) throws(BangfuError) -> [(text: String, number: Int64)] {
        let raw = rows.map { RawRow(text: $0.text, number: $0.number) }
        return try ask { try rawEchoRows(rows: raw) }.map { ($0.text, $0.number) }
    }

    /// Panics in the library on purpose.
    ///
    /// - Throws: ``BangfuError`` of the kind `defect`, always.
    public static func panic() throws(BangfuError) {
        try ask { try rawPanic() }
    }
}
