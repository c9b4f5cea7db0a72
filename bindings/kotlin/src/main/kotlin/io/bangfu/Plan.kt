package io.bangfu

import io.bangfu.raw.RawBottleneck
import io.bangfu.raw.RawPlan
import io.bangfu.raw.RawTotals
import java.io.IOException
import java.math.BigDecimal
import java.nio.ByteBuffer
import java.nio.file.Path
import java.time.LocalDate

/**
 * Who gets how much, and why.
 *
 * A plan never changes, and any number of threads may read it at once. What was read of it, its rows
 * too, stays readable after it was closed. Closing gives back the native memory at once; a plan that
 * nobody closes gives it back when it is collected.
 */
public class Plan internal constructor(raw: RawPlan) : AutoCloseable {
    internal val handle = Handle("plan", raw)
    private val head = handle.ask(RawPlan::head)

    /** The id of the programme. */
    public val programme: String get() = head.programme

    /** The day of the plan. */
    public val asOf: LocalDate get() = LocalDate.parse(head.asOf)

    /** The id of the rule book. */
    public val rules: String get() = head.rules

    /** Which engine made it. */
    public val engine: String get() = head.engine

    /** The hash of the programme that it is for. */
    public val inputHash: String get() = head.inputHash

    /** The hash of the rule book under which it was made. */
    public val rulesHash: String get() = head.rulesHash

    /** The sums. */
    public val totals: Totals by lazy { Totals.of(head.totals) }

    /** Every need of the programme. */
    public val needs: NeedRows by lazy { NeedRows(handle.ask(RawPlan::needs)) }

    /** Every gift of the programme. */
    public val gifts: GiftRows by lazy { GiftRows(handle.ask(RawPlan::gifts)) }

    /** Which gift pays which need. */
    public val lines: LineRows by lazy { LineRows(handle.ask(RawPlan::lines), gifts, needs) }

    /** Why needs are short. */
    public val bottlenecks: List<Bottleneck> by lazy { handle.ask(RawPlan::bottlenecks).map(Bottleneck::of) }

    /** The plan as bangfu writes it: a document of the format `bangfu.plan/1`. */
    public fun canonical(): Canonical = Canonical.of(handle.ask(RawPlan::canonical))

    /** Gives back the native memory; closing twice is fine. */
    override fun close(): Unit = handle.close()

    override fun toString(): String = "Plan(programme=$programme, asOf=$asOf, rules=$rules)"

    public companion object {
        /**
         * Reads a plan, anyone's.
         *
         * That it is right is not said by reading it: ask [Programme.verify].
         *
         * @throws BangfuException.Input when the document is wrong.
         */
        @JvmStatic
        public fun read(document: ByteArray): Plan = Document.lend(document, ::of)

        /** As [read] of its bytes. */
        @JvmStatic
        public fun read(document: String): Plan = read(Document.utf8(document))

        /** As [read] of its bytes. */
        @JvmStatic
        @Throws(IOException::class)
        public fun read(file: Path): Plan = Document.lend(file, ::of)

        private fun of(document: ByteBuffer) = Plan(Library.ask { RawPlan.read(document) })
    }
}

/**
 * The sums of a plan: received = overhead + reserve + granted + held.
 *
 * @property received money that arrived.
 * @property overhead kept for overhead.
 * @property reserve kept in reserve.
 * @property available what the gifts could pay.
 * @property required money that the needs ask for.
 * @property granted money that the plan grants.
 * @property held money that is left.
 * @property items the same for each item.
 */
public data class Totals(
    public val received: BigDecimal,
    public val overhead: BigDecimal,
    public val reserve: BigDecimal,
    public val available: BigDecimal,
    public val required: BigDecimal,
    public val granted: BigDecimal,
    public val held: BigDecimal,
    public val items: List<ItemTotals>,
) {
    internal companion object {
        fun of(raw: RawTotals) = Totals(
            received = Money.ofFen(raw.received),
            overhead = Money.ofFen(raw.overhead),
            reserve = Money.ofFen(raw.reserve),
            available = Money.ofFen(raw.available),
            required = Money.ofFen(raw.required),
            granted = Money.ofFen(raw.granted),
            held = Money.ofFen(raw.held),
            items = raw.items.map {
                // A count of units is at most 2⁵³ − 1, as documents write it.
                ItemTotals(it.item, it.received.toLong(), it.required.toLong(), it.granted.toLong(), it.held.toLong())
            },
        )
    }
}

/** The sums of an item, in its units. */
public data class ItemTotals(
    public val item: String,
    public val received: Long,
    public val required: Long,
    public val granted: Long,
    public val held: Long,
)

/**
 * The smallest set of needs whose grants together use up every gift that may pay any of them.
 *
 * @property needs its own needs.
 * @property gifts its own gifts.
 * @property caps the caps that are full: `rules:2`, `project:sunset-farm`.
 * @property restsOn the ids of the entries that the set contains besides.
 */
public data class Bottleneck(
    public val id: String,
    public val needs: List<String>,
    public val gifts: List<String>,
    public val caps: List<String>,
    public val restsOn: List<String>,
) {
    internal companion object {
        fun of(raw: RawBottleneck) = Bottleneck(raw.id, raw.needs, raw.gifts, raw.caps, raw.restsOn)
    }
}
