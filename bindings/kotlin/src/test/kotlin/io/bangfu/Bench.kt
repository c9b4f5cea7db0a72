package io.bangfu

import io.bangfu.raw.IntegrityCheckingUniffiLib
import io.bangfu.raw.uniffiEnsureInitialized

/** What calls cost, for `tests/bench/bindings.py`: medians of warm runs, a JSON object a line. */
fun main() {
    uniffiEnsureInitialized()
    say("JNA alone, no argument", CALLS) { repeat(CALLS) { IntegrityCheckingUniffiLib.ffi_bangfu_uniffi_uniffi_contract_version() } }
    say("a trivial call", CALLS) { repeat(CALLS) { SelfTest.echo(it.toLong()) } }
    say("a short text there and back", CALLS) { repeat(CALLS) { SelfTest.echo("万源市") } }
    val plan = large()
    say("10⁵ plan rows as columns", plan) { it.needs.ids.size + it.needs.granted.size }
    say("a NeedRow for each of them", plan) { rows -> rows.needs.sumOf { it.granted } }
}

private const val CALLS = 20_000
private const val NEEDS = 100_000
private const val RUNS = 15

/** A plan of a hundred thousand needs. */
private fun large(): ByteArray {
    val needs = (0 until NEEDS).joinToString(",") {
        """{"id":"n-${"%06d".format(it)}","place":"511781109200","category":"relief","money":"${it % 900 + 100}.00"}"""
    }
    val document = """
        {"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02",
         "registry":{"organisations":[{"id":"o","name":"o","kind":"charity"}],"places":[{"code":"511781109200","name":"v"}]},
         "lists":{"needs":[$needs]},
         "giving":{"gifts":[{"id":"g","donor":"o","recipient":"o","received_on":"2024-04-02","money":"20000000.00","restriction":"none"}]},
         "rules":{"format":"bangfu.rules/1","id":"r"}}
    """
    return Programme.read(document).use { it.allocate().use { plan -> plan.canonical().text.toByteArray() } }
}

/** Nanoseconds a call. */
private fun say(what: String, calls: Int, work: () -> Unit) {
    val median = median(RUNS) { timed(work) } / calls
    println("""{"what":"$what","value":$median,"unit":"ns"}""")
}

/** Milliseconds, each time on a plan whose rows nobody has asked for yet. */
private fun say(what: String, plan: ByteArray, work: (Plan) -> Any) {
    val median = median(RUNS) { Plan.read(plan).use { timed { work(it) } } } / 10_000 / 100.0
    println("""{"what":"$what","value":$median,"unit":"ms"}""")
}

private fun timed(work: () -> Any): Long {
    val start = System.nanoTime()
    work()
    return System.nanoTime() - start
}

/** After as many runs that warm it up; without the garbage of what was measured before. */
private fun median(runs: Int, once: () -> Long): Long {
    repeat(runs) { once() }
    repeat(3) {
        System.gc()
        Thread.sleep(200)
    }
    return List(runs) { once() }.sorted()[runs / 2]
}
