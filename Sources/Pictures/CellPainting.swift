import CNN
import Figures

extension Picture {
  /// Numbers `[H, W, 1]` as cells.
  mutating func paint(_ numbers: Tensor, _ scale: ColorScale, x: Int, y: Int, cell: Int) {
    let (height, width) = (numbers.shape[0], numbers.shape[1])
    for row in 0..<height {
      for column in 0..<width {
        let color = scale.color(numbers[row, column, 0])
        fill(x: x + column * cell, y: y + row * cell, width: cell, height: cell, color)
      }
    }
  }

  /// Numbers `[H, W, 1]` as fewer pixels, each the mean of the numbers in its place.
  mutating func paint(_ numbers: Tensor, _ scale: ColorScale, averaged box: Box) {
    let (height, width) = (numbers.shape[0], numbers.shape[1])
    func cells(_ pixel: Int, _ count: Int, _ pixels: Int) -> Range<Int> {
      let first = pixel * count / pixels
      return first..<max(first + 1, (pixel + 1) * count / pixels)
    }
    for y in 0..<box.height {
      let rows = cells(y, height, box.height)
      for x in 0..<box.width {
        let columns = cells(x, width, box.width)
        var sum: Float = 0
        for row in rows { for column in columns { sum += numbers[row, column, 0] } }
        self[box.x + x, box.y + y] = scale.color(sum / Float(rows.count * columns.count))
      }
    }
  }

  mutating func chequer(_ box: Box, cell: Int, _ color: Color) {
    for (row, y) in stride(from: box.y, to: box.bottom, by: cell).enumerated() {
      for (column, x) in stride(from: box.x, to: box.right, by: cell).enumerated()
      where (row + column).isMultiple(of: 2) {
        fill(x: x, y: y, width: cell, height: cell, color)
      }
    }
  }

  /// Text that runs upwards on white: written horizontally, and turned.
  mutating func writeUpwards(
    _ text: String, _ style: Figure.Style, x: Int, bottom: Int, _ color: Color
  ) {
    let type = Typeface.of(style)
    var level = Picture(width: type.width(of: text) + 2, height: type.line + 4)
    level.write(text, style, x: 0, baseline: type.capital + 2, color)
    for row in 0..<level.height {
      for column in 0..<level.width where level[column, row] != .white {
        let (x, y) = (x + row - 2, bottom - 1 - column)
        if (0..<width).contains(x), (0..<height).contains(y) { self[x, y] = level[column, row] }
      }
    }
  }
}

extension [Point] {
  /// The pieces of a dashed line of this length, with gaps between them.
  func dashes(length: Double, gap: Double) -> [[Point]] {
    guard var last = first else { return [] }
    var (dashes, dash, rest, isOn) = ([[Point]](), [last], length, true)
    for point in dropFirst() {
      var distance = last.distance(to: point)
      while distance > rest {
        let t = rest / distance
        last = Point(x: last.x + (point.x - last.x) * t, y: last.y + (point.y - last.y) * t)
        if isOn { dashes.append(dash + [last]) }
        dash = [last]
        isOn.toggle()
        distance -= rest
        rest = isOn ? length : gap
      }
      rest -= distance
      last = point
      dash.append(point)
    }
    if isOn && dash.count > 1 { dashes.append(dash) }
    return dashes
  }
}
