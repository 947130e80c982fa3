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
  private let outputs: String
  /// Where the changes go as JSON; nil for nowhere.
  var report: String?

  /// - Parameter folder: `04-Dropout`.
  init(outputs: String, folder: String, isTry: Bool) {
    own = OutputFolder("\(outputs)/\(folder)")
    kept = OutputFolder("\(outputs)/.\(folder)")
    experiments = "\(outputs)/.kept/\(folder)"
    self.outputs = outputs
    self.isTry = isTry
  }

  /// The folder of this run's pages.
  var target: OutputFolder { isTry ? kept : own }

  /// Writes the pages and, if they differ from the old ones, the comparison. Returns the changes in
  /// a sentence. Two runs at once write one after the other, so their pages do not mix.
  ///
  /// - Parameter written: the same pages for browsers.
  func leave(
    _ pages: [Page], _ written: [HTMLWriter.Written] = [], title: String, tried: String?
  ) throws(FileError) -> String {
    let hold = Hold.waiting(for: outputs)
    defer { withExtendedLifetime(hold) {} }
    let changes = own.changes(by: pages)
    // Written last, so that a page is there with its report. Without it, the page is still good.
    defer { if let report { try? ChangesReport(changes).write(to: report) } }
    // Read before the pages are written, and written after them: if that fails, the old pages and
    // their comparison are still there.
    let isTold = isTry ? !changes.isFirst : !changes.isFirst && changes.isResult
    var comparison: [(path: String, bytes: [UInt8])]?
    if isTold {
      do { comparison = try self.comparison(changes, title, tried, isTry ? nil : pages) } catch {
        // Without it, the page of an ordinary run is still good.
        if isTry { throw error }
      }
    }
    if isTry { try kept.prepare() }
    try target.write(pages, written)
    if isTry { removeComparison() }
    if isTry, changes.isFirst { return "There is no earlier page to compare with." }
    guard let comparison else { return changes.sentence }
    if !isTry { try? FileManager.default.removeItem(atPath: kept.path) }
    do { try keep(comparison) } catch {
      removeComparison()
      if isTry { throw error }
      return changes.sentence
    }
    return "\(changes.sentence) Before and after: \(kept.path)/Changes.md."
  }

  /// Removes the comparison, and leaves the pages of a run that has tried a value.
  private func removeComparison() {
    for name in ["Changes.md", "before", "after"] {
      try? FileManager.default.removeItem(atPath: "\(kept.path)/\(name)")
    }
  }

  private func keep(_ files: [(path: String, bytes: [UInt8])]) throws(FileError) {
    for folder in Set(files.map { File.folder(of: $0.path) }).sorted() {
      try File.makeFolder(folder)
    }
    try File.write(files)
  }

  /// The files of the comparison.
  ///
  /// - Parameter pages: the pages whose pictures are copied beside the old ones; nil if all
  ///   pictures are there.
  private func comparison(
    _ changes: PageChanges, _ title: String, _ tried: String?, _ pages: [Page]?
  ) throws(FileError) -> [(path: String, bytes: [UInt8])] {
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
    return files
  }
}
