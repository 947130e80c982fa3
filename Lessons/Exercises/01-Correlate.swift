import Exercises
// Exercise 1: slide a kernel over an image. Behind lesson 1.
//
// A kernel lies over a part of the image, its window. Multiply each weight by the pixel under it,
// add up the products, and add the bias. Do so for every place where the kernel lies within the
// image; the answers are the map.
//
//     image  1 2 3    kernel  1 0    bias 1    map  1·1 + 2·0 + 4·0 + 5·2 + 1 = 12   15
//            4 5 6            0 2                   1·4 + 0·5 + 0·7 + 2·8 + 1 = 21   24
//            7 8 9
//
// `image[i][j]` is row i, column j. An image of H×W and a kernel of KH×KW give a map of
// (H − KH + 1)×(W − KW + 1).
func correlate(_ image: [[Float]], _ kernel: [[Float]], bias: Float) -> [[Float]] {
  notWrittenYet()
}

// The same for several maps, as a second convolution reads them. `maps[c]` is one of them, and
// `slices[c]` is the part of the kernel that lies over it. Add up over all maps; the bias comes
// once.
//
//     maps  1 2   0 1    slices  1  0   0 3    bias ¼
//           3 4   1 0            0 −1   1 0
//
//     1 − 4 + 3 + 1 + ¼ = 1¼
func correlate(maps: [[[Float]]], slices: [[[Float]]], bias: Float) -> [[Float]] {
  notWrittenYet()
}
