internal import BangfuRaw
import Foundation

/// Many ids. They are kept in one piece of memory; a `String` is made of one
/// when it is asked for.
public struct Ids: RandomAccessCollection, Sendable {
    private let text: [UInt8]
    /// Where each id begins, and where one after the last would.
    private let starts: [Int]

    /// Ids, a line each.
    init(lines: String) {
        text = Array(lines.utf8)
        guard !text.isEmpty else {
            starts = [0]
            return
        }
        var starts = [0]
        for (index, byte) in text.enumerated() where byte == UInt8(ascii: "\n") {
            starts.append(index + 1)
        }
        starts.append(text.count + 1)
        self.starts = starts
    }

    /// 0.
    public var startIndex: Int { 0 }
    /// How many there are.
    public var endIndex: Int { starts.count - 1 }

    /// The id at `index`.
    public subscript(index: Int) -> String {
        String(decoding: text[starts[index]..<(starts[index + 1] - 1)], as: UTF8.self)
    }
}

/// The needs of a plan by columns, each as long as there are needs. Amounts are
/// fen, or units of the row's item.
public final class NeedColumns: Sendable {
    /// The ids.
    public let ids: Ids
    /// What each need asks for in all; −1 where that is unknown or unlimited.
    public let required: [Int64]
    /// What each had before.
    public let already: [Int64]
    /// What the plan grants.
    public let granted: [Int64]
    /// The numerator of each level, in lowest terms.
    public let levelNumerators: [Int64]
    /// The denominator of each level; 0 where there is no level.
    public let levelDenominators: [Int64]
    let items: ItemColumn
    let reasons: [UInt8]
    let bottlenecks: [Int32]

    init(_ raw: RawNeedColumns) throws(BangfuError) {
        (ids, items) = (Ids(lines: raw.ids), ItemColumn(raw.items, raw.item))
        (required, already) = (unpacked(raw.required), unpacked(raw.already))
        (granted, reasons) = (unpacked(raw.granted), unpacked(raw.reason))
        (levelNumerators, levelDenominators) = (unpacked(raw.levelNum), unpacked(raw.levelDen))
        bottlenecks = unpacked(raw.bottleneck)
        try agree(
            [
                ids.count, items.rows.count, required.count, already.count, granted.count,
                levelNumerators.count, levelDenominators.count, reasons.count, bottlenecks.count,
            ])
        try known(reasons, of: NeedReason.self)
    }
}

/// The gifts of a plan by columns, each as long as there are gifts. Amounts are
/// fen, or units of the row's item.
public final class GiftColumns: Sendable {
    /// The ids.
    public let ids: Ids
    /// What arrived of each.
    public let received: [Int64]
    /// What is kept of it for overhead; 0 for goods.
    public let overhead: [Int64]
    /// What is kept of it in reserve; 0 for goods.
    public let reserve: [Int64]
    /// What the plan uses.
    public let used: [Int64]
    /// What is left.
    public let held: [Int64]
    let items: ItemColumn
    let reasons: [UInt8]

    init(_ raw: RawGiftColumns) throws(BangfuError) {
        (ids, items) = (Ids(lines: raw.ids), ItemColumn(raw.items, raw.item))
        (received, overhead) = (unpacked(raw.received), unpacked(raw.overhead))
        (reserve, used) = (unpacked(raw.reserve), unpacked(raw.used))
        (held, reasons) = (unpacked(raw.held), unpacked(raw.reason))
        try agree(
            [
                ids.count, items.rows.count, received.count, overhead.count, reserve.count,
                used.count, held.count, reasons.count,
            ])
        try known(reasons, of: GiftReason.self)
    }
}

/// The lines of a plan by columns, each as long as there are lines.
public final class LineColumns: Sendable {
    /// The gift by its index; −1 where the plan has no row of it.
    public let gifts: [Int32]
    /// The part of the gift, counted from 0; −1 for a gift that is not in
    /// parts.
    public let parts: [Int64]
    /// The need by its index; −1 where the plan has no row of it.
    public let needs: [Int32]
    /// What each line pays, in fen or units.
    public let amounts: [Int64]
    /// In which: 0 for fen, 1 for units.
    public let inUnits: [UInt8]
    let ofNeeds: NeedColumns
    let ofGifts: GiftColumns

    init(_ raw: RawLineColumns, needs ofNeeds: NeedColumns, gifts ofGifts: GiftColumns) throws(BangfuError) {
        (gifts, parts) = (unpacked(raw.gift), unpacked(raw.part))
        (needs, amounts) = (unpacked(raw.need), unpacked(raw.amount))
        inUnits = unpacked(raw.inUnits)
        (self.ofNeeds, self.ofGifts) = (ofNeeds, ofGifts)
        try agree([gifts.count, parts.count, needs.count, amounts.count, inUnits.count])
    }
}

/// Which item each row is of.
struct ItemColumn: Sendable {
    let names: [String]
    let rows: [Int32]

    init(_ names: String, _ rows: Data) {
        self.names = Array(Ids(lines: names))
        self.rows = unpacked(rows)
    }

    /// The item of a row; nil where it is of money.
    func of(_ row: Int) -> String? {
        let index = Int(rows[row])
        return names.indices.contains(index) ? names[index] : nil
    }
}

/// Little-endian numbers, one after another.
private func unpacked<Number: FixedWidthInteger>(_ bytes: Data) -> [Number] {
    let count = bytes.count / MemoryLayout<Number>.size
    let numbers = [Number](unsafeUninitializedCapacity: count) { room, filled in
        filled = bytes.copyBytes(to: room) / MemoryLayout<Number>.size
    }
    return Number(littleEndian: 1) == 1 ? numbers : numbers.map(Number.init(littleEndian:))
}

/// Whether columns are of one length: rows are read without asking again.
private func agree(_ counts: [Int]) throws(BangfuError) {
    if Set(counts).count > 1 { throw .defect }
}

/// Whether each number is that of a reason.
private func known<Reason: PlanReason>(_ numbers: [UInt8], of _: Reason.Type) throws(BangfuError) {
    let last = Reason.allCases.count
    if !numbers.allSatisfy({ (1...last).contains(Int($0)) }) { throw .defect }
}
