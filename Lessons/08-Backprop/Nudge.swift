import CNN
import Explain
import Foundation
import LessonKit
import Printing

// A weight, moved a little, and what the loss does.

/// Where a weight stands in its network.
struct Place: Equatable {
  var layer: String
  var parameter = "weight"
  var index: [Int]

  /// The weight as a site that can be asked; its `gradient` is how the loss changes with it.
  func site(in network: Network) throws -> Site { try network.site(layer, parameter, index) }
}

extension Network {
  /// The same network with one weight moved by `h`.
  func nudged(_ place: Place, by h: Float) -> Network {
    var network = self
    let offset = self[place.layer, place.parameter].shape.offset(of: place.index)
    network[place.layer, place.parameter].scalars[offset] += h
    return network
  }

  /// The loss of one image, forward only.
  func exactLoss(of image: Tensor, label: Int) throws -> Double {
    var tape = Tape()
    let batch = image.reshaped(image.shape.batch(of: 1))
    try forward(batch, tape: &tape, Pass(.inference, workers: 1))
    return Double(try losses(of: [label], on: tape)[0])
  }

  /// The loss of one image, rounded as it is printed.
  func loss(of image: Tensor, label: Int, decimals: Int = 7) throws -> Double {
    let loss = try exactLoss(of: image, label: label)
    guard loss.isFinite else {
      throw KnobError("the loss is no longer a number; a smaller rate or nudge helps")
    }
    let power = pow(10, Double(decimals))
    return (loss * power).rounded() / power
  }
}

/// (loss(w + h) − loss(w − h)) / 2h, as a line that can be worked out again.
func nudgeLine(
  _ trace: Trace, _ place: Place, _ image: Tensor, label: Int, h: Float
) throws -> String {
  let network = trace.network
  let weight = trace.value(at: try place.site(in: network))
  guard weight + h != weight - h else {
    throw KnobError(
      "a nudge of \(h) is too small: the number next to a weight of \(weight) is \(weight.ulp) away"
    )
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
    + "= \(slope.signed)"
}

/// A number with as few decimals as it has: `0.001`.
func short(_ value: Float) -> String {
  let text = "\(value)"
  if text.hasSuffix(".0") { return String(text.dropLast(2)) }
  return text.contains("e") ? Double(value).scientific(1) : text
}
