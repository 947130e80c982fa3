import CNN
import Digits
import LessonKit
import Models
import Printing

/// Where a training has come to at a step.
nonisolated struct Moment {
  let step: Int
  /// Of the test images.
  let share: Double
  let weights: [Tensor]
  /// The shares that it gives to the classes for one test image.
  let said: [Float]
}

extension Moment {
  nonisolated init(_ step: Int, _ network: Network, _ images: Images) throws {
    let test = images.test
    let right = try network.right(on: test, numbers: test.numbers)
    let said = try network.probabilities(on: test, numbers: [images.example])
    self.init(
      step: step, share: Double(right) / Double(test.count), weights: network.firstWeights,
      said: said.first ?? [])
  }

  /// The steps that the film shows, as far as a training goes.
  nonisolated static func steps(upTo last: Int) -> [Int] {
    var steps = [0, 10, 30, 100, 300, 1000, 3000].filter { 2 * $0 <= last } + [last]
    while steps.count > 6 { steps.remove(at: 1) }
    return steps
  }

  /// Whether the film or the curve above it shows this step.
  nonisolated static func isWorthALook(_ step: Int, of steps: Int) -> Bool {
    let marks = [1, 2, 3, 5, 7, 10, 14, 20, 30, 45, 70, 100, 140, 200, 300, 450, 700]
    return step == steps || Self.steps(upTo: steps).contains(step) || marks.contains(step)
      || step.isMultiple(of: 1000)
  }
}

/// What a network reads, with dropout off, of the images that it learns from, and of test images.
nonisolated struct Shares {
  let step: Int
  let learned, test: Double

  init(of network: Network, after step: Int, _ images: Images) throws {
    func share(_ data: DataSet) throws -> Double {
      Double(try network.right(on: data, numbers: data.numbers)) / Double(data.count)
    }
    (self.step, learned, test) = (step, try share(images.some(1000)), try share(images.test))
  }
}

/// Whether the two curves part, and how many images they read.
///
/// - Parameters:
///   - some: how many test images the curves read.
///   - right: how many of all test images are read, of how many.
func overfitting(_ shares: [Shares], some: Int, right: (count: Int, all: Int)) -> String {
  let some =
    some < right.all
    ? "The table and the curves use \(some.grouped) test images. The network reads "
      + "\((shares.last?.test ?? 0).percent()) of these, and "
      + "\((Double(right.count) / Double(right.all)).percent()) of all. " : ""
  let gap = 100 * (shares.last.map { $0.learned - $0.test } ?? 0)
  return some
    + (gap > 0.5
      ? "The two curves end \(gap.fixed(1)) points apart. Such a gap is called **overfitting**: part of what was "
        + "learned holds only for the images learned from."
      : "The two curves end together. If they parted, that would be **overfitting**.")
}

func diverged(after step: Int, rate: Float) -> KnobError {
  KnobError(
    "rate: after \(step) steps the loss is no longer a number; a smaller rate than \(rate) helps")
}

func report(_ epoch: Int, loss: Double, _ share: Double) -> String {
  "epoch \("\(epoch + 1)".alignedRight(2))   loss \(loss.fixed(4))   test \(share.percent())"
}
