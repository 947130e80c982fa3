import Exchange
import Foundation
import Pictures

/// The folder of a lesson's pages, and its earlier contents.
public struct OutputFolder: Sendable {
  public let path: String
  private let writer = MarkdownWriter()

  public init(_ path: String) { self.path = path }

  /// Checks that pages can be written here, before the long work begins.
  public func prepare() throws(FileError) {
    try File.makeFolder(path)
    guard access(path, W_OK) == 0 else { throw .unwritable(path, "no permission") }
    File.removeLeftovers(in: path)
  }

  /// The changes that new pages would make.
  func changes(by pages: [Page]) -> PageChanges {
    let before = text("README.md")
    let (oldPages, oldPictures) = left(by: before)
    let pictures = pages.flatMap(\.pictures)
    let old = (["README.md"] + oldPages).compactMap(text).joined(separator: "\n")
    let written = WrittenPage(old)
    let changed = pictures.filter {
      // For a picture that varies, its words say whether it is different.
      !$0.picture.isLike(try? Picture(contentsOf: file($0.name)), varies: $0.varies)
        || $0.varies && written.alt(of: $0.name) != WrittenPage.alt(of: $0)
    }
    return PageChanges(
      isFirst: before == nil, total: pictures.count, varies: pictures.contains(where: \.varies),
      pictures: changed.map {
        PageChanges.Pair(
          name: $0.name, caption: $0.caption, hasBefore: oldPictures.contains($0.name))
      },
      gone: oldPictures.filter { name in !pictures.contains { $0.name == name } },
      sections: before == nil
        ? [] : PageChanges.sections(from: old, to: pages.map(writer.text).joined(separator: "\n")))
  }

  /// Writes pages and their pictures, all or nothing. Removes pages and pictures of the earlier run
  /// that are not used any more.
  ///
  /// - Parameters:
  ///   - pages: the first page is `README.md`, which links to the others.
  ///   - written: the same pages for browsers.
  func write(_ pages: [Page], _ written: [HTMLWriter.Written] = []) throws(FileError) {
    let (oldPages, oldPictures) = left(by: text("README.md"))
    let pictures = pages.flatMap(\.pictures)
    var files: [(path: String, bytes: [UInt8])] = []
    for shown in pictures {
      do { files.append((file(shown.name), try PNG.encode(shown.picture))) } catch {
        throw .unusable(file(shown.name), "\(error)")
      }
    }
    let texts = pages.map { (file: writer.file(ofPage: $0.name), text: writer.text(of: $0)) }
    for page in texts { files.append(("\(path)/\(page.file)", Array(page.text.utf8))) }
    for file in written.flatMap(\.files) {
      files.append(("\(path)/\(file.name)", Array(file.text.utf8)))
    }
    guard Set(files.map(\.path)).count == files.count else {
      fatalError("Two pages or pictures have the same name: \(files.map(\.path)).")
    }
    if !written.isEmpty { try shared.write(networks: written.flatMap(\.networks)) }
    try File.write(files)
    for name in oldPictures where !pictures.contains(where: { $0.name == name }) {
      try? FileManager.default.removeItem(atPath: file(name))
    }
    for name in oldPages where !texts.contains(where: { $0.file == name }) {
      for file in [name, name.replacing(".md", with: ".html"), name.replacing(".md", with: ".js")] {
        try? FileManager.default.removeItem(atPath: "\(path)/\(file)")
      }
    }
  }

  /// What all pages for browsers share, beside the lessons' folders.
  private var shared: SharedFolder {
    SharedFolder(
      outputs: path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        .joined(separator: "/"))
  }

  /// - Parameter varies: whether one of the pictures shows times or rates.
  static func report(
    total: Int, changed: [String], gone: [String], isFirst: Bool, varies: Bool = false
  ) -> String {
    let pictures = total == 1 ? "1 picture" : "\(total) pictures"
    if isFirst { return "\(pictures), all new." }
    func list(_ names: [String]) -> String { names.map { $0 + ".png" }.joined(separator: ", ") }
    let removed = gone.isEmpty ? "" : " Removed, because no longer shown: \(list(gone))."
    if changed.isEmpty {
      let measured = varies ? " Times and rates are not compared." : ""
      return "\(pictures), none differs from the last run." + measured + removed
    }
    let verb = changed.count == 1 ? "differs" : "differ"
    return "\(changed.count) of \(pictures) \(verb) from the last run: \(list(changed))." + removed
  }

  /// The pages that a first page links to, and the pictures of all of them, without `.png`.
  private func left(by first: String?) -> (pages: [String], pictures: [String]) {
    let first = WrittenPage(first ?? "")
    let others = first.pagesBeside
    let pictures = ([first] + others.compactMap(text).map(WrittenPage.init)).flatMap(\.pictures)
    return (others, pictures)
  }

  func file(_ name: String) -> String { "\(path)/\(name).png" }

  private func text(_ name: String) -> String? {
    try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }
}
