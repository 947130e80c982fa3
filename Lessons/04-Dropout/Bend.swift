import Figures
import Foundation
import LessonKit
import Printing

/// The curve from the lead in score to p(7), what masks lead to, and their mean beside it.
///
/// - Parameters:
///   - points: what each mask leads to, and how likely it is.
///   - unmasked: p(7) without masks.
func bend(
  _ points: [(probability: Double, lead: Double, share: Double)], meanLead: Double,
  meanShare: Double, unmasked: Double
) -> Figure {
  // Masks that end at the same place are one dot; sums in another order may differ in a last bit.
  let places = Dictionary(grouping: points) { ($0.lead * 1000).rounded() }
  let dots = places.keys.sorted().compactMap { places[$0] }
  let leads = dots.map { $0[0].lead }
  let (low, high) = ((leads.first ?? 0) - 0.7, (leads.last ?? 0) + 0.7)
  let steps = (0...100).map { low + (high - low) * Double($0) / 100 }
  return .plot(
    x: "score of the 7 minus score of the 1", y: .linear("p(7)", 0...1),
    [
      .line("", steps, steps.map { 1 / (1 + exp(-$0)) }),
      .dots(
        "masks: the larger, the likelier", leads, dots.map { $0[0].share },
        counts: dots.map { $0.reduce(0) { $0 + $1.probability } }),
    ], height: 380
  )
  .point(meanLead, unmasked, "without masks \(unmasked.fixed(4))")
  .point(meanLead, meanShare, "mean \(meanShare.fixed(4))")
}

/// p(7) of the little seven: its mean over all masks, and what it is without masks.
struct MeanShare {
  let mean, plain: Double

  static let outcomes = [
    "The same: higher and lower scores cancel",
    "Higher: higher scores change p(7) more",
    "Lower: lower scores change p(7) more",
  ]

  private static let bendsUp =
    "Below ½ the curve bends upwards. So higher scores raise p(7) more than lower scores reduce it."

  private static let bendsDown =
    "Above ½ the curve bends down. So lower scores reduce p(7) more than higher scores raise it."

  var answer: Answer {
    if mean.fixed(4) == plain.fixed(4) { return .option(Self.outcomes[0]) }
    return .option(Self.outcomes[mean > plain ? 1 : 2])
  }

  func reason(rate: Float) -> Prose {
    if rate == 0 { return "With a rate of 0 nothing is dropped, so nothing changes." }
    let isSame = mean.fixed(4) == plain.fixed(4)
    return """
      The mean of each score is the score without masks. For p(7) this is \
      \(isSame ? "so by chance" : "not so"): \(mean.fixed(4)) against \(plain.fixed(4)). \(mean > plain ? Self.bendsUp : Self.bendsDown)
      """
  }
}
