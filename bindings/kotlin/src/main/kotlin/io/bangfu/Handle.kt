package io.bangfu

import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicLong

/**
 * A native object that is freed when it was closed and the last call that uses it has ended.
 *
 * The generated classes count the calls *on* an object but not those that get it as an argument: one
 * that was closed, or is collected meanwhile, would be read after it was freed. So every use of either
 * kind goes through here. [what] names the object to people.
 */
internal class Handle<T : AutoCloseable>(private val what: String, private val raw: T) : AutoCloseable {
    private val closed = AtomicBoolean(false)

    /** The calls that use it, and 1 until it is closed. */
    private val uses = AtomicLong(1)

    /** Asks the library about the object, which stays until the answer is there. */
    inline fun <R> ask(question: (T) -> R): R {
        val taken = taken()
        try {
            return Library.ask { question(taken) }
        } finally {
            release()
        }
    }

    fun taken(): T {
        do {
            val count = uses.get()
            check(count > 0 && !closed.get()) { "the $what is closed" }
        } while (!uses.compareAndSet(count, count + 1))
        return raw
    }

    fun release() {
        if (uses.decrementAndGet() == 0L) raw.close()
    }

    override fun close() {
        if (closed.compareAndSet(false, true)) release()
    }
}

/** As [Handle.ask] of an object that may be missing. */
internal inline fun <T : AutoCloseable, R> Handle<T>?.askOptional(question: (T?) -> R): R =
    if (this == null) question(null) else ask(question)
