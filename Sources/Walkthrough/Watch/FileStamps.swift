import Foundation

/// The files that a watch looks at, each with its time, size and number in the file system.
///
/// A file that was saved in another way than by writing into it, as a new file with the old name, has
/// a new number. The times alone would not show a second save within a few milliseconds.
struct FileStamps: Equatable, Sendable {
  struct Stamp: Equatable, Sendable {
    let seconds: Int
    let nanoseconds: Int
    let size: Int
    let node: UInt64

    /// Seconds since 1970.
    var time: Double { Double(seconds) + Double(nanoseconds) / 1e9 }

    /// The stamp of a plain file; nil if there is none.
    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      self.init(status)
    }

    fileprivate init(_ status: stat) {
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      (seconds, nanoseconds) = (Int(time.tv_sec), Int(time.tv_nsec))
      (size, node) = (Int(status.st_size), UInt64(status.st_ino))
    }
  }

  /// By their paths from the package's folder: `Lessons/01-Convolution/main.swift`.
  private(set) var files: [String: Stamp] = [:]
  /// The same files with their full paths, and the folders, whose times tell of new files.
  private var seen: [(path: String, stamp: Stamp?)] = []

  /// Looks at all files now.
  init(of package: String) {
    for name in ["Package.swift", "Package.resolved"] {
      files[name] = Stamp("\(package)/\(name)")
      seen.append(("\(package)/\(name)", files[name]))
    }
    for folder in ["Lessons", "Sources"] { enter(folder, in: package) }
  }

  static func == (a: FileStamps, b: FileStamps) -> Bool { a.files == b.files }

  /// Whether nothing has changed since. This takes a tenth of the time of looking at all anew.
  var isCurrent: Bool {
    seen.allSatisfy { path, stamp in
      var status = stat()
      return (stat(path, &status) == 0 ? Stamp(status) : nil) == stamp
    }
  }

  /// What is different now.
  func changes(since old: FileStamps) -> FileChanges {
    if files == old.files { return FileChanges() }
    return FileChanges(
      saved: files.filter {
        old.files[$0.key].map { [$0] } != [$0.value] && old.files[$0.key] != nil
      }
      .keys.sorted(),
      added: files.keys.filter { old.files[$0] == nil }.sorted(),
      removed: old.files.keys.filter { files[$0] == nil }.sorted())
  }

  private mutating func enter(_ folder: String, in package: String) {
    guard let stream = opendir("\(package)/\(folder)") else { return }
    defer { closedir(stream) }
    var own = stat()
    // Before the names are read: a file that comes later changes it again.
    let hasTime = fstat(dirfd(stream), &own) == 0
    seen.append(("\(package)/\(folder)", hasTime ? Stamp(own) : nil))
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
      }
      guard !Self.isScratch(name) else { continue }
      var status = stat()
      // Beside the folder, by the name: this spares the system the way down.
      guard fstatat(dirfd(stream), name, &status, 0) == 0 else { continue }
      let path = "\(folder)/\(name)"
      switch status.st_mode & S_IFMT {
      case S_IFDIR: enter(path, in: package)
      case S_IFREG:
        files[path] = Stamp(status)
        seen.append(("\(package)/\(path)", Stamp(status)))
      default: continue
      }
    }
  }

  /// Whether a file is none of the package's: what editors leave while they save, hidden files, and
  /// texts that no program reads.
  static func isScratch(_ name: String) -> Bool {
    if name.hasPrefix(".") || name.hasPrefix("#") || name.hasSuffix("~") { return true }
    // Vim tries whether it may write here, with a file of this name or a larger number.
    if name.allSatisfy(\.isNumber) { return true }
    let ends = [".md", ".swp", ".swo", ".swx", ".tmp", ".bak", ".orig", ".rej", "___"]
    return ends.contains(where: name.hasSuffix) || name.contains(".sb-") || name.contains(".tmp.")
  }
}

/// Files that were saved, added or removed, by their paths from the package's folder.
struct FileChanges: Equatable, Sendable {
  var saved: [String] = []
  var added: [String] = []
  var removed: [String] = []

  var all: [String] { saved + added + removed }
  var isEmpty: Bool { saved.isEmpty && added.isEmpty && removed.isEmpty }
}
