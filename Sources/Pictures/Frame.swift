// What all charts have: a heading with a legend, and an area with axes around it.

/// The lines above a chart: its title, its legend, and what its upright axis measures.
struct Heading: Sendable {
  var title: [String] = []
  var legend: [[(name: String, color: Color)]] = []
  var axis: [String] = []

  static let swatch = 14

  init(title: String, legend: [(name: String, color: Color)], axis: String, width: Int) {
    self.title = Picture.lines(of: title, within: width, atMost: 3)
    self.axis = Picture.lines(of: axis, within: width, atMost: 2)
    var x = 0
    for entry in legend where !entry.name.isEmpty {
      let room = width - Self.swatch - 8
      let name = Picture.lines(of: entry.name, within: room, atMost: 1).first ?? ""
      let size = Self.swatch + 8 + Picture.width(of: name)
      if x == 0 || x + size > width { (x, self.legend) = (0, self.legend + [[]]) }
      self.legend[self.legend.count - 1].append((name, entry.color))
      x += size + 24
    }
  }

  var height: Int {
    let groups = [title.count, legend.count, axis.count].filter { $0 > 0 }
    return groups.reduce(0, +) * Picture.lineHeight + groups.count * 6
  }

  func draw(on canvas: inout Canvas, x left: Int, width: Int) {
    var y = 0
    if !title.isEmpty {
      canvas.write(title, x: left, y: y, width: width)
      y += title.count * Picture.lineHeight + 6
    }
    for row in legend {
      var x = left
      for (name, color) in row {
        canvas.picture.fill(x: x, y: y, width: Self.swatch, height: Self.swatch, color)
        canvas.write(name, x: x + Self.swatch + 8, y: y)
        x += Self.swatch + 8 + Picture.width(of: name) + 24
      }
      y += Picture.lineHeight
    }
    if !legend.isEmpty { y += 6 }
    canvas.write(axis, x: left, y: y, width: width, .quiet)
  }
}

/// The area of a chart and the axes around it.
struct Frame: Sendable {
  /// Its first column and last row are where the axes' lowest numbers stand.
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

  /// The column of a number as a whole pixel of the area, the nearest one if it lies beyond.
  func pixelColumn(_ value: Double) -> Int? {
    column(value).map { min(max(Int($0.rounded()), area.x), area.right - 1) }
  }

  /// The row of a number as a whole pixel of the area, the nearest one if it lies beyond.
  func pixelRow(_ value: Double) -> Int? {
    row(value).map { min(max(Int($0.rounded()), area.y), area.bottom - 1) }
  }

  func point(_ x: Double, _ y: Double) -> Point? {
    guard let column = column(x), let row = row(y) else { return nil }
    return Point(x: column, y: row)
  }

  /// Logarithms may differ in their last bit from processor to processor. So a place is moved off
  /// the edge between two roundings, on which round numbers like to lie.
  static func snapped(_ place: Double) -> Double { (place * 16 + 1e-6).rounded() / 16 }

  /// The grid, the ticks' labels and the lines of the axes.
  func draw(on canvas: inout Canvas) {
    for tick in y?.ticks ?? [] {
      guard let row = row(tick.value).map({ Int($0.rounded()) }) else { continue }
      canvas.picture.fill(x: area.x, y: row, width: area.width, height: 1, .grid)
      let left = area.x - 10 - Picture.width(of: tick.label)
      canvas.write(tick.label, x: max(0, left), y: row - 6, .quiet)
    }
    for value in y?.minor ?? [] {
      guard let row = row(value).map({ Int($0.rounded()) }) else { continue }
      canvas.picture.fill(x: area.x - 4, y: row, width: 4, height: 1, .faint)
    }
    if x != nil { columns(on: &canvas) }
    if let zero = row(0).map({ Int($0.rounded()) }), area.contains(area.x, zero) {
      canvas.picture.fill(x: area.x, y: zero, width: area.width, height: 1, .faint)
    }
    if let zero = column(0).map({ Int($0.rounded()) }), area.contains(zero, area.y), y == nil {
      canvas.picture.fill(x: zero, y: area.y, width: 1, height: area.height, .faint)
    }
  }

  private func columns(on canvas: inout Canvas) {
    for tick in x?.ticks ?? [] {
      guard let column = column(tick.value).map({ Int($0.rounded()) }) else { continue }
      canvas.picture.fill(x: column, y: area.y, width: 1, height: area.height, .grid)
      canvas.picture.fill(x: column, y: area.bottom, width: 1, height: 6, .faint)
      let width = Picture.width(of: tick.label)
      let left = min(max(0, column - width / 2), canvas.picture.width - width)
      canvas.write(tick.label, x: left, y: area.bottom + 12, .quiet)
    }
    for value in x?.minor ?? [] {
      guard let column = column(value).map({ Int($0.rounded()) }) else { continue }
      canvas.picture.fill(x: column, y: area.bottom, width: 1, height: 4, .faint)
    }
    canvas.picture.fill(x: area.x, y: area.bottom - 1, width: area.width, height: 1, .faint)
  }

  /// How wide the labels of an upright axis are, with the space to the area.
  static func margin(of scale: AxisScale) -> Int {
    (scale.ticks.map { Picture.width(of: $0.label) }.max() ?? 0) + 10
  }
}

/// A line across a chart at a number worth comparing with.
public struct Reference: Sendable {
  public var value: Double
  public var label: String

  public init(_ value: Double, _ label: String = "") {
    self.value = value
    self.label = label
  }
}

extension Picture {
  /// Draws a dashed line, level or upright.
  mutating func dash(x: Int, y: Int, width: Int = 1, height: Int = 1, _ color: Color = .quiet) {
    for step in stride(from: 0, to: max(width, height), by: 10) {
      if width > height {
        fill(x: x + step, y: y, width: min(6, width - step), height: 2, color)
      } else {
        fill(x: x, y: y + step, width: 2, height: min(6, height - step), color)
      }
    }
  }
}
