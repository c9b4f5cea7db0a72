package io.bangfu

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonNull
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import com.google.gson.JsonPrimitive
import java.math.BigDecimal
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.Paths
import kotlin.test.fail

/** The repository: what all languages share stands there. */
internal val root: Path = Paths.get(System.getProperty("bangfu.root"))

internal fun text(path: String): String = String(Files.readAllBytes(root.resolve(path)))

private fun document(name: String): JsonObject = JsonParser.parseString(text("tests/vectors/$name")).asJsonObject

/**
 * Runs a suite: [answer] turns a case's `in` into what should be its `out`, which it may look at to
 * see which of several right answers the case wants to hear about.
 */
internal fun run(suite: String, answer: (given: JsonObject, expected: JsonObject) -> JsonElement) =
    runCompared(suite) { given, expected -> answer(given, expected) to expected }

/** Runs a suite of which not everything is compared. */
internal fun runCompared(suite: String, answer: (given: JsonObject, expected: JsonObject) -> Pair<JsonElement, JsonElement>) {
    val promised = document("MANIFEST.json")["suites"].asJsonArray.map { it.asJsonObject }
        .single { it["file"].asString == suite }["cases"].asInt
    var ran = 0
    val wrong = ArrayList<String>()
    for (case in document(suite)["cases"].asJsonArray.map { it.asJsonObject }) {
        val (found, expected) = answer(case["in"].asJsonObject, case["out"].asJsonObject)
        ran += 1
        if (found != expected) wrong.add("${case["name"]}: in ${case["in"]}\n  expected $expected\n  found    $found")
    }
    println("$suite: ran $ran of $promised")
    if (wrong.isNotEmpty()) fail("$suite: ${wrong.size} wrong\n${wrong.take(10).joinToString("\n").take(20_000)}")
    if (ran != promised) fail("$suite: ran $ran, the manifest promises $promised")
}

/** An answer, or the name of the error in its place. */
internal fun orError(answer: () -> JsonElement): JsonElement =
    try {
        answer()
    } catch (error: BangfuException) {
        json("error" to error.first.name)
    }

/** An object; what is `null` is left out. */
internal fun json(vararg entries: Pair<String, Any?>): JsonObject {
    val document = JsonObject()
    for ((key, value) in entries) if (value != null) document.add(key, json(value))
    return document
}

internal fun json(value: Any?): JsonElement = when (value) {
    null -> JsonNull.INSTANCE
    is JsonElement -> value
    is Boolean -> JsonPrimitive(value)
    is BigDecimal -> JsonPrimitive(value.toPlainString())
    is Number -> JsonPrimitive(value)
    is Iterable<*> -> JsonArray().apply { value.forEach { add(json(it)) } }
    else -> JsonPrimitive(value.toString())
}

internal fun JsonObject.text(key: String): String = this[key].asString

internal fun JsonObject.texts(key: String): List<String> = this[key].asJsonArray.map { it.asString }
