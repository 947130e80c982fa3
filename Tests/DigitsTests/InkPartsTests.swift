import CNN
import Pictures
import Testing

@testable import Digits

/// What finding ink is made of.
@Suite struct InkPartsTests {
  /// A U, whose arms meet in the last row; a dot that touches its corner; a faint dot.
  ///
  ///     9 . 9 . . 4
  ///     9 . 9 . . .
  ///     5 9 9 . . .
  ///     . . . 5 . 9
  @Test func partsByHand() {
    let picture = GreyPicture(
      width: 6, height: 4,
      pixels: [
        9, 0, 9, 0, 0, 4, 9, 0, 9, 0, 0, 0, 5, 9, 9, 0, 0, 0, 0, 0, 0, 5, 0, 9,
      ])
    let parts = Parts(of: picture, above: 3.5, seed: 9)
    #expect(parts.masses == [9 + 9 + 9 + 9 + 5 + 9 + 9 + 5, 9])
    let runs = parts.runs.map { [$0.row, $0.columns.lowerBound, $0.columns.upperBound, $0.part] }
    #expect(
      runs == [
        [0, 0, 1, 0], [0, 2, 3, 0], [1, 0, 1, 0], [1, 2, 3, 0], [2, 0, 3, 0], [3, 3, 4, 0],
        [3, 5, 6, 1],
      ])
    // Above 5 the left arm ends at the corner of the base, and the dot at the right is alone.
    #expect(Parts(of: picture, above: 5, seed: 9).masses == [6 * 9, 9])
  }

  /// Against the definition, on noise, with windows shorter and longer than the picture.
  @Test(arguments: [1, 2, 3, 7, 20])
  func windowsPickTheirExtremes(_ reach: Int) {
    let random = Random(seed: 3)
    let picture = GreyPicture(
      width: 17, height: 11, pixels: (0..<187).map { UInt8(random.bits($0) & 255) })
    let (darkest, brightest) = (
      picture.windows(reach, .darkest), picture.windows(reach, .brightest)
    )
    for y in 0..<11 {
      for x in 0..<17 {
        let window = (max(0, y - reach)...min(10, y + reach)).flatMap { row in
          (max(0, x - reach)...min(16, x + reach)).map { picture[$0, row] }
        }
        #expect(darkest[x, y] == window.min() && brightest[x, y] == window.max(), "\(x), \(y)")
      }
    }
  }

  @Test func levelsByHand() {
    let levels = Levels([7, 3, 3, 250, 7, 7])
    #expect(levels.count == 6 && levels.ends == (3, 250))
    #expect((0..<6).map { levels.sorted(at: $0) } == [3, 3, 7, 7, 7, 250])
    #expect(levels.sum(ofDarkest: 3) == 13 && levels.sum(ofDarkest: 6) == 277)
    let (below, above) = levels.parted(at: 7)
    #expect(below.count == 2 && above.count == 4)
    let distances = levels.distances(from: 7)
    #expect((0..<6).map { distances.sorted(at: $0) } == [0, 0, 0, 4, 4, 243])
  }

  /// Black, with stretches of ink and of noise.
  private func strokes(width: Int, height: Int, seed: UInt64) -> GreyPicture {
    let random = Random(seed: seed)
    var picture = GreyPicture(width: width, height: height, fill: 0)
    for number in 0..<6 {
      let dice = (0..<6).map { Int(random.bits(number * 6 + $0) & 0xFFFF) }
      let (top, left) = (dice[0] % height, dice[1] % width)
      for y in top..<min(height, top + 1 + dice[2] % 40) {
        for x in left..<min(width, left + 1 + dice[3] % 40) {
          picture[x, y] = number < 4 ? 255 : UInt8(random.bits(y * width + x + dice[4]) & 255)
        }
      }
    }
    return picture
  }

  /// Each new pixel alone, with the shares of all old pixels in its area.
  private func plainlyAveraged(
    _ picture: GreyPicture, _ rows: Range<Int>, _ columns: Range<Int>, _ height: Int, _ width: Int
  ) -> GreyPicture {
    func shares(_ range: Range<Int>, _ count: Int, _ place: Int) -> [(pixel: Int, share: Double)] {
      let size = Double(range.count) / Double(count)
      let (start, end) = (Double(place) * size, Double(place + 1) * size)
      return range.indices.map { $0 - range.lowerBound }
        .map { ($0 + range.lowerBound, min(end, Double($0 + 1)) - max(start, Double($0))) }
        .filter { $0.1 > 1e-9 }
    }
    let area = Double(rows.count) / Double(height) * Double(columns.count) / Double(width)
    var result = GreyPicture(width: width, height: height, fill: 0)
    for y in 0..<height {
      let down = shares(rows, height, y)
      for x in 0..<width {
        let across = shares(columns, width, x)
        var sum = 0.0
        for row in down {
          for column in across {
            sum += Double(picture[column.pixel, row.pixel]) * row.share * column.share
          }
        }
        result[x, y] = UInt8(min(255, (sum / area).rounded()))
      }
    }
    return result
  }

  /// Larger, smaller, and by less than a pixel.
  @Test(arguments: [(20, 16), (63, 76), (3, 90), (64, 77), (1, 1), (28, 28)])
  func theMeanOfEachArea(_ height: Int, _ width: Int) {
    for seed in 1...8 as ClosedRange<UInt64> {
      let picture = strokes(width: 80, height: 70, seed: seed)
      let (rows, columns) = (3..<67, 1 + Int(seed)..<79)
      #expect(
        picture.averaged(rows: rows, columns: columns, height: height, width: width)
          == plainlyAveraged(picture, rows, columns, height, width))
    }
  }

  @Test func levelsAreCounted() {
    for seed in 1...20 as ClosedRange<UInt64> {
      let pixels = strokes(width: 61, height: 33, seed: seed).pixels
      let plain = pixels.reduce(into: [Int](repeating: 0, count: 256)) { $0[Int($1)] += 1 }
      #expect(Levels(pixels).counts == plain)
    }
    #expect(Levels([]).count == 0)
  }

  /// Against the definition: each pixel of such a square is ink.
  @Test(arguments: [0, 1, 2, 5, 9, 12])
  func largeSquaresOfInk(_ reach: Int) {
    for seed in 1...20 as ClosedRange<UInt64> {
      let picture = strokes(width: 40, height: 30, seed: seed)
      let plain = (reach..<max(reach, 30 - reach)).contains { y in
        (reach..<max(reach, 40 - reach)).contains { x in
          (y - reach...y + reach).allSatisfy { row in
            (x - reach...x + reach).allSatisfy { picture[$0, row] >= 128 }
          }
        }
      }
      #expect(picture.hasInk(reaching: reach) == plain)
    }
  }
}
