import CNN
import Digits
import Explain
import Figures
import Foundation
import LessonKit
import Models
import Notebook
import Printing

// Knobs: try one with `swift run Softmax --try temperature=2`, or change a line and run it again.

/// All scores are divided by it before softmax.
let temperature: Double = knob(
  "temperature", 1,
  try: [
    2: "see how much less sure all answers become",
    1.2: "in the part “how sure, and how right”, compare the mistakes expected and made",
  ])
/// A number that is added to all scores.
let constant: Double = knob(
  "constant", 0,
  try: [
    100: "see which columns change",
    -1000: "all scores are far below zero: see what happens to the shares",
  ])
/// The test digit that is shown beside the rival: its class, and its number in this class.
let digit: TestDigit = knob(
  "digit", TestDigit(7, cell: 0),
  try: [
    TestDigit(6, cell: 329): "a sure mistake",
    TestDigit(7, cell: 411): "a close call",
  ])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.softmax, options)
let (network, trained) = lesson.prepare {
  try checkKnobs(temperature: temperature, constant: constant, digit: digit)
  let network = try Models.walkthrough()
  return (network, try network.trace(try MNIST.seven(), label: 7))
}
/// The last two stages, here dense2 and softmax1: the scores, and the shares made of them.
let (scoresName, sharesName) = lesson.prepare {
  let scores = try network.scoresStage
  return (network.stages[scores], network.stages[scores + 1])
}
let logits = nameOfLogits(temperature: temperature, constant: constant)

lesson.takesOver(try HandOver(little: Tensor([2], [1, 2]), trained, stage: scoresName))
lesson.text(
  """
  The last dense layer gives each digit a score, or **logit**. The highest wins; if two are \
  equal, the first. Is the win clear, or close? **Softmax** turns scores into shares. \
  All are above zero, and together they are 1. They are called probabilities; p(7) is the 7's share.
  """)

lesson.heading("On paper first")
lesson.text(
  """
  The little seven has the scores 1 for “7” and 2 for “1”. Subtract the largest from both. Raise \
  e = 2.718… to the power of each result (exp). Divide by the sum:
  """)
lesson.formula(
  """
  p(k) = exp(score(k) − max) / Σ exp(score(j) − max)
         max is the largest score; the sum goes over all classes j
  """)
let littleShare = lesson.predict(
  """
  What is p(7), to within 0.02? Take a calculator.\
  \(temperature == 1 ? "" : " First divide both scores by \(written(temperature)).")
  """, .number)

let softmax = lesson.cell("Four steps, two scores", isStage: true) {
  func softmax(_ scores: [Float]) -> Stages {
    var stages = Stages()
    for score in scores { stages.logits.append(Double(score) / temperature + constant) }
    let largest = stages.logits.max() ?? 0
    for logit in stages.logits { stages.shifted.append(logit - largest) }
    for difference in stages.shifted {
      stages.exponentials.append(exp(difference))
      stages.sum += exp(difference)
    }
    for exponential in stages.exponentials { stages.shares.append(exponential / stages.sum) }
    return stages
  }
  let little = softmax([1, 2])
  lesson.print(little.table(LittleSeven.classes, logits.name))
  let (first, sum) = (little.exponentials[0].fixed(4), little.sum.fixed(4))
  lesson.print("the sum is \(sum), and \(first) / \(sum) = \(little.shares[0].fixed(4))")
  let subject = Subject("the little seven", LittleSeven.image, little, label: 0)
  lesson.show(
    fourSteps([subject], classes: LittleSeven.classes, "\(logits.name)\n\(logits.remark)"),
    "paper", "✓ marks the right class, green the network's answer.", preview: false)
  return softmax
}
lesson.settle(
  littleShare, .number(softmax([1, 2]).shares[0], within: 0.02),
  because: """
    exp turns differences into ratios: a score that is 1 higher gets e times the other's share. \
    So **only differences count**: 101 and 102 make the same shares. A **temperature** divides \
    all scores, and so the differences.
    """,
  mistakes: [
    .number(1.0 / 3, within: 0.01): "The shares are not proportional to the scores.",
    .number(softmax([1, 2]).shares[1], within: 0.01): "That is p(1).",
  ])
ratioToTouch(lesson, softmax([1, 2]))

lesson.heading("How wrong, in one number")
lesson.text(
  """
  The **loss** (cross-entropy) is −ln of the right class's share; ln is the natural logarithm. \
  Each time that share is halved, the loss grows by ln 2 = \(log(2.0).fixed(2)).
  """)
