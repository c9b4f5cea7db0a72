package io.bangfu.exchange

import io.bangfu.Document
import io.bangfu.Handle
import io.bangfu.Library
import io.bangfu.Library.Refusal
import io.bangfu.Programme
import io.bangfu.exchange.raw.InternalException
import io.bangfu.exchange.raw.RAW_FINGERPRINT
import io.bangfu.exchange.raw.rawExchangeInterfaceFingerprint
import io.bangfu.exchange.raw.uniffiEnsureInitialized
import io.bangfu.raw.rawRefuseLength
import java.nio.ByteBuffer

/**
 * The native library: found, compared with what both modules were made for, and asked.
 *
 * Its exceptions are those of the other module, so the sources of both must be those that the library
 * was made with.
 */
internal object Native {
    private val refusal: Refusal? by lazy {
        val wanted = "$RAW_FINGERPRINT ${Library.fingerprint}"
        try {
            uniffiEnsureInitialized()
            Library.judge(wanted, rawExchangeInterfaceFingerprint())
        } catch (error: LinkageError) {
            Refusal.Missing("bangfu_uniffi_exchange", error)
        } catch (error: RuntimeException) {
            Refusal.Other(wanted, error.message ?: error.toString())
        }
    }

    /** Asks the library, and throws the other module's exceptions. */
    inline fun <T> ask(crossinline question: () -> T): T = Library.ask {
        refusal()?.let { throw it }
        try {
            question()
        } catch (error: InternalException) {
            throw Library.unfit(error)
        }
    }

    /** Asks about an object, which stays until the answer is there. */
    inline fun <T : AutoCloseable, R> ask(handle: Handle<T>, crossinline question: (T) -> R): R =
        handle.ask { raw -> ask { question(raw) } }

    fun refusal(): Throwable? = refusal?.thrown()
}

/** Refuses files that are together more than one buffer can hold. */
internal fun fitting(sheets: List<Sheet>) {
    // A name takes at most three bytes a character, and both lengths four.
    val bytes = sheets.sumOf { it.bytes.size + 3L * it.name.length + 8 }
    if (bytes > Int.MAX_VALUE) Library.ask { rawRefuseLength(bytes.toULong()) }
}

/** Lends the document of [programme] to [use]. */
internal inline fun <T> lent(programme: Programme, use: (ByteBuffer) -> T): T =
    Document.lend(programme.canonical().text.toByteArray(), use)
