import Foundation

/// Keeps two programs from working on the same file or folder at once. The system ends it with the
/// program, even if the program is killed.
///
/// On a file system without locks it keeps nobody out.
public final class Hold: Sendable {
  private let file: Int32
  /// The file that is locked, to be removed at the end; nil for a folder.
  private let path: String?

  private init(_ file: Int32, _ path: String?) { (self.file, self.path) = (file, path) }

  deinit {
    // Removed before the lock ends, so that nobody can lock it in between.
    if let path { unlink(path) }
    close(file)
  }

  /// Holds a folder: waits until no other program holds it. Nil if the folder cannot be opened.
  public static func waiting(for folder: String) -> Hold? {
    let file = open(folder, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    while flock(file, LOCK_EX) != 0 && errno == EINTR {}
    return Hold(file, nil)
  }

  /// Holds a file that will be written, by a hidden file beside it.
  ///
  /// - Parameter named: the file that an error names, if it is another.
  /// - Throws: ``FileError/held(_:)`` if another program holds it, or why the hidden file cannot be
  ///   made.
  public static func only(_ path: String, named: String? = nil) throws(FileError) -> Hold {
    // A hash, as the name itself may already be as long as allowed.
    let own = path.split(separator: "/").last ?? ""
    let hash = own.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    let name = "\(File.folder(of: path))/.glassbox-\(String(hash, radix: 36)).lock"
    while true {
      let file = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
      guard file >= 0 else { throw .unwritable(named ?? path, File.systemError()) }
      if flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
        close(file)
        throw .held(named ?? path)
      }
      // The one who held it may have removed it after it was opened here.
      var (own, there) = (stat(), stat())
      if fstat(file, &own) == 0, stat(name, &there) == 0, own.st_ino == there.st_ino {
        return Hold(file, name)
      }
      close(file)
    }
  }
}
