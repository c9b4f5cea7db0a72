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

    /** The lines of a text; no line for none. */
    fun texts(lines: String): List<String> {
        if (lines.isEmpty()) return emptyList()
        val texts = ArrayList<String>()
        var start = 0
        while (true) {
            val end = lines.indexOf('\n', start)
            if (end < 0) break
            texts.add(lines.substring(start, end))
            start = end + 1
        }
        texts.add(lines.substring(start))
        return texts
    }

    /** Yuan for money ([item] is −1), units for goods. */
    fun amount(item: Int, number: Long): BigDecimal = BigDecimal.valueOf(number, if (item < 0) 2 else 0)
}
