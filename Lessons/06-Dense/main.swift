import CNN
import Digits
import Explain
import Figures
import LessonKit
import Models
import Notebook
import Printing

// Knobs: try one with `swift run Dense --try digit=3`, or change a line and run it again.

/// The digit whose logit is taken apart.
let digit: Int = knob(
  "digit", 7,
  try: [
    3: "see whether the bar or the slanted stroke speaks for it",
    6: "see whether any part of the seven speaks for it",
  ])
/// The digit to compare with; nil: the best of the others.
let against: Int? = knob(
  "against", nil,
  try: [
    1: "see how many numbers speak for both digits, and compare with the 9",
    6: "see how many numbers speak for both digits, and compare with the 9",
  ])
/// How many votes the chart of the sum (the waterfall) names, the largest first.
let named: Int = knob(
  "named", 10,
  try: [
    1: "compare the bar of the largest vote with those of all others",
    30: "see how much is still left for the others",
  ])
/// Hidden units of the network without convolutions, in the experiment with moved digits.
let units: Int = knob(
  "units", 64,
  try: [
    16: "a quarter of the weights: compare the shares of digits read",
    256: "four times the weights: see whether they help with moved digits",
  ])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.dense, options)
let (seven, trained) = lesson.prepare {
  try checkKnobs(digit: digit, against: against, named: named, units: units)
  let seven = try MNIST.seven()
  let trained = try Models.walkthrough().trace(seven)
  try check(trained.network)
  return (seven, trained)
}
/// Dropout's name: the stage that the last dense layer reads.
let reachesTheLast = lesson.prepare {
  trained.network.stages[try trained.network.layer("dense2")]
}

lesson.text(
  """
  The maps have become a list. A **dense** layer (or fully \
  connected layer) consists of **units**. Each unit has its own weight for *every* number of \
  the list. It adds up the products of numbers and weights, and adds a bias. This is \
  the sum of lesson 1 without a window: no weight is used twice. Each product is a vote, for or \
  against.
  """)
lesson.formula("unit(k) = Σ list(c) · weight(c, k) + bias(k)     over all numbers c of the list")
let list = Tensor([4], [0, 2, 1, 2])
lesson.takesOver(try HandOver(little: list, trained, stage: "flatten1"))

lesson.heading("On paper first")
lesson.text(
  """
  The little network knows two classes, 7 and 1. The sums of its last layer are the **logits**, \
  or scores. They may be any numbers. The largest wins.
  """)
lesson.formula(
  """
  list     0   2   1   2
  for 7    0   1   0   ½     bias −2
  for 1    0   0   1   0     bias  1
  """)
let bothLogits = lesson.predict("What are the two logits?", .numbers(2))

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
  lesson.show(
    paper(list, weights, products, biases, logits), "paper",
    "A column for each class. Which class wins?", preview: false)
  return logits
}
lesson.settle(
  bothLogits, .numbers(little.scalars.map(Double.init)),
  because: "The 1 wins: this network is wrong about the little seven.",
  mistakes: [[3, 1]: "Add the biases, too."])

lesson.prepare {
  lesson.interactive(
    "little-seven", "The little seven, live: the scores",
    """
    Change an input or a weight. Which score moves, and by how much? Make the 7 win with one change.
    """,
    data: ["part": "dense", "image": JSON(LittleSeven.image)],
    networks: ["little": try LittleSeven.network()])
}

let values = lesson.prepare { try trained["flatten1"] }  // the list, [3136]
/// The shape of the maps that the list was made of, [14, 14, 16].
let maps = lesson.prepare { trained.network.shapes[try trained.network.layer("flatten1")] }
let (weights1, biases1) = weights(of: "dense1", in: trained.network)  // [3136, 64] and [64]
let (weights2, biases2) = weights(of: "dense2", in: trained.network)  // [64, 10] and [10]
let (numbers, gates) = (values.shape.count, biases1.shape.count)

lesson.heading("Weights, and work")
lesson.text(
  """
  The trained network has two dense layers. The first has \(gates) **hidden units**, each with a \
  sum over the \(numbers) numbers. Nobody has decided what these sums mean. The second turns them \
  into ten logits.
  """)
