package io.bangfu

import io.bangfu.raw.RawRules
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.file.Path

/**
 * A rule book, read and checked; it never changes, and may be used for any number of programmes by
 * any number of threads at once. Close it as a [Programme].
 */
public class Rules internal constructor(raw: RawRules) : AutoCloseable {
    internal val handle = Handle("rule book", raw)

    /** The id. */
    public val id: String = handle.ask(RawRules::id)

    /** The rule book as bangfu writes it, and the hash by which plans name it. */
    public fun canonical(): Canonical = Canonical.of(handle.ask(RawRules::canonical))

    /** Gives back the native memory; closing twice is fine. */
    override fun close(): Unit = handle.close()

    override fun toString(): String = "Rules(id=$id)"

    public companion object {
        /**
         * Reads and checks a rule book: a document of the format `bangfu.rules/1`.
         *
         * @throws BangfuException.Input with all errors of the document, when it has any.
         */
        @JvmStatic
        public fun read(document: ByteArray): Rules = Document.lend(document, ::of)

        /** As [read] of its bytes. */
        @JvmStatic
        public fun read(document: String): Rules = read(Document.utf8(document))

        /** As [read] of its bytes. */
        @JvmStatic
        @Throws(IOException::class)
        public fun read(file: Path): Rules = Document.lend(file, ::of)

        private fun of(document: ByteBuffer) = Rules(Library.ask { RawRules.read(document) })
    }
}
