package io.bangfu

import java.util.Locale

/** A language in which bangfu can say things to people. */
public enum class Lang {
    /** Chinese. */
    ZH,

    /** English. */
    EN,
    ;

    public companion object {
        /** Chinese where the host's default locale is Chinese, English elsewhere. */
        @JvmStatic
        public fun ofHost(): Lang = if (Locale.getDefault().language == Locale.CHINESE.language) ZH else EN
    }
}

/** A text in both languages. */
internal data class Texts(val zh: String, val en: String) {
    operator fun get(lang: Lang): String = if (lang == Lang.ZH) zh else en
}
