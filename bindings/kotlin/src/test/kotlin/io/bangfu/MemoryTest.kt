package io.bangfu

import org.junit.jupiter.api.Test
import java.io.File
import kotlin.test.assertTrue

/** A hundred thousand programmes leave nothing behind, whether somebody closes them or not. */
class MemoryTest {
    private val document = """
        {"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02",
         "registry":{"organisations":[{"id":"o","name":"示例","kind":"charity"}],"places":[{"code":"511781109200","name":"示例一村"}]},
         "lists":{"needs":[{"id":"n","place":"511781109200","category":"relief","money":"3.00"}]},
         "giving":{"gifts":[{"id":"g","donor":"o","recipient":"o","received_on":"2024-04-02","money":"2.00","restriction":"none"}]},
         "rules":{"format":"bangfu.rules/1","id":"r"}}
    """.trimIndent().toByteArray()

    /** The programmes that a planted leak keeps. */
    private val kept = ArrayList<Programme>()

    @Test
    fun `programmes that are closed`() = flat { round ->
        if (java.lang.Boolean.getBoolean("bangfu.leak") && round % 5 == 0) kept.add(Programme.read(document))
        Programme.read(document).use { programme -> programme.allocate().use { it.needs.granted[0] } }
    }

    @Test
    fun `programmes that nobody closes`() = flat { round ->
        Programme.read(document).allocate().needs.granted[0]
        // The heap is large and these objects are small, so a collector would hardly ever run.
        if (round % 5_000 == 0) System.gc()
    }

    @Test
    fun `documents that are refused`() = flat {
        runCatching { Programme.read(document.copyOf(document.size - 1)) }
    }

    /** Compares the resident size after the first half with that at the end. */
    private fun flat(once: (Int) -> Unit) {
        for (round in 1..ROUNDS / 2) once(round)
        val before = resident()
        for (round in 1..ROUNDS / 2) once(round)
        val grown = resident() - before
        println("resident size: $before KiB, after ${ROUNDS / 2} more rounds $grown KiB more")
        // A programme and its plan take about 10 KiB: one in fifty kept would be 10 MiB.
        assertTrue(grown < LIMIT, "$grown KiB")
    }

    /** In KiB, once the collector and the cleaners have done their work. */
    private fun resident(): Long {
        repeat(3) {
            System.gc()
            Thread.sleep(100)
        }
        val line = File("/proc/self/status").readLines().first { it.startsWith("VmRSS:") }
        return line.filter(Char::isDigit).toLong()
    }

    private companion object {
        const val ROUNDS = 100_000
        const val LIMIT = 10L * 1024
    }
}
