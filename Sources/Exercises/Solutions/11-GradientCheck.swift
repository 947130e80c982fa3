// Exercise 11: nudge both ways, and find the planted bug. Behind lesson 8.
//
// How steep is a loss? Raise one weight by `nudge`, and look at the loss. Lower it by `nudge` from
// where it was, and look again. The slope is the difference of the losses, divided by the distance
// of the two points. All other weights stay as they are.
//
//     loss w·w    w 3    nudge ½    3.5·3.5 = 12.25    2.5·2.5 = 6.25    slope 6 / 1 = 6
func slope(of loss: ([Float]) -> Float, at w: [Float], index: Int, nudge: Float) -> Float {
  // ----
  var (above, below) = (w, w)
  above[index] += nudge
  below[index] -= nudge
  return (loss(above) - loss(below)) / (2 * nudge)
  // ----
}

// A program has computed the gradient of a loss, and one entry is wrong. Which one? Hold each entry
// against the slope. A slope is never quite exact, and more so where it is large. So compare the
// difference of the two with the larger of them, whatever the signs. Where both are 0, all is well.
//
//     loss w0·w0 + 3·w1    w  3 1    gradient  6 −3    slopes  6 3    entry 1 is wrong
func wrongEntry(
  of gradient: [Float], loss: ([Float]) -> Float, at w: [Float], nudge: Float
) -> Int {
  // ----
  var worst = (index: 0, error: Float(0))
  for index in w.indices {
    let slope = slope(of: loss, at: w, index: index, nudge: nudge)
    let largest = max(abs(slope), abs(gradient[index]))
    guard largest > 0 else { continue }
    let error = abs(slope - gradient[index]) / largest
    if error > worst.error { worst = (index, error) }
  }
  return worst.index
  // ----
}
