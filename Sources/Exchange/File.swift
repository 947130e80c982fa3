import Foundation

/// Reads and writes files. An error is one sentence with the file's name.
public enum File {
  /// The bytes of the file at `path`.
  ///
  /// Throws if the file is missing, is not a plain file, cannot be read, or is larger than `limit`
  /// bytes.
  public static func read(
    _ path: String, limit: Int = 1_000_000_000
  ) throws(FileError) -> [UInt8] {
    // Checked before opening: opening a pipe would wait for its other end.
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? .missing(path) : .unreadable(path, systemError())
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .folder(path)
    default: throw .notPlain(path)
    }
    if status.st_size > limit {
      throw .tooLarge(path, bytes: Int(status.st_size), limit: limit)
    }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(path, systemError()) }
    defer { close(file) }

    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size))
    var block = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = Foundation.read(file, &block, block.count)
      if count == 0 { return bytes }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw .unreadable(path, systemError()) }
      bytes += block[..<count]
      if bytes.count > limit { throw .tooLarge(path, bytes: bytes.count, limit: limit) }
    }
  }

  /// Makes the folder at `path`, and missing folders above it. Throws if that fails.
  public static func makeFolder(_ path: String) throws(FileError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      let reason = exists && !isFolder.boolValue ? "this is a file, but a folder is needed" : nil
      throw .unwritable(path, reason ?? "the folder cannot be made")
    }
  }

  /// The system's words for its last error, for use inside a sentence.
  static func systemError() -> String {
    String(cString: strerror(errno)).lowercased()
  }
}
