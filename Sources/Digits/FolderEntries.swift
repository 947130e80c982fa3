import Foundation

// What lies in a folder of one's own: classes, pictures, and things to pass over.

extension FolderReader {
  /// The sheets and folders of a folder: its classes, in their order.
  mutating func entries(of folder: String) throws(DataFolderError) -> [String] {
    var entries: [String] = []
    for (name, isFolder) in try Self.content(of: folder) {
      if let reason = Self.reason(name, isFolder: isFolder), isFolder ? reason != .folder : true {
        passedOver.add("\(folder)/\(name)", reason)
      } else {
        entries.append(name)
      }
    }
    return Self.sorted(entries)
  }

  /// The PNGs of a class's folder, in the order of their names.
  mutating func files(of folder: String) throws(DataFolderError) -> [String] {
    var files: [String] = []
    for (name, isFolder) in try Self.content(of: folder) {
      if let reason = Self.reason(name, isFolder: isFolder) {
        passedOver.add("\(folder)/\(name)", reason)
      } else {
        files.append(name)
      }
    }
    return Self.sorted(files)
  }

  /// By their names without the ending, or by value if all of these are numbers.
  private static func sorted(_ names: [String]) -> [String] {
    let areNumbers = names.allSatisfy { Int(className($0)) != nil }
    return names.sorted { a, b in
      let (first, second) = (className(a), className(b))
      if areNumbers, let x = Int(first), let y = Int(second), x != y { return x < y }
      return first == second ? a < b : first < second
    }
  }

  /// Notes that something is not read.
  mutating func passOver(_ path: String, isFolder: Bool) {
    let name = String(path.split(separator: "/").last ?? "")
    passedOver.add(path, Self.reason(name, isFolder: isFolder) ?? .other)
  }

  /// Why something is not read; nil for a PNG. A folder is a class, or is passed over within one.
  private static func reason(_ name: String, isFolder: Bool) -> PassedOver.Reason? {
    if name == "__MACOSX" { return .macOS }
    if name.hasPrefix(".") { return .hidden }
    if isFolder { return .folder }
    if isPNG(name) { return nil }
    let end = name.split(separator: ".").count > 1 ? name.split(separator: ".").last : nil
    switch end?.lowercased() {
    case "jpg", "jpeg", "jpe": return .format("JPEG")
    case "heic", "heif": return .format("HEIC")
    case "tif", "tiff": return .format("TIFF")
    case "gif", "bmp", "webp", "avif": return .format(end?.uppercased() ?? "")
    default: return .other
    }
  }

  /// Everything in a folder, sorted by name.
  static func content(
    of folder: String
  ) throws(DataFolderError) -> [(name: String, isFolder: Bool)] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      throw .missing(folder)
    }
    guard isFolder.boolValue else { throw .notFolder(folder) }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw .unreadable(folder)
    }
    return names.sorted().map { name in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: "\(folder)/\(name)", isDirectory: &isFolder)
      return (name, exists && isFolder.boolValue)
    }
  }

  /// Why a class has no picture.
  ///
  /// - Parameter empty: all classes without one.
  func nothingIn(
    _ folder: String, _ own: Class, _ empty: [Class], _ entries: [String]
  ) -> DataFolderError {
    if own.isSheet { return .empty(own.path) }
    // A folder that was unpacked one level too deep.
    let below = passedOver.paths(within: own.path, .folder)
    if entries.count == 1, below.count > 1 {
      return .deeper(folder, own.path, below.map { String($0.dropFirst(own.path.count + 1)) })
    }
    guard !passedOver.within(own.path).isEmpty else { return .empty(own.path) }
    return .emptyBut(
      own.path, others: empty.dropFirst().map(\.name), passedOver.sentences(for: folder))
  }

  static func className(_ entry: String) -> String {
    isPNG(entry) ? String(entry.dropLast(4)) : entry
  }

  static func isPNG(_ name: String) -> Bool { name.lowercased().hasSuffix(".png") }
}
