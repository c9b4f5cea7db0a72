package import BangfuRaw
import Foundation

/// Who gets how much, and why.
///
/// A plan of bangfu's or anyone's: what ``Programme/verify(_:rules:)`` says of
/// it is another matter. It is immutable, cheap to copy, and may be used from
/// many threads at once.
///
/// ```swift
/// for need in plan.needs where need.reason == .short {
///     print(need.id, need.granted)
/// }
/// ```
public struct Plan: Sendable {
    /// The programme's id.
    public let programme: String
    /// The day of the plan.
    public let asOf: Day
    /// The rule book's id.
    public let rules: String
    /// Which engine made it.
    public let engine: String
    /// The hash of the programme.
    public let inputHash: String
    /// The hash of the rule book.
    public let rulesHash: String
    /// The sums.
    public let totals: Totals
    /// A row for each need, sorted by id.
    public let needs: NeedRows
    /// A row for each gift, sorted by id.
    public let gifts: GiftRows
    /// Which gift pays which need, sorted by gift, part and need.
    public let lines: LineRows
    let raw: RawPlan

    /// Reads a `bangfu.plan/1` document. Its rows may stand in any order.
    ///
    /// - Throws: ``BangfuError`` with everything that is wrong with it.
    public init(document: Data) throws(BangfuError) {
        try self.init(ask(about: document) { try RawPlan.read(document: $0) })
    }

    /// Reads a `bangfu.plan/1` document.
    ///
    /// - Throws: ``BangfuError`` with everything that is wrong with it.
    public init(json: String) throws(BangfuError) {
        try self.init(document: Data(json.utf8))
    }

    /// Reads a `bangfu.plan/1` document from a file.
    ///
    /// - Throws: ``BangfuError``, and Foundation's errors for the file.
    public init(contentsOf url: URL) throws {
        try self.init(document: Data(contentsOf: url))
    }

    package init(_ raw: RawPlan) throws(BangfuError) {
        let head = try ask { try raw.head() }
        (programme, asOf, rules) = (head.programme, Day(written: head.asOf), head.rules)
        (engine, inputHash, rulesHash) = (head.engine, head.inputHash, head.rulesHash)
        totals = Totals(head.totals)
        needs = NeedRows(columns: try NeedColumns(ask { try raw.needs() }))
        gifts = GiftRows(columns: try GiftColumns(ask { try raw.gifts() }))
        let lines = try LineColumns(
            ask { try raw.lines() }, needs: needs.columns, gifts: gifts.columns)
        self.lines = LineRows(columns: lines)
        self.raw = raw
    }

    /// Why needs are short. They are fetched when they are asked for: with very
    /// many needs their lists are the larger part of a plan.
    public func bottlenecks() throws(BangfuError) -> [Bottleneck] {
        try ask { try raw.bottlenecks() }.map(Bottleneck.init)
    }

    /// As bangfu writes it: the document for the file, and its hash.
    public func canonical() throws(BangfuError) -> Document.Canonical {
        Document.Canonical(try ask { try raw.canonical() })
    }
}

/// Money, or so many units of an item.
public enum Measure: Sendable, Hashable, CustomStringConvertible {
    /// Money.
    case money(Money)
    /// Units of the row's item.
    case units(Int64)

    init(_ number: Int64, isMoney: Bool) {
        self = isMoney ? .money(Money(fen: number)) : .units(number)
    }

    /// The money; nil for goods.
    public var money: Money? {
        if case .money(let money) = self { money } else { nil }
    }

    /// As documents write it: `93000.00` yuan, or `60` units.
    public var description: String {
        switch self {
        case .money(let money): money.description
        case .units(let count): count.description
        }
    }
}

/// How much of what it asks for a need has, exactly, in lowest terms.
public struct Level: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// What it has.
    public let numerator: Int64
    /// Of how many parts; above 0.
    public let denominator: Int64

    /// Compares levels exactly.
    public static func < (left: Level, right: Level) -> Bool {
        // By cross multiplication, with nothing rounded.
        let (a, b) = (left.numerator, right.numerator)
        let (x, y) = (
            a.multipliedFullWidth(by: right.denominator), b.multipliedFullWidth(by: left.denominator)
        )
        return (x.high, x.low) < (y.high, y.low)
    }

    /// As documents write it: `31/50`, `1`.
    public var description: String {
        denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
    }
}

