/// How a camera was held, so how its picture must be turned to be upright.
///
/// The number says where the file's first row and first column belong (Exif 2.32, tag 274).
public enum Orientation: Int, CaseIterable, Sendable {
  case upright = 1
  case mirrored, upsideDown, upsideDownMirrored
  case leftMirrored, left, rightMirrored, right

  /// From the data of an eXIf chunk (the PNG specification, third edition, 11.3.4.3). Nil if it
  /// says nothing, or is damaged: then nobody can know, and the picture stays as it is.
  ///
  /// It is a TIFF file: `II` or `MM` for the order of bytes, the number 42, the place of a
  /// directory. This has a count of entries of 12 bytes each: tag, type, count, value.
  init?(exif bytes: some Collection<UInt8>) {
    var bytes = Array(bytes)
    // Some programs keep the six letters from JPEG before it.
    if bytes.starts(with: Array("Exif".utf8) + [0, 0]) { bytes.removeFirst(6) }
    let isBigEndian = bytes.starts(with: Array("MM".utf8))
    guard isBigEndian || bytes.starts(with: Array("II".utf8)) else { return nil }
    func number(_ offset: Int, _ count: Int) -> Int? {
      guard offset >= 0, offset + count <= bytes.count else { return nil }
      let part = bytes[offset..<offset + count]
      return (isBigEndian ? Array(part) : part.reversed()).reduce(0) { $0 << 8 | Int($1) }
    }
    guard number(2, 2) == 42, let directory = number(4, 4), directory >= 8,
      let count = number(directory, 2)
    else { return nil }
    for entry in 0..<count {
      let start = directory + 2 + 12 * entry
      guard let tag = number(start, 2) else { return nil }
      if tag != 0x0112 { continue }
      // One number of 16 bits, type 3. It stands in the first half of the value.
      guard number(start + 2, 2) == 3, number(start + 4, 4) == 1, let value = number(start + 8, 2),
        let found = Orientation(rawValue: value)
      else { return nil }
      self = found
      return
    }
    return nil
  }

  /// Whether rows become columns.
  var isSideways: Bool { rawValue > 4 }

  /// What is done to the file's picture to make it upright.
  public var inWords: String {
    switch self {
    case .upright: "left as it is"
    case .mirrored: "mirrored, left to right"
    case .upsideDown: "turned by 180°"
    case .upsideDownMirrored: "mirrored, top to bottom"
    case .leftMirrored: "mirrored along the diagonal from the top left"
    case .left: "turned by 90° clockwise"
    case .rightMirrored: "mirrored along the diagonal from the top right"
    case .right: "turned by 90° anticlockwise"
    }
  }
}

extension Decoded {
  /// The upright picture.
  func turned(_ orientation: Orientation) -> Decoded {
    if orientation == .upright { return self }
    var result = self
    if orientation.isSideways { (result.width, result.height) = (height, width) }
    let (lastRow, lastColumn) = (result.height - 1, result.width - 1)
    var from = 0
    for row in 0..<height {
      for column in 0..<width {
        let (x, y) =
          switch orientation {
          case .upright: (column, row)
          case .mirrored: (lastColumn - column, row)
          case .upsideDown: (lastColumn - column, lastRow - row)
          case .upsideDownMirrored: (column, lastRow - row)
          case .leftMirrored: (row, column)
          case .left: (lastColumn - row, column)
          case .rightMirrored: (lastColumn - row, lastRow - column)
          case .right: (row, lastRow - column)
          }
        let to = (y * result.width + x) * channels
        for channel in 0..<channels { result.pixels[to + channel] = pixels[from + channel] }
        from += channels
      }
    }
    return result
  }
}
