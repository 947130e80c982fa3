import CNN
import Explain
import Figures
import Models
import Printing

/// What in a drawing speaks for one sign: by occlusion, and by gradient × input.
struct Reasons {
  let lost: Tensor
  let product: Tensor
  private let score: Float
  private let front: Trace

  init(_ network: Network, _ image: Tensor, class number: Int) throws {
    let scorer = try network.scorer
    var one = Tensor([network.shapes.last?.count ?? 0])
    one[number] = 1
    let back = try scorer.trace(image, outputGradient: one)
    score = back.output.scalars[number]
    front = try network.front.trace(image, outputGradient: back.gradient("pool1"))
    var product = try back.gradient("in")
    for n in product.scalars.indices { product.scalars[n] *= image.scalars[n] }
    self.product = product
    let occlusion = try Occlusion(of: image, in: network, class: number, patch: 5, step: 1)
    lost = Tensor(image.shape, occlusion.lost.flatMap { $0 })
  }

  var summary: String {
    let most = lost.scalars.argmax
    let (row, column) = (most / lost.shape[1], most % lost.shape[1])
    let sum = product.scalars.reduce(0) { $0 + Double($1) }
    return """
      its score                                 \(score.fixed(2, signed: true))
      lost at most by a black square of 5×5     \(lost.scalars[most].fixed(2, signed: true)), around (\(row),\(column))
      gradient × input, added up                \(sum.fixed(2, signed: true)); the biases add the rest
      """
  }

  func figure(_ image: Tensor) -> Figure {
    let gradient = (try? Figure.gradient(front, "in", "gradient")) ?? .empty
    return .row(
      .image(image, "the drawing", of: .activation("in", channel: 0)).traced(by: front),
      .map(lost, "occlusion"),
      gradient,
      .map(product, "gradient × input")
    ).cell(7)
  }
}

extension Network {
  /// The network up to its pooling. The page explains maps with this part alone: the dense layers
  /// have 100 times as many weights.
  var front: Network {
    get throws { try part(from: 0, to: layer("pool1") + 1) }
  }
}

/// The hardest drawing on its way through the network: some maps of each stage, and the shares.
func way(_ trace: Trace, _ names: [String]) throws -> Figure {
  let front = try trace.network.front.trace(trace["in"])
  func maps(_ stage: String, _ count: Int, _ side: Int) throws -> Figure {
    .montage(
      try (0..<count).map { try Figure.activation(front, stage, channel: $0) }, columns: 8,
      spacing: 6, sharing: .automatic
    ).withoutBar().side(side)
  }
  func list(_ stage: String, _ decimals: Int) throws -> Figure {
    Figure.map(
      try trace[stage].reshaped([1, names.count, 1]),
      scale: stage == "softmax1" ? .unsigned(upTo: 1) : .automatic
    ).cell(max(3, min(84, 700 / names.count))).key(.none)
      .values(names.count > 8 ? nil : decimals).names(columns: names.count > 8 ? [] : names)
  }
  return .table(
    [
      [try Figure.activation(front, "in").cell(3)], [try maps("relu1", 8, 84)],
      [try maps("pool1", 16, 84)], [try list("dense2", 2)], [try list("softmax1", 3)],
    ], rows: ["drawing", "relu1", "pool1", "scores", "shares"], align: .start)
}
