import io.bangfu.BangfuException
import io.bangfu.Lang
import io.bangfu.Programme
import io.bangfu.exchange.Exchange
import io.bangfu.exchange.ExportOptions
import io.bangfu.exchange.Format
import io.bangfu.exchange.ImportOptions
import io.bangfu.exchange.Listed
import io.bangfu.exchange.Sheet
import java.nio.file.Paths

fun main(arguments: Array<String>) {
    val sheet = Sheet("gifts.csv", Paths.get(arguments[1]).toFile().readBytes())
    val programme = Programme.read(Paths.get(arguments[0])).use { programme ->
        try {
            Exchange.importSheets(listOf(sheet), programme).close()
        } catch (error: BangfuException.Input) {
            println("error ${error.first.number} ${error.first.name}")
            println(error.first.text(Lang.ZH))
        }

        val options = ImportOptions(mapping = """{"recipient": "charity-wanyuan"}""")
        Exchange.importSheets(listOf(sheet), programme, options).use { found ->
            val gifts = found.count("gifts")
            println("gifts: ${gifts.added} added, ${gifts.changed} changed; ${found.onHold} on hold")
            for (finding in found.findings()) {
                println("${finding.name} at ${finding.sheet}!${finding.cell}: ${finding.text(Lang.ZH)}")
            }
            found.programme()
        }
    }
    programme.use {
        val workbook = Exchange.export(programme, ExportOptions(lang = Lang.ZH)).files.single()
        println("wrote ${workbook.name}")
        Exchange.importSheets(listOf(Sheet(workbook.name, workbook.bytes)), programme).use { again ->
            println("imported again: ${if (again.isEmpty) "nothing changes" else "something changes"}")
        }

        programme.allocate().use { plan ->
            println("granted ${plan.totals.granted} of ${plan.totals.received} yuan")
            val options = ExportOptions(Format.CSV, only = Listed.PLAN, lang = Lang.ZH)
            for (file in Exchange.export(programme, options, plan).files) println("wrote ${file.name}")
        }
    }
}
