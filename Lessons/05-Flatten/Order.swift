import CNN
import Figures
import LessonKit

/// A number of some maps.
typealias Place = (row: Int, column: Int, map: Int)

/// In which order the numbers of maps `[H, W, C]` are put into a list.
enum Order: String {
  /// Place by place, and at each place map by map: Keras, TensorFlow, MLX, and this package.
  case channelLast = "channel last"
  /// Map by map, and in each map place by place: PyTorch.
  case channelFirst = "channel first"

  /// Where in the list the number in row i, column j of map c stands.
  func position(_ i: Int, _ j: Int, _ c: Int, in maps: Shape) -> Int {
    switch self {
    case .channelLast: (i * maps[1] + j) * maps[2] + c
    case .channelFirst: (c * maps[0] + i) * maps[1] + j
    }
  }

  func position(_ place: Place, in maps: Shape) -> Int {
    position(place.row, place.column, place.map, in: maps)
  }

  /// The list of some maps `[H, W, C]`, in this order.
  func list(_ maps: Tensor) -> [Float] {
    let shape = maps.shape
    var list = [Float](repeating: 0, count: shape.count)
    for i in 0..<shape[0] {
      for j in 0..<shape[1] {
        for c in 0..<shape[2] { list[position(i, j, c, in: shape)] = maps[i, j, c] }
      }
    }
    return list
  }
}

extension Order {
  /// The list of some maps `[H, W, C]` in lines of so many numbers, with a frame around those that
  /// stand in one row and column of the maps.
  func figure(
    of maps: Tensor, _ title: String, line: Int, framing place: (row: Int, column: Int),
    of origin: Figure.Origin? = nil
  ) -> Figure {
    let lines = Tensor([maps.shape.count / line, line], list(maps))
    let places = (0..<maps.shape[2]).map { position(place.row, place.column, $0, in: maps.shape) }
    let frames: [Figure.Mark] =
      switch self {
      case .channelLast: [.window(places[0] / line, places[0] % line, 1, places.count)]
      case .channelFirst: places.map { .cell($0 / line, $0 % line) }
      }
    return .map(lines, title, of: origin).marking(frames)
  }

  /// Where the numbers of one place, in all maps `[H, W, C]`, are in the list.
  func wherePlaceIs(in maps: Shape) -> String {
    switch self {
    case .channelLast: "the \(maps[2]) framed numbers stand side by side."
    case .channelFirst: "the \(maps[2]) framed numbers lie scattered over all of it."
    }
  }

  /// How one finds row, column and map from a position in the list.
  var wayBack: String {
    switch self {
    case .channelLast:
      "divide by C, and the remainder is the map. Divide the quotient by W: the new quotient is "
        + "the row, the new remainder the column."
    case .channelFirst:
      "divide by W, and the remainder is the column. Divide the quotient by H: the new quotient is "
        + "the map, the new remainder the row."
    }
  }

  /// How many numbers of maps `[H, W, C]` have the same position in both orders.
  static func positionsInCommon(in maps: Shape) -> Int {
    (0..<maps[0]).reduce(0) { sum, i in
      sum
        + (0..<maps[1] * maps[2]).count {
          let (j, c) = $0.quotientAndRemainder(dividingBy: maps[2])
          return channelLast.position(i, j, c, in: maps)
            == channelFirst.position(i, j, c, in: maps)
        }
    }
  }

  /// How far apart neighbours are in the list of maps `[H, W, C]`, in words.
  func distances(in maps: Shape) -> String {
    "in the list, the next map is \(position(0, 0, 1, in: maps)) further on, "
      + "the next column \(position(0, 1, 0, in: maps)), the next row "
      + "\(position(1, 0, 0, in: maps))"
  }

  /// How one finds row, column and map from a position in the list of maps `[H, W, C]`, in words.
  func wayBack(from p: Int, in maps: Shape) -> String {
    let (rows, columns, channels) = (maps[0], maps[1], maps[2])
    switch self {
    case .channelLast:
      let (q, c) = p.quotientAndRemainder(dividingBy: channels)
      let (i, j) = q.quotientAndRemainder(dividingBy: columns)
      return "\(p) = \(q) · \(channels) + \(c): it is map \(c); "
        + "\(q) = \(i) · \(columns) + \(j): row \(i), column \(j)"
    case .channelFirst:
      let (q, j) = p.quotientAndRemainder(dividingBy: columns)
      let (c, i) = q.quotientAndRemainder(dividingBy: rows)
      return "\(p) = \(q) · \(columns) + \(j): it is column \(j); "
        + "\(q) = \(c) · \(rows) + \(i): row \(i) of map \(c)"
    }
  }
}

/// Throws a sentence if there is no such place in some maps.
func check(_ place: Place, in maps: Shape) throws {
  guard (0..<maps[0]).contains(place.row), (0..<maps[1]).contains(place.column),
    (0..<maps[2]).contains(place.map)
  else {
    throw KnobError(
      "there is no place (\(place.row), \(place.column), \(place.map)) in maps with rows 0 to "
        + "\(maps[0] - 1) and columns 0 to \(maps[1] - 1), numbered 0 to \(maps[2] - 1)")
  }
}
