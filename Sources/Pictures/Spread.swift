/// What several runs of one experiment gave: the mean of each number, and from where to where.
struct Spread {
  let means: [Double]
  let ranges: [(low: Double, high: Double)]

  /// `runs[r][i]` is number i of run r; a number that one of the runs lacks does not count.
  init<Value: BinaryFloatingPoint>(of runs: [[Value]]) {
    let count = runs.map(\.count).min() ?? 0
    let columns = (0..<count).map { place in runs.map { Double($0[place]) } }
    means = columns.map { $0.reduce(0, +) / Double($0.count) }
    ranges = columns.map { ($0.min() ?? .nan, $0.max() ?? .nan) }
  }
}
