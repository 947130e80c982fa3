import Foundation

/// Keeps other builds out of the build's folder, as `swift build` does: it locks a file among the
/// temporary ones, whose name is the folder's path.
final class BuildLock {
  private let file: Int32

  /// Nil while another build has it.
  init?(_ scratch: String) {
    let environment = ProcessInfo.processInfo.environment
    let temporary = ["TMPDIR", "TEMP", "TMP"].compactMap { environment[$0] }.first ?? "/tmp"
    let name = "\(scratch).lock".replacing("/", with: "_")
    let file = open("\(temporary)/\(name)", O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    // A folder that cannot be written keeps nobody from building.
    guard file < 0 || flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      return nil
    }
    self.file = file
  }

  deinit { if file >= 0 { close(file) } }
}
