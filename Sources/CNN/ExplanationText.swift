// How an explanation is printed: as a calculation on paper. Printed numbers are rounded first,
// and what is printed as their sum is the sum of the rounded numbers.

extension Explanation: CustomStringConvertible {
  public var description: String { worked() }

  /// The calculation in lines; the first says what it is about.
  ///
  /// - Parameter keep: of a sum of more terms than that which are not zero, the `keep` largest are
  ///   shown, and all others as one line.
  public func worked(keep: Int = 27) -> String {
    let value = Double(stored)
    switch rule {
    case .sum: return workedSum(keep: keep)
    case .given: return "\(name) = \(value.fixed(4))   it was given"
    case .copy: return "\(name) = \(value.fixed(4))   taken from \(terms[0].name)"
    case .gate:
      let (number, gate) = (terms[0].factors[0].value, terms[0].factors[1].value)
      let what = gate == 0 ? "is stopped" : gate == 1 ? "passes" : "× \(gate.fixed(4)) passes"
      return "\(name) = \(value.fixed(4))   \(terms[0].name) = \(number.fixed(4)) \(what)"
    case .maximum(let winner):
      let lines = terms.enumerated().map { number, term in
        Row(term.name, "", [], term.value.fixed(4), number == winner ? "←" : "")
      }
      return
        (["\(name)   the largest of \(terms.count)"] + Row.aligned(lines)
        + [" stored \(value.fixed(4))"]).joined(separator: "\n")
    case .quotient(let own):
      return workedQuotient(own)
    }
  }

  private func workedQuotient(_ own: Int) -> String {
    let places = 6
    var total = 0
    let lines = terms.enumerated().map { number, term in
      let units = Self.units(term.value, places)
      total += units
      return Row(
        term.name, "", [], term.value.fixed(places), number == own ? "←" : "")
    }
    let sum = (Double(total) / Self.power(places)).fixed(places)
    let share = terms[own].value.fixed(places)
    return
      (["\(name)   one of \(terms.count) shares, each exp less the largest's"]
      + Row.aligned(lines + [Row("sum", "", [], sum, "")])
      + [" \(share) / \(sum) = \(value.fixed(places)); stored \(stored.fixed(places))"])
      .joined(separator: "\n")
  }

  /// How many decimals, up to four, a number needs to be printed as it is.
  static func places(of value: Double) -> Int {
    (0..<4).first { (value * power($0)).rounded() == value * power($0) } ?? 4
  }
  /// How many decimals some numbers need to be printed as they are, or if that is more than four,
  /// so that at least two digits of the largest are seen.
  static func places(of values: [Double]) -> Int {
    let largest = values.map(abs).max() ?? 0
    let exact = values.map(places).max() ?? 0
    guard exact == 4, largest > 0 else { return exact }
    return (4..<15).first { largest * power($0) >= 10 } ?? 15
  }
  static func power(_ places: Int) -> Double { (0..<places).reduce(1) { p, _ in p * 10 } }
  static func units(_ value: Double, _ places: Int) -> Int {
    Int((value * power(places)).rounded())
  }
}

/// A line of a worked calculation, its columns not yet aligned.
struct Row {
  var name: String
  var detail: String
  var formula: [String]
  var product: String
  var total: String

  init(_ name: String, _ detail: String, _ formula: [String], _ product: String, _ total: String) {
    self.name = name
    self.detail = detail
    self.formula = formula
    self.product = product
    self.total = total
  }

  static let header = Row("", "", [], "product", "so far")

  static func aligned(_ rows: [Row]) -> [String] {
    let factors = rows.map(\.formula.count).max() ?? 0
    let formulas = (0..<factors).map { number in
      rows.map { $0.formula.count > number ? $0.formula[number].count : 0 }.max() ?? 0
    }
    let width = formulas.reduce(0, +) + 3 * max(0, factors - 1)
    func widest(_ column: (Row) -> String) -> Int { rows.map { column($0).count }.max() ?? 0 }
    let (name, detail) = (widest(\.name), widest(\.detail))
    let (product, total) = (widest(\.product), widest(\.total))
    return rows.map { row in
      let formula = zip(row.formula, formulas).map { $0.padded(to: $1) }.joined(separator: " × ")
      let columns = [
        row.name.padding(name), row.detail.padded(to: detail), formula.padding(width),
        row.product.padded(to: product), row.total.padded(to: total),
      ]
      return " " + columns.filter { !$0.isEmpty }.joined(separator: "  ")
    }
  }
}
