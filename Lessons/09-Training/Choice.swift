import CNN
import Digits
import LessonKit
import Models

// What the knobs at the top of main.swift mean.

/// Which layers a network has. The last two, a dense layer with a score for each class and the
/// softmax, belong to all of them and are not in the list.
nonisolated enum Choice {
  case walkthrough
  case course
  /// A list of one's own.
  case layers([any Layer])

  /// - Parameter dropout: the rates behind pooling and behind the hidden layer; 0 for none.
  func layers(_ dropout: (maps: Float, hidden: Float)) -> [any Layer] {
    switch self {
    case .walkthrough: Self.layers(.walkthrough, dropout)
    case .course: Self.layers(.course, dropout)
    case .layers(let own): own
    }
  }

  static func layers(
    _ widths: Widths, _ dropout: (maps: Float, hidden: Float)
  ) -> [any Layer] {
    func dropping(_ rate: Float) -> [any Layer] { rate == 0 ? [] : [Dropout(rate)] }
    let maps: [any Layer] = [
      Convolution(widths.kernels.0, 3, padding: .full), ReLU(), Convolution(widths.kernels.1, 3),
      ReLU(),
      MaxPooling(2),
    ]
    let hidden: [any Layer] = [Flatten(), Dense(widths.units), ReLU()]
    return maps + dropping(dropout.maps) + hidden + dropping(dropout.hidden)
  }
}

extension Network {
  /// A network with fresh weights for the images and the classes of a data set.
  nonisolated init(_ layers: [any Layer], for data: DataSet, seed: UInt64) throws {
    let last: [any Layer] = [Dense(data.classes.count), Softmax()]
    try self.init(input: data.shape, seed: seed, layers + last)
  }
}

/// The images of the page: some to learn from, some of the training images that are held out for
/// choosing, and some test images.
struct Images {
  let train: DataSet
  let heldOut: DataSet
  let test: DataSet
  /// All there are, for a full training and a last look.
  let all: (train: DataSet, test: DataSet)
  /// What tells these images from others.
  let fingerprints: [UInt64]

  /// - Parameters:
  ///   - folder: of one's own; MNIST if nil.
  ///   - count: how many images to learn from; all, if there are no more.
  init(folder: String?, count: Int) throws {
    if folder == "" { throw KnobError("folder: an empty name is none; nil stands for MNIST") }
    do {
      all = try folder.map { try DataSet.halves(of: $0) } ?? MNIST.halves()
    } catch  where folder != nil {
      throw KnobError("folder: \(error)")
    }
    guard count >= all.train.classes.count else {
      throw tooFew(count, for: all.train.classes.count)
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
    fingerprints = [train, heldOut, test].map { $0.fingerprint(of: $0.numbers) }
  }
}

private func tooFew(_ count: Int, for classes: Int) -> KnobError {
  KnobError("digits: with \(count) images, not each of the \(classes) classes has one")
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

/// Throws one sentence about a knob that cannot work.
func checkKnobs(_ training: Training) throws {
  guard rate > 0, rate <= 10 else {
    throw KnobError("rate: it is above 0 and at most 10, and \(rate) is not")
  }
  for rate in [dropout.maps, dropout.hidden] where !(0..<1).contains(rate) {
    throw KnobError("dropout: a rate is from 0 to below 1, and \(rate) is not")
  }
  for (name, knob) in [("page", page), ("full", full)] {
    guard (1...10_000).contains(knob.epochs) else {
      throw KnobError("\(name): epochs are from 1 to 10,000, and not \(knob.epochs)")
    }
    guard (1...65_536).contains(knob.batch) else {
      throw KnobError("\(name): a batch has from 1 to 65,536 images, and not \(knob.batch)")
    }
  }
  do { try training.check() } catch { throw KnobError("augmentation: \(error)") }
  // Farther than the side of a digit, and all is black.
  guard augmentation.shift <= 28 else {
    throw KnobError(
      "augmentation: images are moved by 28 pixels at most, not by \(augmentation.shift)")
  }
}

/// Throws one sentence if there is too little for this page to learn from, or so much that it would
/// take many minutes.
func checkLength() throws {
  // How many classes a folder has is seen when it is read.
  if digits < 1 || folder == nil && digits < 10 { throw tooFew(digits, for: 10) }
  let most = 200_000
  guard Double(digits) * Double(page.epochs) <= Double(most) else {
    throw KnobError(
      "digits, page: \(digits.grouped) images in \(page.epochs.grouped) epochs are too many for this "
        + "page, which takes up to \(most.grouped) in all; `swift run Training --full` takes all images"
    )
  }
}