/// Why a row of a plan says what it says.
public protocol PlanReason: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

/// Why a need gets no more.
public enum NeedReason: String, PlanReason {
    // In the order of their numbers, from 1 on.
    /// Nobody knows how much it needs.
    case unknownQuantity = "UNKNOWN_QUANTITY"
    /// It has all it asks for.
    case met = "MET"
    /// It has reached its own cap.
    case capped = "CAPPED"
    /// What it could get is below the minimum grant.
    case belowMinimum = "BELOW_MINIMUM"
    /// It counts 0, so it gets nothing beyond its floor.
    case zeroWeight = "ZERO_WEIGHT"
    /// No gift that has anything available may pay it.
    case noEligibleGift = "NO_ELIGIBLE_GIFT"
    /// A cap on a group that it belongs to is full.
    case groupCapped = "GROUP_CAPPED"
    /// All that may pay it went to those who come first.
    case outranked = "OUTRANKED"
    /// All that may pay it is used up.
    case short = "SHORT"
}

/// What becomes of a gift.
public enum GiftReason: String, PlanReason {
    // In the order of their numbers, from 1 on.
    /// It arrives after the day of the plan.
    case notYetReceived = "NOT_YET_RECEIVED"
    /// The last day on which it may be used has passed.
    case useByPassed = "USE_BY_PASSED"
    /// The goods do not stay good for long enough.
    case bestBefore = "BEST_BEFORE"
    /// Nothing of it is left.
    case usedUp = "USED_UP"
    /// It may pay no need of the programme.
    case noEligibleNeed = "NO_ELIGIBLE_NEED"
    /// What is left is less than a pack.
    case belowPack = "BELOW_PACK"
    /// The needs that it may pay want no more.
    case noFurtherEligibleNeed = "NO_FURTHER_ELIGIBLE_NEED"
    /// It matches other gifts, and what is left no gift has triggered.
    case notTriggered = "NOT_TRIGGERED"
}

/// A set of needs whose grants use up every gift that may pay any of them.
public struct Bottleneck: Sendable, Hashable, Identifiable {
    /// `b1`, `b2`, …
    public let id: String
    /// Its needs.
    public let needs: [String]
    /// Its gifts.
    public let gifts: [String]
    /// Its full caps, such as `rules:2` or `project:sunset-farm`.
    public let caps: [String]
    /// The bottlenecks that its set contains besides.
    public let restsOn: [String]

    init(_ raw: RawBottleneck) {
        (id, needs, gifts) = (raw.id, raw.needs, raw.gifts)
        (caps, restsOn) = (raw.caps, raw.restsOn)
    }
}

/// The sums of a plan: received = overhead + reserve + granted + held.
public struct Totals: Sendable, Hashable {
    /// The sums of an item, in units.
    public struct Item: Sendable, Hashable {
        /// The item's id.
        public let item: String
        /// Units that arrived.
        public let received: UInt64
        /// Units that the needs ask for.
        public let required: UInt64
        /// Units that the plan grants.
        public let granted: UInt64
        /// Units that are left.
        public let held: UInt64
    }

    /// Money that arrived.
    public let received: Money
    /// Kept for overhead.
    public let overhead: Money
    /// Kept in reserve.
    public let reserve: Money
    /// What the gifts could pay.
    public let available: Money
    /// Money that the needs ask for.
    public let required: Money
    /// Money that the plan grants.
    public let granted: Money
    /// Money that is left.
    public let held: Money
    /// The same for each item, sorted by id.
    public let items: [Item]

    init(_ raw: RawTotals) {
        (received, overhead) = (Money(fen: raw.received), Money(fen: raw.overhead))
        (reserve, available) = (Money(fen: raw.reserve), Money(fen: raw.available))
        (required, granted) = (Money(fen: raw.required), Money(fen: raw.granted))
        held = Money(fen: raw.held)
        items = raw.items.map {
            Item(
                item: $0.item, received: $0.received, required: $0.required,
                granted: $0.granted, held: $0.held)
        }
    }
}
