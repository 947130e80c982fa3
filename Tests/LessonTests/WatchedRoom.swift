import Exchange
import Foundation

extension WatchedPackage {
  /// A folder for a small package, which one run of the tests has for itself. What was built there
  /// stays, so that the next run is fast.
  final class Room: Sendable {
    let path: String
    private let lock: Int32

    /// The first folder that no other run of the tests uses. A watch that a killed run has left in
    /// it is ended.
    static func free(in programs: String) throws -> Room {
      for number in 1...9 {
        let path = "\(programs)/WatchedPackage" + (number == 1 ? "" : "-\(number)")
        guard let room = try Room(path) else { continue }
        room.endForgottenWatch()
        return room
      }
      throw Program.Failure(description: "all folders \(programs)/WatchedPackage are in use")
    }

    private init?(_ path: String) throws {
      try File.makeFolder(path)
      self.path = path
      lock = open("\(path)/lock", O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
      guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else {
        close(lock)
        return nil
      }
    }

    deinit { close(lock) }

    private var note: String { "\(path)/watch.pid" }

    func keep(_ watch: pid_t) throws {
      try File.write(Array("\(watch)".utf8), to: note)
    }

    private func endForgottenWatch() {
      defer { unlink(note) }
      #if os(Linux)
        guard let number = try? String(contentsOfFile: note, encoding: .utf8),
          let words = try? String(contentsOfFile: "/proc/\(number)/cmdline", encoding: .utf8)
            .split(separator: "\0").map(String.init),
          words.contains("--watch"), words.contains(path), let process = pid_t(number)
        else { return }
        kill(process, SIGKILL)
      #endif
    }
  }

  /// Takes note of a watch, so that the next run of the tests can end it if this one is killed.
  func note(_ watch: pid_t) throws { try room.keep(watch) }
}
