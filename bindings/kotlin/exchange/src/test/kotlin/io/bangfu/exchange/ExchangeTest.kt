package io.bangfu.exchange

import io.bangfu.BangfuException
import io.bangfu.Lang
import io.bangfu.Programme
import org.junit.jupiter.api.Test
import java.nio.charset.Charset
import java.nio.file.Path
import java.nio.file.Paths
import java.time.LocalDate
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertTrue

/** Sheets, texts and open data, in and out. */
class ExchangeTest {
    private val root: Path = Paths.get(System.getProperty("bangfu.root"))
    private val gifts = Sheet("二〇二四年捐赠.csv", "日期,捐赠人,金额（万元）\n2024.04.02,李某,1.5\n".toByteArray())
    private val web = Sheet("网页.xls", "<html></html>".toByteArray())

    /** An invented report, as a page left it. */
    private val report = Sheet.read(root.resolve("core/exchange/tests/data/reports/lixian.txt"))

    private fun empty() = Programme.read(
        """{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05",
            "registry": {"organisations": [{"id": "charity", "name": "某县慈善会", "kind": "charity"}]}}""",
    )

    private fun wanyuan() = Programme.read(root.resolve("bindings/cli/data/wanyuan.json"))

    private inline fun <reified T : BangfuException> refused(call: () -> Unit): T = assertFailsWith<T> { call() }

    @Test
    fun `a sheet becomes gifts and names become pseudonyms`(): Unit = empty().use { programme ->
        Exchange.importSheets(listOf(gifts), programme).use { found ->
            assertEquals(Counts(1, 0, 0, 0), found.count("gifts"))
            assertFalse(found.isEmpty)
            assertContains(found.report(Lang.EN), gifts.name)
            assertFalse("李某" in found.document())
            assertContains(found.document(), "\"money\":\"15000.00\"")
            found.programme().use { with ->
                Exchange.importSheets(listOf(gifts), with).use { assertTrue(it.isEmpty) }
            }
        }
        Exchange.importSheets(listOf(gifts), programme, ImportOptions(keepNames = true)).use {
            assertContains(it.document(), "李某")
        }
    }

    @Test
    fun `what looks odd is found at its cell`(): Unit = empty().use { programme ->
        val sheet = Sheet("a.csv", "日期,捐赠人,金额（元）\n2024.04.02,某公司,一百左右\n".toByteArray())
        val found = Exchange.importSheets(listOf(sheet), programme).use { it.findings().first() }
        assertEquals("a.csv" to "C2", found.file to found.cell)
        assertFalse(found.text(Lang.ZH) == found.text(Lang.EN))
    }

    @Test
    fun `every file that cannot be read is named`(): Unit = empty().use { programme ->
        val damaged = Sheet("b.xlsx", byteArrayOf('P'.code.toByte(), 'K'.code.toByte(), 3, 4))
        val error = refused<BangfuException.Input> { Exchange.importSheets(listOf(web, gifts, damaged), programme) }
        assertEquals(listOf("/files/0", "/files/2"), error.findings.map { it.pointer })
        assertEquals("NOT_A_SHEET", error.first.name)
    }

    @Test
    fun `options that say nothing are refused at their keys`(): Unit = empty().use { programme ->
        fun first(call: () -> Unit) = refused<BangfuException.Input>(call).first.let { it.name to it.pointer }
        for (mapping in listOf("{", "[]", """{"over": 1}""")) {
            val found = first { Exchange.importSheets(listOf(gifts), programme, ImportOptions(mapping = mapping)) }
            assertEquals("/mapping", found.second, mapping)
        }
        val iati = ExportOptions(Format.IATI, only = Listed.NEEDS)
        assertEquals("OPTION_NOT_OF_FORMAT" to "/list", first { Exchange.export(programme, iati) })
        val plan = ExportOptions(Format.CSV, only = Listed.PLAN)
        assertEquals("PLAN_WANTED", first { Exchange.export(programme, plan) }.first)
        assertEquals("BAD_CHOICE", first { Exchange.letter(report).use { it.accept(programme, "some") } }.first)
        refused<BangfuException.Misuse> { Exchange.letter(Sheet("\uD800.txt", byteArrayOf())) }
    }

