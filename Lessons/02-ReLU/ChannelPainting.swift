import CNN
import Explain
import Pictures
import Printing

// The pictures of the trained network's maps: what ReLU cuts, and how one number is made of eight.

/// The maps before ReLU, and below each the one after it, with the share that was cut. The scale
/// ends with the largest number that is left, or that would be lost in pale colours.
func cutPicture(_ before: Tensor, _ after: Tensor, _ cuts: [Cut]) -> Picture {
  let scale = ColorScale.fitting(after)
  let panels = cuts.enumerated().map { k, cut in
    Picture.column(
      [
        MapPanel(before.channel(k), scale, cell: 6, title: cut.name).draw(),
        MapPanel(after.channel(k), scale, cell: 6).draw(),
        Picture(text: "cut: all \(cut.everywhere.value.percent(0))"),
        Picture(text: "     ink \(cut.onInk.value.percent(0))"),
      ], spacing: 4, align: .center)
  }
  return .column(
    [.montage(panels, columns: 4, spacing: 24), .scaleBar(scale)], align: .center)
}

/// One number of the second convolution: for each of the maps that it looks at a window, a grid of
/// weights and a sum, and one total.
///
/// - Parameters:
///   - maps: what it looks at, `[H, W, C]`.
///   - terms: the sum of each map, and the bias.
///   - answers: its own maps, `[OH, OW, K]`.
func channelsPicture(
  _ maps: Tensor, _ weight: Tensor, _ terms: [Term], _ answers: Tensor, row: Int, column: Int,
  kernel: Int
) -> Picture {
  let (height, width, channels) = (weight.shape[0], weight.shape[1], 0..<maps.shape[2])
  let window = (rows: row..<row + height, columns: column..<column + width)
  var (under, weights): ([Tensor], [Tensor]) = ([], [])
  for c in channels {
    var (values, own) = (Tensor([height, width, 1]), Tensor([height, width, 1]))
    for a in 0..<height {
      for b in 0..<width {
        values[a, b, 0] = maps[row + a, column + b, c]
        own[a, b, 0] = weight[a, b, c, kernel]
      }
    }
    under.append(values)
    weights.append(own)
  }
  let (scale, weightScale) = (ColorScale.fitting(maps), ColorScale.fitting(weights))
  let answerScale = ColorScale.fitting(answers.channel(kernel))
  let columns = channels.map { c in
    Picture.column(
      [
        MapPanel(maps.channel(c), scale, cell: 3, title: "map \(c)")
          .marking(rows: window.rows, columns: window.columns).draw(),
        MapPanel(under[c], scale, cell: 30).draw(), Picture(text: "×"),
        MapPanel(weights[c], weightScale, cell: 30).draw(),
        Picture(text: terms[c].value.fixed(4, signed: true)),
      ], spacing: 6, align: .center)
  }
  // As high as what they stand beside.
  let labels = [("after ReLU", 120), ("window", 98), ("", 16), ("weights", 98), ("sum", 16)].map {
    text, height in
    Picture.column(
      [Picture(width: 1, height: max(1, height / 2 - 8)), Picture(text: text)], spacing: 0
    ).framed(height: height)
  }
  let (bias, total) = (terms[channels.count].value, answers[row, column, kernel])
  let sums = [
    "all eight sums \((Double(total) - bias).fixed(4, signed: true))",
    "the bias       \(bias.fixed(4, signed: true))",
    "together       \(total.fixed(4, signed: true))",
  ]
  let answer = Picture.row(
    [
      .column(sums.map { Picture(text: $0) }, spacing: 8), Picture(text: "→", scale: 3),
      MapPanel(answers.channel(kernel), answerScale, cell: 5, title: "conv2 map \(kernel)")
        .marking(row: row, column: column).draw(),
    ], spacing: 24)
  let bars = [("after ReLU", scale), ("weights", weightScale), ("conv2", answerScale)].map {
    Picture.row([Picture(text: $0), .scaleBar($1, width: 130)], spacing: 14)
  }
  return .column(
    [
      .row([.column(labels, spacing: 6)] + columns, spacing: 8, align: .start), answer,
      .row(bars, spacing: 12),
    ], spacing: 14, align: .center)
}

extension Picture {
  /// At the right of 120 pixels and at the top of so many.
  fileprivate func framed(height: Int) -> Picture {
    var framed = Picture(width: 120, height: height)
    framed.paste(self, x: 120 - width, y: 0)
    return framed
  }
}
