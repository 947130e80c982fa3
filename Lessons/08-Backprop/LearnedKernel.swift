import CNN
import Figures
import LessonKit
import Printing

/// A kernel found from an image and its map.
func learnedKernel(_ lesson: Lesson, _ seven: Tensor) {
  lesson.more("learn a kernel from what it does")
  lesson.text(
    """
    Somebody has slid a kernel over the seven, and shows us the map but not the kernel. The \
    kernel was [1, −1]. We begin with [0, 0]. The loss is half the sum of the squared differences \
    from the map, and we step downhill. The gradient of each weight is again a sum of pixel times gradient. The \
    gradient of a place is simply its difference from the map.
    """)
  lesson.cell("From [0, 0] to [1, −1]") {
    let (rows, places) = (seven.shape[0], seven.shape[1] - 1)  // 28 rows of 27 places
    func pixel(_ n: Int, _ b: Int) -> Float { seven[n / places, n % places + b, 0] }
    let target = (0..<rows * places).map { pixel($0, 0) - pixel($0, 1) }
    var weights: [Float] = [0, 0]
    var path = [weights]
    for step in 0...100 {
      var (loss, gradient): (Float, [Float]) = (0, [0, 0])
      for n in target.indices {
        let off = weights[0] * pixel(n, 0) + weights[1] * pixel(n, 1) - target[n]
        loss += off * off / 2
        for b in 0..<2 { gradient[b] += pixel(n, b) * off }
      }
      if [0, 1, 2, 5, 10, 20, 50, 100].contains(step) {
        lesson.print(
          "step \("\(step)".alignedLeft(4)) weights\(list(weights))   loss \(loss.fixed(4))")
      }
      for b in 0..<2 { weights[b] -= 0.01 * gradient[b] }
      path.append(weights)
    }
    lesson.show(
      .plot(
        x: "step", y: .linear("weight", -1.2...1.2),
        [.line("left weight", path.map { $0[0] }), .line("right weight", path.map { $0[1] })],
        height: 220
      ).reference(1).reference(-1), "learned",
      "The two weights over 100 steps, η = 0.01. Dashed: the true weights. Where is the "
        + "step longest?", alt: "Two weights, step by step", preview: false)
  }
}
