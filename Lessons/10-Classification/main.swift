import CNN
import Digits
import Explain
import Figures
import LessonKit
import Models
import Printing

// Knobs: try one with `swift run Classification --try patch=9`, or change a line and run it again.

/// The side of the square that covers, in pixels.
let patch: Int = knob(
  "patch", 5,
  try: [
    1: "hardly a pixel matters to the seven, but without (18,14) the rival is a 7",
    9: "the map is coarse, bar and leg can still be seen, and occlusion is no longer exposed",
  ])
/// The digit whose logit is asked for; nil for the one that is said.
let asked: Int? = knob(
  "asked", nil,
  try: [
    7: "in the rival the left end of its flag speaks most for a 7; Grad-CAM is exposed, too",
    3: "bar and foot of the seven speak for a 3, and the leg between them against it",
  ])
/// The seeds of the random networks; the picture shows the first.
let seeds: [UInt64] = knob(
  "seeds", [2, 3, 4],
  try: [
    [5, 6, 7]: "other pictures with random weights, and the same two methods are exposed",
    [1]: "the very network that was trained, as it was before: the same two are exposed",
  ])

let options = ClassificationLessonOptions.parseOrExit()
if options.isForPrograms { answer(options) }
let lesson = Lesson(.classification, options.lesson)
let network = lesson.prepare { try options.network() }
let drawing = lesson.prepare { try options.drawing() }
let (seven, rival) = lesson.prepare {
  try checkKnobs()
  return (try Subject.seven(), try Subject.rival(of: network))
}
let trace = lesson.prepare { try network.trace(seven.image, label: 7) }
let tested = lesson.prepare { try Tested(network) }
lesson.takesOver(HandOver(trained: trace, right: tested.right, of: tested.count))

lesson.text(
  """
  Nine lessons have explained the parts. Now they are one program that answers, and this lesson asks \
  it for reasons: first for the exact account, which is long; then with the short methods that \
  everybody uses. Short answers can mislead, so the last question is how far to trust them.
  """)

lesson.heading("The whole way")
let whole = lesson.cell("A line a stage") {
  try printStages(trace)
  let answer = try Answer(trace)
  lesson.print("\nit says \(answer.topThree)")
  lesson.show(
    try sheet(trace), "sheet",
    "The whole network on one sheet, with the seven on its way through it. From top to bottom: each "
      + "stage with its shape, the lesson that explains it, and the range of its numbers. The image is "
      + "grey; below it blue is less than zero, white zero, orange more, each stage on a scale of its "
      + "own. A row of flatten1 is one row of all the pooled maps. Ringed or framed in green: the "
      + "route, from the winning logit down the largest term at each step.",
    alt: "the whole network", preview: false)
  return answer
}
lesson.text(
  """
  Each of these numbers can be asked where it came from. Begin with the probability, and ask each \
  answer again:
  """)
lesson.cell("Why that probability?") {
  let probability = try trace.site("softmax1", [whole.winner])
  lesson.print(trace.unfold(probability, depth: 3, keep: 2))
}
let depth = lesson.prepare { try trace.depth }
lesson.text(
  """
  This is exact, and it goes on down to the pixels: `swift run Classification --explain \
  \(depth)` prints all \(depth) levels, with the three largest terms of each sum. But \
  it is no answer that a person can hold in the head. The terms left out are the larger part.
  """)
lesson.heading("How often is it right?")
lesson.cell("The 10,000 test digits, digit by digit") { tested.print() }
lesson.text(tested.inWords)

lesson.heading("Cover something")
lesson.text(
  """
  The simplest way to ask why: take a part away and look what becomes of the answer. This is \
  **occlusion** (Zeiler and Fergus, 2014). Covered pixels become 0, black, as if nothing were written \
  there.
  """)
lesson.formula("lost(i, j) = logit(image) − logit(image with the square around (i, j) black)")
lesson.predict(
  """
  ink is all that the network sees of a digit. Can it be *better* for the right answer to cover \
  some of it?
  """)
lesson.cell("On paper: cover one pixel of the little seven") {
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
  lesson.show(
    .row(
      .image(LittleSeven.image, "the little seven", of: .image),
      .map(map, "p(7) with the pixel black", scale: .unsigned(upTo: 1)).values(4).key(.bar)
    ).cell(84).marking(.cell(3, 1)), "paper",
    "The little seven, and at each pixel the probability of the 7 when that pixel is black. Without "
      + "(1,3) or (2,2) the stroke is broken. Without the faint (3,1), framed, it is a better seven.",
    alt: "one pixel covered", preview: false)
}
lesson.text(
  """
  Try it by hand: with (3,1) black, the map of lesson 1 has 0 and not 1 in its last row. After \
  pooling the list is [0,2,0,2], both logits are 1, and the probability is ½. Less ink, and a better \
  seven. Now the real ones: the seven, and **the rival**, a \(rival.label ?? 7) that \
  \(rivalInWords). We cover \(patch)×\(patch) pixels, everywhere in turn, \(seven.image.shape.count.grouped) times each. \
  The random networks are for later.
  """)

