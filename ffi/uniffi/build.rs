//! Links for phones whose memory comes in pages of 16 KiB: Android refuses a
//! library that is aligned to less there.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "android") {
        for option in ["max-page-size", "common-page-size"] {
            println!("cargo::rustc-cdylib-link-arg=-Wl,-z,{option}=16384");
        }
    }
}
