import CNN
import LessonKit
import Models

/// Lessons 1 to 3 together.
func questionsAfterPooling() throws -> [WorkItOut] {
  let doubled = Tensor([4, 4, 1], LittleSeven.image.scalars.map { 2 * $0 })
  let pooled = try LittleSeven.network().trace(doubled).activations[3]

  // Two convolutions that stay inside the image, and a pooling.
  let stages = [
    Convolution(1, 3).axes(for: [28, 28, 1]).rows, Convolution(1, 3).axes(for: [26, 26, 1]).rows,
    SlidingAxis(input: 24, size: 2, stride: 2, padding: .valid),
  ]
  let side = stages[2].output
  let seen = rows(seenAt: 0, through: stages).count

  return [
    WorkItOut(
      """
      An image has 28 rows. It goes through a 3×3 convolution (`valid`), a ReLU, another 3×3 \
      convolution (`valid`) and max pooling (2×2, stride 2). How many rows does the pooled map have?
      """, .number, .number(Double(side)),
      because: "Each convolution takes away two rows: 28, 26, 24. Pooling halves that: 12.",
      mistakes: [
        14: "This is right for `same`. With `valid` each convolution takes away two rows.",
        13: "One of the two convolutions has been left out.",
        24: "Pooling moves by its own length, so it has half as many places.",
      ]),
    WorkItOut(
      """
      Take the same network. How many rows of the image does one pooled number see at most (its \
      **receptive field**)?
      """, .number, .number(Double(seen)),
      because: """
        Go backwards. Two rows of the second map see 4 rows of the first. These see 6 rows of the \
        image.
        """,
      mistakes: [
        5: "This is what the second convolution sees. Pooling sees two of its places.",
        10: "Neighbouring windows overlap. The second one adds one row only.",
        18: "Sizes are not multiplied. With stride 1 each window of k adds k − 1 rows.",
      ]),
    WorkItOut(
      """
      All pixels of the little seven are doubled, so white is 2. Kernel and bias stay. What are the \
      four pooled numbers, row by row?
      """, .numbers(4), .numbers(pooled.scalars.map { Double($0) }),
      because: """
        The products double, the bias does not. The cell with 2 had products of 3, so it becomes \
        6 − 1 = 5. The cell with 1 becomes 4 − 1 = 3. ReLU makes the others 0.
        """,
      mistakes: [
        [0, 4, 2, 4]: "The map is not doubled: its bias of −1 stays.",
        [0, 6, 4, 6]: "The bias has been left out.",
        [-1, 5, 3, 5]: "ReLU comes before pooling, so no number is below 0.",
      ]),
    WorkItOut(
      """
      Twice in a row: a convolution (stride 1), a ReLU, max pooling (2×2, stride 2). The image is \
      black except for a digit in its middle. The digit moves. For any digit, the last map must become \
      a shifted copy of the old one. How many pixels must the digit move at least?
      """, .number, .number(Double(try smallestMove())),
      because: """
        The first pooled map is a shifted copy after 2 pixels. The second pooling needs a shift of 2 \
        of that map, which is 4 pixels of the image.
        """,
      mistakes: [
        1: "For a convolution 1 is enough. For pooling with stride 2 it is not.",
        2: "This shifts the first pooled map by 1, and the second pooling then needs 2.",
        3: "The windows do not count, the strides do: 2 · 2.",
      ]),
  ]
}

/// The rows of the image that a place of the last stage sees.
private func rows(seenAt place: Int, through stages: [SlidingAxis]) -> Range<Int> {
  stages.reversed().reduce(place..<place + 1) { rows, stage in
    let last = stage.window(at: rows.upperBound - 1)
    return stage.window(at: rows.lowerBound).lowerBound..<last.upperBound
  }
}

/// The smallest move to the right after which the last map is the old one, shifted: tried.
private func smallestMove() throws -> Int {
  let network = try Network(
    input: [40, 40, 1], seed: 1,
    [
      Convolution(2, 3, padding: .same), ReLU(), MaxPooling(2),
      Convolution(2, 3, padding: .same), ReLU(), MaxPooling(2),
    ])
  let random = Random(seed: 2)
  func image(movedBy move: Int) -> Tensor {
    var image = Tensor([40, 40, 1])
    for i in 16..<24 { for j in 16..<24 { image[i, j + move, 0] = random.uniform(40 * i + j) } }
    return image
  }
  let map = try network.trace(image(movedBy: 0)).output
  for move in 1...8 {
    let moved = try network.trace(image(movedBy: move)).output
    for shift in 1...4 {
      var isCopy = true
      for i in 0..<10 {
        for j in 0..<10 - shift {
          for m in 0..<2 where moved[i, j + shift, m] != map[i, j, m] { isCopy = false }
        }
      }
      if isCopy { return move }
    }
  }
  throw KnobError("no move by up to 8 pixels leaves a shifted copy")
}
