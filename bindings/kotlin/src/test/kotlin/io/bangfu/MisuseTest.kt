package io.bangfu

import com.google.gson.JsonParser
import org.junit.jupiter.api.Test
import java.math.BigDecimal
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.util.Locale
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNotSame
import kotlin.test.assertNull
import kotlin.test.assertSame
import kotlin.test.assertTrue

private val wanyuan = root.resolve("bindings/cli/data/wanyuan.json")

/** What goes wrong is an exception that says what, and never a crash. */
class MisuseTest {
    @Test
    fun `all errors of a document come at once with their places`() {
        val error = assertFailsWith<BangfuException.Input> {
            Programme.read("{\"format\":\"bangfu.programme/1\",\n \"id\":\"p q\",\"as_of\":\"2024-02-30\",\"nmae\":\"\"}")
        }
        assertEquals(listOf("BAD_ID" to "/id", "BAD_DATE" to "/as_of", "UNKNOWN_KEY" to "/nmae"), error.findings.map { it.name to it.pointer })
        assertEquals(2L to 7L, error.first.line to error.first.column)
        assertEquals(0, error.more)
        assertTrue(error.message.startsWith("BAD_ID at /id (line 2, column 7): ") && error.message.endsWith(" (and 2 more)"), error.message)
        for (lang in Lang.entries) {
            val rows = JsonParser.parseString(error.json(lang)).asJsonObject["errors"].asJsonArray
            assertEquals(error.findings.map { it.text(lang) }, rows.map { it.asJsonObject.text("text") })
        }
    }

    @Test
    fun `more than a thousand errors are counted`() {
        val keys = (0 until 1500).joinToString(",") { "\"k$it\":1" }
        val error = assertFailsWith<BangfuException.Input> { Rules.read("{\"format\":\"bangfu.rules/1\",\"id\":\"r\",$keys}") }
        assertEquals(1000 to 500L, error.findings.size to error.more)
        assertTrue(error.message.endsWith(" (and 1499 more)"), error.message)
    }

    @Test
    fun `the localised message is in the host's language`() {
        val error = assertFailsWith<BangfuException.Input> { Money.parse("x") }
        val before = Locale.getDefault()
        try {
            Locale.setDefault(Locale.SIMPLIFIED_CHINESE)
            assertTrue(error.first.text() in error.localizedMessage && error.first.text() == error.first.text(Lang.ZH))
            Locale.setDefault(Locale.GERMANY)
            assertEquals(error.message, error.localizedMessage)
        } finally {
            Locale.setDefault(before)
        }
    }

    @Test
    fun `documents that are none`() {
        for (document in listOf("", " ", "[", "\u0000", "{\"a\u0000\":1}", "null", "1")) {
            assertFailsWith<BangfuException.Input>(document) { Programme.read(document) }
            assertFailsWith<BangfuException.Input>(document) { Rules.read(document) }
            assertFailsWith<BangfuException.Input>(document) { Plan.read(document) }
            assertIs<Checked.Wrong>(Bangfu.check(document))
        }
        val halved = assertFailsWith<BangfuException.Input> { Programme.read("{\"format\":\"bangfu.programme/1\",\"id\":\"\uD842\"}") }
        assertEquals("SYNTAX", halved.first.name)
        val latin = assertFailsWith<BangfuException.Input> { Programme.read(byteArrayOf(0x22, 0xE9.toByte(), 0x22)) }
        assertEquals("SYNTAX", latin.first.name)
        assertFailsWith<NoSuchFileException> { Programme.read(root.resolve("no such file")) }
    }

    @Test
    fun `a file and its bytes and its text are the same document`() {
        val bytes = Files.readAllBytes(wanyuan)
        val all = listOf(Programme.read(wanyuan), Programme.read(bytes), Programme.read(String(bytes)))
        assertEquals(1, all.map { it.use(Programme::canonical) }.toSet().size)
    }

    @Test
    fun `a closed handle is an illegal state and closing twice is fine`() {
        val programme = Programme.read(wanyuan)
        val (rules, plan) = assertNotNull(programme.rules()) to programme.allocate()
        val needs = plan.needs
        repeat(2) { plan.close() }
        assertEquals(needs.size, needs.map { it.id }.toSet().size)
        assertFailsWith<IllegalStateException> { plan.gifts }
        assertFailsWith<IllegalStateException> { plan.canonical() }
        assertFailsWith<IllegalStateException> { programme.verify(plan) }
        assertFailsWith<IllegalStateException> { programme.explainNeed(plan, "n-012") }
        repeat(2) { rules.close() }
        assertFailsWith<IllegalStateException> { programme.allocate(rules) }
        repeat(2) { programme.close() }
        assertFailsWith<IllegalStateException> { programme.allocate() }
        assertFailsWith<IllegalStateException> { programme.canonical() }
        assertEquals("wanyuan-2024", programme.id)
    }

    @Test
    fun `an unknown need has no explanation`() = Programme.read(wanyuan).use { programme ->
        programme.allocate().use { plan ->
            for (id in listOf("n-999", "", "n\u0000", "x".repeat(1000))) {
                assertFailsWith<BangfuException>(id) { programme.explainNeed(plan, id) }
                assertFailsWith<BangfuException>(id) { programme.explainGift(plan, id) }
            }
            assertFailsWith<BangfuException.Misuse> { programme.explainNeed(plan, "\uD842") }
        }
        Unit
    }

