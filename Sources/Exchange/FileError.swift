import Printing

/// Why a file cannot be read or written: one sentence, with its name first.
public enum FileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no file of that name.
  case missing(String)
  /// A folder stands where a file was expected.
  case folder(String)
  /// A pipe, a device, or another thing that has no fixed content.
  case notPlain(String)
  /// The system refuses to read it, for the reason given.
  case unreadable(String, String)
  /// The file has more bytes than the reader is willing to hold.
  case tooLarge(String, bytes: Int, limit: Int)
  /// The system refuses to write it, for the reason given.
  case unwritable(String, String)
  /// It can be read but does not hold what it should, for the reason given.
  case unusable(String, String)

  public var description: String {
    switch self {
    case .missing(let path):
      "\(name(path)): there is no such file"
    case .folder(let path):
      "\(name(path)): this is a folder, and a file is needed"
    case .notPlain(let path):
      "\(name(path)): this is a pipe or a device, and a file is needed"
    case .unreadable(let path, let reason):
      "\(name(path)): cannot be read: \(reason)"
    case .tooLarge(let path, let bytes, let limit):
      "\(name(path)): has \(bytes.grouped) bytes, and the limit is \(limit.grouped)"
    case .unwritable(let path, let reason):
      "\(name(path)): cannot be written: \(reason)"
    case .unusable(let path, let reason):
      "\(name(path)): \(reason)"
    }
  }

  /// The path as it was given; quotes where there would be nothing to see.
  private func name(_ path: String) -> String { path.isEmpty ? "“”" : path }
}
