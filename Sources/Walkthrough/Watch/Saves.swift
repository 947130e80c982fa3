import Foundation

/// The saves that nobody has taken yet. It looks at the files' times, since not every system tells.
final class Saves {
  /// Files that were saved, and when.
  struct Batch: Equatable {
    var paths: [String]
    /// When the last of them was saved, and when that was noticed, in seconds since 1970.
    var savedAt: Double
    var noticedAt: Double
  }

  /// How many seconds pass between two looks.
  static let pause = 0.1
  /// How long a file has to be missing. Some editors remove a file for a moment while they save it.
  static let patience = 0.3

  private let package: String
  /// At the last look.
  private(set) var stamps: FileStamps
  /// When saves were last taken.
  private var taken: FileStamps
  private var lastLook = Timing.now
  private var lastChange = 0.0

  init(in package: String) {
    self.package = package
    stamps = FileStamps(of: package)
    taken = stamps
  }

  /// Looks, if it is time. Returns the files that are different since the last look.
  func look() -> [String] {
    let now = Timing.now
    guard abs(now - lastLook) >= Self.pause else { return [] }
    lastLook = now
    if stamps.isCurrent { return [] }
    let fresh = FileStamps(of: package)
    let changes = fresh.changes(since: stamps)
    stamps = fresh
    if changes.isEmpty { return [] }
    lastChange = now
    return changes.all
  }

  /// Whether a file has just been removed, and may come back.
  var isUnsettled: Bool {
    Timing.now - lastChange < Self.patience && !stamps.changes(since: taken).removed.isEmpty
  }

  /// What was saved since this was called last; nil if nothing was.
  func take() -> Batch? {
    let changes = stamps.changes(since: taken)
    taken = stamps
    guard !changes.isEmpty else { return nil }
    // A copied file keeps its old time: then it counts as saved when it was noticed.
    let times = changes.all.compactMap { stamps.files[$0]?.time }
    let isRecent = { (time: Double) in time <= self.lastChange && time > self.lastChange - 5 }
    return Batch(
      paths: changes.all, savedAt: times.filter(isRecent).max() ?? lastChange,
      noticedAt: lastChange)
  }
}
