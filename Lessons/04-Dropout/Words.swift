import CNN
import Explain
import LessonKit
import Printing

// What this lesson says of its results, so that it stays true when a knob is turned.

/// Throws a sentence if a knob has a value that cannot work.
func checkKnobs() throws {
  guard rate >= 0, rate < 1 else {
    throw KnobError(
      "a rate of \(rate) cannot work: it is the probability with which a number is dropped, at "
        + "least 0 and below 1")
  }
  guard masks > 0 else {
    throw KnobError("a mean over \(masks) masks is none: there must be at least one")
  }
  guard masks <= 1_000_000 else {
    throw KnobError("\(masks.grouped) masks take too long: let it be 1,000,000 at most")
  }
}

/// Numbers in columns.
func row(_ numbers: [Double]) -> String {
  numbers.map { " " + $0.fixed(4).alignedRight(8) }.joined()
}

/// What a mask makes of one number.
func survival(of number: Float, as survivor: Float) -> String {
  if rate == 0 {
    return "With a rate of 0 only one mask can come up, the one that drops nothing."
  }
  return "No mask shows the mean. Where a \(number.short) was there is \(survivor.fixed(3)) or "
    + "nothing, and only all masks together, each as often as it is likely, give the "
    + "\(number.short) back."
}

/// Whether the mean of p(7) is p(7) without masks.
func verdict(_ mean: Double, _ plain: Double) -> String {
  if rate == 0 {
    return "With a rate of 0 everything comes back, since nothing went away. Try another one."
  }
  let isSame = mean.fixed(4) == plain.fixed(4)
  let answer =
    (isSame ? "comes back by chance: " : "does not: ")
    + "\(mean.fixed(4)) against \(plain.fixed(4))"
  return """
    The scores come back: each is a sum of numbers times weights and a bias, and a mean of sums is \
    the sum of the means. p(7) \(answer). It is made of the scores along a curve, and the mean of points on a \
    curve seldom lies on it. So dropout keeps the mean of the numbers that it drops, and of sums of \
    them. Behind the next bend, a ReLU or these probabilities, this no longer holds.
    """
}

/// What a better mean costs.
var price: String {
  if rate == 0 { return "With a rate of 0 one mask is enough, and there is no error to fall." }
  return """
    The error falls as 1/√n: one more decimal costs a hundred times as many masks. Nobody waits for \
    that. A network that learns sees each image under a new mask each time, and the mean is made on \
    the way, over everything that it sees.
    """
}

func bendCaption(_ mean: Double, _ plain: Double) -> String {
  let dots =
    "The curve makes p(7) of how far the 7 leads in score. The sixteen masks end in few places: "
    + "the larger a dot, the likelier are the masks that lead to it. "
  if rate == 0 { return dots + "With a rate of 0 there is only one." }
  let side = mean > plain ? "above" : "below"
  return dots
    + "Their mean lead is the lead without masks; their mean p(7), \(mean.fixed(4)), lies \(side) "
    + "what the curve has there, \(plain.fixed(4))."
}

func masksCaption(_ rehearsals: Rehearsals) -> String {
  let isCut = rehearsals.scaleLimit < rehearsals.largest
  return "The map and the first masks, black where a number is dropped. Below each mask, what it "
    + "leaves of the map, scaled up."
    + (isCut
      ? " Numbers beyond the end of the scale, up to \(rehearsals.largest.fixed(2)), have its last "
        + "colour." : "")
}

func meansCaption(_ rehearsals: Rehearsals) -> String {
  "The mean of more and more such maps, and the map itself. "
    + (rate == 0 ? "With a rate of 0 they are all the same." : "The scale is the same as above.")
}

func errorCaption(_ rehearsals: Rehearsals) -> String {
  "How far the mean is from the map: the root of the mean squared difference. Dashed, what is "
    + "expected: \(rehearsals.expected.fixed(4)) for a single mask, which is √(p / (1 − p)) times "
    + "the root of the map's own mean square, and for n masks this divided by √n. Both axes are "
    + "logarithmic, so this is a straight line."
}

func opinionsCaption(_ opinions: [Opinions]) -> String {
  let moves = opinions.map { ($0.shares.max() ?? 0) - ($0.shares.min() ?? 0) }
  return "Under how many of a hundred masks p(7) is how large; dashed, p(7) without a mask."
    + (moves[0] < 0.01 && moves[1] > 0.1
      ? " What the network is sure of stays where it is, what it is not sure of jumps." : "")
}

/// Whether the seven needs the route's number.
func indispensable(_ opinions: Opinions) -> String {
  if rate == 0 {
    return
      "With a rate of 0 nothing is missing, and all \(opinions.shares.count) answers are the same."
  }
  let (lost, sevens) = opinions.lost
  let all = opinions.shares.count
  let route =
    lost == 0
    ? "The route's number was never among the missing."
    : "The route's number was missing in \(lost) of the \(all), and in "
      + "\(sevens == lost ? "all" : "\(sevens)") of these it is a seven all the same."
  return "The seven stays a seven under \(opinions.sevens) of \(all) masks. \(route) "
    + (opinions.sevens == all
      ? "For this image, whatever was missing, none of it was indispensable. Whether that is "
        + "owed to the rehearsals is not shown here: a network that is as sure as this one has much to "
        + "spare. Lesson 9 trains with dropout and without, and compares."
      : "With this rate too many can be missing at once.")
}

/// What masks say of a digit that the network is not sure of.
func doubt(_ opinions: Opinions) -> String {
  let start =
    "The other one is a seven too, but without a mask the network says \(opinions.answer), with "
    + "p(7) = \(opinions.plain[7].fixed(4))."
  if rate == 0 { return start }
  return start + " Under masks its p(7) goes from \(opinions.spread), and \(opinions.sevens) of "
    + "\(opinions.shares.count) say 7. That spread is sometimes used as a measure of doubt (Gal and "
    + "Ghahramani, 2016)."
}
