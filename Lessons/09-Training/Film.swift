import CNN
import Models
import Pictures
import Printing

// The picture that carries the lesson: the share right over the steps, and below it, at some of
// them, what the network says of one image, and some of the first layer's weights.

enum Film {
  /// Which of the first weights are shown, as many as there is room for: those that change most and
  /// those that change least, in their order.
  static func shown(_ moments: [Moment]) -> [Int] {
    guard let first = moments.first, let last = moments.last else { return [] }
    let moves = zip(first.weights, last.weights).map { old, new in
      zip(old.scalars, new.scalars).reduce(0.0) { sum, pair in
        let move = Double(pair.1 - pair.0)
        return sum + move * move
      }
    }
    let order = moves.indices.sorted { (moves[$0], $0) > (moves[$1], $1) }
    return order.count <= 4 ? order.sorted() : (order.prefix(2) + order.suffix(2)).sorted()
  }
}

func filmPicture(_ moments: [Moment], _ example: Tensor, label: Int) -> Picture {
  guard let first = moments.first, let last = moments.last else {
    return Picture(width: 1, height: 1)
  }
  let steps = Moment.steps(upTo: last.step)
  let frames = moments.filter { steps.contains($0.step) }
  let shown = Film.shown(moments)
  let side = first.weights.map { max($0.shape[0], $0.shape[1]) }.max() ?? 1
  let cell = max(1, 96 / side)
  let scale = ColorScale.fitting(
    frames.flatMap { frame in shown.map { frame.weights[$0] } })
  let (width, labels) = (side * cell + 28, 116)

  func column(_ title: String, _ top: Picture, _ weights: [Tensor]) -> Picture {
    let panels = weights.map { MapPanel($0, scale, cell: cell).draw() }
    return .column(
      [Picture(text: title), top.centred(width: width, height: 96)] + panels, spacing: 10,
      align: .center)
  }
  let columns = frames.map { frame in
    column(
      frame.step == 0 ? "start" : "step \(frame.step)",
      answerBars(frame.said, right: label, width: width - 24, height: 76),
      shown.map { frame.weights[$0] })
  }
  let changes = shown.map { k in
    Tensor(
      first.weights[k].shape,
      zip(last.weights[k].scalars, first.weights[k].scalars).map { $0 - $1 })
  }
  let change = column("change", Picture(width: 1, height: 1), changes)
  let image = MapPanel(example, .pixels, cell: max(1, 84 / example.shape[0])).draw()
  let name = trained.nameOfFirstWeights.dropLast()
  let names = shown.map {
    Picture(text: "\(name) \($0)").centred(width: labels, height: side * cell + 8)
  }
  let left = Picture.column(
    [Picture(text: " "), image.centred(width: labels, height: 96)] + names, spacing: 10)
  let film = Picture.row([left] + columns + [change], spacing: 0, align: .start)
  return .column(
    [curve(moments, frames, width: film.width), film, .scaleBar(scale)], spacing: 20,
    align: .center)
}

/// The share right over the steps, with the frames marked.
private func curve(_ moments: [Moment], _ frames: [Moment], width: Int) -> Picture {
  let learned = moments.filter { $0.step > 0 }
  let last = Double(max(2, moments.last?.step ?? 2))
  var plot = Plot(
    x: Axis("steps", .logarithmic, range: 1...last),
    y: Axis("test images read rightly", range: 0...1, isPercentage: true),
    [
      Plot.Series(
        "", x: learned.map { Double($0.step) }, y: learned.map(\.share), style: .linePoints)
    ], legend: .none, width: width, height: 210)
  for frame in frames where frame.step > 0 {
    plot = plot.marking(x: Double(frame.step), y: frame.share, frame.share.percent(0))
  }
  return plot.reference(y: 1 / Double(classes.count), "a guess").draw()
}

/// The shares of the classes as upright bars from 0 to the thin line, which is 1.
private func answerBars(_ shares: [Float], right: Int, width: Int, height: Int) -> Picture {
  let slot = max(1, width / max(1, shares.count))
  var picture = Picture(width: slot * shares.count, height: height + 20)
  picture.fill(x: 0, y: 0, width: picture.width, height: 1, .faint)
  for (number, share) in shares.enumerated() {
    let length = Int((Float(height) * share).rounded())
    let color: Color = number == right ? .mark : .plain
    picture.fill(
      x: number * slot + 1, y: height - length, width: max(1, slot - 2), height: length, color)
  }
  picture.fill(x: 0, y: height, width: picture.width, height: 1, .ink)
  let text = "p \((shares.indices.contains(right) ? shares[right] : 0).fixed(2))"
  picture.write(text, x: (picture.width - Picture.width(of: text)) / 2, y: height + 6)
  return picture
}

extension Picture {
  /// In the middle of a white area.
  fileprivate func centred(width: Int, height: Int) -> Picture {
    var area = Picture(width: max(width, self.width), height: max(height, self.height))
    area.paste(self, x: (area.width - self.width) / 2, y: (area.height - self.height) / 2)
    return area
  }
}
