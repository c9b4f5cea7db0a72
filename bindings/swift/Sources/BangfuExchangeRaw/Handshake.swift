import BangfuExchangeFFI
import Foundation

/// The fingerprint of the exchange library that was loaded; nil when it can't
/// tell. Asked as `fingerprintOfLibrary` asks the other one, for its reasons.
package func fingerprintOfExchangeLibrary() -> String? {
    var status = RustCallStatus()
    let answer = uniffi_bangfu_uniffi_exchange_fn_func_raw_exchange_interface_fingerprint(&status)
    defer {
        var freed = RustCallStatus()
        ffi_bangfu_uniffi_exchange_rustbuffer_free(answer, &freed)
    }
    guard status.code == 0, let bytes = answer.data else {
        var freed = RustCallStatus()
        ffi_bangfu_uniffi_exchange_rustbuffer_free(status.errorBuf, &freed)
        return nil
    }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: Int(answer.len)), as: UTF8.self)
}
