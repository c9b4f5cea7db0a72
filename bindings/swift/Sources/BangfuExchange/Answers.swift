import Bangfu
internal import BangfuExchangeRaw
import Foundation

/// What sheets or a text change in a programme. The programme that was given stays
/// as it is.
public struct Import: Sendable {
    /// Whether nothing changes.
    public let isEmpty: Bool
    /// How many new entries wait for a person.
    public let onHold: Int
    /// How many findings there are beyond those that are kept; the report counts
    /// them by kind.
    public let more: Int
    private let raw: RawImport

    init(_ raw: RawImport) throws(BangfuError) {
        isEmpty = try exchange { try raw.isEmpty() }
        onHold = Int(try exchange { try raw.onHold() })
        more = Int(try exchange { try raw.more() })
        self.raw = raw
    }

    /// How many rows of a list have which fate.
    ///
    /// - Parameter list: `gifts`, `organisations`, `places`, `items`, `projects`,
    ///   `needs` or `resources`.
    public func count(_ list: String) throws(BangfuError) -> Counts {
        let counts = try exchange { try raw.count(list: list) }
        return Counts(
            added: Int(counts.added), changed: Int(counts.changed), differs: Int(counts.differs),
            same: Int(counts.same))
    }

    /// What was found in the files, and then on the way into the programme; of each
    /// kind and file the first thousand.
    public func findings() throws(BangfuError) -> [Found] {
        try exchange { try raw.findings() }.map(Found.init)
    }

    /// What changes and what was found, as `bangfu import --json --dry-run` prints
    /// it.
    public func report(_ language: Language = .preferred) throws(BangfuError) -> String {
        try exchange { try raw.report(lang: language.raw) }
    }

    /// The document of the programme with all of it.
    public func document() throws(BangfuError) -> String {
        try exchange { try raw.programme() }
    }

    /// The programme with all of it.
    public func programme() throws(BangfuError) -> Programme {
        try Programme(json: document())
    }
}

/// How many rows of a list have which fate.
public struct Counts: Sendable, Hashable {
    /// New.
    public let added: Int
    /// There with other content, and replaced.
    public let changed: Int
    /// There with other content, and left as they are.
    public let differs: Int
    /// There.
    public let same: Int
}

/// Something that was found in a sheet, at a cell. No text names a person.
public struct Found: Sendable, Hashable {
    /// What a finding means for its row.
    public enum Weight: Sendable {
        /// The row, or a line of it, is not taken.
        case keptOut
        /// It is taken, and a person should look at it.
        case doubt
        /// It is taken, and this is how.
        case note
    }

    /// The name of the file.
    public let file: String
    /// The name of the sheet.
    public let sheet: String
    /// The cell, such as `D1637`; empty for the whole sheet.
    public let cell: String
    /// What it means for the row.
    public let weight: Weight
    /// The number, never reused.
    public let number: Int
    /// The name that stays.
    public let name: String
    /// What the cell should hold, where that is known.
    public let suggestion: String?
    private let texts: Texts

    init(_ raw: RawFound) {
        (file, sheet, cell) = (raw.file, raw.sheet, raw.cell)
        weight =
            switch raw.weight {
            case .keptOut: .keptOut
            case .doubt: .doubt
            case .note: .note
            }
        (number, name, suggestion) = (Int(raw.number), raw.name, raw.suggestion)
        texts = Texts(zh: raw.textZh, en: raw.textEn)
    }

    /// What was found.
    public func text(_ language: Language = .preferred) -> String {
        texts[language]
    }
}

/// A running text: repaired, and what it states.
///
/// What it proposes are no facts. A person accepts them, and then
/// ``accept(_:into:on:keepNames:overwrite:)`` puts them into a programme.
public struct Letter: Sendable {
    private let raw: RawLetter

    init(_ raw: RawLetter) {
        self.raw = raw
    }

    /// The repaired text in UTF-8, with the byte order mark that the source had.
    public func restored() throws(BangfuError) -> Data {
        try exchange { try raw.restored() }
    }

    /// Repairs and proposals with their numbers, as `bangfu import --kind text
    /// --json` prints them.
    public func report(_ language: Language = .preferred) throws(BangfuError) -> String {
        try exchange { try raw.report(lang: language.raw) }
    }

    /// Plans what is put into a programme of what was accepted.
    ///
    /// - Parameters:
    ///   - choice: `certain`, `all`, or numbers such as `1,3,5-9`.
    ///   - day: the day of the event, where the text does not say its year.
    public func accept(
        _ choice: String, into programme: Programme, on day: Day? = nil, keepNames: Bool = false,
        overwrite: Bool = false
    ) throws(BangfuError) -> Import {
        let document = try programme.document()
        let options = RawAcceptOptions(
            accept: choice, on: day?.description, keepNames: keepNames, overwrite: overwrite)
        return try Import(exchange(document.count) { try raw.accept(programme: document, options: options) })
    }
}

/// Files that were made, and what there is to say of them.
public struct Files: Sendable {
    /// A file that was made.
    public struct Output: Sendable, Hashable {
        /// The name that it has beside others, such as `needs.csv`.
        public let name: String
        /// What is in it.
        public let data: Data
    }

    /// At least one.
    public let files: [Output]
    /// Whether they belong into a directory, even if there is only one.
    public let isDirectory: Bool
    /// What they leave out or write in another way, each at its place in the
    /// programme.
    public let leftOut: [Finding]
    private let documents: Texts

    init(_ raw: RawFiles) {
        files = raw.files.map { Output(name: $0.name, data: $0.bytes) }
        (isDirectory, leftOut) = (raw.directory, raw.leftOut.map(Finding.init))
        documents = Texts(zh: raw.jsonZh, en: raw.jsonEn)
    }

    /// What was made, as `bangfu export --json` prints it; of a copy its repairs.
    public func report(_ language: Language = .preferred) -> String {
        documents[language]
    }
}
