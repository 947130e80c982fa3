import CNN
import Explain
import LessonKit
import Printing

/// What the numbers of the list add to one logit, straight through the open gates.
struct Account {
  /// Where the logit stands.
  let logit: Site
  /// The logit as the network holds it.
  let stored: Float
  /// The shape of the maps that the list was made of.
  let maps: Shape
  /// direct(c, digit), for each number c of the list.
  let direct: [Double]
  /// The logit's bias, with what the biases of the open units add to it.
  let bias: Double
  /// list(c) · direct(c, digit), for each number c of the list.
  let terms: [Double]
  /// The numbers of the terms that are named, the largest first, whatever their sign.
  let largest: [Int]

  init(of digit: Int, in trace: Trace, direct: [Double], bias: Double, naming count: Int) throws {
    logit = try trace.site("dense2", [digit])
    stored = trace.value(at: logit)
    maps = trace.network.shapes[try trace.network.layer("flatten1")]
    self.direct = direct
    self.bias = bias
    let terms = zip(try trace["flatten1"].scalars, direct).map { Double($0) * $1 }
    self.terms = terms
    largest = terms.largest(count)
  }

  /// Which logit it is.
  var digit: Int { logit.index[0] }

  /// The sum of all terms without their signs.
  var sizes: Double { terms.reduce(0) { $0 + abs($1) } }

  /// How much of the sum of all sizes comes from the largest votes.
  var shareOfLargest: Double {
    sizes == 0 ? 0 : largest.reduce(0) { $0 + abs(terms[$1]) } / sizes
  }

  /// How many of the largest votes make half of the sum of all votes, without signs.
  var countToHalf: Int {
    let ordered = terms.map(abs).sorted(by: >)
    var (rest, count) = (sizes / 2, 0)
    while rest > 0, count < ordered.count {
      rest -= ordered[count]
      count += 1
    }
    return count
  }

  /// The steps from the bias to the logit: the largest terms, then all others.
  var steps: [(name: String, value: Double)] {
    let named = Set(largest)
    let rest = terms.indices.filter { !named.contains($0) }.map { terms[$0] }
    let (inFavour, against) = (rest.filter { $0 > 0 }, rest.filter { $0 < 0 })
    return largest.map { (maps.place(ofNumber: $0), terms[$0]) } + [
      ("\(inFavour.count) others for it", inFavour.reduce(0, +)),
      ("\(against.count) others against it", against.reduce(0, +)),
    ]
  }

  /// The same steps as a sum to be printed.
  func explanation(in trace: Trace) throws -> Explanation {
    let zeros = terms.count { $0 == 0 }
    let named = try largest.map { c in
      let number = trace.factor(try trace.site("flatten1", [c]))
      return Term("flatten1[\(c)], \(maps.place(ofNumber: c))", [number, Factor(Float(direct[c]))])
    }
    let rest = steps.suffix(2).map { Term($0.name, [Factor(Float($0.value))]) }
    return Explanation(
      logit, name: "logit of the \(digit)", remark: "straight from the list", .sum,
      [Term("bias′", [Factor(Float(bias))])] + named + rest
        + [Term("\(zeros) numbers", [Factor(0)], note: "zero")], stored)
  }

  static let header =
    "digit      votes for    votes against     bias′     logit     upper rows  lower rows"

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

extension [Account] {
  /// The digit with the highest logit, but for one.
  func best(besides digit: Int) -> Int {
    filter { $0.digit != digit }.max { $0.stored < $1.stored }?.digit ?? digit
  }
}

extension [Double] {
  /// Where the largest numbers stand, whatever their sign, but none that is zero.
  func largest(_ count: Int) -> [Int] {
    let live = indices.filter { self[$0] != 0 }
    return [Int](live.sorted { abs(self[$0]) > abs(self[$1]) }.prefix(count))
  }
}

extension Shape {
  /// `map 5 (11,6)`: where a number of the list stood before maps of this shape were flattened.
  func place(ofNumber c: Int) -> String {
    let place = index(at: c)
    return "map \(place[2]) (\(place[0]),\(place[1]))"
  }
}

/// Answers how many of the largest votes make half of all.
func settle(_ prediction: Prediction, _ lesson: Lesson, _ account: Account) {
  let live = account.terms.count { $0 != 0 }
  let named = account.largest.count
  let largest = abs(account.largest.first.map { account.terms[$0] } ?? 0).fixed(2)
  let carried = named == 1 ? "The largest vote makes" : "The \(named) largest votes make"
  lesson.settle(
    prediction, .number(Double(account.countToHalf), within: Double(live / 20)),
    because: """
      \(carried) \(account.shareOfLargest.percent(0)) of this sum. No single number decides. The \
      list of all votes, the account, is exact, but only for this image. Another image opens other \
      gates.
      """,
    mistakes: [
      1: "The largest vote is only \(largest) of \(account.sizes.fixed(2)).",
      .number(Double(live / 2)): "That would be right if all votes were equal.",
    ])
}
