import CNN
import Digits
import Explain
import Figures
import LessonKit
import Models
import Printing

// Knobs: try one with `swift run Dense --try digit=3`, or change a line and run it again.

/// Whose logit is taken apart.
let digit: Int = knob(
  "digit", 7,
  try: [
    3: "most of its score comes from the bar, hardly any from the slanted stroke",
    6: "bar and stroke both speak against it",
  ])
/// The digit that it is compared with; nil: the best of the others.
let rival: Int? = knob(
  "rival", nil,
  try: [
    1: "157 of the 224 numbers for the 7 are for the 1, too, and it still loses by 20.69",
    6: "only 26 of the 224 numbers for the 7 are for the 6, too",
  ])
/// How many terms the waterfall names, the largest first.
let named: Int = knob(
  "named", 10,
  try: [
    1: "one term of many: it carries 3 % of all that is said for and against",
    30: "even these are not half of what is said for and against",
  ])
/// Hidden units of the network without convolutions, in the experiment.
let units: Int = knob(
  "units", 64,
  try: [
    16: "a quarter of the weights, and not two points are lost",
    256: "four times the weights, and about a point is won: two pixels still cost 32",
  ])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.dense, options)
let (seven, trained) = lesson.prepare {
  try checkKnobs()
  let seven = try MNIST.seven()
  let trained = try Models.walkthrough().trace(seven)
  try check(trained.network)
  return (seven, trained)
}

lesson.text(
  """
  The maps have become a list, and now somebody has to decide. A **dense** layer (also called fully \
  connected) does it in the plainest way there is. Each of its **units** multiplies *every* number \
  of the list by a weight of its own, adds up the products, and adds a bias. It is the sum of \
  lesson 1 without a window: nothing is near, nothing is far, and no weight is used twice. Each \
  product is a vote, for or against.
  """)
lesson.formula("unit(k) = Σ list(c) · weight(c, k) + bias(k)     over all numbers c of the list")
let list = Tensor([4], [0, 2, 1, 2])
lesson.takesOver(try HandOver(little: list, trained, stage: "flatten1"))

lesson.heading("On paper first")
lesson.text(
  """
  The little seven's list has four numbers, and there are two classes, 7 and 1: eight weights, two \
  biases, two sums. The sums of the last layer are called **logits**: scores that may be any \
  number. The largest wins. Work out both.
  """)

let little = lesson.cell("Four numbers, two logits", isStage: true) {
  let weights: [[Float]] = [[0, 1, 0, 0.5], [0, 0, 1, 0]]  // for the 7, for the 1
  let biases: [Float] = [-2, 1]
  var (products, logits) = (Tensor([4, 2, 1]), Tensor([2]))
  for k in 0..<2 {
    var sum = biases[k]
    for c in 0..<4 {
      products[c, k, 0] = list[c] * weights[k][c]
      sum += products[c, k, 0]
    }
    logits[k] = sum
  }
  lesson.print("7: 0·0 + 2·1 + 1·0 + 2·½ − 2 = 0 + 2 + 0 + 1 − 2 = \(logits[0].fixed(0))")
  lesson.print("1: 0·0 + 2·0 + 1·1 + 2·0 + 1 = 0 + 0 + 1 + 0 + 1 = \(logits[1].fixed(0))")
  let classes = ["for 7", "for 1"]
  let table = Tensor(rows: (0..<4).map { c in weights.map { $0[c] } })
  lesson.show(
    .table(
      [
        [
          .map(list.reshaped([4, 1]), "list"), .sign("×"),
          .map(table, "weights").names(columns: classes), .sign("="),
          .map(products, "products").names(columns: classes),
        ],
        [.empty, .empty, .empty, .sign("+"), .map(Tensor([2], biases), "biases")],
        [.empty, .empty, .empty, .sign("="), .map(logits, "logits")],
      ], spacing: 16, sharing: .signed
    ).cell(54).withoutBar(), "paper",
    "The list meets the weights of both classes, a column each. The products of a column and the "
      + "bias add up to its logit. The 1 wins: this network is wrong about the little seven.",
    preview: false)
  return logits
}

let (values, maps) = lesson.prepare {
  // The list, [3136], and the shape of the maps that it was made of, [14, 14, 16].
  (try trained["flatten1"], trained.network.shapes[try trained.network.layer("flatten1")])
}
let (weights1, biases1) = weights(of: "dense1")  // [3136, 64] and [64]
let (weights2, biases2) = weights(of: "dense2")  // [64, 10] and [10]
let (numbers, gates) = (values.shape.count, biases1.shape.count)

