import Foundation
import LessonKit

/// Where and how this program was built. A watch builds the lessons in the same way, so nothing is
/// built anew that did not change.
struct BuildPlace: Equatable, Sendable {
  /// The package's own folder.
  let package: String
  /// The folder of all that is built: `.build`.
  let scratch: String
  /// `debug` or `release`.
  let configuration: String
  /// The folder of the programs.
  let programs: String

  /// The traits that this program was built with. A trait is known to the compiler by its name.
  static var traits: [String] {
    #if Web
      ["Web"]
    #else
      []
    #endif
  }

  /// - Parameter program: the path of the running program:
  ///   `.build/x86_64-unknown-linux-gnu/debug/Walkthrough`.
  /// - Throws: if no folder above it is one of a build.
  init(package: String, program: String) throws(Failure) {
    let folder = URL(filePath: program).resolvingSymlinksInPath().deletingLastPathComponent()
    var above = folder.deletingLastPathComponent()
    while above.pathComponents.count > 1 {
      let path = above.path(percentEncoded: false).droppingLastSlash
      if FileManager.default.fileExists(atPath: "\(path)/workspace-state.json") {
        self.init(
          package: package, scratch: path,
          configuration: folder.lastPathComponent.lowercased().hasPrefix("release")
            ? "release" : "debug",
          programs: folder.path(percentEncoded: false).droppingLastSlash)
        return
      }
      above.deleteLastPathComponent()
    }
    throw Failure(
      sentence: "\(program) is not in the folder of a build, so a watch cannot build the lessons. "
        + "Start it with swift run Walkthrough --watch.")
  }

  /// Another package, built in its own folder in the way of this program.
  init(besides package: String, program: String) throws(Failure) {
    let own = try BuildPlace(package: package, program: program)
    let scratch = own.package + "/.build"
    self.init(
      package: package, scratch: scratch, configuration: own.configuration,
      programs: "\(scratch)/\(own.configuration)")
  }

  init(package: String, scratch: String, configuration: String, programs: String) {
    // As the compiler names it.
    self.package = URL(filePath: package).resolvingSymlinksInPath().path
    self.scratch = scratch
    (self.configuration, self.programs) = (configuration, programs)
  }

  /// The arguments of `swift` that build one program.
  func arguments(building product: String) -> [String] {
    ["build", "--package-path", package, "--scratch-path", scratch, "-c", configuration]
      + (Self.traits.isEmpty ? [] : ["--traits", Self.traits.joined(separator: ",")])
      + ["--product", product]
  }

  /// Where a Swift file's object lies: that of `Sources/CNN/ReLU.swift` is `CNN.build/ReLU.swift.o`.
  /// Folders within the module's own do not count.
  func object(of path: String) -> String? {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count > 2, path.hasSuffix(".swift") else { return nil }
    let module =
      switch (parts[0], parts[1]) {
      case ("Sources", let folder): folder
      case ("Lessons", "Exercises"): parts[2] == "Fast" ? "FastLoops" : "Exercise"
      default: LessonEntry.pages.first { $0.folder == parts[1] }?.name
      }
    return module.map { "\(programs)/\($0).build/\(parts[parts.count - 1]).o" }
  }

  /// The file with every command of the last plan.
  var manifest: String { "\(scratch)/\(configuration).yaml" }
}

extension String {
  fileprivate var droppingLastSlash: String {
    count > 1 && hasSuffix("/") ? String(dropLast()) : self
  }
}
