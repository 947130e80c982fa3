import CNN
import Foundation
import Pictures

// Your own data set: a folder that has, for each class, either a contact sheet or a folder of
// pictures of one size. The name of the sheet or folder is the name of the class.

extension DataSet {
  /// All pictures of a folder.
  ///
  /// Classes are ordered by their names, or by value if all names are numbers. Names that begin
  /// with a dot are ignored. Colours become grey, and transparent parts become white.
  ///
  /// - Parameters:
  ///   - folder: has, for each class, a sheet `name.png` or a folder `name` of PNGs.
  ///   - cell: the size of the cells of sheets, in pixels.
  /// - Throws: one sentence with the name of the folder or file. The reasons: fewer than two
  ///   classes, a class that is empty or given twice, pictures of different sizes, or an unreadable
  ///   one.
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

  /// Images for training, and others for the test.
  ///
  /// If the folder has two folders `train` and `test`, it uses these. Otherwise, every fifth image
  /// of each class is for the test.
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

/// Why a folder is not a data set: one sentence that begins with its name.
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
    case .notFolder(let path): "\(path): this is a file, but a folder is needed"
    case .unreadable(let path): "\(path): the folder cannot be read"
    case .fewClasses(let path, let names):
      names.isEmpty
        ? "\(path): it has no class: put a sheet or a folder of PNGs for each class into it"
        : "\(path): it has only one class, \(names[0]); at least two are needed"
    case .empty(let path): "\(path): this class has no picture"
    case .twice(let path, let name):
      "\(path): the class \(name) exists twice, as a sheet and as a folder"
    case .size(let path, let own, let first, let name):
      "\(path): its images have \(own) pixels, but those of \(name) have \(first)"
    case .notSheet(let path, let error): "\(path): \(error)"
    case .classes(let path, let train, let test):
      "\(path): train has the classes \(train.joined(separator: ", ")), and test "
        + test.joined(separator: ", ")
    case .few(let path):
      "\(path): no class has five pictures, so no picture is left for the test"
    }
  }
}
