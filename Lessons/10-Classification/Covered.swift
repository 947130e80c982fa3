import CNN
import Figures
import Printing

/// Each subject with what it loses, and the two covers that change most; the square is framed.
func covered(_ covers: [Covers], patch: Int) -> Figure {
  let rows: [[Figure]] = covers.map { covers in
    let image = covers.subject.image
    func with(_ number: Int) -> Figure {
      let (row, column) = covers.place(number)
      let (rows, columns) = (square(around: row, patch), square(around: column, patch))
      let within = Figure.Mark.window(
        rows: rows.clamped(to: 0..<image.shape[0]), columns: columns.clamped(to: 0..<image.shape[1])
      )
      return .image(image.covering(rows: rows, columns: columns))
        .marking(within).note(covers.answers[number].short)
    }
    return [
      .image(image, of: .image).note(covers.before.short), .map(covers.lost),
      with(covers.best { -$0.margin(of: covers.digit) }),
      with(covers.best { $0.margin(of: covers.subject.label ?? covers.digit) }),
    ]
  }
  return .table(
    rows, rows: covers.map { "\($0.subject.name)\nasked for the \($0.digit)" },
    columns: [
      "as it is", "logit lost\nwith the square here",
      "worst for the digit asked for\nsmallest margin",
      "best for what it is\nlargest margin",
    ]
  ).cell(6)
}

extension Answer {
  /// `says 7, p(7) = 0.9998`
  nonisolated fileprivate var short: String {
    "says \(winner), p(\(winner)) = \(probabilities[winner].fixed(4))"
  }
}
