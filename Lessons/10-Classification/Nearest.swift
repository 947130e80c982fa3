import CNN
import Digits
import Figures
import LessonKit
import Models
import Printing

/// The training digits that are most like some pictures, in the last hidden layer.
func nearestDigits(_ lesson: Lesson, to subjects: [Subject], in network: Network) {
  lesson.more("which training digits are most like it")
  let units = lesson.prepare {
    let scores = network.stages[try network.scoresStage]
    return try network.trace(subjects[0].image)[network.name(before: scores)].shape.count
  }
  lesson.text(
    """
    Examples are another kind of reason. The last hidden layer describes an image by \(units) numbers. \
    Which training digits have the most similar numbers? We look through every sixth of the 60,000. The \
    distance is the root of the sum of squared differences.
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
      "The seven and the rival, and the training digits whose \(units) numbers are nearest: above "
        + "each its digit, below each its distance. An image unlike all training digits is far from all "
        + "of them.", alt: "nearest neighbours")
  }
}
