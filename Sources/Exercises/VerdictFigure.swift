import CNN
import Figures

extension Verdict {
  /// What is right, what was returned, and the difference, with the first wrong number framed; nil
  /// where there is nothing to compare.
  func figure(_ part: Part) -> Figure? {
    switch finding {
    case .wrong(let at, let answer, let offset):
      let expected = part.cases[at].expected
      let difference = zip(answer.values, expected.values).map { $0 - $1 }
      let (map, cell) = Self.cell(of: offset, in: expected.shape)
      let mark = Figure.Mark.cell(cell.row, cell.column)
      return Figure.row(
        [
          Self.map(expected.values, expected.shape, map, "expected").marking(mark).family(
            "numbers"),
          Self.map(answer.values, expected.shape, map, "yours").marking(mark).family("numbers"),
          Self.map(difference, expected.shape, map, "difference").marking(mark)
            .family("differences"),
        ], spacing: 30, sharing: .signed
      ).titled("\(part.function): \(part.cases[at].name)")
    case .form(let at, let answer) where !answer.isRagged && !answer.values.isEmpty:
      let expected = part.cases[at].expected
      guard !expected.values.isEmpty else { return nil }
      return Figure.row(
        [
          Self.map(expected.values, expected.shape, 0, "expected, \(expected.form)"),
          Self.map(answer.values, answer.shape, 0, "yours, \(answer.form)"),
        ], spacing: 30, sharing: .signed
      ).titled("\(part.function): \(part.cases[at].name)")
    case .judged(let judged) where judged.curves.contains { !$0.values.isEmpty }:
      return Figure.plot(
        x: Figure.Axis(judged.axes.x), y: Figure.Axis(judged.axes.y),
        judged.curves.map { .line($0.name, $0.places, $0.values) }
      ).titled(part.function)
    default: return nil
    }
  }

  /// One map of what was returned. A number that is not finite is crossed out.
  private static func map(
    _ values: [Float], _ shape: [Int], _ map: Int, _ title: String
  ) -> Figure {
    let grid = shape.count > 1 ? Array(shape.suffix(2)) : [1, max(1, values.count)]
    let count = grid[0] * grid[1]
    let own = Array(values[map * count..<(map + 1) * count])
    let crossed = own.indices.filter { !own[$0].isFinite }.map {
      Figure.Mark.cross($0 / grid[1], $0 % grid[1])
    }
    return Figure.map(Tensor(Shape(grid), own.map { $0.isFinite ? $0 : 0 }), title)
      .marking(crossed)
  }

  private static func cell(
    of offset: Int, in shape: [Int]
  ) -> (map: Int, cell: (row: Int, column: Int)) {
    guard shape.count > 1 else { return (0, (0, offset)) }
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    let inMap = offset % (rows * columns)
    return (offset / (rows * columns), (inMap / columns, inMap % columns))
  }
}
