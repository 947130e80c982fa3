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
    0.5: "half of the map is missing under each mask, and the seven stays a seven",
    0.9: "one mask leaves little of the map, and a seven is still read under nearly all masks",
    0: "nothing happens: each mean is what was there before",
    1: Look("survivors would be divided by 0, so the lesson refuses it", endsInSentence: true),
  ])
/// How many masks the longest mean is taken over.
let masks: Int = knob(
  "masks", 1000,
  try: [
    10: "ten masks, and the mean is still uneven, with about ten times the error",
    100_000: "a hundred times as many masks, and about a tenth of the error",
  ])
/// The seed of the dice.
let seed: UInt64 = knob(
  "seed", 1,
  try: [2: "other masks, and much the same curve", 3: "other masks again, and the same curve"])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.dropout, options)
lesson.prepare { try checkKnobs() }

lesson.text(
  """
  Pooling kept one number of four. Dropout throws away more, and at random. While a network \
  learns, each number of a map is set to zero with a fixed probability, the **rate**, and the dice \
  are rolled anew for each image. It is a rehearsal to which anybody may fail to come: no number \
  can count on a certain other one being there, so what is learned has to be spread over many. On \
  the night itself, when the network is only asked (this is called **inference**), all are on \
  stage and nothing is dropped. This page is about how the two are made to fit. What dropout buys \
  is measured where networks learn, in lesson 9.
  """)

let seven = lesson.prepare { try MNIST.seven() }
let trace = lesson.prepare { try Models.walkthrough().trace(seven) }
lesson.follows(trace.network, ["in", "conv1", "relu1", "conv2", "relu2", "pool1", "dropout1"])
let pooled = lesson.prepare { try trace["pool1"] }
let little = Tensor([2, 2, 1], [0, 2, 1, 2])
lesson.takesOver(try HandOver(little: little, trace, stage: "pool1"))

lesson.heading("On paper first")
lesson.text(
  """
  A map that has lost numbers adds up to less. Whatever looks at it would get used to that, only to \
  find all of them there at inference. So what survives is made larger, by just as much as is \
  missing on average. With p for the rate:
  """)
lesson.formula(
  """
  y = 0             with probability p
  y = x / (1 − p)   with probability 1 − p

  mean of y = p · 0 + (1 − p) · x / (1 − p) = x
  """)

let all = lesson.cell("All sixteen masks of four numbers", isStage: true) {
  let p = Double(rate)
  var all: [(probability: Double, dropped: [Int], numbers: Tensor)] = []
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
    "All that the dice can say of the four numbers, and at the left how likely each of them is. "
      + "Grey is dropped, the rest is divided by 1 − \(rate). Each number times its probability, "
      + "added up over all sixteen, gives back what was there.", alt: "All sixteen masks",
    preview: false)
  return all
}
lesson.text(survival(of: little.scalars[1], as: all[0].numbers.scalars[1]))

let alone = lesson.prepare { try LittleSeven.network().trace(LittleSeven.image) }
lesson.predict(
  """
  the rest of the little network makes two scores of these numbers, one for the 7 and one for the \
  1, and of the two scores p(7): how sure it is of a seven, from 0, not at all, to 1, entirely \
  (lesson 7 shows how). Without masks p(7) is \(alone.output[0].fixed(4)). Take the mean of p(7) over all sixteen masks, each as often as it \
  is likely. Does it come back too?
  """)

let mean = lesson.cell("What the rest makes of each mask") {
  // Lessons 5 to 7 open what lies behind pooling.
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
  let plain = Double(alone.output[0])
  lesson.show(
    bend(points, meanLead: scores[0] - scores[1], meanShare: share, unmasked: plain), "bend",
    bendCaption(share, plain), alt: "p(7) along its curve, and its mean")
  return share
}
lesson.text(verdict(mean, Double(alone.output[0])))

lesson.heading("On the seven")
lesson.text(
  """
  Now one map of the seven, 14×14, the one with two strokes and a dot. Four numbers have sixteen \
  masks, 196 have 2¹⁹⁶. Nobody tries them all, so the dice decide, mask after mask: \
  \(masks.grouped) in all.
  """)

