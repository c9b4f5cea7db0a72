package io.bangfu

import io.bangfu.raw.rawAddMonths
import io.bangfu.raw.rawDate
import io.bangfu.raw.rawQuarterly
import io.bangfu.raw.rawWithin
import java.time.LocalDate

/** Days and the periods of statutes. */
public object Dates {
    /**
     * Reads a date as documents write it: `2024-04-02`.
     *
     * @throws BangfuException.Input when there is no such day.
     */
    @JvmStatic
    public fun parse(text: String): LocalDate = LocalDate.parse(Library.ask { rawDate(Document.text("text", text)) })

    /**
     * The same day so many months later; the last day of the month where there is no such day.
     *
     * @throws BangfuException.Input when that lies beyond the calendar.
     */
    @JvmStatic
    public fun addMonths(date: LocalDate, months: Int): LocalDate =
        LocalDate.parse(Library.ask { rawAddMonths(date.toString(), months) })

    /**
     * The last day of a period of [count] [unit] that begins on the day after [start].
     *
     * @throws BangfuException.Input when that lies beyond the calendar, or the years of [calendar].
     */
    @JvmStatic
    @JvmOverloads
    public fun within(
        start: LocalDate,
        count: Int,
        unit: Period,
        calendar: Holidays = Holidays.NONE,
        roll: Boolean = false,
    ): LocalDate {
        require(count >= 0) { "count is negative: $count" }
        val (holidays, working) = calendar.days.map { it.toString() } to calendar.workingWeekends.map { it.toString() }
        val end = Library.ask { rawWithin(start.toString(), count.toUInt(), unit.key, holidays, working, roll) }
        return LocalDate.parse(end)
    }

    /**
     * The days by which a campaign from [start] to [end] must have disclosed.
     *
     * @throws BangfuException.Input when it ends before it starts.
     */
    @JvmStatic
    public fun quarterly(start: LocalDate, end: LocalDate): DisclosureDays {
        val raw = Library.ask { rawQuarterly(start.toString(), end.toString()) }
        return DisclosureDays(raw.interim.map(LocalDate::parse), LocalDate.parse(raw.last))
    }
}

/** What a period is counted in. */
public enum class Period(internal val key: String) {
    /** Days of the calendar. */
    CALENDAR_DAYS("calendar_days"),

    /** Days that are neither weekend nor holiday. */
    WORKING_DAYS("working_days"),

    /** Months. */
    MONTHS("months"),
}

/**
 * The days that differ from the week's rhythm; the host knows them, bangfu has none of its own.
 *
 * @property days weekdays that are free.
 * @property workingWeekends days of a weekend that are worked (调休).
 */
public data class Holidays(public val days: List<LocalDate>, public val workingWeekends: List<LocalDate>) {
    public companion object {
        /** None: weekends alone are free. */
        @JvmField
        public val NONE: Holidays = Holidays(emptyList(), emptyList())
    }
}

/**
 * The days by which a campaign must have disclosed.
 *
 * @property interim every three months.
 * @property last at its end.
 */
public data class DisclosureDays(public val interim: List<LocalDate>, public val last: LocalDate)
