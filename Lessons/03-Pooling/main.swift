import CNN
import Digits
import Explain
import Figures
import LessonKit
import Models
import Notebook
import Printing

// Knobs: try one with `swift run Pooling --try stride=1`, or change a line and run it again.

/// Rows and columns of the window.
let window: Int = knob(
  "window", 2,
  try: [
    4: Look("does a larger share stay?", with: ["stride": "4"]),
    3: Look("windows overlap; no window sees the last row and column", with: ["stride": "2"]),
  ])
/// How far the window moves at a step.
let stride: Int = knob(
  "stride", 2,
  try: [
    1: "the pooled maps are nearly as large as the maps; does a larger share stay?",
    3: "there are gaps between the windows; how many rows does no window see?",
  ])
/// What a window hands on.
let keep: Keep = knob(
  "keep", .largest,
  try: [
    .average: "the stroke gets paler; do its numbers stay more often or less often?"
  ])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.pooling, options)
let chosen = Window(size: window, stride: stride, keep: keep)
lesson.prepare { try chosen.check() }
let seven = lesson.prepare { try MNIST.seven() }
let trained = lesson.prepare { try Models.walkthrough().trace(seven) }
lesson.explains(by: trained)
lesson.follows(trained.network, ["in", "conv1", "relu1", "conv2", "relu2", "pool1"])
let maps = lesson.prepare { try trained["relu2"] }  // [28, 28, 16], what the second ReLU leaves
/// The map that is shown, and a place in it.
let example = lesson.prepare { try trained.numberOfTheRoute("relu2").site.index }
/// How far the seven is moved at most, in pixels: by a stride, if that is not too far.
let farther = (2...6).contains(stride) ? stride : 2

lesson.text(
  """
  Two convolutions with their ReLUs have made \(maps.shape[2]) maps of the seven. **Pooling** lays \
  a window on a map and hands on the \(keep == .largest ? "largest number" : "mean") in it. Then \
  the window moves on by the **stride**. Pooling has no weights.
  """)
lesson.formula(
  """
  pooled(i, j) = the \(keep.name) of map(i · stride + a, j · stride + b)
                 over all rows a and columns b of the window
  """)
let littleMap = Tensor(rows: [[0, 0, 0], [0, 0, 2], [0, 1, 0]])
lesson.takesOver(try HandOver(little: littleMap, trained, stage: "relu2"))

lesson.heading("On paper first")
let littleTraces = lesson.prepare {
  try [0, -1].map { try LittleSeven.network().trace(LittleSeven.image.moved(right: $0)) }
}
let movedMap = lesson.prepare { try littleTraces[1]["relu1"] }
lesson.text(
  """
  The little seven's map is 3×3. Its window is 2×2 and moves by 1.\
  \(keep == .largest ? "" : " On paper the window hands on the largest, whatever the knob says.")
  """)
let paper = lesson.predict(
  """
  The little seven moves one column to the left. Its map, row by row, becomes \
  \(movedMap.inLine). What are the four pooled numbers now?
  """, .numbers(4))

let (little, movedLittle) = lesson.cell("Four windows on the little seven", isStage: true) {
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
  let (pooled, movedPooled) = (pool(littleMap), pool(movedMap))
  lesson.print("pooled(1,1) = the largest of 0, 2, 1, 0 = \(pooled[1, 1, 0].fixed(0))")
  lesson.print("pooled:         \(pooled.inLine)")
  lesson.print("after the move: \(movedPooled.inLine)")
  lesson.show(
    try littleMoves(littleTraces, [pooled, movedPooled]), "paper",
    "The framed window makes the framed number. Below, outlines mark what has changed.",
    alt: "The little seven and its map, pooled, before and after a move", preview: false)
  return (pooled, movedPooled)
}
lesson.settle(
  paper, .numbers(movedLittle.scalars.map(Double.init)),
  because: """
    All four windows see the \(movedLittle.scalars.max()?.short ?? "same number"). In the pooled \
    map, \(Staying(little, movedLittle).text) numbers stay. In the map, \
    \(Staying(littleMap, movedMap).activeSame == 0 ? "no number" : "a number") above zero stays.
    """,
  mistakes: [[2, 0, 2, 0]: "Do not shift pooled numbers: pool the new map."])

