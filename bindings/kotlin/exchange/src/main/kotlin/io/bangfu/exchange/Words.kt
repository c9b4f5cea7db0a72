package io.bangfu.exchange

import io.bangfu.Document
import io.bangfu.Lang
import io.bangfu.exchange.raw.RawLang
import io.bangfu.exchange.raw.RawSheet
import io.bangfu.exchange.raw.RawTemplate
import java.io.IOException
import java.nio.file.Files.readAllBytes
import java.nio.file.Path

/**
 * A file with its name, by which findings call it.
 *
 * @property name the name; its ending tells `.csv` from `.json`.
 * @property bytes what is in it.
 */
public class Sheet(public val name: String, public val bytes: ByteArray) {
    internal fun raw() = RawSheet(Document.text("name", name), bytes)

    internal fun alone(): RawSheet {
        fitting(listOf(this))
        return raw()
    }

    public companion object {
        /** Reads a file. */
        @JvmStatic
        @Throws(IOException::class)
        public fun read(file: Path): Sheet = Sheet(file.fileName.toString(), readAllBytes(file))
    }
}

/** What the rows of a sheet are. */
public enum class Kind(internal val word: String) {
    /** Gifts of money. */
    GIFTS("gifts"),

    /** Gifts in kind. */
    GOODS("goods"),

    /** Needs of villages. */
    NEEDS("needs"),

    /** What organisations offer. */
    RESOURCES("resources"),
}

/** The form of an export. */
public enum class Format(internal val word: String) {
    /** A workbook. */
    XLSX("xlsx"),

    /** Separated values, a file a list. */
    CSV("csv"),

    /** Grants, as 360Giving 1.4. */
    GIVING_360("360giving"),

    /** Activities, as IATI 2.03. */
    IATI("iati"),

    /** Needs and grants by place, with HXL tags. */
    HXL("hxl"),
}

/** What of a programme goes into sheets. */
public enum class Listed(internal val word: String) {
    /** The needs. */
    NEEDS("needs"),

    /** The projects. */
    PROJECTS("projects"),

    /** The resources. */
    RESOURCES("resources"),

    /** The gifts. */
    GIFTS("gifts"),

    /** The kinds of goods. */
    ITEMS("items"),

    /** The pages of the plan. */
    PLAN("plan"),
}

/** How separated values are encoded. */
public enum class Encoding(internal val word: String) {
    /** With a byte order mark. */
    UTF_8("utf-8"),

    /** For programs that know nothing else. */
    GB_18030("gb18030"),
}

/** What an empty sheet is for. */
public enum class Template(internal val raw: RawTemplate) {
    /** Needs of villages. */
    NEEDS(RawTemplate.NEEDS),

    /** Gifts of money, and on a second sheet goods. */
    GIFTS(RawTemplate.GIFTS),

    /** Resources that organisations offer. */
    RESOURCES(RawTemplate.RESOURCES),
}

internal fun Lang.raw(): RawLang = if (this == Lang.ZH) RawLang.ZH else RawLang.EN
