// Exercise 6: two units behind gates, and what each input contributes. Behind lesson 6.
//
// A small network: each hidden unit u adds up its inputs times `first[u]`, plus `bias[u]`, and
// keeps the sum if it is above 0. The logit adds up the units times `second`.
//
//     x  2 3    first  1 −1    bias  0    units  ReLU(2 − 3) = 0
//                      ½  1          0           ReLU(1 + 3) = 4
//     second  4 2    logit  4·0 + 2·4 = 8
func logit(_ x: [Float], first: [[Float]], bias: [Float], second: [Float]) -> Float {
  // ----
  var logit: Float = 0
  for u in first.indices {
    var sum = bias[u]
    for i in x.indices { sum += first[u][i] * x[i] }
    if sum > 0 { logit += second[u] * sum }
  }
  return logit
  // ----
}

// What each input contributes, as long as no gate moves: input i times its direct weight, which is
// the sum over the open units of first[u][i] · second[u]. A unit is open if its sum is above 0.
//
//     the example above: only unit 1 is open    contributions  2 · ½·2 = 2    3 · 1·2 = 6
func contributions(
  _ x: [Float], first: [[Float]], bias: [Float], second: [Float]
) -> [Float] {
  // ----
  var direct = x.map { _ in Float(0) }
  for u in first.indices {
    var sum = bias[u]
    for i in x.indices { sum += first[u][i] * x[i] }
    guard sum > 0 else { continue }
    for i in x.indices { direct[i] += first[u][i] * second[u] }
  }
  return zip(x, direct).map { $0 * $1 }
  // ----
}
