import CNN
import Digits
import Figures
import Foundation
import LessonKit
import Models
import Pen
import Pictures

/// The steps from the plain model to a hand: each has all that the steps before have.
func handSteps() -> [(title: String, hand: Handwriting)] {
  let full = Handwriting.training
  var hand = Handwriting.plain
  var steps = [("plain", hand)]
  hand.misplaced = full.misplaced
  steps.append(("places", hand))
  hand.bent = full.bent
  steps.append(("bent", hand))
  (hand.turn, hand.slant, hand.aspect, hand.size) = (full.turn, full.slant, full.aspect, full.size)
  steps.append(("slanted", hand))
  (hand.overshoot, hand.hooks, hand.tremble) = (full.overshoot, full.hooks, full.tremble)
  hand.haste = full.haste
  steps.append(("hasty", hand))
  (hand.width, hand.pressure) = (full.width, full.pressure)
  (hand.heavyCorners, hand.fading) = (full.heavyCorners, full.fading)
  steps.append(("pen", hand))
  return steps
}

/// The sine, with a whole turn for 1; rounded, so that it is the same on every machine.
func sineOfTurns(_ turns: Double) -> Double { Double(Float(sin(2 * .pi * turns))) }

func ownSymbol(_ path: String) throws -> PenSymbol {
  do throws(PathError) { return try PenSymbol("yours", [path]) } catch {
    throw KnobError("own, the path of your symbol: \(error)")
  }
}

extension PenDrawing {
  /// The drawing, so many pixels high.
  func image(_ side: Int) -> Figure {
    .image(Tensor(picture.reduced(toPixels: side * side)), of: .image).cell(1)
  }
}

/// What the network says of eight drawings of a symbol.
func ownAnswers(_ symbol: PenSymbol, _ pen: Pen) throws -> [(figure: Figure, name: String)] {
  let data = DataSet.symbols([symbol], each: 8, by: pen)
  let answers = try Answers(Models.symbols(), data)
  return answers.probabilities.enumerated().map { number, said in
    let name = answers.names[said.argmax]
    let figure = Figure.image(answers.picture(number), of: .image).side(84)
    return (figure.note("→ \(name)", confidence(said.max() ?? 0)), name)
  }
}

/// Whose drawings the network is tested with.
func testText(_ hand: Handwriting) -> String {
  if hand == .unseen {
    return """
      It is tested with others: `Handwriting.unseen` twists symbols, widens them to one side, \
      scatters their strokes and writes with a broad nib, none of which it has met, and it \
      trembles and slips more.
      """
  }
  if hand == .training {
    return "It is tested with other drawings of the same hands."
  }
  if hand == .plain {
    return "It is tested with a hand that writes each way exactly as the pen knows it."
  }
  return "It is tested with hands that are neither those nor `Handwriting.unseen`."
}

/// What the twins' figures mean, computed from them.
func twinsText(_ answers: Answers) -> String {
  let most = answers.confusions.first
  let names = answers.names
  let first =
    most.map {
      "Most often \(answers.data.classes[$0.written]) is taken for \(names[$0.said])"
        + " (\($0.count) of 100). "
    } ?? ""
  return first
    + """
    Some of these cannot be told apart by anybody: a bare stroke is an I or a 1, and only the next \
    letter says which. The pen writes a 1 as a bare stroke more often than an I, as MNIST's people \
    did, so for most bare strokes the network says 1. A 0 it cannot say at all, since it is none of the 40.
    """
}
