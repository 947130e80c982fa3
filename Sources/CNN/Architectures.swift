extension Network {
  /// The course's network, in its order: convolution (`full`), ReLU, convolution, ReLU, max
  /// pooling, dropout ¼, flatten, dense, ReLU, dropout ½, dense, softmax.
  ///
  /// - Parameters:
  ///   - kernels: of the first and of the second convolution, 3×3 each.
  ///   - units: of the hidden dense layer.
  ///   - input: the shape of an image.
  ///   - classes: how many answers there are.
  /// - Throws: if an image is too small.
  public init(
    kernels: (Int, Int), units: Int, input: Shape = [28, 28, 1], classes: Int = 10, seed: UInt64
  ) throws(ShapeError) {
    try self.init(
      input: input, seed: seed,
      [
        Convolution(kernels.0, 3, padding: .full), ReLU(),
        Convolution(kernels.1, 3), ReLU(),
        MaxPooling(2), Dropout(0.25), Flatten(),
        Dense(units), ReLU(), Dropout(0.5),
        Dense(classes), Softmax(),
      ])
  }

  /// The network of the lessons: 8 and 16 kernels, 64 hidden units, on 28×28 and ten classes.
  public static func walkthrough(seed: UInt64) throws(ShapeError) -> Network {
    try Network(kernels: (8, 16), units: 64, seed: seed)
  }

  /// The network in the course's own size: 32 and 32 kernels, 128 hidden units.
  public static func course(seed: UInt64) throws(ShapeError) -> Network {
    try Network(kernels: (32, 32), units: 128, seed: seed)
  }

  /// How many weights there are.
  public var parameterCount: Int {
    layers.flatMap(\.parameters).reduce(0) { $0 + $1.value.shape.count }
  }

  /// A table of the layers, the shapes that come out of them, and their numbers of weights.
  public func summary() -> String {
    var rows = [("Layer", "Output shape", "Parameters"), ("input", "\(shapes[0])", "0")]
    for (number, layer) in layers.enumerated() {
      let count = layer.parameters.reduce(0) { $0 + $1.value.shape.count }
      rows.append((names[number], "\(shapes[number + 1])", "\(count)"))
    }
    let names = rows.map(\.0.count).max() ?? 0
    let shapes = rows.map(\.1.count).max() ?? 0
    let counts = rows.map(\.2.count).max() ?? 0
    let lines = rows.map {
      $0.0.alignedLeft(names + 2) + $0.1.alignedLeft(shapes + 2) + $0.2.alignedRight(counts)
    }
    let rule = String(repeating: "─", count: names + shapes + counts + 4)
    let total = "Total parameters: \(parameterCount)"
    return ([lines[0], rule] + lines.dropFirst() + [rule, total]).joined(separator: "\n")
  }
}
