import Foundation

/// A process with everything that it has started, and what those have started.
///
/// A signal to a process group does not reach all of them: the build and Foundation put each of
/// their children into a group of its own.
enum ProcessTree {
  /// Kills a process and all its descendants.
  static func kill(_ root: pid_t) {
    // Each is halted before its children are listed, so it starts no further ones.
    var halted: [pid_t] = []
    var waiting = [root]
    while let next = waiting.popLast() {
      Foundation.kill(next, SIGSTOP)
      halted.append(next)
      waiting += children(of: next).filter { !halted.contains($0) && !waiting.contains($0) }
    }
    for one in halted { Foundation.kill(one, SIGKILL) }
    Foundation.kill(-root, SIGKILL)
  }

  /// The processes that a process has started, as far as they have not ended.
  static func children(of parent: pid_t) -> [pid_t] {
    #if canImport(Darwin)
      var ids = [pid_t](repeating: 0, count: 4096)
      let size = Int32(ids.count * MemoryLayout<pid_t>.size)
      let count = proc_listchildpids(parent, &ids, size)
      return count > 0 ? Array(ids.prefix(Int(count))) : []
    #else
      // Each thread has children of its own.
      let threads =
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(parent)/task")) ?? []
      let listed = threads.compactMap {
        try? String(contentsOfFile: "/proc/\(parent)/task/\($0)/children", encoding: .utf8)
      }
      return listed.flatMap { $0.split(separator: " ").compactMap { pid_t($0) } }
    #endif
  }
}
