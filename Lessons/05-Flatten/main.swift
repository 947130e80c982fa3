import CNN
import Digits
import Figures
import LessonKit
import Models
import Printing

// Knobs: try one with `swift run Flatten --try shuffle=1`, or change a line and run it again.

/// The seed of the shuffle that all digits go through; nil: their pixels stay where they are.
let shuffle: UInt64? = knob(
  "shuffle", 2,
  try: [
    1: "another shuffle: see how little the bars change",
    3: "a third shuffle: see how many pixels stay where they were",
    nil: "no shuffle: compare the bars of each pair",
  ])
/// The order in which the seven's maps become a list.
let order: Order = knob(
  "order", .channelLast,
  try: [.channelFirst: "find the framed numbers in the list"])
/// The number to follow: row, column, map.
let place: Place = knob(
  "place", (row: 11, column: 6, map: 5),
  try: [
    (0, 0, 0): "the first number of the list",
    (13, 13, 15): "the last number of the list",
    (7, 9, 5): "the number of the first question",
  ])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.flatten, options)
let seven = lesson.prepare { try MNIST.seven() }
let walkthrough = lesson.prepare { try Models.walkthrough().trace(seven) }
lesson.explains(by: walkthrough)
/// The stage that flatten makes a list of: the one before it, here dropout1.
let before = lesson.prepare {
  let network = walkthrough.network
  return network.stages[try network.layer("flatten1")]
}
let maps = lesson.prepare { try walkthrough[before] }  // [14, 14, 16]
lesson.prepare { try check(place, in: maps.shape) }

lesson.text(
  """
  So far every number stood in a map: it had a row and a column. The layers that choose the digit \
  need one long list. **Flatten** makes it. It has no weights and changes no number. It only decides \
  where each number stands.
  """)
lesson.takesOver(
  try HandOver(little: Tensor(rows: [[0, 2], [1, 2]]), walkthrough, stage: before))

lesson.heading("On paper first")
lesson.text(
  """
  One map becomes a list row by row. With several maps (**channels**) there is a choice. H, W and C \
  are the numbers of rows, columns and maps. The number in row i, \
  column j of map c gets position p, all counted from 0:

  | order | written down | position p | used by |
  |---|---|---|---|
  | **channel last** | place by place: the numbers of all maps there | (i · W + j) · C + c | Keras, TensorFlow, MLX, this package |
  | **channel first** | map by map: all its places | (c · H + i) · W + j | PyTorch |
  """)
let onPaper: Place = (row: 7, column: 9, map: 5)
let position = lesson.predict(
  "16 maps of 14×14, channel last: at which position is row 7, column 9 of map 5?", .number)

let little = lesson.cell("Four numbers, and one of 3136", isStage: true) {
  let map = Tensor(rows: [[0, 2], [1, 2]])
  var list: [Float] = []
  for i in 0..<2 {
    for j in 0..<2 { list.append(map[i, j, 0]) }
  }
  lesson.print("the little seven: [\(list.map { $0.fixed(0) }.joined(separator: ", "))]")

  // In 16 maps of 14×14: row 7, column 9, map 5.
  lesson.print("channel last    (7 · 14 + 9) · 16 + 5 = \((7 * 14 + 9) * 16 + 5)")
  lesson.print("channel first   (5 · 14 + 7) · 14 + 9 = \((5 * 14 + 7) * 14 + 9)")
  lesson.show(
    twoOrders(map, list), "paper",
    "The little seven, and two other maps in both orders. In which list do the framed numbers "
      + "stay together?", alt: "maps and their lists", preview: false)
  return list
}
lesson.settle(
  position, .number(Double(Order.channelLast.position(onPaper, in: [14, 14, 16]))),
  because: "7 · 14 + 9 places come first, with 16 numbers each. Then come numbers of maps 0 to 4.",
  mistakes: [
    .number(Double(Order.channelFirst.position(onPaper, in: [14, 14, 16]))):
      "That is channel first."
  ])