lesson.formula("loss = −ln p(right)")
let loss = lesson.cell("The loss", isStage: true) {
  // −ln p = ln Σ exp(score(j) − max) − (score(right) − max). So nothing is lost if p is tiny.
  func loss(_ stages: Stages, _ right: Int) -> Double { log(stages.sum) - stages.shifted[right] }

  let little = softmax([1, 2])
  for (right, name) in LittleSeven.classes.enumerated() {
    let share = little.shares[right].shortened
    lesson.print("if “\(name)” is right: −ln \(share) = \(loss(little, right).fixed(4))")
  }
  let cases = LittleSeven.classes.enumerated().map { right, name in
    let own = loss(little, right)
    return ("if “\(name)” is right: \(own.fixed(2))", little.shares[right], own)
  }
  lesson.show(
    lossCurve(cases), "curve",
    "Both points are the little seven's. Read off the loss at p = 1, and at p = 0.5.",
    alt: "the loss as a curve", preview: false)
  return loss
}

lesson.prepare {
  lesson.interactive(
    "little-seven", "The little seven, live: softmax and loss",
    """
    Add 1 to both scores: nothing changes. Then double both. Choose the other right answer, and compare \
    the loss.
    """,
    data: ["part": "softmax", "image": JSON(LittleSeven.image)],
    networks: ["little": try LittleSeven.network()])
}

lesson.heading("The seven and its rival")
let rival = lesson.prepare { try Models.rival(of: network) }
let rivalTrace = lesson.prepare { try network.trace(try rival.image(), label: rival.label) }
lesson.text(lesson.prepare { rivalText(rival, scores: try rivalTrace.scores) })

let subjects = lesson.cell("Ten scores, ten shares") {
  let classes = (0...9).map(String.init)
  let subjects = try [digit, rival].map { digit in
    let scores = try network.trace(try digit.image()).scores.scalars
    return Subject(
      name(of: digit, rival: rival), try digit.image(), softmax(scores), label: digit.label)
  }
  for subject in subjects {
    lesson.print("\(subject.title):\n\(subject.stages.table(classes, logits.name))\n")
  }
  lesson.print("(worked out with all decimals, printed with two: a last digit may differ by 1)\n")
  for subject in subjects { lesson.print(second(of: subject)) }

  // The package's own gets the scores without the constant: it changes nothing.
  var scores = try rivalTrace.scores
  for k in scores.scalars.indices { scores[k] /= Float(temperature) }
  let own = try network.part(from: scoresName, to: sharesName).trace(scores).output
  let differences = zip(own.scalars, subjects[1].stages.shares).map { abs($0 - Float($1)) }
  lesson.print(
    "largest difference from the package's own softmax: \((differences.max() ?? 0).asDifference)")
  lesson.show(
    fourSteps(subjects, classes: classes, "\(logits.name)\n\(logits.remark)"), "stages",
    "Compare the column “shifted”: when does one share take all?", preview: false)
  return subjects
}
addMultiplyToTouch(lesson, subjects[1])
lesson.cell("One share, explained") {
  if temperature != 1 { lesson.print("at temperature 1:") }
  let share = try rivalTrace.site(sharesName, [rival.label])
  lesson.print(rivalTrace.explain(share).description)
}

lesson.heading("There is no “none of these”")
let triangle = lesson.predict(
  "A triangle is not a digit. How large is the largest share?",
  .oneOf(Sureness.allCases.map(\.rawValue)))

let shapes = lesson.cell("No digits") {
  let shapes = try Shapes.all(upsideDown: try MNIST.seven()).map { name, image in
    Subject(name, image, softmax(try network.trace(image).scores.scalars))
  }
  for shape in shapes {
    let (answer, share) = (shape.stages.answer, confidence(shape.stages.largest))
    lesson.print("\(shape.title.alignedLeft(16)) says \(answer), \(share)")
  }
  let filled = softmax(try network.trace(Shapes.filledTriangle).scores.scalars)
  let zeros = [shapes[0].stages, filled].map { $0.logits[0].fixed(1, signed: true) }
  lesson.print(
    "\nthe triangle's score for 0: \(zeros[0]); with a stroke across its middle: \(zeros[1])")
  lesson.show(
    shares(of: shapes), "shapes",
    "Below each its ten shares; the thin line is 1. Where else is the network sure?", preview: false
  )
  return shapes
}
settle(triangle, lesson, shapes)

lesson.heading("Before training and after")
let first = lesson.predict(
  """
  A **newborn** network has random weights. What loss do you expect for the seven, to \
  within 0.5?
  """, .number)
