import Testing

@testable import Digits

@Suite struct PenPathTests {
  @Test func linesFromPlaceToPlace() throws {
    let path = try PenPath("M .5 0 L .1 1 .9 1 Z M .2,.2")
    #expect(
      path.strokes == [
        .init(
          start: Spot(0.5, 0),
          pieces: [.line(Spot(0.1, 1)), .line(Spot(0.9, 1)), .line(Spot(0.5, 0))]),
        .init(start: Spot(0.2, 0.2)),
      ])
    #expect(path.strokes[0].points.first == Spot(0.5, 0))
    #expect(path.strokes[0].points.last == Spot(0.5, 0))
    #expect(path.strokes[1].points == [Spot(0.2, 0.2)])
    #expect(try PenPath("M.5 0L.1 1 .9 1ZM.2 .2").strokes == path.strokes)
  }

  /// 0 is right, 90 below: half of a circle from the top goes over the left with −180.
  @Test func arcs() throws {
    let points = try PenPath("O .5 .5 .4 .2 -90 -180").strokes[0].points
    func near(_ a: Spot?, _ x: Double, _ y: Double) -> Bool {
      ((a ?? Spot(9, 9)) - Spot(x, y)).length < 0.01
    }
    #expect(near(points.first, 0.5, 0.3) && near(points.last, 0.5, 0.7))
    #expect(near(points.min { $0.x < $1.x }, 0.1, 0.5))
    let joined = try PenPath("M 0 0 A .5 .5 .4 .2 -90 -180").strokes[0].points
    #expect(joined.first == Spot(0, 0) && near(joined.last, 0.5, 0.7))
  }

  /// The middle of a Bézier curve is (p + 3a + 3b + q) / 8; a smooth line goes through its places.
  @Test func curves() throws {
    let points = try PenPath("M 0 0 C 0 1 1 1 1 0").strokes[0].points
    let top = points.map(\.y).max() ?? 0
    #expect(abs(top - 0.75) < 0.01, "\(top)")
    let places = [(0.2, 0.9), (0.7, 0.8), (0.9, 0.1)]
    let smooth = try PenPath("M .1 .1 ~ .2 .9 .7 .8 .9 .1").strokes[0].points
    for (x, y) in places {
      let distance = smooth.map { ($0 - Spot(x, y)).length }.min() ?? 1
      #expect(distance < 1e-9, "\(distance)")
    }
    // One place is a straight line.
    #expect(
      try PenPath("M 0 0 ~ 1 1").strokes[0].points == PenPath("M 0 0 L 1 1").strokes[0].points)
  }

  @Test(arguments: [
    ("", "a path begins with M or O, and this one is empty"),
    (" \n", "a path begins with M or O, and this one is empty"),
    ("L 0 1", "a path begins with M or O, which set the pen down, and not with L"),
    ("Z", "a path begins with M or O, which set the pen down, and not with Z"),
    ("M 0 0 Q 1 1", "“Q” means nothing in a path; what does are M, L, ~, C, A, O and Z"),
    ("M 0 0 l 1 1", "“l” means nothing in a path; what does are M, L, ~, C, A, O and Z"),
    ("M 0 0 L 1 1 ?", "“?” means nothing in a path; what does are M, L, ~, C, A, O and Z"),
    ("0 0 L 1 1", "the number 0 stands behind no letter"),
    ("M 0 0 Z 1", "behind Z stand no numbers, and here are 1"),
    ("M 0", "behind M stand 2 numbers, and here is 1"),
    ("M 0 0 1 1", "behind M stand 2 numbers, and here are 4"),
    ("M 0 0 L", "behind L stand 2 numbers, or that many again, and here are 0"),
    ("M 0 0 L 1 1 1", "behind L stand 2 numbers, or that many again, and here are 3"),
    ("M 0 0 C 1 1 1 1", "behind C stand 6 numbers, or that many again, and here are 4"),
    ("O .5 .5 .5 .5 0", "behind O stand 6 numbers, and here are 5"),
    ("O .5 .5 0 .5 0 360", "behind O the third and the fourth number are above 0"),
    ("M 0 nan", "behind M stand 2 numbers, and here is 1"),
    ("M 0 1e9", "1e9 is far outside of the square from 0 to 1"),
  ])
  func whatCannotBeRead(_ text: String, _ sentence: String) {
    do throws(PathError) {
      let path = try PenPath(text)
      Issue.record("\(path)")
    } catch { #expect("\(error)" == sentence) }
  }

  @Test func aSymbolOfOnesOwn() throws {
    let house = try PenSymbol("house", ["M 0 .4 L .5 0 L 1 .4 L 1 1 L 0 1 Z", "M 0 0 L 1 1"])
    #expect(house.ways.count == 2 && house.way(1).ways.map(\.path.text) == ["M 0 0 L 1 1"])
    let data = DataSet.symbols([house, PenSymbol.course[0]], each: 2, by: Pen(seed: 1))
    #expect(data.classes == ["house", "A"] && data.count == 4)
    #expect(throws: PathError.nothing) { try PenSymbol("none", []) }
    #expect(throws: PathError.nothing) { try PenSymbol("none", ["M 0 0 L 1 1", ""]) }
  }
}
