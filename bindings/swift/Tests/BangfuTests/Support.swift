import Foundation
import XCTest

/// A value of JSON, compared strictly: `1` is not `true`, `"1"` is not `1`.
enum JSON: Codable, Equatable {
    case null
    case bool(Bool)
    case number(Int64)
    case text(String)
    case list([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let object = try? value.decode([String: JSON].self) {
            self = .object(object)
        } else if let list = try? value.decode([JSON].self) {
            self = .list(list)
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if value.decodeNil() {
            self = .null
        } else {
            // No document of bangfu holds a fraction, nor do the suites.
            self = .number(try value.decode(Int64.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .null: try value.encodeNil()
        case .bool(let bool): try value.encode(bool)
        case .number(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        case .list(let list): try value.encode(list)
        case .object(let object): try value.encode(object)
        }
    }

    static func read(_ bytes: Data) throws -> JSON {
        try JSONDecoder().decode(JSON.self, from: bytes)
    }

    static func read(_ text: String) throws -> JSON {
        try read(Data(text.utf8))
    }

    func written() throws -> Data {
        let encoder = JSONEncoder()
        // As the suites write it: errors are told in the order of the document.
        encoder.outputFormatting = .sortedKeys
        return try encoder.encode(self)
    }

    subscript(key: String) -> JSON? {
        if case .object(let object) = self { object[key] } else { nil }
    }

    func text(_ key: String) throws -> String {
        guard case .text(let text) = self[key] else { throw Malformed(key: key) }
        return text
    }

    func number(_ key: String) throws -> Int64 {
        guard case .number(let number) = self[key] else { throw Malformed(key: key) }
        return number
    }

    func bool(_ key: String) throws -> Bool {
        guard case .bool(let bool) = self[key] else { throw Malformed(key: key) }
        return bool
    }

    func list(_ key: String) throws -> [JSON] {
        guard case .list(let list) = self[key] else { throw Malformed(key: key) }
        return list
    }

    func texts(_ key: String) throws -> [String] {
        try list(key).map { entry in
            guard case .text(let text) = entry else { throw Malformed(key: key) }
            return text
        }
    }

    /// The object without some keys.
    func without(_ keys: String...) -> JSON {
        guard case .object(var object) = self else { return self }
        for key in keys { object[key] = nil }
        return .object(object)
    }

    static func texts(_ texts: some Sequence<String>) -> JSON {
        .list(texts.map(JSON.text))
    }
}

struct Malformed: Error {
    let key: String
}

/// The root of the repository.
let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

func vectors(_ file: String) throws -> JSON {
    try JSON.read(Data(contentsOf: root.appendingPathComponent("tests/vectors/\(file)")))
}

/// Runs every case of a suite, says how many ran of how many the manifest
/// promises, and fails when these differ or a case is wrong. `judge` says what
/// is wrong with a case, if anything.
func runSuite(_ file: String, judge: (JSON) throws -> String?) throws {
    let entry = try vectors("MANIFEST.json").list("suites").first { $0["file"] == .text(file) }
    let promised = try XCTUnwrap(entry, "\(file) is not in the manifest").number("cases")
    var ran: Int64 = 0
    for entry in try vectors(file).list("cases") {
        ran += 1
        let wrong: String?
        do {
            wrong = try judge(entry)
        } catch {
            wrong = "\(error)"
        }
        if let wrong {
            XCTFail("\(file), \(try entry.text("name")): \(wrong)")
        }
    }
    print("\(file): ran \(ran) of \(promised)")
    XCTAssertEqual(ran, promised, file)
}

/// As above; `answer` turns a case's `in` into what should be its `out`.
func runSuite(_ file: String, answer: (JSON) throws -> JSON) throws {
    try runSuite(file) { (entry: JSON) -> String? in
        guard let given = entry["in"], let expected = entry["out"] else { return "no case" }
        let found = try answer(given)
        return found == expected ? nil : "in \(given)\n  expected \(expected)\n  found    \(found)"
    }
}
