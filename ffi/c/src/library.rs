//! Which library is this, and does it belong to this header?

use std::ffi::c_char;

use bangfu::misuse::Misuse;

use crate::error::bf_error;
use crate::guard::call;
use crate::status::bf_status;

/// The interface's number, which the name of the shared library bears:
/// libbangfu.so.0. It is 0 while the interface still grows, and then changes
/// only when a program would have to be compiled anew.
pub const BF_ABI_VERSION: i32 = 0;

/// Version and NUL.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\0");

/// Returns the version of the library that is running, such as "0.1.0". It
/// lives as long as the program.
#[unsafe(no_mangle)]
pub extern "C" fn bf_version() -> *const c_char {
    VERSION.as_ptr().cast()
}

/// Returns the interface's number of the library that is running: what
/// BF_ABI_VERSION was when it was compiled.
#[unsafe(no_mangle)]
pub extern "C" fn bf_abi_version() -> i32 {
    BF_ABI_VERSION
}

/// Asks whether a caller that was compiled for an interface and a version can
/// be served. bf_check_abi() asks with the numbers of this header; a binding
/// that has no header asks with those it was written for.
///
/// Right when the interface is the same and the library is not older. Statuses:
/// BF_WRONG_VERSION.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_check_version(
    abi: i32,
    major: i32,
    minor: i32,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |_| {
            if abi == BF_ABI_VERSION && (major, minor) <= own_version() {
                Ok(())
            } else {
                let (own_major, own_minor) = own_version();
                let wanted = format!("{abi} ({major}.{minor})");
                let found = format!("{BF_ABI_VERSION} ({own_major}.{own_minor})");
                Err(Misuse::WrongVersion { wanted, found }.into())
            }
        })
    }
}

/// Major and minor.
fn own_version() -> (i32, i32) {
    let number = |text: &str| text.parse().unwrap_or(0);
    (
        number(env!("CARGO_PKG_VERSION_MAJOR")),
        number(env!("CARGO_PKG_VERSION_MINOR")),
    )
}
