import CNN
import Figures

// A map with an origin and a trace can be asked in the browser. Its numbers must be the trace's:
// otherwise the page explains other numbers than it shows.

extension Figure.Map {
  /// What is wrong with the map's origin in a trace, in a sentence; nil if the map shows the trace's
  /// numbers, or has no place in a network.
  ///
  /// A lesson's own loops may round in another way than the network. So numbers may differ by a
  /// small part of the largest.
  public func disagreement(with trace: Trace) -> String? {
    guard let origin, origin != .image else { return nil }
    guard let place = Place(of: self, in: trace) else {
      return "the trace has no \(origin.name)"
    }
    let largest = place.tensor.scalars.reduce(0) { max($0, abs($1)) }
    for row in 0..<height {
      for column in 0..<width {
        // The last row of a list may not be full.
        guard let index = place.index(row, column) else {
          if place.isList, numbers[row, column, 0] == 0 { continue }
          return "\(origin.name) has no number for row \(row), column \(column) of the map"
        }
        let (own, traced) = (numbers[row, column, 0], place.tensor.scalars[index])
        if abs(own - traced) <= 1e-5 * largest || own == traced { continue }
        if own.isNaN, traced.isNaN { continue }
        return "\(origin.name) is \(traced) where row \(row), column \(column) of the map is \(own)"
      }
    }
    return nil
  }
}

/// The place of a map's numbers in a trace.
private struct Place {
  let tensor: Tensor
  let isList: Bool
  /// The position in the tensor of a cell of the map; nil outside.
  private let offset: @Sendable (_ row: Int, _ column: Int) -> [Int]

  func index(_ row: Int, _ column: Int) -> Int? {
    let index = offset(row, column)
    let isInside = zip(index, tensor.shape.sizes).allSatisfy { 0..<$1 ~= $0 }
    return isInside ? tensor.shape.offset(of: index) : nil
  }

  init?(of map: Figure.Map, in trace: Trace) {
    switch map.origin {
    case .activation(let stage, let channel, let row, let column):
      guard let tensor = try? trace[stage] else { return nil }
      self.init(tensor, map, channel, row, column)
    case .gradient(let stage, let channel, let row, let column):
      guard let tensor = try? trace.gradient(stage) else { return nil }
      self.init(tensor, map, channel, row, column)
    case .parameter(let layer, let name, let kernel, let channel):
      guard let number = try? trace.network.layer(layer),
        let own = try? trace.network.parameter(name, ofLayer: number)
      else { return nil }
      self.init(trace.network.layers[number].parameters[own].value, map, kernel, channel)
    case .parameterGradient(let layer, let name, let kernel, let channel):
      guard let tensor = try? trace.gradient(layer, name) else { return nil }
      self.init(tensor, map, kernel, channel)
    case .image, nil: return nil
    }
  }

  /// A part of a channel, or a list, row by row.
  private init?(_ tensor: Tensor, _ map: Figure.Map, _ channel: Int?, _ top: Int, _ left: Int) {
    self.tensor = tensor
    let (width, shape) = (map.width, tensor.shape)
    isList = shape.rank == 1
    if shape.rank == 1 {
      offset = { [$0 * width + $1] }
    } else {
      guard shape.rank == 3, let own = channel ?? (shape[2] == 1 ? 0 : nil) else { return nil }
      offset = { [$0 + top, $1 + left, own] }
    }
  }

  /// The weights of a kernel on a channel, those of a unit, or a complete table.
  private init?(_ tensor: Tensor, _ map: Figure.Map, _ kernel: Int?, _ channel: Int?) {
    self.tensor = tensor
    isList = false
    let (width, cells, shape) = (map.width, map.width * map.height, tensor.shape)
    switch (shape.rank, kernel) {
    case (4, let kernel?): offset = { [$0, $1, channel ?? 0, kernel] }
    case (2, let kernel?):
      let channels = max(1, shape[0] / cells)
      offset = { [($0 * width + $1) * channels + (channel ?? 0), kernel] }
    default:
      guard shape.count == cells else { return nil }
      offset = { shape.index(at: $0 * width + $1) }
    }
  }
}

extension Figure.Origin {
  /// `relu1`, `∂loss/∂conv1.weight`.
  fileprivate var name: String {
    switch self {
    case .activation(let stage, let channel, _, _): stage + Self.map(channel)
    case .gradient(let stage, let channel, _, _): "∂loss/∂" + stage + Self.map(channel)
    case .parameter(let layer, let name, let kernel, _): "\(layer).\(name)" + Self.of(kernel)
    case .parameterGradient(let layer, let name, let kernel, _):
      "∂loss/∂\(layer).\(name)" + Self.of(kernel)
    case .image: "image"
    }
  }
  private static func map(_ channel: Int?) -> String { channel.map { " map \($0)" } ?? "" }
  private static func of(_ kernel: Int?) -> String { kernel.map { "[\($0)]" } ?? "" }
}
