import Pictures

// What the numbers of a picture tell about it.

extension GreyPicture {
  /// The outermost pixels.
  var border: [UInt8] {
    var border = Array(pixels.prefix(width) + pixels.suffix(width))
    for y in 0..<height { border += [pixels[y * width], pixels[(y + 1) * width - 1]] }
    return border
  }

  /// Below 0 if what differs most from the mean around it is dark, above 0 if it is bright: the
  /// third moment of the differences, divided by the 3/2th power of the second.
  var skewness: Double {
    let small = reduced(toPixels: 10_000)
    let (width, height) = (small.width, small.height)
    let reach = max(2, min(width, height) / 8)
    // sums[y][x] = Σ of the pixels above row y and before column x
    var sums = [Int](repeating: 0, count: (width + 1) * (height + 1))
    for y in 0..<height {
      var line = 0
      for x in 0..<width {
        line += Int(small.pixels[y * width + x])
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + line
      }
    }
    var (squares, cubes) = (0.0, 0.0)
    for y in 0..<height {
      let (top, bottom) = (max(0, y - reach), min(height, y + reach + 1))
      let (upper, lower) = (top * (width + 1), bottom * (width + 1))
      for x in 0..<width {
        let (left, right) = (max(0, x - reach), min(width, x + reach + 1))
        let sum =
          sums[lower + right] - sums[lower + left] - sums[upper + right] + sums[upper + left]
        let mean = Double(sum) / Double((bottom - top) * (right - left))
        let difference = Double(small.pixels[y * width + x]) - mean
        squares += difference * difference
        cubes += difference * difference * difference
      }
    }
    let count = Double(small.pixels.count)
    return squares > 0 ? cubes / count / ((squares / count) * (squares / count).squareRoot()) : 0
  }

  /// The standard deviation σ of the grain in levels of grey, from the differences between pixels
  /// side by side. For a normal distribution, the mean of the smaller three quarters is 0.728 σ. The
  /// largest quarter is left out, as the edges of lines are among it.
  var grain: Double {
    let own = pixels.span
    let distances = [UInt8](capacity: height * (width - 1)) { distances in
      for y in 0..<height {
        for place in y * width..<(y + 1) * width - 1 {
          let (one, next) = (own[unchecked: place], own[unchecked: place &+ 1])
          distances.append(max(one, next) - min(one, next))
        }
      }
    }
    let smaller = distances.count * 3 / 4
    return smaller == 0
      ? 0 : Double(Levels(distances).sum(ofDarkest: smaller)) / Double(smaller) / 0.728
  }
}
