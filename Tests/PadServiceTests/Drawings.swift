import CNN
import Digits
import Pictures

@testable import PadService

/// The pad with few known drawings, made once.
let pad = Result { Pad(models: [try .digits(every: 600), try .symbols(each: 2)]) }

/// MNIST's test digit as one would send it: enlarged to 280×280, white on black.
///
/// - Parameter size: the side of the enlarged digit; smaller ones stand at `right`, `down`.
func png(
  _ digit: Int, cell: Int = 0, size: Int = 280, right: Int = 0, down: Int = 0
) throws -> [UInt8] {
  let data = try DataSet([("\(digit)", try MNIST.sheet(.test, digit: digit))])
  let small = data.picture(cell)
  var picture = GreyPicture(width: 280, height: 280, fill: 0)
  for y in 0..<min(size, 280 - down) {
    for x in 0..<min(size, 280 - right) {
      picture[x + right, y + down] = small[x * 28 / size, y * 28 / size]
    }
  }
  return try PNG.encode(picture)
}

/// The seven as the network sees it when it is sent as `png(7)`: its ink a little brighter than in
/// MNIST, for nobody presses so softly on a screen.
var centredSeven: Tensor {
  get throws { try CentredDrawing(try PNG.decodeGrey(try png(7))).image }
}

/// A picture of one brightness.
func png(width: Int, height: Int, fill: UInt8) throws -> [UInt8] {
  try PNG.encode(GreyPicture(width: width, height: height, fill: fill))
}

/// A PNG of a few dozen bytes whose header promises pictures of any size.
func bomb(width: UInt32, height: UInt32) throws -> [UInt8] {
  var bytes = try png(width: 1, height: 1, fill: 0)
  for (place, number) in [(16, width), (20, height)] {
    for byte in 0..<4 { bytes[place + byte] = UInt8(truncatingIfNeeded: number >> (24 - 8 * byte)) }
  }
  // The checksum of IHDR, over its type and its 13 bytes.
  let sum = checksum(bytes[12..<29])
  for byte in 0..<4 { bytes[29 + byte] = UInt8(truncatingIfNeeded: sum >> (24 - 8 * byte)) }
  return bytes
}

/// CRC-32, bit by bit (the PNG specification, annex D).
private func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
  ~bytes.reduce(0xFFFF_FFFF as UInt32) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in
      sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1
    }
  }
}
