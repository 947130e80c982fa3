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

extension Network {
  /// One kernel that slides over one map, without a border or a bias.
  ///
  /// - Parameter map: the size of the map.
  /// - Returns: nil if the kernel does not fit.
  static func sliding(_ kernel: [[Float]], over map: (rows: Int, columns: Int)) -> Network? {
    try? Network(
      input: [map.rows, map.columns, 1], seed: 1, [Convolution(weights: kernel, bias: 0)])
  }
}
