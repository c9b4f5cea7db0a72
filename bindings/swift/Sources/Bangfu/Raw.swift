package import BangfuRaw
import Foundation

/// Asks the library, and turns what it throws into a ``BangfuError``.
func ask<Answer>(_ question: () throws -> Answer) throws(BangfuError) -> Answer {
    if let refusal { throw refusal }
    do {
        return try question()
    } catch let error as RawError {
        throw BangfuError(error)
    } catch let error as BangfuError {
        throw error
    } catch {
        // What it says may hold what the documents held.
        throw .defect
    }
}

/// Asks a library about so many bytes.
package func ask<Answer>(about bytes: Int, _ question: () throws -> Answer) throws(BangfuError) -> Answer {
    try ask {
        try fitting(bytes)
        return try question()
    }
}

/// Asks the library about a document.
func ask<Answer>(about document: Data, _ question: (Data) throws -> Answer) throws(BangfuError) -> Answer {
    try ask {
        try fitting(document.count)
        return try question(document)
    }
}

/// Asks the library about texts.
func ask<Answer>(about texts: String..., and more: [String] = [], _ question: () throws -> Answer) throws(BangfuError) -> Answer {
    try ask {
        // A list is written into one buffer, four bytes of length before each text.
        try fitting((texts + more).reduce(0) { $0 + $1.utf8.count + 4 })
        return try question()
    }
}

/// The generated code would end the process at what a 32-bit length can't say.
private func fitting(_ bytes: Int) throws {
    if bytes > Int32.max { try rawRefuseLength(bytes: UInt64(bytes)) }
}

/// Why this library can't be used: it was made for another interface.
private let refusal = BangfuError.refusal(wanted: rawFingerprint, found: fingerprintOfLibrary())

extension BangfuError {
    /// What is said to a library that does not fit; nil to one that does.
    ///
    /// Its own words can't be asked for: nothing in it is known to fit.
    package static func refusal(wanted: String, found: String?) -> BangfuError? {
        if wanted == found { return nil }
        let found = found ?? "?"
        return own(
            .misuse, 5, "WRONG_VERSION",
            zh: "调用方按接口 \(wanted) 编译，库的接口是 \(found)；请换成同一版",
            en: "the caller was made for the interface \(wanted), the library has \(found); take both of one version"
        )
    }

    /// What is said where the library could not even say that it panicked, or
    /// answered what it never answers.
    static let defect = own(
        .defect, 9001, "DEFECT",
        zh: "这是帮扶的缺陷，未作处理；请连同版本号报告",
        en: "this is a defect of bangfu, and nothing was done; please report it with the version"
    )

    private static func own(_ kind: Kind, _ number: Int, _ name: String, zh: String, en: String) -> BangfuError {
        let finding = Finding(
            number: number, name: name, pointer: "", line: nil, column: nil, facts: nil, texts: Texts(zh: zh, en: en))
        let json = { (text: String) in
            let quoted = (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) }
            return #"{"errors":[{"code":\#(number),"name":"\#(name)","pointer":"","text":\#(quoted ?? "null")}]}"#
        }
        return BangfuError(
            kind: kind, findings: [finding], more: 0, documents: Texts(zh: json(zh), en: json(en)))
    }

    init(_ raw: RawError) {
        let (kind, report): (Kind, RawReport) =
            switch raw {
            case .Misuse(let report): (.misuse, report)
            case .Input(let report): (.input, report)
            case .Rules(let report): (.rules, report)
            case .Allocation(let report): (.allocation, report)
            case .Cancelled(let report): (.cancelled, report)
            case .Defect(let report): (.defect, report)
            }
        self.init(
            kind: kind, findings: report.findings.map(Finding.init), more: Int(report.more),
            documents: Texts(zh: report.jsonZh, en: report.jsonEn))
    }
}

extension Finding {
    package init(_ raw: RawDetail) {
        self.init(
            number: Int(raw.number), name: raw.name, pointer: raw.pointer,
            line: raw.line.map(Int.init), column: raw.column.map(Int.init),
            facts: raw.factsJson, texts: Texts(zh: raw.textZh, en: raw.textEn))
    }
}
