import CNN
import Explain
import Figures
import LessonKit
import Printing

/// One number of the second convolution, channel by channel.
func oneNumber(_ lesson: Lesson, _ trained: Trace) {
  lesson.cell("One number of conv2, channel by channel") {
    let site = try trained.numberOfTheRoute("conv2").site
    let (i, j, k) = (site.index[0], site.index[1], site.index[2])
    let maps = try trained["relu1"]  // [30, 30, 8]
    let weight = trained.network["conv2", "weight"]  // [3, 3, 8, 16]
    let (rows, columns) = (weight.shape[0], weight.shape[1])
    var terms: [Term] = []
    for c in 0..<maps.shape[2] {
      var sum: Float = 0
      for a in 0..<rows {
        for b in 0..<columns { sum += maps[i + a, j + b, c] * weight[a, b, c, k] }
      }
      terms.append(Term("relu1 map \(c), \(rows * columns) products", [Factor(sum)]))
    }
    terms.append(Term("bias", [trained.factor(try trained.site("conv2", "bias", [k]))]))
    lesson.print(trained.explanation(site, .sum, terms).description + "\n")
    try lesson.printRoute(trained, from: "conv1", to: "relu2")
    lesson.show(
      try channels(of: site, in: trained, terms), "channels",
      "Eight maps, the window on each, and the kernel's slice for each. All products and the bias add up "
        + "to the framed number of conv2.",
      alt: "Eight channels and their sum", preview: false)

    let loudest = (0..<maps.shape[2]).max { abs(terms[$0].value) < abs(terms[$1].value) } ?? 0
    let (map, window, weights) = try channel(loudest, of: site, in: trained)
    var products = Tensor([rows, columns])
    for a in 0..<rows {
      for b in 0..<columns {
        products[a, b] = maps[i + a, j + b, loudest] * weight[a, b, loudest, k]
      }
    }
    let sum = Figure.text("sum \(terms[loudest].value.fixed(4, signed: true))")
    lesson.show(
      .row(
        map.titled("map \(loudest)").cell(5), window.titled("window"), .sign("×"),
        weights.titled("weights"), .sign("="), .column(.map(products, "products"), sum),
        sharing: .signed), "channel",
      "The channel with the largest sum, in numbers. Its nine products add up to its sum above.",
      alt: "One of the channels in numbers", preview: false)
  }
}

/// Every product of that number.
func everyProduct(_ lesson: Lesson, _ trained: Trace) {
  lesson.cell("Every product of one number") {
    lesson.print(try trained.numberOfTheRoute("conv2").worked(keep: 12))
  }
}

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
  // All side by side, they would be wider than a page.
  let half = sums.count / 2
  func table(_ own: Range<Int>) -> Figure {
    .table(
      [
        parts[own].map { $0.map.cell(4).family("after ReLU") },
        parts[own].map { $0.window.cell(42).family("after ReLU") },
        parts[own].map { $0.weights.cell(42).family("weights") }, Array(values[own]),
      ], rows: ["after ReLU", "window", "× weights", "sum"],
      columns: own.map { "map \($0)" }, spacing: 8)
  }
  return .column(
    table(0..<half), table(half..<sums.count),
    .row(
      .sum(
        [("all \(sums.count) sums", number(sums)), ("bias", number(terms.suffix(1)))],
        total: ("together", number(terms[...]))), .arrow(),
      answer.cell(5).family("conv2").marking(.cell(site.index[0], site.index[1]))),
    sharing: .automatic
  ).values(2)
}