let layers = lesson.prepare { Layers(trained.network) }
let heaviest = lesson.predict(
  "\(layers.inWords) Which layer has the most weights, and which does the most multiplications?",
  .oneOf(layers.options))

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
  lesson.print(table(of: costs))
  lesson.show(
    .levelBars(
      costs.map(\.name),
      [
        .values("of all weights", costs.shares(of: \.weights)),
        .values("of all multiplications", costs.shares(of: \.work)),
      ], axis: .share("share"), format: .percentage(2)), "cost",
    "Weights with biases; multiplications for one image.", preview: false)
  return costs
}
lesson.settle(heaviest, .option(layers.answer(by: costs)), because: reason(for: costs))

lesson.heading("On the seven")
lesson.text(
  """
  Between the dense layers, ReLU is a **gate** at each hidden unit. If the unit's sum is above zero, \
  the gate is open: the sum passes unchanged. Otherwise it is closed, and 0 goes on.
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
  \(winner(of: trained)) The logit of the \(digit) is a sum over hidden units, and each unit a sum \
  over the list. `\(reachesTheLast)[u]` is hidden unit u after its gate, `flatten1[c]` is number c \
  of the list. The “others” include the bias:
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
  A number of the list reaches a logit through many units. For *this* image we know which gates \
  are open. So two steps lead from the list straight to a logit. Take the number 2 and \
  two units:
  """)
let (into, out): ([Float], [Float]) = ([3, -1], [0.5, 4])
lesson.show(
  directWeight(2, into: into, out: out), "through",
  "Step 1: multiply the two weights along each path. Step 2: add the paths whose gates are open. "
    + "The sum is the **direct weight**. With gate 1 closed instead, only −1 · 4 · 2 = −8 is left.",
  alt: "one weight from the list to the logit", preview: false)
lesson.formula(
  """
  direct(c, k) = Σ weight1(c, u) · weight2(u, k)           over the units u with an open gate
  bias′(k)     = Σ bias1(u) · weight2(u, k) + bias2(k)     over the same units

  logit(k)     = Σ list(c) · direct(c, k) + bias′(k)
  """)
gateToTouch(lesson, into: into, out: out)
let half = lesson.predict(
  """
  \(values.scalars.count { $0 != 0 }) numbers of the list are not zero. Add up their votes on the \(digit), \
  without signs. How many of the largest make half of this sum, to \
  within \(values.scalars.count { $0 != 0 } / 20)?
  """, .number)

let accounts = lesson.cell("An account of each logit") {
  let open = (0..<gates).filter { hidden[$0] > 0 }
  let accounts = try (0..<10).map { k in
    var (direct, bias) = ([Double](repeating: 0, count: numbers), Double(biases2[k]))
    for u in open {
      for c in 0..<numbers { direct[c] += Double(weights1[c, u]) * Double(weights2[u, k]) }
      bias += Double(biases1[u]) * Double(weights2[u, k])
    }
    return try Account(of: k, in: trained, direct: direct, bias: bias, naming: named)
  }
  lesson.print(try accounts[digit].explanation(in: trained).worked(keep: named + 3))
  let own = accounts[digit]
  lesson.print(
    "\nall votes, without signs: \(own.sizes.fixed(2)); half of it comes from the "
      + "\(own.countToHalf) largest")
  return accounts
}
settle(half, lesson, accounts[digit])

let paintings = lesson.cell("The votes, where they come from") {
  // painting(i, j) = Σ list(c) · direct(c, k) over the C maps, where c = (i · W + j) · C + map
  let (rows, columns, channels) = (maps[0], maps[1], maps[2])
  var paintings = [Tensor](repeating: Tensor([rows, columns, 1]), count: 10)
  for k in 0..<10 {
    for c in 0..<numbers {
      let (i, j) = (c / channels / columns, c / channels % columns)
      paintings[k][i, j, 0] += values[c] * Float(accounts[k].direct[c])
    }
  }
  lesson.print(extremes(of: paintings[digit], digit))
  lesson.show(
    try votes(paintings[digit], accounts[digit], in: trained), "votes",
    "Each cell is the sum of \(channels) maps' votes: orange for a \(digit), blue against it. "
      + "\(named.largestVotes). Where a frame is pale, others cancel that vote.",
    preview: false)
  return paintings
}
accountToTouch(lesson, seven, digit, trained.network)

