internal import BangfuRaw
import Foundation

/// An amount of money, exact to the fen.
///
/// There is no way in from `Double`, and none from a literal: `33.34 as
/// Decimal` is 33.34000000000000512, because Swift reads it as a `Double`
/// first. Write `try Money(yuan: "33.34")` or `Money(fen: 3334)`.
public struct Money: Sendable, Hashable, Comparable {
    /// The amount in fen.
    public let fen: Int64

    /// No money.
    public static let zero = Money(fen: 0)

    /// An amount of fen.
    public init(fen: Int64) {
        self.fen = fen
    }

    /// Reads an amount as documents write it: yuan with at most two decimals.
    ///
    /// - Throws: ``BangfuError`` `BAD_AMOUNT` or `OUT_OF_RANGE`.
    public init(yuan: String) throws(BangfuError) {
        fen = try ask(about: yuan) { try rawMoneyParse(text: yuan) }
    }

    /// Takes a decimal of yuan as it is; one with parts of a fen is refused,
    /// not rounded.
    ///
    /// - Throws: ``BangfuError`` `BAD_AMOUNT` or `OUT_OF_RANGE`.
    public init(exactly yuan: Decimal) throws(BangfuError) {
        // A decimal writes itself without an exponent and with a full stop.
        try self.init(yuan: yuan.description)
    }

    /// The amount in yuan, exact.
    public var yuan: Decimal {
        var (whole, yuan) = (Decimal(fen), Decimal())
        // 19 digits are half of what a decimal holds, so nothing is rounded.
        _ = NSDecimalMultiplyByPowerOf10(&yuan, &whole, -2, .plain)
        return yuan
    }

    /// Compares amounts.
    public static func < (left: Money, right: Money) -> Bool {
        left.fen < right.fen
    }

    /// The amount in capital characters (大写), for receipts and cheques:
    /// `壹仟肆佰零玖元伍角整`.
    ///
    /// - Throws: ``BangfuError`` `OUT_OF_RANGE` below zero.
    public func capital() throws(BangfuError) -> String {
        try ask { try rawMoneyCapital(amount: fen) }
    }

    /// How odd fen are given to shares.
    public enum SplitMethod: String, Sendable {
        /// To the largest remainders: every share is its real share rounded
        /// down or up. A larger pot may lower one share.
        case largestRemainder = "largest_remainder"
        /// By Webster's divisors: nobody loses when the pot grows.
        case webster
    }

    /// Splits the amount by weights, so that the shares sum to exactly it.
    ///
    /// Weights are decimal texts, such as `"1"` or `"0.25"`; a tie goes to the
    /// earlier one.
    ///
    /// - Throws: ``BangfuError`` `BAD_DECIMAL` for a weight,
    ///   `WEIGHTS_ALL_ZERO`, `OUT_OF_RANGE`.
    public func split(
        by weights: [String], method: SplitMethod = .largestRemainder
    ) throws(BangfuError) -> [Money] {
        try ask(about: method.rawValue, and: weights) {
            try rawMoneySplit(pot: fen, weights: weights, method: method.rawValue)
        }.map(Money.init(fen:))
    }
}

extension Money: CustomStringConvertible, Codable {
    /// As documents write it, yuan with two decimals: `1386000.00`.
    public var description: String {
        let (yuan, rest) = fen.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(fen < 0 ? "-" : "")\(yuan).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// Reads the text that documents write.
    public init(from decoder: any Decoder) throws {
        try self.init(yuan: decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the text that documents write.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// An amount as people state it: `138.6万余元` is at least 1,386,000 yuan, and
/// nobody knows how much it is exactly.
public enum StatedAmount: Sendable, Hashable {
    /// Just that.
    case exactly(Money)
    /// That or more.
    case atLeast(Money)
    /// That or less.
    case atMost(Money)
    /// About that.
    case about(Money)

    /// Reads an amount as people write it, in digits, with 万 and 亿, in
    /// Chinese or capital characters.
    ///
    /// - Throws: ``BangfuError`` `BAD_AMOUNT` or `OUT_OF_RANGE`.
    public init(reading text: String) throws(BangfuError) {
        let raw = try ask(about: text) { try rawMoneyRead(text: text) }
        let money = Money(fen: raw.amount)
        switch raw.kind {
        case "exactly": self = .exactly(money)
        case "at_least": self = .atLeast(money)
        case "at_most": self = .atMost(money)
        case "about": self = .about(money)
        default: throw .defect
        }
    }

    /// The amount that is stated, whatever it bounds.
    public var stated: Money {
        switch self {
        case .exactly(let money), .atLeast(let money), .atMost(let money), .about(let money): money
        }
    }
}
