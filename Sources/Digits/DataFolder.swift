import CNN
import Foundation
import Pictures

// A data set of one's own: a folder that holds, for each class, either a contact sheet or a folder
// of pictures of one size. The class is called as the sheet or the folder is.

extension DataSet {
  /// All pictures of a folder.
  ///
  /// Classes come in the order of their names, by value if all names are numbers. Names that begin
  /// with a dot are passed over. Colours become grey; what is transparent shows white.
  ///
  /// - Parameters:
  ///   - folder: holds `name.png`, a sheet, or a folder `name` of PNGs for each class.
  ///   - cell: the size of the cells, in pixels, where there are sheets.
  /// - Throws: one sentence, with the name of the folder or file: fewer than two classes, one that
  ///   is empty or there twice, pictures of two sizes, or one that cannot be read.
  public init(folder: String, cell: (height: Int, width: Int) = (28, 28)) throws {
    var classes: [(name: String, images: [[UInt8]])] = []
    var first: (name: String, height: Int, width: Int)?
    func check(_ name: String, _ height: Int, _ width: Int) throws(DataFolderError) {
      guard let known = first else {
        first = (name, height, width)
        return
      }
      guard (height, width) == (known.height, known.width) else {
        throw .size(name, "\(height)×\(width)", "\(known.height)×\(known.width)", known.name)
      }
    }
    for entry in try Self.entries(of: folder) {
      var images: [[UInt8]] = []
      let path = "\(folder)/\(entry)"
      if entry.lowercased().hasSuffix(".png") {
        let sheet = try Self.sheet(path, cell)
        if sheet.count > 0 { try check(path, sheet.height, sheet.width) }
        images = (0..<sheet.count).map { sheet[$0] }
      } else {
        for name in try Self.entries(of: path) where name.lowercased().hasSuffix(".png") {
          let picture = try GreyPicture(contentsOf: "\(path)/\(name)")
          try check("\(path)/\(name)", picture.height, picture.width)
          images.append(picture.pixels)
        }
      }
      guard !images.isEmpty else { throw DataFolderError.empty(path) }
      let name = Self.className(entry)
      guard classes.last?.name != name else { throw DataFolderError.twice(folder, name) }
      classes.append((name, images))
    }
    guard let first, classes.count > 1 else {
      throw DataFolderError.fewClasses(folder, classes.map(\.name))
    }
    self.init(classes: classes, shape: [first.height, first.width, 1])
  }

  /// Images to learn from, and others to be tested with.
  ///
  /// If the folder holds two folders `train` and `test`, these; otherwise every fifth image of each
  /// class is kept for the test.
  ///
  /// - Throws: as `init(folder:cell:)`, and if the two do not have the same classes or sizes.
  public static func halves(
    of folder: String, cell: (height: Int, width: Int) = (28, 28)
  ) throws -> (train: DataSet, test: DataSet) {
    if Set(try entries(of: folder)) == ["train", "test"] {
      let train = try DataSet(folder: folder + "/train", cell: cell)
      let test = try DataSet(folder: folder + "/test", cell: cell)
      guard train.classes == test.classes else {
        throw DataFolderError.classes(folder, train.classes, test.classes)
      }
      guard train.shape == test.shape else {
        throw DataFolderError.size(
          folder + "/test", "\(test.shape[0])×\(test.shape[1])",
          "\(train.shape[0])×\(train.shape[1])", folder + "/train")
      }
      return (train, test)
    }
    let data = try DataSet(folder: folder, cell: cell)
    var seen = [Int](repeating: 0, count: data.classes.count)
    var (learned, tested): ([Int], [Int]) = ([], [])
    for (number, label) in data.labels.enumerated() {
      seen[label] += 1
      if seen[label].isMultiple(of: 5) { tested.append(number) } else { learned.append(number) }
    }
    guard !tested.isEmpty else { throw DataFolderError.few(folder) }
    return (data.choosing(learned), data.choosing(tested))
  }

  private static func sheet(_ path: String, _ cell: (height: Int, width: Int)) throws -> Sheet {
    let picture = try GreyPicture(contentsOf: path)
    do { return try Sheet(picture, height: cell.height, width: cell.width) } catch {
      throw DataFolderError.notSheet(path, error)
    }
  }

  private static func className(_ entry: String) -> String {
    entry.lowercased().hasSuffix(".png") ? String(entry.dropLast(4)) : entry
  }

  /// The PNGs and folders in a folder, in their order.
  private static func entries(of folder: String) throws(DataFolderError) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      throw .missing(folder)
    }
    guard isFolder.boolValue else { throw .notFolder(folder) }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw .unreadable(folder)
    }
    let entries = names.filter { name in
      guard !name.hasPrefix(".") else { return false }
      if name.lowercased().hasSuffix(".png") { return true }
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: "\(folder)/\(name)", isDirectory: &isFolder)
      return exists && isFolder.boolValue
    }
    let areNumbers = entries.allSatisfy { Int(className($0)) != nil }
    return entries.sorted { a, b in
      let (first, second) = (className(a), className(b))
      if areNumbers, let x = Int(first), let y = Int(second), x != y { return x < y }
      return first == second ? a < b : first < second
    }
  }
}

/// Why a folder is no data set: one sentence, with its name first.
public enum DataFolderError: Error, Equatable, Sendable, CustomStringConvertible {
  case missing(String)
  case notFolder(String)
  case unreadable(String)
  case fewClasses(String, [String])
  case empty(String)
  case twice(String, String)
  case size(String, String, String, String)
  case notSheet(String, SheetError)
  case classes(String, [String], [String])
  case few(String)

  public var description: String {
    switch self {
    case .missing(let path): "\(path): there is no such folder"
    case .notFolder(let path): "\(path): this is a file, and a folder is needed"
    case .unreadable(let path): "\(path): the folder cannot be read"
    case .fewClasses(let path, let names):
      names.isEmpty
        ? "\(path): holds no class: no sheet, and no folder of PNGs"
        : "\(path): holds one class only (\(names[0])), and two are needed to tell them apart"
    case .empty(let path): "\(path): holds no picture, so this class is empty"
    case .twice(let path, let name):
      "\(path): the class \(name) is there twice, as sheet and as folder"
    case .size(let path, let own, let first, let name):
      "\(path): its images are \(own) pixels, and those of \(name) \(first)"
    case .notSheet(let path, let error): "\(path): \(error)"
    case .classes(let path, let train, let test):
      "\(path): train has the classes \(train.joined(separator: ", ")), and test "
        + test.joined(separator: ", ")
    case .few(let path):
      "\(path): no class has five pictures, so none can be kept for the test"
    }
  }
}
