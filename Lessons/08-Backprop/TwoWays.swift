import CNN
import Figures
import LessonKit
import Printing

/// The pixels' gradient from the map's side, and from the pixels' side.
func twoWays(_ lesson: Lesson, _ trace: Trace) {
  let network = trace.network
  lesson.more("a convolution's gradient for its input, in two ways")
  lesson.text(
    """
    From the map's side: each place passes its gradient to its nine pixels, times the weights \
    that they met. That is **scattering**.

    From the pixel's side: nine places saw the pixel, and it adds up what they pass back. That is \
    **gathering**. A place \
    further down saw it with a weight further up. So the pixel meets the kernel the other way \
    round, in both directions. The same sum is a convolution of the gradients with the kernel \
    **turned** by 180°.
    """)
  lesson.cell("The pixels' gradient, scattered and gathered") {
    let weight = network["conv1", "weight"]  // [3, 3, 1, 8]
    let dMap = try trace.gradient("conv1")  // [30, 30, 8]
    let core = try trace.gradient(network.name(before: "conv1"))  // [28, 28, 1]
    let (height, width) = (core.shape[0], core.shape[1])
    let (rows, columns, kernels) = (dMap.shape[0], dMap.shape[1], dMap.shape[2])
    let isPixel = { (h: Int, w: Int) in (0..<height).contains(h) && (0..<width).contains(w) }

    var (scattered, halfway) = (Tensor(core.shape), Tensor(core.shape))
    for i in 0..<rows {
      if i == rows / 2 { halfway = scattered }
      for j in 0..<columns {
        for k in 0..<kernels {
          for a in 0..<3 {
            for b in 0..<3 where isPixel(i - 2 + a, j - 2 + b) {
              scattered[i - 2 + a, j - 2 + b, 0] += dMap[i, j, k] * weight[a, b, 0, k]
            }
          }
        }
      }
    }

    var gathered = Tensor(core.shape)
    for h in 0..<height {
      for w in 0..<width {
        for a in 0..<3 {
          for b in 0..<3 {
            for k in 0..<kernels {
              gathered[h, w, 0] += dMap[h + a, w + b, k] * weight[2 - a, 2 - b, 0, k]
            }
          }
        }
      }
    }

    let different = zip(scattered.scalars, gathered.scalars).count { $0 != $1 }
    lesson.print("numbers that differ, scattered and gathered: \(different) of \(core.shape.count)")
    let rounding = zip(gathered.scalars, core.scalars).map { abs($0 - $1) }.max() ?? 0
    let largest = core.scalars.map(abs).max() ?? 0
    lesson.print(
      "largest difference from the package's own: "
        + "\((Double(rounding) / Double(max(largest, .leastNormalMagnitude))).scientific(1)) "
        + "of the largest gradient")
    let pixels = Figure.Origin.gradient(try network.name(before: "conv1"), channel: 0)
    lesson.show(
      .row(
        .map(halfway, "\(rows / 2) rows scattered"),
        .map(scattered, "all scattered", of: pixels),
        .map(gathered, "gathered, turned", of: pixels), sharing: .signed), "two-ways",
      "The pixels' gradient: first with \(rows / 2) of \(rows) rows scattered, then with all of "
        + "them, then gathered with the turned kernels. Do the last two differ?",
      alt: "The pixels' gradient, in two ways")
  }
  lesson.text(
    """
    Both add the same products in the same order, so they agree to the last bit. The package uses \
    the second way, and does not round the products before it adds them.
    """)
}
