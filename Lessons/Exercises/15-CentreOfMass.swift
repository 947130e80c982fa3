import Exercises
// Exercise 15: find the middle of the ink, and move it. Behind lesson 11.
//
// The centre of mass is the mean place of the ink, where each pixel counts with its brightness: the
// sum of brightness · row over all pixels, divided by the sum of all brightness; and the same for
// the column. Rows and columns are counted from 0. There is always some ink.
//
//     image  0 0 0    brightness 1 + 3 = 4
//            0 1 3    row  (1·1 + 3·1) / 4 = 1    column  (1·1 + 3·2) / 4 = 1.75
func centre(of image: [[Float]]) -> (row: Float, column: Float) {
  notWrittenYet()
}

// Move the image by whole pixels, so that its centre of mass comes as near as it can to row H / 2
// and column W / 2 (whole-number division): 14 and 14 for the 28×28 of MNIST. The image moves down
// by H / 2 − row, rounded, and to the right by W / 2 − column, rounded. Pixels that leave are lost,
// and zeros come in.
//
//     the image above has 2×3: H / 2 = 1 and W / 2 = 1    down 1 − 1 = 0    right 1 − 1.75, so −1
//     answer  0 0 0
//             1 3 0
func centred(_ image: [[Float]]) -> [[Float]] {
  notWrittenYet()
}
