import Exchange
import Foundation
import Pictures

/// Compares two folders of pages.
///
/// Texts are compared line by line. In a printed line that varies, the words are compared, but not
/// the measured numbers. Pictures are compared by their pixels, since compressors differ. For
/// pictures that vary, only the sizes are compared, and their words on the page. The scripts of the
/// knobs' values are not compared: `Walkthrough --tries` makes and checks them.
public enum OutputComparison {
  /// The differences, one sentence each; empty if there are none.
  public static func differences(
    between expected: String, and actual: String
  ) throws -> [String] {
    let (old, new) = (try files(in: expected), try files(in: actual))
    var differences: [String] = []
    let varying = try varyingPictures(new, in: actual)
    for name in old.union(new).sorted() {
      if !new.contains(name) {
        differences.append("\(name) exists, but no lesson makes it.")
      } else if !old.contains(name) {
        differences.append("\(name) is missing.")
      } else if name.hasSuffix(".png") {
        let before = try Picture(contentsOf: "\(expected)/\(name)")
        let after = try Picture(contentsOf: "\(actual)/\(name)")
        if !after.isLike(before, varies: varying.contains(name)) {
          differences.append("\(name) has different pixels.")
        }
      } else if let line = firstDifference(
        try lines(of: "\(expected)/\(name)"), try lines(of: "\(actual)/\(name)"))
      {
        differences.append("\(name) differs: \(line)")
      }
    }
    return differences
  }

  /// The pictures that vary, according to the pages.
  static func varyingPictures(_ files: Set<String>, in folder: String) throws -> Set<String> {
    var names: Set<String> = []
    for page in files where page.hasSuffix(".md") {
      let beside = page.split(separator: "/").dropLast()
      let text = String(decoding: try File.read("\(folder)/\(page)"), as: UTF8.self)
      for name in WrittenPage(text).varyingPictures {
        names.insert((beside + ["\(name).png"]).joined(separator: "/"))
      }
    }
    return names
  }

  static func firstDifference(_ expected: [String], _ actual: [String]) -> String? {
    for number in 0..<max(expected.count, actual.count) {
      let old = number < expected.count ? expected[number] : nil
      let new = number < actual.count ? actual[number] : nil
      if old.map(WrittenPage.withoutVarying) != new.map(WrittenPage.withoutVarying) {
        let (old, new) = shortened(old ?? "", new ?? "")
        return "line \(number + 1) is “\(old)” and should be “\(new)”."
      }
    }
    return nil
  }

  /// Two lines that differ. Of long lines only the characters around the first difference are kept:
  /// a figure's data can be 200,000 characters in one line.
  static func shortened(_ old: String, _ new: String) -> (old: String, new: String) {
    let limit = 200
    guard max(old.utf8.count, new.utf8.count) > limit else { return (old, new) }
    let same = zip(old, new).prefix { $0 == $1 }.count
    let first = max(0, same - 40)
    func part(_ line: String) -> String {
      let rest = line.dropFirst(first)
      return (first > 0 ? "…" : "") + rest.prefix(120) + (rest.count > 120 ? "…" : "")
    }
    return (part(old), part(new))
  }

  private static func lines(of path: String) throws(FileError) -> [String] {
    String(decoding: try File.read(path), as: UTF8.self).components(separatedBy: "\n")
  }

  private static func files(in folder: String) throws -> Set<String> {
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
      throw FileError.missing(folder)
    }
    return Set(
      // Hidden files are not ours: the Mac's Finder makes some.
      names.filter { name in
        let parts = name.split(separator: "/")
        if parts.contains(where: { $0.hasPrefix(".") || $0 == TriedScript.folder }) { return false }
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
        return !isFolder.boolValue
      })
  }
}
