import LessonKit
import Models
import Testing

@testable import Classification
@testable import Convolution
@testable import DrawingPad

/// Values that only an edit of the source can give a knob: `.nan`, pairs, lists, the largest integers.
///
/// Each lesson hands its knobs to one check before it does anything else. `--try` gives literals to the
/// built lessons (Tests/hostile_knobs.py); this gives the other values to the same checks.
@MainActor @Suite struct EditedKnobTests {
  private static let floats: [Float] = [.nan, .infinity, -.infinity, 1e9, -1e9]
  private static let integers = [-1, 1_000_000_000, Int.min, Int.max]

  /// Expects one sentence that names the knob.
  private func refuses(_ knob: String, _ value: Any, _ check: () throws -> Void) {
    do {
      try check()
      Issue.record("\(knob) = \(value) is not refused")
    } catch let error as KnobError {
      let sentence = error.description
      #expect(sentence.contains(knob) && !sentence.contains("\n"), "\(sentence)")
    } catch {
      Issue.record("\(knob) = \(value): \(error)")
    }
  }

  @Test func ofConvolution() {
    for bias in Self.floats {
      refuses("bias", bias) { try checkKnobs(.leftEdge, bias: bias, stride: 1, (13, 15)) }
      let kernel = Kernel("mine", asks: "what?", [[bias, 0], [0, 1]])
      refuses("kernel", bias) { try checkKnobs(kernel, bias: 0, stride: 1, (13, 15)) }
    }
    for number in Self.integers {
      refuses("stride", number) { try checkKnobs(.leftEdge, bias: 0, stride: number, (13, 15)) }
    }
    for number in Self.integers.dropFirst() {
      refuses("corner", number) { try checkKnobs(.leftEdge, bias: 0, stride: 1, (number, 15)) }
      refuses("corner", number) { try checkKnobs(.leftEdge, bias: 0, stride: 1, (13, number)) }
    }
  }

  @Test func ofClassification() {
    refuses("seeds", "[]") { try checkKnobs(patch: 5, asked: nil, seeds: []) }
    refuses("seeds", "21") { try checkKnobs(patch: 5, asked: nil, seeds: Array(0..<21)) }
    for number in Self.integers {
      refuses("patch", number) { try checkKnobs(patch: number, asked: nil, seeds: [1]) }
      refuses("asked", number) { try checkKnobs(patch: 5, asked: number, seeds: [1]) }
    }
  }

  @Test func ofDrawingPad() {
    for number in Self.floats.map(Double.init) {
      refuses("pen", number) { try checkKnobs(pen: number, size: 0.7, start: (22, 14)) }
      refuses("size", number) { try checkKnobs(pen: 20, size: number, start: (22, 14)) }
      refuses("start", number) { try checkKnobs(pen: 20, size: 0.7, start: (number, 14)) }
      refuses("start", number) { try checkKnobs(pen: 20, size: 0.7, start: (22, number)) }
    }
  }
}
