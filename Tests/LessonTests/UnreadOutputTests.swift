import Exchange
import Foundation
import Testing

/// Programs whose words nobody reads.
@Suite struct UnreadOutputTests {
  /// An error that cannot be written still has its exit code.
  @Test(
    arguments: ["2>/dev/full", "2>&-", ">&- 2>&-"],
    ["ScorePen digits --weights none", "TrainModel walkthrough missing/w"])
  func errors(_ ends: String, _ command: String) throws {
    #if os(Linux)
      let words = command.split(separator: " ").map(String.init)
      let line = "\"\(try Program.folder())/\(words[0])\" \"$@\" \(ends)"
      let run = try Program.run("/bin/sh", ["-c", line, words[0]] + words.dropFirst())
      #expect(run.code == 1 && run.errors.isEmpty, "\(run.code) \(run.errors)")
    #endif
  }

  /// A training goes on when the program that reads its output has ended, as `tee` does at Ctrl-C.
  @Test func theReaderHasEnded() throws {
    try inFolder { folder in
      let program = "\(try Program.folder())/TrainModel"
      let settings = ["walkthrough", "w.safetensors", "--epochs", "1", "--held-out", "59900"]
      let run = try Program.run(
        "/bin/sh", ["-c", "{ sleep 0.3; \"$0\" \"$@\"; echo $? >&2; } | :", program] + settings,
        folder: folder)
      #expect(
        run.errors == "TrainModel: its output could not be written: broken pipe\n1\n")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["w.safetensors"])
    }
  }
}
