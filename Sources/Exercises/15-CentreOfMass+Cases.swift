import CNN
import Digits
import Pictures
import Printing

/// A drawing to centre: brightness from 0 for black to 255.
struct Drawing: Sendable {
  var bytes: [[UInt8]]

  static var cases: KeyValuePairs<String, Drawing> {
    [
      "one pixel": Drawing(bytes: [[7]]),
      "the example of the task": Drawing(bytes: [[0, 0, 0], [0, 1, 3]]),
      "all of one brightness": Drawing(
        bytes: [[UInt8]](repeating: [UInt8](repeating: 9, count: 5), count: 3)),
      "a bright corner": Drawing(
        bytes: [[0, 0, 0, 0, 1], [0, 0, 0, 0, 0], [0, 2, 0, 0, 0], [200, 90, 0, 0, 0]]),
      "seven rows, four columns": Drawing(
        bytes: [
          [3, 9, 0, 0], [0, 9, 1, 0], [0, 9, 9, 0], [0, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0],
          [1, 0, 0, 0],
        ]),
      "a digit that hangs low": digit(2, down: 4, right: -6),
      "a digit that has lost a part": digit(7, down: -9, right: 11),
    ]
  }

  private static func digit(_ label: Int, down: Int, right: Int) -> Drawing {
    let image = (try? TestDigit(label, cell: 0).image())?.moved(down: down, right: right)
    let bytes = (image?.scalars ?? []).map { UInt8(($0 * 255).rounded()) }
    return Drawing(
      bytes: stride(from: 0, to: bytes.count, by: 28).map { Array(bytes[$0..<$0 + 28]) })
  }

  var rows: [[Float]] { bytes.map { $0.map { Float($0) } } }

  func with(_ change: (UInt8) -> UInt8) -> Drawing { Drawing(bytes: bytes.map { $0.map(change) }) }

  /// As the package's own pictures find it.
  var centre: (row: Float, column: Float) {
    let picture = GreyPicture(
      width: bytes[0].count, height: bytes.count, pixels: Array(bytes.joined()))
    let (row, column) = picture.centreOfMass ?? (0, 0)
    return (Float(row), Float(column))
  }

  var pair: Returned { Returned([centre.row, centre.column]) }

  var middle: (row: Float, column: Float) { (Float(bytes.count / 2), Float(bytes[0].count / 2)) }

  private func sum(_ part: (Float, Int, Int) -> Float) -> Float {
    rows.enumerated().reduce(0) { sum, row in
      row.element.enumerated().reduce(sum) { $0 + part($1.element, row.offset, $1.offset) }
    }
  }

  func dividing(by count: Float) -> Returned {
    Returned([
      sum { pixel, i, _ in pixel * Float(i) } / count,
      sum { pixel, _, j in pixel * Float(j) } / count,
    ])
  }

  var middleOfBox: Returned {
    let inked = bytes.indices.filter { bytes[$0].contains { $0 > 0 } }
    let columns = bytes[0].indices.filter { j in bytes.contains { $0[j] > 0 } }
    return Returned(
      [inked, columns].map { Float(($0.first ?? 0) + ($0.last ?? 0)) / 2 })
  }

  /// How far it has to move.
  func way(
    from own: (row: Float, column: Float)? = nil,
    _ round: (Float) -> Float = { $0.rounded() }
  ) -> (down: Int, right: Int) {
    let (row, column) = own ?? centre
    return (Int(round(middle.row - row)), Int(round(middle.column - column)))
  }

  func moved(_ way: (down: Int, right: Int)) -> Returned {
    let tensor = Tensor(rows: rows).moved(down: way.down, right: way.right)
    return Returned(tensor, shape: [bytes.count, bytes[0].count])
  }

  func wrapped(_ way: (down: Int, right: Int)) -> Returned {
    let (height, width) = (bytes.count, bytes[0].count)
    return place { i, j in
      rows[((i - way.down) % height + height) % height][((j - way.right) % width + width) % width]
    }
  }

  /// A copy of the image, and the moved one written over it.
  func overwritten(_ way: (down: Int, right: Int)) -> Returned {
    place { i, j in
      let (from, place) = (i - way.down, j - way.right)
      let isThere = bytes.indices.contains(from) && bytes[0].indices.contains(place)
      return isThere ? rows[from][place] : rows[i][j]
    }
  }

  private func place(_ pixel: (Int, Int) -> Float) -> Returned {
    Returned(bytes.indices.map { i in bytes[0].indices.map { pixel(i, $0) } })
  }

  func arithmetic(of axis: Int) -> String {
    let name = axis == 0 ? "row" : "column"
    let lines = axis == 0 ? rows : bytes[0].indices.map { j in rows.map { $0[j] } }
    let sums = lines.map { $0.reduce(0, +) }
    let terms = sums.indices.filter { sums[$0] > 0 }.map { "\(sums[$0].short)·\($0)" }
    let mass = sums.reduce(0, +)
    return "brightness of each \(name), times its number: \(terms.joined(separator: " + "))\n"
      + "divided by the sum of all brightness, \(mass.short): \(pair.values[axis].short)"
  }

  func arithmeticOfMove(to offset: Int) -> String {
    let (way, columns) = (way(), bytes[0].count)
    let (i, j) = (offset / columns, offset % columns)
    let (from, place) = (i - way.down, j - way.right)
    let isThere = bytes.indices.contains(from) && bytes[0].indices.contains(place)
    let source =
      isThere
      ? "row \(from), column \(place) of the image: \(bytes[from][place])"
      : "outside of the image: 0"
    return "the centre of mass is at row \(centre.row.short), column \(centre.column.short)\n"
      + "down: \(middle.row.short) − \(centre.row.short), rounded \(Float(way.down).short)\n"
      + "right: \(middle.column.short) − \(centre.column.short), rounded "
      + "\(Float(way.right).short)\n"
      + "so row \(i), column \(j) comes from \(source)"
  }
}
