package io.bangfu

import io.bangfu.raw.RawGiftColumns
import io.bangfu.raw.RawLineColumns
import io.bangfu.raw.RawNeedColumns
import java.math.BigDecimal

/**
 * A need in a plan.
 *
 * Amounts are yuan with two places for a need of money, and units without a place for one of goods.
 *
 * @property item the item, for a need of goods.
 * @property required what it asks for; `null` when nobody knows, or it takes any number.
 * @property already what it had before.
 * @property granted what the plan gives it.
 * @property level how far it is met with what it had before; `null` where [required] is.
 * @property bottleneck the index in [Plan.bottlenecks] of what keeps it short, where something does.
 */
public data class NeedRow(
    public val id: String,
    public val item: String?,
    public val required: BigDecimal?,
    public val already: BigDecimal,
    public val granted: BigDecimal,
    public val level: Level?,
    public val reason: NeedReason,
    public val bottleneck: Int?,
)

/**
 * A part of a whole in lowest terms.
 *
 * It is written as plans write it: `31/50`, and `1` and `0` without a stroke.
 */
public data class Level(public val numerator: Long, public val denominator: Long) {
    override fun toString(): String = if (denominator == 1L) "$numerator" else "$numerator/$denominator"
}

/**
 * A gift in a plan.
 *
 * Amounts are yuan with two places for a gift of money, and units without a place for one of goods.
 *
 * @property item the item, for a gift of goods.
 * @property received what arrived; 0 when it has not arrived yet.
 * @property overhead what is kept for overhead; `null` for goods.
 * @property reserve what is kept in reserve; `null` for goods.
 * @property used what the plan uses.
 * @property held what is left.
 */
public data class GiftRow(
    public val id: String,
    public val item: String?,
    public val received: BigDecimal,
    public val overhead: BigDecimal?,
    public val reserve: BigDecimal?,
    public val used: BigDecimal,
    public val held: BigDecimal,
    public val reason: GiftReason,
)

/**
 * What a gift pays a need.
 *
 * In somebody else's plan a line may name a gift or a need that has no row: it is `null` here, and
 * [Programme.verify] says what is wrong.
 *
 * @property part which part of the gift pays, counted from 0; `null` for a gift that has no parts.
 * @property amount yuan with two places where the line pays money, units without a place for goods.
 */
public data class LineRow(
    public val gift: String?,
    public val need: String?,
    public val part: Long?,
    public val amount: BigDecimal,
)

/**
 * The needs of a plan, in its order.
 *
 * The rows are made when they are looked at. The columns beside them hold the same as plain numbers,
 * for a hundred thousand rows at once: amounts are fen for money and units for goods. They are the
 * list's own, so change none.
 */
public class NeedRows internal constructor(raw: RawNeedColumns) : AbstractList<NeedRow>(), RandomAccess {
    /** The ids. Each text is made when it is looked at. */
    public val ids: List<String> = Lines(raw.ids)

    /** The items that occur; [item] points into them. */
    public val items: List<String> = Lines(raw.items)

    /** Which of [items] each is of; −1 for money. */
    public val item: IntArray = Columns.ints(raw.item)

    /** What each asks for; −1 where nobody knows or any number is taken. */
    public val required: LongArray = Columns.longs(raw.required)

    /** What each had before. */
    public val already: LongArray = Columns.longs(raw.already)

    /** What each is given. */
    public val granted: LongArray = Columns.longs(raw.granted)

    /** The numerators of the levels. */
    public val levelNumerators: LongArray = Columns.longs(raw.levelNum)

    /** The denominators of the levels; 0 where there is no level. */
    public val levelDenominators: LongArray = Columns.longs(raw.levelDen)

    private val reason: ByteArray = raw.reason
    private val bottleneck: IntArray = Columns.ints(raw.bottleneck)

    override val size: Int get() = granted.size

    /** The reason of the need at [index]. */
    public fun reason(index: Int): NeedReason = NeedReason.entries[reason[index] - 1]

    override fun get(index: Int): NeedRow {
        val kind = item[index]
        val denominator = levelDenominators[index]
        return NeedRow(
            id = ids[index],
            item = items.getOrNull(kind),
            required = required[index].takeIf { it >= 0 }?.let { Columns.amount(kind, it) },
            already = Columns.amount(kind, already[index]),
            granted = Columns.amount(kind, granted[index]),
            level = if (denominator == 0L) null else Level(levelNumerators[index], denominator),
            reason = reason(index),
            bottleneck = bottleneck[index].takeIf { it >= 0 },
        )
    }
}

/** The gifts of a plan, in its order; as [NeedRows]. */
public class GiftRows internal constructor(raw: RawGiftColumns) : AbstractList<GiftRow>(), RandomAccess {
    /** The ids. Each text is made when it is looked at. */
    public val ids: List<String> = Lines(raw.ids)

    /** The items that occur; [item] points into them. */
    public val items: List<String> = Lines(raw.items)

    /** Which of [items] each is of; −1 for money. */
    public val item: IntArray = Columns.ints(raw.item)

    /** What arrived. */
    public val received: LongArray = Columns.longs(raw.received)

    /** What is kept for overhead; 0 for goods. */
    public val overhead: LongArray = Columns.longs(raw.overhead)

    /** What is kept in reserve; 0 for goods. */
    public val reserve: LongArray = Columns.longs(raw.reserve)

    /** What the plan uses. */
    public val used: LongArray = Columns.longs(raw.used)

    /** What is left. */
    public val held: LongArray = Columns.longs(raw.held)

    private val reason: ByteArray = raw.reason

    override val size: Int get() = received.size

    /** The reason of the gift at [index]. */
    public fun reason(index: Int): GiftReason = GiftReason.entries[reason[index] - 1]

    override fun get(index: Int): GiftRow {
        val kind = item[index]
        fun money(fen: Long) = if (kind < 0) Money.ofFen(fen) else null
        return GiftRow(
            id = ids[index],
            item = items.getOrNull(kind),
            received = Columns.amount(kind, received[index]),
            overhead = money(overhead[index]),
            reserve = money(reserve[index]),
            used = Columns.amount(kind, used[index]),
            held = Columns.amount(kind, held[index]),
            reason = reason(index),
        )
    }
}

/** The lines of a plan, in its order; as [NeedRows]. */
public class LineRows internal constructor(
    raw: RawLineColumns,
    private val gifts: GiftRows,
    private val needs: NeedRows,
) : AbstractList<LineRow>(), RandomAccess {
    /** The gifts by their index in the plan's gifts; −1 for one that has no row. */
    public val gift: IntArray = Columns.ints(raw.gift)

    /** The needs by their index in the plan's needs; −1 for one that has no row. */
    public val need: IntArray = Columns.ints(raw.need)

    /** The parts of the gifts, counted from 0; −1 for gifts that have none. */
    public val part: LongArray = Columns.longs(raw.part)

    /** Fen, or units, as [inUnits] says. */
    public val amount: LongArray = Columns.longs(raw.amount)

    private val units: ByteArray = raw.inUnits

    override val size: Int get() = amount.size

    /** Whether the line at [index] pays units of an item; else it pays money. */
    public fun inUnits(index: Int): Boolean = units[index] != 0.toByte()

    override fun get(index: Int): LineRow {
        return LineRow(
            gift = gifts.ids.getOrNull(gift[index]),
            need = needs.ids.getOrNull(need[index]),
            part = part[index].takeIf { it >= 0 },
            amount = BigDecimal.valueOf(amount[index], if (inUnits(index)) 0 else 2),
        )
    }
}
