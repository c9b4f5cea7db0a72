package io.bangfu

import io.bangfu.raw.InternalException
import io.bangfu.raw.RAW_FINGERPRINT
import io.bangfu.raw.RawException
import io.bangfu.raw.RawReport
import io.bangfu.raw.rawInterfaceFingerprint
import io.bangfu.raw.uniffiEnsureInitialized

/**
 * The native library: found, compared with what this module was made for, and asked.
 *
 * A library of another version may lay out its answers in another way, and reading them would take
 * the process down. So no question is asked before both fingerprints were found equal.
 */
internal object Library {
    private val refusal: Refusal? by lazy {
        try {
            // Compares the checksum of every function, so the next line is safe to call.
            uniffiEnsureInitialized()
            judge(RAW_FINGERPRINT, rawInterfaceFingerprint())
        } catch (error: LinkageError) {
            Refusal.Missing("bangfu_uniffi", error)
        } catch (error: RuntimeException) {
            Refusal.Other(RAW_FINGERPRINT, error.message ?: error.toString())
        }
    }

    /** Which library this module was made for. The exchange asks when it runs, not when it is compiled. */
    val fingerprint: String get() = RAW_FINGERPRINT

    /** Asks the library, and throws this module's own exceptions. */
    inline fun <T> ask(question: () -> T): T {
        refusal()?.let { throw it }
        try {
            return question()
        } catch (error: RawException) {
            throw translated(error)
        } catch (error: InternalException) {
            throw unfit(error)
        }
    }

    /** What is thrown in place of an answer: anew each time, so that its trace shows the call. */
    fun refusal(): Throwable? = refusal?.thrown()

    /** What to do when this module was made for [wanted] and the library says [found]. */
    fun judge(wanted: String, found: String): Refusal? =
        if (wanted == found) null else Refusal.Other(wanted, found)

    fun translated(error: RawException): BangfuException = when (error) {
        is RawException.Misuse -> of(error.report, BangfuException::Misuse)
        is RawException.Input -> of(error.report, BangfuException::Input)
        is RawException.Rules -> of(error.report, BangfuException::Rules)
        is RawException.Allocation -> of(error.report, BangfuException::Allocation)
        is RawException.Cancelled -> of(error.report, BangfuException::Cancelled)
        is RawException.Defect -> of(error.report, BangfuException::Defect)
    }

    /** The two layers do not understand each other, which is a defect whoever caused it. */
    fun unfit(error: Exception): BangfuException =
        own(9001, "DEFECT", Texts("这是帮扶的缺陷；请连同版本号报告", "this is a defect of bangfu; please report it with the version"), BangfuException::Defect)
            .apply { initCause(error) }

    /** An exception about something that is known on this side alone. */
    fun own(number: Int, name: String, texts: Texts, make: (List<Finding>, Long, Texts) -> BangfuException): BangfuException {
        fun json(text: String) = """{"errors":[{"code":$number,"name":"$name","pointer":"","text":"${escaped(text)}"}]}"""
        val finding = Finding(number, name, "", texts, null, null, null)
        return make(listOf(finding), 0, Texts(json(texts.zh), json(texts.en)))
    }

    private fun of(report: RawReport, make: (List<Finding>, Long, Texts) -> BangfuException): BangfuException =
        make(Finding.all(report.findings), report.more.toLong(), Texts(report.jsonZh, report.jsonEn))

    private fun escaped(text: String): String = buildString {
        for (character in text) {
            when {
                character == '"' || character == '\\' -> append('\\').append(character)
                character < ' ' -> append("\\u%04x".format(character.code))
                else -> append(character)
            }
        }
    }

    /** Why the library can't be used. */
    sealed class Refusal {
        abstract fun thrown(): Throwable

        /** There is none for this machine. */
        class Missing(private val library: String, private val error: LinkageError) : Refusal() {
            override fun thrown(): Throwable {
                val machine = System.getProperty("os.name") + " on " + System.getProperty("os.arch")
                val text = "bangfu has no native library for $machine, or it can't be loaded: put " +
                    "${System.mapLibraryName(library)} into a folder that the system property " +
                    "jna.library.path names (${error.message})"
                return UnsatisfiedLinkError(text).initCause(error)
            }
        }

        /** It is of another version. */
        class Other(private val wanted: String, private val found: String) : Refusal() {
            override fun thrown(): Throwable {
                val texts = Texts(
                    "调用方按接口 $wanted 编译，库的接口是 $found；请换成同一版",
                    "the caller was made for the interface $wanted, the library has $found; take both of one version",
                )
                return own(5, "WRONG_VERSION", texts, BangfuException::Misuse)
            }
        }
    }
}
