import Testing

@testable import Pictures

/// Whatever a chart is asked to show, its texts lie within the picture and beside each other.
@Suite struct ChartLayoutTests {
  static let names = [
    "", "loss", "a name that goes on and on, far beyond what anybody would put at an axis",
    String(repeating: "unbroken", count: 30),
  ]

  func check(_ canvas: Canvas, _ what: String) {
    let (width, height) = (canvas.picture.width, canvas.picture.height)
    #expect(width < 4000, "\(what): \(width) pixels wide")
    for (number, text) in canvas.texts.enumerated() {
      let isInside = text.x >= 0 && text.y >= 0 && text.right <= width && text.bottom <= height
      #expect(isInside, "\(what): \(text) of \(width)×\(height)")
      for other in canvas.texts.dropFirst(number + 1) {
        #expect(!text.overlaps(other), "\(what): \(text) over \(other)")
      }
    }
  }

  static let axes = [
    Axis(), Axis("", .logarithmic), Axis("", range: 0...1), Axis("", range: 5...5),
    Axis("", isPercentage: true), Axis("", .logarithmic, range: 1...1e9),
  ]

  @Test(arguments: hostileValues)
  func plots(_ values: [Double]) {
    for (number, axis) in Self.axes.enumerated() {
      for name in Self.names {
        var y = axis
        y.title = name
        for width in [800, 300] {
          let plot = Plot(
            x: Axis(name, axis.division), y: y,
            [
              Plot.Series(name, x: values, y: values), Plot.Series("second", values.reversed()),
              Plot.Series("third", x: values.map { $0 / 3 }, runs: [values, values.reversed()]),
            ], title: name, width: width, height: 160
          ).reference(y: 0.5, name).reference(x: 1, name).reference(x: 1.01, "near")
            .marking(x: 1, y: 1, name)
          check(plot.layOut(), "axis \(number), “\(name.prefix(8))”, \(width)")
        }
      }
    }
  }

  @Test(arguments: hostileValues)
  func bars(_ values: [Double]) {
    for (number, axis) in Self.axes.enumerated() {
      for name in Self.names {
        for isHorizontal in [true, false] {
          var axis = axis
          axis.title = name
          let labels = values.indices.map { $0 == 1 ? name : "label \($0)" }
          let series = [
            BarChart.Series(name, values),
            BarChart.Series("runs", runs: [values, values.reversed()]),
          ]
          let what = "axis \(number), “\(name.prefix(8))”, \(isHorizontal ? "level" : "upright")"
          let chart = BarChart(
            labels, series, axis: axis, title: name, isHorizontal: isHorizontal, width: 500
          ).reference(0.5, name)
          check(chart.layOut(), what)
          let sum = Waterfall(
            from: (name, 1), zip(labels, values).map { ($0, $1) }, total: "total", axis: axis,
            isHorizontal: isHorizontal)
          check(sum.layOut(), "waterfall, " + what)
        }
      }
    }
  }

  @Test(arguments: hostileValues)
  func histograms(_ values: [Double]) {
    for axis in Self.axes {
      for name in Self.names {
        for counts in [Axis("count"), Axis(name, .logarithmic)] {
          var axis = axis
          axis.title = name
          let histogram = Histogram(values, bins: 7, axis: axis, counts: counts, title: name)
            .marking(0, name).marking(0.01, "near")
          check(histogram.layOut(), "“\(name.prefix(8))”")
        }
      }
    }
  }

  /// Names at the ends of lines that all end at one place stand below each other.
  @Test func endsOfLines() {
    let series = (0..<6).map { Plot.Series("network \($0)", [0, 1 + Double($0) / 1000]) }
    check(Plot(x: Axis(), y: Axis(), series).layOut(), "six")
    let many = (0..<40).map { Plot.Series("network \($0)", [0, 1]) }
    check(Plot(x: Axis(), y: Axis(), many).layOut(), "forty")
  }

  @Test func linesOfText() {
    let text = "one two three"
    #expect(Picture.lines(of: text, within: 200, atMost: 3) == [text])
    #expect(Picture.lines(of: text, within: 90, atMost: 3) == ["one two", "three"])
    #expect(Picture.lines(of: text, within: 90, atMost: 1) == ["one tw…"])
    #expect(Picture.lines(of: "unbroken", within: 60, atMost: 2) == ["unbr…"])
    #expect(Picture.lines(of: "", within: 60, atMost: 2) == [])
    let widest = Picture.lines(of: text, within: 60, atMost: 3).map { Picture.width(of: $0) }.max()
    #expect(widest ?? 99 <= 60)
  }
}
