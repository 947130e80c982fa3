import CNN
import LessonKit
import Pictures
import Printing

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
func flowPicture(_ trace: Trace, _ place: Place, map: Int) throws -> Picture {
  let kernel = place.index[3]
  let weights = trace.network[place.layer, place.parameter]
  let gradient = try trace.gradient(place.layer, place.parameter)
  func column(
    _ stage: String, _ cell: Int, _ title: String? = nil, channel: Int?
  ) throws -> Column {
    let (numbers, gradient) = (try trace[stage], try trace.gradient(stage))
    let (shape, isImage) = (numbers.shape, stage == "in")
    func shown(_ tensor: Tensor) throws -> Tensor {
      guard let channel else {
        // A list is laid out in rows of eight, or as many as fit.
        let width = (1...8).last { shape.count.isMultiple(of: $0) } ?? 1
        return tensor.reshaped([shape.count / width, width, 1])
      }
      guard shape.rank == 3, channel < shape[2] else {
        throw KnobError("\(stage) has the shape \(shape), so there is no map \(channel) to show")
      }
      return tensor.channel(channel)
    }
    let (values, blame) = (try shown(numbers), try shown(gradient))
    let size = isImage ? "\(shape[0])×\(shape[1])" : channel.map { "map \($0)" }
    return Column(
      title: [title ?? stage, size ?? "\(shape.count) units"],
      forward: MapPanel(values, isImage ? .pixels : .fitting(values), cell: cell),
      backward: MapPanel(blame, .fitting(blame), cell: cell),
      norm: compact(gradient.norm))
  }
  func kernelColumn() -> Column {
    let (own, blame) = (weights.kernel(kernel), gradient.kernel(kernel))
    return Column(
      title: ["kernel \(kernel)", "of \(place.layer)"],
      forward: MapPanel(own, .fitting(own), cell: 30)
        .ringing(row: place.index[0], column: place.index[1]),
      backward: MapPanel(blame, .fitting(blame), cell: 30)
        .ringing(row: place.index[0], column: place.index[1]),
      norm: compact(gradient.norm))
  }
  let behind = trace.network.name(behind:)
  let columns = [
    try column("in", 4, "image", channel: 0), kernelColumn(),
    try column("conv1", 4, channel: kernel), try column(behind("conv1"), 4, channel: kernel),
    try column("conv2", 4, channel: map), try column(behind("conv2"), 4, channel: map),
    try column("pool1", 8, channel: map),
    try column(behind("dense1"), 14, "hidden", channel: nil),
  ]
  let height = 180
  let (scores, blames) = (try trace.scores, try trace.blame)
  let upper =
    columns.map { column in
      stacked(column.title, column.forward, height, [ends(column.forward)])
    } + [list(["score", " "], scores, .fitting(scores), height: height, [""])]
  let lower =
    columns.map { column in
      stacked([" "], column.backward, height, [ends(column.backward), "norm \(column.norm)"])
    } + [
      list(["p − y"], blames, .signed(1), height: height, ["", "norm \(compact(blames.norm))"])
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

/// Numbers below each other, each with its digit and a cell of its colour.
private func list(
  _ title: [String], _ numbers: Tensor, _ scale: ColorScale, height: Int, _ notes: [String]
) -> Picture {
  let row = height / numbers.shape.count
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
