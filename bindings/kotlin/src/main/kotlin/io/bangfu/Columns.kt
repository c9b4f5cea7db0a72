package io.bangfu

import java.math.BigDecimal
import java.nio.ByteBuffer
import java.nio.ByteOrder

/** Turns the packed columns of the library into arrays, a whole one at once. */
internal object Columns {
    fun longs(packed: ByteArray): LongArray {
        val column = LongArray(packed.size / Long.SIZE_BYTES)
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(column)
        return column
    }

    fun ints(packed: ByteArray): IntArray {
        val column = IntArray(packed.size / Int.SIZE_BYTES)
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(column)
        return column
    }

    /** Yuan for money ([item] is −1), units for goods. */
    fun amount(item: Int, number: Long): BigDecimal = BigDecimal.valueOf(number, if (item < 0) 2 else 0)
}

/** The lines of a text, none of an empty one. Each is cut out of it when it is asked for. */
internal class Lines(private val text: String) : AbstractList<String>(), RandomAccess {
    /** Where each begins, and where one after the last would. */
    private val starts: IntArray = starts(text)

    override val size: Int get() = starts.size - 1

    override fun get(index: Int): String = text.substring(starts[index], starts[index + 1] - 1)

    private companion object {
        fun starts(text: String): IntArray {
            if (text.isEmpty()) return IntArray(1)
            var starts = IntArray(64)
            var size = 1
            var end = text.indexOf('\n')
            while (end >= 0) {
                // One more than this one is still to come: the end.
                if (size + 1 >= starts.size) starts = starts.copyOf(starts.size * 2)
                starts[size++] = end + 1
                end = text.indexOf('\n', end + 1)
            }
            starts[size] = text.length + 1
            return starts.copyOf(size + 1)
        }
    }
}
