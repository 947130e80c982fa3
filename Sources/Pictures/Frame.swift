/// The area of a chart and the axes around it.
struct Frame: Sendable {
  /// The axes' lowest numbers are at its first column and last row.
  let area: Box
  var x: AxisScale?
  var y: AxisScale?

  /// The column of a number, rounded to sixteenths of a pixel.
  func column(_ value: Double) -> Double? {
    x?.place(value).map { Self.snapped(Double(area.x) + $0 * Double(area.width - 1)) }
  }

  /// The row of a number, rounded to sixteenths of a pixel.
  func row(_ value: Double) -> Double? {
    y?.place(value).map { Self.snapped(Double(area.bottom - 1) - $0 * Double(area.height - 1)) }
  }

  /// The column of a number, as a full pixel of the area. A number beyond the area gets the nearest
  /// one.
  func pixelColumn(_ value: Double) -> Int? {
    column(value).map { min(max(Int($0.rounded()), area.x), area.right - 1) }
  }

  /// The row of a number, as a full pixel of the area. A number beyond the area gets the nearest
  /// one.
  func pixelRow(_ value: Double) -> Int? {
    row(value).map { min(max(Int($0.rounded()), area.y), area.bottom - 1) }
  }

  func point(_ x: Double, _ y: Double) -> Point? {
    guard let column = column(x), let row = row(y) else { return nil }
    return Point(x: column, y: row)
  }

  /// Logarithms may differ in their last bit between processors. Round numbers often lie on the
  /// edge between two roundings. So each place is moved off that edge.
  static func snapped(_ place: Double) -> Double { (place * 16 + 1e-6).rounded() / 16 }

}

/// A line across a chart at a number worth comparing with.
struct Reference: Sendable {
  var value: Double
  var label: String

  init(_ value: Double, _ label: String = "") {
    self.value = value
    self.label = label
  }
}
