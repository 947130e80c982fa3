import CNN
import Digits
import LessonKit
import Measuring
import Models
import Printing

/// The convolution that this lesson makes faster, on real digits, and what was measured of it.
final class SecondConvolution {
  /// Images in a batch.
  static let count = 64

  /// Nothing but this convolution.
  let network: Network
  private let weight: Tensor
  private let bias: Tensor
  /// The digits as the first convolution and its ReLU leave them, `[N, H + 2, W + 2, C]`.
  let images: Tensor
  /// What the package's own layer makes of them, `[N, H, W, K]`.
  private let expected: [Float]
  private var steps: [(name: String, gflops: Double)] = []
  private var peaks: [Int: Double] = [:]

  init() throws {
    let whole = try Models.walkthrough()
    let before = whole.stages[try whole.layer("conv2")]
    network = try whole.part(from: before, to: "conv2")
    (weight, bias) = (whole["conv2", "weight"], whole["conv2", "bias"])
    let (digits, _) = try MNIST.dataSet(.test).batch(Array(0..<Self.count))
    var tape = Tape()
    try whole.forward(digits, tape: &tape)
    let maps = try tape["conv2"]
    images = try tape[before]
    expected = maps.scalars
    // The loops count on these sizes, and would read beyond the end of anything smaller.
    let sizes =
      "\(rows + 2)×\(columns + 2)×\(channels), 3×3×\(channels)×\(kernels) and "
      + "\(rows)×\(columns)×\(kernels)"
    let own = "\(images.shape.ofOne), \(weight.shape) and \(maps.shape.ofOne)"
    guard own == sizes else {
      throw KnobError(
        "the loops are written for images, weights and maps of \(sizes); those of conv2 are \(own)")
    }
  }

  /// Measures a way of computing the layer that is written with arrays and their indices.
  func measure(
    _ name: String,
    _ convolve: (_ n: Int, _ x: [Float], _ w: [Float], _ bias: [Float], _ y: inout [Float]) -> Void
  ) throws {
    let (x, w, bias) = (images.scalars, weight.scalars, bias.scalars)
    var y = [Float](repeating: .nan, count: expected.count)
    try measure(name, cores: 1) {
      for n in 0..<Self.count { convolve(n, x, w, bias, &y) }
      return y
    }
  }

  /// Measures one that is written with places in memory, image by image.
  func measure(_ name: String, _ convolve: (Floats, Floats, Floats, Sums) -> Void) throws {
    try measure(name, cores: 1) { x, w, bias, y in
      for n in 0..<Self.count { convolve(x + n * imageSize, w, bias, y + n * mapSize) }
    }
  }

  /// Measures one for all images at once.
  func measure(
    _ name: String, cores: Int, _ convolve: (Floats, Floats, Floats, Sums) -> Void
  ) throws {
    let (x, w, bias) = (images.scalars, weight.scalars, bias.scalars)
    var y = [Float](repeating: .nan, count: expected.count)
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

  /// Runs a way of computing the layer, holds its numbers against the package's own, and prints
  /// how fast it is.
  func measure(_ name: String, cores: Int, _ batch: () throws -> [Float]) throws {
    let different = zip(try batch(), expected).count { $0.bitPattern != $1.bitPattern }
    let perSecond = try rate(0.3) { _ = try batch() } * Double(Self.count)
    let gflops = perSecond * Double(2 * mapSize * 9 * channels) / 1e9
    let share = try 100 * gflops / measurePeak(cores: cores)
    let gain = steps.last.map { ", \((gflops / $0.gflops).fixed(2)) times the step before" } ?? ""
    steps.append((name, gflops))
    lesson.print(
      varying:
        "\(perSecond.fixed(0)) images/s, \(gflops.fixed(1)) GFLOP/s, \(share.fixed(0)) % of the "
        + "peak of \(cores == 1 ? "one core" : "\(cores) cores")\(gain)")
    lesson.print(
      different == 0
        ? "all \(expected.count) numbers are those of the package's own layer, to the bit"
        : "\(different) of \(expected.count) numbers differ from those of the package's own layer")
  }

  /// What so many cores can do at most, in GFLOP/s; measured once.
  func measurePeak(cores: Int) throws -> Double {
    if let known = peaks[cores] { return known }
    let rate = try peak(workers: cores, seconds: 0.5)
    peaks[cores] = rate
    return rate
  }

  /// How many times as fast as the first step the fastest is that uses one core, and the fastest of
  /// all.
  var gain: String {
    let first = steps[0].gflops
    let best = [steps[..<6], steps[...]].map { part in
      ((part.map(\.gflops).max() ?? first) / first).fixed(0)
    }
    return "one core: \(best[0]) times as fast as step 1"
      + (cores == 1 ? "" : "; \(cores) cores: \(best[1]) times")
  }

  /// How fast each step was, and behind those that use so many cores what these can do at most.
  var bars: [(name: String, gflops: Double, isPeak: Bool)] {
    var bars = steps.map { (name: $0.name, gflops: $0.gflops, isPeak: false) }
    for (count, gflops) in peaks.sorted(by: { $0.key < $1.key }) {
      let name = count == 1 ? "peak of one core" : "peak of \(count) cores"
      let isEnd = count > 1 || peaks.count == 1
      bars.insert((name, gflops, true), at: isEnd ? bars.count : 6)
    }
    return bars
  }
}

/// Throws a sentence if a knob has a value that cannot work.
func checkKnobs() throws {
  guard [1, 2, 4, 7, 14].contains(block) else {
    throw KnobError(
      "a row of \(columns) columns is cut into blocks of 1, 2, 4, 7 or 14, not of \(block)")
  }
  guard (1...256).contains(cores) else {
    throw KnobError("\(cores) cores cannot share the work; from 1 to 256 can")
  }
}
