import io.bangfu.Bangfu
import io.bangfu.BangfuException
import io.bangfu.Lang
import io.bangfu.Programme
import io.bangfu.Rules
import io.bangfu.Verified
import java.nio.file.Paths

fun main(arguments: Array<String>) {
    val file = Paths.get(arguments[0])
    val checked = Bangfu.check(file)
    Programme.read(file).use { programme ->
        println("${programme.name} (${programme.id}), ${programme.asOf}")
        println("check: ${checked.errors.size} errors, ${checked.warnings.size} warnings")

        var last = ""
        val plan = programme.allocate { done, total ->
            last = "$done of $total"
            true // go on; false would stop it
        }
        plan.use {
            println("progress: $last")
            println("granted ${plan.totals.granted} of ${plan.totals.received} yuan")
            for (need in plan.needs.subList(11, 14)) {
                println("${need.id}  ${need.required}  ${need.granted}  ${need.level}  ${need.reason}")
            }
            println(programme.explainNeed(plan, "n-012").text(Lang.ZH))
            val verified = programme.verify(plan)
            val judgement = if (verified is Verified.Right) "right" else "wrong"
            println("verify: $judgement, ${verified.lines} lines")
        }
    }
    try {
        Rules.read("""{"format":"bangfu.rules/1","id":"r","allocation":{"tiers":"loose"}}""")
    } catch (error: BangfuException.Input) {
        val first = error.first
        println("error ${first.number} ${first.name}")
        println("at ${first.pointer}, line ${first.line}, column ${first.column}")
        println(first.text(Lang.ZH))
    }
}
