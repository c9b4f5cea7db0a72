internal import BangfuRaw
import Foundation

/// Questions about a document of any kind: a programme, a rule book, a plan.
public enum Document {
    /// What ``check(_:)`` says.
    public struct Checked: Sendable, Hashable {
        /// Whether there is no error.
        public var isGood: Bool { errors.isEmpty }
        /// The document's format, such as `bangfu.programme/1`, when that could
        /// be told.
        public let format: String?
        /// All errors in the order of the document, at most 1000.
        public let errors: [Finding]
        /// How many errors there are besides.
        public let more: Int
        /// What looks odd; looked for only when there is no error.
        public let warnings: [Finding]
        private let documents: Texts

        init(_ raw: RawChecked) {
            (format, more) = (raw.format, Int(raw.more))
            (errors, warnings) = (raw.errors.map(Finding.init), raw.warnings.map(Finding.init))
            documents = Texts(zh: raw.jsonZh, en: raw.jsonEn)
        }

        /// As the command line of bangfu prints it.
        public func json(_ language: Language = .preferred) -> String {
            documents[language]
        }
    }

    /// A document as bangfu writes it.
    public struct Canonical: Sendable, Hashable {
        /// The canonical JSON, without a final newline.
        public let json: String
        /// `sha256:` and the hash of the JSON and one final newline.
        public let hash: String

        init(_ raw: RawCanonical) {
            (json, hash) = (raw.text, raw.hash)
        }
    }

    /// Says all that is wrong or odd with a document. A bad document is an
    /// answer, not an error.
    ///
    /// - Throws: ``BangfuError`` only for misuse and defects.
    public static func check(_ document: Data) throws(BangfuError) -> Checked {
        Checked(try ask(about: document) { try rawCheck(document: $0) })
    }

    /// The canonical bytes of a document. Equal documents have equal bytes,
    /// however they were ordered or spaced.
    ///
    /// - Throws: ``BangfuError`` with everything that is wrong with it.
    public static func canonical(_ document: Data) throws(BangfuError) -> Canonical {
        Canonical(try ask(about: document) { try rawCanonical(document: $0) })
    }
}
