import CNN
import Models
import Printing

/// A loss, the weights at which it is nudged, and for the second part a gradient with a bug.
private struct Hill: Sendable {
  var w: [Float]
  /// Which weight is nudged, or whose entry is wrong.
  var index: Int
  var nudge: Float
  var gradient: [Float] = []
  var loss: @Sendable ([Float]) -> Float

  init(
    _ w: [Float], index: Int, nudge: Float, gradient: [Float] = [],
    loss: @escaping @Sendable ([Float]) -> Float
  ) {
    (self.w, self.index, self.nudge) = (w, index, nudge)
    (self.gradient, self.loss) = (gradient, loss)
  }

  /// The loss with weight `i` moved by so many nudges.
  func moved(_ i: Int, by nudges: Float) -> Float {
    var moved = w
    moved[i] += nudges * nudge
    return loss(moved)
  }

  func slope(_ i: Int) -> Float { (moved(i, by: 1) - moved(i, by: -1)) / (2 * nudge) }
  func oneSided(_ i: Int) -> Float { (moved(i, by: 1) - moved(i, by: 0)) / nudge }

  /// Each weight stays where its last nudge has brought it.
  var slopesNotPutBack: [Float] {
    var hill = self
    return w.indices.map { i in
      defer { hill.w[i] -= nudge }
      return hill.slope(i)
    }
  }

  /// The entry with the largest error; of equal ones the first.
  func worst(
    _ slopes: [Float]? = nil, _ error: (_ gradient: Float, _ slope: Float) -> Float = relative
  ) -> Returned {
    let errors = zip(gradient, slopes ?? w.indices.map(slope)).map { error($0, $1) }
    return Returned(errors.indices.reduce(0) { errors[$1] > errors[$0] ? $1 : $0 })
  }

  static func relative(_ gradient: Float, _ slope: Float) -> Float {
    gradient == slope ? 0 : abs(gradient - slope) / max(abs(gradient), abs(slope))
  }

  /// With so many decimals that a reader who calculates it again finds the same slope.
  func slopeArithmetic() -> String {
    func long(_ number: Float) -> String { number.short(upTo: 7) }
    let (above, below) = (moved(index, by: 1), moved(index, by: -1))
    let (up, down) = (long(w[index] + nudge), long(w[index] - nudge))
    let lower = below < 0 ? "(\(long(below)))" : long(below)
    return """
      weight \(index) is \(w[index].short), the nudge \(long(nudge))
      raised to \(up) the loss is \(long(above)), lowered to \(down) it is \(long(below))
      (\(long(above)) − \(lower)) / (2 · \(long(nudge))) = \(slope(index).short)
      """
  }

  func entryByEntry() -> String {
    w.indices.map { i in
      let (given, slope) = (gradient[i], slope(i))
      let share = Self.relative(given, slope).short
      return "entry \(i): gradient \(given.short), slope \(slope.short), "
        + "difference \(abs(given - slope).short), divided by the larger one \(share)"
    }.joined(separator: "\n")
  }
}

extension Exercise {
  /// Exercise 11.
  public static func gradientCheck(
    slope: @escaping @Sendable (([Float]) -> Float, [Float], Int, Float) -> Float,
    wrongEntry: @escaping @Sendable ([Float], ([Float]) -> Float, [Float], Float) -> Int
  ) -> Exercise {
    Exercise(
      11,
      hints: [
        "Make two copies of w, one for each direction, and change one weight in each. For the "
          + "second function: when is a difference large, if one slope is 300 and another 0.01?",
        "slope: (loss(above) − loss(below)) / (2 · nudge). wrongEntry: for each index divide "
          + "abs(slope − gradient[index]) by the larger of abs(slope) and abs(gradient[index]); "
          + "pass over an index where both are 0; return the index of the largest.",
      ],
      [
        Part(
          "slope(of:at:index:nudge:)", slopes,
          attempt: { Returned(slope($0.loss, $0.w, $0.index, $0.nudge)) },
          expected: { Returned($0.slope($0.index)) }, mistakes: slopeMistakes,
          arithmetic: { hill, _ in hill.slopeArithmetic() }),
        Part(
          "wrongEntry(of:loss:at:nudge:)", bugs,
          attempt: { Returned(wrongEntry($0.gradient, $0.loss, $0.w, $0.nudge)) },
          expected: { Returned($0.index) }, mistakes: bugMistakes,
          arithmetic: { hill, _ in hill.entryByEntry() }),
      ])
  }
}

private var slopes: KeyValuePairs<String, Hill> {
  [
    "a straight line": Hill([2], index: 0, nudge: 0.5) { 5 * $0[0] - 1 },
    "the example of the task": Hill([3], index: 0, nudge: 0.5) { $0[0] * $0[0] },
    "the bottom of a valley": Hill([0], index: 0, nudge: 0.25) { $0[0] * $0[0] },
    "the second of three weights": Hill([2, -1, 3], index: 1, nudge: 0.25) { w in
      w[0] * w[1] + w[1] * w[1] * w[2]
    },
    "a large nudge, a curve": Hill([2], index: 0, nudge: 1) { $0[0] * $0[0] * $0[0] },
    "the little seven's 2": Hill(kernel, index: 2, nudge: 1 / 64, loss: sevensLoss),
  ]
}

