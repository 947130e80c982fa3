import CNN
import Digits
import Pictures
import Printing

// The experiment: test digits drawn on the pad, large and small, read with centring and without.

/// How many test digits are drawn.
var sample: Int { 500 }

/// How many were read rightly, by how they entered.
struct Entered {
  let direct: Int
  let largeAsItLies: Int
  let large: Int
  let smallAsItLies: Int
  let small: Int
  /// Some of the small ones, from several classes.
  let some: [Small]

  /// A digit drawn small: what it is, the pad, and what the network reads of it.
  struct Small {
    let label: Int
    let pad: GreyPicture
    let asItLies: GreyPicture
    let centred: GreyPicture
  }

  var rows: [(name: String, right: Int)] {
    [
      ("as MNIST has them", direct), ("as large as the pad, as it lies", largeAsItLies),
      ("as large as the pad, centred", large), ("small, somewhere, as it lies", smallAsItLies),
      ("small, somewhere, centred", small),
    ]
  }

  var inWords: String {
    let comparison =
      small >= large - 3 ? "as good as drawn large" : "against \(large) of those drawn large"
    let loss =
      direct - small <= 5
      ? "So little is lost that one need not take care where one draws."
      : "What is missing is lost in making the drawing small."
    return """
      Off centre and small, \(smallAsItLies) of \(sample) are read without centring; with it \
      \(small), \(comparison). Straight from MNIST it was \(direct). \(loss)
      """
  }
}

/// A test digit drawn on the pad: each of its pixels a square, the first at a place of the pad.
private func drawn(_ digit: GreyPicture, size: Int, right: Int, down: Int) -> GreyPicture {
  var pad = GreyPicture(width: 280, height: 280, fill: 0)
  for y in 0..<size {
    for x in 0..<size { pad[right + x, down + y] = digit[28 * x / size, 28 * y / size] }
  }
  return pad
}

func drawnDigits(_ network: Network) throws -> Entered {
  let test = try MNIST.dataSet(.test)
  let digits = test.choosing(stride(from: 0, to: test.count, by: test.count / sample))
  /// How many are read rightly after something was done with each.
  func right(_ enter: (GreyPicture, Int) throws -> GreyPicture) throws -> Int {
    var number = -1
    let entered = try digits.mapping { pixels in
      number += 1
      return try enter(GreyPicture(width: 28, height: 28, pixels: pixels), number).pixels
    }
    return try network.right(on: entered, numbers: Array(0..<entered.count))
  }
  let random = Random(seed: 1)
  func large(_ digit: GreyPicture) -> GreyPicture { drawn(digit, size: 280, right: 0, down: 0) }
  func small(_ digit: GreyPicture, _ number: Int) -> GreyPicture {
    let places = [2 * number, 2 * number + 1].map { Int(random.uniform($0) * (280 - 112)) }
    return drawn(digit, size: 112, right: places[0], down: places[1])
  }
  func asItLies(_ pad: GreyPicture) -> GreyPicture {
    pad.averaged(rows: 0..<280, columns: 0..<280, height: 28, width: 28)
  }
  let some = try stride(from: 30, to: sample, by: sample / 4).map { number in
    let pad = small(digits.picture(number), number)
    return Entered.Small(
      label: digits.labels[number], pad: pad, asItLies: asItLies(pad),
      centred: try CentredDrawing(pad).picture)
  }
  return Entered(
    direct: try right { digit, _ in digit },
    largeAsItLies: try right { digit, _ in asItLies(large(digit)) },
    large: try right { digit, _ in try CentredDrawing(large(digit)).picture },
    smallAsItLies: try right { digit, number in asItLies(small(digit, number)) },
    small: try right { digit, number in try CentredDrawing(small(digit, number)).picture },
    some: some)
}
