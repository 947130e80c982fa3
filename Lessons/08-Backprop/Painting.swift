import CNN
import LessonKit
import Models
import Pictures
import Printing

// The little seven forward and back, and the one step. Nothing is computed here that the lesson
// teaches.

/// What a network holds at one stage, and below it how the loss changes with it.
struct Pair {
  var title: String
  var forward: Tensor
  var backward: Tensor
  /// A line below each of the two.
  var notes = ("", "")
}

/// Stages from left to right with their numbers, and their gradients directly beneath.
///
/// - Parameter stages: with, for each, the cells that are outlined in both.
func paperPicture(_ stages: (pairs: [Pair], marks: [[(row: Int, column: Int)]])) -> Picture {
  let (cell, pairs, marks) = (70, stages.pairs, stages.marks)
  let blames = ColorScale.fitting(pairs.map(\.backward))
  let columns = pairs.enumerated().map { number, pair in
    let values: ColorScale =
      number == 0 ? .pixels : .fitting(pairs.dropFirst().map(\.forward))
    let upper = MapPanel(pair.forward, values, cell: cell, title: pair.title, decimals: 2)
      .outlining(marks[number])
    let lower = MapPanel(pair.backward, blames, cell: cell, decimals: 2)
      .outlining(marks[number])
    return (
      upper: Picture.column(
        [upper.draw(), Picture(text: pair.notes.0)], spacing: 4, align: .center),
      lower: Picture.column(
        [lower.draw(), Picture(text: pair.notes.1)], spacing: 4, align: .center)
    )
  }
  let rows = inRows(
    columns.map(\.upper), columns.map(\.lower), spacing: 14,
    headings: ("forward: what each stage holds", "backward: how the loss changes with it"))
  return .column([rows, .lossLegend], spacing: 8, align: .center)
}

extension Picture {
  /// What the colours of a gradient mean.
  static var lossLegend: Picture {
    func swatch(_ value: Float) -> Picture {
      Picture(width: 18, height: 14, fill: ColorScale.signed(1).color(value))
    }
    return .row(
      [
        swatch(0.6), Picture(text: "more of it is more loss"), Picture(width: 20, height: 1),
        swatch(-0.6), Picture(text: "more of it is less loss"),
      ], spacing: 8)
  }
}

/// Two rows of pictures that stand exactly below each other, each under an arrow along its whole
/// width: to the right above the upper row, to the left above the lower one.
func inRows(
  _ upper: [Picture], _ lower: [Picture], spacing: Int, headings: (String, String)
) -> Picture {
  let widths = zip(upper, lower).map { max($0.width, $1.width) }
  func row(_ pictures: [Picture]) -> Picture {
    .row(
      zip(pictures, widths).map { picture, width in
        .column([picture, Picture(width: width, height: 1)], spacing: 0, align: .center)
      }, spacing: spacing, align: .start)
  }
  let rows = (row(upper), row(lower))
  return .column(
    [
      wayArrow(headings.0, width: rows.0.width, isBack: false), rows.0,
      wayArrow(headings.1, width: rows.1.width, isBack: true), rows.1,
    ], spacing: 10)
}

/// A heading and an arrow beside it that fills the rest of the width.
private func wayArrow(_ text: String, width: Int, isBack: Bool) -> Picture {
  let words = Picture(text: text)
  var picture = Picture(width: width, height: 22)
  let color: Color = isBack ? .mark : .ink
  if isBack {
    picture.paste(words, x: width - words.width, y: 3)
    picture.arrow(from: (width - words.width - 14, 10), to: (2, 10), thickness: 3, color)
  } else {
    picture.paste(words, x: 0, y: 3)
    picture.arrow(from: (words.width + 14, 10), to: (width - 3, 10), thickness: 3, color)
  }
  return picture
}

/// A kernel before a step, what is taken off it, and what it is afterwards; below, what the network
/// says before and after.
func stepPicture(
  _ before: Trace, _ after: Trace, kernel k: Int, rate: Float
) throws -> Picture {
  func kernel(_ trace: Trace) -> Tensor { trace.network["conv1", "weight"].kernel(k) }
  let gradient = try before.gradient("conv1", "weight").kernel(k)
  let (weights, cell) = (ColorScale.fitting(kernel(before), kernel(after)), 96)
  func panel(_ kernel: Tensor, _ scale: ColorScale, _ title: String) -> Picture {
    .column(
      [
        MapPanel(kernel, scale, cell: cell, title: title, decimals: 4).draw(),
        .scaleBar(scale, width: 180),
      ], align: .center)
  }
  let kernels = Picture.row(
    [
      panel(kernel(before), weights, "kernel \(k) before"),
      .sign("− \(short(rate)) ×", beside: 3 * cell),
      panel(gradient, .fitting(gradient), "its gradient"),
      .sign("=", beside: 3 * cell),
      panel(kernel(after), weights, "kernel \(k) after"),
    ], spacing: 14, align: .start)
  let bars = BarChart(
    digits,
    [
      BarChart.Series("p before", before.output.scalars, color: .faint),
      BarChart.Series("p after", after.output.scalars, color: .mark),
    ], axis: Axis("", range: 0...1), format: .none, width: kernels.width, height: 150)
  return .column([kernels, bars.draw()], spacing: 24, align: .center)
}

/// The stages of the little seven with their gradients, and the winners of its windows outlined.
func littlePairs(
  _ forward: Trace, _ dImage: Tensor, _ dKernel: Tensor, _ dBias: Float, _ dMap: Tensor,
  _ dRelu: Tensor, _ dPooled: Tensor, _ dScores: [Float]
) throws -> (pairs: [Pair], marks: [[(row: Int, column: Int)]]) {
  let winners = [(row: 0, column: 0), (row: 1, column: 2), (row: 2, column: 1)]
  return (
    [
      Pair(title: "image", forward: try forward["in"], backward: dImage),
      Pair(
        title: "kernel", forward: Tensor(rows: LittleSeven.kernel), backward: dKernel,
        notes: ("bias −1", "bias \(dBias.fixed(2))")),
      Pair(title: "map", forward: try forward["conv1"], backward: dMap),
      Pair(title: "ReLU", forward: try forward["relu1"], backward: dRelu),
      Pair(title: "pooled", forward: try forward["pool1"], backward: dPooled),
      Pair(
        title: "scores", forward: try forward.scores.reshaped([2, 1, 1]),
        backward: Tensor([2, 1, 1], dScores), notes: ("7, 1", "p − y")),
    ], [[], [], [], winners, [], []]
  )
}
