import CNN
import Explain
import Figures
import LessonKit
import Models
import Printing

// The part of the lesson for those who want more: ties, overlap, leftovers, what is lost, the mean.

func more(_ pool: (Tensor) -> Pooled) {
  lesson.more("equal numbers")
  lesson.text(
    """
    Of equal numbers the first wins, row by row from the top left. For what is handed on it makes no \
    difference. But lesson 8 will send something back through each window, and only to the winner, \
    so there has to be one. This is the little seven's first window:
    """)
  lesson.cell("Ties") {
    let trace = try LittleSeven.network().trace(LittleSeven.image)
    lesson.print(trace.explain(try trace.site("pool1", [0, 0, 0])).description)
    lesson.print("")
    let pooled = pool(maps)
    var (ties, above) = (0, 0)
    for (number, winner) in pooled.winners.enumerated() {
      let (i, j, c) = pooled.place(of: number)
      let largest = maps[winner.row, winner.column, c]
      var count = 0
      for row in i * stride..<i * stride + window {
        for column in j * stride..<j * stride + window where maps[row, column, c] == largest {
          count += 1
        }
      }
      if count > 1 { ties += 1 }
      if count > 1 && largest > 0 { above += 1 }
    }
    lesson.print(
      "the seven: in \(ties) of \(pooled.winners.count) windows the largest is there several times, "
        + "above zero in \(above) of them")
  }

  lesson.more("windows that overlap, and what no window sees")
  lesson.text(
    """
    A stride shorter than the window makes windows overlap: a strong number then wins several of them. \
    The sizes are those of lesson 1 without a border: ⌊(n − window) / stride⌋ + 1, rounded down, so \
    that rows and columns at the end may go unseen. PyTorch rounds down too, unless it is told \
    `ceil_mode`; Keras and TensorFlow do with `valid`, and with `same` they let the last window reach \
    over the rim.
    """)
  lesson.cell("Windows and strides") {
    let moved = try trained.network.trace(seven.moved(right: 1))["relu2"]
    lesson.print(
      "on \(maps.shape[0])×\(maps.shape[1]); numbers above zero that stay when the seven moves by 1 pixel"
    )
    lesson.print("window  stride  places  unseen   handed on   stay: largest  average")
    for (size, step) in [(2, 2), (2, 1), (3, 1), (3, 2), (3, 3), (4, 4), (5, 5), (7, 7)] {
      let axis = SlidingAxis(input: maps.shape[0], size: size, stride: step, padding: .valid)
      let stay = try [Keep.largest, .average].map { keep in
        let network = try Network(
          input: maps.shape, seed: 1, [keep.layer(size, stride: step)])
        return Staying(try network.trace(maps).output, try network.trace(moved).output)
      }
      let share = Double(stay[0].all) / Double(maps.scalars.count)
      lesson.print(
        "\(size)".alignedRight(4) + "\(step)".alignedRight(8) + "\(axis.output)".alignedRight(9)
          + "\(axis.unused)".alignedRight(8) + share.percent().alignedRight(13)
          + stay[0].activeShare.percent().alignedRight(15)
          + stay[1].activeShare.percent().alignedRight(10))
    }
    let seen: [Figure] = [(2, 2), (3, 2), (3, 3)].map { size, step in
      let axis = SlidingAxis(input: 7, size: size, stride: step, padding: .valid)
      var map = Tensor([7, 7, 1])
      for i in 0..<axis.output {
        for j in 0..<axis.output {
          for row in axis.window(at: i) {
            for column in axis.window(at: j) { map[row, column, 0] += 1 }
          }
        }
      }
      return .map(map, "\(size)×\(size), stride \(step)")
    }
    lesson.show(
      .row(seen, spacing: 28, sharing: .unsigned).cell(36), "seen",
      "A map of 7×7, and how many windows see each of its cells. What stands in a cell with a 0 "
        + "makes no difference to anything.",
      alt: "How many windows see each cell")
  }

  lesson.more("what is thrown away")
  lesson.text(
    """
    \(lost) So two maps can \
    look quite different and be the same to all that comes after. \(secondMap)
    """)
  lesson.cell("Two maps that pool alike") {
    let pooled = pool(maps)
    var stood = [Int](repeating: 0, count: window * window)
    var other = Tensor(maps.shape)
    for (number, winner) in pooled.winners.enumerated() where pooled.numbers.scalars[number] > 0 {
      let (i, j, c) = pooled.place(of: number)
      stood[(winner.row - i * stride) * window + winner.column - j * stride] += 1
      // For the mean all of the window's sum has to go there.
      let share = keep == .largest ? 1 : Float(window * window)
      other[i * stride, j * stride, c] = pooled.numbers.scalars[number] * share
    }
    lesson.print("where in its window the largest stood, if it was above zero:")
    let all = Double(max(1, stood.reduce(0, +)))
    for a in 0..<window {
      lesson.print(
        stood[a * window..<(a + 1) * window].map { (Double($0) / all).percent().alignedRight(9) }
          .joined())
    }
    let last = (0..<window).reduce(0) { $0 + stood[$1 * window + window - 1] }
    lesson.print(
      "in the last column \((Double(last) / all).percent()): one pixel to the right takes those out of it"
    )
    guard stride >= window else {
      lesson.print("where windows overlap, moving the winner of one changes others: no picture")
      return
    }
    let again = pool(other).numbers
    let difference = zip(pooled.numbers.scalars, again.scalars).map { abs($0 - $1) }.max() ?? 0
    lesson.print("largest difference between what the two become: \(difference.asDifference)")
    let number = example[2]
    let map = try Figure.activation(trained, "relu2", channel: number, "map \(number)")
    lesson.show(
      .row(
        map, .sign("and"), .map(other.channel(number), "another map"), .arrow(),
        .map(again.channel(number), "what both become"), spacing: 14, sharing: .unsigned
      ).side(252), "alike",
      "Map \(number) of the seven, another map, and what pooling makes of the one and of the other.",
      alt: "Two maps that become the same")
  }

  lesson.more("the mean instead of the largest")
  lesson.text(
    """
    Average pooling hands on the mean of each window. LeCun's networks of 1989 to 1998 pooled like \
    this, others of that time by the maximum, and it is still how many networks end, with the mean of \
    each whole map (Lin and others, 2014). A thin \
    line fills only half of a window, so its mean is pale, and it changes with every number that comes \
    or goes.
    """)
  lesson.cell("Averages") {
    let average = try Network(input: littleMap.shape, seed: 1, [AveragePooling(2, stride: 1)])
    let image = LittleSeven.image.moved(right: -1)
    let moved = try LittleSeven.network().trace(image)["relu1"]
    lesson.print("the little seven: \(try average.trace(littleMap).output.inLine)")
    lesson.print("after the move:   \(try average.trace(moved).output.inLine)")

    let kinds = [Keep.largest, .average]
    let networks = try kinds.map {
      try Network(input: maps.shape, seed: 1, [$0.layer(2, stride: 2), ReLU()])
    }
    // The same with ReLU last: what the second convolution says goes into the window as it is.
    let swapped = try networks.map { try $0.trace(try trained["conv2"]).output }
    let usual = try networks.map { try $0.trace(maps).output }
    for (number, name) in ["largest", "average"].enumerated() {
      let differing = zip(usual[number].scalars, swapped[number].scalars).count { $0 != $1 }
      lesson.print(
        "\(name), then ReLU: \(differing) of \(usual[number].scalars.count) numbers differ")
    }
    let number = example[2]
    lesson.show(
      .row(
        try .activation(trained, "relu2", channel: number, "map \(number)"),
        .map(usual[0].channel(number), "largest of 2×2"),
        .map(usual[1].channel(number), "mean of 2×2"), spacing: 28, sharing: .unsigned
      ).side(252), "kinds",
      "Map \(number) of the seven, its windows' largest numbers, and their means, all on one scale.",
      alt: "The largest and the mean of each window")
  }
  lesson.text(
    """
    With the largest, ReLU may as well come after pooling, where it has a quarter of the work: the \
    largest of some numbers is above zero exactly when one of them is. With the mean it may not.
    """)
}

/// What does not go on.
private var lost: String {
  keep == .largest
    ? "Gone are the smaller numbers of each window, and where in it the largest stood."
    : "Gone are the single numbers of each window, and where in it each of them stood."
}

/// How the second of two maps that pool alike is made, if the windows do not overlap.
private var secondMap: String {
  guard stride >= window else { return "Such a pair is easily made where windows do not overlap." }
  let moved = keep == .largest ? "every winner" : "the sum of every window"
  return "Here \(moved) has been moved to the top left of its window, and everything else has been "
    + "wiped out."
}
