import CNN
import LessonKit
import Models
import Printing

// Sentences that depend on what was found.

/// `it takes for a 2`, or that it reads it rightly after all.
var rivalInWords: String {
  let answer = untouched(rival)
  let said = "(p(\(answer.winner)) = \(answer.probabilities[answer.winner].fixed(4)))"
  return answer.winner == rival.label
    ? "it reads rightly, but with the least lead of all its test sevens and ones \(said)"
    : "it takes for a \(answer.winner) \(said)"
}

/// What the covers have done.
func coverText(_ covers: [Covers]) -> String {
  let digit = classes[0]
  let (own, worst) = (
    untouched(seven), covers[0].answers[covers[0].best { -$0.margin(of: digit) }]
  )
  let most = covers[0].best { $0.margin(of: digit) }
  let (better, place) = (covers[0].answers[most], covers[0].place(most))
  // Of a digit that it is not, the seven cannot become a better one.
  let start = digit == 7 ? "And yes, it can be better: with" : "With"
  let helped =
    better.margin(of: digit) > own.margin(of: digit)
    ? "\(start) the square around (\(place.row),\(place.column)) black, the "
      + "margin of the seven *grows* to \(better.margin(of: digit).fixed(2))."
    : "For the seven no cover helps: its margin never grows."
  return """
    Look at the logit and the margin, and not at the probability. The **margin** is how far the logit \
    lies above the largest of the others. \(worstText(from: own, to: worst)) \(helped) \
    \(rescue(covers[1]))
    """
}

/// What the cover that hurts most does to the probability and to the margin of the seven.
private func worstText(from own: Answer, to worst: Answer) -> String {
  let digit = classes[0]
  let (before, after) = (own.probabilities[digit], worst.probabilities[digit])
  let margins = "\(own.margin(of: digit).fixed(2)) to \(worst.margin(of: digit).fixed(2))"
  let hidden = "a softmax that is sure hides what is going on."
  if before.fixed(4) == after.fixed(4) {
    return
      "The worst cover leaves p(\(digit)) of the seven at \(before.fixed(4)), as if nothing had "
      + "happened, and takes the margin from \(margins): \(hidden)"
  }
  let shares = "p(\(digit)) of the seven from \(before.fixed(4)) to \(after.fixed(4))"
  return before - after < 0.1
    ? "The worst cover takes \(shares), as if little had happened, and the margin from \(margins): "
      + hidden
    : "The worst cover takes \(shares), and the margin from \(margins): it is too much to be hidden."
}

/// Whether the rival is read rightly with something covered.
private func rescue(_ covers: Covers) -> String {
  guard let label = rival.label else { return "" }
  let before = untouched(rival)
  let number = covers.best { $0.margin(of: label) }
  let (best, place) = (covers.answers[number], covers.place(number))
  let count = covers.answers.count { $0.winner == label }
  if before.winner == label {
    return "The rival is read rightly by this network without any cover."
  }
  if best.winner != label {
    return "For the rival no cover is enough: it is never read as the \(label) that it is."
  }
  return """
    For the rival it decides: with \(count) of the \(covers.answers.count) covers it is read as the \(label) that it is, \
    best with the square around (\(place.row),\(place.column)), p(\(label)) = \
    \(best.probabilities[label].fixed(4)). The ink under that cover misleads it.
    """
}

/// What gradient × input adds up to, beside the logit.
func sumText(_ reasons: [[Tensor]]) -> String {
  let sum = reasons[0][2].scalars.reduce(0) { $0 + Double($1) }
  let logit = untouched(seven).logits[classes[0]]
  let places = reasons[0][3].shape.count
  return """
    Gradient × input has a sum that means something. With the gates as they are, the logit is what the \
    ink adds and what the biases add. For the seven the ink adds \(sum.fixed(2)), the logit is \
    \(logit.fixed(2)), and the difference is the biases. The numbers of Grad-CAM are small because its weights \
    are means over \(places) places; only where they are large matters.
    """
}

/// From what r on, with the ink and with random weights, a method is called exposed.
private let exposing = 0.5

/// Which methods paint the ink, whatever has been learned.
func verdict(_ likenesses: [Likeness]) -> String {
  func list(_ some: [Likeness]) -> String {
    some.map { "\($0.method) (r = \($0.inkRandom.mean.fixed(2)))" }.joined(separator: ", ")
  }
  let exposed = likenesses.filter { $0.inkRandom.mean >= exposing }
  let others = likenesses.filter { $0.inkRandom.mean < exposing }
  let found =
    exposed.isEmpty
    ? "With random weights no method goes with the ink by r = \(exposing) or more, so none is "
      + "exposed."
    : "**Exposed**, as random weights paint the ink just so, with r = \(exposing) or more: "
      + "**\(list(exposed))**."
  let rest =
    others.isEmpty
    ? "" : " Less: \(list(others)). That does not make them right; this test has not caught them."
  let signs = likenesses.map { "\($0.method) \($0.signs.mean.fixed(2, signed: true))" }
    .joined(separator: ", ")
  let reproach =
    exposed.contains { $0.method == "occlusion" }
    ? "That is no reproach to occlusion: it measures what a cover does, and it does that to random "
      + "networks, too. But the shape is no discovery."
    : "The shape is no discovery."
  // The maps of random networks are 0 where all is black, as their biases are 0.
  let camText =
    exposed.contains { $0.method == "Grad-CAM" }
    ? " Grad-CAM adds maps, and with random weights, whose biases are 0, each map is 0 where all "
      + "around is black."
    : ""
  let strongest = likenesses.map(\.signs.mean).map(abs).max() ?? 0
  return """
    \(found)\(rest)

    Why? Where all is black, a black cover changes nothing, and a gradient times 0 is 0.\(camText) Such \
    pictures have the shape of the ink before anything was learned. Who sees a seven in them has seen the \
    input. \(reproach)

    What was learned can only be in the colours, in which of the ink speaks for and which against. On \
    the ink alone, the colours with trained and with random weights have \
    \(strongest < 0.3 ? "little" : "something") in common: r = \(signs). Grad-CAM has one colour only, \
    as it drops what speaks against; its r compares how strong the orange is. So read the other three by \
    their colours, and none by its shape.
    """
}

let practice = """
  - **A sure answer is not a right one.** The rival is misread, and lesson 7 has shown mistakes that \
  were far surer. A probability compares ten digits with each other; there is no “none of them”.
  - **Black is an answer, too.** A cover replaces pixels, and the network has an opinion about what \
  it is replaced by. On photos grey, noise and blur each give another map.
  - **A gradient is about the next step only.** It says what a little more ink would do, not what \
  the ink that is there has done.
  - **A picture that convinces is no proof.** Ask random weights first, then cover what it points at \
  and look whether the answer changes.
  - **The share right is about these 10,000 digits.** Drawn on a tablet, photographed or off centre, \
  digits are something else.
  """

func lastLine(_ aside: Trace) throws -> String {
  let answer = try Answer(aside)
  let fate =
    answer.winner == 7
    ? "moved 6 pixels to the side it is still a 7, with \(answer.probabilities[7].fixed(4))"
    : "moved 6 pixels to the side, the same seven is a \(answer.winner) to it"
  return """
    **Next:** \(fate). Nothing has changed but the place. MNIST's digits are all centred, and the network \
    has hardly seen others. So a drawing of your own has to enter as the training digits did. The next \
    lesson does that, and lets you draw.
    """
}
