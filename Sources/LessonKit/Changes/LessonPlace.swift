import Exchange
import Foundation
import Pictures

/// The folders of a lesson's pages, and of the comparison of before and after.
///
/// An ordinary run writes `Outputs/04-Dropout`. A run that tries another value of a knob does not
/// change that folder, because an experiment is not what the code makes. It writes its pages into
/// `Outputs/.04-Dropout`, and the comparison into `Changes.md` there. The hidden folder is beside
/// the lesson's own, so that the links on its pages work. Git ignores it, and each run with
/// differences makes it anew. With `--output`, a run that tries a value is an ordinary one.
struct LessonPlace: Sendable {
  /// The lesson's folder.
  let own: OutputFolder
  /// The folder of the comparison.
  let kept: OutputFolder
  let isTry: Bool
  /// The folder of the experiments.
  let experiments: String
  /// Where the changes go as JSON; nil for nowhere.
  var report: String?

  /// - Parameter folder: `04-Dropout`.
  init(outputs: String, folder: String, isTry: Bool) {
    own = OutputFolder("\(outputs)/\(folder)")
    kept = OutputFolder("\(outputs)/.\(folder)")
    experiments = "\(outputs)/.kept/\(folder)"
    self.isTry = isTry
  }

  /// The folder of this run's pages.
  var target: OutputFolder { isTry ? kept : own }

  /// Writes the pages and, if they differ from the old ones, the comparison. Returns the changes in
  /// a sentence.
  ///
  /// - Parameter written: the same pages for browsers.
  func leave(
    _ pages: [Page], _ written: [HTMLWriter.Written] = [], title: String, tried: String?
  ) throws(FileError) -> String {
    let changes = own.changes(by: pages)
    // Written last, so that a page is there with its report. Without it, the page is still good.
    defer { if let report { try? ChangesReport(changes).write(to: report) } }
    if isTry {
      try? FileManager.default.removeItem(atPath: kept.path)
      try kept.prepare()
      if changes.isFirst {
        try kept.write(pages, written)
        return "There is no earlier page to compare with."
      }
      try keep(changes, title, tried, pages: nil)
      try kept.write(pages, written)
    } else {
      var isKept = false
      if !changes.isFirst, changes.isResult {
        try? FileManager.default.removeItem(atPath: kept.path)
        // If the comparison fails, the page is still good.
        isKept = (try? keep(changes, title, tried, pages: pages)) != nil
      }
      try own.write(pages, written)
      guard isKept else { return changes.sentence }
    }
    return "\(changes.sentence) Before and after: \(kept.path)/Changes.md."
  }

  /// - Parameter pages: the pages whose pictures are copied beside the old ones; nil if all
  ///   pictures are there.
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