lesson.heading("Most of the weights, little of the work")
lesson.text(
  """
  The trained network has two dense layers. The first makes \(gates) **hidden units** of the \(numbers) numbers: \
  nobody has said what they should mean. The second makes ten logits of the \(gates). (The weights are \
  borrowed; lesson 9 shows how they were found.)
  """)
lesson.predict(
  """
  \(layersWithWeights). Which of them has most of the weights? And which does most of the multiplications?
  """)

let costs = lesson.cell("Counted") {
  let network = trained.network
  let costs = network.names.indices.filter { network.parameterCount(ofLayer: $0) > 0 }.map { l in
    let count = network.parameterCount(ofLayer: l)  // of weights and biases
    let biases = network.layers[l].parameters.first { $0.name == "bias" }?.value.shape.count ?? 0
    let work = network.multiplyAdds(ofLayer: l)
    // A kernel's weight is used at each place of its map; a dense weight once.
    let uses = work / max(1, count - biases)
    return Cost(name: network.names[l], weights: count, uses: uses, work: work)
  }
  printTable(costs)
  lesson.show(
    .levelBars(
      costs.map(\.name),
      [
        .values("of all weights", costs.shares(of: \.weights)),
        .values("of all multiplications", costs.shares(of: \.work)),
      ], axis: .share("share"), format: .percentage(2)), "cost",
    "What each layer has of all weights (with biases), and what it does of all multiplications for "
      + "one image (with those that meet a border of zeros).", preview: false)
  return costs
}
lesson.text(verdict(on: costs))

lesson.heading("On the seven")
lesson.text(
  """
  Between the two dense layers stands a ReLU: a hidden unit above zero goes on as it is, any other \
  becomes 0. Think of a gate at each unit, open or closed. (The dropout behind it does nothing \
  outside of training.) So this is all that lies between the list and the logits:
  """)

let hidden = lesson.cell("\(numbers) numbers, \(gates) units, ten logits", isStage: true) {
  var hidden = Tensor(biases1.shape)
  for u in 0..<gates {
    var sum = biases1[u]
    for c in 0..<numbers { sum += values[c] * weights1[c, u] }
    hidden[u] = max(0, sum)
  }
  var logits = Tensor(biases2.shape)
  for k in 0..<10 {
    var sum = biases2[k]
    for u in 0..<gates { sum += hidden[u] * weights2[u, k] }
    logits[k] = sum
    lesson.print("logit of the \(k) \(logits[k].fixed(4, signed: true).alignedRight(9))")
  }
  lesson.print("gates open: \(hidden.scalars.count { $0 > 0 }) of \(gates)")
  let differences = zip(logits.scalars, try trained["dense2"].scalars).map { abs($0 - $1) }
  let difference = differences.max() ?? 0
  lesson.print("largest difference from the package's own logits: \(difference.asDifference)")
  return hidden
}
lesson.text(
  """
  \(winner) Ask the logit of the \(digit) where it came from, and it names hidden units. Ask one of \
  those, and it names numbers of the list. `\(reachesTheLast)[u]` is hidden unit u as it reaches the last \
  layer, `flatten1[c]` number c of the list; zeros are one line, and so are the smaller terms.
  """)
lesson.cell("A logit, and a hidden unit") {
  lesson.print(trained.explain(try trained.site("dense2", [digit])).worked(keep: 6))
  let votes = (0..<gates).map { hidden[$0] * weights2[$0, digit] }
  let unit = votes.argmax
  lesson.print("\nthe unit that adds most to it:\n")
  lesson.print(trained.explain(try trained.site("dense1", [unit])).worked(keep: 6))
}

lesson.heading("Straight through the open gates")
lesson.text(
  """
  So a number of the list speaks to a logit through many units at once, and units have no names. But \
  for *this* image it is settled which gates are open. A closed gate passes nothing, an open one \
  changes nothing. All else between the list and a logit is multiplying and adding, and can be \
  multiplied out. Say a 2 in the list meets the weights 3 and −1 on its way into two units, and these \
  meet 0.5 and 4 on theirs into a logit. Then the 2 adds 2·3·0.5 + 2·(−1)·4 = 2·(−2.5) to that logit if \
  both gates are open, and 2·1.5 if only the first is. One weight, straight from the list to the logit, \
  takes the place of all that lies between:
  """)
