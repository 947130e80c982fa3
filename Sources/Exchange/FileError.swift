import Printing

/// Why a file cannot be read or written: one sentence that begins with the file's name.
public enum FileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no file of that name.
  case missing(String)
  /// There is a folder where a file was expected.
  case folder(String)
  /// A pipe, a device, or something else without fixed content.
  case notPlain(String)
  /// The system refuses to read the file, for this reason.
  case unreadable(String, String)
  /// The file has more bytes than the limit.
  case tooLarge(String, bytes: Int, limit: Int)
  /// The system refuses to write the file, for this reason.
  case unwritable(String, String)
  /// Another program is writing the file.
  case held(String)
  /// The file can be read, but its content is wrong, for this reason.
  case unusable(String, String)

  public var description: String {
    switch self {
    case .missing(let path):
      "\(name(path)): there is no such file"
    case .folder(let path):
      "\(name(path)): this is a folder, but a file is needed"
    case .notPlain(let path):
      "\(name(path)): this is a pipe or a device, but a file is needed"
    case .unreadable(let path, let reason):
      "\(name(path)): it cannot be read: \(reason)"
    case .tooLarge(let path, let bytes, let limit):
      "\(name(path)): it has \(bytes.grouped) bytes, but the limit is \(limit.grouped)"
    case .unwritable(let path, let reason):
      "\(name(path)): it cannot be written: \(reason)"
    case .held(let path):
      "\(name(path)): another program is writing it; wait for its end, or choose another name"
    case .unusable(let path, let reason):
      "\(name(path)): \(reason)"
    }
  }

  /// The path as it was given; an empty one gets quotes, to be visible.
  private func name(_ path: String) -> String { path.isEmpty ? "“”" : path }
}
