import CNN
import Digits
import Dispatch
import Figures
import LessonKit
import Measuring
import Models
import Printing

/// Places in memory to read from and to write to.
typealias Floats = UnsafePointer<Float>
typealias Sums = UnsafeMutablePointer<Float>
/// Computes one map: where the image, the weights, the biases and the map begin in memory.
typealias Convolve = @Sendable (_ x: Floats, _ w: Floats, _ bias: Floats, _ y: Sums) -> Void

/// The convolution that this lesson makes faster, on real digits, and what was measured of it.
final class SecondConvolution {
  /// Images in a batch.
  static let count = 64

  /// Where the measures are printed.
  private let lesson: Lesson
  /// Nothing but this convolution.
  let network: Network
  private let weight: Tensor
  private let bias: Tensor
  /// The digits, `[N, 28, 28, 1]`, and what they are.
  let digits: Tensor
  let labels: [Int]
  /// The digits after the first convolution and its ReLU, `[N, H + 2, W + 2, C]`.
  let images: Tensor
  /// What the package's own layer makes of them, `[N, H, W, K]`.
  private let maps: Tensor
  var steps: [(name: String, gflops: Double)] = []
  var peaks: [Int: Double] = [:]

  init(_ lesson: Lesson) throws {
    self.lesson = lesson
    let all = try Models.walkthrough()
    let before = all.stages[try all.layer("conv2")]
    network = try all.part(from: before, to: "conv2")
    (weight, bias) = (all["conv2", "weight"], all["conv2", "bias"])
    let test = try MNIST.dataSet(.test)
    // The data set is sorted: every few images one, so that there are some of each digit.
    (digits, labels) = test.batch((0..<Self.count).map { $0 * test.count / Self.count })
    var tape = Tape()
    try all.forward(digits, tape: &tape)
    maps = try tape["conv2"]
    images = try tape[before]
  }

  var rows: Int { maps.shape[1] }
  var columns: Int { maps.shape[2] }
  var channels: Int { images.shape[3] }
  var kernels: Int { maps.shape[3] }
  /// Numbers in an image and in its map.
  var imageSize: Int { images.scalars.count / Self.count }
  var mapSize: Int { maps.scalars.count / Self.count }

  /// Throws if the layer has other sizes than those that the loops are written for: with anything
  /// smaller they would read beyond its end.
  func check(rows: Int, columns: Int, channels: Int, kernels: Int) throws {
    let sizes =
      "\(rows + 2)×\(columns + 2)×\(channels), 3×3×\(channels)×\(kernels) and "
      + "\(rows)×\(columns)×\(kernels)"
    let own = "\(images.shape.ofOne), \(weight.shape) and \(maps.shape.ofOne)"
    guard own == sizes else {
      throw KnobError(
        "the loops are written for images, weights and maps of \(sizes); those of conv2 are \(own)")
    }
  }

  /// The products that are added up at one place of the first kernel's map of the first image: at
  /// the place where the fewest of them are 0. Those of 0 are left out.
  var productsOfOneSum: [Float] {
    func products(_ i: Int, _ j: Int) -> [Float] {
      var products: [Float] = []
      for a in 0..<3 {
        for b in 0..<3 {
          for c in 0..<channels {
            products.append(images[0, i + a, j + b, c] * weight[a, b, c, 0])
          }
        }
      }
      return products.filter { $0 != 0 }
    }
    let all = (0..<rows).flatMap { i in (0..<columns).map { products(i, $0) } }
    return all.max { $0.count < $1.count } ?? []
  }

  /// Measures a way of computing the layer that is written with arrays and their indices.
  func measure(
    _ name: String,
    _ convolve: (_ n: Int, _ x: [Float], _ w: [Float], _ bias: [Float], _ y: inout [Float]) -> Void
  ) throws {
    let (x, w, bias) = (images.scalars, weight.scalars, bias.scalars)
    var y = [Float](repeating: .nan, count: maps.scalars.count)
    try measure(name, cores: 1) {
      for n in 0..<Self.count { convolve(n, x, w, bias, &y) }
      return y
    }
  }

  /// Measures one that is written with places in memory, image by image.
  func measure(_ name: String, _ convolve: (Floats, Floats, Floats, Sums) -> Void) throws {
    let (imageSize, mapSize) = (imageSize, mapSize)
    try measure(name, cores: 1) { x, w, bias, y in
      for n in 0..<Self.count { convolve(x + n * imageSize, w, bias, y + n * mapSize) }
    }
  }

  /// Measures one whose images are shared among the cores, as in step 6.
  func measureShared(_ name: String, cores: Int, _ convolve: @escaping Convolve) throws {
    let (imageSize, mapSize, count) = (imageSize, mapSize, Self.count)
    try measure(name, cores: cores) { x, w, bias, y in
      nonisolated(unsafe) let (x, w, bias, y) = (x, w, bias, y)
      DispatchQueue.concurrentPerform(iterations: cores) { core in
        for n in core * count / cores..<(core + 1) * count / cores {
          convolve(x + n * imageSize, w, bias, y + n * mapSize)
        }
      }
    }
  }

  /// Measures one for all images at once.
  func measure(
    _ name: String, cores: Int, _ convolve: (Floats, Floats, Floats, Sums) -> Void
  ) throws {
    let (x, w, bias) = (images.scalars, weight.scalars, bias.scalars)
    var y = [Float](repeating: .nan, count: maps.scalars.count)
    try measure(name, cores: cores) {
      x.withUnsafeBufferPointer { x in
        w.withUnsafeBufferPointer { w in
          bias.withUnsafeBufferPointer { bias in
            y.withUnsafeMutableBufferPointer { y in
              guard let x = x.baseAddress, let w = w.baseAddress, let bias = bias.baseAddress,
                let y = y.baseAddress
              else { return }
              convolve(x, w, bias, y)
            }
          }
        }
      }
      return y
    }
  }

  /// Runs a way of computing the layer, compares its numbers with the package's own, and prints
  /// how fast it is.
  func measure(_ name: String, cores: Int, _ batch: () throws -> [Float]) throws {
    let different = zip(try batch(), maps.scalars).count { $0.bitPattern != $1.bitPattern }
    let perSecond = try rate(0.3) { _ = try batch() } * Double(Self.count)
    let gflops = perSecond * Double(2 * mapSize * 9 * channels) / 1e9
    let share = try 100 * gflops / measurePeak(cores: cores)
    // The peak was measured earlier, perhaps while other programs ran. From step 7 on it can be
    // passed: what is left out is counted too.
    let reason =
      steps.count < 6
      ? "which was measured while something else was running" : "some work is left out"
    let doubt = share > 105 ? " (\(reason))" : ""
    steps.append((name, gflops))
    lesson.print(
      varying:
        "\(perSecond.fixed(0)) images/s, \(gflops.fixed(1)) GFLOP/s, \(share.fixed(0)) % of the "
        + "peak of \(cores == 1 ? "one core" : "\(cores) cores")\(doubt)")
    lesson.print(
      different == 0
        ? "all \(maps.scalars.count) numbers are exactly those of the package's own layer"
        : "\(different) of \(maps.scalars.count) numbers differ from those of the package's own layer"
    )
  }
}
