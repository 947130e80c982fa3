import Exercises
// Exercise 14: cover a part, and see what the score loses. Behind lesson 10.
//
// Lay a black square (0) of `side`×`side` pixels over the image, and ask for the score again. The
// answer is what the score loses: score(image) − score(covered). The square begins in the upper
// left corner and moves by `step` pixels, for as long as it lies within the image. Each time it
// covers the image as it was.
//
//     image  1 2 3    side 2    step 1    the score is the sum of all pixels: 21
//            4 5 6
//     first place: 3 + 6 = 9 are left, 21 − 9 = 12    second: 1 + 4 = 5 are left, 21 − 5 = 16
//     answer  12 16
//
// An image of H×W gives (H − side) / step + 1 rows (the division leaves out the rest), and as many
// columns as W asks for.
func occlusion(
  _ image: [[Float]], side: Int, step: Int, score: (_ image: [[Float]]) -> Float
) -> [[Float]] {
  notWrittenYet()
}
