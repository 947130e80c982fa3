import Exercises
// Exercise 12: a plain step, then one with momentum. Behind lesson 9.
//
// A gradient points to where the loss grows. A step goes the other way: each weight moves by `rate`
// times its gradient.
//
//     w  1 2    gradient  10 −4    rate 0.1    w afterwards  0 2.4
func plainStep(_ w: [Float], gradient: [Float], rate: Float) -> [Float] {
  notWrittenYet()
}

// Now several steps with momentum. Each weight has a velocity v, which is 0 before the first step.
// At each step v becomes momentum · v + gradient, and then the weight moves against it by rate · v.
// `gradients[t]` and `rates[t]` belong to step t; the rate may fall from step to step. Return the
// weights after each step, a row for each.
//
//     w 1    gradients 2 2 0    rates 0.1 0.1 0.1    momentum ½
//     v  2  3  1.5              w afterwards  0.8  0.5  0.35
func momentumSteps(
  _ w: [Float], gradients: [[Float]], rates: [Float], momentum: Float
) -> [[Float]] {
  notWrittenYet()
}
