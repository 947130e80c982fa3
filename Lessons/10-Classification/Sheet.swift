import CNN
import LessonKit
import Pictures

// The sheet with the whole network: a row for each stage, with what it is at the left and its
// numbers at the right.

/// The whole network with an image on its way through it.
func sheetPicture(_ trace: Trace) -> Picture {
  var route: [Int: [Int]] = [:]  // by stage, the index of the number on the route
  for step in trace.route(from: trace.winningScore) {
    route[step.explanation.site.layer + 1] = step.explanation.site.index
    if case .activation(let stage, let index) = step.term.origin { route[stage] = index }
  }
  let winner = trace.winningScore.index
  route[trace.network.layers.count] = winner
  let rows = trace.activations.indices.map { stage in
    Picture.row(
      [
        label(trace, stage),
        stagePicture(trace.activations[stage], stage: stage, ringed: route[stage] ?? []),
      ], spacing: 12)
  }
  return .column(rows, spacing: 10)
}

/// What a stage is called, its shape, its range, and its lesson; an arrow leads down to it.
private func label(_ trace: Trace, _ stage: Int) -> Picture {
  let numbers = trace.activations[stage]
  let (low, high) = (numbers.scalars.min() ?? 0, numbers.scalars.max() ?? 0)
  let lesson = LessonEntry.explaining(stage: stage).map { "lesson \($0.number)" }
  let lines = [
    stage == 0 ? "image" : trace.network.names[stage - 1], "\(numbers.shape)",
    "\(low.fixed(2)) to \(high.fixed(2))", lesson ?? "the seven",
  ]
  var picture = Picture(width: 210, height: lines.count * 20)
  if stage > 0 { picture.arrow(from: (x: 8, y: 0), to: (x: 8, y: picture.height - 6), .faint) }
  for (number, line) in lines.enumerated() {
    picture.write(line, x: 26, y: number * 20, number == 0 ? .ink : .quiet)
  }
  return picture
}

/// The numbers of a stage: maps side by side, or a list in rows.
private func stagePicture(_ numbers: Tensor, stage: Int, ringed: [Int]) -> Picture {
  guard numbers.shape.rank == 3 else { return listPicture(numbers, ringed: ringed.first) }
  let isImage = stage == 0
  let count = numbers.shape[2]
  let cell = isImage ? 5 : 3
  let perRow = numbers.shape[0] > 20 ? 8 : 16
  return .maps(
    numbers, scale: isImage ? .pixels : .fitting(numbers), cell: cell,
    columns: min(perRow, count), spacing: numbers.shape[0] > 20 ? 8 : 3, hasScaleBar: false
  ) { panel, channel in
    guard ringed.count == 3, ringed[2] == channel else { return panel }
    return panel.ringing(row: ringed[0], column: ringed[1])
  }
}

private func listPicture(_ numbers: Tensor, ringed: Int?) -> Picture {
  let count = numbers.shape.count
  let isShare = count == 10 && numbers.scalars.allSatisfy { $0 >= 0 && $0 <= 1 }
  // As wide as the maps above.
  let (columns, cell) = count > 1000 ? (196, 4) : count > 10 ? (32, 24) : (10, 76)
  let scale = isShare ? ColorScale.unsigned(1) : .fitting(numbers)
  let panel = MapPanel(
    numbers.reshaped([count / columns, columns, 1]), scale, cell: cell,
    decimals: count == 10 ? (isShare ? 3 : 1) : nil)
  guard count == 10 else {
    guard let ringed else { return panel.draw() }
    let (row, column) = (ringed / columns, ringed % columns)
    // A ring around a large cell would need a margin, and the list would no longer stand in line.
    return
      (cell < 10
      ? panel.ringing(row: row, column: column) : panel.marking(row: row, column: column))
      .draw()
  }
  var names = Picture(width: 10 * cell + 8, height: 16)
  for digit in 0..<10 { names.write("\(digit)", x: 4 + digit * cell + cell / 2 - 5, y: 0) }
  let marked = ringed.map { panel.marking(row: 0, column: $0) } ?? panel
  return .column([names, marked.draw()], spacing: 2)
}
