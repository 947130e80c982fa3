import CNN
import Digits
import Explain
import Figures
import LessonKit
import Models
import Printing

// Knobs: try one with `swift run Dropout --try rate=0.5`, or change a line and run it again.

/// The probability with which a number is dropped.
let rate: Float = knob(
  "rate", 0.25,
  try: [
    0.5: "is the seven still read?",
    0.9: "one mask leaves little; how often is the seven still read?",
    0: "nothing is dropped: what is left of each picture?",
    1: Look("the lesson refuses it: survivors would be divided by 0", endsInSentence: true),
  ])
/// How many masks the longest mean is taken over.
let masks: Int = knob(
  "masks", 1000,
  try: [
    10: "the mean is still uneven; how large is its error?",
    100_000: "a hundred times as many masks; how much smaller is the error?",
  ])
/// The seed of the random numbers.
let seed: UInt64 = knob(
  "seed", 1,
  try: [2: "other masks; does the error fall as fast?", 3: "other masks again"])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.dropout, options)
lesson.prepare { try checkKnobs(rate: rate, masks: masks) }

lesson.text(
  """
  **Dropout** sets numbers of a map to 0 at random while a network learns. The **rate** is the \
  probability with which each is dropped, here \(rate.short). A **mask** says which numbers stay, and \
  each image gets a new one. So no weight can rely on a single number. This is meant to hinder \
  learning by heart (lesson 9). At **inference**, when the network only answers, nothing is dropped.
  """)

let seven = lesson.prepare { try MNIST.seven() }
let trace = lesson.prepare { try Models.walkthrough().trace(seven) }
lesson.explains(by: trace)
lesson.follows(trace.network, ["in", "conv1", "relu1", "conv2", "relu2", "pool1", "dropout1"])
let pooled = lesson.prepare { try trace["pool1"] }
let little = Tensor([2, 2, 1], [0, 2, 1, 2])
lesson.takesOver(try HandOver(little: little, trace, stage: "pool1"))

lesson.heading("On paper first")
lesson.text(
  """
  A map that has lost numbers adds up to less. So the numbers that stay, the survivors, are divided \
  by 1 − rate:
  """)
lesson.formula(
  """
  y = 0                with probability rate
  y = x / (1 − rate)   with probability 1 − rate

  mean of y = rate · 0 + (1 − rate) · x / (1 − rate) = x
  """)

let all = lesson.cell("All sixteen masks of four numbers", isStage: true) {
  let p = Double(rate)
  var all: [LittleMask] = []
  var mean = [0.0, 0, 0, 0]
  for mask in 0..<16 {
    var (probability, dropped, numbers) = (1.0, [Int](), little)
    for i in 0..<4 {
      let isDropped = mask >> i & 1 == 1  // bit i of the mask
      if isDropped { dropped.append(i) }
      probability *= isDropped ? p : 1 - p
      numbers.scalars[i] = isDropped ? 0 : little.scalars[i] / (1 - rate)
    }
    for i in 0..<4 { mean[i] += probability * Double(numbers.scalars[i]) }
    all.append((probability, dropped, numbers))
  }
  lesson.print("the four numbers         \(row(little.scalars.map(Double.init)))")
  lesson.print("if all of them survive   \(row(all[0].numbers.scalars.map(Double.init)))")
  lesson.print("mean over all masks      \(row(mean))")
  lesson.show(
    sixteenMasks(all, mean), "paper",
    "Grey is dropped. Choose a cell. Under each mask, multiply its number by the mask's probability. "
      + "Add up: is the sum in the last row?",
    alt: "All sixteen masks", preview: false)
  return all
}
lesson.text(
  rate == 0
    ? "With a rate of 0 only the mask that drops nothing can come up."
    : """
    No mask gives the mean: each \(little.scalars[1].short) becomes 0 or \
    \(all[0].numbers.scalars[1].fixed(3)).
    """)

let alone = lesson.prepare { try LittleSeven.network().trace(LittleSeven.image) }
let predictedMean = lesson.predict(
  """
  From these numbers the rest of the little network makes a score for 7 and one for 1. The scores \
  give p(7), the probability of a 7. Without masks p(7) is \(alone.output[0].fixed(4)), so the network says \
  \(alone.output[0] > 0.5 ? "7" : "1"). What is the mean of p(7) over all masks?
  """, .oneOf(MeanShare.outcomes))

