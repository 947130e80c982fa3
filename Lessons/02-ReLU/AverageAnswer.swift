import CNN
import LessonKit
import Printing

/// What each kernel answers on average where ink is seen.
func whyMoreThanHalf(
  _ lesson: Lesson, _ network: Network, _ maps: Tensor, _ cuts: [Cut], on seven: Tensor,
  _ seesInk: [Bool]
) -> [AverageAnswer] {
  lesson.cell("Why more than half") {
    let (weight, bias) = (network["conv1", "weight"], network["conv1", "bias"])
    lesson.print(
      "where ink is seen: sum of the weights · average brightness + bias = average answer")
    let averages = cuts.indices.map { k in
      let sum = (0..<9).reduce(Float(0)) { $0 + weight[$1 / 3, $1 % 3, 0, k] }
      let average = AverageAnswer(
        weights: sum, bias: bias[k], on: seven, maps.channel(k), seesInk)
      lesson.print(
        "\(cuts[k].name) \(sum.fixed(4, signed: true)) · \(average.brightness.fixed(4)) "
          + "\(bias[k].fixed(4, signed: true)) = \(average.computed.fixed(4, signed: true))")
      return average
    }
    let difference = averages.map { abs($0.computed - Float($0.measured)) }.max() ?? 0
    lesson.print("largest difference from the averages of the maps: \(difference.asDifference)")
    return averages
  }
}

/// Why a kernel says no to much of the ink: what its answers are on average where ink is seen.
///
/// Each pixel lies once under each weight, so the average answer is the sum of the weights, times the
/// brightness that a pixel under the window has on average, plus the bias.
struct AverageAnswer {
  /// The sum of the weights.
  let weights: Float
  /// The average brightness of the pixels under a window that sees ink.
  let brightness: Float
  let bias: Float
  /// The average of the map's own numbers, for comparison.
  let measured: Double

  init(weights: Float, bias: Float, on image: Tensor, _ map: Tensor, _ seesInk: [Bool]) {
    self.weights = weights
    self.bias = bias
    let places = Double(seesInk.count { $0 })
    brightness = Float(image.scalars.reduce(0.0) { $0 + Double($1) } / places)
    let answers = zip(map.scalars, seesInk).filter(\.1).map { Double($0.0) }
    measured = answers.reduce(0, +) / places
  }

  var computed: Float { weights * brightness + bias }
}
