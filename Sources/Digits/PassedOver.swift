import Foundation
import Printing

/// What a folder of pictures holds and was not read, and why.
public struct PassedOver: Equatable, Sendable {
  /// Why something was not read.
  public enum Reason: Hashable, Sendable {
    /// A picture in another format than PNG, such as JPEG.
    case format(String)
    /// A folder within a class, or beside the folders `train` and `test`.
    case folder
    /// A name that begins with a dot.
    case hidden
    /// `__MACOSX`, which a Mac adds to the ZIP files that it makes.
    case macOS
    /// A PNG without ink.
    case blank
    /// A PNG whose ink is too small, or in too many parts.
    case poor
    /// A file that is no picture.
    case other
  }

  /// Everything that was passed over, in the order in which it was found.
  public var files: [(path: String, reason: Reason)] {
    zip(paths, reasons).map { ($0, $1) }
  }
  private var paths: [String] = []
  private var reasons: [Reason] = []

  init() {}

  public var isEmpty: Bool { paths.isEmpty }

  mutating func add(_ path: String, _ reason: Reason) {
    paths.append(path)
    reasons.append(reason)
  }

  /// Only what lies below a folder.
  func within(_ folder: String) -> PassedOver {
    var own = PassedOver()
    for (path, reason) in files where path.hasPrefix(folder + "/") { own.add(path, reason) }
    return own
  }

  /// How many things in the folders of a class.
  ///
  /// - Parameter depth: how many folders lie between, such as `train`.
  func count(ofClass name: String, in folder: String, depth: Int) -> Int {
    paths.count { path in
      let inner = Self.name(path, in: folder).split(separator: "/", maxSplits: depth + 1)
      return inner.count > depth + 1 && inner[depth] == name
    }
  }

  func paths(within folder: String, _ reason: Reason) -> [String] {
    within(folder).files.filter { $0.reason == reason }.map(\.path)
  }

  /// A sentence for each reason, with the numbers, some names, and what to do.
  ///
  /// - Parameter folder: the folder that was read; names are those within it.
  public func sentences(for folder: String) -> [String] {
    var order: [Reason] = []
    for reason in reasons where !order.contains(reason) { order.append(reason) }
    return order.map { reason in
      let own = files.filter { $0.reason == reason }.map(\.path)
      let count = own.count.grouped
      let (s, are) = own.count == 1 ? ("", "is") : ("s", "are")
      let names = Self.some(own.map { Self.name($0, in: folder) })
      return switch reason {
      case .format(let format):
        "\(count) \(format)\(s) (\(names)): only PNGs are read. " + Self.conversion(of: own, format)
      case .folder:
        "\(count) folder\(s) (\(names)) with \(Self.pictures(in: own).grouped) PNGs: the pictures "
          + "of a class must lie in its own folder, not in folders below"
      case .hidden: "\(count) hidden file\(s) (\(names))"
      case .macOS: "\(names), which a Mac adds to a ZIP file"
      case .blank:
        "\(count) blank picture\(s) (\(names)): there is no ink on \(s == "" ? "it" : "them")"
      case .poor:
        "\(count) picture\(s) (\(names)) too poor to be read: the ink is tiny, or in more than "
          + "\(CentredDrawing.mostParts) parts"
      case .other: "\(count) file\(s) that \(are) no picture\(s) (\(names))"
      }
    }
  }

  /// The commands that make PNGs, on a Mac and on Linux. The new names keep the old ending if there
  /// is a PNG of the plain name already.
  private static func conversion(of paths: [String], _ format: String) -> String {
    var patterns: [String] = []
    for path in paths {
      let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      let end = parts.last?.split(separator: ".").last.map(String.init) ?? ""
      // The pattern *.png would name the good pictures, too.
      let pattern =
        FolderReader.isPNG(path)
        ? path.shellWord : parts.dropLast().joined(separator: "/").shellWord + "/*.\(end)"
      if !patterns.contains(pattern) { patterns.append(pattern) }
    }
    let all = patterns.joined(separator: " ")
    let isTaken = paths.contains { path in
      let stem = path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path
      return FileManager.default.fileExists(atPath: stem + ".png")
    }
    let new = isTaken ? "\"$f.png\"" : "\"${f%.*}.png\""
    return
      "Convert them, on a Mac: for f in \(all); do sips -s format png \"$f\" --out \(new); done; "
      + "on Linux, with ImageMagick: "
      + (isTaken
        ? "for f in \(all); do convert \"$f\" \"$f.png\"; done (mogrify would replace PNGs that "
          + "have the same names)"
        : "mogrify -format png \(all)")
  }

  /// How many PNGs lie in some folders, at any depth.
  private static func pictures(in folders: [String]) -> Int {
    folders.reduce(0) { sum, folder in
      let below = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
      return sum + below.count { FolderReader.isPNG($0) }
    }
  }

  private static func name(_ path: String, in folder: String) -> String {
    path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
  }

  /// Up to three names.
  private static func some(_ names: [String]) -> String {
    names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " …" : "")
  }
}
