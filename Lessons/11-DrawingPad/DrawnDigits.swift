import CNN
import Digits
import Pictures
import Printing

/// How many test digits are drawn.
var sample: Int { 500 }

/// How many test digits were read correctly, by how they entered: drawn on the pad, large and small,
/// with centring and without.
struct Entered {
  let direct: Int
  let largeUncentred: Int
  let large: Int
  let smallUncentred: Int
  let smallMoved: Int
  let small: Int
  /// How many are misread straight from MNIST and also small and centred.
  let misreadBoth: Int
  /// Some of the small ones, from several classes.
  let some: [Small]

  /// A digit drawn small: what it is, the pad, and what the network reads of it.
  struct Small {
    let label: Int
    let pad: GreyPicture
    let uncentred: GreyPicture
    let centred: GreyPicture
  }

  var rows: [(name: String, right: Int)] {
    [
      ("as MNIST has them", direct), ("as large as the pad, not centred", largeUncentred),
      ("as large as the pad, centred", large), ("small, not centred", smallUncentred),
      ("small, only moved", smallMoved), ("small, centred", small),
    ]
  }

  var inWords: String {
    "Only moved, \(smallMoved) of \(sample) small digits are read"
      + (smallMoved < small - 10 ? ": this is what resizing is for." : ".")
  }

  /// Whether at most two of 100 are lost by being drawn small and centred.
  var isNothingLost: Bool { direct - small <= sample / 50 }
}

/// A test digit drawn on the pad: each of its pixels a square, the first at a place of the pad.
private func drawn(_ digit: GreyPicture, size: Int, right: Int, down: Int) -> GreyPicture {
  var pad = GreyPicture(width: 280, height: 280, fill: 0)
  for y in 0..<size {
    for x in 0..<size { pad[right + x, down + y] = digit[28 * x / size, 28 * y / size] }
  }
  return pad
}

/// Draws every twentieth test digit on the pad, and lets the network read it in five ways.
func drawnDigits(_ network: Network) throws -> Entered {
  let test = try MNIST.dataSet(.test)
  let digits = test.choosing(stride(from: 0, to: test.count, by: test.count / sample))
  /// Which are read correctly after something was done with each.
  func right(_ enter: (GreyPicture, Int) throws -> GreyPicture) throws -> Set<Int> {
    var number = -1
    let entered = try digits.mapping { pixels in
      number += 1
      return try enter(GreyPicture(width: 28, height: 28, pixels: pixels), number).pixels
    }
    let answers = try network.probabilities(on: entered, numbers: Array(0..<entered.count))
    return Set(answers.indices.filter { answers[$0].argmax == entered.labels[$0] })
  }
  let random = Random(seed: 1)
  func large(_ digit: GreyPicture) -> GreyPicture { drawn(digit, size: 280, right: 0, down: 0) }
  func small(_ digit: GreyPicture, _ number: Int) -> GreyPicture {
    let places = [2 * number, 2 * number + 1].map { Int(random.uniform($0) * (280 - 112)) }
    return drawn(digit, size: 112, right: places[0], down: places[1])
  }
  func uncentred(_ pad: GreyPicture) -> GreyPicture {
    pad.averaged(rows: 0..<280, columns: 0..<280, height: 28, width: 28)
  }
  let some = try stride(from: 30, to: sample, by: sample / 4).map { number in
    let pad = small(digits.picture(number), number)
    return Entered.Small(
      label: digits.labels[number], pad: pad, uncentred: uncentred(pad),
      centred: try CentredDrawing(pad).picture)
  }
  let direct = try right { digit, _ in digit }
  let centred = try right { digit, number in try CentredDrawing(small(digit, number)).picture }
  return Entered(
    direct: direct.count,
    largeUncentred: try right { digit, _ in uncentred(large(digit)) }.count,
    large: try right { digit, _ in try CentredDrawing(large(digit)).picture }.count,
    smallUncentred: try right { digit, number in uncentred(small(digit, number)) }.count,
    smallMoved: try right { digit, number in
      let pad = small(digit, number)
      return uncentred(pad).moved(toCentre: pad)
    }.count,
    small: centred.count,
    misreadBoth: digits.labels.indices.count { !direct.contains($0) && !centred.contains($0) },
    some: some)
}
