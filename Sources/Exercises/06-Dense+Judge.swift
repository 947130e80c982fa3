import CNN
import Explain
import Printing

/// A network of one hidden layer and one logit, and what it reads.
private struct Votes: Sendable {
  var x: [Float]
  var first: [[Float]]
  var bias: [Float]
  var second: [Float]

  var given: KeyValuePairs<String, Any> {
    ["x": x, "first": first, "bias": bias, "second": second]
  }

  /// What stands before each gate.
  var sums: [Float] {
    zip(first, bias).map { weights, bias in zip(weights, x).reduce(bias) { $0 + $1.0 * $1.1 } }
  }

  func logit(_ unit: (Float) -> Float) -> Returned {
    Returned(zip(second, sums).reduce(Float(0)) { $0 + $1.0 * unit($1.1) })
  }

  func contributions(_ isOpen: (Float) -> Bool) -> Returned {
    Returned(
      x.indices.map { i in
        x[i]
          * first.indices.reduce(Float(0)) {
            $0 + (isOpen(sums[$1]) ? first[$1][i] * second[$1] : 0)
          }
      })
  }

  func with(bias: [Float]) -> Votes { Votes(x: x, first: first, bias: bias, second: second) }

  var trace: Trace? {
    let units = first.count
    let inwards = x.indices.flatMap { i in first.map { $0[i] } }
    let network = try? Network(
      input: [x.count], seed: 1,
      [
        Dense(weights: Tensor([x.count, units], inwards), bias: bias), ReLU(),
        Dense(weights: Tensor([units, 1], second), bias: [0]),
      ])
    return try? network?.trace(Tensor([x.count], x), outputGradient: Tensor([1], [1]))
  }

  var rightLogit: Returned { trace.map { Returned($0.output.scalars[0]) } ?? Returned([Float]()) }

  /// Input times gradient: the gradient of a network of open gates is its direct weight.
  var rightContributions: Returned {
    Returned(zip(x, trace?.gradients[0]?.scalars ?? []).map { $0 * $1 })
  }

  var unitByUnit: String {
    guard let trace else { return "" }
    let units = first.indices.map { "\(trace.explain(.activation(stage: 1, [$0])))" }
    return (units + ["\(trace.explain(.activation(stage: 3, [0])))"]).joined(separator: "\n\n")
  }

  func arithmetic(of input: Int) -> String {
    let open = first.indices.filter { sums[$0] > 0 }
    let paths = open.map { "\(first[$0][input].short) · \(second[$0].short)" }
    let gates = sums.enumerated().map { unit, sum in
      "unit \(unit) has the sum \(sum.short): it is \(sum > 0 ? "open" : "closed")"
    }
    let path = paths.isEmpty ? "0" : paths.joined(separator: " + ")
    let total = rightContributions.values[input].short
    let last = "input \(input): \(x[input].short) · (\(path)) = \(total)"
    return (gates + [last]).joined(separator: "\n")
  }
}

extension Exercise {
  /// Exercise 6.
  public static func dense(
    logit: @escaping @Sendable ([Float], [[Float]], [Float], [Float]) -> Float,
    contributions: @escaping @Sendable ([Float], [[Float]], [Float], [Float]) -> [Float]
  ) -> Exercise {
    let example = Votes(x: [2, 3], first: [[1, -1], [0.5, 1]], bias: [0, 0], second: [4, 2])
    let cases: KeyValuePairs<String, Votes> = [
      "one input, one unit": Votes(x: [3], first: [[2]], bias: [-1], second: [0.5]),
      "the example of the task": example,
      "all gates closed": Votes(
        x: [1, 2], first: [[-1, -1], [-2, 0]], bias: [0, 0], second: [3, 4]),
      "a sum of exactly 0": Votes(
        x: [1, 2], first: [[2, -1], [1, 1]], bias: [0, 0], second: [3, 4]),
      "three inputs, four units, biases": Votes(
        x: [1, -2, 0.5], first: [[1, 0, 2], [-1, 1, 0], [0, -3, 1], [2, 2, 2]],
        bias: [0.5, 4, -1, 0.5], second: [1, -2, 0.5, 3]),
    ]
    return Exercise(
      6,
      hints: [
        "Find the sum of each unit first, and decide which are open. Both functions need that.",
        "logit: add second[u] · sum for each sum above 0. contributions: for the same units add "
          + "first[u][i] · second[u] to the direct weight of each input i; at the end multiply by "
          + "x[i].",
      ],
      [
        Part(
          "logit(_:first:bias:second:)", cases,
          given: \.given,
          attempt: { Returned(logit($0.x, $0.first, $0.bias, $0.second)) }, expected: \.rightLogit,
          mistakes: [
            "The gates are missing: a unit whose sum is below 0 gives 0.": { $0.logit { $0 } },
            "The units' biases are forgotten.": { votes in
              votes.with(bias: votes.bias.map { _ in 0 }).logit { max(0, $0) }
            },
            "The bias was added behind the gate. It belongs to the sum that the gate sees.": {
              votes in
              let units = votes.with(bias: votes.bias.map { _ in 0 }).sums
              let behind = zip(units, votes.bias).map { max(0, $0) + $1 }
              return Returned(zip(votes.second, behind).reduce(Float(0)) { $0 + $1.0 * $1.1 })
            },
            "The gate stands behind the logit. It belongs behind each unit.": { votes in
              Returned(max(0, votes.logit { $0 }.values[0]))
            },
          ],
          arithmetic: { votes, _ in votes.unitByUnit }),
        Part(
          "contributions(_:first:bias:second:)", cases,
          given: \.given,
          attempt: { Returned(contributions($0.x, $0.first, $0.bias, $0.second)) },
          expected: \.rightContributions,
          mistakes: [
            "Closed units count, too. A unit whose sum is not above 0 passes nothing on.": {
              $0.contributions { _ in true }
            },
            "A unit with a sum of exactly 0 was taken as open. It is open above 0.": {
              $0.contributions { $0 >= 0 }
            },
            "These are the direct weights. Multiply each by its input.": { votes in
              let ones = votes.contributions { $0 > 0 }
              return Returned(zip(ones.values, votes.x).map { $1 == 0 ? 0 : $0 / $1 })
            },
            "The biases were left out of the gates' sums, so other gates are open.": { votes in
              let sums = votes.with(bias: votes.bias.map { _ in 0 }).sums
              return Returned(
                votes.x.indices.map { i in
                  votes.x[i]
                    * votes.first.indices.reduce(Float(0)) {
                      $0 + (sums[$1] > 0 ? votes.first[$1][i] * votes.second[$1] : 0)
                    }
                })
            },
            "A gate opens where the product is above 0. It opens where the unit's whole sum is.": {
              votes in
              Returned(
                votes.x.indices.map { i in
                  votes.first.indices.reduce(Float(0)) {
                    $0 + max(0, votes.x[i] * votes.first[$1][i]) * votes.second[$1]
                  }
                })
            },
          ],
          arithmetic: { $0.arithmetic(of: $1) }),
      ])
  }
}
