import CNN

/// How many windows of 2×2 of some maps have more than one maximum: of zeros, and of others.
func ties(_ maps: Tensor) -> (zero: Int, above: Int) {
  var (zero, above) = (0, 0)
  for i in stride(from: 0, to: maps.shape[0] - 1, by: 2) {
    for j in stride(from: 0, to: maps.shape[1] - 1, by: 2) {
      for c in 0..<maps.shape[2] {
        let window = [
          maps[i, j, c], maps[i, j + 1, c], maps[i + 1, j, c], maps[i + 1, j + 1, c],
        ]
        let largest = window.max() ?? 0
        guard window.count(where: { $0 == largest }) > 1 else { continue }
        if largest == 0 { zero += 1 } else { above += 1 }
      }
    }
  }
  return (zero, above)
}

/// How many windows of 2×2 have handed their gradient to more than one cell.
func sharedWindows(_ gradient: Tensor) -> Int {
  var count = 0
  for i in stride(from: 0, to: gradient.shape[0] - 1, by: 2) {
    for j in stride(from: 0, to: gradient.shape[1] - 1, by: 2) {
      for c in 0..<gradient.shape[2] {
        let window = [
          gradient[i, j, c], gradient[i, j + 1, c], gradient[i + 1, j, c],
          gradient[i + 1, j + 1, c],
        ]
        if window.count(where: { $0 != 0 }) > 1 { count += 1 }
      }
    }
  }
  return count
}
