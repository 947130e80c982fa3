import CNN
import Digits
import Figures
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
    let note = "each direction has \(rows[0][0].all.grouped) digits of its own"
    return ([line("moved by", ways + ["all", "ink lost"])] + lines + [note])
      .joined(separator: "\n")
  }

  /// From which distance to the next the share falls most.
  private var steepest: Int {
    let falls = distances.dropLast().map { share($0) - share($0 + 1) }
    return distances[falls.indices.max { falls[$0] < falls[$1] } ?? 0]
  }

  /// The digits that moved by 6 pixels and are read, of a hundred.
  var answer: Answer { .number((1000 * share(6)).rounded() / 10, within: 10) }

  var reason: Prose {
    """
    The share falls most from \(steepest) to \(steepest + 1) pixels. The dense layer that follows \
    (lesson 6) has separate weights for each place. Moved numbers meet weights that were learned for \
    other places. **Pooling does not make up for that.**
    """
  }
}

extension Reading {
  /// Above, the seven moved to the right and what it is taken for; below, the shares.
  func figure(_ network: Network, _ seven: Tensor) throws -> Figure {
    let sevens: [Figure] = try [0, 2, 3, 6].map { pixels in
      let moved = seven.moved(right: pixels)
      let answer = try network.trace(moved).winningScore.index[0]
      return .image(moved, "moved by \(pixels)", of: .image).side(140).note("read as \(answer)")
    }
    let shares = ways.indices.map { self.shares(way: $0) }
    return .column(
      .row(sevens, spacing: 40),
      .plot(
        x: "pixels moved", y: .share("digits read"),
        [.runs("", distances.map { Double($0) }, shares, hasDots: true)]
      ).reference(0.1, "guessing"))
  }
}

extension DataSet {
  /// The sum of the pixels of all images.
  nonisolated var ink: Double {
    batch(0..<count).images.scalars.reduce(0.0) { $0 + Double($1) }
  }
}
