import CNN
import Digits
import Figures
import Foundation
import LessonKit
import Models
import Pen
import Pictures

/// The steps from the plain model to a hand: each adds something to the step before.
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

/// The sine of so many turns, rounded, so that it is the same on every machine.
func sineOfTurns(_ turns: Double) -> Double { Double(Float(sin(2 * .pi * turns))) }

/// The symbol of the knob `own`.
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

/// What the network says of eight drawings of a symbol, and how sure it is.
func ownAnswers(
  _ symbol: PenSymbol, _ pen: Pen
) throws -> [(figure: Figure, name: String, share: Float)] {
  let data = DataSet.symbols([symbol], each: 8, by: pen)
  let answers = try Answers(Models.symbols(), data)
  return answers.probabilities.enumerated().map { number, said in
    let (name, share) = (answers.names[said.argmax], said.max() ?? 0)
    let figure = Figure.image(answers.picture(number), of: .image).side(84)
    return (figure.note("→ \(name)", confidence(share)), name, share)
  }
}

/// Whose drawings the network is tested with.
func testedWith(_ hand: Handwriting) -> String {
  switch hand {
  case .unseen:
    """
    It is tested with other hands, `Handwriting.unseen`. They twist symbols, scatter their strokes \
    and write with a broad, flat pen. The network has met none of this.
    """
  case .training: "It is tested with other drawings of the same hands."
  case .plain: "It is tested with a hand that writes each way exactly as the pen knows it."
  default: "It is tested with hands that are neither those nor `Handwriting.unseen`."
  }
}
