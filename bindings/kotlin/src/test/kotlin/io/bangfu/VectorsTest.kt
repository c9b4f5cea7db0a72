package io.bangfu

import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import org.junit.jupiter.api.Test
import java.math.BigDecimal
import java.nio.ByteBuffer
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertTrue

/** Every case of `tests/vectors`, by the calls that a program would make. */
class VectorsTest {
    @Test
    fun `amounts of documents`() = run("money.parse.json") { given, _ ->
        orError {
            val amount = Money.parse(given.text("text"))
            json("fen" to Money.toFen(amount).toString(), "canonical" to Money.format(amount))
        }
    }

    @Test
    fun `amounts of people`() = run("money.read.json") { given, _ ->
        orError {
            val amount = Money.read(given.text("text"))
            json("kind" to amount.kind.name.lowercase(), "amount" to amount.stated)
        }
    }

    @Test
    fun `capital amounts both ways`() = run("money.capital.json") { given, expected ->
        orError {
            val amount = Money.parse(given.text("amount"))
            val capital = Money.capital(amount)
            fun reads(text: String) = runCatching { Money.read(text) }.getOrNull() == Amount(AmountKind.EXACTLY, amount)
            assertTrue(reads(capital), capital)
            // Other spellings can't be made, only accepted.
            json("capital" to capital, "accepted" to expected.texts("accepted").filter(::reads))
        }
    }

    @Test
    fun `splits sum to the pot`() = run("money.split.json") { given, _ ->
        orError {
            val pot = Money.parse(given.text("amount"))
            val (weights, method) = given.texts("by") to SplitMethod.valueOf(given.text("method").uppercase())
            val shares = Money.splitByText(pot, weights, method)
            assertEquals(pot, shares.fold(Money.ofFen(0), BigDecimal::add))
            assertEquals(shares, Money.split(pot, weights.map(::BigDecimal), method))
            json("shares" to shares)
        }
    }

    @Test
    fun `codes are told apart and checked`() = run("code.check.json") { given, _ ->
        val check = Codes.check(given.text("code"))
        val common = arrayOf("code" to check.code, "kind" to check.kind.name.lowercase(), "name" to check.place)
        val found = when (check) {
            is CodeCheck.Right -> json(*common, "ok" to true, "warning" to check.warning)
            is CodeCheck.Wrong -> {
                val hint = check.hint?.let { json("at" to it.position, "likely" to it.likely) }
                json(*common, "ok" to false, "error" to check.error, "hint" to hint)
            }
        }
        assertEquals(found, JsonParser.parseString(check.json()))
        found
    }

    @Test
    fun `divisions lie in one another`() = run("code.parent.json") { given, _ ->
        json("parents" to Codes.parents(given.text("code")))
    }

    @Test
    fun `dates and periods`() = run("time.json") { given, _ -> orError { time(given) } }

    private fun time(given: JsonObject): JsonElement {
        fun date(key: String) = Dates.parse(given.text(key))
        fun dates(key: String) = given.texts(key).map(Dates::parse)
        return when (val op = given.text("op")) {
            "parse" -> json("date" to date("text"))
            "add_months" -> json("date" to Dates.addMonths(date("date"), given["months"].asInt))
            "within" -> {
                val calendar = Holidays(dates("holidays"), dates("working_weekends"))
                val unit = Period.valueOf(given.text("unit").uppercase())
                json("date" to Dates.within(date("from"), given["count"].asInt, unit, calendar, given["roll"].asBoolean))
            }
            "quarterly" -> {
                val dues = Dates.quarterly(date("from"), date("to"))
                json("dues" to dues.interim, "final" to dues.last)
            }
            else -> error("unknown operation $op")
        }
    }

    @Test
    fun `every document gives exactly the expected errors`() = run("documents.json") { given, _ ->
        val checked = Bangfu.check(bytes(given["parts"].asJsonArray.toList()))
        val errors = "errors" to findings(checked.errors)
        when (checked) {
            is Checked.Right -> json(errors, "warnings" to findings(checked.warnings))
            is Checked.Wrong -> json(errors, "more" to checked.more.takeIf { it > 0 })
        }
    }

    private fun findings(findings: List<Finding>) = findings.map { json("name" to it.name, "pointer" to it.pointer) }

