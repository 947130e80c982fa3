import Digits
import Exchange
import Foundation
import LessonKit
import Models
import Pictures
import Testing

/// Classes of one's own, from a folder of pictures to an explained answer.
@Suite struct OwnDataTests {
  /// Three classes with names, drawn dark on white, ten pictures each and 84 pixels wide.
  private func write(_ names: [(name: String, digit: Int)], to folder: String) throws {
    for (name, digit) in names {
      try File.makeFolder("\(folder)/\(name)")
      let sheet = try MNIST.sheet(.train, digit: digit)
      for number in 0..<10 {
        var picture = GreyPicture(width: 84, height: 84)
        for y in 0..<84 {
          for x in 0..<84 { picture[x, y] = 255 - sheet[number][y / 3 * 28 + x / 3] }
        }
        try picture.write(to: "\(folder)/\(name)/\(number).png")
      }
    }
  }

  private let training = [
    "walkthrough", "w.safetensors", "--data", "signs", "--epochs", "30", "--batch", "4", "--rate",
    "0.01", "--workers", "1",
  ]

  private struct Report: Decodable {
    let `class`: Int
    let label: String
    let classes: [String]
    let probabilities: [Float]
  }

  @Test func threeClasses() throws {
    try inFolder { folder in
      let names = ["circle", "moustache", "roof"]
      try write(Array(zip(names, [0, 3, 7])).map { ($0, $1) }, to: folder + "/signs")
      try File.makeFolder(folder + "/signs/__MACOSX")
      let run = try Program.run("TrainModel", training, folder: folder)
      #expect(run.code == 0, "\(run.errors)")
      #expect(run.output.hasPrefix("signs: 30 pictures in 3 classes; each is cut to its ink"))
      #expect(run.output.contains("\nmoustache        8        2\n"))
      #expect(run.output.contains("test pictures: 6 of 6 right"))
      for (number, name) in names.enumerated() {
        let asked = ["--weights", "w.safetensors", "--image", "signs/\(name)/3.png"]
        let run = try Program.run("Classification", ["--json"] + asked, folder: folder)
        let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
        #expect(report.class == number && report.label == name && report.classes == names)
        #expect(report.probabilities.count == 3)
      }
      let own = ["--weights", "w.safetensors", "--image", "signs/roof/1.png"]
      let explained = try Program.run("Classification", own + ["--explain", "2"], folder: folder)
      #expect(
        explained.output.hasPrefix("it says roof. Classes: [0] circle, [1] moustache, [2] roof\n"))
      let lesson = try Program.run("Classification", own + ["--output", "out"], folder: folder)
      #expect(lesson.code == 0, "\(lesson.errors)")
      let page = try text("\(folder)/out/10-Classification/README.md")
      #expect(
        page.contains("3 classes: circle, moustache, roof") && page.contains("it says roof ("))
      #expect(page.contains("What speaks for the roof in your picture"))
      // Nobody has shown it a seven.
      let none = try Program.run(
        "Classification", ["--json", "--weights", "w.safetensors"], folder: folder)
      #expect(
        none.code == 1 && none.errors.contains("circle, moustache, roof, so the lesson's seven"))
    }
  }

  /// What has diverged bars no other.
  @Test func divergedAndBegunAnew() throws {
    try inFolder { folder in
      try write([("a", 0), ("b", 1)], to: folder + "/signs")
      for more in [["--epochs", "3", "--batch", "64"], ["--checkpoint", "1"]] {
        let wild = try Program.run(
          "TrainModel", training + more + ["--rate", "1e30"], folder: folder)
        #expect(wild.code == 1 && wild.errors.contains("try a smaller rate than 1e+30\n"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["signs"])
      }
      let tame = try Program.run("TrainModel", training + ["--epochs", "1"], folder: folder)
      #expect(tame.code == 0, "\(tame.errors)")
    }
  }

  @Test func tooLargeAsTheyAre() throws {
    try inFolder { folder in
      for name in ["a", "b"] {
        try File.makeFolder("\(folder)/signs/\(name)")
        for number in 0..<5 {
          var picture = GreyPicture(width: 1920, height: 1920)
          for y in 900..<1100 { for x in 500..<1200 { picture[x, y] = 0 } }
          try picture.write(to: "\(folder)/signs/\(name)/\(number).png")
        }
      }
      // Refused after the first picture, so this one is not read.
      let broken = "\(folder)/signs/b/9.png"
      try File.write([1], to: broken)
      let refused = try Program.run("TrainModel", training + ["--as-is"], folder: folder)
      try FileManager.default.removeItem(atPath: broken)
      #expect(refused.code == 1 && refused.errors.contains("943,719,842 weights"))
      #expect(refused.errors.split(separator: "\n").count == 1)
      let small = try Program.run("TrainModel", training + ["--epochs", "1"], folder: folder)
      #expect(small.code == 0)
      #expect(small.output.contains("made smaller: 10 pictures of up to 1,920×1,920 pixels"))
    }
  }

  /// A full disk is noticed by whatever prints results.
  @Test(arguments: [
    "Classification --json", "Classification --explain 2", "Classification --tries",
    "ScoreDigits scores.safetensors", "ScorePen digits --each 1", "Walkthrough --list",
    "Convolution --output out",
    "TrainModel walkthrough w.safetensors --data signs --epochs 1", "Exercise",
  ])
  func fullDisk(_ command: String) throws {
    #if os(Linux)
      try inFolder { folder in
        try write([("a", 0), ("b", 1)], to: folder + "/signs")
        let words = command.split(separator: " ").map(String.init)
        let line = "\"\(try Program.folder())/\(words[0])\" \"$@\" > /dev/full"
        let run = try Program.run(
          "/bin/sh", ["-c", line, words[0]] + words.dropFirst(), folder: folder)
        #expect(run.code == 1, "\(command): \(run.code)")
        #expect(
          run.errors.hasSuffix(
            "\(words[0]): its output could not be written: no space left on device\n"),
          "\(run.errors)")
      }
    #endif
  }
}
