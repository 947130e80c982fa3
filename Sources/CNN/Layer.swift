import Compute
import Foundation

/// One step of a network: what goes in comes out changed.
///
/// A layer does not remember what went through it. `forward` writes into a tensor that it is
/// given, and `backward` is handed what `forward` read and wrote, so one network serves any
/// number of images at once.
///
/// Tensors that a layer writes to arrive in their right shapes, with what the last batch left in
/// them: write each scalar (`=`), do not add to it (`+=`) before you have. The network compares
/// shapes after each call and stops with a sentence if they have changed. A plain loop over the
/// scalars will do; `pass.workers` says how many cores a layer may use if it wants to.
public protocol Layer: Sendable {
  /// What layers of this kind are called, in names such as `conv1.weight`.
  var kind: String { get }

  /// What the layer was made with, besides its weights: two layers of a kind with the same
  /// settings and weights compute the same.
  var settings: [Setting] { get }

  /// The weights, in the layer's own order; empty if there are none.
  var parameters: [Parameter] { get set }

  /// The shape of what comes out for an image of shape `input`, both without the batch's axis.
  ///
  /// Throws if the layer cannot work on such an input.
  func outputShape(for input: Shape) throws(ShapeError) -> Shape

  /// How many multiply-adds an image of shape `input` costs on its way forward.
  func multiplyAdds(for input: Shape) -> Int

  /// Makes the weights that fit an image of shape `input`; weights that are there already stay.
  mutating func initialize(for input: Shape, random: Random)

  /// Computes `y` from `x`, both with a leading batch axis N.
  func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass)

  /// Computes how the loss changes with the input and with each parameter.
  ///
  /// - Parameters:
  ///   - dy: ∂loss/∂y, with the shape of `y`.
  ///   - dx: takes ∂loss/∂x, with the shape of `x`; nil if nobody asks for it. (`dx.take()` hands
  ///     its tensor out, so that it is changed where it lies and not copied first.)
  ///   - gradients: take ∂loss/∂parameter, summed over the batch, in the order and shapes of
  ///     `parameters`; for one that is not learned, its new value.
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
  public func multiplyAdds(for input: Shape) -> Int { 0 }
  public mutating func initialize(for input: Shape, random: Random) {}

  /// The value of parameter number `number`; stops with a sentence if there are no weights yet.
  func value(_ number: Int) -> Tensor {
    guard parameters.indices.contains(number) else {
      fatalError("A \(kind) layer gets its weights when a network is made of it; it has none yet.")
    }
    return parameters[number].value
  }
}

/// Something that a layer was made with, such as `stride` `2×2`.
public struct Setting: Equatable, Sendable {
  public let name, value: String

  public init(_ name: String, _ value: some CustomStringConvertible) {
    self.name = name
    self.value = value.description
  }
}

/// A tensor of weights with the name that it has within its layer.
public struct Parameter: Equatable, Sendable {
  /// What an axis runs over: rows and columns of a kernel, what goes in, what comes out.
  public enum Axis: Sendable { case row, column, input, output }

  public let name: String
  public var value: Tensor
  /// What its axes run over, in their order; empty if none of these fits. (PyTorch has the order
  /// output, input, row, column; Exchange turns one into the other.)
  public let axes: [Axis]
  /// Whether training moves it against its gradient. If not, it is a statistic of what went through
  /// the layer; `backward` then leaves its new value in the gradient's place.
  public let isLearned: Bool

  public init(_ name: String, _ value: Tensor, axes: [Axis] = [], isLearned: Bool = true) {
    self.name = name
    self.value = value
    self.axes = axes
    self.isLearned = isLearned
  }
}

/// What a layer has to know about the run that it takes part in.
public struct Pass: Sendable {
  public enum Mode: Sendable { case training, inference }

  public var mode: Mode
  /// Decides, with `step`, `firstImage` and `layer`, what dropout drops.
  public var seed: UInt64
  /// Number of the training step.
  public var step: Int
  /// Number of the batch's first image within the training step.
  public var firstImage: Int
  /// Number of the layer in its network; the network fills it in.
  public package(set) var layer = 0
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

/// A layer's own working memory on a tape: arrays that are kept from step to step.
public struct Scratch: Sendable {
  package var arrays: [[Float]] = []

  public init() {}

  /// The array number `slot`, empty until it is first used.
  public subscript(slot: Int) -> [Float] {
    get { slot < arrays.count ? arrays[slot] : [] }
    _modify { yield &arrays[growing: slot] }
  }
}

/// How many cores this machine has.
public let availableCores = ProcessInfo.processInfo.activeProcessorCount

/// A layer that cannot work on what it is given: which one, on what, and why.
public struct ShapeError: Error, Equatable, CustomStringConvertible {
  /// The layer's name in its network, or its kind where it stands alone.
  public internal(set) var layer: String
  public let reason: String

  public init(_ layer: String, _ reason: String) {
    self.layer = layer
    self.reason = reason
  }

  /// `conv2: a kernel of 5×5 is larger than its input of 3×3×8.`
  public var description: String { "\(layer): \(reason)." }
}
