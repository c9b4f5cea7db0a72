#!/bin/sh
# Makes BangfuFFI.xcframework beside Package.swift, for iPhone, its simulator
# and the Mac. Runs on a Mac with Xcode and rustup; Package.swift then takes the
# framework instead of the system's library.
#
# It has not been run by the project: its machines are Linux. The steps are
# those of Apple's xcodebuild and of uniffi's manual.
set -eu

cd "$(dirname "$0")"
here=$(pwd)
root=$(cd ../.. && pwd)
work=$root/target/xcframework
name=libbangfu_uniffi.a

# One static library for each target; never strip what an app will link.
targets="aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin"
for target in $targets; do
    rustup target add "$target"
    IPHONEOS_DEPLOYMENT_TARGET=15.0 MACOSX_DEPLOYMENT_TARGET=12.0 \
        cargo build --manifest-path "$root/Cargo.toml" --target-dir "$root/target" \
        --release --package bangfu-uniffi --target "$target"
done

# xcodebuild takes one library for each platform: those of one platform are joined.
rm -rf "$work" "$here/BangfuFFI.xcframework"
mkdir -p "$work/simulator" "$work/mac" "$work/headers/BangfuFFI"
built() { echo "$root/target/$1/release/$name"; }
lipo -create "$(built aarch64-apple-ios-sim)" "$(built x86_64-apple-ios)" -output "$work/simulator/$name"
lipo -create "$(built aarch64-apple-darwin)" "$(built x86_64-apple-darwin)" -output "$work/mac/$name"

# The module map names the library for the linker on Linux; a framework brings
# its own. In a folder of its own it does not meet that of another framework.
cp Sources/BangfuFFI/BangfuFFI.h "$work/headers/BangfuFFI/"
grep -v '^ *link ' Sources/BangfuFFI/module.modulemap > "$work/headers/BangfuFFI/module.modulemap"

xcodebuild -create-xcframework \
    -library "$(built aarch64-apple-ios)" -headers "$work/headers" \
    -library "$work/simulator/$name" -headers "$work/headers" \
    -library "$work/mac/$name" -headers "$work/headers" \
    -output "$here/BangfuFFI.xcframework"
