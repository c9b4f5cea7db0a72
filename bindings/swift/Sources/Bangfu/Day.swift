internal import BangfuRaw
import Foundation

/// A whole day of the calendar, without a time and without a zone.
public struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// As documents write it: `2024-04-02`.
    public let description: String

    /// Reads a day as documents write it: `2024-04-02`.
    ///
    /// - Throws: ``BangfuError`` `BAD_DATE`, also for a day that no month has.
    public init(_ text: String) throws(BangfuError) {
        description = try ask(about: text) { try rawDate(text: text) }
    }

    /// A day by its numbers.
    ///
    /// - Throws: ``BangfuError`` `BAD_DATE`.
    public init(year: Int, month: Int, day: Int) throws(BangfuError) {
        let digits = { (number: Int, width: Int) in
            String(repeating: "0", count: max(0, width - "\(number)".count)) + "\(number)"
        }
        try self.init("\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))")
    }

    /// A day that the library wrote.
    init(written text: String) {
        description = text
    }

    /// Year, month and day, for the calendars of Foundation.
    public var components: DateComponents {
        let numbers = description.split(separator: "-").map { Int($0) }
        return DateComponents(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    /// Compares days.
    public static func < (left: Day, right: Day) -> Bool {
        // Four digits of the year, two of month and day: their order is the days'.
        left.description < right.description
    }

    /// The day some months later, or earlier; 31 August and a month is 30
    /// September.
    ///
    /// - Throws: ``BangfuError`` `BAD_DATE` where the years end.
    public func adding(months: Int32) throws(BangfuError) -> Day {
        Day(written: try ask { try rawAddMonths(date: description, months: months) })
    }
}

/// Which days are worked, as the State Council says for each year. bangfu
/// knows weekends only: the rest is brought along.
public struct WorkCalendar: Sendable, Hashable {
    /// Days off besides weekends.
    public var holidays: [Day]
    /// Saturdays and Sundays that are worked.
    public var workingWeekends: [Day]

    /// What periods are counted in.
    public enum Unit: String, Sendable {
        /// Days.
        case calendarDays = "calendar_days"
        /// Days that are worked.
        case workingDays = "working_days"
        /// Months, clamped to the end of a shorter one.
        case months
    }

    /// A calendar of weekends and these.
    public init(holidays: [Day] = [], workingWeekends: [Day] = []) {
        (self.holidays, self.workingWeekends) = (holidays, workingWeekends)
    }

    /// The last day of a period. Its first day is not counted.
    ///
    /// - Parameter rolling: whether a last day that is not worked moves to the
    ///   next one that is.
    /// - Throws: ``BangfuError`` `BAD_DATE` where the years end.
    public func end(
        of count: UInt32, _ unit: Unit, after start: Day, rolling: Bool
    ) throws(BangfuError) -> Day {
        let (off, on) = (holidays.map(\.description), workingWeekends.map(\.description))
        let end = try ask(about: start.description, and: off + on) {
            try rawWithin(
                start: start.description, count: count, unit: unit.rawValue,
                holidays: off, workingWeekends: on, roll: rolling)
        }
        return Day(written: end)
    }
}

/// The days by which a public campaign must have disclosed what became of the
/// money (《慈善法》).
public struct DisclosureDays: Sendable, Hashable {
    /// Every three months while it runs.
    public let interim: [Day]
    /// At the end.
    public let last: Day

    /// Of a campaign from `start` to `end`.
    ///
    /// - Throws: ``BangfuError`` `BAD_DATE`.
    public init(from start: Day, to end: Day) throws(BangfuError) {
        let dues = try ask {
            try rawQuarterly(start: start.description, end: end.description)
        }
        interim = dues.interim.map(Day.init(written:))
        last = Day(written: dues.last)
    }
}
