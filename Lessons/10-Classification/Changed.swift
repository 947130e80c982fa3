import CNN
import Figures
import LessonKit
import Models
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

/// The seven moved, turned and thickened, and what is said of it.
func changes(_ lesson: Lesson, of image: Tensor, read reader: Reader) {
  lesson.more("the seven moved, turned, thickened")
  lesson.text(
    """
    What else changes the answer? Move the seven to the right, turn it clockwise, make its stroke \
    thicker. For a thicker stroke every pixel becomes as bright as the brightest of itself and its four \
    neighbours. For a thinner stroke (−1 times) it becomes as dark as the darkest of them.
    """)
  let changed = lesson.cell("Three ways to change it") {
    let changes = [
      try Changes("moved by pixels", (0...10).map { Double($0) }, read: reader) {
        image.moved(right: Int($0))
      },
      try Changes("turned by degrees", (-9...9).map { Double(10 * $0) }, read: reader) {
        Augmentation.changed(image, turn: $0)
      },
      try Changes("made thicker, times", (-1...4).map { Double($0) }, read: reader) {
        thickened(image, Int($0))
      },
    ]
    for change in changes {
      let first = zip(change.steps, change.answers).filter { $1.winner != 7 }.map { step, answer in
        "\(step.fixed(0)) (says \(answer.winner))"
      }
      lesson.print(
        "\(change.name): "
          + (first.isEmpty ? "always a 7" : "not a 7 at " + first.joined(separator: ", ")))
    }
    lesson.show(
      .row(changes.map { $0.figure(7) }), "changed",
      "How far the seven was changed, and the probability of the 7. Degrees below zero turn it "
        + "anticlockwise. Below are some of the images, with what the network says.",
      alt: "moved, turned, thickened", preview: false)
    return changes.map { $0.answers.count { $0.winner == 7 } }
  }
  lesson.text(
    """
    It is still a 7 in \(changed[0]) of 11 places, \(changed[1]) of 19 angles and \(changed[2]) of 6 \
    thicknesses. The training digits were upright and in the middle of the frame. The network has \
    learned nothing about others.
    """)
}
