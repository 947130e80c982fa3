import Digits

/// How well a network's confidence agrees with how often it is right, measured on some drawings.
///
/// The confidence is the largest probability. C. Guo and others, "On calibration of modern neural
/// networks", 2017, define the expected calibration error.
public struct Sureness: Sendable {
  /// For each drawing the largest probability, and whether that class is the right one.
  public let answers: [(confidence: Float, isRight: Bool)]

  /// - Parameters:
  ///   - probabilities: one row for each drawing, with one number for each class.
  ///   - labels: the numbers of the right classes.
  public init(_ probabilities: [[Float]], labels: [Int]) {
    answers = zip(probabilities, labels).map { ($0.max() ?? 0, $0.argmax == $1) }
  }

  /// How many answers are right.
  public var right: Int { answers.count { $0.isRight } }

  /// The share of the mistakes that have more than this confidence; 0 without mistakes.
  public func mistakes(above confidence: Float) -> Double {
    let wrong = answers.filter { !$0.isRight }
    return share(wrong.count { $0.confidence > confidence }, wrong.count)
  }

  /// The expected calibration error: in each tenth from 0 to 1, the difference between the mean
  /// confidence and the share of right answers. This is the mean of that over all answers.
  public var calibrationError: Double {
    var tenths = [(confidence: Double, right: Double)](repeating: (0, 0), count: 10)
    for answer in answers {
      let tenth = min(9, Int(answer.confidence * 10))
      tenths[tenth].confidence += Double(answer.confidence)
      tenths[tenth].right += answer.isRight ? 1 : 0
    }
    let sum = tenths.reduce(0) { $0 + abs($1.confidence - $1.right) }
    return sum / Double(max(1, answers.count))
  }

  /// With this threshold: the share of all answers that are not sure, and the share of the sure
  /// ones that are wrong.
  public func split(below threshold: Float) -> (unsure: Double, wrong: Double) {
    let sure = answers.filter { $0.confidence >= threshold }
    return (
      share(answers.count - sure.count, answers.count),
      share(sure.count { !$0.isRight }, sure.count)
    )
  }

  /// The lowest threshold, in hundredths from 0 to 0.99, with which at most this share of the sure
  /// answers is wrong; 0.99 if there is none.
  public func threshold(wrong most: Double) -> Float {
    let all = (0...99).map { Float($0) / 100 }
    return all.first { split(below: $0).wrong <= most } ?? 0.99
  }

  private func share(_ part: Int, _ all: Int) -> Double { Double(part) / Double(max(1, all)) }
}
