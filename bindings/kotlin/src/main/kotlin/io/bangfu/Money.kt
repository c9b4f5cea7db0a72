package io.bangfu

import io.bangfu.raw.rawMoneyCapital
import io.bangfu.raw.rawMoneyFormat
import io.bangfu.raw.rawMoneyParse
import io.bangfu.raw.rawMoneyRead
import io.bangfu.raw.rawMoneySplit
import java.math.BigDecimal

/**
 * Amounts of money: decimals of yuan with two places, exact to the fen.
 *
 * Everything that takes an amount takes any [BigDecimal] that is a whole number of fen between
 * −(2⁶³ − 1) and 2⁶³ − 1; everything else is refused with the library's own error, never rounded.
 */
public object Money {
    /** The amount of so many fen, always with two places: `93000.00`. */
    @JvmStatic
    public fun ofFen(fen: Long): BigDecimal = BigDecimal.valueOf(fen, 2)

    /**
     * The fen of an amount.
     *
     * @throws BangfuException.Input when [yuan] is no whole number of fen, or too large.
     */
    @JvmStatic
    public fun toFen(yuan: BigDecimal): Long =
        try {
            yuan.movePointRight(2).longValueExact()
        } catch (_: ArithmeticException) {
            // No amount: what is wrong with it the library knows best.
            Library.ask { rawMoneyParse(written(yuan)) }
        }

    /**
     * Reads an amount as documents write it, such as `150000.00`.
     *
     * @throws BangfuException.Input when it is none.
     */
    @JvmStatic
    public fun parse(text: String): BigDecimal = ofFen(Library.ask { rawMoneyParse(Document.text("text", text)) })

    /** Writes an amount as documents do: `150000.00`. */
    @JvmStatic
    public fun format(amount: BigDecimal): String = Library.ask { rawMoneyFormat(toFen(amount)) }

    /**
     * Reads an amount as people write it: `138.6万余元`, `近１４０萬元`, `壹佰叁拾捌万陆仟元整`.
     *
     * @throws BangfuException.Input when it can't be told.
     */
    @JvmStatic
    public fun read(text: String): Amount {
        val raw = Library.ask { rawMoneyRead(Document.text("text", text)) }
        return Amount(AmountKind.named(raw.kind), ofFen(raw.amount))
    }

    /**
     * Writes an amount in capital characters, as receipts do: `壹佰叁拾捌万陆仟元整`.
     *
     * @throws BangfuException.Input when it is negative or too large to be written so.
     */
    @JvmStatic
    public fun capital(amount: BigDecimal): String = Library.ask { rawMoneyCapital(toFen(amount)) }

    /**
     * Splits [pot] by [weights] so that the shares sum to exactly the pot.
     *
     * @throws BangfuException.Input when no weight is above 0, or a weight is none.
     */
    @JvmStatic
    @JvmOverloads
    public fun split(
        pot: BigDecimal,
        weights: List<BigDecimal>,
        method: SplitMethod = SplitMethod.LARGEST_REMAINDER,
    ): List<BigDecimal> = splitByText(pot, weights.map(::written), method)

    /** As [split] by weights that are still text, such as those of a form: `0.5`, `1203`. */
    @JvmStatic
    @JvmOverloads
    public fun splitByText(
        pot: BigDecimal,
        weights: List<String>,
        method: SplitMethod = SplitMethod.LARGEST_REMAINDER,
    ): List<BigDecimal> {
        val texts = weights.map { Document.text("weights", it) }
        return Library.ask { rawMoneySplit(toFen(pot), texts, method.key) }.map(::ofFen)
    }

    /** The decimal in digits; one that is short only in its exponent, such as 1E+999999999, as it is. */
    private fun written(decimal: BigDecimal): String {
        val digits = decimal.precision().toLong() - decimal.scale()
        return if (digits < 64 && decimal.scale() < 64) decimal.toPlainString() else decimal.toString()
    }
}

/**
 * An amount as somebody announced it.
 *
 * @property kind whether it is exact or only bounded.
 * @property stated the number that was stated.
 */
public data class Amount(public val kind: AmountKind, public val stated: BigDecimal)

/** How exact an announced amount is. */
public enum class AmountKind(internal val key: String) {
    /** This much. */
    EXACTLY("exactly"),

    /** 余, 多: this much or more. */
    AT_LEAST("at_least"),

    /** 近: this much or less. */
    AT_MOST("at_most"),

    /** 约: nobody knows on which side. */
    ABOUT("about"),
    ;

    internal companion object {
        fun named(key: String): AmountKind = entries.first { it.key == key }
    }
}

/** Who gets the odd fen of a split. */
public enum class SplitMethod(internal val key: String) {
    /** The largest remainders: every share is its exact share rounded down or up. */
    LARGEST_REMAINDER("largest_remainder"),

    /** Webster's divisors: nobody loses when the pot grows. */
    WEBSTER("webster"),
}
