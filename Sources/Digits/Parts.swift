import Pictures

/// The connected parts of a picture. Pixels are connected side by side or corner to corner.
struct Parts {
  /// The number of each pixel's part; nil if it belongs to no part.
  var numbers: [Int?]
  /// The sum of each part's pixels.
  var masses: [Int] = []

  /// The parts of pixels above `floor` that have at least one pixel from `seed` on.
  init(of grey: GreyPicture, above floor: Double, seed: UInt8) {
    numbers = [Int?](repeating: nil, count: grey.pixels.count)
    let (width, height) = (grey.width, grey.height)
    for start in grey.pixels.indices where grey.pixels[start] >= seed && numbers[start] == nil {
      guard Double(grey.pixels[start]) > floor else { continue }
      let number = masses.count
      var (mass, open) = (0, [start])
      numbers[start] = number
      while let place = open.popLast() {
        mass += Int(grey.pixels[place])
        let (y, x) = (place / width, place % width)
        for row in max(0, y - 1)...min(height - 1, y + 1) {
          for column in max(0, x - 1)...min(width - 1, x + 1) {
            let next = row * width + column
            guard numbers[next] == nil, Double(grey.pixels[next]) > floor else { continue }
            numbers[next] = number
            open.append(next)
          }
        }
      }
      masses.append(mass)
    }
  }
}
