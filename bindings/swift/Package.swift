// swift-tools-version: 6.0
import Foundation
import PackageDescription

// On Apple platforms the library comes as a framework, once `xcframework.sh`
// has made it; elsewhere it is the system's, found with `-Xlinker -L…`.
let framework = "BangfuFFI.xcframework"
let hasFramework = FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/\(framework)")

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
        // What uniffi writes is not made for the checks of Swift 6.
        .target(
            name: "BangfuRaw",
            dependencies: ["BangfuFFI"],
            swiftSettings: [.swiftLanguageMode(.v5)]
        ),
        .target(name: "Bangfu", dependencies: ["BangfuRaw"]),
        .executableTarget(name: "Sample", dependencies: ["Bangfu"]),
        .executableTarget(
            name: "Endurance", dependencies: ["Bangfu", "BangfuRaw"], path: "Tests/Endurance"),
        .testTarget(name: "BangfuTests", dependencies: ["Bangfu", "Sample"]),
    ],
    swiftLanguageModes: [.v6]
)
