import CNN
import Digits
import LessonKit
import Models
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

func drawnDigits() throws -> Entered {
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
  let entered = Entered(
    direct: try right { digit, _ in digit },
    largeAsItLies: try right { digit, _ in asItLies(large(digit)) },
    large: try right { digit, _ in try CentredDrawing(large(digit)).picture },
    smallAsItLies: try right { digit, number in asItLies(small(digit, number)) },
    small: try right { digit, number in try CentredDrawing(small(digit, number)).picture })

  let rows = [
    ("as MNIST has them", entered.direct),
    ("as large as the pad, as it lies", entered.largeAsItLies),
    ("as large as the pad, centred", entered.large),
    ("small, somewhere, as it lies", entered.smallAsItLies),
    ("small, somewhere, centred", entered.small),
  ]
  for (name, right) in rows {
    lesson.print(
      name.alignedLeft(34) + "\(right)".alignedRight(5)
        + (Double(right) / Double(sample)).percent().alignedRight(9))
  }
  // Some of each, from several classes.
  let looks = try stride(from: 30, to: sample, by: sample / 4).map { number in
    let pad = small(digits.picture(number), number)
    let ways = [asItLies(pad), try CentredDrawing(pad).picture].map { Tensor($0) }
    let panels = try ways.map {
      MapPanel($0, .pixels, cell: 4, title: "says \(try guess($0).digit)").draw()
    }
    return Picture.column(
      [MapPanel(Tensor(pad), .pixels, cell: 1).draw()] + panels, spacing: 10, align: .center)
  }
  lesson.show(
    .row(looks, spacing: 16), "small",
    "Four of the small ones. Above, on the pad; below, what the network sees of them without the four "
      + "steps and with them, and what it says.", preview: false)
  return entered
}
