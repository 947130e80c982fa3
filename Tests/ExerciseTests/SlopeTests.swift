import Foundation
import Testing

@testable import Exercises

/// How the gradients of a reader's own layer are measured.
@Suite struct SlopeTests {
  private typealias Numbers = @Sendable (Float) -> Float

  private func judged(_ exercise: Exercise) throws -> (text: String, isSolved: Bool) {
    let judge = try #require(exercise.parts[1].judge)
    let judged = judge()
    return (judged.lines.joined(separator: "\n"), judged.isSolved)
  }

  /// A layer without weights.
  private func layer(_ y: @escaping Numbers, slope: @escaping Numbers) -> Exercise {
    .ownLayer(
      start: { [] }, forward: { x, _ in x.map(y) },
      backward: { x, _, dy in (zip(x, dy).map { slope($0) * $1 }, []) })
  }

  /// The task's own layer. At 0 the slope of either side is right.
  @Test(arguments: [0, 0.005, 0.25, 0.93, 0.95, 0.97] as [Float], [false, true])
  func eitherSideOfAKinkIsRight(_ weight: Float, isOpenAtZero: Bool) throws {
    let exercise = Exercise.ownLayer(
      start: { [weight] }, forward: ownForward,
      backward: { x, weights, dy in
        var right = ownBackward(x, weights, dy)
        for i in x.indices where x[i] == 0 && isOpenAtZero { right.x[i] = dy[i] }
        return right
      })
    let (text, isSolved) = try judged(exercise)
    #expect(isSolved && text.contains("At x = 0 your layer has a kink"), "\(text)")
  }

  /// The share of a normal distribution that lies below x.
  @Sendable private func share(_ x: Float) -> Float {
    let root = Float(2).squareRoot()
    return 0.5 * (1 + erf(x / root))
  }

  /// GELU (Hendrycks and Gimpel, 2016).
  @Sendable private func gelu(_ x: Float) -> Float { x * share(x) }

  @Sendable private func geluSlope(_ x: Float) -> Float {
    let density: Float = exp(-x * x / 2) / (2 * Float.pi).squareRoot()
    return share(x) + x * density
  }

  @Test func aSmoothLayerHasNoKink() throws {
    let smooth = [
      layer(gelu, slope: geluSlope), layer({ sin($0) }, slope: { cos($0) }),
      layer({ cos($0) }, slope: { -sin($0) }),
      layer({ $0 * $0 }, slope: { 2 * $0 }), layer({ $0 * $0 * $0 }, slope: { 3 * $0 * $0 }),
      layer({ sin(10 * $0) }, slope: { 10 * cos(10 * $0) }),
      layer({ 1 + 0.001 * $0 }, slope: { _ in 0.001 }),
    ]
    for layer in smooth {
      #expect(try judged(layer).text == "All 9 gradients are the slopes that were measured.")
    }
  }

  @Test func aSmallSlopeIsNoZero() throws {
    let own = Exercise.ownLayer(
      start: { [0.005] }, forward: ownForward,
      backward: { x, weights, dy in
        (zip(x, dy).map { $0 > 0 ? $1 : 0 }, ownBackward(x, weights, dy).weights)
      })
    for exercise in [own, layer({ 0.001 * $0 }, slope: { _ in 0 })] {
      let (text, isSolved) = try judged(exercise)
      #expect(!isSolved && text.contains("It is 0: the backward pass leaves it out."), "\(text)")
    }
  }

  @Test func aNumberThatIsNotFiniteIsSaid() throws {
    let layers: [(Exercise, String)] = [
      (layer({ sin($0) / $0 }, slope: { _ in 0 }), "for x = 0."),
      (layer({ $0 / abs($0) }, slope: { _ in 0 }), "for x = 0."),
      (layer({ log($0 + 2) }, slope: { 1 / ($0 + 2) }), "for x = −2.7933."),
      (
        .ownLayer(
          start: { [0.005] }, forward: { x, weights in x.map { $0 * log(weights[0]) } },
          backward: { _, weights, dy in (dy.map { $0 * log(weights[0]) }, [0]) }),
        "near weights[0] = 0.005, so the slope there cannot be measured."
      ),
    ]
    for (layer, words) in layers {
      let (text, isSolved) = try judged(layer)
      #expect(!isSolved && text == "`ownForward` gives no finite number \(words)", "\(text)")
    }
  }

  /// A step of 1/128 would be lost in them.
  @Test(arguments: [0x1p18, 0x1p30] as [Float])
  func aLargeWeightIsMeasured(_ weight: Float) throws {
    let exercise = Exercise.ownLayer(
      start: { [weight] }, forward: { x, weights in x.map { weights[0] * $0 } },
      backward: { x, weights, dy in
        (dy.map { weights[0] * $0 }, [zip(x, dy).reduce(0) { $0 + $1.0 * $1.1 }])
      })
    let (text, isSolved) = try judged(exercise)
    #expect(isSolved, "\(text)")
  }
}
