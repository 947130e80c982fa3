/// A colour, 8 bits a channel, in sRGB.
public struct Color: Equatable, Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// A grey: the same value in all three channels.
  public init(grey: UInt8) {
    self.init(red: grey, green: grey, blue: grey)
  }

  public static let white = Color(grey: 255)
  public static let black = Color(grey: 0)
}

/// A colour picture, 8-bit RGB: `pixels` is row-major, [height, width, 3].
public struct Picture: Equatable, Sendable {
  public let width: Int
  public let height: Int
  /// [height, width, 3]
  public var pixels: [UInt8]

  /// A picture of one colour. Stops the program if a side is less than 1.
  public init(width: Int, height: Int, fill: Color = .white) {
    checkSides(width, height)
    self.width = width
    self.height = height
    pixels = [UInt8](repeating: fill.red, count: width * height * 3)
    if fill.green == fill.red && fill.blue == fill.red { return }
    for pixel in stride(from: 0, to: pixels.count, by: 3) {
      pixels[pixel + 1] = fill.green
      pixels[pixel + 2] = fill.blue
    }
  }

  /// A picture from its pixels, [height, width, 3]. Stops the program if their number is wrong.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    checkSides(width, height)
    checkCount(pixels.count, width, height, channels: 3)
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// The grey picture in colour: each grey three times. [height, width] to [height, width, 3].
  public init(_ grey: GreyPicture) {
    self.init(width: grey.width, height: grey.height)
    for (index, value) in grey.pixels.enumerated() {
      pixels[index * 3] = value
      pixels[index * 3 + 1] = value
      pixels[index * 3 + 2] = value
    }
  }

  /// The pixel in column `x` of row `y`, both counted from 0 at the top left.
  public subscript(x: Int, y: Int) -> Color {
    get {
      let first = offset(x, y, width, height) * 3
      return Color(red: pixels[first], green: pixels[first + 1], blue: pixels[first + 2])
    }
    set {
      let first = offset(x, y, width, height) * 3
      pixels[first] = newValue.red
      pixels[first + 1] = newValue.green
      pixels[first + 2] = newValue.blue
    }
  }
}

/// A grey picture, 8 bits a pixel, 0 black and 255 white: `pixels` is row-major, [height, width].
public struct GreyPicture: Equatable, Sendable {
  public let width: Int
  public let height: Int
  /// [height, width]
  public var pixels: [UInt8]

  /// A picture of one grey. Stops the program if a side is less than 1.
  public init(width: Int, height: Int, fill: UInt8 = 255) {
    checkSides(width, height)
    self.width = width
    self.height = height
    pixels = [UInt8](repeating: fill, count: width * height)
  }

  /// A picture from its pixels, [height, width]. Stops the program if their number is wrong.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    checkSides(width, height)
    checkCount(pixels.count, width, height, channels: 1)
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// The brightness of a colour picture: [height, width, 3] to [height, width].
  ///
  /// The weights are those of ITU-R BT.601, in 65,536ths and rounded, as in Pillow's
  /// `convert("L")`. So a picture has the same numbers here and in Python.
  public init(_ picture: Picture) {
    self.init(width: picture.width, height: picture.height, colours: picture.pixels, channels: 3)
  }

  /// - Parameter channels: 3, or 4 if alpha follows red, green and blue.
  init(width: Int, height: Int, colours: [UInt8], channels: Int) {
    checkSides(width, height)
    checkCount(colours.count, width, height, channels: channels)
    self.width = width
    self.height = height
    let all = colours.span
    pixels = [UInt8](capacity: width * height) { grey in
      for first in stride(from: 0, to: all.count, by: channels) {
        // grey = (0.299 red + 0.587 green + 0.114 blue), rounded
        let red = UInt32(all[unchecked: first]) &* 19595
        let green = UInt32(all[unchecked: first &+ 1]) &* 38470
        let blue = UInt32(all[unchecked: first &+ 2]) &* 7471
        grey.append(UInt8(truncatingIfNeeded: (red &+ green &+ blue &+ 0x8000) >> 16))
      }
    }
  }

  /// The pixel in column `x` of row `y`, both counted from 0 at the top left.
  public subscript(x: Int, y: Int) -> UInt8 {
    get { pixels[offset(x, y, width, height)] }
    set { pixels[offset(x, y, width, height)] = newValue }
  }
}

// This is an error in the program, not in its input, so the program stops. `fatalError` is used
// because optimised builds lose the text of `precondition`.

private func checkSides(_ width: Int, _ height: Int) {
  if width < 1 || height < 1 {
    fatalError("a picture needs at least 1×1 pixels, not \(width)×\(height)")
  }
}

private func checkCount(_ count: Int, _ width: Int, _ height: Int, channels: Int) {
  if count != width * height * channels {
    fatalError("\(width)×\(height) pixels of \(channels) bytes do not fit \(count) bytes")
  }
}

private func offset(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> Int {
  // Without this, a column beyond the right edge would be one of the next row.
  if x < 0 || x >= width || y < 0 || y >= height {
    fatalError("the pixel (\(x), \(y)) lies outside a picture of \(width)×\(height)")
  }
  return y * width + x
}
