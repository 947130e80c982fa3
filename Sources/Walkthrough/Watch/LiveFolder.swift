import Exchange
import Foundation

/// `Outputs/.live`: what a watch leaves for the open pages. Git ignores it.
///
/// Everything is a script, because a browser refuses to read any other file from disk.
final class LiveFolder {
  let outputs: String
  private(set) var status: LiveStatus
  private var lock: Int32 = -1

  /// How many seconds pass between two signs of life.
  static let pulse = 5.0

  /// - Throws: if it cannot be written, or another watch writes it.
  init(in outputs: String) throws {
    self.outputs = outputs
    status = LiveStatus(after: 0)
    try hold()
    status = LiveStatus(after: Self.read(in: outputs)?.number ?? 0)
    try write()
  }

  deinit { close(lock) }

  /// Locks the folder. A user who removes it removes the lock too: then it is made again, if
  /// no other watch has made it.
  private func hold() throws {
    let path = "\(outputs)/.live/lock"
    var (own, there) = (stat(), stat())
    if fstat(lock, &own) == 0, stat(path, &there) == 0, own.st_ino == there.st_ino { return }
    try File.makeFolder("\(outputs)/.live")
    close(lock)
    lock = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      lock = -1
      throw Failure(
        sentence: "\(outputs)/.live is in use: another watch is running. End it with Ctrl-C first.")
    }
  }

  /// Changes the status and tells the pages.
  func tell(_ key: String, _ entry: LiveStatus.Entry) throws {
    status.number += 1
    var entry = entry
    (entry.number, entry.changedAt) = (status.number, LiveStatus.now)
    status.entries[key] = entry
    status.latest = key
    try write()
  }

  /// Takes an entry out of the status.
  func forget(_ key: String) throws {
    status.number += 1
    status.entries[key] = nil
    if status.latest == key { status.latest = nil }
    try write()
  }

  /// Says that the watch is alive, if that was not said for some seconds.
  func beat() throws {
    guard Double(LiveStatus.now - status.aliveAt) / 1000 > Self.pulse else { return }
    try write()
  }

  func end() {
    status.number += 1
    status.endedAt = LiveStatus.now
    try? write()
  }

  /// The pages of a lesson as a browser shows them, by their names: `01-Convolution/index`.
  func pages(of folder: String) -> [String: String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(outputs)/\(folder)")) ?? []
    var pages: [String: String] = [:]
    for name in names where name.hasSuffix(".html") {
      guard let bytes = try? File.read("\(outputs)/\(folder)/\(name)", limit: 1 << 26) else {
        continue
      }
      pages["\(folder)/\(name.dropLast(5))"] = String(decoding: bytes, as: UTF8.self)
    }
    return pages
  }

  /// Leaves a lesson's pages, and the pages before, for a browser that shows an older one. Returns
  /// their names.
  func leavePages(of folder: String, before: [String: String]) throws -> [String] {
    let now = pages(of: folder)
    if !now.isEmpty { try File.makeFolder("\(outputs)/.live/\(folder)") }
    for (name, html) in now {
      let old = before[name]
      let page = Page(page: name, html: html, before: old == html ? nil : old)
      try write("glassbox.livePage", page, to: name)
    }
    let first = "\(folder)/index"
    return now.keys.sorted { ($0 == first ? "" : $0) < ($1 == first ? "" : $1) }
  }

  private struct Page: Encodable {
    let page: String
    let html: String
    let before: String?
  }

  private func write() throws {
    try hold()
    status.aliveAt = LiveStatus.now
    try write("glassbox.live", status, to: "status")
  }

  private func write(_ function: String, _ value: some Encodable, to name: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = String(decoding: try encoder.encode(value), as: UTF8.self)
    let script = "\(function)(\(json));\n"
    try File.write(Array(script.utf8), to: "\(outputs)/.live/\(name).js")
    guard name == "status" else { return }
    // A page looks for this one first: a missing frame is no error on its console.
    let probe = "<!doctype html><script>parent.postMessage(\"glassbox-live\", \"*\");</script>\n"
    let path = "\(outputs)/.live/here.html"
    if !FileManager.default.fileExists(atPath: path) {
      try File.write(Array(probe.utf8), to: path)
    }
  }

  /// The status that a watch has left; nil if there is none.
  static func read(in outputs: String) -> LiveStatus? {
    guard let bytes = try? File.read("\(outputs)/.live/status.js", limit: 1 << 26) else {
      return nil
    }
    let json = String(decoding: bytes, as: UTF8.self)
      .trimmingPrefix("glassbox.live(").dropLast(3)
    return try? JSONDecoder().decode(LiveStatus.self, from: Data(json.utf8))
  }
}
