import CPNG

/// PNG in memory: pictures to bytes and bytes to pictures.
///
/// It uses libpng's simplified interface, which reports errors as values. The older interface exits
/// with `longjmp`, which must not cross Swift code.
public enum PNG {
  /// The largest number of pixels of a picture: 64 million.
  public static let mostPixels = 64_000_000
  /// The longest side of a picture: libpng's own limit.
  public static let longestSide = 1_000_000

  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The bytes of `picture` [height, width, 3] as a PNG, 8-bit RGB. The same pixels always give the
  /// same bytes. Throws if there are more than ``mostPixels``, if a side is longer than
  /// ``longestSide``, or if the number of bytes does not fit the size.
  public static func encode(_ picture: Picture) throws(PNGError) -> [UInt8] {
    try encode(picture.pixels, picture.width, picture.height, format: UInt32(PNG_FORMAT_FLAG_COLOR))
  }

  /// The bytes of `picture` [height, width] as a PNG, 8-bit grey. The same pixels always give the
  /// same bytes. Throws like the other ``encode(_:)``.
  public static func encode(_ picture: GreyPicture) throws(PNGError) -> [UInt8] {
    try encode(picture.pixels, picture.width, picture.height, format: 0)
  }

  /// The picture [height, width, 3] in a PNG of any kind. Transparent parts become white, and it is
  /// turned as its eXIf chunk says.
  ///
  /// 16-bit channels are rounded to 8. Bytes after the PNG's end are ignored. Throws if the bytes
  /// are not a PNG, are incomplete or damaged, or hold more than ``mostPixels``.
  public static func decode(_ bytes: [UInt8]) throws(PNGError) -> Picture {
    let read = try pixels(of: bytes, greyIfPossible: false)
    return Picture(width: read.width, height: read.height, pixels: read.pixels)
  }

  /// The size of the picture in a PNG, before it is turned, found without decoding it. Throws like
  /// ``decode(_:)`` if the file's structure is damaged.
  public static func size(of bytes: [UInt8]) throws(PNGError) -> (width: Int, height: Int) {
    let structure = try PNGStructure(bytes)
    return (structure.width, structure.height)
  }

  /// The same as ``decode(_:)`` followed by ``GreyPicture/init(_:)``: [height, width].
  public static func decodeGrey(_ bytes: [UInt8]) throws(PNGError) -> GreyPicture {
    // A grey file is read directly, with a third of the memory. The weights of the three channels
    // add up to one, so weighting would give the same.
    let read = try pixels(of: bytes, greyIfPossible: true)
    if read.channels == 1 {
      return GreyPicture(width: read.width, height: read.height, pixels: read.pixels)
    }
    return GreyPicture(Picture(width: read.width, height: read.height, pixels: read.pixels))
  }

  /// The picture in grey with its transparency: [height, width] each. Throws like ``decode(_:)``,
  /// and before decoding if it has more than `most` pixels.
  public static func decodeScan(
    _ bytes: [UInt8], most: Int = mostPixels
  ) throws(PNGError) -> Scan {
    let structure = try PNGStructure(bytes)
    guard structure.width * structure.height <= most else {
      throw .tooLarge(width: structure.width, height: structure.height, most: most)
    }
    let read = try upright(bytes, structure, greyIfPossible: true)
    return Scan(read, structure.orientation)
  }
}

// MARK: - libpng

/// The pixels from libpng, [height, width, channels], with 1 or 3 channels; or with 4, the last one
/// alpha, if that was asked for.
struct Decoded {
  var width: Int
  var height: Int
  var channels: Int
  var pixels: [UInt8]
}

extension PNG {
  /// - Parameter keepsAlpha: whether alpha stays; otherwise transparent parts become white.
  static func pixels(
    of bytes: [UInt8], greyIfPossible: Bool, keepsAlpha: Bool = false
  ) throws(PNGError) -> Decoded {
    let read = try upright(bytes, try PNGStructure(bytes), greyIfPossible: greyIfPossible)
    return read.channels == 4 && !keepsAlpha ? overWhite(read) : read
  }

  private static func upright(
    _ bytes: [UInt8], _ structure: PNGStructure, greyIfPossible: Bool
  ) throws(PNGError) -> Decoded {
    let read =
      structure.isInterlaced && structure.depth == 16
      ? try pixelsOfPasses(of: bytes, structure, greyIfPossible: greyIfPossible)
      : try pixels(of: structure.withoutTexts(bytes), structure, greyIfPossible: greyIfPossible)
    return read.turned(structure.orientation)
  }

