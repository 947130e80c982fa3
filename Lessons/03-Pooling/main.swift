import CNN
import Digits
import Explain
import Figures
import LessonKit
import Models
import Printing

// Knobs: try one with `swift run Pooling --try stride=1`, or change a line and run it again.

/// Rows and columns of the window.
let window: Int = knob(
  "window", 2,
  try: [
    4: Look(
      "a sixteenth of the numbers goes on, a larger share of them stays when the seven moves, and "
        + "a network that learns with it reads more of the digits that have moved",
      with: ["stride": "4"]),
    3: Look(
      "the windows overlap, and none sees the last row and column", with: ["stride": "2"]),
  ])
/// How far the window moves at a step.
let stride: Int = knob(
  "stride", 2,
  try: [
    1: "nearly all numbers go on, and much the same share of them stays",
    3: "between the windows there are numbers that no window sees",
  ])
/// What a window hands on.
let keep: Keep = knob(
  "keep", .largest,
  try: [
    .average:
      "the stroke gets paler, hardly a number of it stays, and no clear gain is left in what is read"
  ])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.pooling, options)
lesson.prepare { try checkKnobs() }
let seven = lesson.prepare { try MNIST.seven() }
let trained = lesson.prepare { try Models.walkthrough().trace(seven) }
lesson.follows(trained.network, ["in", "conv1", "relu1", "conv2", "relu2", "pool1"])
let maps = lesson.prepare { try trained["relu2"] }  // [28, 28, 16], what the second ReLU leaves
/// Row, column and map.
let example = lesson.prepare { try trained.numberOfTheRoute("relu2").site.index }
let fast = lesson.prepare {
  try Network(input: maps.shape, seed: 1, [keep.layer(window, stride: stride)])
}
/// How far the seven is moved at most, in pixels: a step of the pooled map, if that is not too far.
let farther = (2...6).contains(stride) ? stride : 2

lesson.text(
  """
  Two convolutions, each with its ReLU, have made \(maps.shape[2]) maps of \
  \(maps.shape[0])×\(maps.shape[1]) of the seven. Where a kernel has \
  found something it says so several times, since windows next to each other see nearly the same. \
  **Pooling** keeps one number of each neighbourhood. It lays a small window on a map, hands on the \
  \(keep.name) \(keep == .largest ? "number in" : "of") it, and moves on, usually by its own length. It has no weights and learns \
  nothing. *That* something was found goes on; *where exactly* is forgotten.
  """)
lesson.formula(
  """
  pooled(i, j) = the \(keep.name) of map(i · stride + a, j · stride + b)
                 over all rows a and columns b of the window
  """)
let littleMap = Tensor(rows: [[0, 0, 0], [0, 0, 2], [0, 1, 0]])
lesson.takesOver(try HandOver(little: littleMap, trained, stage: "relu2"))

lesson.heading("On paper first")
lesson.text(
  """
  The little seven's map is so small that its window, of 2×2, moves by 1 only. It has four places, \
  which overlap. \(keep == .largest ? "" : "On paper it is the largest that goes on, whatever the knob says. ")\
  Work out the four numbers.
  """)
lesson.predict(
  """
  the little seven moves one column to the left, and its map goes with it. Which of the four pooled \
  numbers stay what they are?
  """)

let little = lesson.cell("Four windows on the little seven", isStage: true) {
  func pool(_ map: Tensor) -> Tensor {
    var pooled = Tensor([2, 2, 1])
    for i in 0..<2 {
      for j in 0..<2 {
        var largest = map[i, j, 0]
        for a in 0..<2 {
          for b in 0..<2 { largest = max(largest, map[i + a, j + b, 0]) }
        }
        pooled[i, j, 0] = largest
      }
    }
    return pooled
  }
  let moved = LittleSeven.image.moved(right: -1)
  let traces = try [LittleSeven.image, moved].map { try LittleSeven.network().trace($0) }
  let movedMap = try traces[1]["relu1"]
  let (pooled, movedPooled) = (pool(littleMap), pool(movedMap))
  lesson.print("pooled(1,1) = the largest of 0, 2, 1, 0 = \(pooled[1, 1, 0].fixed(0))")
  lesson.print("pooled:         \(pooled.inLine)")
  lesson.print("after the move: \(movedPooled.inLine)")
  lesson.show(
    try littleMoves(traces, [pooled, movedPooled]), "paper",
    "The framed window makes the framed number. Below, the image has moved one column to the left, "
      + "and what that has changed is outlined. In the map no number above zero stands where it "
      + "stood. Of the pooled numbers the two 2s stay.",
    alt: "The little seven and its map, pooled, before and after a move", preview: false)
  return pooled
}

