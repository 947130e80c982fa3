import CNN
import Digits
import Explain
import LessonKit
import Pictures
import Printing

/// What the network says of a picture of the reader's own, and why.
func ownPicture(_ drawing: Drawing) {
  lesson.heading("On your own picture")
  let own = Subject(name: "your picture", image: drawing.image, label: nil)
  lesson.cell("How it enters, and what it says") {
    let size = "\(drawing.original.width)×\(drawing.original.height)"
    if let centred = drawing.centred {
      let ink = centred.ink
      lesson.print("\(drawing.path): \(size) pixels, \(drawing.ground)")
      lesson.print(
        "ink in rows \(ink.rows.lowerBound) to \(ink.rows.upperBound - 1), columns "
          + "\(ink.columns.lowerBound) to \(ink.columns.upperBound - 1) of "
          + "\(ink.picture.height)×\(ink.picture.width); threshold \(ink.threshold) of 255")
      lesson.print(
        "fitted into 20×20: \(centred.scaled.height)×\(centred.scaled.width); centre of mass "
          + "(\(centred.centre.row.fixed(2)), \(centred.centre.column.fixed(2))), put to (14, 14)")
    } else {
      lesson.print("\(drawing.path): taken as it is, without centring")
    }
    lesson.print("it says \(untouched(own).topThree)")
    lesson.show(
      drawing.stepsPicture, "own",
      drawing.centred == nil
        ? "Your picture, as it is."
        : "Your picture with the frame around its ink; the ink fitted into 20×20; and placed with its "
          + "centre of mass in the middle of 28×28, bright on black as the network's digits are.")
  }
  lesson.cell("Why? Occlusion and gradient × input") {
    let digit = untouched(own).winner
    var one = Tensor(try trace.scores.shape)
    one[digit] = 1
    let back = try network.scorer.trace(own.image, outputGradient: one)
    var product = try back.gradient("in")
    for n in product.scalars.indices { product.scalars[n] *= own.image.scalars[n] }
    let occlusion = try Occlusion(of: own.image, in: network, class: digit, patch: patch, step: 1)
    let lost = Tensor(own.image.shape, occlusion.lost.flatMap { $0 })
    lesson.show(
      .row(
        [
          reasonPanel(lost, cell: 9, title: "occlusion"),
          reasonPanel(product, cell: 9, title: methods[2]),
        ],
        spacing: 24), "ownwhy",
      "What speaks for the \(digit) in your picture, orange, and what against it, blue; below each its "
        + "range.")
  }
}

extension Drawing {
  /// The steps of the centring, side by side.
  fileprivate var stepsPicture: Picture {
    let last = MapPanel(image, .pixels, cell: 9, title: "as it is read").draw()
    guard let centred else { return last }
    let ink = centred.ink
    // The ink's box is in the pixels of what was searched for ink, which may be smaller.
    let factor = Double(original.width) / Double(ink.picture.width)
    let (height, width) = (original.height, original.width)
    let small = original.reduced(toPixels: min(height * width, 62_500))
    let scale = Double(small.width) / Double(width) * factor
    func scaled(_ range: Range<Int>, below limit: Int) -> Range<Int> {
      let low = min(limit - 1, Int(Double(range.lowerBound) * scale))
      return low..<max(low + 1, min(limit, Int((Double(range.upperBound) * scale).rounded(.up))))
    }
    let cell = max(1, 250 / max(small.height, small.width))
    let panel = MapPanel(Tensor(small), .pixels, cell: cell, title: "your picture")
      .marking(
        rows: scaled(ink.rows, below: small.height),
        columns: scaled(ink.columns, below: small.width))
    return .row(
      [
        panel.draw(), MapPanel(Tensor(centred.scaled), .pixels, cell: 9, title: "20×20").draw(),
        last,
      ], spacing: 24)
  }
}
