import CNN
import Figures
import Foundation
import LessonKit
import Models
import Printing

/// The page of exp, ln and the derivative.
func sheet(_ lesson: Lesson, _ little: Trace, nudge h: Double) {
  lesson.text(
    """
    - **exp(x)**, also written e to the power of x, is e = 2.718… multiplied by itself, x times. It \
    turns steps into factors: with x + 1 it is e times as large.
    - **ln(x)**, the natural logarithm, is the way back: it says to which power e must be raised to \
    give x. It turns factors into steps.
    - **The derivative** of a curve at x is its slope there. Take a tiny step in x, and divide the \
    rise of the curve by the step. It is written f′(x), or ∂L/∂w for the loss L and one weight w.
    """)
  lesson.heading("Three rules each")
  lesson.text(
    """
    | exp | ln | derivative |
    |---|---|---|
    | exp(a + b) = exp(a) · exp(b) | ln(a · b) = ln(a) + ln(b) | (u + v)′ = u′ + v′, and \
    (c · u)′ = c · u′ for a fixed c |
    | exp(a − b) = exp(a) / exp(b) | ln(a / b) = ln(a) − ln(b) | exp(x)′ = exp(x), and \
    ln(x)′ = 1 / x |
    | exp(0) = 1, and exp(x) > 0 for every x | ln(1) = 0, and ln(exp(x)) = x | chain rule: f(g(x))′ \
    = f′(g(x)) · g′(x) |
    """)
  lesson.cell("The rules in numbers") {
    let (a, b) = (2.0, 3.0)
    let rules: [(String, Double, String, Double)] = [
      ("exp(2 + 3)", exp(a + b), "exp(2) · exp(3)", exp(a) * exp(b)),
      ("exp(2 − 3)", exp(a - b), "exp(2) / exp(3)", exp(a) / exp(b)),
      ("ln(2 · 3)", log(a * b), "ln(2) + ln(3)", log(a) + log(b)),
      ("ln(2 / 3)", log(a / b), "ln(2) − ln(3)", log(a) - log(b)),
    ]
    for (one, left, other, right) in rules {
      lesson.print(
        "\(one.alignedLeft(10)) = \(left.fixed(4).alignedLeft(11))"
          + "\(other.alignedLeft(15)) = \(right.fixed(4))")
    }
  }

  lesson.heading("Numbers of the lessons")
  lesson.text(numbers(little))

  lesson.heading("A slope from a nudge")
  let x = 2.0
  lesson.cell("Two curves, one tangent") {
    let rise = log(x + h) - log(x)
    lesson.print("ln(2) = \(log(x).fixed(4)), ln(2 + \(h.shown)) = \(log(x + h).fixed(4))")
    lesson.print("slope between the two: \(rise.fixed(6)) / \(h.shown) = \((rise / h).fixed(4))")
    lesson.print("derivative, 1 / x:     \((1 / x).fixed(4))")
    lesson.show(
      curves(tangentAt: x, nudge: h), "curves",
      "exp and ln are mirror images of each other in the diagonal. The dashed line is the tangent of ln at 2. "
        + "Compare its slope with that of the green line.",
      alt: "exp, ln and a tangent", preview: false)
  }

  lesson.heading("How the lessons use it")
  lesson.text(uses(little))
  lesson.heading("Where p − y comes from")
  let label = little.label ?? 0
  let (right, other) = (LittleSeven.classes[label], LittleSeven.classes[1 - label])
  let lines = [
    ("L = −ln p(\(right)) = −ln(exp(s\(right)) / Σ)", "with Σ = exp(s7) + exp(s1)"),
    ("  = ln Σ − s\(right)", "the rules for ln(a / b) and ln(exp(x))"),
    ("∂L/∂s\(right) = exp(s\(right)) / Σ − 1 = p(\(right)) − 1", "chain rule: ln(u)′ = 1 / u · u′"),
    ("∂L/∂s\(other) = exp(s\(other)) / Σ     = p(\(other))", "s\(other) is only in Σ"),
  ]
  lesson.formula(lines.map { $0.alignedLeft(40) + $1 }.joined(separator: "\n"))
  lesson.cell("p − y, and a nudge of each score", isStage: true) {
    let scores = try little.scores.scalars.map { Double($0) }
    func loss(_ scores: [Double]) -> Double {
      log(scores.map { exp($0) }.reduce(0, +)) - scores[label]
    }
    let h = 0.000001
    for (k, name) in LittleSeven.classes.enumerated() {
      var nudged = scores
      nudged[k] += h
      let slope = (loss(nudged) - loss(scores)) / h
      let gradient = little.gradients[5]?.scalars[k] ?? 0
      lesson.print(
        "score of the \(name): p − y = \(gradient.fixed(4, signed: true)), "
          + "slope of a nudge = \(slope.fixed(4, signed: true))")
    }
  }
}