    /** Texts, repeated texts and raw bytes, one after another. */
    private fun bytes(parts: List<JsonElement>): ByteArray {
        val pieces = parts.map { part ->
            if (part.isJsonPrimitive) {
                part.asString.toByteArray() to 1
            } else if (part.asJsonObject.has("repeat")) {
                part.asJsonObject.text("repeat").toByteArray() to part.asJsonObject["times"].asInt
            } else {
                part.asJsonObject.text("hex").chunked(2).map { it.toInt(16).toByte() }.toByteArray() to 1
            }
        }
        // Taken at once: the largest document has half a gigabyte.
        val document = ByteBuffer.allocate(pieces.sumOf { (piece, times) -> piece.size * times })
        for ((piece, times) in pieces) repeat(times) { document.put(piece) }
        return document.array()
    }

    @Test
    fun `every document has its canonical bytes`() = run("canon.json") { given, _ ->
        val canonical = Bangfu.canonical(given.text("text"))
        json("canonical" to canonical.text, "sha256" to canonical.hash.removePrefix("sha256:"))
    }

    @Test
    fun `every scenario gives exactly the expected plan`() = runCompared("allocate.scenarios.json", ::allocated)

    @Test
    fun `every random programme gives exactly the expected plan`() = runCompared("allocate.random.json", ::allocated)

    private fun allocated(given: JsonObject, expected: JsonObject): Pair<JsonElement, JsonElement> {
        val found = try {
            Programme.read(given["programme"].toString()).use { programme ->
                given["rules"]?.let { Rules.read(it.toString()) }.use { rules ->
                    programme.allocate(rules).use { plan ->
                        assertIs<Verified.Right>(programme.verify(plan, rules))
                        val document = JsonParser.parseString(plan.canonical().text).asJsonObject
                        // Written by hand from the rows, the plan is still the one that the library writes.
                        // What pools match stands in the document only.
                        assertEquals(document.deepCopy().apply { remove("matches") }, written(plan))
                        json("plan" to document)
                    }
                }
            }
        } catch (error: BangfuException) {
            json("errors" to error.findings.map(::written))
        }
        return compared(found) to compared(expected)
    }

    private fun written(error: Finding) = json(
        "name" to error.name,
        "pointer" to error.pointer,
        "facts" to error.facts?.let(JsonParser::parseString),
    )

    /** Apart from what may differ between engines. */
    private fun compared(outcome: JsonObject): JsonElement {
        val copy = outcome.deepCopy()
        copy["plan"]?.asJsonObject?.let { plan -> listOf("engine", "lines").forEach(plan::remove) }
        return copy
    }
}

/** Money as a text, units as a number. */
private fun amount(item: String?, amount: BigDecimal?): Any? = if (item == null) amount else amount?.toLong()

/** A plan, written from its typed rows. */
internal fun written(plan: Plan): JsonObject {
    val items = plan.needs.associate { it.id to it.item }
    return json(
        "format" to "bangfu.plan/1", "programme" to plan.programme, "as_of" to plan.asOf, "rules" to plan.rules,
        "engine" to plan.engine, "input_hash" to plan.inputHash, "rules_hash" to plan.rulesHash,
        "needs" to plan.needs.map {
            json(
                "id" to it.id, "item" to it.item, "required" to amount(it.item, it.required),
                "already" to amount(it.item, it.already), "granted" to amount(it.item, it.granted),
                "level" to it.level, "reason" to it.reason, "bottleneck" to it.bottleneck?.let { index -> plan.bottlenecks[index].id },
            )
        },
        "gifts" to plan.gifts.map {
            json(
                "id" to it.id, "item" to it.item, "received" to amount(it.item, it.received),
                "overhead" to it.overhead, "reserve" to it.reserve,
                "used" to amount(it.item, it.used), "held" to amount(it.item, it.held), "reason" to it.reason,
            )
        },
        "lines" to plan.lines.map {
            val money = items[it.need] == null
            json(
                "gift" to it.gift, "need" to it.need, "part" to it.part,
                (if (money) "money" else "units") to (if (money) it.amount else it.amount.toLong()),
            )
        },
        "bottlenecks" to plan.bottlenecks.map {
            json("id" to it.id, "needs" to it.needs, "gifts" to it.gifts, "caps" to it.caps, "rests_on" to it.restsOn)
        },
        "totals" to json(
            "received" to plan.totals.received, "overhead" to plan.totals.overhead, "reserve" to plan.totals.reserve,
            "available" to plan.totals.available, "required" to plan.totals.required,
            "granted" to plan.totals.granted, "held" to plan.totals.held,
            "items" to plan.totals.items.map {
                json(
                    "item" to it.item, "received" to it.received, "required" to it.required,
                    "granted" to it.granted, "held" to it.held,
                )
            },
        ),
    )
}
