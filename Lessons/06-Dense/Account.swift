import CNN
import Explain
import Printing

/// What the numbers of the list add to one logit, straight through the open gates.
struct Account {
  /// Where the logit stands.
  let logit: Site
  /// through(c, digit), for each number c of the list.
  let through: [Double]
  /// The logit's bias, with what the biases of the open units add to it.
  let bias: Double
  /// list(c) · through(c, digit), for each number c of the list.
  let terms: [Double]
  /// The numbers of the terms that are named, the largest first, whatever their sign.
  let largest: [Int]

  init(_ logit: Site, through: [Double], bias: Double) {
    self.logit = logit
    self.through = through
    self.bias = bias
    let terms = zip(values.scalars, through).map { Double($0) * $1 }
    let live = terms.indices.filter { terms[$0] != 0 }
    self.terms = terms
    largest = Array(live.sorted { abs(terms[$0]) > abs(terms[$1]) }.prefix(named))
  }

  /// Which logit it is.
  var digit: Int { logit.index[0] }

  /// The logit as the network holds it.
  var stored: Float { trained.value(at: logit) }

  /// How much of all that speaks for or against comes from the largest terms.
  var shareOfLargest: Double {
    let all = terms.reduce(0) { $0 + abs($1) }
    return all == 0 ? 0 : largest.reduce(0) { $0 + abs(terms[$1]) } / all
  }

  /// How many of the largest terms it takes to come to half of all that speaks for or against.
  var countToHalf: Int {
    let sizes = terms.map(abs).sorted(by: >)
    var (rest, count) = (sizes.reduce(0, +) / 2, 0)
    while rest > 0, count < sizes.count {
      rest -= sizes[count]
      count += 1
    }
    return count
  }

  /// The terms that are not named: those for the digit, and those against it.
  private var others: (inFavour: [Double], against: [Double]) {
    let named = Set(largest)
    let rest = terms.indices.filter { !named.contains($0) }.map { terms[$0] }
    return (rest.filter { $0 > 0 }, rest.filter { $0 < 0 })
  }

  /// The steps from the bias to the logit: the largest terms, then all others.
  var steps: [(name: String, value: Double)] {
    let (inFavour, against) = others
    return largest.map { (place(ofNumber: $0), terms[$0]) } + [
      ("\(inFavour.count) others for it", inFavour.reduce(0, +)),
      ("\(against.count) others against it", against.reduce(0, +)),
    ]
  }

  /// The same steps as a sum to be printed.
  var explanation: Explanation {
    get throws {
      let zeros = terms.count { $0 == 0 }
      let named = try largest.map { c in
        let number = trained.factor(try trained.site("flatten1", [c]))
        return Term(place(ofNumber: c), [number, Factor(Float(through[c]))])
      }
      let rest = steps.suffix(2).map { Term($0.name, [Factor(Float($0.value))]) }
      return Explanation(
        logit, name: "logit of the \(digit)", remark: "straight from the list", .sum,
        [Term("bias′", [Factor(Float(bias))])] + named + rest
          + [Term("\(zeros) numbers", [Factor(0)], note: "zero")], stored)
    }
  }

  static let header =
    "digit      terms for    terms against     bias′     logit     upper rows  lower rows"

  /// A line of the table of all digits.
  func row(_ painting: Tensor) -> String {
    func sum(_ terms: [Double]) -> String {
      let text = terms.reduce(0, +).fixed(2, signed: true)
      return "\(text.alignedRight(6)) (\(terms.count))"
    }
    let (upper, lower) = halves(of: painting)
    let columns = [
      (sum(terms.filter { $0 > 0 }), 16), (sum(terms.filter { $0 < 0 }), 17),
      (bias.fixed(2, signed: true), 10), (stored.fixed(2, signed: true), 10),
      (upper.fixed(2, signed: true), 15), (lower.fixed(2, signed: true), 12),
    ]
    return "  \(digit)  " + columns.map { $0.alignedRight($1) }.joined()
  }
}

/// `map 5 (11,6)`: where a number of the list stood before the maps were flattened.
func place(ofNumber c: Int) -> String {
  let place = maps.index(at: c)
  return "map \(place[2]) (\(place[0]),\(place[1]))"
}

/// What the rows 0 to 5 of a painting say, and what those below say.
func halves(of painting: Tensor) -> (upper: Float, lower: Float) {
  let cut = 6 * painting.shape[1]
  return (painting.scalars[..<cut].reduce(0, +), painting.scalars[cut...].reduce(0, +))
}
