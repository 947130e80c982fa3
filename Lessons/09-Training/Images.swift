import Digits
import LessonKit
import Models

/// The images of the page: some to learn from, some of the training images that are held out for
/// choosing, and some test images.
nonisolated struct Images {
  let train: DataSet
  let heldOut: DataSet
  let test: DataSet
  /// All there are, for a full training and a last look.
  let all: (train: DataSet, test: DataSet)
  /// The folder they come from, if they are somebody's own.
  let pictures: PictureFolder?

  /// - Parameters:
  ///   - folder: of one's own; MNIST if nil.
  ///   - count: how many images to learn from; all, if there are no more.
  init(folder: String?, count: Int) throws {
    if folder == "" { throw KnobError("folder: an empty name is none; nil stands for MNIST") }
    do {
      pictures = try folder.map { try PictureFolder($0) }
      all = try pictures.map { ($0.train, $0.test) } ?? MNIST.halves()
    } catch  where folder != nil {
      throw KnobError("folder: \(error)")
    }
    // Counts, and what was passed over, before anything is learned.
    if let pictures { print(pictures.report) }
    guard count >= all.train.classes.count else {
      throw KnobError.tooFew(count, for: all.train.classes.count)
    }
    // MNIST lies class by class; evenly spread, each class has its share.
    let own = spread(count, over: all.train.count)
    train = all.train.choosing(own)
    let chosen = Set(own)
    let rest = (0..<all.train.count).filter { !chosen.contains($0) }
    // Where nothing is left, every fifth is looked at once more.
    heldOut = all.train.choosing(
      rest.isEmpty
        ? own.filter { $0.isMultiple(of: 5) } : spread(1000, over: rest.count).map { rest[$0] })
    test = all.test.choosing(spread(1000, over: all.test.count))
  }

  var classes: [String] { all.train.classes }

  /// So many of the images to learn from, evenly spread; all, if there are no more.
  func some(_ count: Int) -> DataSet { train.choosing(spread(count, over: train.count)) }

  /// The test image whose answers the film shows: of the classes the one at seven tenths, so of
  /// digits a seven.
  var example: Int { test.labels.firstIndex(of: classes.count * 7 / 10) ?? 0 }
}

/// So many numbers, evenly spread over 0 ..< `total`; all of them, if there are no more.
nonisolated func spread(_ count: Int, over total: Int) -> [Int] {
  let count = min(count, total)
  return (0..<count).map { $0 * total / max(1, count) }
}

extension DataSet {
  nonisolated var numbers: [Int] { Array(0..<count) }

  /// The first image of each class.
  nonisolated var oneOfEach: DataSet {
    choosing(classes.indices.compactMap { label in labels.firstIndex(of: label) })
  }
}

extension KnobError {
  /// Of the knob `digits`.
  nonisolated static func tooFew(_ count: Int, for classes: Int) -> KnobError {
    KnobError("digits: with \(count) images, not each of the \(classes) classes has one")
  }
}
