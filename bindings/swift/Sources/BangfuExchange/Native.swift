import Bangfu
internal import BangfuExchangeRaw
internal import BangfuRaw
import Foundation

/// Asks the exchange library about a programme and files of so many bytes; what
/// it throws is a `BangfuError`, as that of the other library.
func exchange<Answer>(_ bytes: Int = 0, _ question: () throws -> Answer) throws(BangfuError) -> Answer {
    if let refusal { throw refusal }
    return try ask(about: bytes, question)
}

/// Why this library can't be used. Its errors are those of the other one, so the
/// sources of both must be those that it was made with.
private let refusal = BangfuError.refusal(
    wanted: "\(BangfuExchangeRaw.rawFingerprint) \(BangfuRaw.rawFingerprint)",
    found: fingerprintOfExchangeLibrary()
)

extension Language {
    var raw: RawLang {
        switch self {
        case .zh: .zh
        case .en: .en
        }
    }
}

extension Programme {
    func document() throws(BangfuError) -> Data {
        Data(try canonical().json.utf8)
    }
}

/// What this library calls.
extension Listener: RawExchangeListener {}
