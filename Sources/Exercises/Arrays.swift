import CNN

extension Tensor {
  /// Maps `[c][row][column]` as an image `[H, W, C]`.
  static func channels(_ maps: [[[Float]]]) -> Tensor {
    let (rows, columns) = (maps[0].count, maps[0][0].count)
    var tensor = Tensor([rows, columns, maps.count])
    for c in maps.indices {
      for i in 0..<rows { for j in 0..<columns { tensor[i, j, c] = maps[c][i][j] } }
    }
    return tensor
  }
}