let newborn = lesson.cell("Two losses") {
  let newborn = try network.newborn(seed: 1).trace(try MNIST.seven(), label: 7)
  for (name, trace) in [("trained", trained), ("newborn", newborn)] {
    let stages = softmax(try trace.scores.scalars)
    let (share, loss) = (stages.shares[7].shortened, loss(stages, 7).shortened)
    lesson.print("\(name): p(7) = \(share), loss \(loss)")
  }
  lesson.print("guessing, a tenth for each digit: loss ln 10 = \(log(10.0).fixed(4))")
  let test = try MNIST.dataSet(.test)
  let hundred = (0..<100).map { 100 * $0 }
  let losses = try (1...50).map { seed in
    let scores = try network.newborn(seed: UInt64(seed)).scores(of: test, numbers: hundred).scalars
    let losses = hundred.enumerated().map { place, number in
      loss(softmax(Array(scores[10 * place..<10 * place + 10])), test.labels[number])
    }
    return losses.mean
  }.sorted()
  lesson.print(
    "50 newborns, mean loss of 100 digits each: from \(losses[0].fixed(2)) to "
      + "\(losses[49].fixed(2))"
  )
  return newborn
}
lesson.settle(
  first, .number((100 * log(10.0)).rounded() / 100, within: 0.5),
  because: """
    A newborn network guesses: about a tenth for each digit. A normal first loss is ln 10 or \
    somewhat more. If it is far higher, the network is sure of wrong answers before it learns.
    """,
  mistakes: [
    0: "That would be sure and right.", 1: "That is the logarithm to base 10; ln has base e.",
  ])
lossToTouch(lesson, softmax([1, 2]))

lesson.workItOut(questions(lesson))
lesson.knobs()

lesson.more("what goes wrong in practice")
let most = exp(1.0) / (exp(1.0) + 9)
lesson.text(
  """
  - **Twice.** Many frameworks' loss functions apply softmax themselves. Code that gives them \
  shares instead of scores applies it twice, and nothing complains. With ten classes, even a \
  perfect answer (1 and nine times 0) then gets a share of only e / (e + 9) = \(most.fixed(4)). \
  The loss cannot fall below \((-log(most)).fixed(4)).
  - **Along the wrong axis.** The shares of each image must add up to 1. Softmax along the batch \
  makes the images of a batch compete. Nothing complains here either.
  - **The logarithm of zero.** A share that is too small for the machine becomes 0, and its loss \
  infinite. So the code above computes the loss from the scores, not from shares.
  - **Shares taken for the chance of being right.** On digits like the training digits, they may \
  be close to it (see *how sure, and how right*). On a triangle they mean nothing.
  """)

lesson.more("why the largest score is subtracted first")
lesson.text(
  """
  On paper, subtracting m changes nothing: exp(a − m) is exp(a) / exp(m), and exp(m) cancels in \
  the quotient. In a machine it matters. The largest Float is 3.4·10³⁸, and exp(x) passes it \
  just above x = 88.7. The largest Double is passed just above x = 709.7. After the shift no exponent is above 0, and the sum is at least 1. Very \
  small numbers become 0, and do no harm.
  """)
largeScores(lesson)

lesson.more("wrong, and sure of it")
let answers = sureMistakes(lesson, network, softmax)

lesson.more("how sure, and how right")
lesson.text(
  """
  Take all digits with a largest share of 80 to 90 %. Is the network right on 80 to 90 % of them? \
  If that holds for every range, its shares may be read as probabilities, for images like these. \
  The network is then called **calibrated**.
  """)
calibration(lesson, answers)
lesson.text(
  """
  A temperature changes no answer, only how sure the network is. The right one can correct a \
  network that is too sure (Guo and others, “On calibration of modern neural networks”, 2017). Find it with the \
  knob.
  """)

lesson.more("the loss of all test digits")
meanLoss(
  lesson, answers, loss,
  lesson.prepare {
    try [
      ("the little seven", softmax([1, 2]), 0), ("rival", subjects[1].stages, rival.label),
      ("newborn", softmax(newborn.scores.scalars), 7),
      ("trained", softmax(trained.scores.scalars), 7),
    ].map { ($0, $1.shares[$2], loss($1, $2)) }
  })

lesson.more("one number on its way")
lesson.text(
  "The path that the lessons follow ends here. It is one of very many, and its share is tiny.")
lesson.cell("The end of the route") {
  try lesson.printRoute(trained, from: scoresName, to: sharesName)
}

// The next lesson knows nothing of this one's knobs.
if temperature != 1 { lesson.text("The numbers handed on are those at temperature 1.") }
let little = lesson.prepare { try LittleSeven.network().trace(LittleSeven.image, label: 0) }
lesson.handsOn(HandOver(little: little, trained: trained, newborn: newborn))

lesson.end(
  """
  **Next:** All \(network.parameterCount.grouped) weights together made the loss. Which of them is \
  to blame, and how much?
  """)
