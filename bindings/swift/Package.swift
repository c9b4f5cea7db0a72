// swift-tools-version: 6.0
import Foundation
import PackageDescription

// On Apple platforms the library comes as a framework, once `xcframework.sh`
// has made it; elsewhere it is the system's, found with `-Xlinker -L…`.
let framework = "BangfuFFI.xcframework"
func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/\(path)")
}
let hasFramework = exists(framework)
// `xcframework.sh exchange` makes one that holds both libraries, for an app links
// only one Rust library.
let hasExchange = !hasFramework || exists("\(framework)/ios-arm64/Headers/BangfuExchangeFFI")

// What uniffi writes is not made for the checks of Swift 6.
let generated: [SwiftSetting] = [.swiftLanguageMode(.v5)]

let package = Package(
    name: "Bangfu",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [
        .library(name: "Bangfu", targets: ["Bangfu"]),
        .executable(name: "Sample", targets: ["Sample"]),
    ],
    targets: [
        hasFramework
            ? .binaryTarget(name: "BangfuFFI", path: framework)
            : .systemLibrary(name: "BangfuFFI"),
        .target(name: "BangfuRaw", dependencies: ["BangfuFFI"], swiftSettings: generated),
        .target(name: "Bangfu", dependencies: ["BangfuRaw"]),
        .executableTarget(name: "Sample", dependencies: ["Bangfu"]),
        .executableTarget(
            name: "Endurance", dependencies: ["Bangfu", "BangfuRaw"], path: "Tests/Endurance"),
        .testTarget(name: "BangfuTests", dependencies: ["Bangfu", "Sample"]),
    ],
    swiftLanguageModes: [.v6]
)

if hasExchange {
    if !hasFramework {
        package.targets.append(.systemLibrary(name: "BangfuExchangeFFI"))
    }
    package.products += [
        .library(name: "BangfuExchange", targets: ["BangfuExchange"]),
        .executable(name: "ExchangeSample", targets: ["ExchangeSample"]),
    ]
    package.targets += [
        .target(
            name: "BangfuExchangeRaw",
            dependencies: ["BangfuRaw"] + (hasFramework ? ["BangfuFFI"] : ["BangfuExchangeFFI"]),
            swiftSettings: generated),
        .target(
            name: "BangfuExchange", dependencies: ["Bangfu", "BangfuRaw", "BangfuExchangeRaw"]),
        .executableTarget(name: "ExchangeSample", dependencies: ["Bangfu", "BangfuExchange"]),
        .testTarget(name: "BangfuExchangeTests", dependencies: ["Bangfu", "BangfuExchange"]),
    ]
}
