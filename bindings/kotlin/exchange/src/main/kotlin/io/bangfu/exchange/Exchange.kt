package io.bangfu.exchange

import io.bangfu.BangfuException
import io.bangfu.Document
import io.bangfu.Lang
import io.bangfu.Plan
import io.bangfu.Programme
import io.bangfu.ProgressListener
import io.bangfu.Rules
import io.bangfu.exchange.raw.RawExchangeListener
import io.bangfu.exchange.raw.RawExportOptions
import io.bangfu.exchange.raw.RawImportOptions
import io.bangfu.exchange.raw.rawExchangeExport
import io.bangfu.exchange.raw.rawExchangeImport
import io.bangfu.exchange.raw.rawExchangeLetter
import io.bangfu.exchange.raw.rawExchangeMend
import io.bangfu.exchange.raw.rawExchangeTemplate

/**
 * Sheets, running texts and open data: bytes in, documents out.
 *
 * Nothing is written to any place, and a programme that is given stays as it is. What is refused is
 * thrown as a [BangfuException], with everything that is wrong.
 */
public object Exchange {
    /**
     * Plans what sheets change in a programme, all of them at once.
     *
     * @param listener hears of the progress on this thread, at most 20 times a second and at the end.
     * @throws BangfuException.Input with every file that can't be read, the third at `/files/2`.
     * @throws BangfuException.Cancelled when the listener stopped the run.
     */
    @JvmStatic
    @JvmOverloads
    public fun importSheets(
        sheets: List<Sheet>,
        programme: Programme,
        options: ImportOptions = ImportOptions(),
        listener: ProgressListener? = null,
    ): Import {
        val ears = listener?.let(::Ears)
        fitting(sheets)
        try {
            return lent(programme) { document ->
                Import(Native.ask { rawExchangeImport(sheets.map(Sheet::raw), document, options.raw(), ears) })
            }
        } catch (error: BangfuException) {
            throw ears?.thrown ?: error
        }
    }

    /**
     * Repairs a text (traditional characters, look-alikes, annotations) and looks for what it states.
     *
     * @param mapping a mapping file that says what its words mean.
     * @throws BangfuException.Input such as `NOT_A_TEXT`.
     */
    @JvmStatic
    @JvmOverloads
    public fun letter(text: Sheet, mapping: String? = null): Letter =
        Letter(Native.ask { rawExchangeLetter(text.alone(), mapping?.let { Document.text("mapping", it) }) })

    /**
     * Copies a sheet as an `.xlsx` and puts right what is certain; the report says each repair.
     *
     * @throws BangfuException.Input when it is no sheet.
     */
    @JvmStatic
    @JvmOverloads
    public fun mend(sheet: Sheet, kind: Kind? = null, mapping: String? = null): Files {
        val options = ImportOptions(kind, mapping)
        return Files.of(Native.ask { rawExchangeMend(sheet.alone(), options.raw()) })
    }

    /**
     * Writes a programme, and a plan with the rules that it was made with, as others read it.
     *
     * @param rules the rules of the plan; `null` for the programme's own.
     * @throws BangfuException.Input with everything that keeps it from being written, such as
     *   `OPTION_NOT_OF_FORMAT`.
     */
    @JvmStatic
    @JvmOverloads
    public fun export(
        programme: Programme,
        options: ExportOptions = ExportOptions(),
        plan: Plan? = null,
        rules: Rules? = null,
    ): Files {
        val made = plan?.canonical()?.text?.toByteArray()
        val book = rules?.canonical()?.text?.toByteArray()
        return lent(programme) { document ->
            Files.of(Native.ask { rawExchangeExport(document, made, book, options.raw()) })
        }
    }

    /** An empty `.xlsx` for those who report, which the import reads. */
    @JvmStatic
    @JvmOverloads
    public fun template(of: Template, lang: Lang = Lang.ofHost()): Files =
        Files.of(Native.ask { rawExchangeTemplate(of.raw, lang.raw()) })
}

/**
 * How to import sheets.
 *
 * @property kind what the rows are, where a sheet does not tell.
 * @property mapping a mapping file: an object of JSON that says what sheets do not, such as `{"header_row": 2}`.
 * @property keepNames keeps the names of persons, which otherwise become pseudonyms.
 * @property overwrite lets rows replace entries that are there with other content.
 */
public class ImportOptions @JvmOverloads constructor(
    public val kind: Kind? = null,
    public val mapping: String? = null,
    public val keepNames: Boolean = false,
    public val overwrite: Boolean = false,
) {
    internal fun raw() = RawImportOptions(kind?.word, mapping?.let { Document.text("mapping", it) }, keepNames, overwrite)
}

/**
 * How to export.
 *
 * @property to the form.
 * @property only what goes into sheets; `null` for all of it.
 * @property encoding how separated values are encoded.
 * @property publisher who publishes open data, by its id; `null` for the one that received all gifts.
 * @property prefix the prefix of ids that 360Giving has registered.
 * @property lang the language of labels and notes.
 */
public class ExportOptions @JvmOverloads constructor(
    public val to: Format = Format.XLSX,
    public val only: Listed? = null,
    public val encoding: Encoding? = null,
    public val publisher: String? = null,
    public val prefix: String? = null,
    public val lang: Lang = Lang.ofHost(),
) {
    internal fun raw() = RawExportOptions(
        to.word,
        only?.word,
        encoding?.word,
        publisher?.let { Document.text("publisher", it) },
        prefix?.let { Document.text("prefix", it) },
        lang.raw(),
    )
}

/** Keeps what the listener throws: no exception of the host may cross the library. */
private class Ears(private val listener: ProgressListener) : RawExchangeListener {
    var thrown: Throwable? = null

    override fun report(done: ULong, total: ULong): Boolean =
        try {
            listener.report(done.toLong(), total.toLong())
        } catch (@Suppress("TooGenericExceptionCaught") error: Throwable) {
            thrown = error
            false
        }
}
