package io.bangfu

import io.bangfu.raw.RawCode
import io.bangfu.raw.rawCodeCheck
import io.bangfu.raw.rawCodeParents

/** Codes of places, organisations and persons. */
public object Codes {
    /** Says what a code is and whether it is good. */
    @JvmStatic
    public fun check(text: String): CodeCheck = CodeCheck.of(Library.ask { rawCodeCheck(Document.text("text", text)) })

    /**
     * The divisions above a division, the nearest first.
     *
     * @throws BangfuException.Input when it is no code of a division.
     */
    @JvmStatic
    public fun parents(division: String): List<String> =
        Library.ask { rawCodeParents(Document.text("division", division)) }
}

/**
 * What a code is, and whether it is good.
 *
 * @property code the code as it may be shown: an ID number is masked.
 * @property kind what it is, or looks like.
 * @property place the name of the place, where bangfu's directory knows it.
 */
public sealed class CodeCheck(
    public val code: String,
    public val kind: CodeKind,
    public val place: String?,
    private val json: String,
) {
    /** The answer as the command line prints it. */
    public fun json(): String = json

    /**
     * The code is good.
     *
     * @property warning the name of what should be looked at all the same: `CHECK_DIGIT`.
     */
    public class Right internal constructor(
        code: String,
        kind: CodeKind,
        place: String?,
        public val warning: String?,
        json: String,
    ) : CodeCheck(code, kind, place, json)

    /**
     * The code is bad.
     *
     * @property error the name of what is wrong.
     * @property hint a letter that is easily confused with another, if there is one.
     */
    public class Wrong internal constructor(
        code: String,
        kind: CodeKind,
        place: String?,
        public val error: String,
        public val hint: CodeHint?,
        private val texts: Texts,
        json: String,
    ) : CodeCheck(code, kind, place, json) {
        /** What is wrong, in [lang]. */
        @JvmOverloads
        public fun text(lang: Lang = Lang.ofHost()): String = texts[lang]
    }

    internal companion object {
        fun of(raw: RawCode): CodeCheck {
            val kind = CodeKind.entries.first { it.key == raw.kind }
            val error = raw.error ?: return Right(raw.code, kind, raw.name, raw.warning, raw.json)
            val hint = raw.hintAt?.let { at -> CodeHint(at.toInt(), raw.hintLikely.orEmpty()) }
            val texts = Texts(raw.textZh.orEmpty(), raw.textEn.orEmpty())
            return Wrong(raw.code, kind, raw.name, error, hint, texts, raw.json)
        }
    }
}

/**
 * A letter in a code that is easily confused.
 *
 * @property position where it stands, counted from 1.
 * @property likely what was likely meant.
 */
public data class CodeHint(public val position: Int, public val likely: String)

/** What a code is of. */
public enum class CodeKind(internal val key: String) {
    /** A place: 行政区划代码. */
    DIVISION("division"),

    /** An organisation: 统一社会信用代码. */
    CREDIT_CODE("credit_code"),

    /** A person: 公民身份号码. */
    ID_NUMBER("id_number"),

    /** A public fundraising: 备案编号. */
    FILING_NUMBER("filing_number"),
}
