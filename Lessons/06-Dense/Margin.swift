import CNN
import Figures
import LessonKit
import Printing

/// One logit less another: how far the network prefers a digit to its rival.
struct Margin {
  let own: Account
  let rival: Account
  /// For each number of the list, what it adds to the one logit less what it adds to the other.
  let terms: [Double]
  /// The numbers that say most, for one or for the other.
  let largest: [Int]

  init(_ own: Account, over rival: Account, naming count: Int) {
    let terms = zip(own.terms, rival.terms).map { $0 - $1 }
    self.own = own
    self.rival = rival
    self.terms = terms
    largest = terms.largest(count)
  }

  var bias: Double { own.bias - rival.bias }
  var value: Double { Double(own.stored) - Double(rival.stored) }

  /// How many numbers speak for the digit, and how many of these speak for the rival, too.
  var shared: (own: Int, both: Int) {
    let own = terms.indices.filter { self.own.terms[$0] > 0 }
    return (own.count, own.count { rival.terms[$0] > 0 })
  }

  /// The steps from the biases to the margin: the largest terms, then all others.
  var steps: [(name: String, value: Double)] {
    let named = Set(largest)
    let rest = terms.indices.filter { !named.contains($0) }.map { terms[$0] }
    let (inFavour, against) = (rest.filter { $0 > 0 }, rest.filter { $0 < 0 })
    return largest.map { (own.maps.place(ofNumber: $0), terms[$0]) } + [
      ("others, more for the \(own.digit)", inFavour.reduce(0, +)),
      ("others, more for the \(rival.digit)", against.reduce(0, +)),
    ]
  }

  /// Both accounts in columns, a line for each step.
  var table: String {
    func line(_ name: String, _ columns: [String]) -> String {
      name.alignedLeft(24) + columns.map { $0.alignedRight(11) }.joined()
    }
    func row(_ name: String, _ one: Double, _ other: Double) -> String {
      line(name, [one, other, one - other].map { $0.fixed(4, signed: true) })
    }
    let rest = Set(terms.indices).subtracting(largest).sorted()
    func sum(_ account: Account) -> Double { rest.reduce(0) { $0 + account.terms[$1] } }
    return
      ([line("", ["for the \(own.digit)", "for the \(rival.digit)", "difference"])]
      + [row("bias′", own.bias, rival.bias)]
      + largest.map { row(own.maps.place(ofNumber: $0), own.terms[$0], rival.terms[$0]) } + [
        row("all others", sum(own), sum(rival)),
        row("logits, and the margin", Double(own.stored), Double(rival.stored)),
      ]).joined(separator: "\n")
  }
}

/// Two digits side by side: the votes for the one less those for the other.
func theMargin(
  _ lesson: Lesson, of own: Account, over rival: Account, _ paintings: [Tensor], naming: Int
) -> (Margin, upper: Float, lower: Float) {
  lesson.cell("The \(own.digit) against the \(rival.digit)") {
    let margin = Margin(own, over: rival, naming: naming)
    let (votes, others) = (paintings[own.digit], paintings[rival.digit])
    let difference = Tensor(votes.shape, zip(votes.scalars, others.scalars).map { $0 - $1 })
    lesson.print(margin.table)
    let (count, both) = margin.shared
    lesson.print(
      "numbers that speak for the \(own.digit): \(count); of these for the \(rival.digit), too: "
        + "\(both)")
    lesson.show(
      .column(
        .row(
          [
            .map(votes, "votes for a \(own.digit)"), .sign("−"),
            .map(others, "votes for a \(rival.digit)"), .sign("="),
            .map(difference, "what decides"),
          ], sharing: .signed
        ).cell(14),
        .waterfall(
          from: ("bias′", margin.bias), margin.steps.map { ($0.name, $0.value) },
          total: "\(own.digit) over \(rival.digit)", axis: "sum so far", width: 720
        ).titled("the differences, added up"), spacing: 28), "margin",
      "On the right, orange speaks for the \(own.digit) rather than the \(rival.digit), blue for "
        + "the \(rival.digit). Which part of the digit decides?", preview: false)
    let (upper, lower) = halves(of: difference)
    return (margin, upper, lower)
  }
}

/// Answers how many numbers speak for both digits, and says what the margin is made of.
func settle(
  _ prediction: Prediction, _ lesson: Lesson, _ result: (Margin, upper: Float, lower: Float)
) {
  let (margin, upper, lower) = result
  let (own, rival) = (margin.own, margin.rival)
  let (count, both) = margin.shared
  let loser = margin.value > 0 ? rival : own
  let sign =
    loser.stored > 0
    ? " The \(loser.digit) loses with a positive logit, \(loser.stored.fixed(2, signed: true)): "
      + "the "
      + "sign of the margin decides."
    : " The sign of the margin decides which of the two wins."
  lesson.settle(
    prediction, .number(Double(both), within: Double(max(1, count / 8))),
    because: """
      The margin of the \(own.digit) over the \(rival.digit) is \
      \(margin.value.fixed(2, signed: true)): upper rows \(upper.fixed(2, signed: true)), lower \
      rows \(lower.fixed(2, signed: true)), biases \(margin.bias.fixed(2, signed: true)).\(sign)
      """,
    mistakes: both == 0
      ? [:] : [0: "A number has a weight for each digit. It can speak for several."])
}
