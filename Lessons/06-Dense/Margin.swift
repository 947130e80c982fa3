import CNN
import Figures
import LessonKit
import Printing

// Two digits side by side: what their votes have in common, and what is left if one takes the
// votes for the one from those for the other.

/// Whose votes are compared with those for the digit: the rival, or else the best of the others.
var compared: Int {
  if let rival { return rival }
  let others = accounts.filter { $0.digit != digit }
  return others.reduce(others[0]) { $1.stored > $0.stored ? $1 : $0 }.digit
}

/// One logit less another: how far the network prefers a digit to its rival.
struct Margin {
  let own: Account
  let rival: Account
  /// For each number of the list, what it adds to the one logit less what it adds to the other.
  let terms: [Double]
  /// The numbers that say most, for one or for the other.
  let largest: [Int]

  init(_ own: Account, over rival: Account) {
    let terms = zip(own.terms, rival.terms).map { $0 - $1 }
    self.own = own
    self.rival = rival
    self.terms = terms
    let live = terms.indices.filter { terms[$0] != 0 }
    largest = Array(live.sorted { abs(terms[$0]) > abs(terms[$1]) }.prefix(named))
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
    return largest.map { (place(ofNumber: $0), terms[$0]) } + [
      ("\(inFavour.count) others for the \(own.digit)", inFavour.reduce(0, +)),
      ("\(against.count) others for the \(rival.digit)", against.reduce(0, +)),
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
      + largest.map { row(place(ofNumber: $0), own.terms[$0], rival.terms[$0]) } + [
        row("all others", sum(own), sum(rival)),
        row("logits, and the margin", Double(own.stored), Double(rival.stored)),
      ]).joined(separator: "\n")
  }
}

func comparison() {
  lesson.heading("Two digits, side by side")
  lesson.text(
    """
    What decides between two digits is the difference of their logits, the **margin**. Both logits \
    are sums over the same numbers, so the votes can be subtracted number by number. A number that \
    adds the same to both logits decides nothing between them.
    """)
  let count = accounts[digit].terms.count { $0 > 0 }
  lesson.predict(
    "\(count) numbers speak for the \(digit). How many of them speak for the \(compared), too?")
  let margin = lesson.cell("The \(digit) against the \(compared)") {
    let margin = Margin(accounts[digit], over: accounts[compared])
    let (own, rival) = (paintings[digit], paintings[compared])
    let difference = Tensor(own.shape, zip(own.scalars, rival.scalars).map { $0 - $1 })
    lesson.print(margin.table)
    lesson.show(
      .column(
        .row(
          [
            .map(own, "votes for a \(digit)"), .sign("−"),
            .map(rival, "votes for a \(compared)"), .sign("="),
            .map(difference, "what decides"),
          ], sharing: .signed
        ).cell(14),
        .waterfall(
          from: ("bias′", margin.bias), margin.steps.map { ($0.name, $0.value) },
          total: "\(digit) over \(compared)", axis: "sum so far", width: 720
        ).titled("the differences, added up"), spacing: 28), "margin",
      "The votes for both digits and their difference, on one scale: on the right, orange speaks "
        + "for the \(digit) rather than the \(compared), blue for the \(compared) rather than "
        + "the \(digit). Below, the differences add up to the margin.", preview: false)
    return (margin, halves(of: difference))
  }
  lesson.text(verdict(on: margin.0, upper: margin.1.upper, lower: margin.1.lower))
}

/// What the two digits have in common, and what the margin says.
private func verdict(on margin: Margin, upper: Float, lower: Float) -> String {
  let (own, rival) = (margin.own, margin.rival)
  let (count, both) = margin.shared
  let preferred = margin.value > 0 ? (own, rival) : (rival, own)
  let loser = preferred.1
  let yes =
    loser.stored > 0
    ? "The \(loser.digit) has a logit above zero, \(loser.stored.fixed(2, signed: true)), and loses "
      + "all the same: the sign of a logit decides nothing, the sign of a margin does."
    : "The sign of a margin says which of two digits wins, whatever the signs of their logits."
  return """
    Of the \(count) numbers that speak for the \(own.digit), \(both) speak for the \(rival.digit), too. \
    The margin of the \(own.digit) over the \(rival.digit) is \(margin.value.fixed(2, signed: true)): \
    the upper rows add \(upper.fixed(2, signed: true)), the lower ones \
    \(lower.fixed(2, signed: true)), the biases \(margin.bias.fixed(2, signed: true)). \(yes)
    """
}