let readers = lesson.prepare { try Reader.all(network, seeds) }
let subjects = [seven, rival]
/// The class whose logit is asked, for each subject.
let classes = lesson.prepare {
  try subjects.map { try asked ?? Answer(network.trace($0.image)).winner }
}
let covers = lesson.cell("Occlusion", isStage: true) {
  var covers: [[Covers]] = []  // [reader][subject]
  for reader in readers {
    covers.append([])
    for (subject, digit) in zip(subjects, classes) {
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
      covers[covers.count - 1].append(
        Covers(
          subject: subject, digit: digit, lost: Tensor(image.shape, lost), before: answers[0],
          answers: Array(answers.dropFirst())))
    }
  }
  for (number, subject) in subjects.enumerated() {
    if number > 0 { lesson.print("") }
    printCovers(covers[0][number], subject, classes[number])
  }
  lesson.show(
    covered(covers[0], patch: patch), "covers",
    """
    What covering does. In the second column each pixel says how much of the logit is lost with the \
    \(patch)×\(patch) square around it black: orange is lost, blue is won. On the right are the cover that \
    leaves the smallest margin and the one that is best for what the digit really is; the square is \
    framed.
    """, alt: "covering the seven and the rival", preview: false)
  return covers
}
lesson.text(coverText(covers[0]))

lesson.heading("Three shorter ways")
lesson.text(
  """
  Occlusion runs the network hundreds of times for one picture. One run forward and one back \
  also say something about every pixel at once. Lesson 8 sent the loss back; here the logit itself \
  goes back, from a 1 at the asked digit. Its **gradient** at a pixel says how fast the logit grows if \
  that pixel gets brighter. Times the pixel itself, **gradient × input**, it is the part that the \
  ink has in the logit, if all gates stay as they are. **Grad-CAM** (Selvaraju and others, 2017) asks \
  the maps behind the second convolution in place of pixels: each map is weighed by its mean \
  gradient, the maps are added, and what is below zero is dropped.
  """)
lesson.formula(
  """
  gradient(i, j)          = ∂logit / ∂pixel(i, j)
  gradient × input(i, j)  = pixel(i, j) · ∂logit / ∂pixel(i, j)
  Grad-CAM(i, j)          = max(0, Σ weight(k) · map k(i, j))     weight(k) = mean of ∂logit / ∂map k
  """)
let reasons = lesson.cell("Gradient, gradient × input, Grad-CAM", isStage: true) {
  try readers.enumerated().map { r, reader in
    try subjects.enumerated().map { s, subject in
      var one = Tensor(try trace.scores.shape)
      one[classes[s]] = 1
      let back = try reader.scorer.trace(subject.image, outputGradient: one)
      let gradient = try back.gradient("in")
      var product = gradient
      for n in product.scalars.indices { product.scalars[n] *= subject.image.scalars[n] }

      // What pooling reads, behind the second ReLU: 16 maps of 28×28, each number over the pixel
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
      return [covers[r][s].lost, gradient, product, cam]
    }
  }
}
printReasons(reasons[0])
lesson.text(sumText(reasons[0]))

lesson.heading("Distrust")
lesson.text(
  """
  Four pictures, and each looks like an answer. Here is a test for them (Adebayo and others, 2018): \
  ask a network that knows nothing. Its weights are random, as at the start of lesson 9, so it has \
  no reasons. A method whose picture stays the same has not shown what the network learned.
  """)
lesson.predict(
  """
  with random weights, which of the four methods will still paint a picture in which you see a \
  seven? Which of them would you have believed?
  """)
let likenesses = lesson.cell("The same questions to random weights") {
  var likenesses = methods.map { Likeness(method: $0) }
  for m in methods.indices {
    for s in subjects.indices {
      let (trained, ink) = (reasons[0][s][m].scalars, subjects[s].image.scalars)
      if let r = correlation(trained.map(abs), ink) { likenesses[m].inkTrained.append(r) }
      let inked = ink.indices.filter { ink[$0] > 0 }
      for random in reasons.dropFirst().map({ $0[s][m].scalars }) {
        if let r = correlation(random.map(abs), ink) { likenesses[m].inkRandom.append(r) }
        if let r = correlation(inked.map { trained[$0] }, inked.map { random[$0] }) {
          likenesses[m].signs.append(r)
        }
      }
    }
  }
  printLikenesses(likenesses)
  lesson.show(
    table(of: reasons, for: subjects), "why",
    """
    The seven, asked for the \(classes[0]), and the rival, asked for the \(classes[1]), with trained weights \
    and with random ones (seed \(seeds[0])). Each map has its own scale, which stands below it. Below \
    that, r says how far the strength of the map, whatever its colour, goes with the ink.
    """, alt: "four methods, trained and random weights", preview: false)
  return likenesses
}
lesson.text(verdict(likenesses))

if let drawing { ownPicture(drawing) }

lesson.knobs()
lesson.heading("What goes wrong in practice")
lesson.text(practice)
more()
let aside = lesson.prepare { try network.trace(seven.image.moved(right: 6)) }
lesson.handsOn(HandOver(inPlace: trace, aside: aside))
lesson.end(lesson.prepare { try lastLine(aside) })
