import CNN
import Testing

@testable import Pictures

/// Lines and arrows reach their ends and go no farther; marks lie where they are told to.
@Suite struct LineTests {
  static let ends = [
    (10, 20, 90, 20), (90, 20, 10, 20), (30, 90, 30, 10), (10, 10, 90, 70), (90, 10, 20, 80),
    (15, 85, 80, 30),
  ]

  /// The box around all that is not white.
  func ink(_ picture: Picture) -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>)? {
    let columns = (0..<picture.width).filter { x in
      (0..<picture.height).contains { picture[x, $0] != .white }
    }
    let rows = (0..<picture.height).filter { y in
      (0..<picture.width).contains { picture[$0, y] != .white }
    }
    guard let left = columns.first, let right = columns.last, let top = rows.first,
      let bottom = rows.last
    else { return nil }
    return (left...right, top...bottom)
  }

  @Test(arguments: ends, [1, 2, 3, 6])
  func lines(_ ends: (Int, Int, Int, Int), _ thickness: Int) throws {
    var picture = Picture(width: 100, height: 100)
    let (x0, y0, x1, y1) = ends
    picture.line(from: (x0, y0), to: (x1, y1), thickness: thickness, .black)
    #expect(picture[x0, y0] == .black && picture[x1, y1] == .black)
    #expect(picture[(x0 + x1) / 2, (y0 + y1) / 2] != .white)
    let box = try #require(ink(picture))
    let slack = (thickness + 2) / 2
    #expect(box.columns.lowerBound >= min(x0, x1) - slack)
    #expect(box.columns.upperBound <= max(x0, x1) + slack)
    #expect(box.rows.lowerBound >= min(y0, y1) - slack)
    #expect(box.rows.upperBound <= max(y0, y1) + slack)
    var back = Picture(width: 100, height: 100)
    back.line(from: (x1, y1), to: (x0, y0), thickness: thickness, .black)
    #expect(back == picture, "the same line from the other end")
  }

  @Test(arguments: ends, [1, 2, 4])
  func arrows(_ ends: (Int, Int, Int, Int), _ thickness: Int) {
    var picture = Picture(width: 100, height: 100)
    let (x0, y0, x1, y1) = ends
    picture.arrow(from: (x0, y0), to: (x1, y1), thickness: thickness, .black)
    #expect(picture[x1, y1] != .white, "the tip")
    #expect(picture[x0, y0] != .white, "the tail")
    // Nothing beyond the tip, and the head is wider than the line.
    let (dx, dy) = (Double(x1 - x0), Double(y1 - y0))
    let length = (dx * dx + dy * dy).squareRoot()
    let beyond = (Int((dx / length * 3).rounded()), Int((dy / length * 3).rounded()))
    #expect(picture[x1 + beyond.0, y1 + beyond.1] == .white)
    func count(_ share: Double) -> Int {
      (-20...20).count { across in
        let x = Double(x0) + dx * share - dy / length * Double(across)
        let y = Double(y0) + dy * share + dx / length * Double(across)
        let (column, row) = (Int(x.rounded()), Int(y.rounded()))
        guard (0..<100).contains(column), (0..<100).contains(row) else { return false }
        return picture[column, row] != .white
      }
    }
    let head = 1 - Double(3 + 2 * thickness) / length
    #expect(count(head) > count(0.4), "\(count(head)) at the head, \(count(0.4)) in the middle")
  }

  @Test func whatDoesNotFitIsCutOff() {
    var line = Picture(width: 20, height: 20)
    line.line(from: (-1000, -1000), to: (1000, 1000))
    #expect((0..<20).allSatisfy { line[$0, $0] == .ink } && line[19, 0] == .white)
    var arrow = Picture(width: 20, height: 20)
    arrow.arrow(from: (10, 10), to: (400, -300))
    #expect(arrow[10, 10] == .ink && arrow[5, 10] == .white)
    arrow.arrow(from: (5, 5), to: (5, 5))
    #expect(arrow[5, 5] == .white, "no direction, no arrow")
    var disc = Picture(width: 20, height: 20)
    disc.disc(x: -5, y: 24, radius: 8)
    disc.ring(x: 30, y: 30, radius: 12)
    #expect(disc[0, 19] != .white && disc[10, 10] == .white && disc[19, 0] == .white)
  }

  @Test func discsAndRings() {
    var disc = Picture(width: 41, height: 41)
    disc.disc(x: 20, y: 20, radius: 10, .black)
    let area = (0..<41).reduce(0) { sum, y in sum + (0..<41).count { disc[$0, y] == .black } }
    #expect(disc[20, 20] == .black && disc[20, 10] != .white && disc[20, 8] == .white)
    #expect((270...330).contains(area), "about 100 π: \(area)")
    var ring = Picture(width: 41, height: 41)
    ring.ring(x: 20, y: 20, radius: 10, thickness: 3, .black)
    #expect(ring[20, 20] == .white && ring[11, 20] == .black && ring[29, 20] == .black)
    #expect(ring[20, 14] == .white && ring[20, 8] == .white)
  }
}
