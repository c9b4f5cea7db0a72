package io.bangfu

import io.bangfu.raw.RawVerified

/**
 * What [Programme.verify] says of a plan.
 *
 * @property lines how many lines were checked.
 * @property needs how many needs were checked.
 * @property gifts how many gifts were checked.
 * @property minimumGrantChecked whether minimum grants were checked too: not with more than 2,000 needs.
 * @property violations everything that is wrong with the plan; empty when it is right.
 */
public sealed class Verified(
    public val lines: Long,
    public val needs: Long,
    public val gifts: Long,
    public val minimumGrantChecked: Boolean,
    public val violations: List<Finding>,
    private val certificate: Texts,
    private val json: Texts,
) {
    /** What was checked and found, as a certificate to be kept with the plan. */
    @JvmOverloads
    public fun certificate(lang: Lang = Lang.ofHost()): String = certificate[lang]

    /** The answer as the command line prints it. */
    @JvmOverloads
    public fun json(lang: Lang = Lang.ofHost()): String = json[lang]

    /** The plan is right. */
    public class Right internal constructor(raw: RawVerified) :
        Verified(
            raw.lines.toLong(), raw.needs.toLong(), raw.gifts.toLong(), raw.minimumGrantChecked, emptyList(),
            Texts(raw.certificateZh, raw.certificateEn), Texts(raw.jsonZh, raw.jsonEn),
        )

    /**
     * The plan is wrong.
     *
     * @property more how many violations there are besides.
     */
    public class Wrong internal constructor(raw: RawVerified) :
        Verified(
            raw.lines.toLong(), raw.needs.toLong(), raw.gifts.toLong(), raw.minimumGrantChecked,
            Finding.all(raw.violations), Texts(raw.certificateZh, raw.certificateEn), Texts(raw.jsonZh, raw.jsonEn),
        ) {
        public val more: Long = raw.more.toLong()
    }

    internal companion object {
        fun of(raw: RawVerified): Verified = if (raw.ok) Right(raw) else Wrong(raw)
    }
}
