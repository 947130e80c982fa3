import CNN
import Explain
import LessonKit
import Models
import Printing

// The tables of this lesson.

extension Reader {
  /// What it says of some images, each `[28, 28, 1]` in row-major order.
  func answers(_ images: [[Float]]) throws -> [Answer] {
    var tapes = Tapes()
    let shape = scorer.shapes[try scorer.stage("in")].batch(of: images.count)
    let logits = try scorer.answer(Tensor(shape, images.flatMap { $0 }), tapes: &tapes)
    let classes = logits.shape[1]
    return (0..<images.count).map {
      Answer(logits: Array(logits.scalars[$0 * classes..<($0 + 1) * classes]))
    }
  }
}

/// A line for each stage: its shape, how many of its numbers are above zero, and the largest.
func printStages(_ trace: Trace) throws {
  lesson.print("stage       shape       above zero      largest   where the largest is")
  for stage in trace.network.stages {
    let numbers = try trace[stage]
    let most = numbers.scalars.argmax
    let site = try trace.site(stage, numbers.shape.index(at: most))
    let name = stage == "in" ? "image" : stage
    lesson.print(
      name.alignedLeft(12) + "\(numbers.shape)".alignedLeft(10)
        + "\(numbers.scalars.count { $0 > 0 })".alignedRight(12)
        + numbers.scalars[most].fixed(4, signed: true).alignedRight(13) + "   "
        + trace.name(of: site))
  }
}

/// What covering does to a subject: nothing covered, the cover after which the logit is lowest, and
/// those after which the margin is lowest and highest.
func printCovers(_ covers: Covers, _ subject: Subject, _ digit: Int) {
  lesson.print("\(subject.name), asked for the \(digit)   logit   p(\(digit))     margin   says")
  func row(_ what: String, _ answer: Answer) {
    lesson.print(
      what.alignedLeft(26) + answer.logits[digit].fixed(2, signed: true).alignedRight(7)
        + answer.probabilities[digit].fixed(4).alignedRight(9)
        + answer.margin(of: digit).fixed(2, signed: true).alignedRight(9)
        + "\(answer.winner)".alignedRight(6))
  }
  func named(_ what: String, _ number: Int) {
    let place = covers.place(number)
    row("\(what), (\(place.row),\(place.column))", covers.answers[number])
  }
  row("nothing covered", untouched(subject))
  named("lowest logit", covers.best { -$0.logits[digit] })
  named("smallest margin", covers.best { -$0.margin(of: digit) })
  named("largest margin", covers.best { $0.margin(of: digit) })
  if let label = subject.label, label != digit {
    named("best for the \(label)", covers.best { $0.margin(of: label) })
  }
}

/// What is said of a subject with nothing covered.
func untouched(_ subject: Subject) -> Answer {
  lesson.prepare { try Answer(network.trace(subject.image)) }
}

/// The method's own numbers, and for gradient × input what they add up to.
func printReasons(_ reasons: [[Tensor]]) {
  lesson.cell("What they say of the two") {
    for (s, subject) in subjects.enumerated() {
      if s > 0 { lesson.print("") }
      lesson.print("\(subject.name), asked for the \(classes[s])     lowest    highest      sum")
      for (method, map) in zip(methods, reasons[s]) {
        let sum = map.scalars.reduce(0) { $0 + Double($1) }
        lesson.print(
          method.alignedLeft(26)
            + [map.scalars.min() ?? 0, map.scalars.max() ?? 0].map {
              $0.fixed(4, signed: true).alignedRight(10)
            }.joined() + sum.fixed(2, signed: true).alignedRight(9))
      }
      lesson.print("")
    }
  }
}

func printLikenesses(_ likenesses: [Likeness]) {
  lesson.print("r, mean of all (lowest to highest)")
  lesson.print("                    the strength and the ink         trained and random,")
  lesson.print("                    trained  random                  signs, on the ink alone")
  func text(_ numbers: [Double]) -> String {
    guard let low = numbers.min(), let high = numbers.max() else { return "nothing to compare" }
    return numbers.mean.fixed(2, signed: true)
      + " (\(low.fixed(2, signed: true)) to \(high.fixed(2, signed: true)))"
  }
  for likeness in likenesses {
    lesson.print(
      likeness.method.alignedLeft(20)
        + likeness.inkTrained.mean.fixed(2, signed: true).alignedLeft(9)
        + text(likeness.inkRandom).alignedLeft(24) + text(likeness.signs))
  }
}
