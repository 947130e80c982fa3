// Exercise 8: from shares to the gradient of the scores. Behind lesson 8.
//
// A network gives scores to a batch of images, and a softmax makes shares of them: `shares[n]` is
// the row of image n. The loss is the mean over the batch of −ln(share of the right class), and
// `labels[n]` says which class is right. How much does the loss change when a score rises? Return
// that for each score, in rows as the shares.
//
//     one image    shares  0.2 0.5 0.3    label 2    gradient  0.2 0.5 −0.7
//     beside an image whose shares are 1 0 0, label 0, the first row is  0.1 0.25 −0.35
func scoreGradient(_ shares: [[Float]], labels: [Int]) -> [[Float]] {
  // ----
  var gradient = shares
  for n in gradient.indices {
    gradient[n][labels[n]] -= 1
    for k in gradient[n].indices { gradient[n][k] /= Float(shares.count) }
  }
  return gradient
  // ----
}
