package io.bangfu

import io.bangfu.raw.RawExplained
import io.bangfu.raw.RawListener
import io.bangfu.raw.RawPlan
import io.bangfu.raw.RawProgramme
import io.bangfu.raw.RawRules
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.file.Path
import java.time.LocalDate

/**
 * The facts: organisations, places, needs and gifts of a programme, read and checked.
 *
 * A programme never changes, and any number of threads may ask it at once. Closing gives back the
 * native memory at once; a programme that nobody closes gives it back when it is collected. Every
 * question to a closed one is an [IllegalStateException].
 */
public class Programme private constructor(raw: RawProgramme) : AutoCloseable {
    private val handle = Handle("programme", raw)
    private val head = handle.ask(RawProgramme::head)

    /** The id. */
    public val id: String get() = head.id

    /** The name, if it has one. */
    public val name: String? get() = head.name

    /** The day of the plan: which gifts have arrived, which dates have passed. */
    public val asOf: LocalDate get() = LocalDate.parse(head.asOf)

    /** How many needs there are. */
    public val needCount: Int get() = head.needs.toInt()

    /** How many gifts there are. */
    public val giftCount: Int get() = head.gifts.toInt()

    /** Its own rule book, a new object to be closed by who asked; `null` when it only refers to one. */
    public fun rules(): Rules? = handle.ask(RawProgramme::rules)?.let(::Rules)

    /** The programme as bangfu writes it, and the hash by which plans name it. */
    public fun canonical(): Canonical = Canonical.of(handle.ask(RawProgramme::canonical))

    /**
     * Allocates the gifts to the needs.
     *
     * The same programme and rules always give the same plan, to the byte. The call takes its time:
     * keep it off a thread that must answer people, and use [listener] to show how far it has come
     * or to stop it.
     *
     * @param rules the rule book; `null` for the programme's own.
     * @param listener hears of the progress on this thread, at most 20 times a second and at the end.
     * @throws BangfuException.Rules when the rules can't be applied to the programme.
     * @throws BangfuException.Allocation when there is no plan, such as when floors can't be met.
     * @throws BangfuException.Cancelled when the listener stopped the run.
     */
    @JvmOverloads
    public fun allocate(rules: Rules? = null, listener: ProgressListener? = null): Plan {
        val ears = listener?.let(::Ears)
        try {
            return Plan(asked(rules) { raw, book -> raw.allocate(book, ears) })
        } catch (error: BangfuException) {
            throw ears?.thrown ?: error
        }
    }

    /** Allocates under the programme's own rules; as the other [allocate]. */
    public fun allocate(listener: ProgressListener): Plan = allocate(null, listener)

    /**
     * Checks a plan, anyone's: lawful, affordable, greedy, complete.
     *
     * A wrong plan is an answer, no exception.
     *
     * @param rules the rule book; `null` for the programme's own.
     * @throws BangfuException.Rules when the rules can't be applied to the programme.
     */
    @JvmOverloads
    public fun verify(plan: Plan, rules: Rules? = null): Verified =
        Verified.of(asked(rules, plan) { raw, book, judged -> raw.verify(book, judged) })

    /**
     * Explains in full sentences why a need gets what it gets.
     *
     * @throws BangfuException.Input when the plan has no such need.
     */
    @JvmOverloads
    public fun explainNeed(plan: Plan, id: String, rules: Rules? = null): Explained<NeedReason> {
        val need = Document.text("id", id)
        val raw = asked(rules, plan) { raw, book, made -> raw.explainNeed(book, made, need) }
        return Explained.of(raw, NeedReason.valueOf(raw.reason))
    }

    /**
     * Explains in full sentences what becomes of a gift.
     *
     * @throws BangfuException.Input when the plan has no such gift.
     */
    @JvmOverloads
    public fun explainGift(plan: Plan, id: String, rules: Rules? = null): Explained<GiftReason> {
        val gift = Document.text("id", id)
        val raw = asked(rules, plan) { raw, book, made -> raw.explainGift(book, made, gift) }
        return Explained.of(raw, GiftReason.valueOf(raw.reason))
    }

    private inline fun <R> asked(rules: Rules?, question: (RawProgramme, RawRules?) -> R): R =
        handle.ask { raw -> rules?.handle.askOptional { book -> question(raw, book) } }

    private inline fun <R> asked(rules: Rules?, plan: Plan, question: (RawProgramme, RawRules?, RawPlan) -> R): R =
        asked(rules) { raw, book -> plan.handle.ask { made -> question(raw, book, made) } }

    /** Gives back the native memory; closing twice is fine. */
    override fun close(): Unit = handle.close()

    override fun toString(): String = "Programme(id=$id, asOf=$asOf)"

    public companion object {
        /**
         * Reads and checks a programme: a document of the format `bangfu.programme/1`.
         *
         * @throws BangfuException.Input with all errors of the document, when it has any.
         */
        @JvmStatic
        public fun read(document: ByteArray): Programme = Document.lend(document, ::of)

        /** As [read] of its bytes. */
        @JvmStatic
        public fun read(document: String): Programme = read(Document.utf8(document))

        /** As [read] of its bytes. */
        @JvmStatic
        @Throws(IOException::class)
        public fun read(file: Path): Programme = Document.lend(file, ::of)

        private fun of(document: ByteBuffer) = Programme(Library.ask { RawProgramme.read(document) })
    }
}

/** Hears how far a run has come, and may stop it. */
public fun interface ProgressListener {
    /**
     * [done] of [total] steps are taken.
     *
     * An exception thrown here stops the run and comes out of [Programme.allocate] unchanged.
     *
     * @return whether to go on.
     */
    public fun report(done: Long, total: Long): Boolean
}

/** Keeps what the listener throws: no exception of the host may cross the library. */
private class Ears(private val listener: ProgressListener) : RawListener {
    var thrown: Throwable? = null

    override fun report(done: ULong, total: ULong): Boolean =
        try {
            listener.report(done.toLong(), total.toLong())
        } catch (@Suppress("TooGenericExceptionCaught") error: Throwable) {
            thrown = error
            false
        }
}

/**
 * Why a need gets what it gets, or what becomes of a gift.
 *
 * @property reason the reason that the plan gives.
 * @property fits whether plan, programme and rules belong together; the text says so where they don't.
 */
public class Explained<out R : Enum<*>> private constructor(
    public val reason: R,
    public val fits: Boolean,
    private val texts: Texts,
    private val json: Texts,
) {
    /** The letter in [lang], a paragraph a line. */
    @JvmOverloads
    public fun text(lang: Lang = Lang.ofHost()): String = texts[lang]

    /** The answer as the command line prints it. */
    @JvmOverloads
    public fun json(lang: Lang = Lang.ofHost()): String = json[lang]

    override fun toString(): String = texts.en

    internal companion object {
        fun <R : Enum<*>> of(raw: RawExplained, reason: R) =
            Explained(reason, raw.fits, Texts(raw.textZh, raw.textEn), Texts(raw.jsonZh, raw.jsonEn))
    }
}
