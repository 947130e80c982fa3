import CNN
import Digits
import Explain
import Figures
import LessonKit
import Models
import Pictures
import Printing

/// What the network says of a picture of the reader's own, and why.
///
/// - Parameter patch: the side of the square that covers.
func ownPicture(_ lesson: Lesson, _ drawing: Drawing, read trained: TrainedNetwork, patch: Int) {
  let network = trained.network
  lesson.heading("On your own picture")
  let own = Subject(name: "your picture", image: drawing.image, label: nil)
  let answer = lesson.prepare { try Answer(network.trace(own.image), names: trained.names) }
  lesson.cell("How it enters, and what it says") {
    let size = "\(drawing.original.width)×\(drawing.original.height)"
    if let centred = drawing.centred {
      let ink = centred.ink
      lesson.print("\(drawing.path): \(size) pixels, \(drawing.ground)")
      for finding in drawing.findings { lesson.print(finding) }
      lesson.print(
        "ink in rows \(ink.rows.lowerBound) to \(ink.rows.upperBound - 1), columns "
          + "\(ink.columns.lowerBound) to \(ink.columns.upperBound - 1) of "
          + "\(ink.picture.height)×\(ink.picture.width); threshold \(ink.threshold) of 255")
      lesson.print(
        "fitted into 20×20: \(centred.scaled.height)×\(centred.scaled.width); centre of mass "
          + "(\(centred.centre.row.fixed(2)), \(centred.centre.column.fixed(2))), moved to (14, 14)"
      )
    } else {
      lesson.print("\(drawing.path): taken as it is, without centring")
    }
    lesson.print("it says \(answer.topThree)")
    lesson.show(
      drawing.steps, "own",
      drawing.centred == nil
        ? "Your picture, as it is."
        : "Your picture with a frame around its ink. Then the ink, its longer side scaled to 20 pixels. "
          + "Then the ink with its centre of mass in the middle of 28×28, bright on black as the "
          + "network's digits are.", alt: "your picture")
  }
  reasons(lesson, own, trained, answer, patch: patch)
}

/// What speaks for the answer in a picture, by two methods.
func reasons(
  _ lesson: Lesson, _ own: Subject, _ trained: TrainedNetwork, _ answer: Answer, patch: Int
) {
  let network = trained.network
  lesson.cell("Why? Occlusion and gradient × input") {
    let digit = answer.winner
    var one = Tensor([answer.logits.count])
    one[digit] = 1
    let back = try network.scorer.trace(own.image, outputGradient: one)
    var product = try back.gradient("in")
    for n in product.scalars.indices { product.scalars[n] *= own.image.scalars[n] }
    let occlusion = try Occlusion(of: own.image, in: network, class: digit, patch: patch, step: 1)
    let lost = Tensor(own.image.shape, occlusion.lost.flatMap { $0 })
    lesson.show(
      .row(
        .image(own.image, own.name), .map(lost, "occlusion"), .map(product, methods[2])
      ).cell(9), "ownwhy",
      "What speaks for the \(answer.name(of: digit)) in your picture, orange, and what speaks against it, blue.",
      alt: "reasons in your picture")
  }
}

extension Drawing {
  /// The steps of the centring, side by side.
  fileprivate var steps: Figure {
    let read = Figure.image(image, "as it is read")
    guard let centred else { return read }
    let (ink, scaled) = (centred.ink, centred.scaled)
    // In the size in which the ink was looked for.
    let small = original.averaged(
      rows: 0..<original.height, columns: 0..<original.width, height: ink.picture.height,
      width: ink.picture.width)
    return .row(
      .image(Tensor(small), "your picture").side(250)
        .marking(.window(rows: ink.rows, columns: ink.columns)),
      .arrow(), .image(Tensor(scaled), "its ink, \(scaled.height)×\(scaled.width)").cell(9),
      .arrow(),
      read.cell(9))
  }
}

/// How to ask about a picture of one's own.
func howToAsk(_ lesson: Lesson) {
  lesson.more("a picture of your own, and a program that asks")
  lesson.text(
    """
    Write a digit on paper, photograph it, save it as a PNG. It is cut to its ink, fitted into 20×20 and \
    centred, as MNIST's digits were. Thick lines become thinner, and faint ones brighter. The border tells \
    whether it is dark on light. `--as-is` takes a picture of 28×28 without these steps.
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
