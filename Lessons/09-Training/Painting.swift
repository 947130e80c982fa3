import CNN
import Foundation
import Models
import Pictures
import Printing

// How this lesson's pictures are put together.

/// The loss of each step of the page's own training, a mean of 20, and of each epoch's test.
func lossPicture(_ losses: [Double]) -> Picture {
  let means = smooth(losses)
  return Plot(
    x: Axis("steps"), y: Axis("loss, mean of 20 steps", range: 0...max(0.1, means.max() ?? 1)),
    [Plot.Series("", x: means.indices.map { Double($0 + 1) }, y: means)], legend: .none,
    width: 900, height: 200
  ).reference(y: guess, "a guess").draw()
}

/// The losses of several trainings on one plot, each the mean of its seeds.
func ratesPicture(_ groups: [(name: String, outcomes: [Outcome])]) -> Picture {
  curves(groups.map { ("η \($0.name)", $0.outcomes) }, hasShade: false)
}

func curves(
  _ groups: [(name: String, outcomes: [Outcome])], hasShade: Bool = true
) -> Picture {
  let series = groups.map { name, outcomes in
    let runs = outcomes.map { smooth($0.losses) }
    let steps = (runs.map(\.count).min() ?? 0)
    var series = Plot.Series(name, x: (0..<steps).map { Double($0 + 1) }, runs: runs)
    if !hasShade { series.ranges = [] }
    return series
  }
  return Plot(
    x: Axis("steps"), y: Axis("loss, mean of 20 steps", range: 0...3), series, width: 900,
    height: 330
  ).draw()
}

/// Bars with whiskers, one for each kind of training.
func frozenPicture(_ groups: [(name: String, outcomes: [Outcome])]) -> Picture {
  let runs = (groups.first?.outcomes ?? []).indices.map { seed in
    groups.map { $0.outcomes[seed].tested }
  }
  let lowest = groups.flatMap { $0.outcomes.tested }.min() ?? 0
  // The next step of 5 % that lies well below the lowest number.
  let start = max(0, (lowest * 20 - 0.5).rounded(.down) / 20)
  return BarChart(
    groups.map(\.name), [BarChart.Series("", runs: runs)],
    axis: Axis(
      "test images read rightly (the axis begins at \(start.percent(0)))",
      range: start...1, isPercentage: true), format: .percentage(1), width: 760, height: 220
  ).draw()
}

/// How often each class was taken for each: rows are what it is, columns what was said. The diagonal,
/// what was right, is left blank, or nothing else could be seen.
func confusionPicture(_ counts: [[Int]], _ names: [String]) -> Picture {
  let count = names.count
  var mistakes = Tensor([count, count, 1])
  for (row, own) in counts.enumerated() {
    for (column, times) in own.enumerated() where row != column {
      mistakes[row, column, 0] = Float(times)
    }
  }
  let cell = max(12, min(56, 620 / max(1, count)))
  let scale = ColorScale.unsigned(mistakes.scalars.max() ?? 1)
  var panel = MapPanel(mistakes, scale, cell: cell, decimals: cell >= 30 ? 0 : nil).draw()
  // The panel's margin is what it is wider than its cells, on both sides.
  let margin = (panel.width - count * cell) / 2
  for i in 0..<count {
    let corner = margin + i * cell + 1
    panel.fill(x: corner, y: corner, width: cell - 1, height: cell - 1, Color(grey: 215))
  }
  func label(_ name: String) -> Picture {
    let text = Picture(text: String(name.prefix(4)))
    var box = Picture(width: cell, height: cell)
    box.paste(text, x: (cell - text.width) / 2, y: (cell - text.height) / 2)
    return box
  }
  let space = Picture(width: cell, height: 4)
  let rows = Picture.column([space] + names.map(label), spacing: 0)
  let columns = Picture.row([Picture(width: cell + 4, height: cell)] + names.map(label), spacing: 0)
  return .column(
    [
      Picture(text: "rows: what it is, columns: what was said"), columns,
      .row([rows, panel], spacing: 0, align: .start), .scaleBar(scale),
    ], spacing: 8, align: .start)
}

/// Images with what they are and what was said.
func mistakesPicture(_ mistakes: [(image: Tensor, text: [String])]) -> Picture {
  let panels = mistakes.map { image, text in
    let cell = max(1, 112 / max(image.shape[0], image.shape[1]))
    return Picture.column(
      [MapPanel(image, .pixels, cell: cell).draw()] + text.map { Picture(text: $0) }, spacing: 6,
      align: .center)
  }
  return .montage(panels, columns: 6, spacing: 20)
}

/// An image, and what augmentation makes of it.
func augmentedPicture(_ images: [Tensor]) -> Picture {
  .montage(
    images.enumerated().map { number, image in
      let cell = max(1, 112 / max(image.shape[0], image.shape[1]))
      return MapPanel(image, .pixels, cell: cell, title: number == 0 ? "as it is" : "\(number)")
        .draw()
    }, columns: 6, spacing: 20)
}
