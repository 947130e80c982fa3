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

  /// Writes `bytes` to `path`, all or nothing: an old file stays until the new one is complete. If
  /// that fails, it throws and leaves nothing behind.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try write([(path, bytes)])
  }

  /// Writes several files. No file gets its final name before all of them are on the disk.
  ///
  /// Throws at the first file that cannot be written, and leaves no half-written file behind.
  public static func write(
    _ files: [(path: String, bytes: [UInt8])]
  ) throws(FileError) {
    var temporary: [String] = []
    // A file with its final name no longer exists under the temporary one.
    defer { for path in temporary { unlink(path) } }
    for (path, bytes) in files {
      // Checked before the first file gets its final name.
      try checkPlain(path)
      temporary.append(try writeBeside(path, bytes))
    }
    for (path, temporary) in zip(files.map(\.path), temporary) {
      guard rename(temporary, path) == 0 else { throw .unwritable(path, systemError()) }
    }
  }

  /// Throws if `path` cannot be written, and leaves nothing behind. Call it before long work whose
  /// result goes there.
  public static func checkWritable(_ path: String) throws(FileError) {
    try checkPlain(path)
    unlink(try writeBeside(path, []))
  }

  /// Throws if `path` is empty, or something other than a plain file is there.
  private static func checkPlain(_ path: String) throws(FileError) {
    if path.isEmpty { throw .missing(path) }
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: throw .folder(path)
    default: throw .notPlain(path)
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

  /// Writes under a temporary name in the folder of `path`, because a file can only be renamed
  /// within its file system. The name is short, as `path` may already be as long as allowed.
  private static func writeBeside(_ path: String, _ bytes: [UInt8]) throws(FileError) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let number = String(UInt64.random(in: .min ... .max), radix: 36)
    let temporary = folder + ".glassbox-\(number).tmp"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .unwritable(path, systemError()) }
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Foundation.write(file, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 {
        let reason = systemError()
        close(file)
        unlink(temporary)
        throw .unwritable(path, reason)
      }
      done += count
    }
    // Some file systems report a full disk only here.
    guard close(file) == 0 else {
      let reason = systemError()
      unlink(temporary)
      throw .unwritable(path, reason)
    }
    return temporary
  }

  /// The system's words for its last error, for use inside a sentence.
  private static func systemError() -> String {
    String(cString: strerror(errno)).lowercased()
  }
}
