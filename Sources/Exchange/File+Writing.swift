import Foundation

extension File {
  /// Writes `bytes` to `path`, all or nothing: an old file stays until the new one is complete. If
  /// that fails, it throws and leaves nothing behind.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try write([(path, bytes)])
  }

  /// Writes several files. No file gets its final name before all of them are complete.
  ///
  /// Throws at the first file that cannot be written, and leaves no half-written file behind.
  public static func write(
    _ files: [(path: String, bytes: [UInt8])]
  ) throws(FileError) {
    var temporary: [Temporary] = []
    // A file with its final name no longer exists under the temporary one.
    defer { for file in temporary { file.remove() } }
    for (path, bytes) in files {
      // Checked before the first file gets its final name.
      try checkPlain(path)
      temporary.append(try Temporary(beside: path, bytes))
    }
    for (path, temporary) in zip(files.map(\.path), temporary) {
      guard rename(temporary.path, path) == 0 else { throw .unwritable(path, systemError()) }
    }
  }

  /// Writes `bytes` to a new file, all or nothing. If that fails, it throws and leaves nothing behind.
  ///
  /// - Returns: false if something of that name is there already. It stays.
  public static func writeNew(_ bytes: [UInt8], to path: String) throws(FileError) -> Bool {
    let temporary = try Temporary(beside: path, bytes)
    defer { temporary.remove() }
    // A second name for the file: unlike a rename, it never replaces anything.
    if link(temporary.path, path) == 0 { return true }
    switch errno {
    case EEXIST: return false
    // A file system without such links: FAT, for example.
    case EPERM, ENOTSUP, ENOSYS: break
    default: throw .unwritable(path, systemError())
    }
    // There, one program waits while another looks and renames.
    let hold = Hold.waiting(for: folder(of: path))
    defer { withExtendedLifetime(hold) {} }
    var status = stat()
    if lstat(path, &status) == 0 { return false }
    guard rename(temporary.path, path) == 0 else { throw .unwritable(path, systemError()) }
    return true
  }

  /// Throws if `path` cannot be written, and leaves nothing behind. Call it before long work whose
  /// result goes there.
  public static func checkWritable(_ path: String) throws(FileError) {
    try checkPlain(path)
    removeLeftovers(in: folder(of: path))
    try Temporary(beside: path, []).remove()
  }

  /// Removes what programs that were killed while they wrote have left in a folder. What a program
  /// is writing at this moment stays.
  public static func removeLeftovers(in folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where Temporary.isName(name) {
      let path = "\(folder)/\(name)"
      let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard file >= 0 else { continue }
      // Only a living program holds the file.
      if flock(file, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(file)
    }
  }

  /// The folder of a file: `.` for a name alone.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Throws if `path` is empty or too long, or something other than a plain file is there.
  private static func checkPlain(_ path: String) throws(FileError) {
    if path.isEmpty { throw .missing(path) }
    var status = stat()
    guard stat(path, &status) == 0 else {
      // The temporary name is short, so only this tells.
      if errno == ENAMETOOLONG { throw .unwritable(path, systemError()) }
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: throw .folder(path)
    default: throw .notPlain(path)
    }
  }
}

/// A file under a temporary name, complete, in the folder where it will get its final one: a file
/// can only be renamed within its file system.
///
/// It is locked until it is removed or renamed. So what a killed program has left is known by that
/// nobody holds it.
private struct Temporary {
  let path: String
  /// An open file that holds the lock.
  private let held: Int32

  /// The name is short, as the final one may already be as long as allowed.
  private static let (prefix, suffix) = (".glassbox-", ".tmp")

  static func isName(_ name: String) -> Bool {
    name.hasPrefix(prefix) && name.hasSuffix(suffix)
  }

  /// Throws an error with the name `final` if the system refuses, and leaves nothing behind.
  init(beside final: String, _ bytes: [UInt8]) throws(FileError) {
    (path, held) = try Self.open(beside: final)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { write(held, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw refusal(final) }
      done += count
    }
    // Some file systems report a full disk only here. The other descriptor keeps the lock.
    let second = dup(held)
    guard second >= 0, close(second) == 0 else { throw refusal(final) }
  }

  /// Removes the file, unless it was renamed, and ends the lock.
  func remove() {
    unlink(path)
    close(held)
  }

  /// Removes the file, and returns why it could not be written.
  private func refusal(_ final: String) -> FileError {
    let reason = File.systemError()
    remove()
    return .unwritable(final, reason)
  }

  private static func open(
    beside final: String
  ) throws(FileError) -> (path: String, held: Int32) {
    let folder = final.lastIndex(of: "/").map { String(final[...$0]) } ?? ""
    while true {
      let number = String(UInt64.random(in: .min ... .max), radix: 36)
      let path = folder + prefix + number + suffix
      let file = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard file >= 0 else { throw .unwritable(final, File.systemError()) }
      // Not every file system has locks; there nobody removes what is left either.
      flock(file, LOCK_EX)
      // Another program may have taken it for a leftover before it was locked.
      var status = stat()
      if fstat(file, &status) != 0 || status.st_nlink > 0 { return (path, file) }
      close(file)
    }
  }
}
