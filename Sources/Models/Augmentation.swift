import CNN
import Foundation

/// Small changes that keep a digit readable. So the network learns more from the same images.
///
/// The change of an image is a hash of the seed, the step, and its place in the batch.
public struct Augmentation: Sendable, Equatable {
  /// How far an image is moved at most, in pixels, up, down, left or right.
  public var shift: Float
  /// How far it is turned at most, in degrees, in both directions, around its middle.
  public var turn: Float

  public init(shift: Float = 0, turn: Float = 0) {
    self.shift = shift
    self.turn = turn
  }

  /// Images as they are.
  public static let none = Augmentation()
  /// Up to one pixel and ten degrees.
  public static let small = Augmentation(shift: 1, turn: 10)

  func check() throws(ModelError) {
    guard shift >= 0, shift.isFinite, turn >= 0, turn <= 180 else {
      throw ModelError(
        description: "images can be moved by 0 pixels or more, a finite number, and turned by 0 to "
          + "180 degrees, not by \(shift) and \(turn)")
    }
  }

  /// Changes each image of a batch `[N, H, W, C]`.
  public func apply(to images: inout Tensor, seed: UInt64, step: Int) {
    guard self != .none else { return }
    let random = Random(seed: seed, for: .augmentation).stream(step)
    let (height, width, channels) = (images.shape[1], images.shape[2], images.shape[3])
    let size = height * width * channels
    for n in 0..<images.shape[0] {
      let own = random.stream(n)
      // Evenly spread from −1 to below 1.
      func spread(_ number: Int) -> Float { 2 * own.uniform(number) - 1 }
      let angle = Double(turn * spread(0)) * .pi / 180
      let (down, right) = (shift * spread(1), shift * spread(2))
      let old = Array(images.scalars[n * size..<(n + 1) * size])
      images.scalars.withUnsafeMutableBufferPointer { all in
        resample(
          old, height, width, channels, angle: angle, down: down, right: right,
          into: UnsafeMutableBufferPointer(rebasing: all[n * size..<(n + 1) * size]))
      }
    }
  }

  /// One image `[H, W, C]` moved by some pixels and turned clockwise by some degrees.
  public static func changed(
    _ image: Tensor, down: Float = 0, right: Float = 0, turn: Double = 0
  ) -> Tensor {
    var result = image
    let (height, width, channels) = (image.shape[0], image.shape[1], image.shape[2])
    result.scalars.withUnsafeMutableBufferPointer {
      resample(
        image.scalars, height, width, channels, angle: turn * .pi / 180, down: down,
        right: right, into: $0)
    }
    return result
  }
}

// y[h, w] = x at (h, w), moved back and turned back around the middle. The value there is the mean
// of the four nearest pixels, weighted by how near they are; black outside.
private func resample(
  _ x: [Float], _ height: Int, _ width: Int, _ channels: Int, angle: Double, down: Float,
  right: Float, into y: UnsafeMutableBufferPointer<Float>
) {
  let (sine, cosine) = (Float(sin(angle)), Float(cos(angle)))
  let (middleH, middleW) = (Float(height - 1) / 2, Float(width - 1) / 2)
  func pixel(_ h: Int, _ w: Int, _ c: Int) -> Float {
    guard h >= 0, h < height, w >= 0, w < width else { return 0 }
    return x[(h * width + w) * channels + c]
  }
  for h in 0..<height {
    for w in 0..<width {
      let (dh, dw) = (Float(h) - middleH - down, Float(w) - middleW - right)
      let fromH = middleH + cosine * dh - sine * dw
      let fromW = middleW + sine * dh + cosine * dw
      guard fromH > -1, fromW > -1, fromH < Float(height), fromW < Float(width) else {
        for c in 0..<channels { y[(h * width + w) * channels + c] = 0 }
        continue
      }
      let (top, left) = (fromH.rounded(.down), fromW.rounded(.down))
      let (shareH, shareW) = (fromH - top, fromW - left)
      let (i, j) = (Int(top), Int(left))
      for c in 0..<channels {
        let above = pixel(i, j, c) * (1 - shareW) + pixel(i, j + 1, c) * shareW
        let below = pixel(i + 1, j, c) * (1 - shareW) + pixel(i + 1, j + 1, c) * shareW
        y[(h * width + w) * channels + c] = above * (1 - shareH) + below * shareH
      }
    }
  }
}
