import CNN
import Foundation
import Pictures

/// Ink on paper, in some light, taken by a camera with its grain.
struct Scene {
  let ink: DrawnInk
  let isDark: Bool
  /// `[height, width]`, 0 to 255.
  private(set) var grey: [Float]

  init(_ kind: FoundPicture.Kind, _ ink: DrawnInk, isDark: Bool, _ random: Random) {
    (self.ink, self.isDark) = (ink, isDark)
    func from(_ low: Double, _ high: Double, _ use: Int) -> Float {
      Float(low + (high - low) * Double(random.uniform(use)))
    }
    let isPhoto = [.shadow, .spot, .corner, .faint, .coarse, .small, .chalk].contains(kind)
    var paper = isPhoto ? from(170, 235, 1) : kind == .card ? from(180, 255, 1) : 255
    var tone = isPhoto ? from(10, 70, 2) : kind == .card ? from(0, 90, 2) : 0
    if [.faint, .small].contains(kind) { tone = paper * (1 - from(0.16, 0.35, 2)) }
    if !isDark { (paper, tone) = (255 - paper, 255 - tone) }
    let light = Light(kind, random.stream(1))
    let (width, height) = (ink.width, ink.height)
    grey = ink.shares
    for place in grey.indices {
      let (u, v) = (Float(place % width) / Float(width), Float(place / width) / Float(height))
      let tone = (1 - ink.shares[place]) * paper + ink.shares[place] * tone
      grey[place] = tone * light.at(u, v)
    }
    if kind == .coarse { blur(Int(from(1, 0.014 * Double(width), 3))) }
    if [.shadow, .spot, .corner, .chalk].contains(kind) { blur(1) }
    if isPhoto {
      let grain = [.faint, .small].contains(kind) ? from(0.5, 2, 4) : from(1, 5, 4)
      for place in grey.indices { grey[place] += grain * random.normal(100 + place) }
    }
    if kind == .coarse {
      // Blocks of eight pixels, each a little off, as in a JPEG of poor quality.
      for place in grey.indices {
        let block = place / width / 8 * 1000 + place % width / 8
        grey[place] += 3 * random.stream(2).normal(block)
      }
    }
  }

  /// Each pixel becomes the mean of a square, twice.
  private mutating func blur(_ reach: Int) {
    for (step, line, count, lines) in [
      (1, ink.width, ink.width, ink.height), (ink.width, 1, ink.height, ink.width),
    ] {
      for _ in 0..<2 {
        for number in 0..<lines {
          let first = number * line
          var sums: [Float] = [0]
          for place in 0..<count { sums.append(sums[place] + grey[first + place * step]) }
          for place in 0..<count {
            let (low, high) = (max(0, place - reach), min(count, place + reach + 1))
            grey[first + place * step] = (sums[high] - sums[low]) / Float(high - low)
          }
        }
      }
    }
  }

  private var bytes: [UInt8] { grey.map { UInt8(min(max($0.rounded(), 0), 255)) } }

  func png(_ kind: FoundPicture.Kind, _ random: Random) -> [UInt8] {
    let (width, height, bytes) = (ink.width, ink.height, bytes)
    func number(_ low: Int, _ high: Int, _ use: Int) -> Int {
      low + Int(random.bits(use) % UInt64(high - low + 1))
    }
    switch kind {
    case .frame:
      var pixels = bytes
      let (frame, tone) = (number(1, 5, 0), UInt8(number(0, 255, 1)))
      for place in pixels.indices {
        let (x, y) = (place % width, place / width)
        if min(x, y, width - 1 - x, height - 1 - y) < frame { pixels[place] = tone }
      }
      return madePNG(width: width, height: height, channels: 1, pixels: pixels)
    case .alpha:
      let colour = (0..<3).map { UInt8(number(0, 255, $0)) }
      let pixels = ink.shares.flatMap { colour + [UInt8((255 * $0).rounded())] }
      return madePNG(width: width, height: height, channels: 4, pixels: pixels)
    case .card:
      // The card stands in the middle of a transparent surround, under which anything may be.
      let rim = number(5, 60, 0)
      let (across, down) = (width + 2 * rim, height + 2 * rim)
      let under = UInt8(number(0, 1, 1) * 255)
      var pixels = [UInt8]()
      for y in -rim..<height + rim {
        for x in -rim..<width + rim {
          let isCard = (0..<width).contains(x) && (0..<height).contains(y)
          pixels += isCard ? [bytes[y * width + x], 255] : [under, 0]
        }
      }
      return madePNG(width: across, height: down, channels: 2, pixels: pixels)
    case .turned:
      let orientation = number(1, 8, 0)
      let stored = Self.stored(bytes, width, height, orientation)
      return madePNG(
        width: stored.width, height: stored.height, channels: 1, pixels: stored.pixels,
        exif: madeExif(orientation: orientation, isBigEndian: random.uniform(1) < 0.5))
    default: return madePNG(width: width, height: height, channels: 1, pixels: bytes)
    }
  }

  /// The pixels as a camera stores them that was held in this orientation. Its first row and column
  /// are, in the upright picture (Exif 2.32, tag 274): 1 top left, 2 top right, 3 bottom right,
  /// 4 bottom left, 5 left top, 6 right top, 7 right bottom, 8 left bottom.
  static func stored(
    _ upright: [UInt8], _ width: Int, _ height: Int, _ orientation: Int
  ) -> (width: Int, height: Int, pixels: [UInt8]) {
    let isSideways = orientation > 4
    let (across, down) = isSideways ? (height, width) : (width, height)
    var pixels = [UInt8]()
    for row in 0..<down {
      for column in 0..<across {
        let (x, y) =
          switch orientation {
          case 2: (width - 1 - column, row)
          case 3: (width - 1 - column, height - 1 - row)
          case 4: (column, height - 1 - row)
          case 5: (row, column)
          case 6: (width - 1 - row, column)
          case 7: (width - 1 - row, height - 1 - column)
          case 8: (row, height - 1 - column)
          default: (column, row)
          }
        pixels.append(upright[y * width + x])
      }
    }
    return (across, down, pixels)
  }
}
