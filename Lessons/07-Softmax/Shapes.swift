import CNN
import Foundation

/// Pictures that are no digits, drawn as digits are: bright strokes on black, 28×28.
enum Shapes {
  private static let triangle = [(row: 4.0, column: 13.5), (22, 4), (22, 23), (4, 13.5)]

  /// The triangle with a stroke from side to side.
  static var filledTriangle: Tensor { strokes([triangle, [(14, 8.5), (14, 18.5)]]) }

  /// All of them, `[28, 28, 1]`, with what they are called.
  static func all(upsideDown seven: Tensor) -> [(name: String, image: Tensor)] {
    let star = corners(5, radius: 10.5)
    return [
      ("triangle", strokes([triangle])),
      ("square", strokes([[(5, 5), (5, 22), (22, 22), (22, 5), (5, 5)]])),
      ("circle", strokes([corners(60, radius: 9) + corners(60, radius: 9).prefix(1)])),
      ("star", strokes([[0, 2, 4, 1, 3, 0].map { star[$0] }])),
      ("cross", strokes([[(5, 5), (22, 22)], [(5, 22), (22, 5)]])),
      ("7, upside down", Tensor(seven.shape, seven.scalars.reversed())),
      ("noise", Tensor(seven.shape, seven.scalars.indices.map { Random(seed: 1).uniform($0) })),
      ("all black", Tensor(seven.shape)),
    ]
  }

  /// Lines through points (row, column), two and a half pixels thick, with soft edges.
  private static func strokes(_ lines: [[(row: Double, column: Double)]]) -> Tensor {
    var image = Tensor([28, 28, 1])
    for row in 0..<28 {
      for column in 0..<28 {
        let point = (row: Double(row), column: Double(column))
        let distances = lines.flatMap { line in
          zip(line, line.dropFirst()).map { distance(point, from: $0, to: $1) }
        }
        // White up to the stroke's edge, black one pixel farther out.
        let ink = 1.75 - (distances.min() ?? .infinity)
        image[row, column, 0] = Float(min(max(ink, 0), 1))
      }
    }
    return image
  }

  /// The corners of a regular polygon around the image's middle, the first one on top.
  private static func corners(_ count: Int, radius: Double) -> [(row: Double, column: Double)] {
    (0..<count).map { number in
      let angle = 2 * Double.pi * Double(number) / Double(count)
      return (13.5 - radius * cos(angle), 13.5 + radius * sin(angle))
    }
  }

  /// From a point to the nearest one of a straight line between two others.
  private static func distance(
    _ point: (row: Double, column: Double), from a: (row: Double, column: Double),
    to b: (row: Double, column: Double)
  ) -> Double {
    let along = (row: b.row - a.row, column: b.column - a.column)
    let square = along.row * along.row + along.column * along.column
    let share =
      ((point.row - a.row) * along.row + (point.column - a.column) * along.column) / square
    let t = min(max(share, 0), 1)
    let (down, right) = (
      point.row - a.row - t * along.row, point.column - a.column - t * along.column
    )
    return (down * down + right * right).squareRoot()
  }
}
