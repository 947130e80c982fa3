import Exchange
import Pictures
import Printing

/// Images with their labels, from two IDX files.
public struct LabelledImages: Equatable, Sendable {
  /// [count, height, width]
  public let images: IDX.Images
  /// [count]
  public let labels: [UInt8]
  /// The name of the images in errors.
  private let name: String

  /// Reads the two files, each plain or gzipped.
  ///
  /// Throws a `FileError` or an ``IDXError`` if a file cannot be read or is not a complete IDX
  /// file. Also throws if the numbers of labels and images differ.
  public init(images imagePath: String, labels labelPath: String) throws {
    images = try IDX.images(File.read(imagePath), name: imagePath)
    labels = try IDX.labels(File.read(labelPath), name: labelPath)
    name = imagePath
    if images.count != labels.count {
      throw IDXError.countMismatch(
        images: imagePath, images.count, labels: labelPath, labels.count)
    }
  }

  /// One sheet for each label that occurs, in the order of the labels. Each sheet keeps the file's
  /// order.
  ///
  /// Throws if there are no images, or if one is all black, because it would end its sheet.
  public func sheets(columns: Int) throws -> [(label: Int, sheet: Sheet)] {
    guard images.count > 0 else { throw ImportError.noImages(name) }
    var members = [[Int]](repeating: [], count: 256)
    for (index, label) in labels.enumerated() { members[Int(label)].append(index) }
    var sheets: [(label: Int, sheet: Sheet)] = []
    for (label, indices) in members.enumerated() where !indices.isEmpty {
      do {
        let sheet = try Sheet(
          cells: indices.map { images[$0] }, height: images.height, width: images.width,
          columns: columns)
        sheets.append((label, sheet))
      } catch SheetError.blackCell(let cell) {
        throw ImportError.blackImage(name, index: indices[cell])
      }
    }
    return sheets
  }
}

/// Why a data set cannot become sheets: one sentence that begins with the file's name.
public enum ImportError: Error, Equatable, Sendable, CustomStringConvertible {
  /// An image without ink, which cannot be a cell of a sheet.
  case blackImage(String, index: Int)
  case noImages(String)

  public var description: String {
    switch self {
    case .blackImage(let name, let index):
      "\(name): image \(index.grouped), counted from 0, is all black, which would end its sheet"
    case .noImages(let name): "\(name): it has no images"
    }
  }
}
