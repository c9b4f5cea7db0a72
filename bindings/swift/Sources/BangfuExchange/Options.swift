import Bangfu
internal import BangfuExchangeRaw
import Foundation

/// A file with its name, by which findings call it.
public struct Sheet: Sendable, Hashable {
    /// The name; its ending tells `.csv` from `.json`.
    public let name: String
    /// What is in it.
    public let data: Data

    /// A file that is at hand.
    public init(name: String, data: Data) {
        (self.name, self.data) = (name, data)
    }

    /// Reads a file.
    ///
    /// - Throws: Foundation's errors for the file.
    public init(contentsOf url: URL) throws {
        self.init(name: url.lastPathComponent, data: try Data(contentsOf: url))
    }

    var raw: RawSheet { RawSheet(name: name, bytes: data) }

    var size: Int { name.utf8.count + data.count + 8 }
}

/// How to import sheets.
public struct ImportOptions: Sendable, Hashable {
    /// What the rows are, where a sheet does not tell.
    public var kind: Kind?
    /// A mapping file: an object of JSON that says what sheets do not, such as
    /// `{"header_row": 2}`.
    public var mapping: String?
    /// Keeps the names of persons, which otherwise become pseudonyms.
    public var keepNames: Bool
    /// Lets rows replace entries that are there with other content.
    public var overwrite: Bool

    /// As the core has it, but for what is given.
    public init(kind: Kind? = nil, mapping: String? = nil, keepNames: Bool = false, overwrite: Bool = false) {
        (self.kind, self.mapping) = (kind, mapping)
        (self.keepNames, self.overwrite) = (keepNames, overwrite)
    }

    var raw: RawImportOptions {
        RawImportOptions(kind: kind?.rawValue, mapping: mapping, keepNames: keepNames, overwrite: overwrite)
    }
}

/// How to export.
public struct ExportOptions: Sendable, Hashable {
    /// The form.
    public var format: Format
    /// What goes into sheets; otherwise all of it.
    public var only: Listed?
    /// How separated values are encoded.
    public var encoding: Encoding?
    /// Who publishes open data, by its id; otherwise the one that received all
    /// gifts.
    public var publisher: String?
    /// The prefix of ids that 360Giving has registered.
    public var prefix: String?
    /// The language of labels and notes.
    public var language: Language

    /// A workbook of all lists, but for what is given.
    public init(
        _ format: Format = .xlsx, only: Listed? = nil, encoding: Encoding? = nil, publisher: String? = nil,
        prefix: String? = nil, language: Language = .preferred
    ) {
        (self.format, self.only, self.encoding) = (format, only, encoding)
        (self.publisher, self.prefix, self.language) = (publisher, prefix, language)
    }

    var raw: RawExportOptions {
        RawExportOptions(
            to: format.rawValue, list: only?.rawValue, encoding: encoding?.rawValue, publisher: publisher,
            prefix: prefix, lang: language.raw)
    }
}

/// What the rows of a sheet are.
public enum Kind: String, Sendable, CaseIterable {
    /// Gifts of money.
    case gifts
    /// Gifts in kind.
    case goods
    /// Needs of villages.
    case needs
    /// What organisations offer.
    case resources
}

/// The form of an export.
public enum Format: String, Sendable, CaseIterable {
    /// A workbook.
    case xlsx
    /// Separated values, a file a list.
    case csv
    /// Grants, as 360Giving 1.4.
    case giving360 = "360giving"
    /// Activities, as IATI 2.03.
    case iati
    /// Needs and grants by place, with HXL tags.
    case hxl
}

/// What of a programme goes into sheets.
public enum Listed: String, Sendable, CaseIterable {
    /// The needs.
    case needs
    /// The projects.
    case projects
    /// The resources.
    case resources
    /// The gifts.
    case gifts
    /// The kinds of goods.
    case items
    /// The pages of the plan.
    case plan
}

/// How separated values are encoded.
public enum Encoding: String, Sendable, CaseIterable {
    /// With a byte order mark.
    case utf8 = "utf-8"
    /// For programs that know nothing else.
    case gb18030
}

/// What an empty sheet is for.
public enum Template: Sendable, CaseIterable {
    /// Needs of villages.
    case needs
    /// Gifts of money, and on a second sheet goods.
    case gifts
    /// Resources that organisations offer.
    case resources

    var raw: RawTemplate {
        switch self {
        case .needs: .needs
        case .gifts: .gifts
        case .resources: .resources
        }
    }
}
