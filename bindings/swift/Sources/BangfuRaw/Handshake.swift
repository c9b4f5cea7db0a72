import BangfuFFI
import Foundation

/// The fingerprint of the library that was loaded; nil when it can't tell.
///
/// Asked past all generated code: that ends the process when the library does
/// not fit, and does not notice when only the fields of a record have changed.
/// Right because: this one function keeps its form (no argument, a text), and
/// a text crosses as its UTF-8 bytes.
package func fingerprintOfLibrary() -> String? {
    var status = RustCallStatus()
    let answer = uniffi_bangfu_uniffi_fn_func_raw_interface_fingerprint(&status)
    defer {
        var freed = RustCallStatus()
        ffi_bangfu_uniffi_rustbuffer_free(answer, &freed)
    }
    guard status.code == 0, let bytes = answer.data else {
        var freed = RustCallStatus()
        ffi_bangfu_uniffi_rustbuffer_free(status.errorBuf, &freed)
        return nil
    }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: Int(answer.len)), as: UTF8.self)
}
