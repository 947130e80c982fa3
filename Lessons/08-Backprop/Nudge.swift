import CNN
import Foundation
import LessonKit

// A weight, moved a little, and what the loss makes of it.

/// Where a weight stands in its network.
struct Place: Equatable {
  var layer: Int
  var parameter = 0
  var index: [Int]

  var gradient: Site { .parameterGradient(layer: layer, parameter: parameter, index) }
  var weight: Site { .parameter(layer: layer, parameter: parameter, index) }
}

extension Network {
  /// The same network with one weight moved by `h`.
  func nudged(_ place: Place, by h: Float) -> Network {
    var network = self
    let shape = layers[place.layer].parameters[place.parameter].value.shape
    var push = Tensor(shape)
    push.scalars[shape.offset(of: place.index)] = h
    network.update(place.layer, place.parameter, with: push) { weights, push in
      for i in weights.indices { weights[i] += push[i] }
    }
    return network
  }

  /// The loss of one image, forward only.
  func exactLoss(of image: Tensor, label: Int) throws -> Double {
    var tape = Tape()
    let batch = image.reshaped(image.shape.batch(of: 1))
    try forward(batch, tape: &tape, Pass(.inference, workers: 1))
    let scores = tape.activations[layers.count - 1]
    return Double(CrossEntropy.losses(scores, labels: [label])[0])
  }

  /// The loss of one image, rounded as it is printed.
  func loss(of image: Tensor, label: Int, decimals: Int = 7) throws -> Double {
    let loss = try exactLoss(of: image, label: label)
    guard loss.isFinite else {
      throw KnobError("with these knobs the loss is no longer a number; smaller ones help")
    }
    let power = pow(10, Double(decimals))
    return (loss * power).rounded() / power
  }
}

/// (loss(w + h) − loss(w − h)) / 2h, as a line that can be worked out again.
func slopeLine(
  _ trace: Trace, _ place: Place, _ image: Tensor, label: Int, h: Float
) throws -> String {
  let (weight, network) = (trace.value(at: place.weight), trace.network)
  guard weight + h != weight - h else {
    throw KnobError(
      "a nudge of \(h) is lost: to the next number that a weight of \(weight) can be it is "
        + "\(weight.ulp)")
  }
  // Enough that four decimals of the slope, and four digits of the loss, are seen.
  let loss = Double(trace.loss ?? 1)
  let needed = max(4 - log10(Double(h)), 4 - log10(max(loss, 1e-12))).rounded(.up)
  let decimals = min(15, max(7, Int(needed)))
  let above = try network.nudged(place, by: h)
    .loss(of: image, label: label, decimals: decimals)
  let below = try network.nudged(place, by: -h)
    .loss(of: image, label: label, decimals: decimals)
  let slope = (above - below) / (2 * Double(h))
  return "nudge ±\(short(h)): (\(above.fixed(decimals))−\(below.fixed(decimals)))/\(short(2 * h)) "
    + "= \(signed(slope))"
}

/// The places of the `count` largest gradients of one parameter, the largest first.
func largestGradients(
  _ count: Int, _ trace: Trace, layer: Int, parameter: Int
) -> [Place] {
  let gradient = trace.parameterGradients[layer][parameter]
  let order = gradient.scalars.indices.sorted {
    (-abs(gradient.scalars[$0]), $0) < (-abs(gradient.scalars[$1]), $1)
  }
  return order.prefix(count).map {
    Place(layer: layer, parameter: parameter, index: gradient.shape.index(at: $0))
  }
}

/// √(Σ x²), the length of a gradient.
func norm(_ numbers: [Float]) -> Double {
  numbers.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
}

func norm(_ tensor: Tensor?) -> Double { norm(tensor?.scalars ?? []) }

/// A number with as few decimals as it has: `0.001`.
func short(_ value: Float) -> String {
  let text = "\(value)"
  if text.hasSuffix(".0") { return String(text.dropLast(2)) }
  return text.contains("e") ? Double(value).scientific(1) : text
}

/// With a sign and four decimals, or, where nothing of it would be left in them, as a power of ten.
func signed(_ value: Double) -> String {
  if abs(value) >= 0.0001 || value == 0 { return value.fixed(4, signed: true) }
  return (value > 0 ? "+" : "") + value.scientific(2)
}

func signed(_ value: Float) -> String { signed(Double(value)) }
