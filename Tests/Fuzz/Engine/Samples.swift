import CNN
import Digits
import Exchange
import Pictures

/// Small files to begin with.
enum Samples {
  /// A drawing of a hook, dark on light, of 14×12 pixels.
  static func drawing() -> GreyPicture {
    var picture = GreyPicture(width: 12, height: 14)
    for x in 2..<10 { for y in 2..<4 { picture[x, y] = 10 } }
    for y in 4..<12 { for x in 8..<10 { picture[x, y] = UInt8(10 + y) } }
    return picture
  }

  /// A sheet of square cells, each with a bar of its own.
  static func sheet(cells: Int, side: Int) throws -> GreyPicture {
    let all = (0..<cells).map { number in
      (0..<side * side).map { place in
        let (row, column) = place.quotientAndRemainder(dividingBy: side)
        let first = 1 + number % 4
        let isInk = (1..<side - 1).contains(row) && (first..<first + 3).contains(column)
        return isInk ? UInt8(200 + number) : 0
      }
    }
    return try Sheet(cells: all, height: side, width: side, columns: 4).picture
  }

  /// PNGs of every kind: each colour type and depth, plain and interlaced, with a palette,
  /// transparency, an orientation and texts; and two that the package has written.
  static func pngs() throws -> [[UInt8]] {
    let kinds: [(type: UInt8, depths: [UInt8])] = [
      (0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]),
    ]
    var pngs = [try PNG.encode(drawing()), try PNG.encode(Picture(drawing()))]
    for (type, depths) in kinds {
      for depth in depths {
        for interlacing in [UInt8(0), 1] {
          pngs.append(png(type: type, depth: depth, interlacing: interlacing))
        }
      }
    }
    return pngs
  }

  private static func png(type: UInt8, depth: UInt8, interlacing: UInt8) -> [UInt8] {
    func chunk(_ type: String, _ data: [UInt8]) -> PNGParts.Chunk {
      PNGParts.Chunk(type: PNGParts.type(type), data: data)
    }
    let header: [UInt8] = [0, 0, 0, 9, 0, 0, 0, 11, depth, type, 0, 0, interlacing]
    var parts = PNGParts([chunk("IHDR", header)])
    if type == 3 {
      parts.chunks += [chunk("PLTE", [0, 0, 0, 255, 255, 255]), chunk("tRNS", [9])]
    } else if type == 0 {
      parts.chunks.append(chunk("tRNS", [0, 1]))
    } else {
      let orientation: [UInt8] = [
        0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
      ]
      parts.chunks += [chunk("eXIf", orientation), chunk("tEXt", Array("Title\0hook".utf8))]
    }
    parts.chunks.append(chunk("IEND", []))
    // Colours of a palette with two entries: none but 0 and 1. A filter would add them up.
    let most = type == 3 && depth > 1 ? UInt8(1) : 255
    let lines = parts.sizesOfLines.enumerated().flatMap { number, size in
      [type == 3 ? 0 : UInt8(number % 5)]
        + (1..<size).map { min(UInt8(truncatingIfNeeded: ($0 + number) * 37) & 0xF0, most) }
    }
    parts.pack(lines, level: 9)
    promise((try? PNG.decode(parts.bytes)) != nil, "the PNG to begin with cannot be read")
    return parts.bytes
  }

  /// Files of weights: of each type of scalar, with texts, without tensors.
  static func tensors() -> [[UInt8]] {
    func file(_ header: String, _ scalars: Int) -> [UInt8] {
      withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian, Array.init)
        + Array(header.utf8) + (0..<scalars).map { UInt8(truncatingIfNeeded: $0 * 29 + 7) }
    }
    let types = [("F16", 2), ("BF16", 2), ("F32", 4), ("F64", 8)].map { type, size in
      file(
        #"{"a":{"dtype":"\#(type)","shape":[2,3],"data_offsets":[0,\#(6 * size)]}}"#, 6 * size)
    }
    let two: [(String, Tensor)] = [
      ("conv1.weight", Tensor([2, 1, 1, 2], [1, -2, 3.5, .infinity])),
      ("empty", Tensor([0, 3], [])), ("é\"\\\n", Tensor([], [-0.0])),
    ]
    return types + [
      file("{}", 0), Safetensors.encode(two, metadata: [("network", "28×28×1"), ("\t", "\u{1}")]),
    ]
  }
}
