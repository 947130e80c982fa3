/// What an open part's own judge says.
struct Judged: Equatable, Codable, Sendable {
  let lines: [String]
  let isSolved: Bool
  /// Lines of a plot.
  var curves: [Curve] = []
  /// What the plot's axes measure.
  var axes = Axes()

  struct Curve: Equatable, Codable, Sendable {
    let name: String
    let places, values: [Double]
  }

  struct Axes: Equatable, Codable, Sendable {
    var x = ""
    var y = ""
  }

  static func solved(_ lines: String...) -> Judged { Judged(lines: lines, isSolved: true) }
  static func unsolved(_ lines: String...) -> Judged { Judged(lines: lines, isSolved: false) }
}
