import Exercises
// Exercise 10: the gradient of what a kernel has read. Behind lesson 8.
//
// A kernel has slid over an image and made a map, as in exercise 1. `dy[i][j]` says how much the
// loss changes when number (i, j) of the map rises. Return how much it changes when a pixel rises,
// for each pixel of the image. A pixel lies in several windows, and under another weight in each.
//
//     dy  1 2    kernel  1  3    window 0 gives  1  3  ·   window 1 gives  · 2  6   dx  1  5  6
//                        0 −1                    0 −1  ·                   · 0 −2       0 −1 −2
//
// A dy of OH×OW and a kernel of KH×KW belong to an image of (OH + KH − 1)×(OW + KW − 1).
func inputGradient(_ dy: [[Float]], kernel: [[Float]]) -> [[Float]] {
  notWrittenYet()
}
