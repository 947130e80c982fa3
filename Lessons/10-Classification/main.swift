import CNN
import Digits
import Explain
import Figures
import LessonKit
import Models
import Notebook
import Printing

// Knobs: try one with `swift run Classification --try patch=9`, or change a line and run it again.

/// The side of the square that covers, in pixels.
let patch: Int = knob(
  "patch", 5,
  try: [
    1: "hardly any pixel matters to the seven, but without (18,14) the rival is read as a 7",
    9: "the map is coarse but still shows bar and leg, and occlusion is no longer exposed",
  ])
/// The digit whose logit is asked for; nil for the digit that the network says.
let asked: Int? = knob(
  "asked", nil,
  try: [
    7: "the left end of the rival's bar speaks most for a 7; Grad-CAM is exposed, too",
    3: "the bar and the foot of the seven speak for a 3, and the leg between them against it",
  ])
/// The seeds of the random networks; the picture shows the first.
let seeds: [UInt64] = knob(
  "seeds", [2, 3, 4],
  try: [
    [5, 6, 7]: "other pictures with random weights, and the same two methods are exposed",
    [1]: "the weights from which the trained network began: the same two are exposed",
  ])

let options = ClassificationLessonOptions.parseOrExit()
if options.isForPrograms { answer(options) }
let lesson = Lesson(.classification, options.lesson)
let trained = lesson.prepare { try options.trained() }
let network = trained.network
let drawing = lesson.prepare { try options.drawing(for: trained) }
if !trained.suitsTheLesson { askOwnNetwork(lesson, trained, drawing, options, patch: patch) }
let (seven, rival) = lesson.prepare {
  try checkKnobs(patch: patch, asked: asked, seeds: seeds)
  return (try Subject.seven(), try Subject.rival(of: network))
}
let trace = lesson.prepare { try network.trace(seven.image, label: 7) }
lesson.explains(by: trace)
let tested = lesson.prepare { try Tested(network) }
lesson.takesOver(HandOver(trained: trace, right: tested.right, of: tested.count))

lesson.text(
  """
  This lesson asks for reasons: first the long, exact account, then short ones. How far can the \
  short ones be trusted?
  """)

lesson.heading("The whole way")
let whole = lesson.cell("A line for each stage") {
  lesson.print(try stageTable(trace))
  let answer = try Answer(trace)
  lesson.print("\nit says \(answer.topThree)")
  lesson.show(
    try sheet(trace), "sheet",
    "Where do you stop seeing a seven?",
    alt: "the whole network, with the seven on its way through it", preview: false)
  return answer
}
lesson.text(
  """
  Maps, rows and columns are counted from 0. The program can say where each number came from:
  """)
lesson.cell("Why that probability?") {
  let probability = try trace.site("softmax1", [whole.winner])
  lesson.print(trace.unfold(probability, depth: 3, keep: 2))
}
let depth = lesson.prepare { try trace.depth }
lesson.text(
  """
  This is exact. `swift run Classification --explain \(depth)` goes on down to the pixels. But the \
  “others” are the larger part. They include the bias if it has no line.
  """)
lesson.prepare {
  lesson.interactive(
    "little-seven", "The little seven, live: the complete way",
    """
    Set one pixel to 0. Which numbers change, and does p(7) rise or fall?
    """,
    data: ["part": "all", "image": JSON(LittleSeven.image)],
    networks: ["little": try LittleSeven.network()])
}

lesson.heading("How often is it right?")
lesson.cell("The 10,000 test digits, digit by digit") { lesson.print(tested.table) }
lesson.text(
  """
  Which digit is read worst? But these numbers do not say why *our* digit is read as a 7.
  """)

lesson.heading("Cover something")
lesson.text(
  """
  Take a part away, and look at the answer: this is **occlusion** (Zeiler and Fergus, 2014). Covered \
  pixels become 0, black.
  """)
lesson.formula("lost(i, j) = logit(image) − logit(image with the square around (i, j) black)")
lesson.text("Begin with the little seven and its network:")
lesson.formula(littleNetwork())
let helpful = lesson.predict(
  """
  Ink is all that a network sees. Yet p(7) *rises* when one pixel is covered. Which one?
  """, .place)
