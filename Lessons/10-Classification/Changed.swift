import CNN
import Figures
import Printing

/// One way to change an image, a little and more, and what is said then.
struct Changes {
  let name: String
  let steps: [Double]
  let images: [Tensor]
  let answers: [Answer]

  init(
    _ name: String, _ steps: [Double], read reader: Reader, _ change: (Double) -> Tensor
  ) throws {
    (self.name, self.steps) = (name, steps)
    images = steps.map(change)
    answers = try reader.answers(images.map(\.scalars))
  }

  /// The probability of a digit, and below it some of the images with what is said of them.
  func figure(_ digit: Int) -> Figure {
    let last = images.count - 1
    let some: [Figure] = [0, last / 3, 2 * last / 3, last].map {
      .image(images[$0]).cell(2).note(steps[$0].fixed(0), "says \(answers[$0].winner)")
    }
    let shares = answers.map { $0.probabilities[digit] }
    return .column(
      .plot(
        x: .linear(name), y: .linear("p(\(digit))", 0...1), [.lineDots("", steps, shares)],
        width: 310, height: 170),
      .row(some, spacing: 12))
  }
}

/// The image with its strokes thicker by so many pixels on each side, or thinner.
func thickened(_ image: Tensor, _ strokes: Int) -> Tensor {
  var result = image
  for _ in 0..<abs(strokes) {
    let before = result
    let (rows, columns) = (0..<image.shape[0], 0..<image.shape[1])
    for h in rows {
      for w in columns {
        for (i, j) in [(h - 1, w), (h + 1, w), (h, w - 1), (h, w + 1)] {
          let other = rows.contains(i) && columns.contains(j) ? before[i, j, 0] : 0
          result[h, w, 0] =
            strokes > 0 ? max(result[h, w, 0], other) : min(result[h, w, 0], other)
        }
      }
    }
  }
  return result
}
