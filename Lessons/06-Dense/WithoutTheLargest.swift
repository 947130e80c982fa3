import CNN
import Explain
import LessonKit
import Printing

/// The largest terms taken away, by the account and in the network.
///
/// - Parameter hidden: the hidden units of the trace, after their gates.
func withoutTheLargest(
  _ lesson: Lesson, _ account: Account, in trace: Trace, hidden: Tensor
) {
  let gaps = lesson.cell("Without the largest") {
    let order = account.terms.indices.sorted { account.terms[$0] > account.terms[$1] }
    let dense = try trace.network.part(from: "flatten1", to: "dense2")
    let list = try trace["flatten1"]
    lesson.print("taken away    the account says   the network says   gates that have changed")
    return try [1, 10, 30, 100].map { count in
      var rest = list
      for c in order.prefix(count) { rest[c] = 0 }
      let way = try dense.trace(rest)
      let said = Double(account.stored) - order.prefix(count).reduce(0) { $0 + account.terms[$1] }
      let sums = try way["dense1"]
      let changed = hidden.scalars.indices.count { (sums[$0] > 0) != (hidden[$0] > 0) }
      let columns = [
        ("\(count)", 10), (said.fixed(2, signed: true), 20),
        (way.output[account.digit].fixed(2, signed: true), 19), ("\(changed)", 15),
      ]
      lesson.print(columns.map { $0.alignedRight($1) }.joined())
      return abs(said - Double(way.output[account.digit]))
    }
  }
  lesson.text(
    """
    Without the largest, account and network differ by \(gaps[0].fixed(2)); without the hundred \
    largest, by \(gaps[3].fixed(2)). The account does not know which gates change. It explains what \
    the network did, not what it would do.
    """)
}
