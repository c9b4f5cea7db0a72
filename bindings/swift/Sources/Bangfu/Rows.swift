/// A need of a plan.
public struct NeedRow: Sendable, Hashable, Identifiable {
    /// The need's id.
    public let id: String
    /// The item that it asks for; nil for money.
    public let item: String?
    /// What it asks for in all; nil where that is unknown or unlimited.
    public let required: Measure?
    /// What it had before.
    public let already: Measure
    /// What the plan grants.
    public let granted: Measure
    /// How much of what it asks for it then has; nil without `required`.
    public let level: Level?
    /// Why it gets no more.
    public let reason: NeedReason
    /// Its bottleneck, by the index in ``Plan/bottlenecks()``.
    public let bottleneck: Int?
}

/// A gift of a plan.
public struct GiftRow: Sendable, Hashable, Identifiable {
    /// The gift's id.
    public let id: String
    /// The item that it is of; nil for money.
    public let item: String?
    /// What arrived; 0 when it has not arrived yet.
    public let received: Measure
    /// What is kept for overhead; zero for goods.
    public let overhead: Money
    /// What is kept in reserve; zero for goods.
    public let reserve: Money
    /// What the plan uses.
    public let used: Measure
    /// What is left.
    public let held: Measure
    /// What becomes of it.
    public let reason: GiftReason
}

/// A gift pays a need.
public struct PlanLine: Sendable, Hashable {
    /// The gift's id; nil where a plan, not bangfu's, has no row of it.
    public let gift: String?
    /// The part of the gift, counted from 0; nil when it is neither in parts nor a pool.
    public let part: Int?
    /// The need's id; nil where a plan, not bangfu's, has no row of it.
    public let need: String?
    /// How much.
    public let paid: Measure
}

/// The needs of a plan, as rows that are made when they are asked for; by
/// ``columns`` for those who want all of them at once.
public struct NeedRows: RandomAccessCollection, Sendable {
    /// The same as columns.
    public let columns: NeedColumns

    /// 0.
    public var startIndex: Int { 0 }
    /// How many there are.
    public var endIndex: Int { columns.required.count }

    /// The need at `index`.
    public subscript(index: Int) -> NeedRow {
        let item = columns.items.of(index)
        let measure = { Measure($0, isMoney: item == nil) }
        let (required, denominator) = (columns.required[index], columns.levelDenominators[index])
        let level = Level(numerator: columns.levelNumerators[index], denominator: denominator)
        let bottleneck = Int(columns.bottlenecks[index])
        return NeedRow(
            id: columns.ids[index],
            item: item,
            required: required < 0 ? nil : measure(required),
            already: measure(columns.already[index]),
            granted: measure(columns.granted[index]),
            level: denominator == 0 ? nil : level,
            reason: NeedReason.allCases[Int(columns.reasons[index]) - 1],
            bottleneck: bottleneck < 0 ? nil : bottleneck
        )
    }
}

/// The gifts of a plan, as rows that are made when they are asked for; by
/// ``columns`` for those who want all of them at once.
public struct GiftRows: RandomAccessCollection, Sendable {
    /// The same as columns.
    public let columns: GiftColumns

    /// 0.
    public var startIndex: Int { 0 }
    /// How many there are.
    public var endIndex: Int { columns.received.count }

    /// The gift at `index`.
    public subscript(index: Int) -> GiftRow {
        let item = columns.items.of(index)
        let measure = { Measure($0, isMoney: item == nil) }
        return GiftRow(
            id: columns.ids[index],
            item: item,
            received: measure(columns.received[index]),
            overhead: Money(fen: columns.overhead[index]),
            reserve: Money(fen: columns.reserve[index]),
            used: measure(columns.used[index]),
            held: measure(columns.held[index]),
            reason: GiftReason.allCases[Int(columns.reasons[index]) - 1]
        )
    }
}

/// The lines of a plan, as rows that are made when they are asked for; by
/// ``columns`` for those who want all of them at once.
public struct LineRows: RandomAccessCollection, Sendable {
    /// The same as columns.
    public let columns: LineColumns

    /// 0.
    public var startIndex: Int { 0 }
    /// How many there are.
    public var endIndex: Int { columns.amounts.count }

    /// The line at `index`.
    public subscript(index: Int) -> PlanLine {
        let (needs, gifts) = (columns.ofNeeds, columns.ofGifts)
        let (need, gift) = (Int(columns.needs[index]), Int(columns.gifts[index]))
        let part = Int(columns.parts[index])
        return PlanLine(
            gift: gift < 0 ? nil : gifts.ids[gift],
            part: part < 0 ? nil : part,
            need: need < 0 ? nil : needs.ids[need],
            paid: Measure(columns.amounts[index], isMoney: columns.inUnits[index] == 0)
        )
    }
}
