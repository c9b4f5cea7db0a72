package io.bangfu

import io.bangfu.raw.RawDetail

/**
 * One thing that was found wrong, or odd, and where.
 *
 * A text never holds a name or an ID number that the document holds: it may be logged.
 *
 * @property number the number, which is never given to anything else.
 * @property name the name that stays, such as `UNKNOWN_KEY`.
 * @property pointer the JSON Pointer to the place in the document; empty for the document itself.
 * @property line the line in the document, counted from 1, where one is known.
 * @property column the column in that line, counted from 1.
 * @property facts the numbers behind it as JSON, such as the needs whose floors can't be met.
 */
public class Finding internal constructor(
    public val number: Int,
    public val name: String,
    public val pointer: String,
    private val texts: Texts,
    public val line: Long?,
    public val column: Long?,
    public val facts: String?,
) {
    /** What is wrong and what would be right, in [lang]. */
    @JvmOverloads
    public fun text(lang: Lang = Lang.ofHost()): String = texts[lang]

    /** The name, the place and the English text. */
    override fun toString(): String {
        val place = if (line == null) "" else " (line $line, column $column)"
        return "$name${if (pointer.isEmpty()) "" else " at $pointer"}$place: ${texts.en}"
    }

    override fun equals(other: Any?): Boolean =
        other is Finding && number == other.number && pointer == other.pointer && texts == other.texts &&
            line == other.line && column == other.column && facts == other.facts

    override fun hashCode(): Int = 31 * number + pointer.hashCode()

    internal companion object {
        fun of(raw: RawDetail) = Finding(
            raw.number.toInt(),
            raw.name,
            raw.pointer,
            Texts(raw.textZh, raw.textEn),
            raw.line?.toLong(),
            raw.column?.toLong(),
            raw.factsJson,
        )

        fun all(raw: List<RawDetail>): List<Finding> = raw.map(::of)
    }
}

/**
 * A call that ended without an answer, and everything that kept it from one.
 *
 * All errors of a document come at once. That a need gets nothing is no error but a row of the
 * plan with its reason; that a plan is wrong is the answer of [Programme.verify].
 *
 * @property findings what was found, in the order of the document; never empty.
 * @property more how many findings there are besides: only the first thousand are kept.
 */
public sealed class BangfuException(
    public val findings: List<Finding>,
    public val more: Long,
    private val json: Texts,
) : RuntimeException() {
    /** The first finding. */
    public val first: Finding get() = findings.first()

    /** The first finding in English, and how many there are besides. */
    override val message: String
        get() = rest(first.toString(), " (and %d more)")

    /** The first finding in the language of the host's default locale. */
    override fun getLocalizedMessage(): String =
        if (Lang.ofHost() == Lang.EN) message else rest("${first.name} ${first.pointer}：${first.text(Lang.ZH)}", "（另有 %d 项）")

    /** All findings as the command line prints them: `{"errors":[…]}`. */
    @JvmOverloads
    public fun json(lang: Lang = Lang.ofHost()): String = json[lang]

    private fun rest(text: String, besides: String): String {
        val others = findings.size - 1 + more
        return if (others == 0L) text else text + besides.format(others)
    }

    /** The call itself says nothing sensible; numbers 1 to 99. */
    public class Misuse internal constructor(findings: List<Finding>, more: Long, json: Texts) :
        BangfuException(findings, more, json)

    /** A document or a text is wrong; the 1000s. */
    public class Input internal constructor(findings: List<Finding>, more: Long, json: Texts) :
        BangfuException(findings, more, json)

    /** The rules can't be applied; the 2000s. */
    public class Rules internal constructor(findings: List<Finding>, more: Long, json: Texts) :
        BangfuException(findings, more, json)

    /** The allocation has no result; the 3000s. */
    public class Allocation internal constructor(findings: List<Finding>, more: Long, json: Texts) :
        BangfuException(findings, more, json)

    /** The listener stopped the run. */
    public class Cancelled internal constructor(findings: List<Finding>, more: Long, json: Texts) :
        BangfuException(findings, more, json)

    /** A defect of bangfu, never the caller's fault; the 9000s. Please report it with [Bangfu.version]. */
    public class Defect internal constructor(findings: List<Finding>, more: Long, json: Texts) :
        BangfuException(findings, more, json)
}
