package io.bangfu

import org.junit.jupiter.api.Test
import java.math.BigDecimal
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith

/** What crosses to the library comes back as it was. */
class EchoTest {
    @Test
    fun `numbers at their ends`() {
        for (number in listOf(0, 1, -1, Long.MAX_VALUE, -Long.MAX_VALUE, Long.MIN_VALUE)) assertEquals(number, SelfTest.echo(number))
        for (number in listOf(0, 1, -1, Int.MAX_VALUE, Int.MIN_VALUE)) assertEquals(number, SelfTest.echo(number))
        for (number in listOf(0u, 1u, UInt.MAX_VALUE, Int.MAX_VALUE.toUInt() + 1u)) assertEquals(number, SelfTest.echo(number))
    }

    @Test
    fun `amounts at their ends and always with two places`() {
        for (fen in listOf(0, 1, -1, 100, Long.MAX_VALUE, -Long.MAX_VALUE)) {
            val amount = BigDecimal.valueOf(fen, 2)
            assertEquals(amount, SelfTest.echo(amount))
        }
        assertEquals(BigDecimal("1000.00"), SelfTest.echo(BigDecimal("1E+3")))
        assertEquals(BigDecimal("1.00"), SelfTest.echo(BigDecimal("1.000000")))
    }

    @Test
    fun `an amount that is no whole number of fen is refused and not rounded`() {
        for (text in listOf("1.005", "0.001", "1234567890123456789012345678.9", "92233720368547758.08", "1E+999999999", "1E-999999999")) {
            val error = assertFailsWith<BangfuException.Input>(text) { SelfTest.echo(BigDecimal(text)) }
            assertEquals(if (text == "92233720368547758.08" || text.startsWith("1234")) "OUT_OF_RANGE" else "BAD_AMOUNT", error.first.name, text)
        }
    }

    @Test
    fun `texts of all kinds`() {
        val texts = listOf(
            "", "1234567890123456789012345678.9", "𠮷", "䶮", "万源市", "a\u0000b", "\u0000", "e\u0301", "\uFEFFx",
            "x".repeat(1 shl 20), "𠮷".repeat(1 shl 18),
        )
        for (text in texts) assertEquals(text, SelfTest.echo(text), text.take(20))
    }

    @Test
    fun `half a character is refused at its byte`() {
        for ((text, offset) in listOf("\uD842" to 0, "万\uDFB7" to 3, "𠮷a\uD842b" to 5)) {
            val error = assertFailsWith<BangfuException.Misuse> { SelfTest.echo(text) }
            assertEquals("NOT_UTF8" to 2, error.first.name to error.first.number)
            assertEquals("the argument value is not UTF-8 from byte $offset on (counted from 0)", error.first.text(Lang.EN))
        }
    }

    @Test
    fun `bytes of all values and of none`() {
        val all = ByteArray(256) { it.toByte() }
        for (bytes in listOf(ByteArray(0), all, ByteArray(1 shl 20) { (it * 31).toByte() })) assertContentEquals(bytes, SelfTest.echo(bytes))
    }

    @Test
    fun `a hundred thousand rows`() {
        val rows = List(100_000) { "户${it}𠮷" to (it - 50_000) * 92_233_720_368_547L }
        assertEquals(rows, SelfTest.echo(rows))
    }

    @Test
    fun `a panic is an exception and the next call is answered`() {
        repeat(3) {
            val error = assertFailsWith<BangfuException.Defect> { SelfTest.panic() }
            assertEquals(9001 to "DEFECT", error.first.number to error.first.name)
        }
        assertEquals("still here", SelfTest.echo("still here"))
    }
}
