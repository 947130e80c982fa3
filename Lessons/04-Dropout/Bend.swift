import Figures
import Foundation
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
