import CNN

/// What came out of a window that was slid over some maps.
struct Pooled {
  /// `[OH, OW, C]`
  let numbers: Tensor
  /// For each of the numbers, in their order, where the largest of its window stood.
  let winners: [(row: Int, column: Int)]

  /// Row, column and map of one of the numbers, by its position.
  func place(of number: Int) -> (row: Int, column: Int, map: Int) {
    let index = numbers.shape.index(at: number)
    return (index[0], index[1], index[2])
  }

  /// Where in a map the winners of the windows stood that hand on more than zero.
  func winners(map: Int) -> [(row: Int, column: Int)] {
    numbers.scalars.indices.filter { place(of: $0).map == map && numbers.scalars[$0] > 0 }
      .map { winners[$0] }
  }
}