private var slopeMistakes: KeyValuePairs<String, (Hill) -> Returned> {
  [
    "The weight is nudged one way only. Between w and w + nudge the loss bends; nudge both ways, "
      + "and most of the error cancels.": { Returned($0.oneSided($0.index)) },
    "It is divided by one nudge. The two points are two nudges apart.": {
      Returned(2 * $0.slope($0.index))
    },
    "The weight is not put back before it is lowered, so it only returns to w. Lower it from w to "
      + "w − nudge.": { Returned($0.oneSided($0.index) / 2) },
    "This is the difference of the losses. Divide it by the distance, two nudges.": {
      Returned(2 * $0.nudge * $0.slope($0.index))
    },
    "The lower point comes first, so the sign is wrong: above minus below.": {
      Returned(-$0.slope($0.index))
    },
    "All weights are nudged. Nudge only the one at `index`.": { hill in
      let (above, below) = (hill.w.map { $0 + hill.nudge }, hill.w.map { $0 - hill.nudge })
      return Returned((hill.loss(above) - hill.loss(below)) / (2 * hill.nudge))
    },
    "The first weight is nudged. Nudge the one at `index`.": { Returned($0.slope(0)) },
  ]
}

private var bugs: KeyValuePairs<String, Hill> {
  [
    "the example of the task": Hill([3, 1], index: 1, nudge: 0.5, gradient: [6, -3]) { w in
      w[0] * w[0] + 3 * w[1]
    },
    "half of the first": Hill([2, 4], index: 0, nudge: 0.25, gradient: [2, 2]) { $0[0] * $0[1] },
    "a zero": Hill([1, 1, 2, 3], index: 2, nudge: 0.25, gradient: [1, 4, 0, 2]) { w in
      w[0] + 2 * w[1] * w[1] + w[2] * w[3]
    },
    "a curve": Hill([2, 4], index: 1, nudge: 0.25, gradient: [12, -1]) { w in
      w[0] * w[0] * w[0] + w[1]
    },
    "a small entry beside a large one": Hill(
      [2, 1], index: 1, nudge: 0.25, gradient: [12, 0.02]
    ) { w in w[0] * w[0] * w[0] + 0.02 * w[1] * w[1] },
    "a weight without effect": Hill([5, 3, 1], index: 2, nudge: 0.25, gradient: [0, 6, 2]) { w in
      w[1] * w[1] + w[2]
    },
    "a steep valley": Hill([0.5, 1], index: 1, nudge: 0.5, gradient: [4, 0.8]) { w in
      4 * w[0] * w[0] + w[1]
    },
    "weights that need each other": Hill([1, 2], index: 0, nudge: 0.5, gradient: [1.5, 1]) { w in
      w[0] * w[1]
    },
    // One of the two places that reach weight 2 is left out.
    "the little seven's kernel": Hill(
      kernel, index: 2, nudge: 1 / 64, gradient: [0, -0.3655, -1.0966, 0], loss: sevensLoss),
  ]
}

private var bugMistakes: KeyValuePairs<String, (Hill) -> Returned> {
  [
    "Differences are compared as they are, so a large entry hides a small wrong one. Divide each "
      + "by the larger of slope and entry.": { $0.worst { abs($0 - $1) } },
    "The slopes are one-sided, and their error looks like a bug. Nudge both ways.": { hill in
      hill.worst(hill.w.indices.map(hill.oneSided))
    },
    "A weight is not put back after its nudge, so all later slopes belong to other weights.": {
      $0.worst($0.slopesNotPutBack)
    },
    "Sizes are compared without their signs. A wrong sign is a bug, too.": {
      $0.worst { Hill.relative(abs($0), abs($1)) }
    },
    "The difference keeps its sign, so an entry that is too small goes unseen. Take abs of it.": {
      $0.worst { ($0 < $1 ? -1 : 1) * Hill.relative($0, $1) }
    },
    "Where slope and entry are both 0, 0 / 0 is not a number, and nothing is larger than that. "
      + "Pass over such an entry.": { $0.worst { abs($0 - $1) / max(abs($0), abs($1)) } },
    "The first entry that is not exactly the slope is taken. Slopes are never quite exact: take "
      + "the largest error.": { $0.worst { $0 == $1 ? 0 : 1 } },
  ]
}

private let kernel = LittleSeven.kernel.flatMap { $0 }

/// The loss of the little seven, as a function of its kernel's four weights.
private let sevensLoss: @Sendable ([Float]) -> Float = { weights in
  guard var network = try? LittleSeven.network() else { return 0 }
  network["conv1", "weight"].scalars = weights
  return (try? network.trace(LittleSeven.image, label: 0))?.loss ?? 0
}
