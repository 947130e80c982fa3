import Foundation
import Printing

/// How much memory this program may use.
enum MemoryLimit {
  /// In bytes: the machine's memory, or less if a container or `ulimit` allows less.
  static var bytes: Int {
    let machine = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    return ([machine] + [container, addresses].compactMap { $0 }).min() ?? machine
  }

  /// A number of bytes in words: `123 MB`, `4.5 GB`.
  static func size(_ bytes: Int) -> String {
    bytes < 1_000_000_000 ? "\(bytes / 1_000_000) MB" : (Double(bytes) / 1e9).fixed(1) + " GB"
  }

  /// What `ulimit -v` leaves to this program, without what it already uses.
  private static var addresses: Int? {
    var limit = rlimit()
    #if os(Linux)
      let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0
    #else
      let isKnown = getrlimit(RLIMIT_AS, &limit) == 0
    #endif
    guard isKnown, limit.rlim_cur < Int.max else { return nil }
    return max(0, Int(limit.rlim_cur) - used)
  }

  /// The addresses that this program uses; 0 where the system does not say.
  private static var used: Int {
    let pages = text("/proc/self/statm").flatMap { Int($0.prefix { $0 != " " }) } ?? 0
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// The limit of the container, by Linux's control groups of version 2 or 1.
  private static var container: Int? {
    let files = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
    return files.compactMap(text).compactMap {
      Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
    }.min()
  }

  private static func text(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }
}
