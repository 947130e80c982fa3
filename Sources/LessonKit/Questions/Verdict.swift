import Printing

/// The judgement of an answer.
enum Verdict: Equatable {
  case right
  /// A usual mistake, with its sentence.
  case mistake([Prose.Span])
  case wrong
  /// A number that is too large by this much, or too small if negative.
  case off(by: Double)

  init(_ given: GivenAnswer, _ solution: Page.Solution) {
    if given.matches(solution.answer, inOrder: solution.form != .someNumbers) {
      self = .right
    } else if let mistake = solution.mistakes.first(where: {
      given.matches($0.answer, inOrder: solution.form != .someNumbers)
    }) {
      self = .mistake(mistake.sentence)
    } else if solution.form == .number, case .numbers(let right, _) = solution.answer,
      case .numbers(let numbers, _) = given.answer
    {
      self = .off(by: numbers[0] - right[0])
    } else {
      self = .wrong
    }
  }

  /// The judgement in a sentence, without the right answer.
  var sentence: [Prose.Span] {
    switch self {
    case .right: [.strong([.text("Right.")])]
    case .mistake(let sentence): [.strong([.text("Not quite.")]), .text(" ")] + sentence
    case .wrong: [.strong([.text("No.")])]
    case .off(let difference):
      [
        .strong([.text("No.")]),
        .text(
          " Your number is \(Answer.written(abs(difference))) too "
            + "\(difference > 0 ? "large" : "small")."),
      ]
    }
  }
}

extension GivenAnswer {
  /// Whether the two are the same, within the written precision.
  ///
  /// A number may differ by the margin of `other`. If it has two decimals or more, it may also
  /// differ by half a unit of its last decimal.
  fileprivate func matches(_ other: Answer, inOrder: Bool) -> Bool {
    guard case .numbers(let right, let within) = other else { return answer == other }
    guard case .numbers(let given, _) = answer, given.count == right.count else { return false }
    let order = { (numbers: [Double]) in inOrder ? Array(numbers.indices) : numbers.sortedIndices }
    return zip(order(given), order(right)).allSatisfy { i, j in
      let rounding = decimals[i] >= 2 ? 0.5 / power(of: decimals[i]) : 0
      return abs(given[i] - right[j]) <= max(within, rounding) + 1e-6 * max(1, abs(right[j]))
    }
  }

  private func power(of decimals: Int) -> Double {
    (0..<decimals).reduce(1) { power, _ in power * 10 }
  }
}

extension [Double] {
  fileprivate var sortedIndices: [Int] { indices.sorted { self[$0] < self[$1] } }
}

extension Answer {
  /// The answer in words, for a page.
  public var written: String {
    switch self {
    case .numbers(let values, _): values.map(Self.written).joined(separator: ", ")
    case .option(let option): option
    case .place(let row, let column): "(\(row),\(column))"
    }
  }

  /// A number with at most four decimals, without the zeros at its end.
  static func written(_ value: Double) -> String {
    let magnitude = abs(value)
    let sign = value < 0 ? "−" : ""
    if magnitude < 1e15, let whole = Int(exactly: magnitude) {
      return sign + whole.grouped
    }
    guard magnitude >= 0.001, magnitude < 1e15 else { return value.scientific() }
    var digits = magnitude.fixed(4)[...]
    while digits.last == "0" { digits.removeLast() }
    if digits.last == "." { digits.removeLast() }
    return sign + digits
  }
}
