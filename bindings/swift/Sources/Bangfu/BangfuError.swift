import Foundation

/// A language that bangfu speaks.
public enum Language: Sendable {
    /// Simplified Chinese.
    case zh
    /// English.
    case en

    /// The language that the user's settings prefer: Chinese in any script is
    /// ``zh``, everything else ``en``.
    public static var preferred: Language {
        (Locale.preferredLanguages.first ?? "").hasPrefix("zh") ? .zh : .en
    }
}

/// A text in both languages.
package struct Texts: Sendable, Hashable {
    let zh: String
    let en: String

    package init(zh: String, en: String) {
        (self.zh, self.en) = (zh, en)
    }

    package subscript(language: Language) -> String {
        switch language {
        case .zh: zh
        case .en: en
        }
    }
}

/// One thing that was found wrong or odd.
///
/// Nothing in it is personal: a key or a word that looks like an ID number is
/// masked, so a finding may be shown, sent and logged.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// The number, unique in bangfu and never reused.
    public let number: Int
    /// The name to compare with, such as `UNKNOWN_VALUE`; it never changes.
    public let name: String
    /// The JSON Pointer to the place in the document; empty is all of it.
    public let pointer: String
    /// The line of the document, counted from 1.
    public let line: Int?
    /// The column of the line, counted from 1 in characters.
    public let column: Int?
    /// The numbers behind it as JSON, where there are any: of
    /// `INFEASIBLE_FLOOR` the needs and the shortfall.
    public let facts: String?
    let texts: Texts

    /// What is wrong, where, and what would be right.
    public func text(_ language: Language = .preferred) -> String {
        texts[language]
    }

    /// Number, name, place and text, in English.
    public var description: String {
        let place = pointer.isEmpty ? "" : " at \(pointer)"
        return "\(number) \(name)\(place): \(texts.en)"
    }
}

/// Says why a call has no answer. It is the only error that bangfu throws.
///
/// A document that is wrong has one finding for each of its errors, not only
/// the first.
///
/// ```swift
/// do {
///     let rules = try Rules(json: text)
/// } catch {
///     for finding in error.findings { print(finding.pointer, finding.text(.zh)) }
/// }
/// ```
public struct BangfuError: Error, Sendable, Hashable {
    /// What kind of thing went wrong; the numbers of the findings say the same.
    public enum Kind: Sendable {
        /// The call itself says nothing sensible (1 to 99).
        case misuse
        /// A document or a text is wrong (1000 to 1999).
        case input
        /// The rules can't be applied (2000 to 2999).
        case rules
        /// The allocation has no result (3000 to 3999).
        case allocation
        /// Whoever followed the progress stopped the run.
        case cancelled
        /// bangfu itself is wrong (9000 and above); nothing was done.
        case defect
    }

    /// What kind of thing went wrong.
    public let kind: Kind
    /// What was found, in the order of the document: at least one, at most
    /// 1000.
    public let findings: [Finding]
    /// How many findings there are besides.
    public let more: Int
    private let documents: Texts

    init(kind: Kind, findings: [Finding], more: Int, documents: Texts) {
        (self.kind, self.findings, self.more, self.documents) = (kind, findings, more, documents)
    }

    /// `{"errors":[…]}`, as the command line of bangfu prints it.
    public func json(_ language: Language = .preferred) -> String {
        documents[language]
    }

    /// What is wrong, a finding a line.
    public func text(_ language: Language = .preferred) -> String {
        let lines = findings.map { $0.text(language) }
        guard more > 0 else { return lines.joined(separator: "\n") }
        let rest = language == .zh ? "另有 \(more) 处" : "and \(more) more"
        return (lines + [rest]).joined(separator: "\n")
    }
}

extension BangfuError: LocalizedError, CustomStringConvertible {
    /// What is wrong, in the language that the user prefers.
    public var errorDescription: String? { text() }

    /// The findings in English, a line each.
    public var description: String {
        let lines = findings.map(\.description) + (more > 0 ? ["and \(more) more"] : [])
        return lines.joined(separator: "\n")
    }
}
