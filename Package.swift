// swift-tools-version: 6.2
import PackageDescription

// Optimised also in debug builds: `swift run Convolution` is fast without `-c release`.
// On x86-64 the processor's vector instructions are used; GLASSBOX_CPU=x86-64-v3 builds
// programs that run on all processors with AVX2. More of the compiler's flags can follow:
// GLASSBOX_CPU="x86-64-v3 -mno-avx2" has vectors as short as Arm's.
#if arch(x86_64) && os(Linux)
  let usual = "native"
#else
  let usual = "x86-64-v3"
#endif
#if arch(x86_64)
  let processor = "-march=\(Context.environment["GLASSBOX_CPU"] ?? usual)".split(separator: " ")
    .flatMap { ["-Xcc", String($0)] }
#else
  let processor: [String] = []
#endif
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"] + processor)]

// After an edit of a lesson, most of the waiting time is the optimiser's. These lessons leave nearly
// all of their work to the package: without it they run up to 1.4 times as long, and are compiled two
// seconds sooner.
let plain: [SwiftSetting] = [.unsafeFlags(["-Onone"] + processor)]
let plainLessons = [
  "01-Convolution", "03-Pooling", "04-Dropout", "05-Flatten", "06-Dense", "09-Training",
  "10-Classification", "Symbols", "OwnSymbols", "Teaching",
]

let arguments = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

// The lessons, in order. Each is a program: `swift run Convolution`.
let lessons = [
  "01-Convolution", "02-ReLU", "03-Pooling", "04-Dropout", "05-Flatten", "06-Dense", "07-Softmax",
  "08-Backprop", "09-Training", "10-Classification",
  "11-DrawingPad", "12-Speed",
]
// Pages beside the lessons.
let others = ["Symbols", "OwnSymbols", "Teaching"]
func program(_ lesson: String) -> String {
  others.contains(lesson) ? lesson : String(lesson.dropFirst(3))
}

// The drawing pad's web server. Without the trait it is not even fetched.
let web = TargetDependencyCondition.when(traits: ["Web"])

