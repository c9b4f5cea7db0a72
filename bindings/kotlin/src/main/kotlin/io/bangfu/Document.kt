package io.bangfu

import com.sun.jna.Memory
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.Path
import java.nio.file.StandardOpenOption.READ

/**
 * A document on its way to the library, in memory that both sides can read.
 *
 * The memory is given back as soon as the library has read it, and not when a collector gets to it.
 */
internal object Document {
    /** Lends [bytes] to [use]. */
    inline fun <T> lend(bytes: ByteArray, use: (ByteBuffer) -> T): T =
        room(bytes.size.toLong()) { buffer ->
            buffer.put(bytes)
            buffer.flip()
            use(buffer)
        }

    /** Lends the bytes of [file] to [use]. */
    inline fun <T> lend(file: Path, use: (ByteBuffer) -> T): T =
        // Mapping it would spare the copy, but a file that somebody cuts short meanwhile would then
        // end the process.
        FileChannel.open(file, READ).use { channel ->
            room(channel.size()) { buffer ->
                while (buffer.hasRemaining() && channel.read(buffer) >= 0) Unit
                buffer.flip()
                use(buffer)
            }
        }

    inline fun <T> room(length: Long, use: (ByteBuffer) -> T): T {
        Library.refusal()?.let { throw it }
        if (length > Int.MAX_VALUE) Library.ask { io.bangfu.raw.rawRefuseLength(length.toULong()) }
        // JNA takes no memory of length 0.
        return Memory(maxOf(length, 1)).use { memory -> use(memory.getByteBuffer(0, length)) }
    }

    /**
     * The UTF-8 of [text].
     *
     * Half of a surrogate pair is no character and has no UTF-8. It is written as its three bytes all
     * the same, so that the library refuses it at its place; Java's own conversion would change it
     * silently into a question mark.
     */
    fun utf8(text: String): ByteArray {
        if (!text.hasLoneSurrogate()) return text.toByteArray()
        val out = java.io.ByteArrayOutputStream()
        var at = 0
        while (at < text.length) {
            val point = text.codePointAt(at)
            at += Character.charCount(point)
            if (point in 0xD800..0xDFFF) {
                out.write(0xE0 or (point shr 12))
                out.write(0x80 or ((point shr 6) and 0x3F))
                out.write(0x80 or (point and 0x3F))
            } else {
                out.write(String(Character.toChars(point)).toByteArray())
            }
        }
        return out.toByteArray()
    }

    /** Refuses a text that has no UTF-8; [argument] is its name. */
    fun text(argument: String, text: String): String {
        val at = text.loneSurrogate() ?: return text
        val offset = text.substring(0, at).toByteArray().size
        val texts = Texts(
            "参数 $argument 自第 $offset 字节（从 0 数）起不是 UTF-8",
            "the argument $argument is not UTF-8 from byte $offset on (counted from 0)",
        )
        throw Library.own(2, "NOT_UTF8", texts, BangfuException::Misuse)
    }

    private fun String.hasLoneSurrogate(): Boolean = loneSurrogate() != null

    private fun String.loneSurrogate(): Int? {
        var at = 0
        while (at < length) {
            val point = codePointAt(at)
            if (point in 0xD800..0xDFFF) return at
            at += Character.charCount(point)
        }
        return null
    }
}