    @Test
    fun `a plan that somebody changed is wrong and says where`() = Programme.read(wanyuan).use { programme ->
        val text = programme.allocate().use { it.canonical().text }
        val changed = text.replaceFirst("\"granted\":\"15394.92\"", "\"granted\":\"15394.93\"")
        assertTrue(changed != text)
        Plan.read(text).use { assertIs<Verified.Right>(programme.verify(it)) }
        Plan.read(changed).use { plan ->
            val verified = assertIs<Verified.Wrong>(programme.verify(plan))
            assertTrue(verified.violations.isNotEmpty())
            assertEquals(verified.violations.size, JsonParser.parseString(verified.json(Lang.EN)).asJsonObject["violations"].asJsonArray.size())
            assertTrue(verified.certificate(Lang.ZH).isNotBlank())
        }
    }

    @Test
    fun `a line without rows says itself what it pays`() {
        val strange = """
            {"format":"bangfu.plan/1","programme":"p","as_of":"2024-04-02","rules":"r",
            "engine":"e","input_hash":"sha256:0000000000000000000000000000000000000000000000000000000000000000","rules_hash":"sha256:0000000000000000000000000000000000000000000000000000000000000000","needs":[],"gifts":[],"bottlenecks":[],
            "lines":[{"gift":"g","need":"n","money":"0.07"},
            {"gift":"g","need":"n","part":9007199254740991,"units":7}],
            "totals":{"received":"0.00","overhead":"0.00","reserve":"0.00","available":"0.00",
            "required":"0.00","granted":"0.00","held":"0.00","items":[
            {"item":"rice","received":5,"required":4,"granted":3,"held":2}]}}
        """
        val lines = Plan.read(strange).use { it.lines }
        assertEquals(listOf(BigDecimal("0.07"), BigDecimal("7")), lines.map { it.amount })
        assertEquals(listOf(false, true), lines.indices.map(lines::inUnits))
        assertEquals(listOf(null, 9007199254740991), lines.map { it.part })
        assertTrue(lines.all { it.need == null && it.gift == null })
    }

    @Test
    fun `a programme without rules needs some`() = Programme.read("""{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02"}""").use { programme ->
        assertNull(programme.rules())
        assertFailsWith<BangfuException> { programme.allocate() }
        Rules.read("""{"format":"bangfu.rules/1","id":"r"}""").use { rules ->
            programme.allocate(rules).use { plan -> assertEquals(0, plan.needs.size + plan.gifts.size + plan.lines.size) }
        }
    }

    @Test
    fun `a listener hears the end and may stop the run at the first and at the last report`() = Programme.read(wanyuan).use { programme ->
        val reports = ArrayList<Pair<Long, Long>>()
        val thread = Thread.currentThread()
        programme.allocate { done, total ->
            assertSame(thread, Thread.currentThread())
            reports.add(done to total)
        }.close()
        assertTrue(reports.size >= 2 && reports.zipWithNext().all { (one, next) -> one.first <= next.first })
        assertEquals(reports.last().first, reports.last().second)
        assertFailsWith<BangfuException.Cancelled> { programme.allocate { _, _ -> false } }
        val last = assertFailsWith<BangfuException.Cancelled> { programme.allocate { done, total -> done < total } }
        assertEquals("CANCELLED", last.first.name)
        programme.allocate().close()
    }

    @Test
    fun `what a listener throws comes out unchanged`() = Programme.read(wanyuan).use { programme ->
        class Own(text: String) : Exception(text)
        for (thrown in listOf(Own("我"), StackOverflowError("e"), InterruptedException("i"), assertFailsWith<BangfuException> { Money.parse("") })) {
            val caught = assertFailsWith<Throwable> { programme.allocate { _, _ -> throw thrown } }
            assertSame(thrown, caught)
            val late = assertFailsWith<Throwable> { programme.allocate { done, total -> if (done == total) throw thrown else true } }
            assertSame(thrown, late)
        }
        programme.allocate().close()
    }

    @Test
    fun `a listener may ask the library and even close the programme`() {
        val programme = Programme.read(wanyuan)
        val plan = programme.allocate { done, _ ->
            if (done == 0L) programme.rules()?.close()
            programme.close()
            Money.capital(Money.ofFen(1)) == "壹分"
        }
        assertTrue(plan.use { it.needs.isNotEmpty() })
        assertFailsWith<IllegalStateException> { programme.allocate() }
    }

    @Test
    fun `many threads ask one programme at once and get the same plan`() = Programme.read(wanyuan).use { programme ->
        val pool = Executors.newFixedThreadPool(8)
        try {
            val tasks = List(64) { Callable { programme.allocate { _, _ -> true }.use { it.canonical().hash to written(it) } } }
            assertEquals(1, pool.invokeAll(tasks).map { it.get() }.toSet().size)
        } finally {
            pool.shutdown()
        }
    }

    @Test
    fun `a library of another version is refused with both fingerprints`() {
        assertNull(Library.judge("sha256:a", "sha256:a"))
        val refusal = assertNotNull(Library.judge("sha256:a", "sha256:b"))
        val error = assertIs<BangfuException.Misuse>(refusal.thrown())
        assertEquals(5 to "WRONG_VERSION", error.first.number to error.first.name)
        assertTrue("sha256:a" in error.message && "sha256:b" in error.message)
        assertNotSame(error, refusal.thrown())
        assertNull(Library.refusal())
    }
}
