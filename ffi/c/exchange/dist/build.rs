//! Gives the shared library the name under which programs look for it.

use std::env;

/// The interface's number: as `BF_ABI_VERSION` in bangfu.h, which a test compares.
const ABI: u32 = 0;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |part: &str| env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    match target("OS").as_str() {
        "linux" | "android" | "freebsd" | "openbsd" | "netbsd" => {
            println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libbangfu_exchange.so.{ABI}");
        }
        "macos" | "ios" => {
            println!(
                "cargo::rustc-cdylib-link-arg=-Wl,-install_name,@rpath/libbangfu_exchange.{ABI}.dylib"
            );
        }
        _ => {}
    }
}
