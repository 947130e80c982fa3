import CNN
import Models
import Printing

/// The cosine between a kernel of 3×3 and the edge filter (Sobel) that is most like it, turned in
/// any direction: 1 if it is such a filter, 0 if it has nothing of one.
///
///     sobel(θ) = cos θ · across + sin θ · down;  the best one gives √((k·a)² + (k·d)²) / (|k| · |a|)
nonisolated func edgeLikeness(_ kernel: Tensor) -> Double {
  let across: [Double] = [-1, 0, 1, -2, 0, 2, -1, 0, 1]
  let down: [Double] = [-1, -2, -1, 0, 0, 0, 1, 2, 1]
  let k = kernel.scalars.map { Double($0) }
  func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
  let (a, d, length) = (dot(k, across), dot(k, down), dot(k, k).squareRoot())
  return length == 0
    ? 0 : (a * a + d * d).squareRoot() / (length * dot(across, across).squareRoot())
}

/// How much of an edge 10,000 random kernels are.
nonisolated let chance: [Double] = {
  let random = Random(seed: 9)
  return (0..<10_000).map { k in
    edgeLikeness(Tensor([3, 3, 1], (0..<9).map { random.stream(k).normal($0) }))
  }
}()

extension Network {
  /// The edge likeness of each kernel of the first layer; empty if they are not 3×3.
  nonisolated var edgeLikenesses: [Double] {
    let kernels = firstWeights
    return kernels.allSatisfy { $0.shape == [3, 3, 1] } ? kernels.map(edgeLikeness) : []
  }
}

/// How much of an edge the first kernels of a network are, before a training and after it.
struct EdgeRow {
  let name: String
  let before, after: [Double]
}

/// Of the page's own training, if its first kernels are 3×3, and of the network that ships.
func edges(_ moments: [Moment], of trained: Network) throws -> [EdgeRow] {
  let shipped = EdgeRow(
    name: "60,000 digits, 12 epochs", before: try Network.walkthrough(seed: 1).edgeLikenesses,
    after: try Models.walkthrough().edgeLikenesses)
  guard let first = moments.first, let last = moments.last,
    (first.weights + last.weights).allSatisfy({ $0.shape == [3, 3, 1] })
  else { return [shipped] }
  let isAll = trained.countOfFirstWeights == first.weights.count
  return [
    EdgeRow(
      name: isAll ? "this page's training" : "this page's first \(first.weights.count)",
      before: first.weights.map(edgeLikeness), after: last.weights.map(edgeLikeness)),
    shipped,
  ]
}

func edgeTable(_ rows: [EdgeRow]) -> String {
  func clear(_ cosines: [Double]) -> String { "\(cosines.count { $0 > 0.8 }) of \(cosines.count)" }
  let lines = rows.map { row in
    "\(row.name.alignedLeft(26)) \(row.before.mean.fixed(2)) → \(row.after.mean.fixed(2))     "
      + "\(clear(row.before)) → \(clear(row.after))"
  }
  return
    (["mean cosine, before → after".alignedLeft(43) + "above 0.8"] + lines
    + ["10,000 random kernels      \(chance.mean.fixed(2))            \(clear(chance))"])
    .joined(separator: "\n")
}

/// Whether training has made edges of kernels, more than chance does.
func edgeText(_ rows: [EdgeRow]) -> String {
  guard let last = rows.last else { return "" }
  let start =
    "Random kernels are a little like an edge by chance: \(chance.mean.fixed(2)) on average. "
  guard last.after.mean - chance.mean >= 0.1 else {
    return start
      + "Training has not brought these kernels far beyond chance. So they do not become "
      + "edge filters here. They learn what lowers the loss."
  }
  let grown = rows.filter { $0.after.mean > $0.before.mean }.map(\.after.mean)
  let others = rows.filter { $0.after.mean <= $0.before.mean }
  let clear = last.after.count { $0 > 0.8 }
  return start
    + "Trained kernels reach \(grown.map { $0.fixed(2) }.joined(separator: " and ")). "
    + (others.isEmpty ? "" : "But not here: \(others.map(\.name).joined(separator: ", ")). ")
    + "Yet only \(clear) of \(last.after.count) kernels \(clear == 1 ? "is a clear edge filter" : "are clear edge filters"). "
    + "So “edges first” is half true here."
}