    @Test
    fun `progress is told and may stop`(): Unit = empty().use { programme ->
        val before = programme.canonical()
        var last = 0L to 1L
        Exchange.importSheets(listOf(gifts), programme) { done, total ->
            last = done to total
            true
        }.close()
        assertEquals(last.second, last.first)
        for (stop in listOf<(Long, Long) -> Boolean>({ _, _ -> false }, { done, total -> done < total })) {
            refused<BangfuException.Cancelled> { Exchange.importSheets(listOf(gifts), programme, listener = stop) }
        }
        assertEquals(before, programme.canonical())
        val mine = IllegalStateException("mine")
        val thrown = assertFailsWith<IllegalStateException> {
            Exchange.importSheets(listOf(gifts), programme) { _, _ -> throw mine }
        }
        assertTrue(thrown === mine)
    }

    @Test
    fun `a text is repaired and what is accepted is put in`(): Unit = empty().use { programme ->
        val day = LocalDate.of(2024, 3, 18)
        Exchange.letter(report).use { letter ->
            assertTrue(String(letter.restored()).startsWith("津甘协作暖人心"))
            assertContains(letter.report(Lang.EN), "\"number\":1")
            letter.accept(programme, "certain", day).use { taken ->
                assertFalse(taken.isEmpty)
                taken.programme().use { with ->
                    letter.accept(with, "certain", day).use { assertTrue(it.isEmpty) }
                }
            }
        }
        val error = refused<BangfuException.Input> { Exchange.letter(Sheet("a.txt", byteArrayOf(0, 1, 2))) }
        assertEquals("NOT_A_TEXT", error.first.name)
    }

    @Test
    fun `every form is written`(): Unit = wanyuan().use { programme ->
        programme.allocate().use { plan ->
            for (to in Format.values()) {
                val open = to == Format.GIVING_360 || to == Format.IATI
                val prefix = if (to == Format.GIVING_360) "360G-example" else null
                val options = ExportOptions(to, publisher = if (open) "charity-wanyuan" else null, prefix = prefix)
                val made = Exchange.export(programme, options, plan)
                assertTrue(made.files.isNotEmpty() && made.files.all { it.bytes.isNotEmpty() }, "$to")
                assertEquals(to == Format.CSV, made.directory)
                for (file in made.files) assertContains(made.report(Lang.EN), file.name)
            }
            val own = Exchange.export(programme, ExportOptions(Format.CSV, only = Listed.PLAN), plan)
            val beside = programme.rules()!!.use { rules ->
                Exchange.export(programme, ExportOptions(Format.CSV, only = Listed.PLAN), plan, rules)
            }
            assertEquals(own.files.map { String(it.bytes) }, beside.files.map { String(it.bytes) })
        }
    }

    @Test
    fun `lists come back whole`(): Unit = wanyuan().use { programme ->
        val workbook = Exchange.export(programme).files.single()
        Exchange.importSheets(listOf(Sheet("导出.xlsx", workbook.bytes)), programme).use { again ->
            assertTrue(again.isEmpty)
            assertEquals(54, again.count("needs").same)
        }
        val options = ExportOptions(Format.CSV, Listed.NEEDS, Encoding.GB_18030, lang = Lang.ZH)
        val needs = Exchange.export(programme, options).files.single()
        assertEquals("needs.csv", needs.name)
        assertContains(String(needs.bytes, Charset.forName("GB18030")), "需求")
    }

    @Test
    fun `a template is a sheet that imports`(): Unit = empty().use { programme ->
        for (of in Template.values()) {
            val file = Exchange.template(of).files.single()
            Exchange.importSheets(listOf(Sheet(file.name, file.bytes)), programme).use { assertTrue(it.isEmpty, "$of") }
        }
    }

    @Test
    fun `a copy is put right`() {
        val sheet = Sheet("捐赠.csv", "日期,捐赠人,金额（元）\n2024年4月2日,张某,壹佰元整\n".toByteArray())
        val made = Exchange.mend(sheet)
        assertEquals(listOf("捐赠.xlsx"), made.files.map { it.name })
        assertContains(made.report(Lang.ZH), "AMOUNT_AS_NUMBER")
        assertEquals("NOT_A_SHEET", refused<BangfuException.Input> { Exchange.mend(web) }.first.name)
    }

    @Test
    fun `a closed import answers nothing`(): Unit = empty().use { programme ->
        val found = Exchange.importSheets(listOf(gifts), programme)
        found.close()
        found.close()
        assertFalse(found.isEmpty)
        assertFailsWith<IllegalStateException> { found.document() }
    }
}
