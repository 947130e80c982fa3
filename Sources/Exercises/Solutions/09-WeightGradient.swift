// Exercise 9: the gradient of a kernel. Behind lesson 8.
//
// A kernel has slid over an image and made a map, as in exercise 1. `dy[i][j]` says how much the
// loss changes when number (i, j) of the map rises. Return how much it changes when a weight rises,
// for each weight of the kernel. At every place of the map a weight has met another pixel.
//
//     image  1 2 3    dy  1 0    weight (0, 0) met 1 2 4 5    1·1 + 2·0 + 4·0 + 5·2 = 11
//            4 5 6        0 2    weight (0, 1) met 2 3 5 6    2·1 + 3·0 + 5·0 + 6·2 = 14
//            7 8 9               the second row                                     20 23
//
// An image of H×W and a dy of OH×OW belong to a kernel of (H − OH + 1)×(W − OW + 1).
func weightGradient(_ image: [[Float]], dy: [[Float]]) -> [[Float]] {
  // ----
  let rows = image.count - dy.count + 1
  let columns = image[0].count - dy[0].count + 1
  var gradient = [[Float]](repeating: [Float](repeating: 0, count: columns), count: rows)
  for a in 0..<rows {
    for b in 0..<columns {
      for i in dy.indices {
        for j in dy[i].indices { gradient[a][b] += image[i + a][j + b] * dy[i][j] }
      }
    }
  }
  return gradient
  // ----
}

// The same for a batch: the kernel has slid over every image, so each adds to its gradient. `dy[n]`
// belongs to `images[n]`. A loss that is a mean over the batch has put its 1 / N into dy already.
//
//     images  1 2   3 4    dy  1   10    gradient  1·1 + 3·10 = 31   2·1 + 4·10 = 42
func weightGradient(images: [[[Float]]], dy: [[[Float]]]) -> [[Float]] {
  // ----
  var sum = weightGradient(images[0], dy: dy[0])
  for n in images.indices.dropFirst() {
    let part = weightGradient(images[n], dy: dy[n])
    for a in sum.indices {
      for b in sum[a].indices { sum[a][b] += part[a][b] }
    }
  }
  return sum
  // ----
}