lesson.heading("On the seven")
let list = lesson.cell("Sixteen maps become a list", isStage: true) {
  let (rows, columns, channels) = (maps.shape[0], maps.shape[1], maps.shape[2])
  var list: [Float] = []
  switch order {
  case .channelLast:
    for i in 0..<rows {
      for j in 0..<columns {
        for c in 0..<channels { list.append(maps[i, j, c]) }
      }
    }
  case .channelFirst:
    for c in 0..<channels {
      for i in 0..<rows {
        for j in 0..<columns { list.append(maps[i, j, c]) }
      }
    }
  }
  lesson.print("\(rows)·\(columns)·\(channels) = \(list.count) numbers, \(order.rawValue)")
  let isOwn = try walkthrough["flatten1"].scalars == list
  let answer = isOwn ? "yes" : "no, it is channel last"
  lesson.print("the same list as the package's own Flatten makes: \(answer)")
  lesson.show(
    try placeInList(place, order, maps, in: walkthrough, before), "place",
    "Ringed: row \(place.row), column \(place.column), with its number and its position. "
      + "In the list, \(order.wherePlaceIs(in: maps.shape))",
    alt: "sixteen maps and their list", preview: false)
  return list
}

lesson.text("Nothing is lost. From a position you can go back: \(order.wayBack)")
lesson.cell("And back again") {
  let (rows, columns, channels) = (maps.shape[0], maps.shape[1], maps.shape[2])
  var astray = 0
  for (p, number) in list.enumerated() {
    let (i, j, c) =
      switch order {
      case .channelLast: (p / channels / columns, p / channels % columns, p % channels)
      case .channelFirst: (p / columns % rows, p % columns, p / columns / rows)
      }
    if maps[i, j, c] != number || order.position(i, j, c, in: maps.shape) != p { astray += 1 }
  }
  lesson.print(order.wayBack(from: order.position(place, in: maps.shape), in: maps.shape))
  lesson.print("numbers that do not come back to where they were: \(astray) of \(list.count)")
  lesson.print(order.distances(in: maps.shape))
}
inverseToTouch(lesson, maps, place, order)

lesson.heading("Does the order matter?")
lesson.text(
  """
  The next layer, a **dense** layer, does not know this order. It has separate weights for every \
  position of the list (lesson 6). Now shuffle the pixels of all digits, each digit in the same way:
  """)

let disorder = lesson.cell(
  shuffle == nil ? "All pixels stay where they are" : "The pixels change places"
) {
  // Position p of the shuffled image takes the pixel that was at permutation[p].
  let pixels = seven.scalars.count
  let permutation =
    shuffle.map { Random(seed: $0).permutation(of: pixels) } ?? Array(0..<pixels)
  let shuffled = Tensor(seven.shape, permutation.map { seven.scalars[$0] })

  var back = Tensor(seven.shape)
  for (p, old) in permutation.enumerated() { back.scalars[old] = shuffled.scalars[p] }
  let moved = permutation.enumerated().count { $0 != $1 }
  lesson.print("pixels that have moved: \(moved) of \(pixels)")
  lesson.print(
    "put back by the same rule, they make the seven again: \(back == seven ? "yes" : "no")")
  lesson.show(
    beforeAndAfter(seven, shuffled, permutation, isShuffled: shuffle != nil), "shuffled",
    "Framed: nine pixels that one kernel sees at once, before and after.")
  return (permutation: permutation, images: [seven, shuffled])
}

let readsWorse = lesson.predict(
  """
  Two new networks learn 2,000 digits: one has dense layers only, one has convolutions first. \
  \(secondPair(isShuffled: shuffle != nil)) Which kind now reads clearly worse?
  """, .oneOf(ReadsWorse.allCases.map(\.rawValue)))

