import CNN
import LessonKit
import Printing

/// What a layer costs.
struct Cost {
  let name: String
  /// Weights and biases.
  let weights: Int
  /// How often each weight is used for one image.
  let uses: Int
  /// Multiplications for one image.
  let work: Int
}

extension [Cost] {
  func shares(of number: KeyPath<Cost, Int>) -> [Double] {
    let all = reduce(0) { $0 + $1[keyPath: number] }
    return map { Double($0[keyPath: number]) / Double(all) }
  }
}

/// The layers that have weights, and what can be said of the largest of each kind.
struct Layers {
  /// `conv1 makes 8 maps of 30×30, conv2 makes 16 maps of 28×28; kernels are 3×3. …`
  let inWords: String
  /// The last convolution and the first dense layer.
  private let pair: [String]

  init(_ network: Network) {
    func layers(_ kind: String) -> [(name: String, size: Int, places: String)] {
      network.names.indices.filter { network.layers[$0].kind == kind }.map { l in
        let sizes = network.shapes[l + 1].sizes
        return (
          network.names[l], sizes.last ?? 0,
          sizes.dropLast().map(String.init).joined(separator: "×")
        )
      }
    }
    let (kernels, units) = (layers("conv"), layers("dense"))
    let maps = kernels.map { "\($0.name) makes \($0.size) maps of \($0.places)" }
    let sides = kernels.prefix(1).map { network[$0.name, "weight"].shape }
    inWords =
      maps.joined(separator: ", ") + sides.map { "; kernels are \($0[0])×\($0[1])" }.joined() + ". "
      + units.map { "\($0.name) has \($0.size) units" }.joined(separator: ", ") + "."
    pair = [kernels.last?.name ?? "", units.first?.name ?? ""]
  }

  /// Which layer has most weights, and which does most work.
  var options: [String] {
    pair.flatMap { heavy in pair.map { busy in said(heavy, busy) } }
  }

  func answer(by costs: [Cost]) -> String {
    let (weights, work) = (costs.shares(of: \.weights).argmax, costs.shares(of: \.work).argmax)
    return said(costs[weights].name, costs[work].name)
  }

  private func said(_ heavy: String, _ busy: String) -> String {
    heavy == busy ? "\(heavy) for both" : "\(heavy) and \(busy)"
  }
}

func table(of costs: [Cost]) -> String {
  let (weights, work) = (costs.shares(of: \.weights), costs.shares(of: \.work))
  var lines = ["layer     weights            each used   multiplications"]
  for (number, cost) in costs.enumerated() {
    let columns = [
      ("\(cost.weights)", 8), (weights[number].percent(2), 10),
      (cost.uses == 1 ? "once" : "\(cost.uses) times", 12),
      ("\(cost.work)", 10), (work[number].percent(2), 10),
    ]
    lines.append(cost.name.alignedLeft(9) + columns.map { $0.alignedRight($1) }.joined())
  }
  let (all, total) = (costs.map(\.weights).reduce(0, +), costs.map(\.work).reduce(0, +))
  lines.append("all      " + "\(all)".alignedRight(8) + "\(total)".alignedRight(32))
  return lines.joined(separator: "\n")
}

/// Why one layer has most of the weights and another does most of the work.
func reason(for costs: [Cost]) -> Prose {
  let busy = costs[costs.shares(of: \.work).argmax]
  let own = busy.work / max(1, busy.uses)
  return """
    A kernel's weight works at every place of its map: in \(busy.name), \(busy.uses) times for one \
    image. A dense weight works once. Biases multiply nothing: (\(busy.weights) − \
    \(busy.weights - own)) · \(busy.uses) = \(busy.work).
    """
}
