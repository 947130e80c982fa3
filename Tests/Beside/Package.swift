// swift-tools-version: 6.2
import PackageDescription

// Your own package, beside a clone of GlassBox: a layer, a network, a training.
let package = Package(
  name: "Beside",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "GlassBox", path: "../..")],
  targets: [
    .executableTarget(
      name: "Beside",
      dependencies: [
        .product(name: "CNN", package: "GlassBox"),
        .product(name: "Digits", package: "GlassBox"),
        .product(name: "Explain", package: "GlassBox"),
        .product(name: "Exchange", package: "GlassBox"),
      ])
  ]
)
