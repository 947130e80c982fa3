import Exchange
import Foundation
import Pictures

/// Where a lesson's pages are, and where before and after are kept.
///
/// An ordinary run writes `Outputs/04-Dropout`. A run that tries another value of a knob leaves that
/// folder as it is, and writes its pages into `Outputs/.04-Dropout`: an experiment is not what the
/// code makes. Before and after are kept there, too, in `Changes.md`. The folder stands beside the
/// lesson's own, so that the links on its pages lead where they should; it is hidden, Git ignores
/// it, and each run that differs makes it anew. With `--output` a run that tries is an ordinary one.
struct LessonPlace: Sendable {
  /// The lesson's folder.
  let own: OutputFolder
  /// Where before and after are kept.
  let kept: OutputFolder
  let isTry: Bool
  /// Where experiments are kept.
  let experiments: String

  /// - Parameter folder: `04-Dropout`.
  init(outputs: String, folder: String, isTry: Bool) {
    own = OutputFolder("\(outputs)/\(folder)")
    kept = OutputFolder("\(outputs)/.\(folder)")
    experiments = "\(outputs)/.kept/\(folder)"
    self.isTry = isTry
  }

  /// Where this run leaves its pages.
  var target: OutputFolder { isTry ? kept : own }

  /// Writes the pages, keeps before and after if they differ, and returns what has changed, in a
  /// sentence.
  func leave(_ pages: [Page], title: String, tried: String?) throws(FileError) -> String {
    let changes = own.changes(by: pages)
    if isTry {
      try? FileManager.default.removeItem(atPath: kept.path)
      try kept.prepare()
      if changes.isFirst {
        try kept.write(pages)
        return "There is no page yet to compare with."
      }
      try keep(changes, title, tried, pages: nil)
      try kept.write(pages)
    } else {
      var isKept = false
      if !changes.isFirst, changes.isResult {
        try? FileManager.default.removeItem(atPath: kept.path)
        // A page that cannot be compared is still a page.
        isKept = (try? keep(changes, title, tried, pages: pages)) != nil
      }
      try own.write(pages)
      guard isKept else { return changes.sentence }
    }
    return "\(changes.sentence) Before and after: \(kept.path)/Changes.md."
  }

  /// - Parameter pages: whose pictures are kept beside those before; nil if all of them are there.
  private func keep(
    _ changes: PageChanges, _ title: String, _ tried: String?, pages: [Page]?
  ) throws(FileError) {
    var files: [(path: String, bytes: [UInt8])] = []
    let old = changes.pictures.filter(\.hasBefore).map(\.name) + changes.gone
    for name in old {
      files.append(("\(kept.path)/before/\(name).png", try File.read(own.file(name))))
    }
    for shown in pages?.flatMap(\.pictures) ?? []
    where changes.pictures.contains(where: { $0.name == shown.name }) {
      let path = "\(kept.path)/after/\(shown.name).png"
      do { files.append((path, try PNG.encode(shown.picture))) } catch {
        throw .unusable(path, "\(error)")
      }
    }
    let folder = own.path.split(separator: "/").last ?? ""
    let page = ChangesPage(
      changes, title: title, tried: tried, page: isTry ? "README.md" : "../\(folder)/README.md",
      after: isTry ? "" : "after/")
    files.append(("\(kept.path)/Changes.md", Array(page.markdown.utf8)))
    try File.makeFolder("\(kept.path)/before")
    if pages != nil { try File.makeFolder("\(kept.path)/after") }
    try File.write(files)
  }
}
