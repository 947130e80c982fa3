import CNN
import Testing

@testable import Pictures

/// Charts show what their numbers ask for, pixel by pixel.
@Suite struct ChartTests {
  /// How many pixels of a colour there are in each column.
  func heights(of color: Color, in picture: Picture) -> [Int] {
    (0..<picture.width).map { x in (0..<picture.height).count { picture[x, $0] == color } }
  }

  func widths(of color: Color, in picture: Picture) -> [Int] {
    (0..<picture.height).map { y in (0..<picture.width).count { picture[$0, y] == color } }
  }

  /// The heights of the bars from left to right, of each its tallest column.
  func bars(_ heights: [Int]) -> [Int] {
    heights.split(separator: 0).map { $0.max() ?? 0 }
  }

  /// An axis of 0 to 4 over 201 rows: 50 rows for each 1.
  @Test func uprightBars() {
    let red = Color(red: 255, green: 0, blue: 0)
    let chart = BarChart(
      ["a", "b", "c", "d", "e"], [BarChart.Series("", [1, 4, 0.5, 9, .nan], color: red)],
      axis: Axis(range: 0...4), height: 201)
    #expect(bars(heights(of: red, in: chart.draw())) == [50, 200, 25, 200])
  }

  @Test func barsBelowZero() {
    let picture = BarChart(
      ["a", "b", "c"], [-1, 2, -3], axis: Axis(range: -4...4), height: 201
    ).signed().draw()
    #expect(bars(heights(of: .fall, in: picture)) == [25, 75])
    #expect(bars(heights(of: .rise, in: picture)) == [50])
  }

  /// A dot is as large for 1 as for 100, and as far from 10 to the left as to the right.
  @Test func dotsOnALogarithmicAxis() {
    let red = Color(red: 255, green: 0, blue: 0)
    let picture = BarChart(
      ["a", "b", "c"], [BarChart.Series("", [1, 10, 100], color: red)],
      axis: Axis("", .logarithmic, range: 0.1...1000), format: .none, isHorizontal: true
    ).dotted().draw()
    let dots = widths(of: red, in: picture).split(separator: 0)
    #expect(dots.count == 3 && Set(dots.map { $0.max() ?? 0 }).count == 1, "\(dots)")
    let columns = heights(of: red, in: picture).enumerated().filter { $0.element > 0 }
    let middles = stride(from: 0, to: columns.count, by: max(1, columns.count / 3)).map {
      columns[$0].offset
    }
    #expect(middles.count == 3 && abs(middles[0] + middles[2] - 2 * middles[1]) <= 1, "\(middles)")
  }

  @Test func whiskers() {
    let chart = BarChart(
      [""], [BarChart.Series("", runs: [[1], [2], [3]])], axis: Axis(range: 0...4),
      format: .none, height: 201)
    // From 1 to 3 are 100 rows, both ends counted and a cap of two rows at the lower one.
    #expect(heights(of: .ink, in: chart.draw()).max() == 102)
  }

  @Test func levelBars() {
    let red = Color(red: 255, green: 0, blue: 0)
    func lengths(_ values: [Double], _ axis: Axis) -> [Int] {
      let chart = BarChart(
        values.map { "\($0)" }, [BarChart.Series("", values, color: red)], axis: axis,
        format: .none, isHorizontal: true)
      return bars(widths(of: red, in: chart.draw()))
    }
    let linear = lengths([1, 2, 4], Axis(range: 0...4))
    #expect(linear.count == 3 && abs(linear[2] - 2 * linear[1]) <= 1, "\(linear)")
    #expect(abs(linear[1] - 2 * linear[0]) <= 1, "\(linear)")
    let tens = lengths([10, 100], Axis("", .logarithmic, range: 1...100))
    #expect(tens.count == 2 && abs(tens[1] - 2 * tens[0]) <= 1, "10 is half way to 100: \(tens)")
  }

