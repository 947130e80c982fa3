import CNN
import Digits
import Explain
import Figures
import Foundation
import LessonKit
import Models
import Printing

// Knobs: try one with `swift run Softmax --try temperature=2`, or change a line and run it again.

/// All scores are divided by it first.
let temperature: Double = knob(
  "temperature", 1,
  try: [
    2: "p(7) of the little seven grows from .2689 to .3775, and only 7 mistakes are above 90 %",
    1.2: "at “how sure, and how right”, 95 mistakes are expected and 93 made",
  ])
/// Added to all scores.
let constant: Double = knob(
  "constant", 0,
  try: [
    100: "the first column moves, and nothing else",
    -1000: "scores far below zero, and the same shares",
  ])
/// The test digit that goes through beside the rival.
let digit: TestDigit = knob(
  "digit", TestDigit(7, cell: 0),
  try: [
    TestDigit(6, cell: 329): "a sure mistake: the 4 gets .9999",
    TestDigit(7, cell: 411): "a close call: the 9 gets .4920, the 7 only .4660",
  ])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.softmax, options)
let (network, trained) = lesson.prepare {
  try checkKnobs()
  let network = try Models.walkthrough()
  return (network, try network.trace(try MNIST.seven(), label: 7))
}
/// The last two stages, here dense2 and softmax1: the scores, and the shares made of them.
let (scoresName, sharesName) = lesson.prepare {
  let scores = try network.scoresStage
  return (network.stages[scores], network.stages[scores + 1])
}

lesson.takesOver(try HandOver(little: Tensor([2], [1, 2]), trained, stage: scoresName))
lesson.text(
  """
  The last dense layer gives ten numbers, one for each digit: the **scores**, also called \
  **logits**. The highest one is the answer. But is it a sure answer or a close call? A score does \
  not say: it may be of any size, it may be below zero, and ten of them add up to nothing in \
  particular. **Softmax** makes ten shares of them, each above zero, all together 1. Shares like \
  these are called probabilities, and p(7) is written for that of the 7; how far they deserve the \
  name we shall see. From them comes a single number that says how wrong the network is.
  """)

lesson.heading("On paper first")
lesson.text(
  """
  The little seven has come to two scores: 1 for “7” and 2 for “1”. Four steps make shares of \
  them: take the largest score away from all, raise e = 2.718… to the power of each (exp), add up \
  what comes out, and divide each by that sum.
  """)
lesson.formula(
  """
  p(k) = exp(score(k) − max) / Σ exp(score(j) − max)
         max is the largest score; the sum goes over all classes j
  """)

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
  lesson.print(little.table(LittleSeven.classes))
  let (first, sum) = (little.exponentials[0].fixed(4), little.sum.fixed(4))
  lesson.print("the sum is \(sum), and \(first) / \(sum) = \(little.shares[0].fixed(4))")
  let subject = Subject("the little seven", LittleSeven.image, little, label: 0)
  lesson.show(
    fourSteps([subject], classes: LittleSeven.classes, "\(logitsName)\n\(logitsRemark)"), "paper",
    "The little seven's two scores on their way to shares. ✓ is what it is, green is what the "
      + "network says: it takes the seven for a one.", preview: false)
  return softmax
}
lesson.text(
  """
  Why exp? It is above zero whatever the score, and it turns differences into ratios: one point \
  more makes a share e times the other's, whichever the points are. So **only differences count**: \
  the scores 1 and 2 make the same shares as 101 and 102. Dividing all scores by a number, the \
  **temperature**, divides the differences: a high one makes the shares alike, a low one leaves \
  hardly anything to all but the largest.
  """)