lesson.heading("On the seven")
let pool = lesson.cell("The window on all maps", isStage: true) {
  let axis = SlidingAxis(input: maps.shape[0], size: window, stride: stride, padding: .valid)
  let places = axis.output
  func pool(_ x: Tensor) -> Pooled {
    let channels = x.shape[2]
    var y = Tensor([places, places, channels])
    var winners: [(row: Int, column: Int)] = []
    for i in 0..<places {
      for j in 0..<places {
        for c in 0..<channels {
          var winner = (row: i * stride, column: j * stride)
          var sum: Float = 0
          for row in i * stride..<i * stride + window {
            for column in j * stride..<j * stride + window {
              sum += x[row, column, c]
              if x[row, column, c] > x[winner.row, winner.column, c] { winner = (row, column) }
            }
          }
          let largest = x[winner.row, winner.column, c]
          y[i, j, c] = keep == .largest ? largest : sum / Float(window * window)
          winners.append(winner)
        }
      }
    }
    return Pooled(numbers: y, winners: winners)
  }
  let pooled = pool(maps)
  lesson.print("in   \(maps.shape), \(maps.scalars.count) numbers")
  lesson.print("out  \(pooled.numbers.shape), \(pooled.numbers.scalars.count) numbers")
  let seen = Set((0..<places).flatMap { axis.window(at: $0) })
  lesson.print("rows that no window sees: \(axis.input - seen.count) of \(axis.input); columns too")
  let own = try fast.trace(maps).output
  let difference = zip(pooled.numbers.scalars, own.scalars).map { abs($0 - $1) }.max() ?? 0
  lesson.print("largest difference from the package's own pooling: \(difference.asDifference)")
  let part = WindowPart(window, stride, around: example, places: places)
  lesson.show(
    try part.figure(trained, pooled, map: example[2], keep), "windows",
    part.caption(example[2], keep), alt: "A part of map \(example[2]), pooled")
  return pool
}

lesson.text(
  """
  The trained network pools with a window of 2×2 and a stride of 2, whatever the knobs say. The route \
  goes through one of its windows:
  """)
lesson.cell("The route goes on") {
  lesson.print(try trained.numberOfTheRoute("pool1").description)
  lesson.print("")
  try lesson.printRoute(trained, from: "relu2", to: "pool1")
}

lesson.heading("Move the seven by a pixel")
lesson.predict(
  """
  the seven moves one pixel to the right, so its maps do too. What share of the pooled numbers is \
  exactly what it was before? And what share of the maps' own numbers, without any pooling?
  """)

let found = lesson.cell("What stays") {
  var steps: [Moved] = []
  for pixels in [0, 1, farther] {
    let moved = try trained.network.trace(seven.moved(right: pixels))["relu2"]
    steps.append(Moved(pixels: pixels, maps: moved, pooled: pool(moved)))
  }
  let found = Found(steps, window, stride, keep)
  lesson.print(found.table)
  lesson.show(
    found.figure(map: example[2]), "moved", found.caption(map: example[2]),
    alt: "What stays of a map and of its pooled map when the seven moves")
  return found
}
lesson.text(found.verdict)

lesson.heading("Does the network still read it?")
lesson.predict(
  """
  MNIST's digits all lie in the middle of their image, and the trained network has never seen one \
  elsewhere. Where they are it reads nearly every test digit. How many in a hundred are left when \
  they are moved by 2 pixels, by 3, by 6?
  """)

let reading = lesson.cell("Test digits, moved") {
  let reading = try lesson.kept(
    "moved test digits", dependsOn: trained.scores.scalars, files: ["Reading.swift"]
  ) {
    let digits = try MNIST.dataSet(.test)
    let ways = [
      (down: 0, right: 1), (down: 0, right: -1), (down: 1, right: 0), (down: -1, right: 0),
    ]
    var reading = Reading(ways: ["right", "left", "down", "up"])
    for pixels in 0...6 {
      for (turn, way) in ways.enumerated() {
        // Every second digit, and of those each in one of the four directions.
        let own = digits.choosing(Swift.stride(from: 2 * turn, to: digits.count, by: 8))
        let moved = own.moved(down: way.down * pixels, right: way.right * pixels)
        let right = try trained.network.right(on: moved, numbers: Array(0..<own.count))
        reading.add(pixels, right, of: own.count, ink: moved.ink / own.ink)
      }
    }
    return reading
  }
  lesson.print(reading.table)
  let sevens: [Figure] = try [0, 2, 3, 6].map { pixels in
    let moved = seven.moved(right: pixels)
    let answer = try trained.network.trace(moved).winningScore.index[0]
    return .image(moved, "moved by \(pixels)", of: .image).side(140).note("read as \(answer)")
  }
  lesson.show(
    .column(
      .row(sevens, spacing: 40),
      .plot(
        x: "pixels moved", y: .share("digits read"),
        [
          .runs(
            "", reading.distances.map { Double($0) },
            reading.ways.indices.map { reading.shares(way: $0) }, hasDots: true)
        ]
      ).reference(0.1, "guessing")), "reading", reading.caption,
    alt: "How many digits are read when they are moved")
  return reading
}
lesson.text(reading.verdict)
tolerance()

lesson.knobs()

lesson.heading("What goes wrong in practice")
lesson.text(
  """
  - **Too large a word.** Pooling is often said to make a network blind to where things are. You \
  have seen how far that goes: it forgives some moves smaller than its window, and passes on the rest.
  - **A maximum that begins at 0.** Code that starts with `largest = 0` works behind a ReLU. Without \
  one, a window of −3, −1, −2, −4 must give −1, and gives 0.
  - **The stride left out.** A pooling layer then moves by its own length, here as in PyTorch and \
  Keras, but a convolution by 1.
  - **Leftovers.** A window of 2 on 7 columns has three places and never sees the last column. Other \
  programs may let it reach over the rim instead, and then the sizes differ.
  - **Too often.** 28, 14, 7, 3, 1: after four poolings a map is one number. It may say that a loop \
  was found, and no longer whether above or below, as a 9 and a 6 have it.
  """)

more(pool)
lesson.handsOn(try HandOver(little: little, trained, stage: "pool1"))

lesson.end(
  """
  **Next:** of every four numbers three are gone, and the network still reads \
  \(reading.share(0).percent()) of the test digits. It does not hang on each of its numbers. Could it \
  do without some that are picked blindly? Dropout does that on purpose.
  """)