let experiment = lesson.cell("Twelve trainings") {
  let train = try MNIST.dataSet(.train).choosing(stride(from: 0, to: 60_000, by: 30))
  let test = try MNIST.dataSet(.test).choosing(stride(from: 0, to: 10_000, by: 5))
  // Half as many kernels as the lessons' network, and no dropout: so this takes only seconds.
  let convolutions: [any Layer] = [
    Convolution(4, 3, padding: .full), ReLU(), Convolution(8, 3), ReLU(), MaxPooling(2),
  ]
  let dense: [any Layer] = [Flatten(), Dense(64), ReLU(), Dense(10), Softmax()]
  let results = try lesson.kept(
    "twelve trainings", dependsOn: disorder.permutation, convolutions, dense, train.labels,
    test.labels, files: ["Trainings.swift"]
  ) {
    var results: [Result] = []
    for (name, layers) in [("dense only", dense), ("with convolutions", convolutions + dense)] {
      for isShuffled in [false, true] {
        let arranged: ([UInt8]) -> [UInt8] = { pixels in
          isShuffled ? disorder.permutation.map { pixels[$0] } : pixels
        }
        let (own, unseen) = (train.mapping(arranged), test.mapping(arranged))
        var shares: [Double] = []
        for seed in 1...3 {
          let network = try trained(layers, on: own, seed: UInt64(seed))
          let right = try network.right(on: unseen, numbers: Array(0..<unseen.count))
          shares.append(Double(right) / Double(unseen.count))
        }
        results.append(Result(name: name, isShuffled: isShuffled, shares: shares))
      }
    }
    return results
  }
  lesson.print("learned on \(train.count) digits, tested on \(test.count) others")
  lesson.print("a seed decides a network's first weights, and the order of its digits\n")
  lesson.print(table(of: results, isShuffled: shuffle != nil))
  lesson.show(
    misread(results, disorder.images, isShuffled: shuffle != nil), "neighbours",
    "Bars: means of three trainings (seeds). Whiskers: the best and the worst.", preview: false)
  return (results: results, dense: dense, train: train, test: test)
}
settle(readsWorse, lesson, experiment.results, isShuffled: shuffle != nil)
lesson.text(
  """
  A kernel assumes that neighbours belong together: this is an **inductive bias**. \
  For digits it is true, so a kernel learns more from the same examples. To a dense layer, position \
  17 is no closer to 18 than to 3000. So flatten stands after the layers that need neighbours.
  """)
if shuffle != nil {
  shuffledToTouch(
    lesson, disorder.permutation, experiment.dense, experiment.train, experiment.test)
}

lesson.workItOut(questions(lesson))
lesson.knobs()

lesson.more("what goes wrong in practice")
lesson.text(
  """
  - **The other order.** Weights were learned with one order and are used with the other. The list \
  has the right length, so nothing complains. The next part tries this.
  - **Another size.** An image of 32×32 becomes maps of 16×16, so \
  16·16·\(maps.shape[2]) = \(16 * 16 * maps.shape[2]) numbers. The convolutions accept it. The \
  dense layer has weights for \(list.count) numbers and refuses them.
  - **The batch.** Many images go through a network together, as a batch. Flatten must keep them \
  apart. Otherwise all images of a batch become one long list.
  - **Rows and columns exchanged.** Width and height were read in the wrong order. The list has \
  the right length here, too. Look at one image before you train.
  """)

lesson.more("the right weights, the wrong order")
lesson.text(
  """
  The trained network of these lessons has learned from lists in our order, channel last. Here its \
  dense layers get the same numbers channel first. This happens when somebody copies weights to \
  PyTorch and forgets the order. The cure: bring the rows of the first dense layer's weights into \
  the other order, once.
  """)
try wrongOrder(lesson, walkthrough, maps, from: before, on: experiment.test)
orderToTouch(lesson, walkthrough.network, stage: before)

lesson.more("why the dense network does not mind")
lesson.text(
  """
  In a dense layer each position of the list has its own weights. Move a pixel to another position, \
  and move its weights with it. Then all products stay the same, and so do all sums. Take any \
  network that reads the digits as they are, and move its weights. It reads the shuffled digits \
  equally well. The first weights are random, so training finds one network as easily as the other. \
  A kernel cannot follow the pixels: its weights are the same at all places.
  """)
weightsMoveAlong(
  lesson, disorder.permutation, experiment.dense, experiment.train, experiment.test,
  isShuffled: shuffle != nil)

lesson.more("one number on its way")
lesson.text(
  """
  The lessons follow one number through the network, from the pixels to the winning score. Its \
  path is one of very many. Flatten gives the number another name.
  """)
lesson.cell("The route through flatten") {
  try lesson.printRoute(walkthrough, from: before, to: "flatten1")
}
lesson.handsOn(try HandOver(little: Tensor([4], little), walkthrough, stage: "flatten1"))

lesson.end(
  "**Next:** \(list.count) numbers in a list, and ten digits to choose from. Who decides?")
