/// IDX, the file format of MNIST, plain or compressed with gzip.
///
/// Four bytes say what follows; the last of them is the number of dimensions. Then comes each
/// dimension as a big-endian 32-bit number. Then come the values, one byte each. Source:
/// http://yann.lecun.com/exdb/mnist/
public enum IDX {
  /// Unsigned bytes in three dimensions: count, height, width.
  static let imageMagic: UInt32 = 0x0000_0803
  /// Unsigned bytes in one dimension: count.
  static let labelMagic: UInt32 = 0x0000_0801
  /// The largest number of bytes that a file may announce: twenty times MNIST.
  static let mostBytes = 1_000_000_000

  /// Grey images of one size: `pixels` is [count, height, width].
  public struct Images: Equatable, Sendable {
    public let count: Int
    public let height: Int
    public let width: Int
    /// [count, height, width]; 0 is paper, 255 ink.
    public let pixels: [UInt8]

    /// The pixels of image `index`, [height, width].
    public subscript(index: Int) -> [UInt8] {
      Array(pixels[index * height * width..<(index + 1) * height * width])
    }
  }

  /// The images in a file's bytes.
  ///
  /// Throws if they are not exactly one complete file of images. The sentence begins with `name`.
  public static func images(_ bytes: [UInt8], name: String) throws(IDXError) -> Images {
    let (sizes, pixels) = try values(bytes, name: name, magic: imageMagic)
    return Images(count: sizes[0], height: sizes[1], width: sizes[2], pixels: pixels)
  }

  /// The labels in a file's bytes, [count].
  ///
  /// Throws if they are not exactly one complete file of labels. The sentence begins with `name`.
  public static func labels(_ bytes: [UInt8], name: String) throws(IDXError) -> [UInt8] {
    try values(bytes, name: name, magic: labelMagic).values
  }

  /// The dimensions, and as many bytes as they announce.
  private static func values(
    _ bytes: [UInt8], name: String, magic: UInt32
  ) throws(IDXError) -> (sizes: [Int], values: [UInt8]) {
    let dimensions = Int(magic & 0xFF)
    let headerSize = 4 + 4 * dimensions
    let isCompressed = bytes.starts(with: [0x1F, 0x8B])

    // First the header alone. Then as much as it announces, and one more byte to see whether the
    // file continues. So a file can never make this take more memory than its size allows.
    let header = isCompressed ? try Gzip.unpack(bytes, most: headerSize, name: name) : bytes
    if header.count >= 4 {
      let found = number(header[0..<4])
      if found != magic { throw .wrongMagic(name, got: found, expected: magic) }
    }
    guard header.count >= headerSize else {
      throw .brokenOff(name, after: header.count, needed: headerSize)
    }
    let sizes = (1...dimensions).map { Int(number(header[$0 * 4..<$0 * 4 + 4])) }
    guard let size = product(sizes), size <= mostBytes, !sizes.dropFirst().contains(0) else {
      throw .absurd(name, sizes: sizes)
    }
    let needed = headerSize + size
    if isCompressed && needed / Gzip.bestRatio > bytes.count { throw .absurd(name, sizes: sizes) }

    let whole = isCompressed ? try Gzip.unpack(bytes, most: needed + 1, name: name) : bytes
    if whole.count < needed { throw .brokenOff(name, after: whole.count, needed: needed) }
    if whole.count > needed { throw .trailing(name, needed: needed) }
    return (sizes, Array(whole[headerSize...]))
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The product of the sizes; nil if it does not fit into an Int.
  private static func product(_ sizes: [Int]) -> Int? {
    var product = 1
    for size in sizes {
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      if overflow { return nil }
      product = next
    }
    return product
  }
}