  static func pixels(
    of bytes: [UInt8], _ structure: PNGStructure, greyIfPossible: Bool
  ) throws(PNGError) -> Decoded {
    var image = png_image()
    image.version = UInt32(PNG_IMAGE_VERSION)
    // libpng keeps the address of `image` from the first call to the last. So both calls must be
    // within one `withUnsafe…`; `&image` in each call would be wrong.
    let result = withUnsafeMutablePointer(to: &image) { image in
      bytes.withUnsafeBytes { bytes -> Result<Decoded, PNGError> in
        guard
          png_image_begin_read_from_memory(image, bytes.baseAddress, bytes.count) != 0
        else { return .failure(.damaged(message(image))) }
        return decode(image, structure, greyIfPossible: greyIfPossible)
      }
    }
    return try result.get()
  }

  private static func decode(
    _ image: UnsafeMutablePointer<png_image>, _ structure: PNGStructure, greyIfPossible: Bool
  ) -> Result<Decoded, PNGError> {
    // Otherwise a 16-bit file without a gamma would count as linear light, and become brighter.
    image.pointee.flags |= UInt32(PNG_IMAGE_FLAG_16BIT_sRGB)
    // Alpha is read here, because libpng composes wrongly for us: without a background, onto the
    // buffer's old contents; with one, in linear light.
    let format = image.pointee.format
    let hasAlpha = format & UInt32(PNG_FORMAT_FLAG_ALPHA) != 0
    let hasColor = format & UInt32(PNG_FORMAT_FLAG_COLOR) != 0
    let wantsColor = hasColor || hasAlpha || !greyIfPossible
    let channels = wantsColor ? 3 : 1
    let stored = channels + (hasAlpha ? 1 : 0)
    image.pointee.format =
      UInt32(wantsColor ? PNG_FORMAT_FLAG_COLOR : 0) | UInt32(hasAlpha ? PNG_FORMAT_FLAG_ALPHA : 0)

    var succeeded = false
    let size = structure.width * structure.height * stored
    let pixels = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      succeeded =
        png_image_finish_read(
          image, nil, buffer.baseAddress, Int32(structure.width * stored), nil) != 0
      count = succeeded ? size : 0
    }
    guard succeeded else { return .failure(.damaged(message(image))) }
    return .success(
      Decoded(
        width: structure.width, height: structure.height, channels: stored, pixels: pixels))
  }

  /// Composes pixels with alpha onto white: [height, width, 4] to [height, width, 3].
  private static func overWhite(_ read: Decoded) -> Decoded {
    let (pixels, count) = (read.pixels, read.pixels.count / 4)
    let composed = [UInt8](unsafeUninitializedCapacity: count * 3) { buffer, initialized in
      for pixel in 0..<count {
        let alpha = Int(pixels[pixel * 4 + 3])
        for channel in 0..<3 {
          // (alpha · value + (255 − alpha) · 255) / 255, rounded; 255 is odd, so there are no ties
          let sum = alpha * Int(pixels[pixel * 4 + channel]) + (255 - alpha) * 255
          buffer[pixel * 3 + channel] = UInt8((sum + 127) / 255)
        }
      }
      initialized = count * 3
    }
    return Decoded(width: read.width, height: read.height, channels: 3, pixels: composed)
  }

  private static func encode(
    _ pixels: [UInt8], _ width: Int, _ height: Int, format: UInt32
  ) throws(PNGError) -> [UInt8] {
    let channels = format == 0 ? 1 : 3
    guard pixels.count == width * height * channels else {
      throw .wrongCount(bytes: pixels.count, width: width, height: height, channels: channels)
    }
    if width > longestSide || height > longestSide || width * height > mostPixels {
      throw .tooLarge(width: width, height: height)
    }
    var image = png_image()
    image.version = UInt32(PNG_IMAGE_VERSION)
    image.width = UInt32(width)
    image.height = UInt32(height)
    image.format = format

    // Bytes that do not compress grow by less than an eighth. The rest is for the chunks around
    // them.
    var size = pixels.count + pixels.count / 8 + height * 2 + 1024
    var succeeded = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      succeeded =
        png_image_write_to_memory(
          &image, buffer.baseAddress, &size, 0, pixels, Int32(width * channels), nil) != 0
      count = succeeded ? size : 0
    }
    guard succeeded else {
      throw .cannotEncode(withUnsafeMutablePointer(to: &image, message))
    }
    return bytes
  }

  /// libpng's own words: a C string in an array, which Swift sees as a tuple.
  private static func message(_ image: UnsafeMutablePointer<png_image>) -> String {
    withUnsafeBytes(of: image.pointee.message) { text in
      String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
