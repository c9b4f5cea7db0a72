//! Gives a shared library the name under which programs look for it: that of
//! its package without the parts that say what of the project it is.

use std::env;

/// The interface's number: as `BF_ABI_VERSION` in bangfu.h, which a test compares.
const ABI: u32 = 0;

fn main() {
    // What is said depends on the package and the target alone.
    println!("cargo::rerun-if-changed=Cargo.toml");
    let variable = |name: &str| env::var(name).unwrap_or_default();
    // bangfu-c-exchange-dist is libbangfu_exchange.
    let package = variable("CARGO_PKG_NAME");
    let name = package
        .replace("-c-", "-")
        .replace("-dist", "")
        .replace('-', "_");
    let option = match variable("CARGO_CFG_TARGET_OS").as_str() {
        "linux" | "android" | "freebsd" | "openbsd" | "netbsd" => {
            format!("-soname,lib{name}.so.{ABI}")
        }
        "macos" | "ios" => format!("-install_name,@rpath/lib{name}.{ABI}.dylib"),
        _ => return,
    };
    println!("cargo::rustc-cdylib-link-arg=-Wl,{option}");
}
