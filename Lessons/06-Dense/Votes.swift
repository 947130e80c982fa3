import CNN
import Explain
import Figures
import Printing

/// What the rows 0 to 5 of a painting say, and what those below say.
func halves(of painting: Tensor) -> (upper: Float, lower: Float) {
  let cut = 6 * painting.shape[1]
  return (painting.scalars[..<cut].reduce(0, +), painting.scalars[cut...].reduce(0, +))
}

/// The seven, the votes at each place beside it, and below them the way from the bias to the logit.
func votes(_ painting: Tensor, _ account: Account, in trace: Trace) throws -> Figure {
  let largest = account.largest.map(account.maps.index).map { (row: $0[0], column: $0[1]) }
  return .column(
    .row(
      try .activation(trace, "in", "the seven").cell(10),
      .map(painting, "votes for a \(account.digit)", scale: .signed).cell(20)
        .marking(.on(largest, .outline))),
    .waterfall(
      from: ("bias′", account.bias), account.steps.map { ($0.name, $0.value) },
      total: "logit of the \(account.digit)", axis: "sum so far", width: 720
    ).titled("the same votes, added up"), spacing: 28)
}

/// Where a painting says most for a digit, and where most against it.
func extremes(of painting: Tensor, _ digit: Int) -> String {
  let all = painting.scalars
  func text(_ place: Int) -> String {
    let (row, column) = place.quotientAndRemainder(dividingBy: painting.shape[1])
    return "(\(row),\(column)), \(all[place].fixed(2, signed: true))"
  }
  let worst = all.indices.reduce(0) { all[$1] < all[$0] ? $1 : $0 }
  return "most for a \(digit): \(text(all.argmax)); most against it: \(text(worst))"
}

/// Which logit is the largest, and which comes next.
func winner(of trace: Trace) -> String {
  let logits = (try? trace["dense2"].scalars) ?? []
  let order = logits.indices.sorted { logits[$0] > logits[$1] }
  return
    "The \(order[0]) wins with \(logits[order[0]].fixed(2)), the \(order[1]) comes second with "
    + "\(logits[order[1]].fixed(2))."
}

/// What the ten accounts have in common with what is seen.
func opinions(on digit: Int, _ accounts: [Account], _ paintings: [Tensor]) -> String {
  let order = accounts.sorted { $0.stored > $1.stored }
  let above = order.filter { $0.stored > 0 }.map(\.digit)
  let byTheBar = above.filter {
    halves(of: paintings[$0]).upper > 2 * halves(of: paintings[$0]).lower
  }
  let (upper, lower) = halves(of: paintings[digit])
  let common = byTheBar.isEmpty ? "" : " For \(enumeration(byTheBar)), most comes from the bar."
  return """
    For a \(digit) the upper rows add \(upper.fixed(2, signed: true)), the lower ones \
    \(lower.fixed(2, signed: true)).\(common) A positive logit does not mean yes: \
    \(enumeration(above)) all have one. Only differences between logits count.
    """
}

/// `the 1, the 2 and the 3`
func enumeration(_ digits: [Int]) -> String {
  digits.isEmpty ? "none" : digits.map { "the \($0)" }.listed
}

extension Int {
  /// Which votes are framed, and how to find them.
  var largestVotes: String {
    self == 1
      ? "A green frame marks the largest vote" : "Green frames mark the \(self) largest votes"
  }
}
