import Printing

/// Some digits whose largest share lies between two limits: how many mistakes the shares lead one
/// to expect, and how many were made.
struct CalibrationPoint {
  /// The limits as they are printed.
  let range: String
  let count: Int
  /// Σ (1 − p), if p is the chance of being right.
  let expected: Double
  /// The standard deviation of that, √Σ p (1 − p).
  let spread: Double
  let made: Int

  init(_ answers: [Answer], _ low: Double, _ high: Double) {
    range =
      [low, high].map { (100 * $0).fixed(1).alignedRight(5) }.joined(separator: " to ") + " %"
    count = answers.count
    expected = answers.reduce(0) { $0 + 1 - $1.stages.largest }
    spread = answers.reduce(0) { $0 + $1.stages.largest * (1 - $1.stages.largest) }.squareRoot()
    made = answers.count { !$0.isRight }
  }

  /// The limits in words: `50.0 to 60.0 %`.
  var limits: String { range.split(separator: " ").joined(separator: " ") }

  /// How many standard deviations more mistakes were made than expected.
  var excess: Double { spread > 0 ? (Double(made) - expected) / spread : 0 }
}

/// Where the bars lie farthest apart, if that is hardly chance.
func farthest(_ points: [CalibrationPoint]) -> String {
  let clear = points.filter { abs($0.excess) > 2 }
  guard
    let point = clear.max(by: {
      abs(Double($0.made) - $0.expected) < abs(Double($1.made) - $1.expected)
    })
  else { return "" }
  return " Farthest apart: of the digits with \(point.limits), \(point.made) were misread, where "
    + "\(point.expected.fixed(1)) would be expected."
}
