import Exchange

/// A picture with all that its file says about it: brightness, transparency, orientation.
///
/// ``GreyPicture`` is enough for most purposes. A drawing may have its ink in the transparency, and
/// that is lost where transparent parts have become white.
public struct Scan: Equatable, Sendable {
  /// `[height, width]`, upright. A transparent pixel has the brightness that the file gives it.
  public let grey: GreyPicture
  /// `[height, width]`, from 0 for transparent to 255 for opaque; nil if all of it is opaque.
  public let alpha: GreyPicture?
  /// How the file's picture was turned to be upright.
  public let orientation: Orientation

  /// An opaque picture.
  public init(_ grey: GreyPicture) { (self.grey, alpha, orientation) = (grey, nil, .upright) }

  /// A picture with its transparency, both of the same size.
  public init(_ grey: GreyPicture, alpha: GreyPicture) {
    precondition((grey.width, grey.height) == (alpha.width, alpha.height))
    (self.grey, self.alpha, orientation) = (grey, alpha, .upright)
  }

  init(_ read: Decoded, _ orientation: Orientation) {
    self.orientation = orientation
    let (width, height, channels) = (read.width, read.height, read.channels)
    if channels == 1 {
      (grey, alpha) = (GreyPicture(width: width, height: height, pixels: read.pixels), nil)
      return
    }
    grey = GreyPicture(width: width, height: height, colours: read.pixels, channels: channels)
    let shares = stride(from: 3, to: channels == 4 ? read.pixels.count : 3, by: 4)
    let isOpaque = shares.allSatisfy { read.pixels[$0] == 255 }
    alpha =
      isOpaque
      ? nil
      : GreyPicture(width: width, height: height, pixels: shares.map { read.pixels[$0] })
  }

  /// The PNG file at `path`. Throws a sentence with the file's name if it cannot be read or is not
  /// a complete PNG.
  public init(contentsOf path: String) throws(FileError) {
    try self.init(try File.read(path), from: path)
  }

  /// The PNG of bytes that were read from `path`.
  package init(_ bytes: [UInt8], from path: String) throws(FileError) {
    do { self = try PNG.decodeScan(bytes) } catch { throw .unusable(path, error.clause(for: path)) }
  }

  /// In grey, on white.
  public var overWhite: GreyPicture {
    guard let alpha else { return grey }
    var result = grey
    for (place, share) in alpha.pixels.enumerated() {
      let sum = Int(share) * Int(grey.pixels[place]) + (255 - Int(share)) * 255
      result.pixels[place] = UInt8((sum + 127) / 255)
    }
    return result
  }
}
