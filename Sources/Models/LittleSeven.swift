import CNN

/// The small network of all lessons, with a seven of 4×4 pixels. It is so small that you can
/// compute everything by hand, forward and backward.
public enum LittleSeven {
  /// `[4, 4, 1]`
  public static let image = Tensor(
    rows: [[1, 1, 1, 1], [0, 0, 0, 1], [0, 0, 1, 0], [0, 0.5, 0, 0]])
  /// The meaning of the network's two answers, in their order.
  public static let classes = ["7", "1"]

  public static let kernel: [[Float]] = [[-1, 1], [2, 0]]
  public static let kernelBias: Float = -1
  /// `[4, 2]`: a row for each of the four pooled numbers, a column for each class.
  public static let weights = Tensor([4, 2], [0, 0, 1, 0, 0, 1, 0.5, 0])
  public static let biases: [Float] = [-2, 1]

  /// Convolution (`valid`), ReLU, max pooling 2×2 at stride 1, flatten, dense, softmax.
  ///
  /// - Throws: never; the shapes fit.
  public static func network() throws(ShapeError) -> Network {
    try Network(
      input: image.shape, seed: 1,
      [
        Convolution(weights: kernel, bias: kernelBias), ReLU(), MaxPooling(2, stride: 1),
        Flatten(), Dense(weights: weights, bias: biases), Softmax(),
      ])
  }
}
