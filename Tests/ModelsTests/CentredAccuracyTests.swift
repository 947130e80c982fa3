import CNN
import Digits
import Models
import Pictures
import Testing

/// Whether a digit is read as well after it was drawn large, somewhere, in either colour.
@Suite struct CentredAccuracyTests {
  /// Every tenth test digit, enlarged, moved out of the middle of a larger picture, and drawn dark
  /// on light or bright on black: centred again, a network reads as many of them, but for three in
  /// a thousand.
  @Test(arguments: [(3, false), (3, true), (5, true)])
  func centringBringsDigitsBack(_ factor: Int, _ isInverted: Bool) throws {
    let test = try MNIST.dataSet(.test)
    let sample = test.choosing(stride(from: 0, to: test.count, by: 10))
    let side = 28 * factor * 2
    var number = 0
    let centred = try sample.mapping { pixels in
      // Somewhere else each time, the digit whole on the picture.
      let (down, right) = (number * 7 % (28 * factor), number * 13 % (28 * factor))
      number += 1
      var drawing = GreyPicture(width: side, height: side, fill: isInverted ? 255 : 0)
      for y in 0..<28 * factor {
        for x in 0..<28 * factor {
          let pixel = pixels[y / factor * 28 + x / factor]
          drawing[x + right, y + down] = isInverted ? 255 - pixel : pixel
        }
      }
      let result = try CentredDrawing(drawing)
      #expect(result.ink.isDarkOnLight == isInverted)
      return result.picture.pixels
    }
    let (network, numbers) = (try Models.walkthrough(), Array(0..<sample.count))
    let direct = try network.right(on: sample, numbers: numbers)
    let after = try network.right(on: centred, numbers: numbers)
    #expect(sample.count == 1000)
    #expect(abs(direct - after) <= 3, "\(direct) as they are, \(after) centred")
  }

  /// Photographed: every fiftieth test digit in pencil on grey paper, with light that falls off to
  /// the right and towards the corners, a soft shadow, and grain.
  @Test func photosAreRead() throws {
    let test = try MNIST.dataSet(.test)
    let sample = test.choosing(stride(from: 0, to: test.count, by: 50))
    let random = Random(seed: 1)
    let centred = try sample.mapping { pixels in
      var photo = GreyPicture(width: 240, height: 200)
      for y in 0..<200 {
        for x in 0..<240 {
          let (u, v) = (Float(x) / 240, Float(y) / 200)
          let corner = (u - 0.5) * (u - 0.5) + (v - 0.5) * (v - 0.5)
          let shadow = min(max((u + v - 1.1) / 0.2, 0), 1)
          let light = (225 - 60 * u) * (1 - 0.4 * corner) * (1 - 0.35 * shadow)
          let (row, column) = ((y - 40) / 4, (x - 70) / 4)
          let isInside = y >= 40 && x >= 70 && row < 28 && column < 28
          let ink = isInside ? Float(pixels[row * 28 + column]) / 255 : 0
          let grain = 8 * (random.uniform(y * 240 + x) - 0.5)
          photo.pixels[y * 240 + x] = UInt8(light * (1 - 0.7 * ink) + grain)
        }
      }
      let result = try CentredDrawing(photo)
      #expect(result.ink.isDarkOnLight)
      return result.picture.pixels
    }
    let right = try Models.walkthrough().right(on: centred, numbers: Array(0..<sample.count))
    #expect(sample.count == 200 && right >= 196, "\(right) of \(sample.count)")
  }
}
