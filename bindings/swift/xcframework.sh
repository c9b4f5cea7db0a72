#!/bin/sh
# Makes BangfuFFI.xcframework beside Package.swift, for iPhone, its simulator
# and the Mac. Runs on a Mac with Xcode and rustup; Package.swift then takes the
# framework instead of the system's library.
#
# With `exchange` it holds sheets, texts and open data too, and the modules of both
# libraries: one Rust library in place of the other, for an app can't link two.
#
# It has not been run by the project: its machines are Linux. The steps are
# those of Apple's xcodebuild and of uniffi's manual.
set -eu

cd "$(dirname "$0")"
here=$(pwd)
root=$(cd ../.. && pwd)
work=$root/target/xcframework
package=bangfu-uniffi
modules=BangfuFFI
if [ "${1:-}" = exchange ]; then
    package=bangfu-uniffi-exchange
    modules="BangfuFFI BangfuExchangeFFI"
fi
name=lib$(echo "$package" | tr - _).a

# One static library for each target; never strip what an app will link.
targets="aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin"
for target in $targets; do
    rustup target add "$target"
    IPHONEOS_DEPLOYMENT_TARGET=15.0 MACOSX_DEPLOYMENT_TARGET=12.0 \
        cargo build --manifest-path "$root/Cargo.toml" --target-dir "$root/target" \
        --release --package "$package" --target "$target"
done

# xcodebuild takes one library for each platform: those of one platform are joined.
rm -rf "$work" "$here/BangfuFFI.xcframework"
mkdir -p "$work/simulator" "$work/mac"
built() { echo "$root/target/$1/release/$name"; }
lipo -create "$(built aarch64-apple-ios-sim)" "$(built x86_64-apple-ios)" -output "$work/simulator/$name"
lipo -create "$(built aarch64-apple-darwin)" "$(built x86_64-apple-darwin)" -output "$work/mac/$name"

# The module map names the library for the linker on Linux; a framework brings
# its own. In a folder of its own it does not meet that of another framework.
for module in $modules; do
    mkdir -p "$work/headers/$module"
    cp "Sources/$module/$module.h" "$work/headers/$module/"
    grep -v '^ *link ' "Sources/$module/module.modulemap" > "$work/headers/$module/module.modulemap"
done

xcodebuild -create-xcframework \
    -library "$(built aarch64-apple-ios)" -headers "$work/headers" \
    -library "$work/simulator/$name" -headers "$work/headers" \
    -library "$work/mac/$name" -headers "$work/headers" \
    -output "$here/BangfuFFI.xcframework"
