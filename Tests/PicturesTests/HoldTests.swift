import Exchange
import Foundation
import Synchronization
import Testing

/// Two programs at one file, and what a killed program leaves behind.
@Suite struct HoldTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hold-\(UUID())")
      .path(percentEncoded: false)
    try File.makeFolder(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func content(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func aFileIsHeldOnce() throws {
    try inFolder { folder in
      let file = "\(folder)/\(String(repeating: "n", count: 255))"
      do {
        let hold = try Hold.only(file)
        defer { withExtendedLifetime(hold) {} }
        #expect(throws: FileError.held(file)) { _ = try Hold.only(file) }
        _ = try Hold.only("\(folder)/other")
        try File.write([1], to: file)
      }
      _ = try Hold.only(file)
      let names = try content(folder)
      #expect(names.count == 1, "the hidden file is left")
      #expect(throws: FileError.self) { _ = try Hold.only("\(folder)/missing/file") }
    }
  }

  @Test func aHeldFileInASentence() {
    #expect(
      FileError.held("w.safetensors").description == "w.safetensors: another program is writing "
        + "it; wait for its end, or choose another name")
  }

  /// Forty threads want a file a hundred times each. Never do two have it.
  @Test func manyWantAFile() throws {
    try inFolder { folder in
      let inside = Atomic(0)
      let had = Atomic(0)
      let both = Atomic(0)
      DispatchQueue.concurrentPerform(iterations: 40) { _ in
        for _ in 0..<100 {
          guard let hold = try? Hold.only("\(folder)/file") else { continue }
          if inside.add(1, ordering: .sequentiallyConsistent).newValue > 1 {
            both.add(1, ordering: .relaxed)
          }
          had.add(1, ordering: .relaxed)
          inside.subtract(1, ordering: .sequentiallyConsistent)
          withExtendedLifetime(hold) {}
        }
      }
      #expect(both.load(ordering: .relaxed) == 0)
      #expect(had.load(ordering: .relaxed) > 0)
      let more = try content(folder)
      #expect(more == [])
    }
  }

  /// What nobody holds is removed; what somebody is writing, and what is not ours, stays.
  @Test func leftovers() throws {
    try inFolder { folder in
      for name in [".glassbox-1.tmp", ".glassbox-2.tmp", ".other-1.tmp", "glassbox-1.tmp"] {
        try #require(FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: nil))
      }
      let writer = open("\(folder)/.glassbox-2.tmp", O_WRONLY | O_CLOEXEC)
      try #require(writer >= 0 && flock(writer, LOCK_EX) == 0)
      try File.checkWritable("\(folder)/w.safetensors")
      let rest = try content(folder)
      #expect(rest == [".glassbox-2.tmp", ".other-1.tmp", "glassbox-1.tmp"])
      close(writer)
      File.removeLeftovers(in: folder)
      let foreign = try content(folder)
      #expect(foreign == [".other-1.tmp", "glassbox-1.tmp"])
      File.removeLeftovers(in: "\(folder)/missing")
    }
  }

  /// Files are written while others look for leftovers all the time.
  @Test func nothingLivingIsRemoved() throws {
    try inFolder { folder in
      let failed = Atomic(0)
      DispatchQueue.concurrentPerform(iterations: 8) { worker in
        for number in 0..<50 {
          if worker % 2 == 0 {
            File.removeLeftovers(in: folder)
          } else {
            do { try File.write([UInt8(number)], to: "\(folder)/\(worker)") } catch {
              failed.add(1, ordering: .relaxed)
            }
          }
        }
      }
      #expect(failed.load(ordering: .relaxed) == 0)
      let written = try content(folder)
      #expect(written == ["1", "3", "5", "7"])
      for name in ["1", "3", "5", "7"] {
        let bytes = try File.read("\(folder)/\(name)")
        #expect(bytes == [49])
      }
    }
  }

  @Test(arguments: [("a", "."), ("/a", "/"), ("b/a", "b"), ("/c/b/a", "/c/b"), ("./a", ".")])
  func theFolderOfAFile(_ path: String, _ folder: String) {
    #expect(File.folder(of: path) == folder)
  }
}