let dice = Random(seed: seed, for: .dropout)
lesson.cell("Many masks over one map", isStage: true) {
  let map = pooled.channel(9)
  var rehearsals = Rehearsals(map, masks: masks, rate: rate)
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
    rehearsals.note(mask, masked, sum, error: (squares / Double(sum.count)).squareRoot())
  }
  lesson.print("the first mask drops \(rehearsals.firstDropped) of \(sum.count) numbers")
  for line in rehearsals.table { lesson.print(line) }
  let plain = try Figure.activation(trace, "pool1", channel: 9)
  lesson.show(
    rehearsals.underMasks(plain), "masks", masksCaption(rehearsals),
    alt: "The map under some masks")
  lesson.show(
    rehearsals.towards(plain), "means", meansCaption(rehearsals),
    alt: "Means of more and more masked maps")
  guard rehearsals.expected > 0 else { return }
  lesson.show(
    rehearsals.falling, "error", errorCaption(rehearsals), alt: "How the error of the mean falls")
}
lesson.text(price)

lesson.heading("On the night itself")
lesson.text(
  """
  At inference the layer is there and does nothing. Here is the route's number as it passes, and \
  how the same network treats it while it learns, with dice of its own and the rate that it is built \
  with, ¼. It has a second dropout further on, with ½.
  """)
let place = lesson.prepare { try trace.numberOfTheRoute("pool1").site.index }
lesson.cell("The seven passes") {
  let changed = zip(pooled.scalars, try trace["dropout1"].scalars).count { $0 != $1 }
  lesson.print("at inference \(changed) of \(pooled.scalars.count) numbers change")
  let learning = try trace.network.trace(seven, Pass(.training, seed: seed))
  let passed = try trace.site("dropout1", place)
  lesson.print("inference: \(trace.explain(passed))")
  lesson.print("learning:  \(learning.explain(passed))")
}

lesson.predict(
  """
  now leave these dice on while the network is asked, and ask a hundred times. Each time about \
  \((100 * rate).short) % of the seven's \(pooled.scalars.count) numbers are missing, \
  and each time others. How often will it still say 7? And of a digit of which it is not sure?
  """)

let opinions = lesson.cell("A hundred second opinions") {
  let rest = try trace.network.part(from: "dropout1", to: "softmax1")
  // Another seven of the test digits, which the network takes for a 2.
  let doubtful = try MNIST.sheet(.test, digit: 7).image(179)
  let opinions = try [("the seven", seven), ("a doubtful seven", doubtful)].map { name, image in
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
  let rows: [[Figure]] = opinions.map { own in
    [
      .image(own.image, own.name, of: .image).side(140),
      .histogram(
        own.shares, bins: 20, axis: .linear("p(7)", 0...1), counts: "masks", width: 620, height: 140
      ).reference(Double(own.plain[7]), "without a mask"),
    ]
  }
  lesson.show(
    .table(rows, spacing: 30), "opinions", opinionsCaption(opinions),
    alt: "p(7) of two sevens under a hundred masks")
  return opinions
}
lesson.text(indispensable(opinions[0]))
lesson.text(doubt(opinions[1]))

lesson.knobs()

lesson.heading("What goes wrong in practice")
lesson.text(
  """
  - **Left on.** A network that still drops while it is asked gives another answer each time, and \
  more wrong ones; below they are counted. Frameworks have a switch for it (`model.eval()` in \
  PyTorch, `training=False` in Keras, `Pass(.inference)` here), and it is easily forgotten.
  - **The scale** is left out, or applied both while learning and at inference. Nothing stops, and \
  few answers change. What does change is counted below too.
  - **The rate.** Here, in PyTorch and in Keras it is the probability to be dropped. In TensorFlow 1 \
  and in the paper that made dropout known (Srivastava and others, 2014) it is the probability to \
  stay: ¼ then leaves a quarter.
  - **The same dice.** With a seed that does not move on, each step drops the same numbers, and \
  whatever hangs on them never learns.
  """)

more(all)
lesson.handsOn(try HandOver(little: little, trace, stage: "dropout1"))

lesson.end(
  """
  **Next:** up to here each number has lain in a map, with neighbours above, below, left and right. \
  The part of the network that decides takes a plain list. What becomes of the neighbours when the \
  maps are laid out in a row? That is Flatten.
  """)
