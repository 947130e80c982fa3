import Exercises
// Exercise 5: the place of a number in the list, and back. Behind lesson 5.
//
// Flatten writes maps into one list: row by row, within a row column by column, and within a place
// map by map. `size` is rows, columns and maps. Where in the list does the number in this row and
// column of this map stand? All count from 0.
//
//     size 2×3×2: row 1, column 0, map 1 stands at 7
func index(row: Int, column: Int, map: Int, size: (rows: Int, columns: Int, maps: Int)) -> Int {
  notWrittenYet()
}

// And back: which row, column and map does place `index` of the list hold?
//
//     size 2×3×2: place 7 holds row 1, column 0, map 1
func place(
  _ index: Int, size: (rows: Int, columns: Int, maps: Int)
) -> (row: Int, column: Int, map: Int) {
  notWrittenYet()
}
