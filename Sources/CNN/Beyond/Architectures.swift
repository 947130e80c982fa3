/// How wide the course's network is: how many kernels its convolutions have, and how many hidden
/// units.
public struct Widths: Sendable {
  public let kernels: (Int, Int)
  public let units: Int

  public init(kernels: (Int, Int), units: Int) {
    self.kernels = kernels
    self.units = units
  }

  /// The network of the lessons.
  public static let walkthrough = Widths(kernels: (8, 16), units: 64)
  /// The course's network.
  public static let course = Widths(kernels: (32, 32), units: 128)
}

extension Network {
  /// The course's network, in its order: convolution (`full`), ReLU, convolution, ReLU, max
  /// pooling, dropout ¼, flatten, dense, ReLU, dropout ½, dense, softmax.
  ///
  /// - Parameters:
  ///   - widths: how many kernels the two convolutions have, 3×3 each, and how many units the
  ///     hidden dense layer.
  ///   - input: the shape of an image.
  ///   - classes: how many answers there are.
  /// - Throws: if an image is too small.
  public init(
    _ widths: Widths, input: Shape = [28, 28, 1], classes: Int = 10, seed: UInt64
  ) throws(ShapeError) {
    try self.init(input: input, seed: seed, Self.layers(widths, classes: classes))
  }

  /// The layers of the course's network.
  public static func layers(_ widths: Widths, classes: Int) -> [any Layer] {
    [
      Convolution(widths.kernels.0, 3, padding: .full), ReLU(),
      Convolution(widths.kernels.1, 3), ReLU(),
      MaxPooling(2), Dropout(0.25), Flatten(),
      Dense(widths.units), ReLU(), Dropout(0.5),
      Dense(classes), Softmax(),
    ]
  }

  /// The network of the lessons: 8 and 16 kernels, 64 hidden units, on 28×28 and ten classes.
  public static func walkthrough(seed: UInt64) throws(ShapeError) -> Network {
    try Network(.walkthrough, seed: seed)
  }

  /// The network in the course's own size: 32 and 32 kernels, 128 hidden units.
  public static func course(classes: Int = 10, seed: UInt64) throws(ShapeError) -> Network {
    try Network(.course, classes: classes, seed: seed)
  }
}
