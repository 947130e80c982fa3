import CNN
import Digits
import Explain
import Figures
import LessonKit
import Printing

/// The trained network's dense layers get their lists channel first, and were made for channel
/// last.
func wrongOrder(
  _ lesson: Lesson, _ walkthrough: Trace, _ maps: Tensor, from before: String, on test: DataSet
) throws {
  let shape = maps.shape  // [14, 14, 16]
  let prediction = lesson.predict(
    """
    Guessing gets one digit of ten right. How many of 1,000 does the network read now, to within 50?
    """, .number)
  let right = lesson.cell("A list in the wrong order") {
    let network = walkthrough.network
    let answering = try network.part(from: "flatten1", to: "softmax1")
    let (images, labels) = test.batch((0..<1000).map { 2 * $0 })
    var tape = Tape()
    try network.forward(images, tape: &tape)
    let right = try tape["flatten1"]  // [1000, 3136]
    var wrong = right
    for n in labels.indices {
      let own = n * shape.count..<(n + 1) * shape.count
      let image = Tensor(shape, Array(right.scalars[own]))
      wrong.scalars.replaceSubrange(own, with: Order.channelFirst.list(image))
    }
    var tapes = Tapes()
    let counts = try [("channel last, as learned", right), ("channel first", wrong)].map {
      let correct = zip(try answering.classify($1, tapes: &tapes), labels).count { $0 == $1 }
      lesson.print("\($0.alignedLeft(26))right on \(correct) of \(labels.count)")
      return correct
    }

    let misread = Tensor(shape, Order.channelFirst.list(maps))
    let way = try answering.trace(misread.reshaped([shape.count]))
    for (order, trace) in [("channel last, as learned", walkthrough), ("channel first", way)] {
      let score = try trace.winningScore
      lesson.print(
        "\(order.alignedLeft(26))says of the seven: \(score.index[0]), with a score of "
          + "\(trace.value(at: score).fixed(4))")
    }
    let kept = Order.positionsInCommon(in: shape)
    lesson.print("numbers that have the same position in both orders: \(kept) of \(shape.count)")
    lesson.show(
      try asTaken(misread, walkthrough, before), "misread",
      "On the left the seven's maps, on the right what the dense layers take them for. Every number "
        + "is there, but only \(kept) of \(shape.count) stand in their places.")
    return counts
  }
  lesson.settle(
    prediction, .number(Double(right[1]), within: 50),
    because: """
      That is no better than a guess. These weights were learned in the other order, so nearly \
      every number meets the weights of another number.
      """,
    mistakes: [
      .number(Double(right[0])): "That is with the right order. The order is part of the weights.",
      0: "Even guessing gets one digit of ten right.",
    ])
}

/// The maps of a trace, and those that a list in the wrong order is taken for.
private func asTaken(_ misread: Tensor, _ trace: Trace, _ stage: String) throws -> Figure {
  let channels = 0..<misread.shape[2]
  let own = try channels.map { try Figure.activation(trace, stage, channel: $0, "map \($0)") }
  let taken = channels.map { Figure.map(misread.channel($0), "map \($0)") }
  return .row(
    .column(.heading("the maps"), .montage(own, columns: 4, spacing: 12)),
    .column(.heading("as the dense layer takes them"), .montage(taken, columns: 4, spacing: 12)),
    spacing: 48, sharing: .unsigned
  ).cell(6)
}
