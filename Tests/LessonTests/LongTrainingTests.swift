import CNN
import Exchange
import Foundation
import Pictures
import Testing

/// Trainings that are killed, stopped, and gone on with, as a user does it.
@Suite struct LongTrainingTests {
  private static let settings = [
    "walkthrough", "w.safetensors", "--data", "digits", "--epochs", "60", "--workers", "1",
    "--batch", "20", "--checkpoint", "5", "--shift", "1", "--turn", "5",
  ]
  private let checkpoint = "w.checkpoint.safetensors"

  /// A data set of a reader's own: the first thirty cells of each of MNIST's sheets. Sixty epochs of
  /// them take some seconds.
  private func makeDigits(in folder: String) throws {
    for part in ["train", "test"] {
      try File.makeFolder("\(folder)/digits/\(part)")
      for digit in 0..<10 {
        let path = "\(package)/Sources/Digits/Resources/MNIST/\(part)/\(digit).png"
        let sheet = try GreyPicture(contentsOf: path)
        let few = GreyPicture(
          width: 30 * 28, height: 28,
          pixels: (0..<28).flatMap { sheet.pixels[$0 * sheet.width..<$0 * sheet.width + 30 * 28] })
        try few.write(to: "\(folder)/digits/\(part)/\(digit).png")
      }
    }
  }

  private func train(
    _ folder: String, _ more: [String] = [], until: (String, Int)? = nil, signals: [Int32] = []
  ) throws -> Program.Result {
    try Program.run(
      "TrainModel", Self.settings + more, folder: folder, until: until, signals: signals)
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { !$0.hasPrefix(".") && $0 != "digits" }
  }

  /// Killed twice, and stopped by Ctrl-C: in the end the same bytes as without any of it.
  @Test func killedAndResumed() throws {
    try inFolder { whole in
      try makeDigits(in: whole)
      let run = try train(whole)
      #expect(run.code == 0, "\(run.errors)")
      #expect(try names(whole) == ["w.safetensors"])
      try inFolder { folder in
        try makeDigits(in: folder)
        let killed = try train(folder, until: ("epoch 2/60, ", 1))
        try #require(killed.wasStopped, "\(killed.output)")
        #expect(killed.code == SIGKILL)
        #expect(try names(folder) == [checkpoint])

        // Who forgets --resume does not lose what is there.
        let careless = try train(folder)
        #expect(careless.code == 1 && careless.errors.contains("Continue it with --resume"))
        // Nor does who comes with other settings.
        let other = try train(folder, ["--resume", "--rate", "0.02"])
        #expect(other.code == 1)
        #expect(
          other.errors == "TrainModel: \(checkpoint): it belongs to a training with rate 0.03, "
            + "not 0.02: resume with the same settings, or start anew without --resume\n")

        let stopped = try train(
          folder, ["--resume"], until: ("continuing after step", 1), signals: [SIGINT, SIGINT])
        #expect(stopped.code == 130, "\(stopped.output) \(stopped.errors)")
        #expect(stopped.output.contains("stopped; the weights so far are in w.safetensors"))
        #expect(try names(folder) == [checkpoint, "w.safetensors"])
        let learned = try Safetensors.decode(try File.read("\(folder)/w.safetensors"))
        #expect(learned.map(\.name).contains("dense2.bias"))

        // On another number of cores.
        let again = try train(folder, ["--resume", "--workers", "2"])
        #expect(again.code == 0, "\(again.errors)")
        let bytes = try File.read("\(folder)/w.safetensors")
        #expect(try bytes == File.read("\(whole)/w.safetensors"))
        #expect(try names(folder) == ["w.safetensors"])
      }
    }
  }

  /// On a terminal there is a bar, and one line of each epoch stays.
  @Test(.enabled(if: Ends.haveTerminals, "this machine gives out no pseudo-terminals"))
  func theBar() throws {
    try inFolder { folder in
      try makeDigits(in: folder)
      let run = try Program.run(
        "TrainModel",
        ["walkthrough", "w", "--data", "digits", "--batch", "8", "--epochs", "2"],
        environment: ["TERM": "xterm"], folder: folder, terminal: true)
      #expect(run.code == 0, "\(run.errors)")
      #expect(
        run.output.contains(
          /\r\u{1B}\[K1\/2 \[#*·*\] [\d,]+ images\/s, \d:\d\d left, loss \d/))
      #expect(run.output.contains(/loss \d\.\d{4}, \d+\.\d\d % right, test \d+\.\d\d %\s/))
    }
  }

  @Test func resumingWhatIsNotThere() throws {
    try inFolder { folder in
      try makeDigits(in: folder)
      let run = try train(folder, ["--resume"])
      #expect(run.code == 1)
      #expect(run.errors == "TrainModel: \(checkpoint): there is no such file\n")
      #expect(try names(folder).isEmpty)
    }
  }
}
