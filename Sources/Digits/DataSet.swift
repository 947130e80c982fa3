import CNN
import Pictures

/// Labelled images of one size, as bytes. `batch` turns some of them into tensors.
public struct DataSet: Sendable {
  /// The names of the classes, by number.
  public let classes: [String]
  /// `[H, W, 1]`
  public let shape: Shape
  /// How its pictures became images.
  public var preparation = Preparation.centred
  /// The number of each image's class.
  public private(set) var labels: [Int] = []
  private var pixels: [UInt8] = []

  /// All cells of the sheets, one sheet for each class, class by class.
  ///
  /// - Throws: an error with both sizes, if the cells of two sheets differ in size.
  public init(_ sheets: [(name: String, sheet: Sheet)]) throws(DataSetError) {
    guard let first = sheets.first?.sheet else { throw .noClasses }
    classes = sheets.map(\.name)
    shape = [first.height, first.width, 1]
    for (label, (name, sheet)) in sheets.enumerated() {
      guard (sheet.height, sheet.width) == (first.height, first.width) else {
        throw .size(name, "\(sheet.height)×\(sheet.width)", "\(first.height)×\(first.width)")
      }
      for cell in 0..<sheet.count { pixels += sheet[cell] }
      labels += [Int](repeating: label, count: sheet.count)
    }
  }

  /// All images of a folder's classes, each `[H, W]` row by row.
  package init(
    classes: [(name: String, images: [[UInt8]])], shape: Shape, preparation: Preparation = .centred
  ) {
    self.classes = classes.map(\.name)
    self.shape = shape
    self.preparation = preparation
    // Without growing, it takes no more memory than it needs.
    pixels.reserveCapacity(classes.reduce(0) { $0 + $1.images.count } * shape.count)
    for (label, images) in classes.map(\.images).enumerated() {
      for image in images { pixels += image }
      labels += [Int](repeating: label, count: images.count)
    }
  }

  public var count: Int { labels.count }

  /// Only some of the images, in the order of the given numbers.
  public func choosing(_ numbers: some Sequence<Int>) -> DataSet {
    var copy = self
    (copy.labels, copy.pixels) = ([], [])
    let size = shape.count
    copy.pixels.reserveCapacity(numbers.underestimatedCount * size)
    for number in numbers {
      copy.labels.append(labels[number])
      copy.pixels += pixels[number * size..<(number + 1) * size]
    }
    return copy
  }

  /// A hash of images, labels, classes and order (FNV-1a, by Fowler, Noll and Vo). It tells whether
  /// two choices of images are the same.
  public func fingerprint(of numbers: [Int]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ byte: UInt64) { hash = (hash ^ byte) &* 0x100_0000_01B3 }
    for size in shape.sizes { mix(UInt64(size)) }
    for name in classes { for byte in (name + "\n").utf8 { mix(UInt64(byte)) } }
    let size = shape.count
    for number in numbers {
      mix(UInt64(labels[number]))
      for pixel in pixels[number * size..<(number + 1) * size] { mix(UInt64(pixel)) }
    }
    return hash
  }

  /// The same labels with other pixels: `transform` changes each image, `[H, W]` row by row. Stops
  /// with a sentence if it changes the size.
  public func mapping(_ transform: ([UInt8]) throws -> [UInt8]) rethrows -> DataSet {
    var copy = self
    let size = shape.count
    for start in stride(from: 0, to: pixels.count, by: size) {
      let image = try transform(Array(pixels[start..<start + size]))
      guard image.count == size else {
        fatalError("An image must keep its \(size) pixels. It was changed to \(image.count).")
      }
      copy.pixels.replaceSubrange(start..<start + size, with: image)
    }
    return copy
  }

  /// An image's bytes, `[H, W]`, bright on black.
  public func picture(_ number: Int) -> GreyPicture {
    GreyPicture(
      width: shape[1], height: shape[0],
      pixels: Array(pixels[number * shape.count..<(number + 1) * shape.count]))
  }

  /// Some images as input for a network, `[N, H, W, 1]` from 0 to 1, with their labels.
  public func batch(_ numbers: some Collection<Int>) -> (images: Tensor, labels: [Int]) {
    let size = shape.count
    var scalars: [Float] = []
    scalars.reserveCapacity(numbers.count * size)
    for number in numbers {
      scalars.append(
        contentsOf: pixels[number * size..<(number + 1) * size].lazy.map { Float($0) / 255 })
    }
    return (Tensor(shape.batch(of: numbers.count), scalars), numbers.map { labels[$0] })
  }
}

/// Why sheets are not a data set: one sentence.
public enum DataSetError: Error, Equatable, Sendable, CustomStringConvertible {
  case noClasses
  case size(String, String, String)

  public var description: String {
    switch self {
    case .noClasses: "a data set needs at least one class"
    case .size(let name, let own, let first):
      "\(name): its images have \(own) pixels, but those of the first class have \(first)"
    }
  }
}

extension MNIST {
  /// Both halves: digits for training, and digits by other people for the test.
  public static func halves() throws -> (train: DataSet, test: DataSet) {
    (try dataSet(.train), try dataSet(.test))
  }

  /// One half of MNIST, the digits 0 to 9 in their order.
  public static func dataSet(_ part: Part) throws -> DataSet {
    try DataSet((0..<10).map { ("\($0)", try sheet(part, digit: $0)) })
  }
}
