import CNN

extension MaxPooling: Explained {
  /// The position of each window's winner within its image.
  public func choices(_ x: Tensor) -> [Int] {
    let image = x.shape.ofOne
    guard let output = try? outputShape(for: image) else { return [] }
    let (columns, channels) = (image[1], image[2])
    var winners: [Int] = []
    for first in Swift.stride(from: 0, to: x.scalars.count, by: image.count) {
      for i in 0..<output[0] {
        for j in 0..<output[1] {
          for c in 0..<channels {
            var winner = (i * stride.rows * columns + j * stride.columns) * channels + c
            for a in 0..<size.rows {
              for b in 0..<size.columns {
                let (row, column) = (i * stride.rows + a, j * stride.columns + b)
                let pixel = (row * columns + column) * channels + c
                if x.scalars[first + pixel] > x.scalars[first + winner] { winner = pixel }
              }
            }
            winners.append(winner)
          }
        }
      }
    }
    return winners
  }

  public func explain(_ site: Site, in trace: Trace) -> Explanation {
    let layer = site.layer
    guard case .gradient = site else {
      let pixels = window(of: site.index).map { Site.activation(stage: layer, $0) }
      let terms = pixels.map { Term(trace.name(of: $0), [trace.factor($0)]) }
      return trace.explanation(site, .maximum(winner: winner(terms)), terms)
    }
    // Every window that sees the pixel gives it the window's gradient, or nothing.
    let output = trace.network.shapes[layer + 1]
    var terms: [Term] = []
    for i in 0..<output[0] {
      for j in 0..<output[1] {
        let pixels = window(of: [i, j, site.index[2]])
        guard let own = pixels.firstIndex(of: site.index) else { continue }
        let values = pixels.map { Term("", [trace.factor(.activation(stage: layer, $0))]) }
        let dy = Site.gradient(stage: layer + 1, [i, j, site.index[2]])
        let hasWon = winner(values) == own
        terms.append(
          Term(
            trace.name(of: dy), [trace.factor(dy), Factor(hasWon ? 1 : 0)],
            note: hasWon ? nil : "not the winner"))
      }
    }
    return trace.explanation(site, .sum, terms)
  }

  /// The pixels under the window of an output, row by row.
  private func window(of place: [Int]) -> [[Int]] {
    (0..<size.count).map {
      [
        place[0] * stride.rows + $0 / size.columns, place[1] * stride.columns + $0 % size.columns,
        place[2],
      ]
    }
  }

  private func winner(_ terms: [Term]) -> Int {
    terms.indices.reduce(0) { terms[$1].value > terms[$0].value ? $1 : $0 }
  }
}
