import CNN

extension Tensor {
  /// A grey picture as input for a network: `[H, W, 1]`, from 0 for black to 1 for white.
  public init(_ grey: GreyPicture) {
    self.init([grey.height, grey.width, 1], grey.pixels.map { Float($0) / 255 })
  }
}

extension GreyPicture {
  /// The picture, made smaller to at most about `count` pixels. Each is the mean of the old pixels
  /// in its place. A small picture stays the same.
  public func reduced(toPixels count: Int) -> GreyPicture {
    guard width * height > count else { return self }
    let factor = (Double(count) / Double(width * height)).squareRoot()
    let columns = min(width, max(1, Int(Double(width) * factor)))
    let rows = min(height, max(1, Int(Double(height) * factor)))
    var small = GreyPicture(width: columns, height: rows)
    for y in 0..<rows {
      let lines = y * height / rows..<(y + 1) * height / rows
      for x in 0..<columns {
        let pixels = x * width / columns..<(x + 1) * width / columns
        var sum = 0
        for line in lines { for pixel in pixels { sum += Int(self[pixel, line]) } }
        let count = lines.count * pixels.count
        small[x, y] = UInt8((sum + count / 2) / count)
      }
    }
    return small
  }
}
