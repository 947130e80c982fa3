// Exercise 17: a layer of your own, trained beside a network without it. Behind lesson 9. Optional.
//
// A layer has a forward and a backward pass. It turns a list x into a list y of the same length,
// and it may have weights that are learned. Any such layer will do. If you have no idea of your
// own, write a ReLU that lets a part of each negative number through, and learns how much (He and
// others, 2015):
//
//     y = x where x is above 0, otherwise weights[0] · x
//
// These are the weights before training. A layer of another kind may have others:
let ownStart: [Float] = [0.25]

func ownForward(_ x: [Float], _ weights: [Float]) -> [Float] {
  // ----
  x.map { $0 > 0 ? $0 : weights[0] * $0 }
  // ----
}

// The backward pass: `dy[i]` is how the loss changes with y[i]. Return how it changes with each x,
// and with each weight. A weight that is used at several places adds up what comes from each.
//
//     x  −2 3    weights  ¼    y  −½ 3
//     dy  1 2    gradient of x  1 · ¼ = ¼    2    of the weight  1 · (−2) = −2
func ownBackward(
  _ x: [Float], _ weights: [Float], _ dy: [Float]
) -> (x: [Float], weights: [Float]) {
  // ----
  var (dx, dWeights) = (dy, weights.map { _ in Float(0) })
  for i in x.indices where x[i] <= 0 {
    dx[i] = weights[0] * dy[i]
    dWeights[0] += x[i] * dy[i]
  }
  return (dx, dWeights)
  // ----
}
