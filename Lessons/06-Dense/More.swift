import CNN
import Digits
import Figures
import LessonKit
import Printing

// The part of the lesson for those who want more: the account put to the test, gates, another size.

func more() {
  lesson.more("the account put to the test")
  lesson.text(
    """
    The account says what each number adds. Does it also say what would be missing without it? Set \
    the numbers that say most for the \(digit) to zero, and send what is left through both dense \
    layers. The account takes the same terms away, with the gates as they were.
    """)
  let gaps = lesson.cell("Without the largest") {
    let account = accounts[digit]
    let order = account.terms.indices.sorted { account.terms[$0] > account.terms[$1] }
    let dense = try trained.network.part(from: "flatten1", to: "dense2")
    lesson.print("taken away    the account says   the network says   gates that have changed")
    return try [1, 10, 30, 100].map { count in
      var rest = values
      for c in order.prefix(count) { rest[c] = 0 }
      let way = try dense.trace(rest)
      let said = Double(account.stored) - order.prefix(count).reduce(0) { $0 + account.terms[$1] }
      let sums = try way["dense1"]
      let changed = (0..<gates).count { (sums[$0] > 0) != (hidden[$0] > 0) }
      let columns = [
        ("\(count)", 10), (said.fixed(2, signed: true), 20),
        (way.output[digit].fixed(2, signed: true), 19), ("\(changed)", 15),
      ]
      lesson.print(columns.map { $0.alignedRight($1) }.joined())
      return abs(said - Double(way.output[digit]))
    }
  }
  lesson.text(
    """
    With one number less they differ by \(gaps[0].fixed(2)), with a hundred by \
    \(gaps[3].fixed(2)). Each gate that changes is a surprise to the account: it is true of what \
    was, and no promise of what would be.
    """)

  lesson.more("which gates open for which digit")
  lesson.text(
    """
    Each image has an account of its own, because it opens gates of its own. How different are they? \
    Here are a hundred test digits of each kind, and for each hidden unit how often its gate is open.
    """)
  lesson.cell("Gates") {
    let test = try MNIST.dataSet(.test)
    var shares = Tensor([10, gates, 1])
    var tape = Tape()
    for k in 0..<10 {
      let numbers = test.labels.indices.filter { test.labels[$0] == k }.prefix(100)
      try trained.network.forward(test.batch(numbers).images, tape: &tape)
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
          columnTitle: part.lowerBound == 0 ? "hidden units" : "\(part.count) more")
    }
    lesson.show(
      .column(halves).cell(24), "gates",
      "In which share of 100 test digits a hidden unit's gate is open; framed, the \(own.count) units "
        + "that are open for this seven. Other sevens open nearly the same, other digits others. And "
        + "\(shared) of the \(gates) units are open for most images of two digits or more: a hidden unit is "
        + "no digit.")
  }

  lesson.more("a larger image, and the rest of the route")
  lesson.text("Take an image of 32×32 instead of 28×28, and the same layers with the same weights:")
  lesson.cell("32×32") {
    let layers = trained.network.layers
    let flatten = try trained.network.layer("flatten1")
    let maps = try Network(input: [32, 32, 1], seed: 1, Array(layers[..<flatten]))
    let shape = maps.shapes[flatten]
    lesson.print("the layers up to flatten make \(shape) = \(shape.count) numbers of it")
    do {
      _ = try Network(input: [32, 32, 1], seed: 1, layers)
    } catch {
      lesson.print("and then: \(error)")
    }
  }
  lesson.text(
    "And the route: the number of the list that the lessons before have followed adds most to a hidden "
      + "unit, and that unit most to the winning logit. Its share on the way is small.")
  lesson.cell("From the list to the logit") {
    try lesson.printRoute(trained, from: "flatten1", to: "dense2")
  }
}
