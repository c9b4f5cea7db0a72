internal import BangfuRaw

/// What a code is, and whether it is good.
///
/// Four kinds are told apart by their form: codes of places (行政区划代码),
/// unified social credit codes (统一社会信用代码), ID numbers and filing
/// numbers of fundraising.
public struct Code: Sendable, Hashable, CustomStringConvertible {
    /// What a code stands for.
    public enum Kind: String, Sendable {
        /// A place.
        case division
        /// An organisation.
        case creditCode = "credit_code"
        /// A person.
        case idNumber = "id_number"
        /// A filing of fundraising.
        case filingNumber = "filing_number"
    }

    /// A letter that is easily confused.
    public struct Hint: Sendable, Hashable {
        /// Where it stands, counted from 1.
        public let position: Int
        /// What was likely meant.
        public let likely: Character
    }

    /// The code as it may be shown: an ID number is masked.
    public let description: String
    /// What it stands for.
    public let kind: Kind
    /// Whether it is good.
    public let isGood: Bool
    /// The name of the place, where the directory has it.
    public let name: String?
    /// The name of the error, such as `BAD_CODE`.
    public let error: String?
    /// What should be looked at although the code is not bad: `CHECK_DIGIT`.
    public let warning: String?
    /// Which letter may be another.
    public let hint: Hint?
    private let texts: Texts?

    /// Says what the text is. A bad code is an answer, not an error.
    ///
    /// - Throws: ``BangfuError`` only for misuse and defects.
    public init(checking text: String) throws(BangfuError) {
        let raw = try ask(about: text) { try rawCodeCheck(text: text) }
        guard let kind = Kind(rawValue: raw.kind) else { throw .defect }
        (description, self.kind, isGood, name) = (raw.code, kind, raw.ok, raw.name)
        (error, warning) = (raw.error, raw.warning)
        if let zh = raw.textZh, let en = raw.textEn {
            texts = Texts(zh: zh, en: en)
        } else {
            texts = nil
        }
        if let position = raw.hintAt, let likely = raw.hintLikely?.first {
            hint = Hint(position: Int(position), likely: likely)
        } else {
            hint = nil
        }
    }

    /// What is wrong with it; nil for a good code.
    public func text(_ language: Language = .preferred) -> String? {
        texts?[language]
    }

    /// The places in which a place lies, the nearest first.
    ///
    /// - Throws: ``BangfuError`` `BAD_CODE`.
    public static func parents(of division: String) throws(BangfuError) -> [String] {
        try ask(about: division) { try rawCodeParents(text: division) }
    }
}
