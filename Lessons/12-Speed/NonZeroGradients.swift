import CNN
import Digits
import Figures
import Measuring
import Printing

/// What comes back to the second convolution of a newborn network, for some digits.
struct SecondGradient {
  /// What the convolution has read, and the gradients of its maps: `[N, H + 2, W + 2, C]` and
  /// `[N, H, W, K]`.
  private let x: Tensor
  private var dy: Tensor
  /// The seven's maps and their gradients, as in lesson 8.
  private let seven: (maps: Tensor, gradients: Tensor)

  init(_ layer: SecondConvolution) throws {
    let network = try Network.walkthrough(seed: 1)
    let trace = try network.trace(MNIST.seven(), label: 7)
    seven = (try trace["conv2"], try trace.gradient("conv2"))
    var tape = Tape()
    try network.forward(layer.digits, tape: &tape)
    try network.backward(from: layer.labels, tape: &tape, inputGradient: true)
    x = try tape["relu1"]
    dy = tape.activationGradients[try network.stage("conv2")] ?? Tensor([0])
  }

  /// How much is left of the gradients, in words.
  var sentence: String {
    let own = seven.gradients.scalars.count { $0 != 0 }
    let share = 100 * Double(dy.scalars.count { $0 != 0 }) / Double(dy.scalars.count)
    return "not 0: \(own) of the seven's \(seven.gradients.scalars.count) gradients of conv2; "
      + "of \(dy.shape[0]) digits' \(share.fixed(1)) %"
  }

  /// The same places, with gradients of which none is zero.
  var withoutZeros: SecondGradient {
    var dense = self
    for i in dense.dy.scalars.indices { dense.dy.scalars[i] = Random(seed: 1).uniform(i) + 1 }
    return dense
  }

  /// The weights' gradients of each image, `[N · 9 · C · K]`, and how many images a second.
  func measure(
    _ gradient: (_ x: Floats, _ dy: Floats, _ dw: Sums) -> Void
  ) throws -> (sums: [Float], rate: Double) {
    let size = 9 * channels * kernels
    var sums = [Float](repeating: .nan, count: SecondConvolution.count * size)
    let rate = try rate(0.3) {
      x.scalars.withUnsafeBufferPointer { x in
        dy.scalars.withUnsafeBufferPointer { dy in
          sums.withUnsafeMutableBufferPointer { sums in
            guard let x = x.baseAddress, let dy = dy.baseAddress, let dw = sums.baseAddress
            else { return }
            for n in 0..<SecondConvolution.count {
              gradient(x + n * imageSize, dy + n * mapSize, dw + n * size)
            }
          }
        }
      }
    }
    return (sums, rate * Double(SecondConvolution.count))
  }

  /// How many bit patterns differ between gradients `[72, K]` and `[K, 72]` of each image.
  func differences(_ all: [Float], _ byKernel: [Float]) -> Int {
    let (lines, size) = (9 * channels, 9 * channels * kernels)
    return all.indices.count { i in
      let (n, line, k) = (i / size, i % size / kernels, i % kernels)
      return all[i].bitPattern != byKernel[n * size + k * lines + line].bitPattern
    }
  }

  /// The map with the most living gradients, and these.
  var figure: Figure {
    let living = (0..<kernels).map { k in
      seven.gradients.channel(k).scalars.count { $0 != 0 }
    }
    let k = living.argmax
    return .row(
      .map(seven.maps.channel(k), "map \(k) of conv2"),
      .map(seven.gradients.channel(k), "its gradient", scale: .signed)
        .note("\(living[k]) of \(rows * columns) are not 0")
    ).cell(9)
  }
}
