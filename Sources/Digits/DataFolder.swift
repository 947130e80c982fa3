import CNN
import Exchange
import Foundation
import Pictures

// Your own data set: a folder that has, for each class, either a contact sheet or a folder of
// pictures. The name of the sheet or folder is the name of the class.

extension DataSet {
  /// All pictures of a folder.
  ///
  /// Classes are ordered by their names, or by value if all names are numbers. Colours become grey,
  /// and transparent parts become white. `PictureFolder` also says what was passed over.
  ///
  /// - Parameters:
  ///   - folder: has, for each class, a sheet `name.png` or a folder `name` of PNGs.
  ///   - cell: the size of the cells of sheets, in pixels.
  ///   - preparation: how pictures become images. Without it, they are centred; if there are only
  ///     sheets, they stay as they are.
  /// - Throws: one sentence with the name of the folder or file. The reasons: fewer than two
  ///   classes, a class that is empty or given twice, an unreadable picture, or, if they are taken
  ///   as they are, pictures of different sizes.
  public init(
    folder: String, cell: (height: Int, width: Int) = (28, 28), preparation: Preparation? = nil
  ) throws {
    var reader = FolderReader(cell: cell, preparation: preparation)
    self = try reader.dataSet(of: folder)
  }

  /// Images for training, and others for the test: those of `PictureFolder`.
  public static func halves(
    of folder: String, cell: (height: Int, width: Int) = (28, 28), preparation: Preparation? = nil
  ) throws -> (train: DataSet, test: DataSet) {
    let pictures = try PictureFolder(folder, cell: cell, preparation: preparation)
    return (pictures.train, pictures.test)
  }
}

/// Reads the classes of folders, and keeps account of what it passes over.
struct FolderReader {
  let cell: (height: Int, width: Int)
  let preparation: Preparation?
  /// Everything that was not read, by reason.
  var passedOver = PassedOver()
  /// The size of the largest picture that was made smaller.
  var largest: (width: Int, height: Int)?
  /// How many were made smaller.
  var smaller = 0
  private var soFar = PicturesRead()
  /// Called after each picture.
  private let check: (PicturesRead) throws -> Void

  init(
    cell: (height: Int, width: Int), preparation: Preparation?,
    check: @escaping (PicturesRead) throws -> Void = { _ in }
  ) {
    (self.cell, self.preparation, self.check) = (cell, preparation, check)
  }

  /// A class of a folder, with its pictures before they have one size.
  struct Class {
    /// The name of its sheet or folder.
    let entry: String
    let path: String
    var pictures: [(path: String, picture: GreyPicture)] = []

    var name: String { FolderReader.className(entry) }
    var isSheet: Bool { FolderReader.isPNG(entry) }
  }

  /// All classes of a folder as a data set.
  ///
  /// - Parameter known: the classes that may be there; a class without a picture is then left out,
  ///   and each image gets the number of its class among these.
  mutating func dataSet(of folder: String, among known: DataSet? = nil) throws -> DataSet {
    let entries = try entries(of: folder)
    soFar.classes = known?.classes.count ?? entries.count
    let way =
      known?.preparation ?? preparation
      ?? (entries.contains { !Self.isPNG($0) } ? .centred : nil)
    var (classes, empty): ([Class], [Class]) = ([], [])
    for entry in entries {
      let own = try read(entry, of: folder, way)
      guard !own.pictures.isEmpty else {
        empty.append(own)
        continue
      }
      if let last = classes.last, last.name == own.name {
        throw DataFolderError.twice(folder, last.entry, own.entry)
      }
      classes.append(own)
    }
    guard known == nil || !classes.isEmpty else { throw DataFolderError.noPicture(folder) }
    // Refused only now, when everything that was passed over is known.
    if known == nil, let first = empty.first { throw nothingIn(folder, first, empty, entries) }
    guard known != nil || classes.count > 1 else {
      throw DataFolderError.fewClasses(folder, classes.map(\.name))
    }
    // Only sheets, and nothing was said about them.
    let isOfMNISTsForm = classes.allSatisfy { $0.pictures.allSatisfy { $0.picture.hasMNISTsForm } }
    let names = known?.classes ?? classes.map(\.name)
    if let other = classes.first(where: { !names.contains($0.name) }), let known {
      throw DataFolderError.unknownClass(folder, other.name, known.classes)
    }
    let shape = try known?.shape ?? Self.shape(of: classes)
    if known != nil { _ = try Self.shape(of: classes, expected: (folder, shape)) }
    return DataSet(
      classes: names.map { name in
        (name, classes.first { $0.name == name }?.pictures.map(\.picture.pixels) ?? [])
      }, shape: shape, preparation: way ?? (isOfMNISTsForm ? .centred : .asItIs))
  }

  /// The pictures of one class.
  private mutating func read(
    _ entry: String, of folder: String, _ way: Preparation?
  ) throws -> Class {
    let path = "\(folder)/\(entry)"
    var own = Class(entry: entry, path: path)
    if own.isSheet {
      let sheet = try Self.sheet(path, cell)
      for number in 0..<sheet.count {
        let picture = GreyPicture(width: sheet.width, height: sheet.height, pixels: sheet[number])
        add(Scan(picture), path, to: &own, way ?? .asItIs)
        try check(soFar)
      }
      return own
    }
    for name in try files(of: path) {
      let file = "\(path)/\(name)"
      let bytes = try File.read(file)
      if let format = PNGError.format(of: bytes) {
        passedOver.add(file, .format(format))
      } else {
        add(try Scan(bytes, from: file), file, to: &own, way ?? .centred)
        try check(soFar)
      }
    }
    return own
  }

  private mutating func add(
    _ scan: Scan, _ path: String, to own: inout Class, _ way: Preparation
  ) {
    do throws(DrawingError) {
      let (small, picture) = (try way.picture(of: scan), scan.grey)
      own.pictures.append((path, small))
      soFar.add(small)
      guard picture.width * picture.height > small.width * small.height else { return }
      smaller += 1
      if picture.width * picture.height > (largest.map { $0.width * $0.height } ?? 0) {
        largest = (picture.width, picture.height)
      }
    } catch {
      if case .blank = error { passedOver.add(path, .blank) } else { passedOver.add(path, .poor) }
    }
  }

  /// The one size that all pictures must have.
  private static func shape(
    of classes: [Class], expected: (name: String, shape: Shape)? = nil
  ) throws(DataFolderError) -> Shape {
    var first = expected.map { (path: $0.name, height: $0.shape[0], width: $0.shape[1]) }
    for (path, picture) in classes.flatMap(\.pictures) {
      guard let known = first else {
        first = (path, picture.height, picture.width)
        continue
      }
      guard (picture.height, picture.width) == (known.height, known.width) else {
        throw .size(
          path, "\(picture.height)×\(picture.width)", "\(known.height)×\(known.width)", known.path)
      }
    }
    return [first?.height ?? 0, first?.width ?? 0, 1]
  }

  private static func sheet(_ path: String, _ cell: (height: Int, width: Int)) throws -> Sheet {
    let picture = try GreyPicture(contentsOf: path)
    do { return try Sheet(picture, height: cell.height, width: cell.width) } catch {
      throw DataFolderError.notSheet(path, error)
    }
  }
}
