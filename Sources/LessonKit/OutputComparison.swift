import Exchange
import Foundation
import Pictures

/// Compares two folders of pages.
///
/// Texts are compared line by line. In a printed line that varies, the words are compared, but not
/// the measured numbers. Pictures are compared by their pixels, since compressors differ. For
/// pictures that vary, only the sizes are compared, and their words on the page.
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
        return "line \(number + 1) is “\(old ?? "")” and should be “\(new ?? "")”."
      }
    }
    return nil
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
        if name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { return false }
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
        return !isFolder.boolValue
      })
  }
}
