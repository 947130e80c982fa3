import Exercises
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
  notWrittenYet()
}

// The way back. `dy[i][j]` is the gradient of pooled number (i, j). It belongs to the cell of the
// map that won the window, and to no other. Of equal numbers the first one wins, row by row from
// the left. Windows may overlap: a cell that wins twice gets both gradients.
//
//     map  1 5    dy  6    dx  0 6
//          5 2                 0 0
func maxPoolBackward(_ dy: [[Float]], map: [[Float]], size: Int, stride: Int) -> [[Float]] {
  notWrittenYet()
}
