import CNN
import Digits
import Exchange
import Foundation
import Printing

extension Network {
  /// One of the package's architectures with fresh weights, for the images and classes of a data
  /// set.
  ///
  /// - Throws: one sentence, if the images are too small, or so large that the network and its
  ///   training would take too much memory.
  public init(_ widths: Widths, for data: DataSet, batch: Int, seed: UInt64) throws {
    let classes = data.classes.count
    try Training.checkSize(
      of: Network.layers(widths, classes: classes), for: data.shape, batch: batch)
    try self.init(widths, input: data.shape, classes: classes, seed: seed)
  }
}

extension Training {
  /// Throws one sentence with the number of weights, if a network for some images would have too
  /// many, or its training would take more than half of the memory that this machine, a container
  /// or `ulimit -v` allows. It is known before any of that memory is taken.
  public static func checkSize(
    of layers: [any Layer], for shape: Shape, batch: Int
  ) throws {
    let network = try NetworkSize(of: layers, input: shape)
    let (needed, memory) = (network.bytes(batch: batch), MemoryLimit.bytes)
    guard network.weights > NetworkSize.mostWeights || needed > memory / 2 else { return }
    let (height, width) = (shape[0], shape[1])
    // What helps: smaller pictures, unless they are as small as MNIST's.
    let advice =
      height * width > 28 * 28
      ? "Make the pictures smaller, or leave out --as-is: then each becomes 28×28"
      : "Let this program use more memory, or choose a smaller --batch"
    throw ModelError(
      description:
        "for pictures of \(height.grouped)×\(width.grouped) pixels the network would have "
        + "\(network.weights.grouped) weights, and its training would take about \(MemoryLimit.size(needed)); "
        + "the limit is \(NetworkSize.mostWeights.grouped) weights, and here "
        + "\(MemoryLimit.size(memory / 2)). \(advice)")
  }
}
