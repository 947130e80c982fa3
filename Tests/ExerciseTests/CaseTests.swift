import Testing

@testable import Exercises

/// What a verdict says about single cases.
@Suite struct CaseTests {
  private func said(_ exercise: Exercise, part: Int) -> String {
    let part = exercise.parts[part]
    return Verdict(part, part.cases.map { .returned($0.attempt()) }).text(part)
  }

  /// A case is told in the task's own names.
  @Test(
    arguments: [
      (1, 0, 1, "image [[1, 2, 3], [4, 5, 6], [7, 8, 9]], kernel [[1, 0], [0, 2]], bias 1"),
      (2, 0, 0, "x [2.5]"), (2, 1, 0, "dy [3], x [2]"), (3, 0, 0, "map [[−2]], size 1, stride 1"),
      (4, 0, 0, "x [3], keep [true], rate 0.5, isTraining true"), (5, 0, 2, "size 2×3×2"),
      (8, 0, 1, "shares [[0.2, 0.5, 0.3]], labels [2]"), (9, 0, 0, "image [[3]], dy [[−2]]"),
      (12, 0, 1, "w [1, 2], gradient [10, −4], rate 0.1"),
      (15, 1, 1, "image [[0, 0, 0], [0, 1, 3]]"),
    ] as [(Int, Int, Int, String)])
  func whatAFunctionIsHanded(_ exercise: Int, part: Int, at: Int, _ words: String) {
    let part = Solved.all[exercise - 1].parts[part]
    let outcomes = part.cases.prefix(at).map { Outcome.returned($0.expected) } + [.stopped(nil)]
    let lines = Verdict(part, outcomes).text(part).split(separator: "\n")
    #expect(lines.last == "The case: \(words)")
  }

  /// Exercise 5 returns a row, a column and a map for each place of the list.
  @Test func aPlaceOfTheListIsNamed() {
    let exercise = Exercise.flatten(
      index: { index(row: $0, column: $1, map: $2, size: $3) },
      place: { offset, size in
        let right = place(offset, size: size)
        return (right.column, right.row, right.map)
      })
    let text = said(exercise, part: 1)
    #expect(text.contains("“the example of the task”: the row of place 2 is 1 and should be 0."))
    #expect(text.contains("row 0, column 1, map 0 of 2×3×2"))
  }

  @Test func aSmallNumberIsNoZero() {
    let exercise = Exercise.relu(
      forward: { $0.map { $0 > 0.0005 ? $0 : 0 } }, backward: { reluBackward($0, x: $1) })
    #expect(said(exercise, part: 0).contains("`relu(_:)` is right on all 4 cases."))
    let deaf = Exercise.relu(
      forward: { $0.map { $0 > 0.01 ? $0 : 0 } }, backward: { reluBackward($0, x: $1) })
    #expect(said(deaf, part: 0).contains("number 2 is 0 and should be 0.001."))
  }

  /// The windows may leave out the map's last column, which has a gradient of 0.
  @Test func aGradientIsAsLargeAsItsMap() {
    let exercise = Exercise.maxPooling(
      forward: maxPool,
      backward: { dy, map, size, stride in
        let (rows, columns) = ((dy.count - 1) * stride + size, (dy[0].count - 1) * stride + size)
        return maxPoolBackward(dy, map: map, size: size, stride: stride).prefix(rows)
          .map { Array($0.prefix(columns)) }
      })
    #expect(said(exercise, part: 1).contains("returned 2×4; it should be 3×5."))
  }

  /// A reader who calculates a slope again from the printed numbers finds it.
  @Test(arguments: Solved.all[10].parts[0].cases.indices)
  func theSumOfASlopeAddsUp(_ at: Int) throws {
    let text = Solved.all[10].parts[0].cases[at].arithmetic(0).replacing("−", with: "-")
    let sum = /\((-?[\d.]+) - \(?(-?[\d.]+)\)?\) \/ \(2 · ([\d.]+)\) = (-?[\d.]+)/
    let match = try #require(text.firstMatch(of: sum), "\(text)")
    let numbers = [match.1, match.2, match.3, match.4].compactMap { Double($0) }
    try #require(numbers.count == 4)
    #expect(abs((numbers[0] - numbers[1]) / (2 * numbers[2]) - numbers[3]) < 0.0001, "\(text)")
  }
}
