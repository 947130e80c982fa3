import CNN
import Digits
import Explain
import Figures
import LessonKit
import Printing

// The part of the lesson for those who want more: why the dense network does not mind, and what
// the wrong order does to a trained network.

func more(
  _ walkthrough: Trace, _ maps: Tensor, _ permutation: [Int], _ dense: [any Layer],
  _ train: DataSet, _ test: DataSet
) {
  lesson.more("why the dense network does not mind")
  lesson.text(
    """
    In a dense layer each place of the list has weights of its own, one for each sum that the \
    layer makes. Let a pixel move to another place, and let its weights move along: all products \
    are there as before, and so are all sums. So whatever network reads the digits as they are, \
    the same one with its weights moved reads the shuffled ones. And as the first weights are \
    random, training comes upon the one as easily as upon the other. A kernel cannot follow the \
    pixels: its weights are the same at all places.
    """)
  lesson.cell("The weights move along") {
    let network = try trained(dense, on: train, seed: 1)
    let weight = network["dense1", "weight"]  // [784, 64], a row for each pixel
    guard weight.shape[0] == permutation.count else {
      throw KnobError("dense1 has weights for \(weight.shape[0]) numbers, which are not pixels")
    }
    var other = network
    for (p, old) in permutation.enumerated() {
      for unit in 0..<weight.shape[1] { other["dense1", "weight"][p, unit] = weight[old, unit] }
    }

    let shuffled = test.mapping { pixels in permutation.map { pixels[$0] } }
    let (images, labels) = test.batch(0..<test.count)
    var tapes = Tapes()
    let answers = try network.classify(images, tapes: &tapes)
    let others = try other.classify(shuffled.batch(0..<test.count).images, tapes: &tapes)
    let right = zip(answers, labels).count { $0 == $1 }
    let same = zip(answers, others).count { $0 == $1 }
    lesson.print("trained on digits as they are: right on \(right) of \(test.count)")
    let moved = shuffle == nil ? "no weight and no pixel moved" : "weights and pixels moved alike"
    lesson.print("\(moved): the same answer on \(same) of them")
  }

  lesson.more("the right weights, the wrong order")
  lesson.text(
    """
    The trained network of these lessons has learned from lists in our order, channel last. Here \
    its dense layers are handed the same numbers channel first, as they would be if its weights \
    had been carried to PyTorch without a thought. (Whoever does carry them has to bring the rows \
    of the first dense layer's weights into the other order, once. Our files hold them as PyTorch \
    wants them.)
    """)
  lesson.predict("guessing is right on one digit of ten. How many of 1,000 does it read now?")
  lesson.cell("A list in the wrong order") {
    let network = walkthrough.network
    let shape = maps.shape  // [14, 14, 16]
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
    for (order, lists) in [("channel last, as learned", right), ("channel first", wrong)] {
      let correct = zip(try answering.classify(lists, tapes: &tapes), labels).count { $0 == $1 }
      lesson.print("\(order.alignedLeft(26))right on \(correct) of \(labels.count)")
    }

    let misread = Tensor(shape, Order.channelFirst.list(maps))
    let way = try answering.trace(misread.reshaped([shape.count]))
    for (order, trace) in [("channel last, as learned", walkthrough), ("channel first", way)] {
      let score = try trace.winningScore
      lesson.print(
        "\(order.alignedLeft(26))says of the seven: \(score.index[0]), with a score of "
          + "\(trace.value(at: score).fixed(4))")
    }
    var kept = 0  // numbers that both orders put at the same place
    for i in 0..<shape[0] {
      for j in 0..<shape[1] {
        for c in 0..<shape[2] {
          let places = [Order.channelLast, .channelFirst].map { $0.position(i, j, c, in: shape) }
          if places[0] == places[1] { kept += 1 }
        }
      }
    }
    lesson.print("numbers that stand at the same place in both orders: \(kept) of \(shape.count)")
    let channels = 0..<shape[2]
    let own = try channels.map {
      try Figure.activation(walkthrough, before, channel: $0, "map \($0)")
    }
    let taken = channels.map { Figure.map(misread.channel($0), "map \($0)") }
    lesson.show(
      .row(
        .column(.heading("the maps"), .montage(own, columns: 4, spacing: 12)),
        .column(
          .heading("as the dense layer takes them"), .montage(taken, columns: 4, spacing: 12)),
        spacing: 48, sharing: .unsigned
      ).cell(6), "misread",
      "The seven's maps, and the maps that the same list would belong to if it were channel last: "
        + "what the dense layers believe to see. Every number is there, but only \(kept) of "
        + "\(shape.count) stand where they belong.")
  }
}
