import CNN
import Digits
import LessonKit
import Models
import Pictures
import Printing

// The part of the lesson for those who want more.

func more() {
  lesson.more("the seven moved, turned, thickened")
  lesson.text(
    "What else changes the answer? Move the seven to the right, turn it clockwise, make its stroke "
      + "thicker: each time every pixel takes the brightest of itself and its four neighbours, or the "
      + "darkest, to make it thinner once.")
  let changed = lesson.cell("Three ways to change it") {
    let image = seven.image
    let changes: [Changes] = [
      Changes("moved by pixels", (0...10).map { Double($0) }) { image.moved(right: Int($0)) },
      Changes("turned by degrees", (-9...9).map { Double(10 * $0) }) {
        Augmentation.changed(image, turn: $0)
      },
      Changes("made thicker, times", (-1...4).map { Double($0) }) { thickened(image, Int($0)) },
    ]
    for change in changes {
      let answers = try readers[0].answers(change.images.map(\.scalars))
      let first = zip(change.steps, answers).filter { $1.winner != 7 }.map { step, answer in
        "\(step.fixed(0)) says \(answer.winner)"
      }
      lesson.print(
        "\(change.name): "
          + (first.isEmpty ? "always a 7" : "no 7 at " + first.joined(separator: ", ")))
    }
    lesson.show(
      try changesPicture(changes), "changed",
      "The probability of the 7 over how far the seven was changed, and below some of the images that "
        + "were read.", preview: false)
    return try changes.map { try $0.share(of: 7) }
  }
  lesson.text(
    """
    It is still a 7 in \(changed[0]) of 11 places, \(changed[1]) of 19 angles and \(changed[2]) of 6 \
    thicknesses. The weights have learned upright digits in the middle of the frame; what they make \
    of others nobody has told them.
    """)

  lesson.more("which training digits are most like it")
  let units = lesson.prepare {
    let scores = network.stages[try network.scoresStage]
    return try trace[network.name(before: scores)].shape.count
  }
  lesson.text(
    """
    Another kind of reason: examples. The last hidden layer describes an image by \(units) numbers. Which \
    training digits have the most similar ones? We look through every sixth of the 60,000. The \
    distance is the usual one, the root of the sum of squared differences.
    """)
  lesson.cell("Nearest neighbours in the last hidden layer") {
    let train = try MNIST.dataSet(.train)
    let known = try KnownDrawings(network, train.choosing(stride(from: 0, to: train.count, by: 6)))
    var rows: [[Neighbour]] = []
    for subject in subjects {
      let nearest = known.nearest(7, to: try network.trace(subject.image))
      rows.append(
        nearest.map { one in
          let (images, labels) = known.examples.batch([one.number])
          return Neighbour(
            image: images.reshaped(known.examples.shape), label: labels[0], distance: one.distance)
        })
      lesson.print(
        "\(subject.name.alignedLeft(12))"
          + rows[rows.count - 1].map { "\($0.label) at \($0.distance.fixed(2))" }
          .joined(separator: ", "))
    }
    lesson.show(
      neighboursPicture(rows), "nearest",
      "The seven and the rival, and the training digits whose \(units) numbers lie nearest, with what they are "
        + "and how far away. Who is like nothing known is far from all of them.")
  }

  lesson.more("a picture of your own, and a program that asks")
  lesson.text(
    """
    Write a digit on paper, photograph it, save it as a PNG. It is cut to its ink, fitted into 20×20 and \
    centred, as MNIST's digits were; dark on light and light on dark are told apart by the border. \
    `--as-is` takes a picture of 28×28 without all that.
    """)
  lesson.formula(
    """
    swift run Classification --image photo.png               # this page, with a part on your picture
    swift run Classification --image digit.png --as-is       # 28×28, bright on black, not centred
    swift run Classification --image photo.png --explain 4   # from its probability, four levels down
    swift run Classification --image photo.png --json        # one object for a program to read
    swift run Classification --weights mine.safetensors      # weights that you have trained
    """)
}

/// One way to change an image, a little and more.
struct Changes {
  let name: String
  let steps: [Double]
  let images: [Tensor]

  init(_ name: String, _ steps: [Double], _ change: (Double) -> Tensor) {
    self.name = name
    self.steps = steps
    images = steps.map(change)
  }

  /// How many are still read as a digit.
  func share(of digit: Int) throws -> Int {
    try readers[0].answers(images.map(\.scalars)).count { $0.winner == digit }
  }
}

/// A training digit that is like another.
struct Neighbour {
  let image: Tensor
  let label: Int
  let distance: Double
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

/// For each way of changing the probability of the 7, and some of the images.
func changesPicture(_ changes: [Changes]) throws -> Picture {
  .row(
    try changes.map { change in
      let answers = try readers[0].answers(change.images.map(\.scalars))
      let plot = Plot(
        x: Axis(change.name), y: Axis("p(7)", range: 0...1),
        [
          Plot.Series(
            "", x: change.steps, y: answers.map { $0.probabilities[7] }, style: .linePoints)
        ],
        width: 330, height: 190
      ).draw()
      let last = change.images.count - 1
      let images = [0, last / 3, 2 * last / 3, last].map {
        let panel = MapPanel(change.images[$0], .pixels, cell: 2).draw()
        return Picture.column(
          [panel, Picture(text: change.steps[$0].fixed(0))], spacing: 2, align: .center)
      }
      return .column([plot, .row(images, spacing: 8)], spacing: 10, align: .center)
    }, spacing: 16)
}

/// A row for each subject: itself, and its neighbours.
func neighboursPicture(_ rows: [[Neighbour]]) -> Picture {
  .column(
    rows.indices.map { s in
      let own = MapPanel(subjects[s].image, .pixels, cell: 4, title: subjects[s].name).draw()
      let others = rows[s].map {
        MapPanel($0.image, .pixels, cell: 4, title: "\($0.label), \($0.distance.fixed(1))").draw()
      }
      return .row([own] + others, spacing: 8)
    }, spacing: 12)
}
