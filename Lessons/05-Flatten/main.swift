import CNN
import Digits
import Figures
import LessonKit
import Models
import Printing

// Knobs: try one with `swift run Flatten --try shuffle=1`, or change a line and run it again.

/// The seed of the disorder into which all digits are brought; nil: they stay as they are.
let shuffle: UInt64? = knob(
  "shuffle", 2,
  try: [
    1: "the bars stay within a point of these",
    3: "three pixels stay where they were, and the bars within a point of these",
    nil: "no disorder, and the bars of a pair are equal",
  ])
/// In which order the seven's maps become a list.
let order: Order = knob(
  "order", .channelLast,
  try: [.channelFirst: "the framed numbers, side by side before, lie scattered all over the list"])
/// The number to follow: row, column, map.
let place: Place = knob(
  "place", (row: 11, column: 6, map: 5),
  try: [
    (0, 0, 0): "the first of the list, at 0",
    (13, 13, 15): "the last, at 3135",
    (7, 9, 5): "the one from the paper, at 1717",
  ])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.flatten, options)
let walkthrough = lesson.prepare { try Models.walkthrough().trace(MNIST.seven()) }
/// The stage that flatten makes a list of: the one before it, here dropout1.
let before = lesson.prepare {
  let network = walkthrough.network
  return network.stages[try network.layer("flatten1")]
}
let maps = lesson.prepare { try walkthrough[before] }  // [14, 14, 16]
lesson.prepare { try check(place, in: maps.shape) }

lesson.text(
  """
  Up to here everything was a map: each number has a row and a column, and neighbours in a map \
  have looked at neighbouring parts of the image. Convolution and pooling live from that. The \
  layers that decide in the end which digit it is want something else: one long list. **Flatten** \
  makes it. It multiplies nothing and adds nothing, it has no weights, no number changes; it only \
  says which number stands where. That may sound too dull for a lesson. But the list does not say \
  any more who was whose neighbour. Does anybody miss it?
  """)
lesson.takesOver(
  try HandOver(little: Tensor(rows: [[0, 2], [1, 2]]), walkthrough, stage: before))

lesson.heading("On paper first")
lesson.text(
  """
  One map becomes a list row by row, as one reads a page. Several maps leave a choice. Either go \
  from place to place, and write down at each place what all maps say there (**channel last**); \
  or write down the whole of map 0, then the whole of map 1 (**channel first**). A channel is one \
  of the maps. With H rows, W columns and C maps, all counted from 0, the number in row i, column \
  j of map c then stands here:
  """)
lesson.formula(
  """
  channel last    p = (i · W + j) · C + c
  channel first   p = (c · H + i) · W + j
  """)

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
    "Above, the little seven. Below, two maps and the two lists that they can become: the framed "
      + "numbers stand at the same place of their maps. Channel last, they stay together; channel "
      + "first, their maps do.", alt: "maps and their lists", preview: false)
  return list
}
lesson.text(
  """
  Both are right, and both are used: Keras, TensorFlow and MLX say channel last, and so do we; \
  PyTorch says channel first. The same number stands at 1717 in the one list and at 1087 in the \
  other.
  """)

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
    "The seven's \(channels) maps after pooling, all with row \(place.row), column \(place.column) framed; "
      + "below each the number that stands there, and its place in the list. At the bottom, the list, "
      + "\(order.rawValue): \(order.wherePlaceIs(in: maps.shape))",
    alt: "sixteen maps and their list", preview: false)
  return list
}

lesson.text("Is anything lost? Whoever knows the rule can go back: \(order.wayBack)")
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
  lesson.print("")
  try lesson.printRoute(walkthrough, from: before, to: "flatten1")
}

lesson.heading("Who minds?")
lesson.text(
  """
  So nothing is lost, not even the neighbourhood: it is hidden in the numbering. But who reads \
  the list next is a **dense** layer, and it does not know the rule. It has weights of its own for \
  each place of the list (what it does with them is the next lesson), and to it place 17 is no \
  closer to 18 than to 3000. A kernel is the opposite: it looks at nothing but neighbours.

  That can be put to the test. Shuffle the pixels of all digits, in each of them in the same way. \
  Then every pixel is still there, always at the same wrong place, but neighbours are strangers.
  """)

