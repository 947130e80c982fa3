import CNN
import Pictures

/// Labelled images of one size, as bytes; batches of them become tensors when they are asked for.
public struct DataSet: Sendable {
  /// What the classes are called, by their numbers.
  public let classes: [String]
  /// `[H, W, 1]`
  public let shape: Shape
  /// For each image the number of its class.
  public private(set) var labels: [Int] = []
  private var pixels: [UInt8] = []

  /// All cells of one sheet a class, class by class.
  ///
  /// - Throws: both sizes, if the sheets' cells are not all of one size.
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

  /// All images of one folder's classes, each `[H, W]` row by row.
  package init(classes: [(name: String, images: [[UInt8]])], shape: Shape) {
    self.classes = classes.map(\.name)
    self.shape = shape
    for (label, images) in classes.map(\.images).enumerated() {
      for image in images { pixels += image }
      labels += [Int](repeating: label, count: images.count)
    }
  }

  public var count: Int { labels.count }

  /// Only some of the images, in the order in which their numbers are given.
  public func choosing(_ numbers: some Sequence<Int>) -> DataSet {
    var copy = self
    (copy.labels, copy.pixels) = ([], [])
    let size = shape.count
    for number in numbers {
      copy.labels.append(labels[number])
      copy.pixels += pixels[number * size..<(number + 1) * size]
    }
    return copy
  }

  /// A number that is another one for other images, labels, classes, or another order (FNV-1a, by
  /// Fowler, Noll and Vo): it tells whether two choices of images are the same.
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

  /// The same labels with other pixels: each image, `[H, W]` row by row, as `transform` makes it.
  /// It must keep the size; otherwise it stops with a sentence.
  public func mapping(_ transform: ([UInt8]) throws -> [UInt8]) rethrows -> DataSet {
    var copy = self
    let size = shape.count
    for start in stride(from: 0, to: pixels.count, by: size) {
      let image = try transform(Array(pixels[start..<start + size]))
      guard image.count == size else {
        fatalError("An image of \(size) pixels cannot become one of \(image.count).")
      }
      copy.pixels.replaceSubrange(start..<start + size, with: image)
    }
    return copy
  }

  /// An image as it was, `[H, W]`, bright on black.
  public func picture(_ number: Int) -> GreyPicture {
    GreyPicture(
      width: shape[1], height: shape[0],
      pixels: Array(pixels[number * shape.count..<(number + 1) * shape.count]))
  }

  /// Some images as a network reads them, `[N, H, W, 1]` from 0 to 1, with their labels.
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

/// Why sheets make no data set: one sentence.
public enum DataSetError: Error, Equatable, Sendable, CustomStringConvertible {
  case noClasses
  case size(String, String, String)

  public var description: String {
    switch self {
    case .noClasses: "a data set needs at least one class"
    case .size(let name, let own, let first):
      "\(name): its images are \(own) pixels, and those of the first class \(first)"
    }
  }
}

extension MNIST {
  /// Both halves: digits to learn from, and digits by other hands to be tested with.
  public static func halves() throws -> (train: DataSet, test: DataSet) {
    (try dataSet(.train), try dataSet(.test))
  }

  /// One half of MNIST, the digits 0 to 9 in their order.
  public static func dataSet(_ part: Part) throws -> DataSet {
    try DataSet((0..<10).map { ("\($0)", try sheet(part, digit: $0)) })
  }
}
