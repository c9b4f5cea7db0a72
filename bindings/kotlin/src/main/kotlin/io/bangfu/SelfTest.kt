package io.bangfu

import io.bangfu.raw.RawRow
import io.bangfu.raw.rawEchoBytes
import io.bangfu.raw.rawEchoI32
import io.bangfu.raw.rawEchoI64
import io.bangfu.raw.rawEchoMoney
import io.bangfu.raw.rawEchoRows
import io.bangfu.raw.rawEchoText
import io.bangfu.raw.rawEchoU32
import io.bangfu.raw.rawPanic
import java.math.BigDecimal

/**
 * Proves on site that values cross to the native library and back unharmed, and that a defect in it
 * is an exception and no crash. Each `echo` gives back what it got.
 */
public object SelfTest {
    /** A number of 64 bits. */
    @JvmStatic
    public fun echo(value: Long): Long = Library.ask { rawEchoI64(value) }

    /** A number of 32 bits. */
    @JvmStatic
    public fun echo(value: Int): Int = Library.ask { rawEchoI32(value) }

    /** A number of 32 bits without a sign. */
    public fun echo(value: UInt): UInt = Library.ask { rawEchoU32(value) }

    /** An amount. */
    @JvmStatic
    public fun echo(value: BigDecimal): BigDecimal = Money.ofFen(Library.ask { rawEchoMoney(Money.toFen(value)) })

    /** A text. */
    @JvmStatic
    public fun echo(value: String): String = Library.ask { rawEchoText(Document.text("value", value)) }

    /** Bytes. */
    @JvmStatic
    public fun echo(value: ByteArray): ByteArray = Document.lend(value) { bytes -> Library.ask { rawEchoBytes(bytes) } }

    /** Rows. */
    @JvmStatic
    public fun echo(rows: List<Pair<String, Long>>): List<Pair<String, Long>> {
        val raw = rows.map { (text, number) -> RawRow(Document.text("rows", text), number) }
        return Library.ask { rawEchoRows(raw) }.map { it.text to it.number }
    }

    /**
     * Panics on purpose inside the library.
     *
     * @throws BangfuException.Defect always.
     */
    @JvmStatic
    public fun panic() {
        Library.ask { rawPanic() }
    }
}
