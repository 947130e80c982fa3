import CNN
import Digits
import Figures
import LessonKit
import Models
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
    let reader = readers[0]
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
        "\(step.fixed(0)) says \(answer.winner)"
      }
      lesson.print(
        "\(change.name): "
          + (first.isEmpty ? "always a 7" : "no 7 at " + first.joined(separator: ", ")))
    }
    lesson.show(
      .row(changes.map { $0.figure(7) }), "changed",
      "The probability of the 7 over how far the seven was changed; degrees below zero turn it "
        + "the other way. Below are some of the images that were read, with what was said.",
      alt: "moved, turned, thickened", preview: false)
    return changes.map { $0.answers.count { $0.winner == 7 } }
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
    var rows: [Figure] = []
    for subject in subjects {
      let nearest = known.nearest(7, to: try network.trace(subject.image))
      let neighbours: [Figure] = nearest.map { one in
        let (images, labels) = known.examples.batch([one.number])
        return .image(images.reshaped(known.examples.shape), "\(labels[0])")
          .note(one.distance.fixed(2))
      }
      rows.append(
        .row(
          [.image(subject.image, subject.name).cell(4), .arrow("nearest")] + neighbours,
          spacing: 9))
      lesson.print(
        "\(subject.name.alignedLeft(12))"
          + nearest.map { one in
            "\(known.examples.labels[one.number]) at \(one.distance.fixed(2))"
          }.joined(separator: ", "))
    }
    lesson.show(
      .column(rows).cell(3), "nearest",
      "The seven and the rival, and the training digits whose \(units) numbers lie nearest: above "
        + "each what it is, below it how far away. An image that is like nothing known is far from all "
        + "of them.", alt: "nearest neighbours")
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