let disorder = lesson.cell(
  shuffle == nil ? "All pixels stay where they are" : "The pixels change places"
) {
  let seven = try MNIST.seven()
  // Place p of the shuffled image takes the pixel that was at permutation[p].
  let pixels = seven.scalars.count
  let permutation =
    shuffle.map { Random(seed: $0).permutation(of: pixels) } ?? Array(0..<pixels)
  let shuffled = Tensor(seven.shape, permutation.map { seven.scalars[$0] })

  var back = Tensor(seven.shape)
  for (p, old) in permutation.enumerated() { back.scalars[old] = shuffled.scalars[p] }
  let moved = permutation.enumerated().count { $0 != $1 }
  lesson.print("pixels that stand elsewhere: \(moved) of \(pixels)")
  lesson.print("put back by the same rule, it is the seven again: \(back == seven ? "yes" : "no")")
  let width = seven.shape[1]
  let went = (0..<9).compactMap { n in
    permutation.firstIndex(of: (7 + n / 3) * width + 12 + n % 3)
      .map { (row: $0 / width, column: $0 % width) }
  }
  lesson.show(
    .row(
      .image(seven, "the seven", of: .activation("in", channel: 0)).marking(.window(7, 12, 3, 3)),
      .arrow(),
      .image(shuffled, shuffle == nil ? "not shuffled" : "its pixels shuffled", of: .image)
        .marking(.on(went, .frame))
    ).cell(11), "shuffled",
    "The seven before and after. Framed: nine pixels that one window of a kernel sees at once, and "
      + "where they are afterwards.")
  return (permutation: permutation, images: [seven, shuffled])
}

lesson.predict(
  """
  two small networks are shown 2,000 digits with their names until they can read (how they learn \
  is a later lesson): one of dense layers only, the other with convolutions before them. \(secondPair)
  """)

let experiment = lesson.cell("Twelve trainings") {
  let train = try MNIST.dataSet(.train).choosing(stride(from: 0, to: 60_000, by: 30))
  let test = try MNIST.dataSet(.test).choosing(stride(from: 0, to: 10_000, by: 5))
  // Half as many kernels as the lessons' network has, and no dropout: it is a matter of seconds.
  let convolutions: [any Layer] = [
    Convolution(4, 3, padding: .full), ReLU(), Convolution(8, 3), ReLU(), MaxPooling(2),
  ]
  let dense: [any Layer] = [Flatten(), Dense(64), ReLU(), Dense(10), Softmax()]
  let results = try lesson.kept(
    "twelve trainings", dependsOn: disorder.permutation, convolutions, dense, train.labels,
    test.labels, files: ["Experiment.swift"]
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
  lesson.print("a seed gives a network its first weights, and the digits their order\n")
  lesson.print(table(of: results))
  let shown = disorder.images.enumerated().map { number, image in
    Figure.image(image, of: .image).cell(5).marking(.window(0, 0, 28, 28, .series(number)))
  }
  let names = ["digits as they are", shuffle == nil ? "the same again" : "pixels shuffled"]
  let series: [Figure.Bars.Series] = [false, true].map { isShuffled in
    .runs(names[isShuffled ? 1 : 0], results.misread(isShuffled: isShuffled))
  }
  lesson.show(
    .row(
      .column(shown),
      .bars(
        ["dense only", "with convolutions"], series, axis: .share("test digits misread", nil),
        format: .percentage(1), width: 600, height: 280)), "neighbours",
    caption(of: results), preview: false)
  return (results: results, dense: dense, train: train, test: test)
}
lesson.text(verdict(experiment.results))
lesson.text(
  """
  A kernel comes with a belief: pixels side by side belong together, and a question worth asking \
  here is worth asking everywhere. Of digits that is true, so from the same digits it learns \
  more. Of shuffled ones it is false, and the belief is worth nothing. A dense layer believes \
  nothing, so there is nothing to disappoint. That is why flatten stands as late as it does: \
  after the layers that live from neighbours, before those that do not know any.
  """)

lesson.knobs()

lesson.heading("What goes wrong in practice")
lesson.text(
  """
  - **The other order.** Weights that were found with one order, used with the other: the list \
  has the right length, so nothing complains, and the network guesses. See below.
  - **Another size.** From images of 32×32 come maps of 16×16, and 16·16·\(maps.shape[2]) = \(16 * 16 * maps.shape[2]) numbers. The \
  convolutions do not mind, the dense layer has weights for \(list.count) and refuses.
  - **The whole batch.** Images go through a network many at a time, along one more axis. Flatten \
  must leave that axis alone, or all images of a batch become one long list.
  - **Rows and columns exchanged**, as when width and height are read in the wrong order: also a \
  list of the right length. Look at one image before you train.
  """)

more(walkthrough, maps, disorder.permutation, experiment.dense, experiment.train, experiment.test)
lesson.handsOn(try HandOver(little: Tensor([4], little), walkthrough, stage: "flatten1"))

lesson.end(
  """
  **Next:** now there are \(list.count) numbers in a row, and ten digits to choose from. Who decides? In a \
  dense layer every number has a say in everything: every value votes for every digit.
  """)
