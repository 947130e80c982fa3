// Exercise 4: drop by a mask, and scale what stays. Behind lesson 4.
//
// While training, dropout makes a number 0 with a probability of `rate`. Here the dice have fallen:
// `keep[i]` says whether number i stays. What stays is divided by 1 − rate, so that the mean over
// many masks is what it was. Outside of training nothing changes.
//
//     x  0 2 1 2    rate ¼    keep  yes no yes yes    0  0  1.3333  2.6667
func dropout(_ x: [Float], keep: [Bool], rate: Float, isTraining: Bool) -> [Float] {
  // ----
  guard isTraining else { return x }
  return zip(x, keep).map { number, stays in stays ? number / (1 - rate) : 0 }
  // ----
}
