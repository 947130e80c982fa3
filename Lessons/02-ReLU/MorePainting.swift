import CNN
import Pictures
import Printing

// The pictures of the part for those who want more.

/// What a single kernel should say, the best one, what it says, and what is missing.
func bestPicture(
  _ target: Tensor, _ kernel: [[Float]], _ answer: Tensor, _ difference: Tensor
) -> Picture {
  let (scale, weights) = (ColorScale.fitting(target, answer, difference), Tensor(rows: kernel))
  let own = ColorScale.fitting(weights)
  return .row(
    [
      MapPanel(target, scale, cell: 7, title: "two kernels").draw(),
      .column(
        [
          MapPanel(weights, own, cell: 32, title: "the best one").draw(),
          .scaleBar(own, width: 130),
        ], align: .center),
      MapPanel(answer, scale, cell: 7, title: "its map").draw(),
      .column(
        [
          MapPanel(difference, scale, cell: 7, title: "difference").draw(),
          .scaleBar(scale, width: 150),
        ], align: .center),
    ], spacing: 24, align: .start)
}

/// For some slopes the map behind ReLU, and below it what one kernel in place of both misses.
func slopesPicture(_ slopes: [Float], _ maps: [(bent: Tensor, difference: Tensor)]) -> Picture {
  let scale = ColorScale.fitting(maps.flatMap { [$0.bent, $0.difference] })
  func lines(_ slope: Float) -> Picture {
    let line = Plot.Series("", x: [-2, 0, 2], y: [-2 * slope, 0, 2])
    return Plot(
      x: Axis(range: -2...2), y: Axis(range: -2...2), [line], width: 200, height: 110
    ).draw()
  }
  let columns = zip(slopes, maps).map { slope, map in
    Picture.column(
      [
        Picture(text: "slope \(slope.short)"), lines(slope),
        MapPanel(map.bent, scale, cell: 7).draw(),
        MapPanel(map.difference, scale, cell: 7).draw(),
      ], spacing: 8, align: .center)
  }
  return .column([.row(columns, spacing: 20, align: .start), .scaleBar(scale)], align: .center)
}

/// Numbers counted by size, one histogram below the other, on one scale.
func histogramsPicture(_ parts: [(title: String, numbers: [Float])]) -> Picture {
  .column(
    parts.map { title, numbers in
      Histogram(
        numbers, bins: 56, axis: Axis("", range: -4.5...2.5),
        counts: Axis("count", .logarithmic, range: 0.5...10000), title: title, width: 800,
        height: 110
      ).draw()
    }, spacing: 14)
}
