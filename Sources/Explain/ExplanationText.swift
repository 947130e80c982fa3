import Printing

// An explanation is printed as a calculation on paper. Numbers are rounded first. The printed sum
// is the sum of the rounded numbers.

extension Explanation: CustomStringConvertible {
  public var description: String { worked() }

  /// The calculation in lines. The first line names the number.
  ///
  /// - Parameter keep: how many terms of a sum are shown. The others are one line; terms of zero do
  ///   not count.
  public func worked(keep: Int = 27) -> String {
    let value = Double(stored)
    let places = Self.places(of: [value] + terms.map(\.value))
    switch rule {
    case .sum: return workedSum(keep: max(0, keep))
    case .untraced: return "\(name) is not known: no backward pass was traced to it"
    case .untold:
      return "\(name) = \(value.fixed(places))   its layer does not explain it"
    case .given: return "\(name) = \(value.fixed(places))   it was given"
    case .copy: return "\(name) = \(value.fixed(places))   taken from \(terms[0].name)"
    case .gate:
      let (number, gate) = (Double(terms[0].factors[0].value), terms[0].factors[1].value)
      let shown = number.fixed(Self.places(of: [number]))
      let what = gate == 0 ? "is stopped" : gate == 1 ? "passes" : "× \(gate.fixed(4)) passes"
      return "\(name) = \(value.fixed(places))   \(terms[0].name) = \(shown) \(what)"
    case .maximum(let winner):
      let lines = terms.enumerated().map { number, term in
        Row(term.name, "", [], term.value.fixed(places), number == winner ? "←" : "")
      }
      return
        (["\(name)   the largest of \(terms.count)"] + Row.aligned(lines)
        + [" stored \(value.fixed(places))"]).joined(separator: "\n")
    case .quotient(let own): return workedQuotient(own)
    }
  }

  /// A share. It is computed from the printed numbers, and the line says how much it differs from
  /// the stored number.
  private func workedQuotient(_ own: Int) -> String {
    let places = max(6, Self.places(of: [Double(stored), terms[own].value]))
    guard let units = Self.units(terms.map(\.value), places) else { return unprintable }
    let lines = terms.enumerated().map { number, term in
      Row(
        term.name, term.detail, [], (Double(units[number]) / Self.power(places)).fixed(places),
        number == own ? "←" : "")
    }
    let total = units.reduce(0, +)
    let share = Double(units[own]) / Double(total)
    let (above, below) = (Double(units[own]), Double(total))
    let rounding = abs(share.rounded(to: places) - Double(stored).rounded(to: places))
    return
      (["\(name)   one of \(terms.count) shares"]
      + Row.aligned(
        lines + [Row("sum", "", [], (below / Self.power(places)).fixed(places), "")])
      + [
        " \((above / Self.power(places)).fixed(places)) / "
          + "\((below / Self.power(places)).fixed(places)) = \(share.fixed(places)); stored "
          + "\(stored.fixed(places)) (\(rounding == 0 ? "the same" : "rounding \(rounding.fixed(places))"))"
      ]).joined(separator: "\n")
  }

  /// The line for a number that is too large for a column, or is not finite.
  var unprintable: String {
    "\(name) = \(stored)   \(terms.count) terms, with numbers that are not finite or too large to print"
  }

  /// How many decimals, up to four, a number needs to be printed exactly.
  static func places(of value: Double) -> Int {
    (0..<4).first { (value * power($0)).rounded() == value * power($0) } ?? 4
  }
  /// How many decimals some numbers need to be printed exactly. If they need more than four: enough
  /// to show two digits of the largest.
  static func places(of values: [Double]) -> Int {
    let largest = values.filter(\.isFinite).map(abs).max() ?? 0
    let exact = values.map(places).max() ?? 0
    guard exact == 4, largest > 0 else { return exact }
    return (4..<15).first { largest * power($0) >= 10 } ?? 15
  }
  static func power(_ places: Int) -> Double { (0..<places).reduce(1) { p, _ in p * 10 } }

  /// Numbers as multiples of the last printed decimal; nil if one is too large or not finite.
  static func units(_ values: [Double], _ places: Int) -> [Int]? {
    let scaled = values.map { ($0 * power(places)).rounded() }
    guard scaled.allSatisfy({ abs($0) < 1e15 }) else { return nil }
    return scaled.map { Int($0) }
  }
}

extension Double {
  fileprivate func rounded(to places: Int) -> Double {
    (self * Explanation.power(places)).rounded() / Explanation.power(places)
  }
}

/// A line of a worked calculation, before its columns are aligned.
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
      let formula = zip(row.formula, formulas).map { $0.alignedRight($1) }.joined(separator: " × ")
      let columns = [
        row.name.alignedLeft(name), row.detail.alignedRight(detail), formula.alignedLeft(width),
        row.product.alignedRight(product), row.total.alignedRight(total),
      ]
      return " " + columns.filter { !$0.isEmpty }.joined(separator: "  ")
    }
  }
}
