import Figures

/// The common form of bar charts and waterfalls: bars in groups, each from one number to another.
struct BarFigure: Sendable {
  struct Bar: Sendable {
    /// The start of the bar; nil for zero, or for the low end of a logarithmic axis.
    var start: Double?
    var end: Double
    var range: (low: Double, high: Double)?
    var color: Color
    var text: String

    /// Whether its text is below the bar, or on its left.
    var isDown: Bool { end < start ?? 0 }

    /// The pixels from the lowest to the highest end of the bar and its whisker; those of `base` if
    /// it has no length.
    func reach(base: Int, _ pixel: (Double) -> Int?) -> (low: Int, high: Int) {
      let ends = [end, range?.low, range?.high].compactMap { $0.flatMap(pixel) }
      return (ends.min() ?? base, ends.max() ?? base)
    }
  }

  struct Group: Sendable {
    var label: String
    var bars: [Bar]
  }

  var title = ""
  var legend: [(name: String, color: Color)] = []
  var axis: Axis
  var groups: [Group]
  var references: [Reference] = []
  /// Whether a thin line leads from the end of each bar to the next.
  var isLinked = false
  /// Whether horizontal bars are dots on a thin line.
  var isDotted = false
  /// The sizes of small horizontal bars and their values; nil if the width determines them.
  var room: Figure.Bars.Room?
  var width: Int
  var height: Int

  var bars: [Bar] { groups.flatMap(\.bars) }
  var mostBars: Int { groups.map(\.bars.count).max() ?? 0 }
  var hasTexts: Bool { bars.contains { !$0.text.isEmpty } }

  /// The start of bars without their own start: zero, or the end of the axis that is nearest to
  /// zero.
  static func base(on scale: AxisScale) -> Double {
    scale.isLogarithmic ? scale.low : min(max(0, scale.low), scale.high)
  }

  /// All numbers that need a place on the axis.
  var values: [Double] {
    let base = axis.division == .linear && !bars.isEmpty ? [0.0] : []
    let ranges = bars.compactMap(\.range).flatMap { [$0.low, $0.high] }
    return base + bars.map(\.end) + bars.compactMap(\.start) + ranges + references.map(\.value)
  }
}