let package = Package(
  name: "GlassBox",
  platforms: [.macOS(.v26)],
  products: [
    // What your own package can use: see Sources/README.md.
    .library(name: "CNN", targets: ["CNN"]),
    .library(name: "Explain", targets: ["Explain"]),
    .library(name: "Exchange", targets: ["Exchange"]),
    .library(name: "Figures", targets: ["Figures"]),
    .library(name: "Pictures", targets: ["Pictures"]),
    .library(name: "Digits", targets: ["Digits"]),
  ],
  traits: [
    .trait(name: "Web", description: "The drawing pad serves its page: brings Hummingbird.")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
  ],
  targets: [
    .systemLibrary(name: "CVectors"),
    .target(name: "Compute", dependencies: ["CVectors"], swiftSettings: optimised),
    .target(
      name: "CNN", dependencies: ["Compute"], exclude: ["README.md"], swiftSettings: optimised),
    .target(name: "Printing", swiftSettings: optimised),
    .target(name: "Explain", dependencies: ["CNN", "Printing"], swiftSettings: optimised),
    .target(name: "Exchange", dependencies: ["CNN", "Printing"], swiftSettings: optimised),
    .systemLibrary(
      name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(
      name: "Figures", dependencies: ["CNN", "Printing"], exclude: ["README.md"],
      swiftSettings: optimised),
    .target(
      name: "Pictures", dependencies: ["CNN", "Exchange", "Figures", "Printing", "CPNG", "CZlib"],
      exclude: ["Resources/README.md", "Resources/make_type.py"],
      resources: [.copy("Resources/Type")], swiftSettings: optimised),
    .target(
      name: "Digits", dependencies: ["CNN", "Exchange", "Pictures", "Printing", "CZlib"],
      resources: [.copy("Resources/MNIST")],
      swiftSettings: optimised),
    .target(name: "Pen", dependencies: ["CNN", "Digits", "Pictures"], swiftSettings: optimised),
    .target(
      name: "Models",
      dependencies: ["CNN", "Digits", "Exchange", "Pen", "Printing"],
      resources: [.copy("Weights")], swiftSettings: optimised),
    .target(
      name: "Notebook", dependencies: ["CNN", "Figures"], exclude: ["README.md"],
      resources: [.copy("Page")],
      swiftSettings: optimised),
    .target(
      name: "LessonKit",
      dependencies: [
        "CNN", "Exchange", "Explain", "Figures", "Notebook", "Pictures", "Printing", arguments,
      ],
      swiftSettings: optimised),
    .target(
      name: "Exercises",
      dependencies: [
        "CNN", "Digits", "Exchange", "Explain", "Figures", "LessonKit", "Models", "Pictures",
        "Printing", arguments,
      ], swiftSettings: optimised),
    .executableTarget(
      name: "Exercise", dependencies: ["CNN", "Exercises", "FastLoops"], path: "Lessons/Exercises",
      exclude: ["Fast"], swiftSettings: plain),
    // The exercise whose speed is judged; the others are built without the optimiser, which would
    // take Swift's sentence from a crash.
    .target(
      name: "FastLoops", dependencies: ["Exercises"], path: "Lessons/Exercises/Fast",
      swiftSettings: optimised),
    .target(
      name: "PadService",
      dependencies: [
        "CNN", "Digits", "Exchange", "Explain", "Models", "Pen", "Pictures", "Printing",
        .product(name: "Hummingbird", package: "hummingbird", condition: web),
        .product(name: "HummingbirdCore", package: "hummingbird", condition: web),
      ], swiftSettings: optimised),
    .executableTarget(
      name: "ImportDigits", dependencies: ["Digits", "Exchange", "Pictures", "Printing", arguments]),
    .target(name: "Measuring", dependencies: ["CVectors"], swiftSettings: optimised),
    .executableTarget(
      name: "Benchmark",
      dependencies: ["CNN", "Digits", "Measuring", "Models", "Printing", arguments],
      swiftSettings: optimised),
    .executableTarget(
      name: "ScoreDigits",
      dependencies: ["CNN", "Digits", "Exchange", "Models", "Pictures", "Printing", arguments],
      swiftSettings: optimised),
    .executableTarget(
      name: "ScorePen",
      dependencies: [
        "CNN", "Digits", "Exchange", "Models", "Pen", "Pictures", "Printing", arguments,
      ],
      swiftSettings: optimised),
    .executableTarget(
      name: "TrainModel",
      dependencies: [
        "CNN", "Digits", "Exchange", "Explain", "Models", "Pen", "Printing", arguments,
      ],
      swiftSettings: optimised),
    .executableTarget(
      name: "Walkthrough",
      dependencies: [
        "CNN", "Exchange", "LessonKit", "Models", "Notebook", "Printing", arguments,
      ]
        + (lessons + others).map { .target(name: program($0)) }),
  ]
    + (lessons + others).map {
      .executableTarget(
        name: program($0),
        dependencies: [
          "CNN", "Digits", "Exchange", "Explain", "Figures", "LessonKit", "Measuring", "Models",
          "Notebook", "Pen", "Pictures", "Printing",
        ]
          + ($0.hasSuffix("DrawingPad") ? ["PadService"] : []),
        path: "Lessons/\($0)",
        exclude: $0.hasSuffix("DrawingPad")
          ? ["Deploy"] : $0 == "OwnSymbols" ? ["Drawings", "Fourth", "Screenshots"] : [],
        resources: $0.hasSuffix("DrawingPad") ? [.copy("Page"), .copy("Screenshots")] : [],
        swiftSettings: (plainLessons.contains($0) ? plain : optimised)
          + [.defaultIsolation(MainActor.self)])
    }
    + [
      .testTarget(
        name: "CNNTests",
        dependencies: [
          "CNN", "Compute", "CVectors", "Exchange", "Explain", "OwnLayer", "Printing",
        ],
        resources: [.copy("Fixtures")], swiftSettings: optimised),
      // Stands in for a reader of the exercises.
      .executableTarget(
        name: "Attempts", dependencies: ["Exercises"], path: "Tests/Attempts", swiftSettings: plain),
      .testTarget(
        name: "ExerciseTests", dependencies: ["Exchange", "Exercises", "LessonKit"],
        swiftSettings: optimised),
      .testTarget(
        name: "PicturesTests",
        dependencies: ["CNN", "Exchange", "Figures", "Pictures", "Printing"],
        resources: [.copy("Fixtures")], swiftSettings: optimised),
      .testTarget(
        name: "DigitsTests",
        dependencies: [
          "CNN", "Digits", "Exchange", "Pictures", "CZlib", "ImportDigits", arguments,
        ],
        swiftSettings: optimised),
      .testTarget(name: "HouseTests"),
      .testTarget(
        name: "NotebookTests",
        dependencies: [
          "BrowserDriver", "CNN", "Digits", "Explain", "Figures", "Models", "Notebook",
        ], swiftSettings: optimised),
      // The template of your own layer, built as in a lesson's folder.
      .target(
        name: "OwnLayer", dependencies: ["CNN"], path: "Tests/Beside/Sources/Beside",
        exclude: ["main.swift"],
        swiftSettings: optimised + [.defaultIsolation(MainActor.self)]),
      .testTarget(
        name: "PenTests", dependencies: ["CNN", "Digits", "Pen", "Pictures"],
        swiftSettings: optimised),
      .testTarget(
        name: "ModelsTests",
        dependencies: ["CNN", "Digits", "Exchange", "Explain", "Models", "Pen", "Pictures"],
        resources: [.copy("Fixtures")], swiftSettings: optimised),
      // Drives a real browser, for the tests of the pad and of the pages.
      .target(name: "BrowserDriver", path: "Tests/BrowserDriver"),
      .testTarget(
        name: "PadServiceTests",
        dependencies: [
          "BrowserDriver", "CNN", "Digits", "Exchange", "Explain", "Models", "PadService", "Pen",
          "Pictures",
        ],
        swiftSettings: optimised),
      .testTarget(
        name: "LessonKitTests",
        dependencies: ["CNN", "Exchange", "Figures", "LessonKit", "Notebook", "Pictures"]),
      .testTarget(
        name: "LessonTests",
        dependencies: [
          "BrowserDriver", "CNN", "Digits", "Exchange", "Explain", "LessonKit", "Models", "Pen",
          "Pictures",
          "Printing", "Walkthrough", "TrainModel", "ScoreDigits", "ScorePen", "Benchmark",
        ]
          + (lessons + others).map { .target(name: program($0)) }),
    ],
  swiftLanguageModes: [.v6]
)

// GLASSBOX_TESTS="CNNTests PicturesTests" leaves only these tests and what they need, so that
// Tests/lanes.sh and Tests/sanitize.sh do not build every lesson again.
if let names = Context.environment["GLASSBOX_TESTS"] {
  var kept: Set<String> = []
  var open = names.split(separator: " ").map(String.init)
  while let name = open.popLast() {
    guard let target = package.targets.first(where: { $0.name == name }) else { continue }
    guard kept.insert(name).inserted else { continue }
    for case .byNameItem(let needed, _) in target.dependencies { open.append(needed) }
    for case .targetItem(let needed, _) in target.dependencies { open.append(needed) }
  }
  package.targets.removeAll { !kept.contains($0.name) }
  package.products.removeAll()
}
