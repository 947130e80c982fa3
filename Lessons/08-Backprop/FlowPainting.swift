import CNN
import LessonKit
import Pictures

// The picture that carries the lesson: the maps of a network left to right, and the gradients
// directly beneath, from p − y at the right end to the pixels at the left.

/// One column of the picture: a stage, or one of its maps.
private struct Column {
  var title: [String]
  var forward: MapPanel
  var backward: MapPanel
  var norm: String
}

/// - Parameters:
///   - place: the weight that is ringed, in the first convolution.
///   - map: which map of the second convolution is shown.
func flowPicture(_ trace: Trace, _ place: Place, map: Int) -> Picture {
  let kernel = place.index[3]
  let (weights, gradient) = (
    trace.network.layers[0].parameters[0].value, trace.parameterGradients[0][0]
  )
  func column(_ stage: Int, _ cell: Int, _ title: String, channel: Int?) -> Column {
    func shown(_ tensor: Tensor) -> Tensor {
      // A list is laid out in rows of eight.
      channel.map(tensor.channel) ?? tensor.reshaped([tensor.shape.count / 8, 8, 1])
    }
    let values = shown(trace.activations[stage])
    let blame = shown(trace.gradients[stage] ?? Tensor(trace.activations[stage].shape))
    return Column(
      title: [title, channel.map { stage == 0 ? "28×28" : "map \($0)" } ?? "64 units"],
      forward: MapPanel(values, stage == 0 ? .pixels : .fitting(values), cell: cell),
      backward: MapPanel(blame, .fitting(blame), cell: cell),
      norm: compact(norm(trace.gradients[stage])))
  }
  func kernelColumn() -> Column {
    let (own, blame) = (weights.kernel(kernel), gradient.kernel(kernel))
    return Column(
      title: ["kernel \(kernel)", "of conv1"],
      forward: MapPanel(own, .fitting(own), cell: 30)
        .ringing(row: place.index[0], column: place.index[1]),
      backward: MapPanel(blame, .fitting(blame), cell: 30)
        .ringing(row: place.index[0], column: place.index[1]),
      norm: compact(norm(gradient)))
  }
  let columns = [
    column(0, 4, "image", channel: 0), kernelColumn(),
    column(1, 4, "conv1", channel: kernel), column(2, 4, "relu1", channel: kernel),
    column(3, 4, "conv2", channel: map), column(4, 4, "relu2", channel: map),
    column(5, 8, "pool1", channel: map), column(9, 14, "hidden", channel: nil),
  ]
  let height = 180
  let (scores, blames) = (trace.activations[11], trace.gradients[11] ?? Tensor([10]))
  let upper =
    columns.map { column in
      stacked(column.title, column.forward, height, [ends(column.forward)])
    } + [list(["score", " "], scores, .fitting(scores), height: height, [""])]
  let lower =
    columns.map { column in
      stacked([" "], column.backward, height, [ends(column.backward), "norm \(column.norm)"])
    } + [
      list(["p − y"], blames, .signed(1), height: height, ["", "norm \(compact(norm(blames)))"])
    ]
  let rows = inRows(
    upper, lower, spacing: 8,
    headings: (
      "forward: what each stage holds", "backward: how the loss changes with each of these numbers"
    ))
  return .column([rows, .lossLegend], spacing: 8, align: .center)
}

/// What the colours of a panel reach to.
private func ends(_ panel: MapPanel) -> String {
  if panel.scale == .pixels { return "0 to 1" }
  return "±" + compact(Double(panel.scale.limit))
}

/// With two decimals, or, where little of it would be left in them, as a power of ten.
private func compact(_ value: Double) -> String {
  abs(value) >= 0.01 || value == 0 ? value.fixed(2) : value.scientific(1)
}

/// Lines, a panel in the middle of a height, lines.
private func stacked(
  _ title: [String], _ panel: MapPanel, _ height: Int, _ notes: [String]
) -> Picture {
  let drawn = panel.draw()
  var middle = Picture(width: drawn.width, height: max(height, drawn.height))
  middle.paste(drawn, x: 0, y: (middle.height - drawn.height) / 2)
  return .column(
    title.map { Picture(text: $0) } + [middle] + notes.map { Picture(text: $0) }, spacing: 4,
    align: .center)
}

/// Ten numbers below each other, each with its digit and a cell of its colour.
private func list(
  _ title: [String], _ numbers: Tensor, _ scale: ColorScale, height: Int, _ notes: [String]
) -> Picture {
  let row = height / 10
  var picture = Picture(width: 12 + 8 + row + 6 + 60, height: height)
  for (digit, value) in numbers.scalars.enumerated() {
    picture.write("\(digit)", x: 0, y: digit * row)
    picture.fill(x: 20, y: digit * row, width: row, height: row - 1, scale.color(value))
    picture.outline(x: 20, y: digit * row, width: row, height: row - 1, .faint)
    let text = value.fixed(scale.limit < 10 ? 2 : 1, signed: scale.lowest < 0)
    picture.write(text, x: 20 + row + 6, y: digit * row)
  }
  return .column(
    title.map { Picture(text: $0) } + [picture] + notes.map { Picture(text: $0) }, spacing: 4,
    align: .center)
}

extension Tensor {
  /// Kernel `k` of the first convolution, `[3, 3, 1, K]`, as `[3, 3, 1]`.
  nonisolated func kernel(_ k: Int) -> Tensor {
    reshaped([shape[0], shape[1], shape[2] * shape[3]]).channel(k)
  }
}
