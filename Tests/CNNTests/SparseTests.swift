import Compute
import Testing

@testable import CNN

/// The ways that leave out what is zero, and copy what is not new, against the dense way: the same
/// bits.
@Suite struct SparseTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let input: [Int], size: [Int], stride: [Int]
    let padding: Padding
    let channels: Int, kernels: Int, images: Int
    var testDescription: String {
      "\(input)×\(channels), \(kernels) kernels \(size), stride \(stride), \(padding), \(images)"
    }
  }

  static let cases = [
    Case(
      input: [9, 9], size: [3, 3], stride: [1, 1], padding: .valid, channels: 8, kernels: 16,
      images: 17),
    Case(
      input: [8, 11], size: [3, 3], stride: [1, 1], padding: .same, channels: 32, kernels: 32,
      images: 3),
    Case(
      input: [10, 7], size: [4, 2], stride: [2, 1], padding: .full, channels: 3, kernels: 5,
      images: 33),
    Case(
      input: [9, 12], size: [2, 5], stride: [1, 3], padding: .same, channels: 11, kernels: 7,
      images: 2),
    Case(
      input: [11, 11], size: [7, 7], stride: [3, 2], padding: .full, channels: 4, kernels: 20,
      images: 2),
    // 18 rows of a narrow product.
    Case(
      input: [6, 6], size: [3, 3], stride: [1, 1], padding: .valid, channels: 6, kernels: 4,
      images: 5),
    Case(
      input: [5, 5], size: [1, 1], stride: [1, 1], padding: .valid, channels: 40, kernels: 48,
      images: 1),
    Case(
      input: [12, 12], size: [5, 5], stride: [1, 1], padding: .valid, channels: 1, kernels: 8,
      images: 4),
  ]

  /// What is in the numbers.
  enum Contents: String, CaseIterable, Sendable {
    case usual, tiny, minusZero, notANumber, infinity
  }

  private func numbers(_ count: Int, _ stream: Int, percent: Int, _ contents: Contents) -> [Float] {
    let random = Random(seed: 3).stream(stream)
    let scale: Float = contents == .tiny ? 1e-22 : 1
    var all = (0..<count).map { i -> Float in
      guard random.uniform(2 * i) * 100 < Float(percent) else {
        return contents == .minusZero ? -0.0 : 0
      }
      return scale * (random.uniform(2 * i + 1) * 2 - 1)
    }
    if contents == .notANumber { all[count / 2] = .nan }
    if contents == .infinity { all[count / 3] = -.infinity }
    return all
  }

  private func axis(_ test: Case, _ axis: Int) -> SlidingAxis {
    SlidingAxis(
      input: test.input[axis], size: test.size[axis], stride: test.stride[axis],
      padding: test.padding)
  }

  /// Maps and all gradients, as bits.
  private func results(
    _ test: Case, _ way: ConvolutionPasses.Way, workers: Int, percent: Int,
    _ contents: (gradients: Contents, images: Contents, weights: Contents)
  ) -> [[UInt32]] {
    func passes(_ axis: SlidingAxis) -> ConvolutionPasses.Axis {
      ConvolutionPasses.Axis(
        input: axis.input, size: axis.size, stride: axis.stride, before: axis.before,
        bordered: axis.bordered, places: axis.output)
    }
    let (rows, columns) = (axis(test, 0), axis(test, 1))
    let passes = ConvolutionPasses(
      rows: passes(rows), columns: passes(columns), channels: test.channels,
      kernels: test.kernels, workers: workers, way: way)
    let map = rows.output * columns.output * test.kernels
    let x = numbers(
      test.images * rows.input * columns.input * test.channels, 1, percent: 30, contents.images)
    let weight = numbers(
      rows.size * columns.size * test.channels * test.kernels, 2, percent: 90, contents.weights)
    let dy = numbers(test.images * map, 3, percent: percent, contents.gradients)
    let bias = numbers(test.kernels, 4, percent: 50, .minusZero)
    var (y, dx) = ([Float](repeating: 9, count: dy.count), [Float](repeating: 9, count: x.count))
    var dweight = [Float](repeating: 9, count: weight.count)
    var (dbias, kept) = ([Float](repeating: 9, count: test.kernels), [[Float]]())
    // Twice: what the first turn leaves behind does not matter.
    for _ in 0..<2 {
      passes.maps(of: x, weight, bias, into: &y)
      passes.gradients(dy, of: x, weight, into: &dx, kept: &kept)
      passes.weightGradient(into: &dweight, kept: kept)
      passes.biasGradient(into: &dbias, kept: kept)
    }
    return [y, dx, dweight, dbias].map { $0.map(\.bitPattern) }
  }

  private func compare(
    _ test: Case, percent: Int,
    _ contents: (gradients: Contents, images: Contents, weights: Contents)
  ) {
    let dense = results(test, .dense, workers: 1, percent: percent, contents)
    for (way, workers) in [
      (ConvolutionPasses.Way.sparse, 1), (.sparse, 2), (.measured, 3), (.dense, 2),
    ] {
      let other = results(test, way, workers: workers, percent: percent, contents)
      for (number, name) in ["maps", "pixels", "weights", "biases"].enumerated() {
        let wrong = zip(dense[number], other[number]).enumerated().first { $1.0 != $1.1 }
        #expect(
          wrong == nil,
          """
          \(name), \(way), \(workers) workers: \(wrong?.offset ?? 0) expected \
          \(Float(bitPattern: wrong?.element.0 ?? 0)), got \
          \(Float(bitPattern: wrong?.element.1 ?? 0))
          """)
      }
    }
  }

  @Test(arguments: cases, [0, 2, 15, 60, 100])
  func sameBitsAtEveryDensity(_ test: Case, _ percent: Int) {
    compare(test, percent: percent, (.usual, .usual, .usual))
  }

  @Test(arguments: cases, Contents.allCases)
  func sameBitsWhateverTheNumbers(_ test: Case, _ contents: Contents) {
    compare(test, percent: 10, (contents, .usual, .usual))
    compare(test, percent: 10, (.usual, contents, .usual))
    compare(test, percent: 10, (.usual, .usual, contents))
    compare(test, percent: 10, (contents, contents, contents))
  }

  /// The dense way itself, against a sum that is written as it is defined.
  @Test(arguments: cases) func denseWeightGradientIsTheDefinition(_ test: Case) {
    let (rows, columns) = (axis(test, 0), axis(test, 1))
    let got = results(test, .dense, workers: 1, percent: 60, (.usual, .usual, .usual))[2]
    let (c, k, width) = (test.channels, test.kernels, columns.input)
    let size = rows.input * width * c
    let map = rows.output * columns.output * k
    let x = numbers(test.images * size, 1, percent: 30, .usual)
    let dy = numbers(test.images * map, 3, percent: 60, .usual)
    for place in got.indices {
      let (a, b) = (place / (columns.size * c * k), place / (c * k) % columns.size)
      var (sum, magnitude) = (0.0, 0.0)
      for n in 0..<test.images {
        for i in 0..<rows.output {
          for j in 0..<columns.output {
            let h = i * test.stride[0] - rows.before + a
            let w = j * test.stride[1] - columns.before + b
            guard (0..<rows.input).contains(h), (0..<width).contains(w) else { continue }
            let pixel = x[n * size + (h * width + w) * c + place / k % c]
            let term =
              Double(pixel) * Double(dy[n * map + (i * columns.output + j) * k + place % k])
            sum += term
            magnitude += abs(term)
          }
        }
      }
      let own = Double(Float(bitPattern: got[place]))
      guard abs(own - sum) > 1e-5 * magnitude else { continue }
      Issue.record("weight \(place): expected \(sum), got \(own)")
      return
    }
  }
}