let meanShare = lesson.cell("What the rest makes of each mask") {
  // Lessons 5 to 7 show what comes after pooling.
  let rest = try LittleSeven.network().part(from: "pool1", to: "softmax1")
  var (scores, share) = ([0.0, 0.0], 0.0)
  var points: [(probability: Double, lead: Double, share: Double)] = []
  for (probability, _, numbers) in all where probability > 0 {
    let answer = try rest.trace(numbers)
    let (own, p) = (try answer.scores.scalars.map(Double.init), Double(answer.output[0]))
    scores[0] += probability * own[0]
    scores[1] += probability * own[1]
    share += probability * p
    points.append((probability, own[0] - own[1], p))
  }
  let unmasked = try alone.scores.scalars.map(Double.init)
  lesson.print("                        score of 7     of 1     p(7)")
  lesson.print("without masks            \(row(unmasked + [Double(alone.output[0])]))")
  lesson.print("mean over all masks      \(row(scores + [share]))")
  let found = MeanShare(mean: share, plain: Double(alone.output[0]))
  lesson.show(
    bend(points, meanLead: scores[0] - scores[1], meanShare: share, unmasked: found.plain), "bend",
    "Masks with equal scores share a dot. Compare the black dots.",
    alt: "p(7) along its curve, and its mean")
  return found
}
lesson.settle(predictedMean, meanShare.answer, because: meanShare.reason(rate: rate))
meansToTouch(lesson, little, alone.network, rate: rate, seed: seed)

lesson.heading("On the seven")
lesson.text(
  """
  The seven's pooled map 9 has 196 numbers, so there are 2¹⁹⁶ masks. Here \(masks.grouped) are drawn at random.
  """)

let dice = Random(seed: seed, for: .dropout)
let many = lesson.cell("Many masks over one map", isStage: true) {
  let map = pooled.channel(9)
  var many = ManyMasks(map, masks: masks, rate: rate)
  var sum = [Double](repeating: 0, count: map.scalars.count)
  for number in 1...masks {
    let random = dice.stream(number)
    var (mask, masked, squares) = (map, map, 0.0)
    for i in map.scalars.indices {
      // A random number from 0 to 1 for each value: below the rate, it is dropped.
      mask.scalars[i] = random.uniform(i) < rate ? 0 : 1
      masked.scalars[i] = mask.scalars[i] * map.scalars[i] / (1 - rate)
      sum[i] += Double(masked.scalars[i])
      // How far the mean of all masked maps so far is from the map.
      let difference = sum[i] / Double(number) - Double(map.scalars[i])
      squares += difference * difference
    }
    many.note(mask, masked, sum, error: (squares / Double(sum.count)).squareRoot())
  }
  lesson.print("the first mask drops \(many.firstDropped) of \(sum.count) numbers")
  let plain = try Figure.activation(trace, "pool1", channel: 9)
  lesson.show(
    many.underMasks(plain), "masks",
    "Black is dropped. Below, what is left, scaled up. Which mask hits the stroke hardest?"
      + many.cutsScale, alt: "The map under some masks")
  lesson.show(
    many.towards(plain), "means",
    "Means of more and more masked maps. From which one on do you see no difference?",
    alt: "The mean map under growing numbers of masks")
  return many
}
if rate == 0 { lesson.text("With a rate of 0 each mean is the map itself.") }
masksToTouch(lesson, pooled.channel(9), rate: rate, seed: seed)

lesson.heading("At inference")
lesson.text("At inference the layer does nothing. In training it drops or scales each number.")
let place = lesson.prepare { try trace.numberOfTheRoute("pool1").site.index }
lesson.cell("The seven passes") {
  let changed = zip(pooled.scalars, try trace["dropout1"].scalars).count { $0 != $1 }
  lesson.print("at inference \(changed) of \(pooled.scalars.count) numbers change")
  let learning = try trace.network.trace(seven, Pass(.training, seed: seed))
  let passed = try trace.site("dropout1", place)
  lesson.print("inference: \(trace.explain(passed))")
  lesson.print("training:  \(learning.explain(passed))")
}

// Another seven of the test digits, which the network takes for a 2.
let doubtful = lesson.prepare { try MNIST.sheet(.test, digit: 7).image(179) }
let doubted = lesson.prepare { try trace.network.trace(doubtful) }
let predictedSevens = lesson.predict(
  """
  Leave this dropout on, but not the second one, and ask a hundred times. The answer is 7 where \
  p(7) is the largest of ten probabilities. How often is it 7 for the seven? And for another seven, read as \
  a \(doubted.output.scalars.argmax) without masks? (Within 15 is right.)
  """, .numbers(2))

