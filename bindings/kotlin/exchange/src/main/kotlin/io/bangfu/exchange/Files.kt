package io.bangfu.exchange

import io.bangfu.Finding
import io.bangfu.Lang
import io.bangfu.Texts
import io.bangfu.exchange.raw.RawFiles

/**
 * Files that were made, and what there is to say of them.
 *
 * @property files at least one.
 * @property directory whether they belong into a directory, even if there is only one.
 * @property leftOut what they leave out or write in another way, each at its place in the programme.
 */
public class Files private constructor(
    public val files: List<Output>,
    public val directory: Boolean,
    public val leftOut: List<Finding>,
    private val json: Texts,
) {
    /** What was made, as `bangfu export --json` prints it; of a copy its repairs. */
    @JvmOverloads
    public fun report(lang: Lang = Lang.ofHost()): String = json[lang]

    internal companion object {
        fun of(raw: RawFiles) = Files(
            raw.files.map { Output(it.name, it.bytes) },
            raw.directory,
            Finding.all(raw.leftOut),
            Texts(raw.jsonZh, raw.jsonEn),
        )
    }
}

/**
 * A file that was made.
 *
 * @property name the name that it has beside others, such as `needs.csv`.
 * @property bytes what is in it.
 */
public class Output internal constructor(public val name: String, public val bytes: ByteArray)
