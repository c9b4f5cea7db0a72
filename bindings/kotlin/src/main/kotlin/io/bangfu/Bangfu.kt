package io.bangfu

import io.bangfu.raw.RawCanonical
import io.bangfu.raw.RawChecked
import io.bangfu.raw.rawCanonical
import io.bangfu.raw.rawCheck
import io.bangfu.raw.rawVersion
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.file.Path

/** What can be asked of a document of any kind, and of bangfu itself. */
public object Bangfu {
    /**
     * The version of the native library.
     *
     * @throws UnsatisfiedLinkError when there is no library for this machine, as every first call does.
     */
    @JvmStatic
    public val version: String get() = Library.ask { rawVersion() }

    /** Checks a document of any kind and says all that is wrong or odd with it. */
    @JvmStatic
    public fun check(document: ByteArray): Checked = Document.lend(document, ::checked)

    /** Checks a document of any kind and says all that is wrong or odd with it. */
    @JvmStatic
    public fun check(document: String): Checked = check(Document.utf8(document))

    /** Checks the document of any kind in [file] and says all that is wrong or odd with it. */
    @JvmStatic
    @Throws(IOException::class)
    public fun check(file: Path): Checked = Document.lend(file, ::checked)

    /**
     * Writes a document of any kind as bangfu writes it: sorted, without what is equal to its default.
     *
     * Two documents that say the same have the same canonical text and the same hash.
     *
     * @throws BangfuException.Input when the document is wrong.
     */
    @JvmStatic
    public fun canonical(document: ByteArray): Canonical = Document.lend(document, ::canonized)

    /** As [canonical] of its bytes. */
    @JvmStatic
    public fun canonical(document: String): Canonical = canonical(Document.utf8(document))

    /** As [canonical] of its bytes. */
    @JvmStatic
    @Throws(IOException::class)
    public fun canonical(file: Path): Canonical = Document.lend(file, ::canonized)

    private fun checked(document: ByteBuffer) = Checked.of(Library.ask { rawCheck(document) })

    private fun canonized(document: ByteBuffer) = Canonical.of(Library.ask { rawCanonical(document) })
}

/**
 * What [Bangfu.check] says of a document.
 *
 * @property format the name of the document's format, such as `bangfu.programme/1`.
 * @property errors all errors, in the order of the document; the first thousand of them.
 * @property warnings what looks odd; looked for only where there are no errors.
 */
public sealed class Checked(
    public open val format: String?,
    public val errors: List<Finding>,
    public val warnings: List<Finding>,
    private val json: Texts,
) {
    /** The answer as the command line prints it. */
    @JvmOverloads
    public fun json(lang: Lang = Lang.ofHost()): String = json[lang]

    /** The document is good, though some of it may look odd. */
    public class Right internal constructor(override val format: String, warnings: List<Finding>, json: Texts) :
        Checked(format, emptyList(), warnings, json)

    /**
     * The document is wrong.
     *
     * @property more how many errors there are besides.
     */
    public class Wrong internal constructor(
        format: String?,
        errors: List<Finding>,
        public val more: Long,
        warnings: List<Finding>,
        json: Texts,
    ) : Checked(format, errors, warnings, json)

    internal companion object {
        fun of(raw: RawChecked): Checked {
            val (errors, warnings) = Finding.all(raw.errors) to Finding.all(raw.warnings)
            val json = Texts(raw.jsonZh, raw.jsonEn)
            val format = raw.format
            return if (raw.ok && format != null) {
                Right(format, warnings, json)
            } else {
                Wrong(format, errors, raw.more.toLong(), warnings, json)
            }
        }
    }
}

/**
 * A document as bangfu writes it.
 *
 * @property text its canonical JSON, without a final line break.
 * @property hash `sha256:` and the hash of that text with a final line break.
 */
public data class Canonical(public val text: String, public val hash: String) {
    internal companion object {
        fun of(raw: RawCanonical) = Canonical(raw.text, raw.hash)
    }
}
