import CNN
import Foundation
import LessonKit
import Models
import Pictures

// How this lesson's pictures are put together.

/// The picture that carries the lesson: the share right over the steps, and below it the first
/// layer's weights at some of them, and their change.
func filmPicture(_ moments: [Moment]) -> Picture {
  guard let first = moments.first, let last = moments.last else {
    return Picture(width: 1, height: 1)
  }
  let steps = Moment.steps(upTo: last.step)
  let frames = moments.filter { steps.contains($0.step) }
  let learned = moments.filter { $0.step > 0 }
  let lowest = learned.map(\.share).min() ?? 0
  var plot = Plot(
    x: Axis("steps", .logarithmic, range: 1...Double(max(2, last.step))),
    y: Axis(
      "test images read rightly",
      range: min(first.share, lowest, 1 / Double(classes.count))...1, isPercentage: true),
    [
      Plot.Series(
        "", x: learned.map { Double($0.step) }, y: learned.map(\.share), style: .linePoints)
    ], legend: .none, width: 1000, height: 230)
  for frame in frames where frame.step > 0 {
    plot = plot.marking(x: Double(frame.step), y: frame.share, percent(frame.share, 0))
  }
  // The frame of step 0 stands where the axis begins.
  let places = plot.columns(of: frames.map { Double(max(1, $0.step)) }).map { $0 ?? 0 }
  let curve = plot.draw()

  let changes = frames.map { frame in
    zip(frame.weights, first.weights).map { new, old in
      Tensor(new.shape, zip(new.scalars, old.scalars).map { $0 - $1 })
    }
  }
  let scale = ColorScale.fitting(frames.flatMap(\.weights))
  let own = ColorScale.fitting(changes.flatMap { $0 })
  let name = trained.nameOfFirstWeights
  let titles = frames.map {
    $0.step == 0 ? "start: \(percent($0.share, 0))" : "step \($0.step)"
  }
  let shown = strip(
    zip(titles, frames.map(\.weights)).map { ($0, $1) }, scale, at: places, curve.width)
  let moved = strip(zip(titles, changes).map { ("", $1) }, own, at: places, curve.width)
  return .column(
    [
      curve, headed("the \(name)", scale, curve.width), shown,
      headed("what has changed in them", own, curve.width), moved,
    ], spacing: 14)
}

/// A heading at the left and the bar of a scale at the right.
private func headed(_ text: String, _ scale: ColorScale, _ width: Int) -> Picture {
  let (title, bar) = (Picture(text: text), Picture.scaleBar(scale))
  var row = Picture(width: width, height: max(title.height, bar.height))
  row.paste(title, x: 14, y: 0)
  row.paste(bar, x: width - bar.width, y: 0)
  return row
}

/// Frames of a film, each with its middle at a column.
private func strip(
  _ frames: [(title: String, weights: [Tensor])], _ scale: ColorScale, at places: [Int],
  _ width: Int
) -> Picture {
  let panels = frames.map { title, weights in
    let side = weights.map { max($0.shape[0], $0.shape[1]) }.max() ?? 1
    let cell = max(1, 58 / side)
    let all = Picture.montage(
      weights.map { MapPanel($0, scale, cell: cell).draw() }, columns: 2, spacing: 2)
    return title.isEmpty ? all : .column([Picture(text: title), all], spacing: 4, align: .center)
  }
  var strip = Picture(
    width: width + 40, height: panels.map(\.height).max() ?? 1)
  for (panel, place) in zip(panels, places) {
    strip.paste(panel, x: max(0, place - panel.width / 2), y: 0)
  }
  return strip
}

/// The loss of each step of the page's own training, a mean of 20, and of each epoch's test.
func lossPicture(_ losses: [Double]) -> Picture {
  let means = smooth(losses)
  return Plot(
    x: Axis("steps"), y: Axis("loss, mean of 20 steps", range: 0...max(0.1, means.max() ?? 1)),
    [Plot.Series("", x: means.indices.map { Double($0 + 1) }, y: means)], legend: .none,
    width: 900, height: 200
  ).reference(y: guess, "a guess").draw()
}

/// The losses of several trainings on one plot.
func ratesPicture(_ results: [Outcome]) -> Picture {
  curves(results.map { ("η \($0.name)", $0.losses) })
}

func curves(_ trainings: [(name: String, losses: [Double])]) -> Picture {
  let series = trainings.map { name, losses in
    let means = smooth(losses)
    return Plot.Series(name, x: means.indices.map { Double($0 + 1) }, y: means)
  }
  return Plot(
    x: Axis("steps"), y: Axis("loss, mean of 20 steps", range: 0...3), series, legend: .above,
    width: 900, height: 300
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
      "test images read rightly (the axis begins at \((100 * start).fixed(0)) %)",
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