extension Double {
  /// With as few decimals as it has: `0.5`, `1`.
  fileprivate var shown: String { Float(self).short }
}

/// The numbers that the lessons need, computed.
private func numbers(_ little: Trace) -> String {
  let p = little.output.scalars.map { Double($0) }
  let rows: [(String, Double, String, Double)] = [
    ("exp(0)", exp(0), "ln 1", log(1)),
    ("exp(1)", exp(1), "ln 2", log(2)),
    ("exp(−1)", exp(-1), "ln 10", log(10)),
    ("exp(2)", exp(2), "ln ½", log(0.5)),
    ("exp(−2)", exp(-2), "ln 1/10", log(0.1)),
    ("exp(ln 2)", exp(log(2)), "−ln \(p[0].fixed(4))", -log(p[0])),
    ("exp(−1) / (exp(−1) + 1)", exp(-1) / (exp(-1) + 1), "−ln \(p[1].fixed(4))", -log(p[1])),
  ]
  return
    (["| exp | value | ln | value |", "|---|---|---|---|"]
    + rows.map { "| \($0) | \($1.fixed(4)) | \($2) | \($3.fixed(4)) |" })
    .joined(separator: "\n")
}

/// Where lessons 7 and 8 use which rule.
private func uses(_ little: Trace) -> String {
  let p = little.output.scalars
  return """
    | lesson | what for | rule |
    |---|---|---|
    | \(link(.softmax)) | Scores become shares: exp is above zero for any score. | exp(x) > 0 |
    | \(link(.softmax)) | Only differences count: a lead of one point makes a share e times the other's. \
    The little seven's shares are \(p[0].fixed(4)) and \(p[1].fixed(4)); the second is \
    \((p[1] / p[0]).fixed(4)) times the first. | exp(a − b) = exp(a) / exp(b) |
    | \(link(.softmax)) | The loss −ln p is 0 for p = 1. It grows by ln 2 each time that p halves. \
    | ln(a / b) = ln(a) − ln(b) |
    | \(link(.softmax)) | A guess among ten classes has a loss of −ln 1/10 = \(log(10.0).fixed(4)). \
    | ln(1) = 0 |
    | \(link(.backprop)) | Part 1, the nudge: the slope from dot to dot comes closer to the \
    derivative as the step gets smaller. | derivative |
    | \(link(.backprop)) | p − y, below. | ln(x)′ = 1 / x, exp(x)′ = exp(x) |
    | \(link(.backprop)) | Back through the layers: multiply along a path, add over the paths. \
    | chain rule |
    """
}

/// exp and ln, the tangent of ln at x, and the line to a nudged point.
private func curves(tangentAt x: Double, nudge h: Double) -> Figure {
  let all = stride(from: -2.0, through: 5, by: 0.05)
  let (low, high) = (all.filter { $0 <= log(3) }, all.filter { $0 > 0.14 })
  let ends = [-0.5, 5]
  func line(_ slope: Double) -> [Double] { ends.map { log(x) + slope * ($0 - x) } }
  return .plot(
    x: .linear("x", -2...5), y: .linear("", -2...3),
    [
      .line("exp(x)", low, low.map { exp($0) }, .rise),
      .line("ln(x)", high, high.map { log($0) }, .fall),
      .dashed("tangent", ends, line(1 / x), .ink),
      .line("from dot to dot", ends, line((log(x + h) - log(x)) / h), .mark),
    ], width: 760, height: 450
  ).point(x, log(x), "2").point(x + h, log(x + h), "2 + h")
}
