/* A library of another interface: put before the real one by LD_PRELOAD, it
 * says that it has another fingerprint. */

#ifndef __clang__
#define _Nonnull
#define _Nullable
#endif
#include "BangfuFFI.h"

RustBuffer uniffi_bangfu_uniffi_fn_func_raw_interface_fingerprint(RustCallStatus *status)
{
    static const uint8_t other[] = "sha256:another";
    ForeignBytes bytes = {sizeof other - 1, other};
    return ffi_bangfu_uniffi_rustbuffer_from_bytes(bytes, status);
}
