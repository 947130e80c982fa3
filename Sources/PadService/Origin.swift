import CNN
import Explain

/// The answer to `/api/explain`: where one number came from.
public struct Origin: Encodable, Sendable {
  /// A number in a product. `site` is its place, if it can be explained.
  struct Factor: Encodable, Sendable {
    let value: Float
    let site: Place?
  }
  /// A number of a stage.
  struct Place: Encodable, Sendable {
    let stage: Int
    let index: [Int]
  }
  struct Term: Encodable, Sendable {
    let name: String
    let value: Double
    let factors: [Factor]
    let note: String?
  }
  /// The receptive field of the number in a stage: half-open ranges.
  struct Field: Encodable, Equatable, Sendable {
    let stage: Int
    var rows: [Int]?
    var columns: [Int]?
    var items: [Int]?
  }

  let name: String
  let rule: String
  /// The position of the largest term, or of the dividend.
  var winner: Int?
  /// The result that plain arithmetic gets from the terms.
  let value: Double
  /// The number that the network's own arithmetic has stored.
  let stored: Float
  /// The sum of the listed terms.
  let total: Double
  let rounding: Double
  let terms: [Term]
  let field: [Field]
  /// The explanation, as the lessons print it.
  let text: String

  /// - Parameter keep: how many of a sum's largest terms are listed. All others become one term.
  init(of site: Site, in trace: Trace, keep: Int?) {
    let explanation = trace.explain(site)
    name = explanation.name
    value = explanation.value
    stored = explanation.stored
    switch explanation.rule {
    case .given: rule = "given"
    case .untraced: rule = "untraced"
    case .untold: rule = "untold"
    case .sum: rule = "sum"
    case .gate: rule = "gate"
    case .copy: rule = "copy"
    case .maximum(let position):
      rule = "maximum"
      winner = position
    case .quotient(let position):
      rule = "quotient"
      winner = position
    }
    terms = Self.terms(of: explanation, keep: keep)
    total = terms.reduce(0) { $0 + $1.value }
    rounding = Double(stored) - value
    field = trace.field(of: site)
    text = explanation.worked(keep: keep ?? explanation.terms.count)
  }

  private static func terms(of explanation: Explanation, keep: Int?) -> [Term] {
    let all = explanation.terms.map { term in
      Term(
        name: term.name, value: term.value,
        factors: term.factors.map { Factor(value: $0.value, site: Place($0.site)) },
        note: term.note)
    }
    guard explanation.rule == .sum, let keep, all.count > keep else { return all }
    let order = all.indices.sorted { abs(all[$0].value) > abs(all[$1].value) }
    let rest = order.dropFirst(keep)
    return order.prefix(keep).sorted().map { all[$0] } + [
      Term(
        name: "\(rest.count) others", value: rest.reduce(0) { $0 + all[$1].value }, factors: [],
        note: nil)
    ]
  }
}

extension Origin.Place {
  fileprivate init?(_ site: Site?) {
    guard case .activation(let stage, let index) = site else { return nil }
    self.init(stage: stage, index: index)
  }
}

extension Trace {
  /// The receptive field of a number in each stage below its own, the nearest first.
  ///
  /// The outermost numbers of a part depend on the outermost numbers below. So only two numbers are
  /// traced at each stage.
  func field(of site: Site) -> [Origin.Field] {
    guard case .activation(var stage, let index) = site else { return [] }
    var (first, last) = (index, index)
    var fields: [Origin.Field] = []
    while stage > 0 {
      let below = [first, last].flatMap { index in
        explain(.activation(stage: stage, index)).terms.flatMap(\.factors).compactMap { factor in
          if case .activation(let from, let index) = factor.site, from == stage - 1 {
            index
          } else {
            nil
          }
        }
      }
      stage -= 1
      guard let one = below.first else { return fields }
      (first, last) = below.reduce((one, one)) { box, index in
        (zip(box.0, index).map(min), zip(box.1, index).map(max))
      }
      fields.append(
        first.count == 3
          ? Origin.Field(
            stage: stage, rows: [first[0], last[0] + 1], columns: [first[1], last[1] + 1])
          : Origin.Field(stage: stage, items: [first[0], last[0] + 1]))
    }
    return fields
  }
}
