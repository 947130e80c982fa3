import Digits
import LessonKit
import Printing

/// How many test digits are read when they are moved.
struct Reading: Codable {
  /// The directions, in their order.
  let ways: [String]
  /// How many pixels the digits were moved by, in the order of the rows.
  private(set) var distances: [Int] = []
  /// For each distance and direction how many were read, of how many, and the share of their ink
  /// that was still within the image.
  private var rows: [[Row]] = []

  private struct Row: Codable {
    let right, all: Int
    let ink: Double
  }

  init(ways: [String]) { self.ways = ways }

  /// Takes down how many of some digits were read that were moved in the next direction.
  mutating func add(_ pixels: Int, _ right: Int, of all: Int, ink: Double) {
    if distances.last != pixels {
      distances.append(pixels)
      rows.append([])
    }
    rows[rows.count - 1].append(Row(right: right, all: all, ink: ink))
  }

  /// How many digits were moved by each distance.
  var count: Int { rows[0].reduce(0) { $0 + $1.all } }

  /// The share of digits read when they were moved by so many pixels, all directions together.
  func share(_ pixels: Int) -> Double {
    let row = distances.firstIndex(of: pixels).map { rows[$0] } ?? []
    return Double(row.reduce(0) { $0 + $1.right }) / Double(count)
  }

  /// The share of the ink that has left the image.
  func lost(_ pixels: Int) -> Double {
    let row = distances.firstIndex(of: pixels).map { rows[$0] } ?? []
    return 1 - row.reduce(0) { $0 + $1.ink } / Double(ways.count)
  }

  /// The share for each distance in one direction.
  func shares(way: Int) -> [Double] { rows.map { Double($0[way].right) / Double($0[way].all) } }

  var table: String {
    func line(_ name: String, _ columns: [String]) -> String {
      name.alignedLeft(10) + columns.map { $0.alignedRight(9) }.joined()
    }
    let lines = rows.indices.map { row in
      return line(
        distances[row] == 1 ? "1 pixel" : "\(distances[row]) pixels",
        ways.indices.map { shares(way: $0)[row].percent() }
          + [share(distances[row]).percent(), lost(distances[row]).percent()])
    }
    return ([line("moved by", ways + ["all", "ink lost"])] + lines).joined(separator: "\n")
  }

  var caption: String {
    "The share of \(count) test digits, every second one, that the trained network reads when they "
      + "are moved: the mean of the four directions, a quarter of the digits each, and shaded from the "
      + "worst direction to the best. This network pools by windows of 2×2 whatever the knobs say. "
      + "Above, the seven moved to the right, and what it is taken for."
  }

  var verdict: String {
    """
    Of the digits that are moved by 1 pixel \(share(1).percent()) are read; by 2, \(share(2).percent()); by \
    3, \(share(3).percent()); by 6, \(share(6).percent()), where guessing would be 10 %. That is not for \
    want of ink: even by 6 pixels only \(lost(6).percent()) of it leaves the image. Nor has pooling lost \
    the digit: by 2 pixels its maps have just moved one row or column along. But what reads them, a \
    dense layer (lesson 6), has a weight of its own for each place, and one place further on every \
    number meets another weight. **Pooling softens moves that are smaller than its window; larger ones \
    it passes on.** These numbers do not say how much of what is read after one pixel is owed to pooling. \
    For that a network without it has to be trained too.
    """
  }
}

extension DataSet {
  /// The sum of the pixels of all images.
  nonisolated var ink: Double {
    batch(0..<count).images.scalars.reduce(0.0) { $0 + Double($1) }
  }
}
