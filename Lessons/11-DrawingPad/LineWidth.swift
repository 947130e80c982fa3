import Digits
import Pictures
import Printing

/// How wide the lines of MNIST's digits are, in pixels: the middle one of all inked places.
func lineWidthOfMNIST() throws -> Double {
  let test = try MNIST.dataSet(.test)
  let digits = test.choosing(stride(from: 0, to: test.count, by: test.count / sample))
  let widths = (0..<digits.count).flatMap { lineWidths(digits.picture($0)) }.sorted()
  return widths.isEmpty ? 0 : widths[widths.count / 2]
}

/// At each inked pixel the least ink that lies in one piece on a line through it, in four directions.
private func lineWidths(_ picture: GreyPicture) -> [Double] {
  func ink(_ x: Int, _ y: Int) -> Double {
    guard (0..<picture.width).contains(x), (0..<picture.height).contains(y) else { return 0 }
    return Double(picture[x, y]) / 255
  }
  func along(_ x: Int, _ y: Int, _ right: Int, _ down: Int) -> Double {
    var sum = ink(x, y)
    for sign in [-1, 1] {
      var step = sign
      while ink(x + step * right, y + step * down) > 0 {
        sum += ink(x + step * right, y + step * down)
        step += sign
      }
    }
    return sum * Double(right * right + down * down).squareRoot()
  }
  var widths: [Double] = []
  for y in 0..<picture.height {
    for x in 0..<picture.width where ink(x, y) > 0.5 {
      widths.append([(1, 0), (0, 1), (1, 1), (1, -1)].map { along(x, y, $0.0, $0.1) }.min() ?? 0)
    }
  }
  return widths
}