lesson.show(
  waysThrough(2, into: [3, -1], out: [0.5, 4]), "through",
  "The same example. The weights on the way through each unit are multiplied; the products of the "
    + "units whose gates are open add up to one weight. The 2 is multiplied by that.",
  alt: "one weight from the list to the logit", preview: false)
lesson.formula(
  """
  logit(k) = Σ list(c) · through(c, k) + bias′(k)

  through(c, k) = Σ weight1(c, u) · weight2(u, k)          over the units u with an open gate
  bias′(k)      = Σ bias1(u) · weight2(u, k) + bias2(k)    over the same units
  """)
lesson.predict(
  """
  how many of the \(numbers) numbers does the logit of the \(digit) depend on, for this image? How much of \
  all that they say for and against comes from \(theLargestTerms)?
  """)

let accounts = lesson.cell("An account of each logit") {
  let open = (0..<gates).filter { hidden[$0] > 0 }
  let accounts = try (0..<10).map { k in
    var (through, bias) = ([Double](repeating: 0, count: numbers), Double(biases2[k]))
    for u in open {
      for c in 0..<numbers { through[c] += Double(weights1[c, u]) * Double(weights2[u, k]) }
      bias += Double(biases1[u]) * Double(weights2[u, k])
    }
    return Account(try trained.site("dense2", [k]), through: through, bias: bias)
  }
  lesson.print(try accounts[digit].explanation.worked(keep: named + 3))
  return accounts
}
lesson.text(verdict(on: accounts[digit]))

let paintings = lesson.cell("The votes, where they come from") {
  // painting(i, j) = Σ list(c) · through(c, k) over the C maps, where c = (i · W + j) · C + map
  let (rows, columns, channels) = (maps[0], maps[1], maps[2])
  var paintings = [Tensor](repeating: Tensor([rows, columns, 1]), count: 10)
  for k in 0..<10 {
    for c in 0..<numbers {
      let (i, j) = (c / channels / columns, c / channels % columns)
      paintings[k][i, j, 0] += values[c] * Float(accounts[k].through[c])
    }
  }
  let account = accounts[digit]
  let largest = account.largest.map(maps.index).map { (row: $0[0], column: $0[1]) }
  lesson.show(
    .column(
      .row(
        try .activation(trained, "in", "the seven").cell(10),
        .map(paintings[digit], "votes for a \(digit)", scale: .signed).cell(20)
          .marking(.on(largest, .outline))),
      .waterfall(
        from: ("bias′", account.bias), account.steps.map { ($0.name, $0.value) },
        total: "logit of the \(digit)", axis: "sum so far", width: 720
      ).titled("the same votes, added up"), spacing: 28), "votes",
    votesCaption(paintings[digit], account), preview: false)
  return paintings
}

lesson.text(
  "The same numbers vote on the other digits, too, with other weights. The upper rows of a "
    + "painting, 0 to 5, hold the seven's bar, the lower ones its slanted stroke.")
lesson.cell("All ten digits") {
  lesson.print(Account.header)
  for account in accounts { lesson.print(account.row(paintings[account.digit])) }
  let votes = zip(paintings, accounts).map { painting, account in
    Figure.map(painting, "\(account.digit): \(account.stored.fixed(2, signed: true))")
  }
  lesson.show(
    .montage(votes, columns: 5, sharing: .signed).cell(10), "digits",
    "For each digit the votes of the same numbers, on one scale, and the logit that they add up to "
      + "with the bias. One stroke speaks for some digits and against others.")
}
lesson.text(opinions(accounts, paintings))
comparison()

lesson.knobs()

lesson.heading("What goes wrong in practice")
lesson.text(
  """
  - **Size.** A convolution takes an image of any size, a dense layer is built for so many numbers. \
  See below what it says to a larger image.
  - **Order.** Its weights belong to places in the list. In another order each meets a wrong number.
  - **Too many weights.** The layer that has nearly all of them can learn its images by heart, so \
  dropout stands on both sides of it. Many later networks do without: they average each map to one \
  number first, which would leave \(maps[2]) numbers here instead of \(numbers).
  - **Looking at weights alone.** A large weight on a number that is zero says nothing.
  """)

experiment()
more()
lesson.handsOn(try HandOver(little: little, trained, stage: "dense2"))
lesson.end(
  "**Next:** \(winner) But is that sure, or very sure? A score has no unit and cannot say. Softmax "
    + "turns ten scores into ten probabilities.")
