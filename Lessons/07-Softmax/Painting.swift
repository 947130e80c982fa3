import CNN
import Foundation
import Pictures

// How this lesson's pictures are put together. Nothing is computed here that the lesson teaches.

/// Images, below each its ten shares as upright bars, and what the network says.
func sharesPicture(_ subjects: [Subject]) -> Picture {
  let panels = subjects.map { subject in
    Picture.column(
      [
        MapPanel(subject.image, .pixels, cell: 6, title: subject.title).draw(),
        tenBars(subject.stages, width: 170, height: 60),
        Picture(text: "says \(subject.stages.answer)"),
        Picture(text: confidence(subject.stages.largest)),
      ], spacing: 6, align: .center)
  }
  return .montage(panels, columns: 4, spacing: 36)
}

/// Ten shares from 0 to 1 above the digits that they are for.
private func tenBars(_ stages: Stages, width: Int, height: Int) -> Picture {
  let slot = width / 10
  var picture = Picture(width: width, height: height + 22)
  picture.fill(x: 0, y: 0, width: width, height: 1, .faint)
  for (digit, share) in stages.shares.enumerated() {
    let length = Int((share * Double(height)).rounded())
    let color = digit == stages.answer ? Color.mark : .plain
    picture.fill(x: digit * slot + 2, y: height - length, width: slot - 4, height: length, color)
    picture.write("\(digit)", x: digit * slot + (slot - 10) / 2, y: height + 6)
  }
  picture.fill(x: 0, y: height, width: width, height: 1, .ink)
  return picture
}

/// Misread digits, each a batch of one: what they are, what the network says, how sure it is.
func mistakesPicture(_ mistakes: [(answer: Answer, image: Tensor)]) -> Picture {
  let panels = mistakes.map { answer, image in
    let title = "\(answer.label), says \(answer.stages.answer)"
    let panel = MapPanel(image.reshaped(image.shape.ofOne), .pixels, cell: 5, title: title)
    let share = Picture(text: confidence(answer.stages.largest))
    return Picture.column([panel.draw(), share], spacing: 4, align: .center)
  }
  return .montage(panels, columns: 6, spacing: 20)
}

/// −ln p over p, with some shares marked.
func lossPicture(_ marks: [(name: String, share: Double, loss: Double)]) -> Picture {
  let shares = (1...500).map { Double($0) / 500 }
  var plot = Plot(
    x: Axis("p, the share of the right class", range: 0...1),
    y: Axis("loss = −ln p", range: 0...6), [Plot.Series(x: shares, y: shares.map { -log($0) })],
    width: 760, height: 360)
  plot.legend = .none
  return marks.reduce(plot) { $0.marking(x: $1.share, y: $1.loss, $1.name) }.draw()
}