  @Test func waterfalls() {
    let sum = Waterfall(
      from: ("start", 1), [("up", 2), ("down", -1)], total: "total", axis: Axis(range: 0...4),
      height: 201)
    let picture = sum.draw()
    #expect(sum.sum == 2)
    #expect(bars(heights(of: .rise, in: picture)) == [100])
    #expect(bars(heights(of: .fall, in: picture)) == [50])
    #expect(bars(heights(of: .plain, in: picture)) == [50, 100])
    // Each begins where the last has ended: the tops of what fell and of what rose are one row.
    func top(_ color: Color) -> Int? {
      (0..<picture.height).first { y in
        (0..<picture.width).contains { picture[$0, y] == color }
      }
    }
    #expect(top(.rise) != nil && top(.rise) == top(.fall))
  }

  @Test func histograms() {
    #expect(Histogram.count([0, 0.1, 0.5, 0.9, 1, 2, -1, .nan], in: 0...1, bins: 2) == [2, 3])
    #expect(Histogram.count([3, 3], in: 3...3, bins: 4) == [2, 0, 0, 0])
    let values = [0.5, 1.5, 1.5, 2.5, 2.5, 2.5, 2.5]
    let picture = Histogram(
      values, bins: 4, axis: Axis(range: 0...4), counts: Axis(range: 0...4), height: 201
    ).draw()
    let counts = heights(of: .plain, in: picture).split(separator: 0).map { $0.first ?? 0 }
    #expect(counts == [50, 100, 200])
    let all = Histogram(values, axis: Axis(range: 0...4)).layOut().texts.count
    let some = Histogram(values, axis: Axis(range: 0...2)).layOut().texts.count
    #expect(some > 0 && all > 0, "\(all), \(some)")
  }

  /// The line passes through its points, and ten stands in the middle of 1 … 100.
  @Test func lines() throws {
    let blue = Color(red: 0, green: 0, blue: 255)
    func rows(_ picture: Picture, _ column: Int) -> [Int] {
      (0..<picture.height).filter { picture[column, $0] == blue }
    }
    let plot = Plot(
      x: Axis(range: 0...2), y: Axis("", .logarithmic, range: 1...100),
      [Plot.Series("", x: [0, 1, 2], y: [100, 10, 1], color: blue)], height: 201)
    let picture = plot.draw()
    let columns = (0..<picture.width).filter { !rows(picture, $0).isEmpty }
    let (first, last) = (try #require(columns.first), try #require(columns.last))
    let middle = rows(picture, (first + last) / 2)
    let top = try #require(columns.flatMap { rows(picture, $0) }.min())
    #expect(middle.contains { abs($0 - top - 100) <= 1 }, "\(top), \(middle)")
  }

  /// What is not a number interrupts the line; a single point is still seen.
  @Test func gaps() {
    let blue = Color(red: 0, green: 0, blue: 255)
    func columns(_ y: [Double]) -> Int {
      let plot = Plot(
        x: Axis(range: 0...4), y: Axis(range: 0...2), [Plot.Series("", y)])
      var shown = plot
      shown.series[0].color = blue
      return heights(of: blue, in: shown.draw()).count { $0 > 0 }
    }
    let (whole, broken) = (columns([1, 1, 1, 1, 1]), columns([1, 1, .nan, 1, 1]))
    #expect(broken > whole / 3 && broken < whole * 2 / 3, "\(broken) of \(whole)")
    #expect((5...11).contains(columns([.nan, .nan, 1, .infinity, .nan])))
    #expect(columns([.nan]) == 0)
  }

  @Test func meansAndRanges() {
    let series = Plot.Series(
      "", x: [0, 1, 2], runs: [[1, 2, 3], [3, 2], [2, 5, 0]] as [[Float]])
    #expect(series.y == [2, 3] && series.x == [0, 1])
    #expect(series.ranges.map(\.low) == [1, 2] && series.ranges.map(\.high) == [3, 5])
  }
}
