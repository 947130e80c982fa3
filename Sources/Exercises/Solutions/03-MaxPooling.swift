// Exercise 3: keep the largest, and find whom its gradient belongs to. Behind lesson 3.
//
// A window of `size`×`size` moves over the map by `stride` at a time, as long as it lies within the
// map. Of each window only the largest number goes on.
//
//     map  1 5 2 0    size 2, stride 2    5 3
//          3 4 3 1                        0 9
//         −1 0 9 9
//          0 0 8 7
//
// A map with n rows has (n − size) / stride + 1 windows below one another, rounded down.
func maxPool(_ map: [[Float]], size: Int, stride: Int) -> [[Float]] {
  // ----
  let rows = (map.count - size) / stride + 1
  let columns = (map[0].count - size) / stride + 1
  return (0..<rows).map { i in
    (0..<columns).map { j in
      var largest = map[i * stride][j * stride]
      for a in 0..<size {
        for b in 0..<size { largest = max(largest, map[i * stride + a][j * stride + b]) }
      }
      return largest
    }
  }
  // ----
}

// The way back. `dy[i][j]` is the gradient of pooled number (i, j). It belongs to the cell of the
// map that won the window, and to no other. Of equal numbers the first one wins, row by row from
// the left. Windows may overlap: a cell that wins twice gets both gradients.
//
//     map  1 5    dy  6    dx  0 6
//          5 2                 0 0
func maxPoolBackward(_ dy: [[Float]], map: [[Float]], size: Int, stride: Int) -> [[Float]] {
  // ----
  var dx = map.map { $0.map { _ in Float(0) } }
  for i in dy.indices {
    for j in dy[i].indices {
      var winner = (row: i * stride, column: j * stride)
      for row in i * stride..<i * stride + size {
        for column in j * stride..<j * stride + size
        where map[row][column] > map[winner.row][winner.column] {
          winner = (row, column)
        }
      }
      dx[winner.row][winner.column] += dy[i][j]
    }
  }
  return dx
  // ----
}
