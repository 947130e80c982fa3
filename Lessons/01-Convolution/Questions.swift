import CNN
import LessonKit

/// The three questions at the end: an inverted image, several channels, one white pixel.
func questions(_ lesson: Lesson) -> [WorkItOut] {
  lesson.prepare { [try inverted(), try parameters(), try onePixel()] }
}

/// The answer of a kernel at the only place of an image of its own size.
private func answers(_ image: Tensor, _ weights: [[Float]], bias: Float) throws -> [Double] {
  let layer = try Convolution(weights: weights, bias: bias)
  let map = try Network(input: image.shape, seed: 1, [layer]).trace(image).output
  return map.scalars.map(Double.init)
}

/// The left edge says 2 to this image, and something else to its negative.
private func inverted() throws -> WorkItOut {
  let image = Tensor(rows: [[0, 0, 1], [0, 0, 1], [0, 0, 0.5]])
  let negative = Tensor(image.shape, image.scalars.map { 1 - $0 })
  let (weights, bias): ([[Float]], Float) = (Kernel.leftEdge.weights, -0.5)
  let old = try answers(image, weights, bias: bias)[0]
  let new = try answers(negative, weights, bias: bias)[0]
  return WorkItOut(
    """
    The weights of a kernel add up to 0, and its bias is −½. One number of its map is \(short(old)). \
    Then the image is inverted: each pixel x becomes 1 − x. What is that number now?
    """, .number, .number(new),
    because: """
      The products added up to \(short(old)) + ½. Inverting changes only the sign of this sum, \
      because the weights add up to 0. The bias stays −½. In general: new = 2 · bias − old.
      """,
    mistakes: [
      .number(-old): "You changed the sign of everything. The bias keeps its sign.",
      .number(old): "You left the sum as it was. Its sign changes.",
    ])
}

/// Several kernels on several maps, as the package counts them.
private func parameters() throws -> WorkItOut {
  let (kernels, maps, size) = (5, 4, 3)
  let network = try Network(
    input: [8, 8, maps], seed: 1, [Convolution(kernels, Size(size, size))])
  let (slice, count) = (size * size, network.parameterCount)
  return WorkItOut(
    """
    A layer has five kernels of 3×3 and reads four maps. How many weights and biases does it have \
    together?
    """, .number, .number(Double(count)),
    because: """
      Each kernel has \(maps) · \(slice) = \(maps * slice) weights and one bias, so \
      \(maps * slice + 1) numbers. Five kernels have 5 · \(maps * slice + 1) = \(count).
      """,
    mistakes: [
      .number(Double(kernels * (slice + 1))):
        "You gave each kernel one slice for all maps. It has one slice for each map.",
      .number(Double(kernels * maps * (slice + 1))):
        "You gave each slice a bias. There is one bias for each kernel.",
      .number(Double(kernels * maps * slice)): "The biases are missing, one for each kernel.",
    ])
}

/// The map of a single white pixel is the kernel, turned.
private func onePixel() throws -> WorkItOut {
  let image = Tensor(rows: [[0, 0, 0], [0, 1, 0], [0, 0, 0]])
  let weights: [[Float]] = [[1, 2], [3, 4]]
  return WorkItOut(
    """
    An image of 3×3 is black, with one white pixel (1) in the middle. The kernel is [[1,2],[3,4]], \
    the bias 0, the padding `valid`. Write down the map, row by row.
    """, .numbers(4), .numbers(try answers(image, weights, bias: 0)),
    because: """
      In the first window, the white pixel lies under the last weight, 4. In the last window, it lies \
      under the first weight, 1. The map shows the kernel turned by 180°.
      """,
    mistakes: [
      .numbers(weights.joined().map(Double.init)):
        "You copied the kernel. In the first window, the pixel lies under the last weight."
    ])
}

/// A small number as one writes it.
private func short(_ number: Double) -> String { Answer.number(number).written }