let (paper, better) = lesson.cell("On paper: cover one pixel of the little seven") {
  let little = try LittleSeven.network()
  let before = try little.trace(LittleSeven.image).output[0]
  lesson.print("nothing covered    p(7) = \(before.fixed(4))")
  var map = Tensor([4, 4, 1])
  for h in 0..<4 {
    for w in 0..<4 {
      var covered = LittleSeven.image
      covered[h, w, 0] = 0
      map[h, w, 0] = try little.trace(covered).output[0]
      if LittleSeven.image[h, w, 0] > 0 {
        lesson.print("(\(h),\(w)) covered      p(7) = \(map[h, w, 0].fixed(4))")
      }
    }
  }
  let most = map.scalars.argmax
  lesson.show(
    .row(
      .image(LittleSeven.image, "the little seven", of: .image),
      .map(map, "p(7) with the pixel black", scale: .unsigned(upTo: 1)).values(4).key(.bar)
    ).cell(84).marking(.cell(most / 4, most % 4)), "paper",
    "Which pixels change p(7), and which do not?", alt: "one pixel covered", preview: false)
  var covered = LittleSeven.image
  covered.scalars[most] = 0
  return (map, try little.trace(covered))
}
let (best, worst) = (
  paper.scalars.argmax, paper.scalars.map { -$0 }.argmax
)
lesson.settle(
  helpful, .place(row: best / 4, column: best % 4),
  because: Prose(
    """
    Without it the pooled list is [\(list(lesson.prepare { try better["flatten1"] }))], and the logits \
    are \(list(lesson.prepare { try better.scores })).
    """),
  mistakes: [
    .place(row: worst / 4, column: worst % 4):
      "There the stroke breaks, and p(7) falls to \(paper.scalars[worst].fixed(4))."
  ])
lesson.text(
  """
  Now take the seven and the rival, a \(rival.label ?? 7) that \
  \(inWords(rival, lesson.prepare { try Answer(network.trace(rival.image)) })). A black square of \
  \(patch)×\(patch) pixels goes to each place. The **margin** is how far a logit lies above the \
  largest of the others.
  """)

let readers = lesson.prepare { try Reader.all(network, seeds) }
let subjects = [seven, rival]
/// The class whose logit is asked, for each subject.
let classes = lesson.prepare {
  try subjects.map { try asked ?? Answer(network.trace($0.image)).winner }
}
let hurt = lesson.predict(
  "One square makes the seven's margin smallest. What happens to p(\(whole.winner))?",
  .oneOf(Fate.options))
let (covers, cover) = lesson.cell("Occlusion", isStage: true) {
  let cover = { (subject: Subject, digit: Int, reader: Reader) throws -> Covers in
    let image = subject.image
    var images = [image.scalars]  // the first with nothing covered
    for i in 0..<image.shape[0] {
      for j in 0..<image.shape[1] {
        let covered = image.covering(
          rows: square(around: i, patch), columns: square(around: j, patch))
        images.append(covered.scalars)
      }
    }
    let answers = try reader.answers(images)
    let lost = answers.dropFirst().map { answers[0].logits[digit] - $0.logits[digit] }
    return Covers(
      subject: subject, digit: digit, lost: Tensor(image.shape, lost), before: answers[0],
      answers: Array(answers.dropFirst()))
  }
  let covers = try zip(subjects, classes).map { try cover($0, $1, readers[0]) }
  lesson.print(covers.map(\.table).joined(separator: "\n\n"))
  lesson.show(
    covered(covers, patch: patch), "covers",
    "Covering orange places lowers the logit, covering blue ones raises it. Which part of the rival "
      + "misleads the network?",
    alt: "covering the seven and the rival", preview: false)
  return (covers, cover)
}
lesson.settle(
  hurt, .option(Fate.of(covers[0].worst.probabilities[whole.winner])),
  because: Prose(worstText(covers[0])), mistakes: mistakes(covers[0]))
shareToTouch(lesson, seven, digit: whole.winner, network)
coverToTouch(lesson, subjects, patch: patch, network)
lesson.text(helpText(covers))

lesson.heading("Three shorter ways")
lesson.text(
  """
  Occlusion runs the network hundreds of times. The next three need one run forward \
  and one back, from the logit.
  - The gradient at a pixel is the logit's derivative: how fast it grows if the pixel gets brighter.
  - **Gradient × input** is what each pixel adds to the logit if no gate opens or closes.
  - **Grad-CAM** (Selvaraju and others, 2017) multiplies each map after the second ReLU by its mean \
  gradient, adds the maps, and sets negative sums to 0.
  """)
lesson.formula(
  """
  gradient(i, j)          = ∂logit / ∂pixel(i, j)
  gradient × input(i, j)  = pixel(i, j) · ∂logit / ∂pixel(i, j)
  Grad-CAM(i, j)          = max(0, Σ weight(k) · map k(i, j))     weight(k) = mean of ∂logit / ∂map k
  """)
