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
}
