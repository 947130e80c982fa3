/// Why a folder is not a data set: one sentence that begins with its name.
public enum DataFolderError: Error, Equatable, Sendable, CustomStringConvertible {
  case missing(String)
  case notFolder(String)
  case unreadable(String)
  case fewClasses(String, [String])
  case empty(String)
  /// A folder for the test or for choosing without a picture of any class.
  case noPicture(String)
  /// A class without a picture that can be read, other such classes, and sentences about what was
  /// passed over.
  case emptyBut(String, others: [String], [String])
  /// The folder, its only folder, and the folders in that one.
  case deeper(String, String, [String])
  /// The folder, and the two sheets or folders of one class.
  case twice(String, String, String)
  case size(String, String, String, String)
  case notSheet(String, SheetError)
  /// The folder of test pictures, a class of it, and the classes for training.
  case unknownClass(String, String, [String])
  case few(String)

  public var description: String {
    switch self {
    case .missing(let path): "\(path): this folder does not exist"
    case .notFolder(let path): "\(path): this is a file, but a folder is needed"
    case .unreadable(let path): "\(path): the folder cannot be read"
    case .fewClasses(let path, let names):
      names.isEmpty
        ? "\(path): it has no class: put a sheet or a folder of PNGs for each class into it"
        : "\(path): it has only one class, \(names[0]); at least two are needed"
    case .empty(let path): "\(path): this class has no picture"
    case .noPicture(let path): "\(path): this folder has no picture that can be read"
    case .emptyBut(let path, let others, let sentences):
      "\(path): this class has no picture that can be read"
        + (others.isEmpty ? "" : ", nor has \(others.joined(separator: ", "))")
        + ". Passed over: " + sentences.joined(separator: "; ")
    case .deeper(let path, let inner, let names):
      "\(path): its only folder \(inner) holds folders (\(names.prefix(3).joined(separator: ", "))"
        + "\(names.count > 3 ? " …" : "")): name \(inner) instead"
    case .twice(let path, let first, let second):
      "\(path): the class \(FolderReader.className(first)) exists twice, as \(kind(first)) and as "
        + kind(second)
        + (first == second ? "; their names differ only in how accents are stored" : "")
    case .size(let path, let own, let first, let name):
      "\(path): its images have \(own) pixels, but those of \(name) have \(first)"
    case .notSheet(let path, let error): "\(path): \(error)"
    case .unknownClass(let path, let name, let known):
      "\(path): it has a class \(name), but the classes for training are "
        + known.joined(separator: ", ")
    case .few(let path):
      "\(path): no class has five pictures, so no picture is left for the test"
    }
  }

  private func kind(_ entry: String) -> String {
    "the \(FolderReader.isPNG(entry) ? "sheet" : "folder") \(entry)"
  }
}
