import CNN
import Digits
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
  /// The digits after the first convolution and its ReLU, `[N, H + 2, W + 2, C]`.
  let images: Tensor
  /// What the package's own layer makes of them, `[N, H, W, K]`.
  private let maps: Tensor
  private var steps: [(name: String, gflops: Double)] = []
  private var peaks: [Int: Double] = [:]

  init(_ lesson: Lesson) throws {
    self.lesson = lesson
    let all = try Models.walkthrough()
    let before = all.stages[try all.layer("conv2")]
    network = try all.part(from: before, to: "conv2")
    (weight, bias) = (all["conv2", "weight"], all["conv2", "bias"])
    let (digits, _) = try MNIST.dataSet(.test).batch(Array(0..<Self.count))
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
    // The peak was measured earlier, perhaps while other programs ran.
    let doubt = share > 105 ? " (which was measured while something else was running)" : ""
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

  /// What so many cores can do at most, in GFLOP/s; measured once.
  func measurePeak(cores: Int) throws -> Double {
    if let known = peaks[cores] { return known }
    let rate = try peak(workers: cores, seconds: 0.5)
    peaks[cores] = rate
    return rate
  }

  /// What so many cores can do at most, in words, and why if that is not what one would expect.
  func peakInWords(cores: Int) throws -> String {
    let (one, all) = (try measurePeak(cores: 1), try measurePeak(cores: cores))
    let warning = cores > 1 && all < 1.5 * one ? " (\(Self.busy(cores, all / one)))" : ""
    return "\(cores) \(cores == 1 ? "core" : "cores"): \(all.fixed(0)) GFLOP/s\(warning)"
  }

  /// What the last step says of more cores, which follows what was measured.
  func gainOfCores(_ cores: Int) -> String {
    guard cores > 1, steps.count > 1 else { return "one core, as in the step before" }
    let gain = steps[steps.count - 1].gflops / steps[steps.count - 2].gflops
    let doubt =
      gain < 1.5
      ? " (\(Self.busy(cores, gain)))"
      : gain > 1.1 * Double(cores) ? " (which was measured while something else was running)" : ""
    return "\(cores) cores: \(gain.fixed(1)) times as fast as one core\(doubt)"
  }

  /// That so many cores gained little or nothing over one.
  private static func busy(_ cores: Int, _ gain: Double) -> String {
    "on this machine, in this run, \(cores) cores were \(gain < 1.1 ? "no" : "hardly") faster than one: "
      + "something else was running, or there are fewer cores"
  }

  /// Each step's factor over the step before it: `step 2 × 1.12, step 3 × 1.87`.
  var gains: String {
    zip(steps, steps.dropFirst()).map { before, step in
      "step \(step.name.prefix(1)) × \((step.gflops / before.gflops).fixed(2))"
    }.joined(separator: ", ")
  }

  /// Which of the steps after the first gains the largest factor over the step before it, from 0.
  func largestGain(of ideas: Int) -> Int {
    let gains = zip(steps, steps.dropFirst()).prefix(ideas).map { $1.gflops / $0.gflops }
    return gains.indices.max { gains[$0] < gains[$1] } ?? 0
  }

  /// How many times as fast as the first step the fastest is that uses one core, and the fastest
  /// that uses more.
  func gain(cores: Int) -> String {
    let first = steps[0].gflops
    let best = [steps[..<5], steps[5...]].map { part in
      let best = part.max { $0.gflops < $1.gflops }
      return
        "step \(best?.name.prefix(1) ?? ""): \(((best?.gflops ?? first) / first).fixed(0)) times"
    }
    return "one core, \(best[0]) as fast as step 1"
      + (cores == 1 ? "" : "; \(cores) cores, \(best[1])")
  }

  /// How fast each step was, and after those that use so many cores what these can do at most.
  var bars: [(name: String, gflops: Double, isPeak: Bool)] {
    var bars = steps.map { (name: $0.name, gflops: $0.gflops, isPeak: false) }
    for (count, gflops) in peaks.sorted(by: { $0.key < $1.key }) {
      let isEnd = count > 1 || peaks.count == 1
      bars.insert(
        ("peak of \(count) \(count == 1 ? "core" : "cores")", gflops, true),
        at: isEnd ? bars.count : 5)
    }
    return bars
  }

  /// How fast each step was, on an axis of powers of ten.
  var speeds: Figure {
    let bars = bars
    let fastest = bars.map(\.gflops).max() ?? 0
    return .levelBars(
      bars.map(\.name), bars.map(\.gflops),
      axis: .log("billions of operations a second", 0.1...(fastest > 1000 ? 10_000 : 1000)),
      highlighting: bars.indices.filter { bars[$0].isPeak }
    ).dotted()
  }
}
