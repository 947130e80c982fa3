import Foundation
import Pictures

/// The folder of one lesson's page, and what was in it before.
public struct OutputFolder: Sendable {
  public let path: String

  public init(_ path: String) { self.path = path }

  /// Makes sure that pages can be written here, before anybody waits for one.
  public func prepare() throws(FileError) {
    try File.makeFolder(path)
    guard access(path, W_OK) == 0 else { throw .unwritable(path, "no permission") }
  }

  /// Writes the page and its pictures, all or none, and removes pictures that only the page
  /// before showed. Returns what has changed, in a sentence.
  func write(_ page: Page) throws(FileError) -> String {
    let before = text("README.md")
    let old = shown(by: before)
    let changed = page.pictures.filter { (try? Picture(contentsOf: file($0.name))) != $0.picture }
    var files: [(path: String, bytes: [UInt8])] = []
    for (name, picture) in page.pictures {
      do { files.append((file(name), try PNG.encode(picture))) } catch {
        throw .notPicture(file(name), error)
      }
    }
    files.append((path + "/README.md", Array(page.markdown.utf8)))
    try File.write(files)
    let gone = old.filter { name in !page.pictures.contains { $0.name == name } }
    for name in gone { try? FileManager.default.removeItem(atPath: file(name)) }
    return Self.report(
      total: page.pictures.count, changed: changed.map(\.name), gone: gone,
      isFirst: before == nil)
  }

  static func report(total: Int, changed: [String], gone: [String], isFirst: Bool) -> String {
    let pictures = total == 1 ? "1 picture" : "\(total) pictures"
    if isFirst { return "\(pictures), all new." }
    func list(_ names: [String]) -> String { names.map { $0 + ".png" }.joined(separator: ", ") }
    let removed = gone.isEmpty ? "" : " No longer shown, so removed: \(list(gone))."
    if changed.isEmpty { return "\(pictures), none differs from the last run." + removed }
    let verb = changed.count == 1 ? "differs" : "differ"
    return "\(changed.count) of \(pictures) \(verb) from the last run: \(list(changed))." + removed
  }

  /// The names of the pictures that a page shows, without `.png`.
  private func shown(by page: String?) -> [String] {
    (page ?? "").matches(of: /\]\((\w[\w-]*)\.png\)/).map { String($0.1) }
  }

  private func file(_ name: String) -> String { "\(path)/\(name).png" }

  private func text(_ name: String) -> String? {
    try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }
}