lesson.prepare {
  lesson.interactive(
    "little-seven", "The little seven, live: pooling",
    """
    Raise a number that is not the largest of its window. Nothing happens, until it wins.
    """,
    data: ["part": "pooling", "image": JSON(LittleSeven.image)],
    networks: ["little": try LittleSeven.network()])
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
  lesson.print(
    "rows that no window sees: \(axis.input - seen.count) of \(axis.input), and as many columns")
  let own = try Network(input: maps.shape, seed: 1, [chosen.layer]).trace(maps).output
  let difference = zip(pooled.numbers.scalars, own.scalars).map { abs($0 - $1) }.max() ?? 0
  lesson.print("largest difference from the package's own pooling: \(difference.asDifference)")
  let part = WindowPart(chosen, around: example, places: places)
  lesson.show(
    try part.figure(trained, pooled, map: example[2]), "windows", part.caption(example[2]),
    alt: "A part of map \(example[2]), pooled")
  return pool
}

loserToTouch(lesson, maps, map: example[2], chosen)

lesson.heading("Move the seven by a pixel")
lesson.text(
  """
  Most numbers are 0 before and after.
  """)
let near = lesson.predict(
  """
  The seven moves one pixel to the right. Leave out the places of the pooled maps that stay 0. Of a \
  hundred others, how many hold the same number as before? (Within 10 is right.)
  """, .number)

let found = lesson.cell("What stays after one pixel") {
  var steps: [Moved] = []
  for pixels in [0, 1, farther] {
    let moved = try trained.network.trace(seven.moved(right: pixels))["relu2"]
    steps.append(Moved(pixels: pixels, maps: moved, pooled: pool(moved)))
  }
  let found = Found(steps, chosen)
  lesson.print(found.table(1))
  return found
}
lesson.settle(
  near, found.near, because: found.nearReason,
  mistakes: [100: "Then pooling would ignore the move."])

let far = lesson.predict(
  "And when it moves by \(farther) pixels?", .oneOf(Found.outcomes(farther, of: chosen)))
lesson.cell("What stays after \(farther) pixels") {
  lesson.print(found.table(2))
  lesson.show(
    found.figure(map: example[2]), "moved", found.caption(map: example[2]),
    alt: "What stays of a map and of its pooled map when the seven moves")
}
lesson.settle(far, found.far, because: found.farReason)
slideToTouch(lesson, trained, map: example[2], chosen)

lesson.heading("Does the network still read it?")
lesson.text(
  """
  The digits come from a collection, MNIST. All are centred. The trained network knows no others.\
  \(chosen.isOwn ? "" : " It pools by windows of 2×2, whatever the knobs say.")
  """)
let six = lesson.predict(
  """
  Test digits move by 6 pixels: right, left, down or up. Nearly all ink stays inside. How many in a \
  hundred does the network still read? (Within 10 is right.)
  """, .number)

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
        // Every second digit, a quarter of them in each of the four directions.
        let own = digits.choosing(Swift.stride(from: 2 * turn, to: digits.count, by: 8))
        let moved = own.moved(down: way.down * pixels, right: way.right * pixels)
        let right = try trained.network.right(on: moved, numbers: Array(0..<own.count))
        reading.add(pixels, right, of: own.count, ink: moved.ink / own.ink)
      }
    }
    return reading
  }
  lesson.print(reading.table)
  lesson.show(
    try reading.figure(trained.network, seven), "reading",
    "Mean and range of four directions, \(reading.count.grouped) digits. Where is the line steepest?"
      + "\(chosen.isOwn ? "" : " The network pools by 2×2, whatever the knobs say.")",
    alt: "How many digits are read when they are moved")
  return reading
}
lesson.settle(
  six, reading.answer, because: reading.reason,
  mistakes: [99: "That is the share without a move."])

