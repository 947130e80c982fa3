import CNN
import Explain
import LessonKit
import Models
import Printing

/// Why the gradients of a network that is sure are mostly rounding.
func sureNetwork(_ lesson: Lesson, _ place: Place, _ seven: Tensor, isNewborn: Bool) {
  lesson.more("a network that is sure")
  lesson.text(
    """
    \(isNewborn ? "Why was all this shown on a newborn network? " : "")The trained network is so sure \
    of its seven that hardly any gradient is left, and what is left is wrong. Its p(7) is so \
    close to 1 that a Float holds exactly 1. So p − y of the 7 is exactly 0. The nine other \
    digits still have their p − y, but what should balance them is lost.
    """)
  lesson.cell("The trained network's gradients") {
    let trained = try Models.walkthrough().trace(seven, label: 7)
    let gradient = try trained.scoreGradient
    let others = gradient.scalars.enumerated().reduce(0.0) { $1.0 == 7 ? $0 : $0 + Double($1.1) }
    lesson.print("loss \(Double(trained.loss ?? 0).scientific(2)), p(7) = \(trained.output[7])")
    lesson.print("p − y of the 7: \(gradient[7]); of all others together: \(others.scientific(2))")
    lesson.print("the same weight as above, its slope by nudging:")
    for h in [0.1, 0.01, 0.001] as [Float] {
      let check = try trained.network.checkGradient(
        of: place.site(in: trained.network), seven.reshaped(seven.shape.batch(of: 1)),
        labels: [7], step: h, Pass(.inference))
      lesson.print("  h = \(short(h).alignedLeft(22)) \(check.slope.signed)")
    }
    let site = try place.site(in: trained.network).gradient
    lesson.print("its gradient:              \(trained.value(at: site).signed)")

    // Without its softmax a network takes any gradient of its scores: here one that is balanced.
    var balanced = gradient
    balanced[7] = Float(-others)
    let traced = try trained.network.scorer.trace(seven, outputGradient: balanced)
    lesson.print("if p − y were balanced:    \(traced.value(at: site).signed)")
  }
}
