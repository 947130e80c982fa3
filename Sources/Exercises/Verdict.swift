import Printing

/// What is said to a function that was run on its cases.
struct Verdict: Equatable, Sendable {
  enum Finding: Equatable, Sendable {
    case solved
    case notWritten
    /// What an open part's own judge said.
    case judged(Judged)
    /// On the case at this position: a crash, with what Swift said.
    case stopped(at: Int, String?)
    case late(at: Int)
    /// The program ended by itself, as `exit` does, on the case at this position.
    case ended(at: Int)
    /// What it returned has another form than what is right.
    case form(at: Int, Returned)
    /// The first wrong number of the first wrong case, by its offset.
    case wrong(at: Int, Returned, offset: Int)
  }

  let finding: Finding
  /// The sentence on the usual mistake that gives just these numbers on all cases; nil if none does.
  let mistake: String?

  /// - Parameter outcomes: one for each case, up to the first that did not return.
  init(_ part: Part, _ outcomes: [Outcome]) {
    let returned = outcomes.prefix { if case .returned = $0 { true } else { false } }.compactMap {
      if case .returned(let returned) = $0 { returned } else { nil }
    }
    let allWrong = zip(part.cases, returned).enumerated().filter { !$1.1.isSame(as: $1.0.expected) }
    // The task's own example says more than the smallest case.
    let wrong = allWrong.first { $1.0.name == Part.example } ?? allWrong.first
    mistake = wrong.flatMap { _ in
      part.mistakes.indices.first { mistake in
        zip(part.cases, returned).allSatisfy { $1.isSame(as: $0.mistaken[mistake]) }
      }.map { part.mistakes[$0] }
    }
    if let (at, (one, answer)) = wrong {
      let hasForm = answer.shape == one.expected.shape && !answer.isRagged
      finding =
        hasForm
        ? .wrong(at: at, answer, offset: answer.firstDifference(from: one.expected) ?? 0)
        : .form(at: at, answer)
    } else {
      finding =
        switch outcomes.last {
        case .notWritten: .notWritten
        case .stopped(let said): .stopped(at: outcomes.count - 1, said)
        case .late: .late(at: outcomes.count - 1)
        case .judged(let judged): .judged(judged)
        default:
          part.judge == nil && returned.count == part.cases.count
            ? .solved : .ended(at: returned.count)
        }
    }
  }

  var isSolved: Bool {
    if case .judged(let judged) = finding { judged.isSolved } else { finding == .solved }
  }

  /// In sentences, with the arithmetic of the first wrong number.
  func text(_ part: Part) -> String {
    func on(_ at: Int) -> String {
      part.judge == nil
        ? "`\(part.function)` on the case “\(part.cases[at].name)”"
        : "Your code, asked for \(part.function),"
    }
    var lines: [String] = []
    switch finding {
    case .solved: lines = ["`\(part.function)` is right on all \(part.cases.count) cases."]
    case .notWritten:
      lines = [(part.judge == nil ? "`\(part.function)`" : "It") + " is not written yet."]
    case .judged(let judged): lines = judged.lines
    case .stopped(let at, let said):
      lines = [
        "\(on(at)) crashed: "
          + (said ?? "an index out of range, or a number too large for its type.")
      ]
    case .late(let at):
      lines = ["\(on(at)) did not end within \(part.limit) seconds, and was stopped."]
    case .ended(let at): lines = ["\(on(at)) ended the program before it returned."]
    case .form(let at, let answer):
      lines = ["\(on(at)) returned \(answer.form); it should be \(part.cases[at].expected.form)."]
    case .wrong(let at, let answer, let offset):
      let expected = part.cases[at].expected
      lines = [
        "\(on(at)): \(part.place?(offset) ?? expected.place(of: offset)) is "
          + "\(Self.number(answer.values[offset])) and should be "
          + "\(Self.number(expected.values[offset]))."
      ]
    }
    if let mistake { lines.append(mistake) }
    // An open part has no cases.
    if let at, part.judge == nil, let given = part.cases[at].given {
      lines.append("The case: \(given)")
    }
    if case .wrong(let at, _, let offset) = finding {
      lines += ["", part.cases[at].arithmetic(offset)]
    }
    return lines.joined(separator: "\n")
  }

  /// The position of the case that is spoken of.
  private var at: Int? {
    switch finding {
    case .stopped(let at, _), .late(let at), .ended(let at), .form(let at, _),
      .wrong(let at, _, _):
      at
    default: nil
    }
  }

  private static func number(_ value: Float) -> String {
    value.isFinite ? value.short : "\(value)"
  }
}
