import Figures
import Foundation

/// −ln p over p, with some shares marked. Labels of points side by side do not cross if the one
/// farther to the right comes first: it finds its place above the curve, the other one below.
func lossCurve(_ points: [(name: String, share: Double, loss: Double)]) -> Figure {
  let shares = (1...500).map { Double($0) / 500 }
  let curve = Figure.plot(
    x: .linear("p, the share of the right class", 0...1), y: .linear("loss = −ln p", 0...6),
    [.line("", shares, shares.map { -log($0) })])
  return points.sorted { $0.share > $1.share }.reduce(curve) {
    $0.point($1.share, $1.loss, $1.name)
  }
}
