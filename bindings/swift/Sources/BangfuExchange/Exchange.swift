import Bangfu
internal import BangfuExchangeRaw
import Foundation

/// Sheets, running texts and open data: bytes in, documents out.
///
/// Nothing is written to any place, and a programme that is given stays as it is.
public enum Exchange {
    /// Plans what sheets change in a programme, all of them at once.
    ///
    /// - Throws: ``BangfuError`` with every file that can't be read, the third at
    ///   `/files/2`.
    public static func importSheets(
        _ sheets: [Sheet], into programme: Programme, options: ImportOptions = ImportOptions()
    ) throws(BangfuError) -> Import {
        try planned(sheets, programme, options, nil)
    }

    /// Plans what sheets change in a programme, and says how far it has come
    /// meanwhile: at most twenty times a second, on the thread of the call, and at
    /// last with both numbers equal. `progress` may answer `cancel` or throw.
    ///
    /// - Throws: ``BangfuError``, or what `progress` throws, unchanged.
    public static func importSheets(
        _ sheets: [Sheet], into programme: Programme, options: ImportOptions = ImportOptions(),
        progress: (_ done: Int, _ total: Int) throws -> Programme.Continuation
    ) throws -> Import {
        try Listener.hears(progress) { listener in
            try planned(sheets, programme, options, listener)
        }
    }

    private static func planned(
        _ sheets: [Sheet], _ programme: Programme, _ options: ImportOptions, _ listener: Listener?
    ) throws(BangfuError) -> Import {
        let document = try programme.document()
        let bytes = sheets.reduce(document.count) { $0 + $1.size }
        return try Import(
            exchange(bytes) {
                try rawExchangeImport(
                    sheets: sheets.map(\.raw), programme: document, options: options.raw,
                    listener: listener)
            })
    }

    /// Repairs a text (traditional characters, look-alikes, annotations) and looks
    /// for what it states.
    ///
    /// - Parameter mapping: a mapping file that says what its words mean.
    /// - Throws: ``BangfuError``, such as `NOT_A_TEXT`.
    public static func letter(_ text: Sheet, mapping: String? = nil) throws(BangfuError) -> Letter {
        Letter(try exchange(text.size) { try rawExchangeLetter(text: text.raw, mapping: mapping) })
    }

    /// Copies a sheet as an `.xlsx` and puts right what is certain; the report says
    /// each repair.
    ///
    /// - Throws: ``BangfuError`` when it is no sheet.
    public static func mend(
        _ sheet: Sheet, kind: Kind? = nil, mapping: String? = nil
    ) throws(BangfuError) -> Files {
        let options = ImportOptions(kind: kind, mapping: mapping)
        return Files(try exchange(sheet.size) { try rawExchangeMend(sheet: sheet.raw, options: options.raw) })
    }

    /// Writes a programme, and a plan with the rules that it was made with, as
    /// others read it.
    ///
    /// - Parameter rules: the rules of the plan instead of the programme's own.
    /// - Throws: ``BangfuError`` with everything that keeps it from being written,
    ///   such as `OPTION_NOT_OF_FORMAT`.
    public static func export(
        _ programme: Programme, plan: Plan? = nil, rules: Rules? = nil, options: ExportOptions = ExportOptions()
    ) throws(BangfuError) -> Files {
        let document = try programme.document()
        let (made, book) = (try plan?.canonical().json, try rules?.canonical().json)
        let bytes = document.count + (made?.utf8.count ?? 0) + (book?.utf8.count ?? 0)
        return Files(
            try exchange(bytes) {
                try rawExchangeExport(
                    programme: document, plan: made.map { Data($0.utf8) },
                    rules: book.map { Data($0.utf8) }, options: options.raw)
            })
    }

    /// An empty `.xlsx` for those who report, which the import reads.
    public static func template(_ of: Template, language: Language = .preferred) throws(BangfuError) -> Files {
        Files(try exchange { try rawExchangeTemplate(of: of.raw, lang: language.raw) })
    }
}
