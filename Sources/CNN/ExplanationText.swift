// How an explanation is printed: as a calculation on paper, whose printed terms add up to the
// printed total. Each printed number is rounded first and the rounded numbers are added.

extension Explanation: CustomStringConvertible {
  public var description: String { worked() }

  /// The calculation, a line a term, with a running total.
  ///
  /// Neighbouring terms that are zero for the same reason are folded into one line. Of a sum of
  /// more than `keep` other terms, the `keep` largest are shown, and the others as one line.
  public func worked(keep: Int = 27) -> String {
    let places = max(terms.map { Self.places(of: $0.value) }.max() ?? 0, 0)
    var rows: [Row] = []
    var total = 0
    func add(_ name: String, _ detail: String, _ formula: [String], _ value: Double) {
      let units = Self.units(value, places)
      total += units
      rows.append(
        Row(name, detail, formula, Self.text(units, places), Self.text(total, places)))
    }
    for line in lines(keep: keep) {
      let value = line.terms.reduce(0) { $0 + $1.value }
      if let note = line.note {
        add(line.name, line.terms.count == 1 ? note : "\(line.terms.count) \(note)", [], value)
      } else {
        add(line.name, grey(line.terms[0]), formula(line.terms[0]), value)
      }
    }
    let sum = Double(total) / Self.power(places)
    let rounding = abs(Double(stored) - sum)
    let difference =
      rounding == 0
      ? "exactly"
      : rounding < 0.5 / Self.power(places)
        ? "rounding below \((1 / Self.power(places)).fixed(places))"
        : "rounding \(rounding.fixed(places))"
    let digits = Self.places(of: Double(stored)) <= places ? places : places + 1
    let last =
      "stored \(Double(stored).fixed(digits)); "
      + "printed terms sum to \(sum.fixed(places)) (\(difference))"
    let title = name + (remark.isEmpty ? "" : "   \(remark)")
    return ([title] + Row.aligned([Row.header] + rows) + [" " + last]).joined(separator: "\n")
  }

  /// One printed line: a term, or several in one.
  private struct Line {
    var name: String
    var note: String?
    var terms: [Term]
  }

  private func lines(keep: Int) -> [Line] {
    let live = terms.indices.filter { terms[$0].note == nil }
    let largest = Set(live.sorted { abs(terms[$0].value) > abs(terms[$1].value) }.prefix(keep))
    let folded = live.count <= keep
    var lines: [Line] = []
    for (number, term) in terms.enumerated() {
      if let note = term.note {
        let last = lines.lastIndex { $0.note == note }
        if let last, !folded || last == lines.count - 1 {
          lines[last].terms.append(term)
        } else {
          lines.append(Line(name: term.name, note: note, terms: [term]))
        }
      } else if largest.contains(number) {
        lines.append(Line(name: term.name, terms: [term]))
      }
    }
    for number in lines.indices where lines[number].terms.count > 1 {
      let terms = lines[number].terms
      lines[number].name = folded ? Self.span(terms[0].name, terms[terms.count - 1].name) : ""
    }
    let rest = live.filter { !largest.contains($0) }.map { terms[$0] }
    if !rest.isEmpty { lines.append(Line(name: "", note: "others", terms: rest)) }
    return lines
  }

  /// What a pixel of the image was before it became a number from 0 to 1: `151/255`.
  private func grey(_ term: Term) -> String {
    guard case .activation(0, _) = term.factors[0].site else { return "" }
    let level = Double(term.factors[0].value) * 255
    return level >= 1 && abs(level - level.rounded()) < 1e-3 ? "\(Int(level.rounded()))/255" : ""
  }

  private func formula(_ term: Term) -> [String] {
    guard term.factors.count > 1 else { return [] }
    return term.factors.enumerated().map { number, factor in
      let column = terms.compactMap { $0.factors.count > number ? $0.factors[number].value : nil }
      let places = column.map { Self.places(of: Double($0)) }.max() ?? 4
      return Double(factor.value).fixed(places, signed: number > 0)
    }
  }

  /// `in(6,9)` and `in(6,11)` as `in(6,9…11)`.
  static func span(_ first: String, _ last: String) -> String {
    let (a, b) = (Array(first), Array(last))
    var start = 0
    while start < min(a.count, b.count), a[start] == b[start] { start += 1 }
    while start > 0, a[start - 1].isNumber || a[start - 1] == "-" { start -= 1 }
    guard a.last == ")", b.last == ")", !a[start...].contains(","), !b[start...].contains(",")
    else {
      return first + " … " + last
    }
    return String(a.dropLast()) + "…" + String(b[start...])
  }

  /// How many decimals, up to four, a number needs to be printed as it is.
  private static func places(of value: Double) -> Int {
    (0..<4).first { abs(value * power($0) - (value * power($0)).rounded()) < 1e-9 } ?? 4
  }
  private static func power(_ places: Int) -> Double { (0..<places).reduce(1) { p, _ in p * 10 } }
  private static func units(_ value: Double, _ places: Int) -> Int {
    Int((value * power(places)).rounded())
  }
  private static func text(_ units: Int, _ places: Int) -> String {
    (Double(units) / power(places)).fixed(places, signed: true)
  }
}

/// A line of a worked calculation, its columns not yet aligned.
private struct Row {
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
      return " " + row.name.padding(name) + "  " + row.detail.padded(to: detail) + "  "
        + formula.padding(width) + "  " + row.product.padded(to: product) + "  "
        + row.total.padded(to: total)
    }
  }
}