lesson.workItOut(lesson.prepare { try questions() })
exchangeToTouch(lesson, trained, map: example[2], chosen)

lesson.knobs()

lesson.more("does a window make a network more tolerant?")
lesson.text(
  """
  The trained network has learned with one window only. Here small networks learn from 1,000 training \
  digits. Each has four kernels of 5×5, ReLU, and a dense layer. One kind has no pooling. The other \
  has the window of the knobs after the ReLU. Each kind starts from four seeds, which set its first \
  weights. Then each reads 1,000 test digits that have moved. Which kind reads more of them?
  """)
Tolerance(window: chosen, maps: maps.shape).compare(lesson)

lesson.more("what goes wrong in practice")
lesson.text(
  """
  - **“Blind to places”.** People often say that pooling makes a network blind to where things are. \
  But it only softens some moves smaller than its stride. It passes on the rest.
  - **A maximum that starts at 0.** Code that starts with `largest = 0` works after a ReLU. \
  Without one, a window of −3, −1, −2, −4 must give −1, and this code gives 0.
  - **The stride left out.** A pooling layer then moves by the size of its window, here and in \
  PyTorch and Keras. A convolution moves by 1.
  - **Leftovers.** A window of 2 on 7 columns has three places and never sees the last column. \
  Other programs may let it reach over the edge. Then the sizes differ.
  - **Too often.** 28, 14, 7, 3, 1: after four poolings a map is one number. It may say that there \
  is a loop. It no longer says whether the loop is above, as in a 9, or below, as in a 6.
  """)

lesson.more("equal numbers")
lesson.text(
  """
  Of equal numbers the first wins, row by row from the top left. The pooled number is the same \
  whichever wins. But in training, corrections (gradients, lesson 8) go back through each window, and only \
  to the winner. So there must be one. This is the little seven's first window:
  """)
ties(lesson, maps, pool(maps), chosen)

lesson.more("windows that overlap, and what no window sees")
lesson.text(
  """
  With a stride shorter than the window, windows overlap. A strong number can then win several of \
  them. There are ⌊(n − window) / stride⌋ + 1 places in a row of n numbers. This is rounded down, \
  so the last rows and columns may go unseen. PyTorch rounds down too, unless it is told \
  `ceil_mode`. Keras and TensorFlow round down with `valid`. With `same` the last window reaches \
  over the edge.
  """)
windowsAndStrides(lesson, maps, found.steps[1].maps)

lesson.more("what is thrown away")
lesson.text(chosen.loses)
mapsThatPoolEqually(lesson, trained, map: example[2], chosen, pool)

lesson.more("the mean instead of the largest")
lesson.text(
  """
  Average pooling hands on the mean of each window. LeCun's networks of 1990 to 1998 did so, with a \
  learned factor and a bias, and others of that time took the maximum. Many networks still end with the \
  mean of each map (Lin and others, 2014). A thin line fills only half of a window of 2×2, so the mean is \
  small. The mean changes with every number that comes or goes.
  """)
averages(lesson, trained, map: example[2], littleMap)
lesson.text(
  """
  With the largest number, ReLU may come before or after pooling. The largest of some numbers is \
  above zero exactly when one of them is. After pooling, ReLU has less work. With the mean \
  the order matters.
  """)

lesson.more("one path of very many")
lesson.text(
  """
  The lessons follow one chain of numbers through the network, the **route**. It is a thread \
  between the pages, and one of very many. It does not decide the answer. Here it goes through a \
  window of the trained network.
  """)
lesson.cell("The route goes on") {
  lesson.print(try trained.numberOfTheRoute("pool1").description)
  lesson.print("")
  try lesson.printRoute(trained, from: "relu2", to: "pool1")
}

lesson.handsOn(try HandOver(little: little, trained, stage: "pool1"))

lesson.end(
  """
  **Next:** \(pool(maps).numbers.scalars.count.grouped) of \(maps.scalars.count.grouped) numbers are left. \
  Could a network also lose numbers that are picked at random?
  """)
