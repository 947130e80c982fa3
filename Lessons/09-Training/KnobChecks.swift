import LessonKit
import Models
import Printing

/// Throws one sentence about a knob that cannot work.
///
/// - Parameters:
///   - training: with the knobs `rate`, `method` and `augmentation`.
///   - lengths: the knobs `page` and `full`, by their names.
func checkKnobs(
  _ training: Training, dropout: (maps: Float, hidden: Float),
  lengths: KeyValuePairs<String, (batch: Int, epochs: Int)>
) throws {
  guard training.rate > 0, training.rate <= 10 else {
    throw KnobError("rate: it is above 0 and at most 10, and \(training.rate) is not")
  }
  for rate in [dropout.maps, dropout.hidden] where !(0..<1).contains(rate) {
    throw KnobError("dropout: a rate is from 0 to below 1, and \(rate) is not")
  }
  for (name, knob) in lengths {
    guard (1...10_000).contains(knob.epochs) else {
      throw KnobError("\(name): epochs are from 1 to 10,000, and not \(knob.epochs)")
    }
    guard (1...65_536).contains(knob.batch) else {
      throw KnobError("\(name): a batch has from 1 to 65,536 images, and not \(knob.batch)")
    }
  }
  do { try training.check() } catch { throw KnobError("augmentation: \(error)") }
  // Farther than the side of a digit, and all is black.
  guard training.augmentation.shift <= 28 else {
    throw KnobError(
      "augmentation: images are moved by 28 pixels at most, not by \(training.augmentation.shift)")
  }
}

/// Throws one sentence if there is too little for this page to learn from, or so much that it would
/// take many minutes.
func checkLength(digits: Int, epochs: Int, folder: String?) throws {
  // How many classes a folder has is seen when it is read.
  if digits < 1 || folder == nil && digits < 10 { throw KnobError.tooFew(digits, for: 10) }
  let most = 200_000
  guard Double(digits) * Double(epochs) <= Double(most) else {
    throw KnobError(
      "digits, page: \(digits.grouped) images in \(epochs.grouped) epochs are too many for this "
        + "page, which takes up to \(most.grouped) in all; `swift run Training --full` takes all images"
    )
  }
}
