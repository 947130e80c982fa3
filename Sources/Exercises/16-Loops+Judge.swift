import CNN
import Explain
import Printing

/// Two matrices, and their product by the plain loops.
private struct Matrices: Sendable {
  var a, b: [Float]
  var rows, inner, columns: Int

  init(_ a: [Float], _ b: [Float], _ rows: Int, _ inner: Int, _ columns: Int) {
    (self.a, self.b) = (a, b)
    (self.rows, self.inner, self.columns) = (rows, inner, columns)
  }

  /// Numbers from −1 to 1, the same each time.
  init(_ rows: Int, _ inner: Int, _ columns: Int) {
    let random = Random(seed: 16)
    let numbers = (0..<(rows + columns) * inner).map { 2 * random.uniform($0) - 1 }
    self.init(
      Array(numbers[..<(rows * inner)]), Array(numbers[(rows * inner)...]), rows, inner, columns)
  }

  func plain() -> [Float] {
    var c = [Float](repeating: 0, count: rows * columns)
    for i in 0..<rows {
      for j in 0..<columns {
        var sum: Float = 0
        for k in 0..<inner { sum += a[i * inner + k] * b[k * columns + j] }
        c[i * columns + j] = sum
      }
    }
    return c
  }

  /// A dense layer: `[N, C]` by `[C, K]`.
  var expected: Returned {
    let layer = Dense(weights: Tensor([inner, columns], b), bias: b.prefix(columns).map { _ in 0 })
    let network = try? Network(input: [inner], seed: 1, [layer])
    let product = try? network?(Tensor([rows, inner], a))
    return Returned(product?.scalars ?? [])
  }

  func each(_ cell: (Int, Int) -> Float) -> Returned {
    Returned((0..<rows).flatMap { i in (0..<columns).map { cell(i, $0) } })
  }

  func term(_ i: Int, _ k: Int, _ j: Int) -> Float { a[i * inner + k] * b[k * columns + j] }

  func arithmetic(of offset: Int) -> String {
    let (i, j) = (offset / columns, offset % columns)
    let terms = (0..<min(inner, 6)).map {
      "\(a[i * inner + $0].short)·\(b[$0 * columns + j].short)"
    }
    let sum = (0..<inner).reduce(Float(0)) { $0 + term(i, $1, j) }
    return "number \(offset) is row \(i), column \(j): "
      + terms.joined(separator: " + ") + (inner > 6 ? " + …" : "") + " = \(sum.short)"
  }
}

extension Exercise {
  /// Exercise 16.
  public static func loops(
    _ attempt: @escaping @Sendable ([Float], [Float], Int, Int, Int) -> [Float]
  ) -> Exercise {
    let function = "product(_:_:rows:inner:columns:)"
    return Exercise(
      16,
      hints: [
        "Which loop should be innermost, so that b and c are both read one number after the other?",
        "The order i, k, j: keep a[i * inner + k] in a constant, and let j run innermost. Each c "
          + "still gets its products with k rising.",
      ],
      [
        Part(
          function,
          [
            "one number": Matrices([3], [-2], 1, 1, 1),
            "the example of the task": Matrices([1, 2], [0, 1, 2, 3, 4, 5], 1, 2, 3),
            "3×4 by 4×2": Matrices(3, 4, 2), "5×1 by 1×7": Matrices(5, 1, 7),
          ],
          given: {
            ["a": $0.a, "b": $0.b, "rows": $0.rows, "inner": $0.inner, "columns": $0.columns]
          },
          attempt: { Returned(attempt($0.a, $0.b, $0.rows, $0.inner, $0.columns)) },
          expected: \.expected,
          mistakes: [
            "Only the last product of each sum is kept. Use += in place of =.": { one in
              one.each { one.term($0, one.inner - 1, $1) }
            },
            "The answer is turned: number i · columns + j is row i, column j.": { one in
              Returned(
                (0..<one.columns).flatMap { j in
                  (0..<one.rows).map { one.expected.values[$0 * one.columns + j] }
                })
            },
            "The last product of each sum is missing: k runs to inner − 1.": { one in
              one.each { i, j in
                (0..<one.inner - 1).reduce(Float(0)) { $0 + one.term(i, $1, j) }
              }
            },
          ],
          arithmetic: { $0.arithmetic(of: $1) }),
        Part(open: "the bits and the speed of product") { judgeLoops(attempt) },
      ])
  }
}

/// So many times as fast as the plain loops is solved.
private let enough = 1.5

private func judgeLoops(
  _ attempt: ([Float], [Float], Int, Int, Int) -> [Float]
) -> Judged {
  // A row of b is 4 KB long, so that numbers of one column get into each other's way in the cache.
  let one = Matrices(16, 1024, 1024)
  let right = one.plain()
  let own = attempt(one.a, one.b, one.rows, one.inner, one.columns)
  guard own.count == right.count else {
    return .unsolved(
      "A product of 16×1024 by 1024×1024 has \(right.count.grouped) numbers; yours has "
        + "\(own.count.grouped).")
  }
  let others = zip(own, right).count { $0.bitPattern != $1.bitPattern }
  guard others == 0 else {
    return .unsolved(
      "\(others.grouped) of \(right.count.grouped) numbers have other bits than those of the plain "
        + "loops.",
      Returned(own).isSame(as: Returned(right))
        ? "They are close, so the same products are added in another order, or with another "
          + "rounding (a fused multiply-add rounds once). Let k rise in each sum, and add each "
          + "product by itself."
        : "They are not even close: this is another product.")
  }
  // In turns, so that what else the machine does hits both; of each the fastest.
  var (plain, yours) = (Duration.seconds(60), Duration.seconds(60))
  let clock = ContinuousClock()
  for _ in 0..<7 {
    var last: [Float] = []
    plain = min(plain, clock.measure { last = one.plain() })
    yours = min(
      yours, clock.measure { last = attempt(one.a, one.b, one.rows, one.inner, one.columns) })
    guard last == right else { return .unsolved("Asked again, `product` gives other numbers.") }
  }
  let ratio = plain / yours
  let lines = [
    "All \(right.count.grouped) numbers have the bits of the plain loops.",
    "The plain loops take \(milliseconds(plain)), yours \(milliseconds(yours)): "
      + (ratio < 0.95
        ? "\((1 / ratio).fixed(1)) times as long." : "\(ratio.fixed(1)) times as fast."),
  ]
  if ratio >= enough { return Judged(lines: lines, isSolved: true) }
  let missing =
    ratio > 0.8 && ratio < 1.2
    ? "That is no gain. Does another loop run innermost?" : "Another order gains more."
  return Judged(
    lines: lines + ["It is solved from \(enough.fixed(1)) times on. \(missing)"], isSolved: false)
}

private func milliseconds(_ time: Duration) -> String {
  "\((time / .milliseconds(1)).fixed(2)) ms"
}
