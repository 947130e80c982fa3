import Digits
import Printing

/// How much memory the pictures of a training may take: half of what the machine, a container or
/// `ulimit -v` allows to this program when it begins.
public struct PictureRoom: Sendable {
  private let bytes: Int

  public init() { self.init(bytes: MemoryLimit.bytes / 2) }

  init(bytes: Int) { self.bytes = bytes }

  /// Throws one sentence, if drawings by the pen would take more. It is known before any is drawn.
  public func check(drawings count: Int) throws(ModelError) {
    // While they become a data set, each is there three times.
    try check(
      "\(count.grouped) drawings", 3 * count * CentredDrawing.side * CentredDrawing.side,
      "Choose fewer --drawings")
  }

  /// Throws one sentence, if the pictures read so far take more.
  public func check(_ read: PicturesRead, of folder: String) throws(ModelError) {
    // While they are divided, each is there twice.
    try check(
      "\(folder): its first \(read.count.counted("picture"))", 2 * read.bytes,
      "Take fewer or smaller pictures")
  }

  private func check(_ pictures: String, _ needed: Int, _ advice: String) throws(ModelError) {
    guard needed > bytes else { return }
    throw ModelError(
      description: "\(pictures) would take about \(MemoryLimit.size(needed)) of memory; the limit "
        + "here is \(MemoryLimit.size(bytes)). \(advice)")
  }
}