lesson.text(
  """
  The same numbers vote on all ten digits, with other weights. The upper rows, 0 to 5, hold the \
  seven's bar, the lower rows its slanted stroke.
  """)
lesson.cell("All ten digits") {
  lesson.print(Account.header)
  for account in accounts { lesson.print(account.row(paintings[account.digit])) }
  let votes = zip(paintings, accounts).map { painting, account in
    Figure.map(painting, "\(account.digit): \(account.stored.fixed(2, signed: true))")
  }
  lesson.show(
    .montage(votes, columns: 5, sharing: .signed).cell(10), "digits",
    "The votes for each digit, and its logit. For which digits does the bar speak?")
}
lesson.text(opinions(on: digit, accounts, paintings))

lesson.heading("Two digits, side by side")
let compared = against ?? accounts.best(besides: digit)
let inFavour = accounts[digit].terms.count { $0 > 0 }
lesson.text(
  """
  The difference of two logits is the **margin**. Subtract the votes, number by number. A number \
  that adds the same to both logits decides nothing.
  """)
let shared = lesson.predict(
  """
  \(inFavour) numbers speak for the \(digit). How many of them speak for the \(compared), too, \
  to within \(max(1, inFavour / 8))?
  """, .number)
let margin = theMargin(
  lesson, of: accounts[digit], over: accounts[compared], paintings, naming: named)
settle(shared, lesson, margin)
marginToTouch(lesson, seven, digit, compared, trained.network)

lesson.workItOut(questions(lesson))
lesson.knobs()

lesson.more("what goes wrong in practice")
lesson.text(
  """
  - **Size.** A convolution takes an image of any size. A dense layer is built for a fixed \
  number of inputs (see *a larger image*, below).
  - **Order.** The weights of a dense layer belong to positions in the list. In another order, \
  each meets the wrong number.
  - **Too many weights.** The first dense layer has nearly all of the weights, and can learn its \
  images by heart (overfitting, lesson 9). So dropout stands on both sides of it. Many later networks first \
  average each map to one number. That would leave \(maps[2]) numbers here instead of \(numbers).
  - **Looking at weights alone.** A large weight does nothing if its number is zero.
  """)

lesson.more("a network without convolutions, and digits that have moved")
lesson.text(
  """
  A dense layer sees everything, so why not show it the pixels? Two networks learn the same 2,000 \
  training digits, three times each, from different first weights. One has dense layers only, with \
  \(units) hidden unit\(units == 1 ? "" : "s"). The other has two small convolutions and one dense \
  layer. Then both read 1,000 test digits: as they are, and moved by one, two and three pixels in \
  each of the four directions.
  """)
movedDigits(lesson, seven, units: units)

lesson.more("the account put to the test")
lesson.text(
  """
  The account says what each number adds. Does it also say what the logit would be without that \
  number? Set the numbers with the largest votes for the \(digit) to zero, and send the rest through \
  both dense layers. The account subtracts the votes of those set to zero, and leaves \
  the gates as they were.
  """)
withoutTheLargest(lesson, accounts[digit], in: trained, hidden: hidden)

lesson.more("which gates open for which digit")
lesson.text(
  """
  Each image opens its own gates, so it has its own account. How different are these \
  gates? For a hundred test digits of each kind, we count how often each hidden unit's gate is open.
  """)
openGates(lesson, trained.network, hidden: hidden)

lesson.more("a larger image")
lesson.text("Take an image of 32×32 instead of 28×28, and the same layers with the same weights:")
largerImage(lesson, trained.network)

lesson.more("one number on its way")
lesson.text(
  """
  The lessons follow one number through the network, from the pixels to the winning score. Its \
  path is one of very many, and its share is small. It decides nothing; it only gives the lessons \
  a common thread.
  """)
lesson.cell("From the list to the logit") {
  try lesson.printRoute(trained, from: "flatten1", to: "dense2")
}
lesson.handsOn(try HandOver(little: little, trained, stage: "dense2"))
lesson.end(
  "**Next:** Is this a clear win, or a close call? The scores do not say. Softmax turns ten scores "
    + "into ten probabilities.")
