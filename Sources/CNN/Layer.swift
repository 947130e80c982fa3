import Compute
import Foundation

/// One step of a network: it computes an output from an input.
///
/// A layer does not remember its inputs. `forward` writes into a tensor that the caller provides.
/// `backward` gets what `forward` read and wrote. So one network can work on any number of images
/// at once.
///
/// The tensors to write to have the right shapes, but hold numbers of the last batch. So write each
/// scalar (`=`) before you add to it (`+=`). The network compares shapes after each call, and stops
/// if they have changed. A plain loop over the scalars is enough. `pass.workers` says how many
/// cores a layer may use.
public protocol Layer: Sendable {
  /// The name of this kind of layer, as in `conv1.weight`.
  var kind: String { get }

  /// The layer's settings, besides its weights. Two layers of a kind with the same settings and
  /// weights compute the same.
  var settings: [Setting] { get }

  /// The weights, in the layer's own order; empty if it has none.
  var parameters: [Parameter] { get set }

  /// The shape of the output for an image of shape `input`, both without the batch's axis.
  ///
  /// Throws if the layer cannot work on such an input.
  func outputShape(for input: Shape) throws(ShapeError) -> Shape

  /// How many multiply-adds the forward pass takes for an image of shape `input`.
  func multiplyAdds(for input: Shape) -> Int

  /// Whether an image's output depends on this image alone, and not on the rest of the batch. Then
  /// the network may cut a batch, and add up the gradients of its parts. False if you do not say.
  var takesImagesAlone: Bool { get }

  /// Makes the weights that fit an image of shape `input`. Weights that exist already stay.
  mutating func initialize(for input: Shape, random: Random)

  /// Computes `y` from `x`, both with a leading batch axis N.
  func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass)

  /// Computes how the loss changes with the input and with each parameter.
  ///
  /// - Parameters:
  ///   - dy: ∂loss/∂y, with the shape of `y`.
  ///   - dx: takes ∂loss/∂x, with the shape of `x`; nil if it is not needed. Use `dx.take()`: it
  ///     moves the tensor out, so that it is not copied.
  ///   - gradients: take ∂loss/∂parameter, summed over the batch, in the order and shapes of
  ///     `parameters`. A parameter that is not learned gets its new value here.
  func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass)
}

extension Layer {
  public var settings: [Setting] { [] }
  public var parameters: [Parameter] {
    get { [] }
    set {}
  }
  public var takesImagesAlone: Bool { false }
  public func multiplyAdds(for input: Shape) -> Int { 0 }
  public mutating func initialize(for input: Shape, random: Random) {}

  /// The value of parameter number `number`. Stops with a sentence if there are no weights yet.
  func value(_ number: Int) -> Tensor {
    guard parameters.indices.contains(number) else {
      fatalError("A \(kind) layer has no weights yet. Put it into a Network, which makes them.")
    }
    return parameters[number].value
  }
}

/// A setting of a layer, such as `stride` `2×2`.
public struct Setting: Equatable, Sendable {
  public let name, value: String

  public init(_ name: String, _ value: some CustomStringConvertible) {
    self.name = name
    self.value = value.description
  }
}

/// A tensor of weights, with its name within the layer.
public struct Parameter: Equatable, Sendable {
  /// What an axis counts: rows or columns of a kernel, inputs, outputs.
  public enum Axis: Sendable { case row, column, input, output }

  public let name: String
  public var value: Tensor
  /// What its axes count, in their order; empty if none of these fits. (PyTorch's order is output,
  /// input, row, column. Exchange converts between the two.)
  public let axes: [Axis]
  /// Whether training moves it against its gradient. If not, it is a statistic of the layer's
  /// inputs, and `backward` leaves its new value in the gradient's place.
  public let isLearned: Bool

  public init(_ name: String, _ value: Tensor, axes: [Axis] = [], isLearned: Bool = true) {
    self.name = name
    self.value = value
    self.axes = axes
    self.isLearned = isLearned
  }
}

/// What a layer must know about the current run.
public struct Pass: Sendable {
  public enum Mode: Sendable { case training, inference }

  public var mode: Mode
  /// Together with `step`, `firstImage` and `layer`, it decides what dropout drops.
  public var seed: UInt64
  /// Number of the training step.
  public var step: Int
  /// Number of the batch's first image within the training step.
  public var firstImage: Int
  /// Number of the layer in its network; the network fills it in.
  public package(set) var layer = 0
  /// Whether the batch is a share of a larger one. Then sums over it are not cut into shares again.
  var isShare = false
  /// How many cores share the work. It does not change a single bit of the results.
  public var workers: Int

  public init(
    _ mode: Mode = .inference, seed: UInt64 = 0, step: Int = 0, firstImage: Int = 0,
    workers: Int = availableCores
  ) {
    self.mode = mode
    self.seed = seed
    self.step = step
    self.firstImage = firstImage
    self.workers = workers
  }
}

/// A layer's working memory on a tape: arrays that are kept from step to step.
public struct Scratch: Sendable {
  package var arrays: [[Float]] = []

  public init() {}

  /// Array number `slot`, empty until its first use.
  public subscript(slot: Int) -> [Float] {
    get { slot < arrays.count ? arrays[slot] : [] }
    _modify { yield &arrays[growing: slot] }
  }
}

/// How many cores this machine has.
public let availableCores = ProcessInfo.processInfo.activeProcessorCount

/// A layer that cannot work on its input: which layer, which input, and why.
public struct ShapeError: Error, Equatable, CustomStringConvertible {
  /// The layer's name in its network, or its kind if it is not in one.
  public internal(set) var layer: String
  public let reason: String

  public init(_ layer: String, _ reason: String) {
    self.layer = layer
    self.reason = reason
  }

  /// `conv2: a kernel of 5×5 is larger than its input of 3×3×8.`
  public var description: String { "\(layer): \(reason)." }
}
