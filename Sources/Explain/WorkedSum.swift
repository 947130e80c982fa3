import Printing

// A sum is printed with one line for each term and a running total. The printed terms add up to the
// printed total.

extension Explanation {
  /// The calculation, with one line for each term and a running total.
  ///
  /// Neighbouring terms that are zero for the same reason become one line. Of the other terms, the
  /// `keep` largest are shown. If there are more, the rest is one line, and so are all terms that are
  /// zero for the same reason.
  func workedSum(keep: Int) -> String {
    let places = Self.places(of: terms.map(\.value))
    var rows: [Row] = []
    var total = 0
    let printed = lines(keep: keep)
    let values = printed.map { $0.terms.reduce(0) { $0 + $1.value } }
    guard let units = Self.units(values, places) else { return unprintable }
    func add(_ name: String, _ detail: String, _ formula: [String], _ units: Int) {
      total += units
      rows.append(
        Row(name, detail, formula, Self.text(units, places), Self.text(total, places)))
    }
    for (line, value) in zip(printed, units) {
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

  /// The indices of the terms that matter most in a sum, the largest first, whatever their sign.
  /// Terms with a note that are zero do not count.
  func largest(_ count: Int) -> ArraySlice<Int> {
    terms.indices.filter { terms[$0].note == nil }
      .sorted { abs(terms[$0].value) > abs(terms[$1].value) }.prefix(max(0, count))
  }

  /// One printed line: one term, or several together.
  private struct Line {
    var name: String
    var note: String?
    var terms: [Term]
  }

  private func lines(keep: Int) -> [Line] {
    let live = terms.indices.filter { terms[$0].note == nil }
    let largest = Set(largest(keep))
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

  /// A pixel's value before it became a number from 0 to 1: `151/255`.
  private func grey(_ term: Term) -> String {
    guard readsPixels, case .activation(0, _) = term.factors[0].site else { return "" }
    let value = term.factors[0].value
    let level = Double(value) * 255
    return level >= 1 && abs(level - level.rounded()) < 1e-3 ? "\(Int(level.rounded()))/255" : ""
  }

  private func formula(_ term: Term) -> [String] {
    guard term.factors.count > 1 else { return [] }
    return term.factors.enumerated().map { number, factor in
      let column = terms.compactMap { $0.factors.count > number ? $0.factors[number].value : nil }
      let places = Self.places(of: column.map(Double.init))
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

  private static func text(_ units: Int, _ places: Int) -> String {
    (Double(units) / power(places)).fixed(places, signed: true)
  }
}
