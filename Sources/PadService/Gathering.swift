import Exchange
import Foundation
import Pictures
import Printing
import Synchronization

/// A folder in which the pad keeps drawings, with a folder of PNGs for each class:
/// `circle/0001.png`. `TrainModel --data` reads it.
public final class Gathering: Sendable {
  /// The most classes, drawings of a class, and drawings in all.
  struct Limits: Sendable { var (classes, ofClass, inAll) = (200, 9_999, 20_000) }

  /// What has been kept, for the page.
  public struct Report: Encodable, Sendable {
    struct Class: Encodable, Equatable, Sendable {
      let name: String
      let count: Int
    }
    /// Whether the pad keeps drawings at all.
    let gathers: Bool
    var classes: [Class] = []
    /// Whether a drawing of this run can be taken back.
    var canUndo = false
    /// The drawing that was just kept or taken back, `circle/0001.png`.
    var file: String?
  }

  private typealias Kept = (name: String, file: String)

  private let folder: String
  private let limits: Limits
  /// Writes a new file; false if there is one already.
  private let write: @Sendable ([UInt8], String) throws(FileError) -> Bool
  /// The drawings of this run, the newest last.
  private let kept = Mutex<[Kept]>([])

  /// - Parameter folder: made if it is missing.
  /// - Throws: one sentence with the folder's name, if it cannot be made or written to.
  public convenience init(_ folder: String) throws(FileError) {
    try self.init(folder, limits: Limits()) { bytes, path throws(FileError) in
      try File.writeNew(bytes, to: path)
    }
  }

  init(
    _ folder: String, limits: Limits,
    write: @escaping @Sendable ([UInt8], String) throws(FileError) -> Bool
  ) throws(FileError) {
    guard !folder.isEmpty else { throw .missing(folder) }
    self.folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    (self.limits, self.write) = (limits, write)
    try File.makeFolder(folder)
    do { try File.checkWritable(self.folder + "/0001.png") } catch {
      if case .unwritable(_, let reason) = error { throw .unwritable(folder, reason) }
      throw error
    }
    for name in names(in: self.folder) { File.removeLeftovers(in: "\(self.folder)/\(name)") }
  }

  /// The classes and how many drawings each has, by name.
  func report() -> Report { kept.withLock { report(canUndo: !$0.isEmpty) } }

  /// Writes a drawing into the folder of its class, all or nothing.
  ///
  /// - Throws: ``PadError``: the folder is full, or the system refuses to write.
  func keep(_ picture: GreyPicture, as name: ClassName) throws(PadError) -> Report {
    try kept.withLock { kept throws(PadError) in
      // As it is on disk: letters with accents have two Unicode forms there.
      let own = names(in: folder).first { $0 == name.text } ?? name.text
      var (number, file, isWritten) = (0, "", false)
      // Another pad with this folder may take the number first.
      while !isWritten {
        number = try nextNumber(of: own, after: number, report(canUndo: true).classes)
        let digits = "0000\(number)".suffix(max(4, "\(number)".count))
        file = "\(own)/\(digits).png"
        do {
          try File.makeFolder("\(folder)/\(own)")
          isWritten = try write(try PNG.encode(picture), "\(folder)/\(file)")
        } catch {
          rmdir("\(folder)/\(own)")  // only if it is empty
          throw Self.refusal(error, file)
        }
      }
      kept.append((own, file))
      var report = report(canUndo: true)
      report.file = file
      return report
    }
  }

  /// Deletes the drawing that was kept last in this run.
  ///
  /// - Throws: ``PadError``: there is none, or the system refuses to delete it.
  func undo() throws(PadError) -> Report {
    try kept.withLock { kept throws(PadError) in
      guard let last = kept.last else {
        throw PadError(409, "There is no drawing to take back.")
      }
      guard unlink("\(folder)/\(last.file)") == 0 || errno == ENOENT else {
        throw PadError(
          500, "\(last.file) cannot be deleted: \(String(cString: strerror(errno)).lowercased()).")
      }
      rmdir("\(folder)/\(last.name)")  // only if it is empty
      kept.removeLast()
      var report = report(canUndo: !kept.isEmpty)
      report.file = last.file
      return report
    }
  }

  private func report(canUndo: Bool) -> Report {
    let classes = names(in: folder).compactMap { name -> Report.Class? in
      let count = pictures(of: name).count
      return count > 0 ? Report.Class(name: name, count: count) : nil
    }
    return Report(gathers: true, classes: classes, canUndo: canUndo)
  }

  private func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The files of a class. To some file systems `1.png` and `1.PNG` are the same.
  private func pictures(of name: String) -> [String] {
    names(in: "\(folder)/\(name)").filter { $0.lowercased().hasSuffix(".png") }
  }

  /// The number for the next drawing of a class: one more than the largest, and more than `taken`.
  private func nextNumber(
    of name: String, after taken: Int, _ classes: [Report.Class]
  ) throws(PadError) -> Int {
    let known = classes.first { $0.name == name }
    let total = classes.reduce(0) { $0 + $1.count }
    guard total < limits.inAll else {
      throw PadError(
        409, "\(total.grouped) drawings are kept, and \(limits.inAll.grouped) is the limit.")
    }
    guard known != nil || classes.count < limits.classes else {
      throw PadError(
        409,
        "There are \(classes.count.grouped) classes, and \(limits.classes.grouped) is the limit.")
    }
    let path = "\(folder)/\(name)"
    // On file systems to which A and a are the same.
    if known == nil, FileManager.default.fileExists(atPath: path), !names(in: folder).contains(name)
    {
      throw PadError(
        409, "“\(name.shown)” differs from another class only in capital letters. Take its name.")
    }
    let numbers = pictures(of: name).compactMap { Int($0.dropLast(4)) }
      .filter { $0 <= limits.ofClass }
    let next = max(numbers.max() ?? 0, taken) + 1
    guard next <= limits.ofClass, (known?.count ?? 0) < limits.ofClass else {
      throw PadError(
        409,
        "The class “\(name.shown)” is full: \(limits.ofClass.grouped) drawings are the limit.")
    }
    return next
  }

  /// One sentence, without the path of the folder.
  private static func refusal(_ error: any Error, _ file: String) -> PadError {
    var reason = "\(error)"
    if let error = error as? FileError, case .unwritable(_, let why) = error { reason = why }
    let isFull = [ENOSPC, EDQUOT].contains { reason == String(cString: strerror($0)).lowercased() }
    return PadError(isFull ? 507 : 500, "\(file) cannot be written: \(reason).")
  }
}