let opinions = lesson.cell("A hundred second opinions") {
  let rest = try trace.network.part(from: "dropout1", to: "softmax1")
  let opinions = try [("the seven", seven), ("the doubtful seven", doubtful)].map { name, image in
    let pooled = try trace.network.trace(image)["pool1"]
    var opinions = Opinions(name, image, plain: try rest.trace(pooled).output)
    for number in 1...100 {
      let random = dice.stream(number)
      var masked = pooled
      for i in pooled.scalars.indices {
        masked.scalars[i] = random.uniform(i) < rate ? 0 : pooled.scalars[i] / (1 - rate)
      }
      let lost = random.uniform(pooled.shape.offset(of: place)) < rate
      opinions.note(try rest.trace(masked).output, isRouteLost: lost)
    }
    return opinions
  }
  for line in Opinions.table(opinions) { lesson.print(line) }
  lesson.show(
    Opinions.figure(opinions), "opinions",
    "Compare p(7) under a hundred masks with the dashed line.",
    alt: "p(7) of two sevens under a hundred masks")
  return opinions
}
lesson.settle(
  predictedSevens, Opinions.answer(opinions), because: Opinions.reason(opinions, rate: rate),
  mistakes: rate == 0 ? [:] : [[100, 0]: "Masks can change an unsure answer."])
modesToTouch(lesson, seven, doubtful, trace.network, seed: seed)

lesson.workItOut(lesson.prepare { try questions() })
lesson.knobs()

lesson.more("how fast the mean approaches the map")
lesson.text(
  """
  How far is the mean of n masked maps from the map? Take the root of the mean squared difference. \
  With p for the rate, the variance of one number x is x² · p / (1 − p). A mean over n masks has \
  1/n of this variance. So the theory expects:
  """)
lesson.formula(
  """
  error of n masks = √(p / (1 − p)) · √(mean of x² over the map) / √n
                   = \(many.expected.fixed(4)) / √n
  """)
lesson.cell("The error of the mean") {
  for line in many.table { lesson.print(line) }
  guard many.expected > 0 else { return }
  lesson.show(
    many.falling, "error",
    "The error of the mean over n masks, as measured and as expected. Both axes are logarithmic, "
      + "so 1/√n is a straight line.", alt: "How the error of the mean falls")
}
lesson.text(
  """
  One more decimal costs a hundred times as many masks. Nobody waits for that. A network in \
  training sees a new mask with each image, and its weights average over all of them. Some use the \
  spread of the answers as a measure of doubt (Gal and Ghahramani, 2016).
  """)

let rates = trace.network.layers.compactMap { ($0 as? Dropout)?.rate.short }
lesson.more("the scale in another place, and in a wrong one")
lesson.text(
  """
  The first code for dropout did not scale in training. It multiplied everything by 1 − rate at \
  inference instead. That works as well: the next layer must see the same on average, in training and \
  at inference. The table shows what it sees of the little seven. One can scale in training, at inference, never, or twice.
  """)
fourWaysToScale(lesson, little, all, rate: rate)

lesson.more("what goes wrong in practice")
lesson.text(
  """
  - **Left on.** A network that still drops at inference gives another answer each time, and more \
  wrong ones. Frameworks have a switch for it, and people forget it: `model.eval()` in PyTorch, \
  `training=False` in Keras, `Pass(.inference)` here.
  - **The scale** is left out, or applied both in training and at inference. The program does not \
  stop, and few answers change.
  - **The rate.** Here, in PyTorch and in Keras it is the probability of being dropped. In \
  TensorFlow 1 and in the paper that made dropout known (Srivastava and others, 2014) it is the \
  probability of staying. A rate of ¼ then keeps a quarter.
  - **The same seed each time.** Then each step drops the same numbers. The weights that read these \
  numbers never learn.

  The next cell counts the first two on MNIST's 10,000 test digits. This network has learned with \
  the scale. A network that is never scaled meets larger numbers at inference than in training. To \
  imitate that, “never scaled” divides the numbers after pooling by 1 − rate at inference. “Scaled \
  twice” multiplies them by 1 − rate. “Left on” keeps both dropouts, with the network's own rates of \(rates.joined(separator: " and ")).
  """)
tenThousandDigits(lesson, trace, rate: rate)

lesson.more("one path of very many")
lesson.text(
  """
  The **route** is one chain of numbers that the lessons follow. It is a thread between the pages, \
  and one of very many. \(opinions[0].withoutRoute)
  """)
lesson.cell("The route passes") {
  try lesson.printRoute(trace, from: "pool1", to: "dropout1")
}

lesson.handsOn(try HandOver(little: little, trace, stage: "dropout1"))

lesson.end(
  """
  **Next:** so far each number had neighbours in a map. The part that decides takes a plain list. \
  What becomes of the neighbours? That is Flatten.
  """)
