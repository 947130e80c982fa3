/// One step of a network: what goes in comes out changed.
///
/// A layer does not remember what went through it. `forward` writes into a tensor that it is
/// given, and `backward` is handed what `forward` read and wrote, so one network serves any
/// number of images at once.
public protocol Layer: Sendable {
  /// What layers of this kind are called, in names such as `conv1.weight`.
  var kind: String { get }

  /// The weights that training changes, in the layer's own order; empty if there are none.
  var parameters: [Parameter] { get set }

  /// The shape of what comes out for an image of shape `input`, both without the batch's axis.
  ///
  /// Throws if the layer cannot work on such an input.
  func outputShape(for input: Shape) throws(ShapeError) -> Shape

  /// Makes the weights that fit an image of shape `input`.
  mutating func initialize(for input: Shape, random: Random)

  /// Computes `y` from `x`, both with a leading batch axis N.
  func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass)

  /// Computes how the loss changes with the input and with each parameter.
  ///
  /// - Parameters:
  ///   - dy: ∂loss/∂y, with the shape of `y`.
  ///   - dx: takes ∂loss/∂x, with the shape of `x`; nil if nobody asks for it.
  ///   - gradients: take ∂loss/∂parameter, in the order and shapes of `parameters`.
  func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass)

  /// What the layer decides for each number of `x`: whether it passes, which one wins. The
  /// loss has a kink where a decision tips, and its slope means nothing across it.
  func choices(_ x: Tensor) -> [Int]

  /// One level of where a number came from: which inputs, which weights, and what was done.
  ///
  /// Written as plain loops in Double, apart from `forward` and `backward`, which are tested
  /// against it.
  func explain(_ site: Site, in trace: Trace) -> Explanation
}

extension Layer {
  public var parameters: [Parameter] {
    get { [] }
    set {}
  }
  public mutating func initialize(for input: Shape, random: Random) {}

  /// Throws if there are parameters, and they are not a weight and a bias of these shapes.
  func checkParameters(_ weight: Shape, _ bias: Shape, _ input: Shape) throws(ShapeError) {
    let shapes = parameters.map(\.value.shape)
    guard shapes.isEmpty || shapes == [weight, bias] else {
      let own = shapes.map { "\($0)" }.joined(separator: " and ")
      throw ShapeError(
        kind, "weights of \(own) do not fit an input of \(input), which needs \(weight) and \(bias)"
      )
    }
  }
  public func choices(_ x: Tensor) -> [Int] { [] }
}

/// A tensor of weights with the name that it has within its layer.
public struct Parameter: Equatable, Sendable {
  public let name: String
  public var value: Tensor

  public init(_ name: String, _ value: Tensor) {
    self.name = name
    self.value = value
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
  public internal(set) var layer = 0
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
