package io.bangfu.exchange

import io.bangfu.Document
import io.bangfu.Handle
import io.bangfu.Lang
import io.bangfu.Programme
import io.bangfu.Texts
import io.bangfu.exchange.raw.RawAcceptOptions
import io.bangfu.exchange.raw.RawFound
import io.bangfu.exchange.raw.RawImport
import io.bangfu.exchange.raw.RawLetter
import io.bangfu.exchange.raw.RawWeight
import java.time.LocalDate

/**
 * What sheets or a text change in a programme. The programme that was given stays as it is.
 *
 * Closing gives back the native memory at once; one that nobody closes gives it back when it is collected.
 */
public class Import internal constructor(raw: RawImport) : AutoCloseable {
    private val handle = Handle("import", raw)

    /** Whether nothing changes. */
    public val isEmpty: Boolean = Native.ask(handle, RawImport::isEmpty)

    /** How many new entries wait for a person. */
    public val onHold: Int = Native.ask(handle, RawImport::onHold).toInt()

    /** How many findings there are beyond those that are kept; the report counts them by kind. */
    public val more: Int = Native.ask(handle, RawImport::more).toInt()

    /**
     * How many rows of a list have which fate.
     *
     * @param list `gifts`, `organisations`, `places`, `items`, `projects`, `needs` or `resources`.
     */
    public fun count(list: String): Counts {
        val raw = Native.ask(handle) { it.count(Document.text("list", list)) }
        return Counts(raw.added.toInt(), raw.changed.toInt(), raw.differs.toInt(), raw.same.toInt())
    }

    /**
     * What was found in the files, and then on the way into the programme; of each kind and file the first
     * thousand.
     */
    public fun findings(): List<Found> = Native.ask(handle, RawImport::findings).map(Found::of)

    /** What changes and what was found, as `bangfu import --json --dry-run` prints it. */
    @JvmOverloads
    public fun report(lang: Lang = Lang.ofHost()): String = Native.ask(handle) { it.report(lang.raw()) }

    /** The document of the programme with all of it. */
    public fun document(): String = Native.ask(handle, RawImport::programme)

    /** The programme with all of it, a new object to be closed by who asked. */
    public fun programme(): Programme = Programme.read(document())

    /** Gives back the native memory; closing twice is fine. */
    override fun close(): Unit = handle.close()
}

/**
 * How many rows of a list have which fate.
 *
 * @property added new.
 * @property changed there with other content, and replaced.
 * @property differs there with other content, and left as they are.
 * @property same there.
 */
public data class Counts(
    public val added: Int,
    public val changed: Int,
    public val differs: Int,
    public val same: Int,
)

/** What a finding means for its row. */
public enum class Weight {
    /** The row, or a line of it, is not taken. */
    KEPT_OUT,

    /** It is taken, and a person should look at it. */
    DOUBT,

    /** It is taken, and this is how. */
    NOTE,
}

/**
 * Something that was found in a sheet, at a cell. No text names a person.
 *
 * @property cell such as `D1637`; empty for the whole sheet.
 * @property suggestion what the cell should hold, where that is known.
 */
public class Found internal constructor(
    public val file: String,
    public val sheet: String,
    public val cell: String,
    public val weight: Weight,
    public val number: Int,
    public val name: String,
    private val texts: Texts,
    public val suggestion: String?,
) {
    /** What was found, in [lang]. */
    @JvmOverloads
    public fun text(lang: Lang = Lang.ofHost()): String = texts[lang]

    /** The name, the place and the English text. */
    override fun toString(): String = "$name at $file $sheet!$cell: ${texts.en}"

    internal companion object {
        fun of(raw: RawFound): Found {
            val weight = when (raw.weight) {
                RawWeight.KEPT_OUT -> Weight.KEPT_OUT
                RawWeight.DOUBT -> Weight.DOUBT
                RawWeight.NOTE -> Weight.NOTE
            }
            val texts = Texts(raw.textZh, raw.textEn)
            return Found(
                raw.file, raw.sheet, raw.cell, weight, raw.number.toInt(), raw.name, texts, raw.suggestion,
            )
        }
    }
}

/**
 * A running text: repaired, and what it states.
 *
 * What it proposes are no facts. A person accepts them, and then [accept] puts them into a programme.
 */
public class Letter internal constructor(raw: RawLetter) : AutoCloseable {
    private val handle = Handle("letter", raw)

    /** The repaired text in UTF-8, with the byte order mark that the source had. */
    public fun restored(): ByteArray = Native.ask(handle, RawLetter::restored)

    /** Repairs and proposals with their numbers, as `bangfu import --kind text --json` prints them. */
    @JvmOverloads
    public fun report(lang: Lang = Lang.ofHost()): String = Native.ask(handle) { it.report(lang.raw()) }

    /**
     * Plans what is put into a programme of what was accepted.
     *
     * @param accept `certain`, `all`, or numbers such as `1,3,5-9`.
     * @param on the day of the event, where the text does not say its year.
     */
    @JvmOverloads
    public fun accept(
        programme: Programme,
        accept: String,
        on: LocalDate? = null,
        keepNames: Boolean = false,
        overwrite: Boolean = false,
    ): Import {
        val options = RawAcceptOptions(Document.text("accept", accept), on?.toString(), keepNames, overwrite)
        return lent(programme) { document -> Import(Native.ask(handle) { it.accept(document, options) }) }
    }

    /** Gives back the native memory; closing twice is fine. */
    override fun close(): Unit = handle.close()
}
