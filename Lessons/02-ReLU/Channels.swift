import CNN
import Explain
import Figures
import Printing

/// What a number of conv2 sees in one channel: the map with the window on it, what lies under the
/// window, and the kernel's weights for that map.
func channel(
  _ channel: Int, of site: Site, in trace: Trace
) throws -> (map: Figure, window: Figure, weights: Figure) {
  let (row, column, kernel) = (site.index[0], site.index[1], site.index[2])
  let size = trace.network["conv2", "weight"].shape  // [3, 3, 8, 16]
  let (rows, columns) = (row..<row + size[0], column..<column + size[1])
  return (
    try .activation(trace, "relu1", channel: channel)
      .marking(.window(rows: rows, columns: columns)),
    try .activation(trace, "relu1", channel: channel, rows: rows, columns: columns),
    try .kernel(trace.network, "conv2", kernel, channel: channel)
  )
}

/// A number of conv2: all channels, their sums, and the total.
///
/// - Parameter terms: the sum of each channel, and the bias.
func channels(of site: Site, in trace: Trace, _ terms: [Term]) throws -> Figure {
  func number(_ terms: ArraySlice<Term>) -> String {
    terms.reduce(0) { $0 + $1.value }.fixed(4, signed: true)
  }
  let sums = terms.dropLast()
  let parts = try sums.indices.map { try channel($0, of: site, in: trace) }
  let values: [Figure] = sums.indices.map { .text(number(sums[$0...$0])) }
  let answer = try Figure.activation(
    trace, "conv2", channel: site.index[2], "conv2 map \(site.index[2])")
  return .column(
    .table(
      [
        parts.map { $0.map.cell(3).family("after ReLU") },
        parts.map { $0.window.cell(30).family("after ReLU") },
        parts.map { $0.weights.cell(30).family("weights") }, values,
      ], rows: ["after ReLU", "window", "× weights", "sum"],
      columns: sums.indices.map { "map \($0)" }, spacing: 12),
    .row(
      .sum(
        [("all \(sums.count) sums", number(sums)), ("bias", number(terms.suffix(1)))],
        total: ("together", number(terms[...]))), .arrow(),
      answer.cell(5).family("conv2").marking(.cell(site.index[0], site.index[1]))),
    sharing: .automatic
  ).values(nil)
}
