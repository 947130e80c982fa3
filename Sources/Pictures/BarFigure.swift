import Figures

/// What bar charts and waterfalls have in common: bars in groups, each from one number to another.
struct BarFigure: Sendable {
  struct Bar: Sendable {
    /// Where it begins; nil for zero, or the low end of a logarithmic axis.
    var start: Double?
    var end: Double
    var range: (low: Double, high: Double)?
    var color: Color
    var text: String

    /// Whether its text stands below, or at the left.
    var isDown: Bool { end < start ?? 0 }

    /// The pixels from the lower of its ends and of its whisker's to the higher; those of `base`
    /// if it has none.
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
  /// Whether level bars are dots on a thin line.
  var isDotted = false
  /// Of small level bars and their values; nil if the width says it.
  var room: Figure.Bars.Room?
  var width: Int
  var height: Int

  var bars: [Bar] { groups.flatMap(\.bars) }
  var mostBars: Int { groups.map(\.bars.count).max() ?? 0 }
  var hasTexts: Bool { bars.contains { !$0.text.isEmpty } }

  /// Where bars without a start begin: at zero, or at the end of the axis that is nearest to it.
  static func base(on scale: AxisScale) -> Double {
    scale.isLogarithmic ? scale.low : min(max(0, scale.low), scale.high)
  }

  /// All numbers that the axis has to have a place for.
  var values: [Double] {
    let base = axis.division == .linear && !bars.isEmpty ? [0.0] : []
    let ranges = bars.compactMap(\.range).flatMap { [$0.low, $0.high] }
    return base + bars.map(\.end) + bars.compactMap(\.start) + ranges + references.map(\.value)
  }
}
