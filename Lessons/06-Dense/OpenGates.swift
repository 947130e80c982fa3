import CNN
import Digits
import Figures
import LessonKit
import Printing

/// How often each hidden unit is open for each digit.
///
/// - Parameter hidden: the hidden units of one image, after their gates.
func openGates(_ lesson: Lesson, _ network: Network, hidden: Tensor) {
  lesson.cell("Gates") {
    let gates = hidden.shape.count
    let test = try MNIST.dataSet(.test)
    var shares = Tensor([10, gates, 1])
    var tape = Tape()
    for k in 0..<10 {
      let numbers = test.labels.indices.filter { test.labels[$0] == k }.prefix(100)
      try network.forward(test.batch(numbers).images, tape: &tape)
      for (place, value) in try tape["dense1"].scalars.enumerated() where value > 0 {
        shares[k, place % gates, 0] += 1 / Float(numbers.count)
      }
    }
    // The units that are open for this seven first.
    let own = (0..<gates).filter { hidden[$0] > 0 }
    let order = own + (0..<gates).filter { hidden[$0] == 0 }
    lesson.print("digit   open of \(gates)   open of the \(own.count) of this seven, on average")
    for k in 0..<10 {
      let all = order.map { shares[k, $0, 0] }
      let (open, common) = (all.reduce(0, +), all.prefix(own.count).reduce(0, +))
      lesson.print(
        "  \(k) \(open.fixed(1).alignedRight(13)) \(common.fixed(1).alignedRight(14))")
    }
    let shared = (0..<gates).count { u in (0..<10).count { shares[$0, u, 0] > 0.5 } > 1 }
    // Half of the units stand below the others, or the figure would be too wide.
    let half = (gates + 1) / 2
    let halves = [0..<half, half..<gates].map { part in
      let numbers = (0..<10).flatMap { k in order[part].map { shares[k, $0, 0] } }
      let framed = 0..<max(0, min(own.count, part.upperBound) - part.lowerBound)
      return Figure.map(Tensor([10, part.count], numbers), scale: .unsigned(upTo: 1))
        .marking(framed.isEmpty ? [] : [.window(rows: 0..<10, columns: framed)])
        .key(part.lowerBound == 0 ? .none : .bar)
        .names(
          rows: (0...9).map(String.init), rowTitle: "digit",
          columnTitle: part.lowerBound == 0
            ? "hidden units, first the \(own.count) open for this seven"
            : "\(part.count) more, in the order of their numbers")
    }
    lesson.show(
      .column(halves).cell(24), "gates",
      "How often each gate is open for 100 test digits of each kind. Framed: the \(own.count) units "
        + "that are open for this seven. Other sevens open nearly the same ones. \(shared) of the "
        + "\(gates) units are open for most images of at least two different digits. So a hidden unit "
        + "does not stand for one digit.")
  }
}