lesson.heading("How wrong, in one number")
lesson.text(
  """
  The image is a seven, so what matters is p(7), the share of the right class. The **loss** says \
  how surprised one must be by the truth after hearing the network; its full name is cross-entropy. \
  It is 0 where the right class has everything, grows by ln 2 = 0.6931 each time that its share \
  halves, and has no upper end.
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
    "The loss over the share of the right class: 0 at the right end, and without end towards the "
      + "left. The two points are the little seven's.", alt: "the loss as a curve", preview: false)
  return loss
}

lesson.heading("The seven and its rival")
let rival = lesson.prepare { try Models.rival(of: network) }
let rivalTrace = lesson.prepare { try network.trace(try rival.image(), label: rival.label) }
lesson.text(lesson.prepare { rivalText(rival, scores: try rivalTrace.scores) })

let subjects = lesson.cell("Ten scores, ten shares") {
  let classes = (0...9).map(String.init)
  let subjects = try [digit, rival].map { digit in
    let scores = try network.trace(try digit.image()).scores.scalars
    return Subject(name(of: digit), try digit.image(), softmax(scores), label: digit.label)
  }
  for subject in subjects {
    lesson.print("\(subject.title):\n\(subject.stages.table(classes))\n")
  }

  // The package's own gets the scores without the constant: it changes nothing.
  var scores = try rivalTrace.scores
  for k in scores.scalars.indices { scores[k] /= Float(temperature) }
  let own = try network.part(from: scoresName, to: sharesName).trace(scores).output
  let differences = zip(own.scalars, subjects[1].stages.shares).map { abs($0 - Float($1)) }
  lesson.print(
    "largest difference from the package's own softmax: \((differences.max() ?? 0).asDifference)")
  lesson.show(
    fourSteps(subjects, classes: classes, "\(logitsName)\n\(logitsRemark)"), "stages",
    "Ten scores become ten shares. ✓ is what it is, green what the network says. Each column has "
      + "one scale for both images: where the scores lie far apart one share takes all, where "
      + "they lie close the whole is divided.", preview: false)
  return subjects
}
lesson.text(comparison(subjects))
lesson.cell("One share, explained") {
  if temperature != 1 { lesson.print("at temperature 1:") }
  let share = try rivalTrace.site(sharesName, [rival.label])
  lesson.print(rivalTrace.explain(share).description)
}

lesson.heading("There is no “none of these”")
lesson.predict(
  "show a triangle to a network that knows ten digits. What does it say, and how sure is it?")

let shapes = lesson.cell("No digits") {
  let shapes = try Shapes.all(upsideDown: try MNIST.seven()).map { name, image in
    Subject(name, image, softmax(try network.trace(image).scores.scalars))
  }
  for shape in shapes {
    let (answer, share) = (shape.stages.answer, confidence(shape.stages.largest))
    lesson.print("\(shape.title.alignedLeft(16)) says \(answer), \(share)")
  }
  let figures = shapes.map { shape in
    let (stages, says) = (shape.stages, "says \(shape.stages.answer)")
    return Figure.column(
      .image(shape.image, shape.title, of: .image).cell(6),
      .bars(
        (0...9).map(String.init), stages.shares, axis: .hidden(0...1), format: .none,
        highlighting: [stages.answer], width: 168, height: 60),
      .lines([says, confidence(stages.largest)]), spacing: 10)
  }
  lesson.show(
    .montage(figures, columns: 4, spacing: 28), "shapes",
    "Eight pictures that are no digits. Below each its ten shares, from 0 up to the thin line, "
      + "which is 1; the largest is green.", preview: false)
  return shapes
}
lesson.text(shapesText(shapes))

lesson.predict(
  """
  of the 10,000 test digits this network misreads about one in a hundred. How many of these \
  mistakes does it make with a share above 90 %?
  """)

let answers = lesson.cell("Wrong, and sure of it") {
  let data = try MNIST.dataSet(.test)
  let scores = try lesson.kept("scores of the test digits", dependsOn: data.count, files: []) {
    try network.scores(of: data, numbers: Array(0..<data.count)).scalars
  }
  let classes = scores.count / data.count  // the scores of one image after those of another
  let answers = (0..<data.count).map { n in
    let own = Array(scores[n * classes..<(n + 1) * classes])
    return Answer(image: n, label: data.labels[n], stages: softmax(own))
  }
  let wrong = answers.filter { !$0.isRight }.sorted { $0.stages.largest > $1.stages.largest }
  lesson.print("misread: \(wrong.count) of \(answers.count.grouped) test digits")
  for limit in [0.5, 0.9, 0.99] {
    let count = wrong.count { $0.stages.largest > limit }
    lesson.print("with a share above \(limit.percent(0)): \(count) of these mistakes")
  }
  let mistakes = wrong.prefix(12).map { answer in
    let image = data.batch([answer.image]).images
    return Figure.image(
      image.reshaped(image.shape.ofOne), "\(answer.label), says \(answer.stages.answer)",
      of: .image
    ).note(confidence(answer.stages.largest))
  }
  lesson.show(
    .montage(mistakes, columns: 6).cell(4), "mistakes",
    "The twelve mistakes that the network is most sure of: what the digit is, what the network "
      + "says, and the share behind it.", preview: false)
  return answers
}
lesson.text(
  """
  Some of these would puzzle anybody, others nobody but a network. A large share says that one \
  score stands well above all others. It is what the network makes of an image, not a promise.
  """)

lesson.heading("Before training and after")
lesson.text(
  """
  The seven once more, in two networks that differ in nothing but their weights: the trained one, \
  and a **newborn**, whose weights are random. One number tells them apart.
  """)
let newborn = lesson.cell("Two losses, and the end of the route") {
  let newborn = try network.newborn(seed: 1).trace(try MNIST.seven(), label: 7)
  for (name, trace) in [("trained", trained), ("newborn", newborn)] {
    let stages = softmax(try trace.scores.scalars)
    let (share, loss) = (stages.shares[7].shortened, loss(stages, 7).shortened)
    lesson.print("\(name): p(7) = \(share), loss \(loss)")
  }
  lesson.print("guessing, a tenth for each digit: loss ln 10 = \(log(10.0).fixed(4))")
  lesson.print("")
  try lesson.printRoute(trained, from: scoresName, to: sharesName)
  return newborn
}

lesson.knobs()

lesson.heading("What goes wrong in practice")
lesson.text(practice)

more(answers, loss)
sayWhatIsHandedOn()
let little = lesson.prepare { try LittleSeven.network().trace(LittleSeven.image, label: 0) }
lesson.handsOn(HandOver(little: little, trained: trained, newborn: newborn))

lesson.end(
  """
  **Next:** the network has \(network.parameterCount.grouped) weights, and the loss is one number \
  that all of them have made together. Which of them is to blame for it, and how much?
  """)