let (reasons, explain) = lesson.cell("Gradient, gradient × input, Grad-CAM", isStage: true) {
  let explain = { (covers: Covers, reader: Reader) throws -> [Tensor] in
    let image = covers.subject.image
    var one = Tensor(try trace.scores.shape)
    one[covers.digit] = 1
    let back = try reader.scorer.trace(image, outputGradient: one)
    let gradient = try back.gradient("in")
    var product = gradient
    for n in product.scalars.indices { product.scalars[n] *= image.scalars[n] }

    // What pooling reads, after the second ReLU: 16 maps of 28×28, each number over the pixel
    // it looks at.
    let stage = try reader.scorer.name(before: "pool1")
    let (maps, slopes) = (try back[stage], try back.gradient(stage))
    let (rows, columns) = (maps.shape[0], maps.shape[1])
    let places = Float(rows * columns)
    var cam = Tensor(gradient.shape)
    for k in 0..<maps.shape[2] {
      var weight: Float = 0
      for i in 0..<rows { for j in 0..<columns { weight += slopes[i, j, k] / places } }
      for i in 0..<rows { for j in 0..<columns { cam[i, j, 0] += weight * maps[i, j, k] } }
    }
    for n in cam.scalars.indices { cam.scalars[n] = max(0, cam.scalars[n]) }
    return [covers.lost, gradient, product, cam]
  }
  let reasons = try covers.map { try explain($0, readers[0]) }
  lesson.print(reasonTable(reasons, covers))
  lesson.show(
    table(of: [reasons], for: subjects), "reasons",
    "Each map has its own scale. Which of the four would you believe?",
    alt: "four methods on the seven and the rival", preview: false)
  return (reasons, explain)
}
lesson.text(
  """
  The sum means something only for gradient × input. For the seven the ink adds \
  \(reasons[0][2].scalars.reduce(0) { $0 + Double($1) }.fixed(2)), the logit is \
  \(covers[0].before.logits[classes[0]].fixed(2)), and the difference comes from the biases.
  """)

lesson.heading("Distrust")
lesson.text(
  """
  Here is a test (Adebayo and others, 2018): ask networks with random weights. They have no reasons. \
  A map's strength is its numbers without signs. The correlation **r** is 1 if strength and ink rise and \
  fall together, and 0 if they have nothing in common. If random weights give r = \
  \(Likeness.exposing) or more, the method is **exposed**: it paints the ink with nothing learned.
  """)
let deaf = lesson.predict(
  "With random weights, which of the four follows the ink most closely?", .oneOf(methods))
let likenesses = lesson.cell("The same questions to random weights") {
  let random = try readers.dropFirst().map { reader in
    try zip(subjects, classes).map { try explain(cover($0, $1, reader), reader) }
  }
  let likenesses = inkLikenesses(of: subjects, trained: reasons, random: random)
  lesson.print(likenessTable(likenesses))
  lesson.show(
    table(of: [reasons] + random, for: subjects), "why",
    "The second and the last row come from random weights (seed \(seeds[0])). Would you have known?",
    alt: "four methods, trained and random weights", preview: false)
  return likenesses
}
lesson.settle(
  deaf, .option(mostLikeTheInk(likenesses)),
  because: Prose(reason(mostLikeTheInk(likenesses))))
blindToTouch(lesson, network)
lesson.text(verdict(likenesses))

if let drawing { ownPicture(lesson, drawing, read: trained, patch: patch) }

lesson.workItOut(lesson.prepare { try questions(seven.image) })
lesson.knobs()

lesson.more("what goes wrong in practice")
lesson.text(
  """
  - **A sure answer is not always right.** The rival is misread, and lesson 7 has shown mistakes that \
  were far surer. A probability compares ten digits with each other. There is no “none of them”.
  - **Black is an answer, too.** A cover replaces pixels, and the network has an opinion about what \
  replaces them. On photos, grey covers, noise and blur each give another map.
  - **A gradient is about the next step only.** It says what a little more ink would do. It does not \
  say what the present ink has done.
  - **Grad-CAM's numbers are small.** Its weights are means over all places of a map. Only the places of \
  the largest numbers matter.
  - **A picture that convinces is no proof.** Ask random weights first. Then cover the place that it \
  shows, and see whether the answer changes.
  - **The share of correct answers holds for these 10,000 digits.** With other pens, photographs and \
  places it may be lower.
  """)
changes(lesson, of: seven.image, read: readers[0])
nearestDigits(lesson, to: subjects, in: network)
howToAsk(lesson)
let aside = lesson.prepare { try network.trace(seven.image.moved(right: 6)) }
lesson.handsOn(HandOver(inPlace: trace, aside: aside))
let moved = lesson.prepare { try Answer(aside) }
lesson.end(
  """
  **Next:** moved 6 pixels to the side, the same seven is \
  \(moved.winner == 7 ? "still a 7" : "a \(moved.winner)") to the network. MNIST's digits are all \
  centred. So your own drawing must enter in the same way. The next lesson lets you draw.
  """)
