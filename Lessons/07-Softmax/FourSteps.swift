import Figures
import Printing

/// For each subject its image and, class by class, a bar at each of the four stages; every column
/// has one scale for all subjects.
///
/// - Parameter logits: what the first column is called.
func fourSteps(_ subjects: [Subject], classes: [String], _ logits: String) -> Figure {
  func axis(_ numbers: [[Double]]) -> Figure.Axis {
    let all = [0] + numbers.joined()
    return .hidden((all.min() ?? 0)...(all.max() ?? 1))
  }
  let first = axis(subjects.map(\.stages.logits))
  let second = axis(subjects.map(\.stages.shifted))
  let rows: [[Figure]] = subjects.map { subject in
    let (stages, answer) = (subject.stages, [subject.stages.answer])
    func bars(
      _ numbers: [Double], _ axis: Figure.Axis, _ format: Figure.Format, values: Int,
      _ names: [String]? = nil
    ) -> Figure {
      .levelBars(
        names ?? classes.map { _ in "" }, numbers, axis: axis, format: format, highlighting: answer
      ).length(100, values: values)
    }
    // Four decimals, unless nothing of the smallest would be left in them.
    let format: Figure.Format = stages.shares.contains { $0 < 0.00005 } ? .short : .decimals(4)
    let names = classes.indices.map { ($0 == subject.label ? "✓ " : "") + classes[$0] }
    return [
      .image(subject.image, subject.title, of: .image).side(max(72, 12 * classes.count)).values(
        nil),
      bars(stages.logits, first, .decimals(2), values: 60, names),
      bars(stages.shifted, second, .decimals(2), values: 60),
      bars(stages.exponentials, .hidden(0...1), format, values: 84).note(
        "sum \(stages.sum.fixed(4))"),
      bars(stages.shares, .hidden(0...1), format, values: 84).note("sum 1"),
    ]
  }
  return .table(
    rows,
    columns: ["", logits, "shifted\n− the largest", "exp\ne to that", "shares\n÷ the sum"],
    spacing: 24)
}
